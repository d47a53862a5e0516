"""Notices of the floor as sentences."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from argentum.orchestration.commands import EndReason
from argentum.reports.notice_texts import END_TEXTS, behind_the_scenes, notice_text
from argentum.transcript.message import Metadata
from argentum.transcript.reason import Reason
from tests.sample_session import FACTS, sample_messages

OPENING, *_, CLOSING = sample_messages()


@pytest.mark.parametrize("code", get_args(EndReason))
def test_every_way_to_end_has_a_sentence(code: str) -> None:
    assert notice_text(replace(CLOSING, content=code), FACTS) == END_TEXTS[code]


def test_a_sentence_in_place_of_a_code_is_kept() -> None:
    assert notice_text(replace(CLOSING, content="All said."), FACTS) == "All said."


def _notice(content: str, *codes: str, in_a_row: float = 1) -> str:
    reasons = tuple(Reason(code, {"in_a_row": in_a_row}) for code in codes)
    return notice_text(replace(CLOSING, content=content, metadata=Metadata(event="notice", reasons=reasons)), FACTS)


def test_a_change_of_tier_says_what_it_means_to_a_listener() -> None:
    assert _notice("Quality tier: baseline.", "requests_failed", "tier_lowered") == (
        "The floor makes do with the least (too many requests failed; requests are spared to keep the talk going)."
    )
    assert _notice("Quality tier: premium.", "tier_raised") == (
        "The floor has all its means (requests run smoothly again)."
    )


def test_a_tier_that_stays_is_no_news() -> None:
    assert _notice("Quality tier: baseline.", "interrupts_stopped") == "Nobody may cut in for now."


def test_a_rest_that_is_asked_for_says_how_long() -> None:
    rest = Reason("request_rate_limited", {"in_a_row": 1, "backoff_ms": 2500})
    metadata = Metadata(event="notice", reasons=(rest,))

    told = notice_text(replace(CLOSING, content="The request for a segment by ada failed.", metadata=metadata), FACTS)

    assert told == "The request for a segment by Ada failed (the provider asks for a rest, 2500 ms)."


def test_a_notice_calls_agents_by_their_names() -> None:
    assert _notice("The request for an interjection by ben failed.", "request_gone") == (
        "The request for an interjection by Ben <& Co> failed (the provider is gone)."
    )
    assert _notice("chloe is late with its segment; another speaks.") == (
        "Chloé is late with its segment; another speaks."
    )
    assert _notice("The audience gave ada a clap.") == "The audience gave Ada a clap."


def test_one_failure_is_no_row() -> None:
    failed = "The request for a segment by ada failed."

    assert _notice(failed, "request_malformed") == (
        "The request for a segment by Ada failed (the answer could not be read)."
    )
    assert _notice(failed, "request_malformed", in_a_row=3) == (
        "The request for a segment by Ada failed (the answer could not be read, 3 in a row)."
    )


def test_the_opening_states_the_topic() -> None:
    assert notice_text(OPENING, FACTS) == "Topic: Should cities ban private cars from their centres?"


@pytest.mark.parametrize(
    ("codes", "hidden"),
    [(("tier_raised",), True), (("speculation_stopped", "audio_discarded"), True), (("interrupts_stopped",), False)],
)
def test_what_nobody_could_hear_belongs_behind_the_scenes(codes: tuple[str, ...], hidden: bool) -> None:
    reasons = tuple(Reason(code) for code in codes)
    notice = replace(CLOSING, content="Quality tier: premium.", metadata=Metadata(event="notice", reasons=reasons))

    assert behind_the_scenes(notice) is hidden
