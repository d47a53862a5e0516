"""The options that choose a rule, common to the commands that hold one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.enforcement import PolicyName
    from argentum.airtime.outcome import MeetingOutcome
    from argentum.airtime.ruleset import RuleName, RulesetConfig

RULES = ("equal-share", "custom", "progressive-stack", "round-robin", "reaction-based", "advisory", "token")
LEVELS = ("advisory", "soft", "hard", "hybrid")
POLICIES = ("default", "lenient", "strict")
PRESETS = ("equal-share-soft", "equal-share-hard", "progressive-stack", "round-robin", "advisory-only")
RULE_HELP = f"One of {', '.join(RULES)}.  [default: equal-share]"
LEVEL_HELP = (
    "One of advisory (figures only), soft (warn), hard (mute), hybrid (warn, prompt, then mute).  [default: soft]"
)
PRESET_HELP = f"Rule and level in one, instead of --rule and --enforcement: {', '.join(PRESETS)}."
POLICY_HELP = "One of default, lenient, strict."
ALLOCATION_HELP = "Seconds for one person, for instance p1=1800; repeat it. Implies --rule custom."
_BESIDE = 68
"""Columns of the table of people without its bars."""
SLOT_HELP = "Length of a round-robin slot."


def chosen_ruleset(
    *,
    rule: str | None,
    enforcement: str | None,
    policy: str,
    allocations: Sequence[str],
    slot_seconds: float,
    preset: str | None = None,
) -> RulesetConfig:
    """Make a ruleset from options. Raises `UsageError` naming the option, what was found and what would be right."""
    from argentum.airtime.enforcement import EnforcementLevel
    from argentum.airtime.ruleset import RulesetConfig

    if preset is not None:
        rule, enforcement = _of_preset(preset, rule, enforcement)
    custom_ms = dict(_allocation(text) for text in allocations)
    wanted = rule or ("custom" if custom_ms else "equal-share")
    _check("--rule", wanted, RULES)
    level = enforcement or "soft"
    _check("--enforcement", level, LEVELS)
    _check("--policy", policy, POLICIES)
    if custom_ms and wanted != "custom":
        raise UsageError(f"--allocation: goes with --rule custom, not with {wanted}")
    if wanted == "custom" and not custom_ms:
        raise UsageError("--rule custom: name at least one time, for instance --allocation p1=1800")
    if not 1 <= slot_seconds <= 86_400:  # noqa: PLR2004 - a second and a day
        raise UsageError(f"--slot-seconds {slot_seconds:g}: choose 1 to 86400")
    return RulesetConfig(
        rule=cast("RuleName", wanted),
        enforcement=EnforcementLevel(level),
        policy=cast("PolicyName", policy),
        custom_ms=custom_ms,
        slot_ms=round(slot_seconds * 1000),
    )


def _of_preset(preset: str, rule: str | None, enforcement: str | None) -> tuple[str, str]:
    """Give rule and level of a preset; said twice they could disagree."""
    from argentum.airtime.ruleset import PRESETS as RULESETS

    _check("--preset", preset, PRESETS)
    if rule is not None or enforcement is not None:
        given = "--rule" if rule is not None else "--enforcement"
        raise UsageError(f"--preset {preset}: says rule and level; leave {given} out")
    return RULESETS[preset].rule, RULESETS[preset].enforcement.value


def _check(option: str, found: str, allowed: Sequence[str]) -> None:
    if found not in allowed:
        raise UsageError(f"{option} {found}: choose one of {', '.join(allowed)}")


def _allocation(text: str) -> tuple[str, int]:
    who, sign, seconds = text.rpartition("=")
    try:
        amount = float(seconds)
    except ValueError:
        amount = -1.0
    if not sign or not who or not 0 <= amount <= 86_400:  # noqa: PLR2004 - a day
        raise UsageError(f"--allocation {text}: give a participant and 0 to 86400 seconds, for instance p1=1800")
    return who, round(amount * 1000)


def print_rows(rows: Sequence[tuple[str, ...]]) -> None:
    """Show rows as a table on a terminal, as plain lines in a pipe."""
    from argentum.reports.meeting_outcome import plain_table, rich_table
    from argentum.reports.symbols import symbols_for

    if sys.stdout.isatty():
        from rich.console import Console

        console = Console(highlight=False)
        console.print(rich_table(rows, symbols_for(sys.stdout.encoding), width=console.width))
    else:
        print("\n".join(plain_table(rows)))  # noqa: T201 - the table is the output


def _bar_cells() -> int:
    """Make the bars as wide as the terminal has room for, beside the figures; a pipe has room."""
    from rich.console import Console

    from argentum.reports.meeting_outcome import BAR_CELLS

    if not sys.stdout.isatty():
        return BAR_CELLS
    return max(0, min(BAR_CELLS, Console().width - _BESIDE))


def print_outcome(outcome: MeetingOutcome) -> None:
    """Show one meeting under one rule."""
    from argentum.reports.meeting_outcome import (
        headline,
        people_rows,
        reaction_lines,
        token_rows,
        trade_lines,
        usage_lines,
    )
    from argentum.reports.symbols import symbols_for

    symbols = symbols_for(sys.stdout.encoding)
    print(headline(outcome, symbols))  # noqa: T201 - as above
    print()  # noqa: T201 - as above
    print_rows(people_rows(outcome, symbols, bar_cells=_bar_cells()))
    if outcome.tokens:
        print()  # noqa: T201 - as above
        print_rows(token_rows(outcome))
    for line in (*reaction_lines(outcome), *trade_lines(outcome), *usage_lines(outcome)):
        print(line)  # noqa: T201 - as above
