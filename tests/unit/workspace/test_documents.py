from __future__ import annotations

from pathlib import Path

import pytest

from argentum.errors import InputError, MissingPathError
from argentum.workspace.documents import LARGEST_FILE_BYTES, read_documents

SENTENCE = "Ghent divided its centre into zones in April."


def test_documents_are_labelled_in_the_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(f"# Second\n\n{SENTENCE}\n", encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text(SENTENCE, encoding="utf-8")

    passages = read_documents(tmp_path)

    assert [(passage.label, passage.document, passage.file) for passage in passages] == [
        ("Doc 1", "one", "a/one.txt"),
        ("Doc 2", "Second", "b.md"),
    ]


def test_passages_know_their_neighbours_in_the_same_document_only(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{SENTENCE} Cycling in Ghent rose in the first year.", encoding="utf-8")
    (tmp_path / "b.md").write_text(SENTENCE, encoding="utf-8")

    passages = read_documents(tmp_path)

    assert [(passage.passage_id, passage.previous, passage.following) for passage in passages] == [
        (0, None, 1),
        (1, 0, None),
        (2, None, None),
    ]


def test_hidden_files_readme_files_and_other_formats_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/x.md", ".hidden.md", "README.md", "table.csv", "good.md"):
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")

    assert {passage.file for passage in read_documents(tmp_path)} == {"good.md"}


def test_a_missing_folder_and_a_file_in_its_place_are_named(tmp_path: Path) -> None:
    (tmp_path / "file.md").write_text(SENTENCE, encoding="utf-8")

    with pytest.raises(MissingPathError, match="nowhere: there is no such folder"):
        read_documents(tmp_path / "nowhere")
    with pytest.raises(MissingPathError, match=r"file\.md: this is a file"):
        read_documents(tmp_path / "file.md")


def test_a_folder_with_nothing_to_quote_says_what_would_be_right(tmp_path: Path) -> None:
    (tmp_path / "short.md").write_text("# Title\n\nToo short.\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"\.md or \.txt") as caught:
        read_documents(tmp_path)

    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_utf8_is_named_with_its_file_and_place(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"Caf\xe9 culture is older than the ban.")

    with pytest.raises(InputError, match=r"latin\.txt: byte 3 is not UTF-8"):
        read_documents(tmp_path)


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huge.txt").write_bytes(b"a" * (LARGEST_FILE_BYTES + 1))

    with pytest.raises(InputError, match=r"huge.txt: 2,000,001 bytes"):
        read_documents(tmp_path)


def test_the_shipped_briefs_give_whole_sentences_of_speaking_length() -> None:
    passages = read_documents(Path(__file__).parents[3] / "briefs")

    assert len(passages) > 60
    assert len({passage.label for passage in passages}) >= 3
    assert all(6 <= len(passage.text.split()) <= 34 and passage.text[-1] in ".!?" for passage in passages)
