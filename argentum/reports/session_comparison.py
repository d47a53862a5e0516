"""Several sessions side by side: what differed in what was run, and what came of it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from msgspec import Struct

from argentum.reports.clean_text import clean_text
from argentum.reports.figure_texts import FIGURES, figure_text
from argentum.reports.text_table import TextTable
from argentum.spreadsheet import harmless

_COLUMNS: Mapping[str, str] = {
    "duration_ms": "duration",
    "segments": "segments",
    "jain": "Jain",
    "hard_interrupts_per_min": "cuts/min",
    "interjections_per_min": "remarks/min",
    "dead_air_ms_p95": "dead air P95",
    "overlap_share": "overlap",
    "return_rate": "returns",
    "longest_wait_segments": "wait",
    "bid_desire_rank_correlation": "bid~desire",
}
"""Figures of the table with their headings; CSV and JSON have all."""
_INPUTS = (
    "topic",
    "mode",
    "preset",
    "seed",
    "agents",
    "documents",
    "faults",
    "text_free",
    "segments_limit",
    "duration_limit_ms",
    "argentum_version",
)
_LONGEST_CELL = 32


class Compared(Struct, frozen=True, kw_only=True):
    """One session of a comparison."""

    folder: str
    summary: dict[str, object]
    knobs: dict[str, object]
    """The value of each key that any of the sessions changed in its preset."""
    sealed: bool
    """Whether it ran to its end."""


def shared_inputs(sessions: Sequence[Compared]) -> list[str]:
    """Say what all sessions have in common, a line each."""
    rows = [_inputs(session) for session in sessions]
    return [f"{name}: {rows[0][name]}" for name in rows[0] if name not in _differing(rows) and rows[0][name]]


def comparison_table(sessions: Sequence[Compared]) -> TextTable:
    """Give a row for each session: the inputs that are not the same in all, and the figures."""
    rows = [_inputs(session) for session in sessions]
    differing = _differing(rows)
    figures = list(_COLUMNS)
    return TextTable(
        columns=("session", *_headings(differing), *_COLUMNS.values()),
        numeric=frozenset(_COLUMNS.values()),
        rows=[
            (
                clean_text(session.folder) + ("" if session.sealed else " (unfinished)"),
                *(_short(row[name]) for name in differing),
                *(figure_text(session.summary, key) for key in figures),
            )
            for session, row in zip(sessions, rows, strict=True)
        ],
    )


def turned(table: TextTable) -> TextTable:
    """Give the same with a column for each session, for outputs that are not wide enough for a row."""
    names, *lines = zip(table.columns, *table.rows, strict=True)
    return TextTable(columns=("", *names[1:]), numeric=frozenset(names[1:]), rows=list(lines))


def comparison_csv(sessions: Sequence[Compared]) -> str:
    """Give a row for each session with its inputs, the keys that any of them changed, and every figure."""
    out = io.StringIO()
    knobs = list(sessions[0].knobs)
    figures = [key for key in FIGURES if key != "wall_s"]
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["folder", "sealed", "session_id", *_INPUTS, *knobs, *figures])
    for session in sessions:
        summary = session.summary
        told = [
            harmless(session.folder),
            _cell(session.sealed),
            summary["session_id"],
            *(harmless(_input_text(summary[name])) for name in _INPUTS),
            *(harmless(_input_text(session.knobs[key])) for key in knobs),
            *(_cell(summary[key]) for key in figures),
        ]
        writer.writerow(told)
    return out.getvalue()


def comparison_json(sessions: Sequence[Compared]) -> str:
    """Give a list under `sessions`: each has its folder, whether it was sealed, and its whole summary."""
    document = {
        "sessions": [
            {
                "folder": session.folder,
                "sealed": session.sealed,
                "knobs": session.knobs,
                **{key: value for key, value in session.summary.items() if key != "wall_s"},
            }
            for session in sessions
        ]
    }
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _inputs(session: Compared) -> dict[str, str]:
    told = {name: _input_text(session.summary[name]) for name in _INPUTS}
    return told | {key: _input_text(value) for key, value in session.knobs.items()}


def _differing(rows: Sequence[Mapping[str, str]]) -> list[str]:
    return [name for name in rows[0] if any(row[name] != rows[0][name] for row in rows)]


def _headings(names: Sequence[str]) -> list[str]:
    """Give keys without their section, as long as that tells them apart."""
    short = [name.rpartition(".")[2] for name in names]
    return [last if short.count(last) == 1 else name for name, last in zip(names, short, strict=True)]


def _input_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _cell(value)
        case dict():
            return "; ".join(
                clean_text(str(each)) if isinstance(each, str) else f"{key} {each}" for key, each in value.items()
            )
        case float() | int():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case _:
            return clean_text(str(value))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 2].rstrip()}.."
