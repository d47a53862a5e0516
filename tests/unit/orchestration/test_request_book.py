"""Priorities, limits and cancellation of requests."""

from __future__ import annotations

from argentum.orchestration.piece import Piece
from argentum.orchestration.request_book import LIVELY, NEEDED, SPECULATIVE, RequestBook
from tests.builders import a_piece


def a_book(global_limit: int = 8, per_agent_limit: int = 1) -> RequestBook:
    return RequestBook(global_limit=global_limit, per_agent_limit=per_agent_limit)


def issue_all(book: RequestBook) -> list[str]:
    issued: list[str] = []
    while entry := book.next_to_issue():
        piece = entry[1]
        piece.request_id = f"req_{piece.agent_id}_{piece.kind}"
        book.issued(piece.request_id, piece)
        issued.append(piece.request_id)
    return issued


def test_the_needed_go_before_the_lively_and_these_before_the_speculative() -> None:
    book = a_book()
    book.submit(a_piece("kicker", "carl"), SPECULATIVE)
    book.submit(a_piece("interjection", "bea"), LIVELY)
    book.submit(a_piece("segment", "ann"), NEEDED)

    assert issue_all(book) == ["req_ann_segment", "req_bea_interjection", "req_carl_kicker"]


def test_within_a_priority_the_first_asked_goes_first() -> None:
    book = a_book()
    for agent in ("carl", "ann", "bea"):
        book.submit(a_piece(agent=agent), NEEDED)

    assert issue_all(book) == ["req_carl_segment", "req_ann_segment", "req_bea_segment"]


def test_no_more_than_the_global_limit_are_under_way() -> None:
    book = a_book(global_limit=2)
    for agent in ("ann", "bea", "carl"):
        book.submit(a_piece(agent=agent), NEEDED)

    first = issue_all(book)
    book.closed("req_ann_segment")
    second = issue_all(book)

    assert (first, second) == (["req_ann_segment", "req_bea_segment"], ["req_carl_segment"])
    assert (book.in_flight, book.queued) == (2, 0)


def test_a_busy_agent_is_passed_over_and_keeps_its_place() -> None:
    book = a_book()
    book.submit(a_piece("segment", "ann"), NEEDED)
    book.submit(a_piece("kicker", "ann"), LIVELY)
    book.submit(a_piece("interjection", "bea"), LIVELY)

    assert issue_all(book) == ["req_ann_segment", "req_bea_interjection"]
    book.closed("req_ann_segment")
    assert issue_all(book) == ["req_ann_kicker"]


def test_an_answer_counts_once_and_a_strange_one_never() -> None:
    book = a_book()
    piece = a_piece()
    book.submit(piece, NEEDED)
    issue_all(book)

    answers = [book.closed("req_ann_segment"), book.closed("req_ann_segment"), book.closed("req_nobody")]

    assert answers == [piece, None, None]
    assert book.in_flight == 0


def test_withdrawing_a_waiting_piece_needs_no_cancellation() -> None:
    book = a_book()
    kept, withdrawn = a_piece(agent="ann"), a_piece(agent="bea")
    book.submit(withdrawn, NEEDED)
    book.submit(kept, NEEDED)

    assert book.withdraw(withdrawn) is None
    assert issue_all(book) == ["req_ann_segment"]


def test_withdrawing_a_piece_under_way_frees_its_place_and_names_what_to_cancel() -> None:
    book = a_book(global_limit=1)
    piece: Piece = a_piece(agent="ann")
    book.submit(piece, NEEDED)
    issue_all(book)
    book.submit(a_piece("kicker", "ann"), LIVELY)

    assert book.withdraw(piece) == "req_ann_segment"
    assert issue_all(book) == ["req_ann_kicker"]


def test_a_piece_that_is_put_back_waits_behind_its_like() -> None:
    book = a_book()
    book.submit(a_piece(agent="ann"), NEEDED)
    book.submit(a_piece(agent="bea"), NEEDED)

    entry = book.next_to_issue()
    assert entry is not None
    book.put_back(entry[1], entry[0])

    assert issue_all(book) == ["req_bea_segment", "req_ann_segment"]
