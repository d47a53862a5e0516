"""Lines, chain and digests of a journal."""

from __future__ import annotations

from hashlib import sha256

import msgspec
import pytest

from argentum.drivers.journal import CheckingSink, Journal, complete_lines, decode, torn_line
from argentum.errors import VerificationError
from argentum.orchestration.signals import SessionStarted, TimerFired
from argentum.transcript.message import Message, Metadata
from tests.journals import Lines

MESSAGE = Message(id="m00001", type="system", sender="floor", content="Café", metadata=Metadata(event="opening"))


def a_journal() -> Lines:
    sink = Lines()
    journal = Journal(sink)
    journal.signal(0, SessionStarted())
    journal.message(MESSAGE)
    journal.signal(100, TimerFired(timer="auction/1"))
    journal.seal("completed")
    return sink


def test_each_line_has_its_number_and_the_digest_of_the_line_before() -> None:
    lines = a_journal().lines

    read = [msgspec.json.decode(line) for line in lines]
    assert [line["n"] for line in read] == [0, 1, 2, 3]
    assert [line["prev"] for line in read] == ["", *(sha256(line).hexdigest() for line in lines[:-1])]


def test_the_seal_counts_what_went_before() -> None:
    assert msgspec.json.decode(a_journal().lines[-1])["seal"] == {"reason": "completed", "signals": 2, "messages": 1}


def test_lines_read_back_as_what_was_written() -> None:
    lines = a_journal().lines

    assert decode(lines[0], 0).signal == SessionStarted()
    assert decode(lines[1], 1).message == MESSAGE
    assert (decode(lines[2], 2).at_ms, decode(lines[2], 2).signal) == (100, TimerFired(timer="auction/1"))


def test_what_is_no_line_is_told_with_its_number() -> None:
    with pytest.raises(VerificationError, match="journal line 5: not readable"):
        decode(b"{", 4)


@pytest.mark.parametrize(
    ("data", "lines", "torn"),
    [(b"", [], b""), (b"a\nb\n", [b"a", b"b"], b""), (b"a\nb", [b"a"], b"b"), (b"b", [], b"b")],
)
def test_only_lines_that_end_are_complete(data: bytes, lines: list[bytes], torn: bytes) -> None:
    assert (complete_lines(data), torn_line(data)) == (lines, torn)


def test_a_checking_sink_compares_and_then_passes_on() -> None:
    onward = Lines()
    sink = CheckingSink([b"one"], onward)

    before = sink.catching_up
    sink.append(b"one")
    sink.sync()
    sink.append(b"two")

    assert (before, sink.catching_up) == (True, False)
    assert (onward.lines, onward.syncs) == ([b"two"], 1)


def test_a_checking_sink_refuses_the_first_difference_and_a_line_too_many() -> None:
    with pytest.raises(VerificationError, match="journal line 1: differs"):
        CheckingSink([b"one"]).append(b"two")
    with pytest.raises(VerificationError, match="journal line 1: missing"):
        CheckingSink([]).append(b"one")


def test_a_byte_that_is_no_text_at_all_is_told_like_any_other_change() -> None:
    with pytest.raises(VerificationError, match="journal line 3: not readable"):
        decode(b'{"n":2,"prev":"\xe7"}', 2)
