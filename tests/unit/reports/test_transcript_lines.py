"""A message as it is shown while a session runs."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.reports.symbols import ASCII
from argentum.reports.transcript_lines import plain_lines, transcript_row
from argentum.transcript.message import Message
from tests.golden_files import GoldenFile
from tests.sample_session import FACTS, sample_messages
from tests.unit.reports.conftest import Printed

BY_ID = {message.id: message for message in sample_messages()}


def _only(message: Message) -> str:
    (line,) = plain_lines(message, FACTS)
    return line


def test_the_plain_transcript_reads_as_the_golden_file(golden: GoldenFile) -> None:
    lines = [line for message in sample_messages() for line in plain_lines(message, FACTS)]

    golden("reports/transcript.txt", "\n".join(lines) + "\n")


def test_a_cut_segment_ends_in_a_dash_and_says_who_cut_it() -> None:
    assert _only(BY_ID["m05"]).endswith("reach & serve— (cut off by Chloé)")


def test_a_kicker_is_marked_and_names_whom_it_cuts() -> None:
    assert _only(BY_ID["m07"]).startswith("[00:09] ⚡ Chloé cuts in on Ben <& Co>: Stop — the baker")


def test_soft_interrupts_and_attempts_say_what_they_are() -> None:
    soft, attempt = (
        replace(BY_ID["m07"], metadata=replace(BY_ID["m07"].metadata, style=style)) for style in ("soft", "attempt")
    )

    assert "Chloé takes over from Ben <& Co>: " in _only(soft)
    assert "Chloé tries to cut in on Ben <& Co>: " in _only(attempt)


def test_an_interjection_is_indented_with_its_type() -> None:
    assert _only(BY_ID["m11"]) == "[00:19]   · Ada (support): True."


def test_auctions_are_left_to_their_table() -> None:
    assert plain_lines(BY_ID["m03"], FACTS) == []
    assert transcript_row(BY_ID["m03"], FACTS) is None


def test_a_text_free_clip_shows_how_long_it_was_heard() -> None:
    assert _only(replace(BY_ID["m02"], content="")) == "[00:01] Ada: (5.0 s of speech)"


def test_an_output_without_unicode_gets_ascii_signs() -> None:
    (line,) = plain_lines(BY_ID["m05"], FACTS, symbols=ASCII)

    assert line == (
        "[00:06] Ben <& Co>: And who pays for that? The baker whose van may no longer reach & serve -- "
        "(cut off by Chlo\u00e9)"
    )


def test_a_message_cannot_forge_a_second_line() -> None:
    forged = replace(BY_ID["m02"], content="Yes.\n[00:09] Ben: I give up.\x1b[2J")

    assert _only(forged) == "[00:01] Ada: Yes. [00:09] Ben: I give up.[2J"


def test_text_that_looks_like_markup_is_shown_as_it_is(printed: Printed) -> None:
    row = transcript_row(BY_ID["m10"], FACTS)

    assert row is not None
    shown = printed(row)
    assert "Dmitri [bold]" in shown
    assert "[red]exact[/red]" in shown


def test_the_speaker_keeps_the_colour_of_the_seat(printed: Printed) -> None:
    segment, aside = transcript_row(BY_ID["m08"], FACTS), transcript_row(BY_ID["m04"], FACTS)

    assert segment is not None
    assert aside is not None
    assert "\x1b[1;32mChloé" in printed(segment, colour=True)
    assert "\x1b[32m  · Chloé (challenge): " in printed(aside, colour=True)


def test_a_row_wraps_under_its_own_text(printed: Printed) -> None:
    row = transcript_row(BY_ID["m08"], FACTS)

    assert row is not None
    first, second, *_ = printed(row, width=60).splitlines()
    assert first.startswith("00:12 Chloé         Delivery")
    assert second.startswith(" " * 20)


def test_the_time_is_whole_after_minute_100(printed: Printed) -> None:
    segment = BY_ID["m02"]
    assert segment.metadata.timing is not None
    timing = replace(segment.metadata.timing, start_ms=6_180_000)

    row = transcript_row(replace(segment, metadata=replace(segment.metadata, timing=timing)), FACTS)

    assert row is not None
    assert printed(row).startswith("103:00 Ada")


def test_a_cut_after_a_comma_loses_the_comma() -> None:
    assert "Pain is a message— (cut off" in _only(replace(BY_ID["m05"], content="Pain is a message,"))


def test_a_narrow_terminal_gets_the_plain_line(printed: Printed) -> None:
    row = transcript_row(BY_ID["m11"], FACTS, width=50)

    assert row is not None
    assert printed(row, width=50) == "[00:19]   · Ada (support): True.\n"
