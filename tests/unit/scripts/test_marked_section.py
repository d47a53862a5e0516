from __future__ import annotations

from pathlib import Path

import pytest

from scripts.marked_section import table, write_section


def test_a_table_has_columns_of_even_width() -> None:
    assert table(["what", "n"], [["a", "10"], ["much", "2"]]) == (
        "| what | n  |\n| ---- | -- |\n| a    | 10 |\n| much | 2  |"
    )


def test_a_section_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# Page\n\n<!-- speed -->old<!-- /speed -->\n\nEnd.\n", encoding="utf-8")

    write_section(document, "speed", "new\n")
    write_section(document, "speed", "newer\n")

    assert document.read_text(encoding="utf-8") == ("# Page\n\n<!-- speed -->\n\nnewer\n\n<!-- /speed -->\n\nEnd.\n")


def test_a_document_without_the_markers_is_left_as_it_is(tmp_path: Path) -> None:
    document = tmp_path / "page.md"
    document.write_text("# Page\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="expected the markers"):
        write_section(document, "speed", "new")

    assert document.read_text(encoding="utf-8") == "# Page\n"
