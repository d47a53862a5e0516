"""What a rule did in a meeting, as tables and as lines: people, the course of it, and rules side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from argentum.airtime.decisions import (
    AnyDecision,
    ControlRecorded,
    MuteCommand,
    MuteNotEffective,
    Nudge,
    Prompt,
    Refused,
    SlotOpened,
    TimeWarning,
)
from argentum.airtime.outcome import MeetingOutcome, ParticipantOutcome
from argentum.airtime.simulation.study import Study
from argentum.airtime.tokens.prices import TOKEN_MS
from argentum.reports.airtime.length_text import length_text
from argentum.reports.clean_text import clean_text
from argentum.reports.clock_text import minutes_seconds, seconds_text
from argentum.reports.control_text import control_text
from argentum.reports.symbols import UNICODE, Symbols

if TYPE_CHECKING:
    from rich.table import Table

BAR_CELLS = 16
_TWO_LINES = {
    "participant": "partici-\npant",
    "share of what was heard": "share of what\nwas heard",
    "blocked": "block-\ned",
    "unspent": "un-\nspent",
    "warned": "warn-\ned",
    "prompted": "ask-\ned",
    "nudged": "nudg-\ned",
    "in flow": "in\nflow",
    "complaints": "com-\nplaints",
}
"""Headings as they fit into a terminal of 80 columns."""
_PEOPLE = ("participant", "share of what was heard", "heard", "blocked", "allowed", "left", "warned", "muted")
_RULES = (
    "rule",
    "Jain",
    "Gini",
    "blocked",
    "unspent",
    "warned",
    "prompted",
    "nudged",
    "muted",
    "in flow",
    "complaints",
)


def people_rows(
    outcome: MeetingOutcome, symbols: Symbols = UNICODE, *, bar_cells: int = BAR_CELLS
) -> list[tuple[str, ...]]:
    """Give a row for each person; a narrow terminal leaves the bars out."""
    headings = _PEOPLE if bar_cells else (_PEOPLE[0], "share", *_PEOPLE[2:])
    return [headings, *(_person(each, symbols, bar_cells) for each in outcome.participants)]


def _person(each: ParticipantOutcome, symbols: Symbols, bar_cells: int) -> tuple[str, ...]:
    return (
        clean_text(each.name),
        _bar(each.share, symbols, bar_cells),
        length_text(each.heard_ms),
        length_text(each.blocked_ms) if each.blocked_ms else symbols.missing,
        symbols.missing if each.allocated_ms is None else length_text(each.allocated_ms),
        symbols.missing if each.allocated_ms is None else length_text(each.left_ms),
        str(each.warnings),
        str(each.mutes),
    )


def rule_rows(outcomes: Sequence[MeetingOutcome], symbols: Symbols = UNICODE) -> list[tuple[str, ...]]:
    """Give a row for each rule; lengths as `mm:ss`, which have room for hours on a terminal of 80 columns."""
    return [
        _RULES,
        *(
            (
                each.rule,
                _index(each.jain, symbols),
                _index(each.gini, symbols),
                minutes_seconds(each.blocked_ms),
                minutes_seconds(each.unspent_ms),
                str(each.warnings),
                str(each.prompts),
                str(each.nudges),
                str(each.mutes),
                str(each.mutes_in_flow),
                str(each.complaints),
            )
            for each in outcomes
        ),
    ]


def headline(outcome: MeetingOutcome, symbols: Symbols = UNICODE) -> str:
    """Give rule, level and the figures of the whole meeting in one line."""
    return (
        f"{outcome.rule}, {outcome.enforcement}, {outcome.policy} policy, {length_text(outcome.duration_ms)} min: "
        f"Jain {_index(outcome.jain, symbols)}, Gini {_index(outcome.gini, symbols)}, "
        f"blocked {length_text(outcome.blocked_ms)}, unspent {length_text(outcome.unspent_ms)}, "
        f"warnings {outcome.warnings}, prompts {outcome.prompts}, nudges {outcome.nudges}, mutes {outcome.mutes} "
        f"({outcome.mutes_in_flow} in full flow), attempts while muted {outcome.complaints}"
    )


def trade_lines(outcome: MeetingOutcome) -> list[str]:
    """Tell which people praised mostly each other."""
    return [
        f"{clean_text(each.one)} and {clean_text(each.other)} praised mostly each other: "
        f"{each.one_to_other} and {each.other_to_one} times"
        for each in outcome.trades
    ]


def token_rows(outcome: MeetingOutcome) -> list[tuple[str, ...]]:
    """Give a row for each purse, in tokens; only the headings under rules without tokens."""
    names = {each.id: each.name for each in outcome.participants}
    return [
        ("participant", "tokens", "at first", "earned", "spent", "lost", "granted"),
        *(
            (
                clean_text(names.get(each.participant_id, each.participant_id)),
                *(
                    f"{amount_ms / TOKEN_MS:.1f}"
                    for amount_ms in (
                        each.balance_ms,
                        each.initial_ms,
                        each.earned_ms,
                        each.spent_ms,
                        each.lost_ms,
                        each.granted_ms,
                    )
                ),
            )
            for each in outcome.tokens
        ),
    ]


def reaction_lines(outcome: MeetingOutcome) -> list[str]:
    """Tell how often each reaction was sent; nothing when none was."""
    counts = ", ".join(f"{count} {code.replace('_', ' ')}" for code, count in outcome.reactions.items())
    return [f"reactions: {counts}"] if counts else []


def usage_lines(outcome: MeetingOutcome) -> list[str]:
    """Tell, where nobody was told during the meeting, who used how much of what was expected."""
    return [clean_text(sentence) for sentence in outcome.usage]


def study_headline(study: Study, symbols: Symbols = UNICODE) -> str:
    """Give rule, level and the means over many meetings in one line."""
    return (
        f"{study.rule}, {study.enforcement}, {study.policy} policy, {study.meetings} meetings of "
        f"{length_text(study.planned_ms)} min: Jain {_index(study.jain, symbols)} "
        f"(least {_index(study.jain_least, symbols)}), Gini {_index(study.gini, symbols)}; per meeting: "
        f"blocked {length_text(study.blocked_ms)}, unspent {length_text(study.unspent_ms)}, "
        f"warnings {study.warnings:.1f}, prompts {study.prompts:.1f}, nudges {study.nudges:.1f}, "
        f"mutes {study.mutes:.1f} ({study.mutes_in_flow:.1f} in full flow), "
        f"attempts while muted {study.complaints:.1f}"
    )


def study_rows(study: Study, symbols: Symbols = UNICODE) -> list[tuple[str, ...]]:
    """Give a row for each simulated person, with means over many meetings."""
    return [
        ("participant", "behaviour", "share of what was heard", "heard", "blocked", "muted"),
        *(
            (
                each.id,
                each.behaviour,
                _bar(each.share, symbols, BAR_CELLS),
                length_text(each.heard_ms),
                length_text(each.blocked_ms),
                f"{each.mutes:.1f}",
            )
            for each in study.participants
        ),
    ]


def course(decisions: Iterable[AnyDecision], *, start_ms: int = 0, names: Mapping[str, str] | None = None) -> list[str]:
    """Tell line by line what the rule did to people, in order, with the time since `start_ms`.

    `names` are display names by id, of those who have one.
    """
    lines = []
    for decision in decisions:
        text = _sentence(decision, start_ms, names or {})
        if text is not None:
            lines.append(f"{minutes_seconds(decision.at_ms - start_ms)}  {text}")
    return lines


def _sentence(decision: AnyDecision, start_ms: int, names: Mapping[str, str]) -> str | None:
    def called(participant_id: str) -> str:
        return clean_text(names.get(participant_id, participant_id))

    match decision:
        case TimeWarning():
            left = seconds_text(decision.remaining_ms)
            return f"{called(decision.participant_id)}: {decision.warning_level} warning, {left} left"
        case Prompt():
            seen = "before all" if decision.audience == "all" else "in private"
            return f"{called(decision.participant_id)}: asked {seen} to come to an end"
        case MuteCommand(should_mute=True):
            return f"{called(decision.participant_id)}: muted ({decision.reason.replace('_', ' ')})"
        case MuteCommand():
            return f"{called(decision.participant_id)}: may speak again ({decision.reason.replace('_', ' ')})"
        case MuteNotEffective():
            return f"{called(decision.participant_id)}: the mute was not effective"
        case Nudge():
            what = "invited to speak" if decision.about == "quiet" else "told about talking much"
            return f"{called(decision.participant_id)}: {what}, {decision.share_percent} % so far"
        case SlotOpened():
            until = minutes_seconds(decision.until_ms - start_ms)
            return f"{called(decision.participant_id)}: has the slot until {until}"
        case ControlRecorded():
            return control_text(decision, names=names)
        case Refused():
            return f"refused {clean_text(decision.event_id)}: {clean_text(decision.reason)}"
        case _:
            return None


def plain_table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Give rows as lines of plain text; the first column stands left, figures right, bars left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return ["  ".join(_aligned(cell, place, widths[place]) for place, cell in enumerate(row)).rstrip() for row in rows]


def rich_table(rows: Sequence[tuple[str, ...]], symbols: Symbols = UNICODE, *, width: int = 80) -> Table:
    """Give rows as a table for a terminal of so many columns."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    headings = [_TWO_LINES.get(heading, heading) for heading in rows[0]]
    widths = [
        max(len(line) for line in (*heading.split("\n"), *(row[place] for row in rows[1:])))
        for place, heading in enumerate(headings)
    ]
    roomy = sum(widths) + 2 * len(widths) <= width
    table = Table(
        box=box.ASCII if symbols.ascii_only else box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1, 0, 0) if roomy else 0,
    )
    for place, heading in enumerate(headings):
        # Only the names may take a second line: half a number is worse than none.
        first = place == 0
        table.add_column(heading, justify="left" if first else "right", no_wrap=not first, min_width=6 if first else 0)
    for row in rows[1:]:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _aligned(cell: str, place: int, width: int) -> str:
    return cell.rjust(width) if place else cell.ljust(width)


def _bar(share: float | None, symbols: Symbols, cells: int) -> str:
    if share is None:
        return symbols.missing
    filled = round(share * cells)
    return f"{symbols.bar * filled}{symbols.rest * (cells - filled)} {100 * share:5.1f} %".lstrip()


def _index(value: float | None, symbols: Symbols) -> str:
    return symbols.missing if value is None else f"{value:.3f}"
