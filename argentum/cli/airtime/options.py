"""The options that several commands of `argentum airtime` have in common, said once, and the ruleset that they choose.

A command takes those that it needs by their aliases, under the names of the arguments of `chosen_ruleset`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from argentum.cli.airtime.allocation import read_allocation
from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.airtime.enforcement import PolicyName
    from argentum.airtime.ruleset import RuleName, RulesetConfig

RULES = ("equal-share", "custom", "progressive-stack", "round-robin", "reaction-based", "advisory", "token")
LEVELS = ("advisory", "soft", "hard", "hybrid")
POLICIES = ("default", "lenient", "strict")
PRESETS = ("equal-share-soft", "equal-share-hard", "progressive-stack", "round-robin", "advisory-only")
LEVEL_HELP = "One of advisory (figures only), soft (warn), hard (mute), hybrid (warn, prompt, then mute)."
SLOT_SECONDS = 120.0

RecordingArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="Recording: .rttm, .vtt, .jsonl (Jitsi or own log), .TextGrid, session folder."
    ),
]
RuleOption = Annotated[
    str | None, typer.Option("--rule", metavar="RULE", help=f"One of {', '.join(RULES)}.  [default: equal-share]")
]
PresetOption = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="NAME",
        help=f"Rule and level in one, instead of --rule and --enforcement: {', '.join(PRESETS)}.",
    ),
]
EnforcementOption = Annotated[
    str | None, typer.Option("--enforcement", metavar="LEVEL", help=f"{LEVEL_HELP}  [default: soft]")
]
PolicyOption = Annotated[str, typer.Option("--policy", metavar="POLICY", help="One of default, lenient, strict.")]
AllocationOption = Annotated[
    list[str] | None,
    typer.Option(
        "--allocation",
        metavar="WHO=SECONDS",
        help="Seconds for one person, for instance ann=1800; repeat it. Implies --rule custom.",
    ),
]
SlotOption = Annotated[float, typer.Option("--slot-seconds", metavar="S", help="Length of a round-robin slot.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document instead of tables.")]


def check_new(option: str, path: Path | None, *, is_page: bool = False) -> None:
    """Raise `UsageError` for a file that would be written over something, or into a folder that is not there.

    Either may be a typing error; a page of argentum may give way to the next.
    """
    from argentum.workspace.output_file import new_file, page_file

    if path is None:
        return
    if not path.parent.is_dir():
        raise UsageError(f"{option} {path}: {path.parent} is no folder; make it first")
    (page_file if is_page else new_file)(path, option)


def chosen_ruleset(
    *,
    rule: str | None = None,
    preset: str | None = None,
    enforcement: str | None,
    policy: str,
    allocation: Sequence[str] | None,
    slot_seconds: float,
) -> RulesetConfig:
    """Make a ruleset from options. Raises `UsageError` naming the option, what was found and what would be right."""
    from argentum.airtime.enforcement import EnforcementLevel
    from argentum.airtime.ruleset import RulesetConfig

    if preset is not None:
        rule, enforcement = _of_preset(preset, rule, enforcement)
    custom_ms = read_allocation(allocation or ())
    wanted = rule or ("custom" if custom_ms else "equal-share")
    _check("--rule", wanted, RULES)
    level = enforcement or "soft"
    _check("--enforcement", level, LEVELS)
    _check("--policy", policy, POLICIES)
    if custom_ms and wanted != "custom":
        raise UsageError(f"--allocation: goes with --rule custom, not with {wanted}")
    if wanted == "custom" and not custom_ms:
        raise UsageError("--rule custom: name at least one time, for instance --allocation ann=1800")
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
