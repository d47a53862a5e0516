"""Feeding a journal again proves it: any changed byte, any line too many, too few or out of place is found."""

from __future__ import annotations

from functools import cache

import pytest

from argentum.drivers.journal import complete_lines
from argentum.drivers.replay import before_the_stop
from argentum.errors import VerificationError
from argentum.rng import Streams
from argentum.wiring import Debate
from tests.journals import Lines, journal_of, replayed, resumed
from tests.sessions import a_header, run


@cache
def a_journal() -> bytes:
    return journal_of(a_header("roundtable", agents=3, segments=12))


def lines_of(data: bytes) -> list[bytes]:
    return complete_lines(data)


def joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def is_refused(data: bytes) -> bool:
    try:
        replayed(data)
    except VerificationError:
        return True
    return False


def positions() -> list[int]:
    """Take every byte of the first and the last line, and 300 of the others by chance."""
    data = a_journal()
    first, last = data.index(b"\n"), data.rindex(b"\n", 0, -1)
    chance = Streams(5).named("positions")
    return [*range(first + 1), *(chance.randrange(first + 1, last) for _ in range(300)), *range(last, len(data))]


def test_a_session_comes_out_of_its_journal_as_it_was() -> None:
    messages, seal = replayed(a_journal())

    assert messages == run(a_header("roundtable", agents=3, segments=12)).messages
    assert seal is not None
    assert (seal.reason, seal.messages) == ("completed", len(messages))


def test_any_changed_byte_is_found() -> None:
    data = a_journal()

    unnoticed = [
        position
        for position in positions()
        if not is_refused(data[:position] + bytes([data[position] ^ 1]) + data[position + 1 :])
    ]

    assert unnoticed == []


def test_any_removed_line_is_found() -> None:
    lines = lines_of(a_journal())

    unnoticed = [
        place for place in range(0, len(lines) - 1, 3) if not is_refused(joined(lines[:place] + lines[place + 1 :]))
    ]

    assert unnoticed == []


def test_any_doubled_line_is_found() -> None:
    lines = lines_of(a_journal())

    unnoticed = [
        place for place in range(0, len(lines), 3) if not is_refused(joined(lines[:place] + lines[place - 1 :]))
    ]

    assert unnoticed == []


def test_any_two_lines_that_changed_places_are_found() -> None:
    lines = lines_of(a_journal())

    unnoticed = [
        place
        for place in range(0, len(lines) - 1, 3)
        if not is_refused(joined([*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]))
    ]

    assert unnoticed == []


def test_a_difference_is_told_with_its_line() -> None:
    lines = lines_of(a_journal())
    place = next(number for number, line in enumerate(lines) if b'"event":"segment"' in line)
    lines[place] = lines[place].replace(b'"event":"segment"', b'"event":"notice"')

    with pytest.raises(VerificationError, match=f"journal line {place + 1}: differs from what its inputs give"):
        replayed(joined(lines))


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"no journal\n", b'{"n":0,"prev":""}\n', b'{"n":0,"prev":"","at_ms":0}\n']
)
def test_what_is_no_journal_is_refused_at_its_first_line(data: bytes) -> None:
    with pytest.raises(VerificationError, match="journal line 1"):
        replayed(data)


def test_a_header_that_does_not_belong_to_its_id_is_refused_even_alone() -> None:
    header = lines_of(a_journal())[0]

    assert not is_refused(joined([header]))
    assert is_refused(joined([header.replace(b'"seed":1', b'"seed":2')]))


@pytest.mark.parametrize("cut", [1, 7, 60, 61, 90, 500])
def test_a_journal_that_was_broken_off_is_sound_as_far_as_it_goes(cut: int) -> None:
    messages, seal = replayed(a_journal()[:-cut])

    assert seal is None
    assert messages


def test_a_half_written_line_must_be_how_the_next_line_begins() -> None:
    data = a_journal()
    broken_off = data[: data.rindex(b'"message":{') + 40]

    assert not is_refused(broken_off)
    assert is_refused(broken_off[:-1] + b"\x00")


def test_a_journal_of_another_format_is_refused_with_what_can_be_read() -> None:
    data = a_journal().replace(b'"format_version":1', b'"format_version":9', 1)

    with pytest.raises(VerificationError, match="format 9; this version reads format 1"):
        replayed(data)


# -- going on --------------------------------------------------------------------------------------------------------


def test_a_session_broken_off_anywhere_goes_on_to_the_same_bytes() -> None:
    data = a_journal()
    header_ends = data.index(b"\n") + 1
    chance = Streams(6).named("offsets")
    offsets = [header_ends, len(data) - 1, len(data), *(chance.randrange(header_ends, len(data)) for _ in range(40))]

    differing = [offset for offset in offsets if resumed(data[:offset]) != data]

    assert differing == []


@pytest.mark.parametrize("faults", ["recoverable", "stormy"])
def test_faults_come_again_where_they_were(faults: str) -> None:
    data = journal_of(a_header(faults=faults, segments=15))

    assert resumed(data[: len(data) // 2]) == data


def stopped_after(signals: int) -> bytes:
    asked = [0]

    def stop() -> bool:
        asked[0] += 1
        return asked[0] > signals

    sink = Lines()
    Debate(a_header("roundtable", agents=3, segments=12)).simulate(sink=sink, stop=stop)
    return sink.data


@pytest.mark.parametrize("signals", [0, 1, 10, 50])
def test_a_session_that_was_stopped_by_hand_goes_on_as_if_it_had_not_been(signals: int) -> None:
    stopped = stopped_after(signals)

    messages, seal = replayed(stopped)
    assert seal is not None
    assert (seal.reason, messages[-1].content) == ("interrupted", "interrupted")
    assert resumed(stopped) == a_journal()


def test_a_stop_for_money_is_part_of_the_session() -> None:
    lines = [b'{"n":1,"prev":"","at_ms":5,"signal":{"kind":"stop_requested","reason":"budget"}}']

    assert before_the_stop(lines) is lines
