"""The top of the page: four figures and a sentence that tell what kind of debate it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argentum.metrics.agent_figures import AgentFigures
from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds
from argentum.reports.figure_texts import figure_text


class KeyFigure(NamedTuple):
    """A large figure with its caption."""

    value: str
    label: str
    note: str


def key_figures(summary: Mapping[str, object]) -> tuple[KeyFigure, ...]:
    """Choose length, fairness, liveliness and flow."""
    duration = summary.get("duration_ms")
    length = minutes_seconds(duration) if isinstance(duration, int) else "–"
    segments, turns = figure_text(summary, "segments"), figure_text(summary, "turns")
    interrupts, remarks = figure_text(summary, "interrupts"), figure_text(summary, "interjections")
    return (
        KeyFigure(length, "minutes of debate", f"{segments} segment{_s(segments)} in {turns} turn{_s(turns)}"),
        KeyFigure(figure_text(summary, "jain"), "fairness", "Jain's index of talk time; 1 is equal"),
        KeyFigure(f"{interrupts} + {remarks}", "cut-ins + interjections", f"{_per_minute(summary)} a minute"),
        KeyFigure(
            figure_text(summary, "dead_air_ms_p95"),
            "dead air",
            "at 95 % of the changes of speakers, unplanned silence is no longer",
        ),
    )


def lead(agents: Sequence[AgentFigures]) -> str:
    """Say who spoke most and least, who cut in most and who was cut off most; empty when nobody spoke."""
    spoke = [agent for agent in agents if agent.talk_share]
    if not spoke:
        return ""
    most = max(spoke, key=lambda agent: agent.talk_share or 0.0)
    parts = [f"{clean_text(most.name)} spoke most ({100 * (most.talk_share or 0.0):.0f} %)"]
    least = min(agents, key=lambda agent: agent.talk_ms)
    if least is not most:
        parts.append(f"{clean_text(least.name)} least ({100 * (least.talk_share or 0.0):.0f} %)")
    names = [clean_text(agent.name) for agent in agents]
    parts += _most(names, [agent.interrupts_made for agent in agents], "cut in")
    parts += _most(names, [agent.interrupts_suffered for agent in agents], "was cut off")
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] + "."


def simulated(facts: SessionFacts) -> str:
    """Say who is speaking: whoever is sent this page sees names, voices and real studies, and nobody of flesh."""
    if facts.text_free:
        return "Nobody here is real: the speakers are simulated and have no words, only wishes for the floor."
    quoted = " What they quote is from the documents listed below; who says it, and why, is made up."
    return (
        "Nobody here is real: the speakers are simulated and argue from phrase books, not from conviction and not from "
        f"a language model.{quoted if facts.documents else ''}"
    )


def _most(names: Sequence[str], counts: Sequence[int], did: str) -> list[str]:
    """Name who did it most; a tie has no winner and is left to the table."""
    highest = max(counts, default=0)
    if not highest or counts.count(highest) > 1:
        return []
    return [f"{names[counts.index(highest)]} {did} most often ({_times(highest)})"]


def _s(count: str) -> str:
    return "" if count == "1" else "s"


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _per_minute(summary: Mapping[str, object]) -> str:
    rates = [summary.get("hard_interrupts_per_min"), summary.get("interjections_per_min")]
    known = [rate for rate in rates if isinstance(rate, (int, float))]
    return f"{sum(known):.1f}" if known else "–"
