"""What the council notes: once, in order, and checked when it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.council_book import MemoryBook, Note, NoteKind
from argentum.ayni.council_lines import CouncilChain
from argentum.errors import EntryConflictError, VerificationError


def note(own_id: str = "n-1", *, kind: NoteKind = "guidance", at_ms: int = 5, **data: object) -> Note:
    return Note(kind=kind, id=own_id, at_ms=at_ms, data=data)


def lines(*acts: list[Note]) -> bytes:
    data = b""
    for act in acts:
        data += CouncilChain(data, source="book").next_line(act) + b"\n"
    return data


def test_notes_come_back_in_order_and_by_kind() -> None:
    book = MemoryBook()

    book.append([note("a"), note("b", kind="outcome")])
    book.append([note("c")])

    assert [each.id for each in book.notes()] == ["a", "b", "c"]
    assert [each.id for each in book.notes("guidance")] == ["a", "c"]


def test_the_same_again_is_answered_by_the_first_time() -> None:
    book = MemoryBook()
    book.append([note(at_ms=5, why="x")])

    (answer,) = book.append([note(at_ms=9, why="x")])

    assert answer.at_ms == 5
    assert len(book.notes()) == 1


def test_other_data_under_the_same_id_is_refused_and_nothing_of_the_act_is_noted() -> None:
    book = MemoryBook()
    book.append([note(why="x")])

    with pytest.raises(EntryConflictError, match="guidance 'n-1': the council's book has it already with other data"):
        book.append([note("n-2"), note(why="y")])

    assert [each.id for each in book.notes()] == ["n-1"]


def test_an_id_may_come_in_two_kinds() -> None:
    book = MemoryBook()

    book.append([note(kind="guidance_request"), note(kind="guidance", why="x")])

    assert len(book.notes()) == 2


def test_lines_are_read_back_as_they_were_made() -> None:
    acts = [[note("a", why="é\n", value=0.5)], [note("b"), note("c", kind="outcome", changes=[1, None])]]

    chain = CouncilChain(lines(*acts), source="book")

    assert chain.notes == [*acts[0], *acts[1]]


def test_what_a_killed_writer_left_is_no_part_of_the_book() -> None:
    data = lines([note("a")], [note("b")])

    chain = CouncilChain(data[:-10], source="book")

    assert [each.id for each in chain.notes] == ["a"]
    assert data[: chain.length] == lines([note("a")])


@pytest.mark.parametrize("gone", [0, 1])
def test_a_removed_line_is_found_where_the_next_one_stands(gone: int) -> None:
    kept = lines([note("a")], [note("b")], [note("c")]).splitlines(keepends=True)
    del kept[gone]

    with pytest.raises(VerificationError, match=f"book: line {gone + 1} does not follow the line before"):
        CouncilChain(b"".join(kept), source="book")


@given(place=st.integers(0, 10_000), byte=st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed_but_in_the_last_line(place: int, byte: int) -> None:
    data = bytearray(lines([note("a", why="because")], [note("b", value=1.5)], [note("c")]))
    place %= data.rindex(b"\n", 0, -1)
    data[place] ^= byte

    with pytest.raises(VerificationError):
        CouncilChain(bytes(data), source="book")
