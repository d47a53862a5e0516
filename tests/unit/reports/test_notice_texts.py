"""Notices of the floor as sentences."""

from __future__ import annotations

from typing import get_args

import pytest
from msgspec.structs import replace

from argentum.orchestration.commands import EndReason
from argentum.reports.notice_texts import END_TEXTS, notice_text
from argentum.transcript.message import Metadata
from argentum.transcript.reason import Reason
from tests.sample_session import sample_messages

OPENING, *_, CLOSING = sample_messages()


@pytest.mark.parametrize("code", get_args(EndReason))
def test_every_way_to_end_has_a_sentence(code: str) -> None:
    assert notice_text(replace(CLOSING, content=code)) == END_TEXTS[code]


def test_a_sentence_in_place_of_a_code_is_kept() -> None:
    assert notice_text(replace(CLOSING, content="All said.")) == "All said."


def test_a_notice_gives_its_reasons() -> None:
    metadata = Metadata(event="notice", reasons=(Reason("interrupts_stopped"),))

    notice = replace(CLOSING, content="Quality tier: baseline.", metadata=metadata)

    assert notice_text(notice) == "Quality tier: baseline (nobody may cut in for now)."


def test_the_opening_states_the_topic() -> None:
    assert notice_text(OPENING) == "Topic: Should cities ban private cars from their centres?"
