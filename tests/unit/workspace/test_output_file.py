from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import UsageError
from argentum.workspace.output_file import new_file, page_file

PAGE = (
    "<!doctype html>\n<html><head><style>"
    + "p {}\n" * 900
    + "</style><title>Zoos? – argentum{}</title></head></html>\n"
)


def test_a_name_that_is_free_is_taken(tmp_path: Path) -> None:
    assert new_file(tmp_path / "new.vtt") == tmp_path / "new.vtt"
    assert page_file(tmp_path / "new.html") == tmp_path / "new.html"


@pytest.mark.parametrize("kind", ["file", "folder", "dangling link"])
def test_nothing_is_written_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "there"
    if kind == "file":
        path.touch()
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")

    with pytest.raises(UsageError, match=r"--log .*there: is there already; choose a new name"):
        new_file(path, "--log")
    with pytest.raises(UsageError, match=r"--html .*there: is there already"):
        page_file(path, "--html")


@pytest.mark.parametrize("kind", ["", " airtime", " ayni"])
def test_a_page_of_ours_gives_way_to_the_next(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE.replace("{}\n", "x\n").format(kind), encoding="utf-8")

    assert page_file(path) == path


@pytest.mark.parametrize("text", ["", "SQLite format 3\0", "<!doctype html><title>Our argentum diary</title>"])
def test_other_files_are_no_pages_of_ours(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="no page of argentum"):
        page_file(path)
