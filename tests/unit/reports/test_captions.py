"""Captions, read back by webvtt-py."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

import webvtt
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from argentum.reports.captions import LINE_CHARACTERS, cues, srt
from argentum.reports.captions import webvtt as write_webvtt
from argentum.transcript.message import ClipTiming, Message
from tests.sample_session import FACTS, sample_messages

SEGMENT = sample_messages()[1]


def _said(content: str, *, duration_ms: int = 5000) -> Message:
    timing = ClipTiming(start_ms=1000, duration_ms=duration_ms)
    return replace(SEGMENT, content=content, metadata=replace(SEGMENT.metadata, timing=timing))


def _milliseconds(stamp: str) -> int:
    hours, minutes, seconds, ms = (int(part) for part in re.split(r"[:.,]", stamp))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def test_every_clip_is_read_back_with_its_speaker_and_text() -> None:
    captions = webvtt.from_string(write_webvtt(sample_messages(), FACTS)).captions

    voices = {html.unescape(caption.voice or "") for caption in captions}
    assert voices == {agent.name for agent in FACTS.agents}
    dmitri = [caption.text for caption in captions if "Dmitri" in (caption.voice or "")]
    assert html.unescape(" ".join(dmitri).replace("\n", " ")) == next(
        message.content for message in sample_messages() if message.id == "m10"
    )


def test_cues_of_an_interjection_overlap_the_segment() -> None:
    captions = webvtt.from_string(write_webvtt(sample_messages(), FACTS)).captions

    (aside,) = (caption for caption in captions if caption.text.startswith("Only in rich"))
    during = [caption for caption in captions if caption.start <= aside.start < caption.end and caption is not aside]
    assert [caption.voice for caption in during] == ["Ada"]


def test_a_cut_segment_ends_in_a_dash_at_the_time_of_the_cut() -> None:
    last = [cue for cue in cues(sample_messages(), prefixes={}) if cue.agent_id == "ben" and cue.end_ms <= 10_000][-1]

    assert last.end_ms == 10_000
    assert last.lines[-1].endswith("serve—")


def test_markup_arrows_and_line_breaks_cannot_break_the_file() -> None:
    message = _said("a & b <i>\n\n00:00 --> 00:09\n</v><v Ben>I agree.")

    text = write_webvtt([message], FACTS)

    assert text.count("-->") == text.count("<v ") == len(cues([message], prefixes={}))
    assert "&amp; b &lt;i&gt;" in text


def test_srt_names_the_speaker_and_keeps_tags_and_arrows_out() -> None:
    text = srt([_said("<b>No</b> --> {yes}")], FACTS)

    assert text == "1\n00:00:01,000 --> 00:00:06,000\nAda: \u2039b\u203aNo\u2039/b\u203a → (yes)\n"


def test_srt_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "captions.srt"
    file.write_text(srt(sample_messages(), FACTS), encoding="utf-8")

    captions = webvtt.from_srt(str(file)).captions

    assert len(captions) >= 9
    assert captions[0].text.startswith("Ada: Streets without cars")


@given(st.text(max_size=400), st.integers(1, 20_000))
def test_cues_tile_their_clip_in_two_lines_of_42(text: str, duration_ms: int) -> None:
    split = cues([_said(text, duration_ms=duration_ms)], prefixes={})

    assert all(1 <= len(cue.lines) <= 2 and all(len(line) <= LINE_CHARACTERS for line in cue.lines) for cue in split)
    if split:
        assert split[0].start_ms == 1000
        assert split[-1].end_ms == 1000 + duration_ms
        assert all(cue.start_ms < cue.end_ms for cue in split)
        assert all(before.end_ms == after.start_ms for before, after in pairwise(split))


@given(st.text(max_size=200))
def test_any_text_gives_files_that_can_be_read(text: str) -> None:
    messages = [_said(text)]

    expected = cues(messages, prefixes={})
    captions = webvtt.from_string(write_webvtt(messages, FACTS)).captions
    assert [(_milliseconds(caption.start), _milliseconds(caption.end)) for caption in captions] == [
        (cue.start_ms, cue.end_ms) for cue in expected
    ]


def test_text_free_sessions_have_no_captions() -> None:
    assert write_webvtt([_said("")], FACTS) == "WEBVTT\n"
    assert not srt([_said("")], FACTS)
