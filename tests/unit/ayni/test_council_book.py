"""What the council notes: once, in order, and checked when it is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.council_book import MemoryBook, Note, NoteKind
from argentum.ayni.council_lines import CouncilChain, CouncilHead, head_bytes, read_head
from argentum.errors import EntryConflictError, VerificationError


def note(own_id: str = "n-1", *, kind: NoteKind = "guidance", at_ms: int = 5, **data: object) -> Note:
    return Note(kind=kind, id=own_id, at_ms=at_ms, data=data)


def book_of(*acts: list[Note]) -> tuple[bytes, CouncilHead | None]:
    data, head = b"", None
    for act in acts:
        line, head = CouncilChain(data, head, source="book").next_line(act)
        data += line + b"\n"
    return data, head


BEFORE_HEADS = (
    b'{"n":1,"prev":"","notes":[{"kind":"guidance","id":"a","at_ms":1,"data":{}}]}\n'
    b'{"n":2,"prev":"25a529fd4f53e3ee4e72509c1bf1ca2623bbbd010fb2a29366a8dbdd372358bb",'
    b'"notes":[{"kind":"guidance","id":"b","at_ms":1,"data":{}}]}\n'
)
"""Lines as they were written when there was no head."""


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

    chain = CouncilChain(*book_of(*acts), source="book")

    assert chain.notes == [*acts[0], *acts[1]]


def test_what_a_killed_writer_left_is_no_part_of_the_book() -> None:
    data, _ = book_of([note("a")], [note("b")])
    before, head = book_of([note("a")])

    chain = CouncilChain(data[:-10], head, source="book")

    assert [each.id for each in chain.notes] == ["a"]
    assert data[: chain.length] == before


@pytest.mark.parametrize("gone", [0, 1])
def test_a_removed_line_is_found_where_the_next_one_stands(gone: int) -> None:
    data, head = book_of([note("a")], [note("b")], [note("c")])
    kept = data.splitlines(keepends=True)
    del kept[gone]

    with pytest.raises(VerificationError, match=f"book: line {gone + 1} does not follow the line before"):
        CouncilChain(b"".join(kept), head, source="book")


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_removed_last_lines_are_told_by_the_head(kept: int) -> None:
    data, head = book_of([note("a")], [note("b")], [note("c")])

    with pytest.raises(VerificationError, match=f"book: line {kept + 1} is missing: the head names line 3 as the last"):
        CouncilChain(b"".join(data.splitlines(keepends=True)[:kept]), head, source="book")


def test_a_last_line_that_was_written_anew_is_told_by_the_head() -> None:
    _, head = book_of([note("a")], [note("b", why="x")])
    changed, _ = book_of([note("a")], [note("b", why="y")])

    with pytest.raises(VerificationError, match="book: line 2 was changed; the head names another one"):
        CouncilChain(changed, head, source="book")


def test_one_line_more_than_the_head_tells_of_is_a_killed_writers_and_two_are_a_fault() -> None:
    _, head = book_of([note("a")])
    one_more, _ = book_of([note("a")], [note("b")])
    two_more, _ = book_of([note("a")], [note("b")], [note("c")])

    chain = CouncilChain(one_more, head, source="book")

    assert chain.is_ahead
    assert [each.id for each in chain.notes] == ["a", "b"]
    with pytest.raises(VerificationError, match="book: line 3 is too many: the head names line 1 as the last"):
        CouncilChain(two_more, head, source="book")


def test_a_head_that_is_gone_is_missed_from_the_second_line_on() -> None:
    data, _ = book_of([note("a")], [note("b")])

    with pytest.raises(VerificationError, match="the head of the book is missing"):
        CouncilChain(data, None, source="book")


def test_a_book_from_before_there_were_heads_is_read_and_gets_one_with_its_next_line() -> None:
    old = chain = CouncilChain(BEFORE_HEADS, None, source="book")
    line, head = chain.next_line([note("c")])
    after = BEFORE_HEADS + line + b"\n"

    assert ([each.id for each in old.notes], old.is_ahead) == (["a", "b"], False)
    assert [each.id for each in CouncilChain(after, head, source="book").notes] == ["a", "b", "c"]
    with pytest.raises(VerificationError, match="line 3 is missing"):
        CouncilChain(BEFORE_HEADS, head, source="book")


@given(place=st.integers(0, 10_000), byte=st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(place: int, byte: int) -> None:
    whole, head = book_of([note("a", why="because")], [note("b", value=1.5)], [note("c")])
    data = bytearray(whole)
    data[place % len(data)] ^= byte

    with pytest.raises(VerificationError):
        CouncilChain(bytes(data), head, source="book")


@given(place=st.integers(0, 10_000), byte=st.integers(1, 255))
def test_no_changed_byte_of_a_head_goes_unnoticed_but_that_of_its_line_break(place: int, byte: int) -> None:
    whole, head = book_of([note("a")], [note("b")])
    assert head is not None
    data = bytearray(head_bytes(head))
    data[place % (len(data) - 1)] ^= byte

    with pytest.raises(VerificationError):
        CouncilChain(whole, read_head(bytes(data), source="head"), source="book")
