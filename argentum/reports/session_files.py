"""All files of a session folder that follow from its messages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from argentum.metrics.session_facts import SessionFacts
from argentum.metrics.summary import summarise
from argentum.reports.captions import srt, webvtt
from argentum.reports.html_report import html_report
from argentum.reports.rttm import rttm
from argentum.reports.transcript_json import transcript_json
from argentum.transcript.message import Message


def session_files(messages: Sequence[Message], facts: SessionFacts) -> dict[str, str]:
    """Give the text of each derived file by its name; only `summary.json` may tell how long the run took."""
    summary = summarise(messages, facts)
    return {
        "transcript.json": transcript_json(messages, facts),
        "timeline.rttm": rttm(messages, recording=facts.session_id),
        "captions.vtt": webvtt(messages, facts),
        "captions.srt": srt(messages, facts),
        "summary.json": summary_json(summary),
        "report.html": html_report(messages, facts, summary),
    }


def summary_json(summary: Mapping[str, object]) -> str:
    """Write the figures as indented JSON; raises `ValueError` rather than write NaN."""
    return json.dumps(summary, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
