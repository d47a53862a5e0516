"""All that a page about a period shows, reckoned once: balances and their course, pairs, rings, and the entries behind.

A page of a large ledger has room for some of the entries only. Which pairs are listed, and how many entries of each, is
decided here, and what is left out is counted, so that every page can say it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from argentum.ayni.alerts.alert import Findings
from argentum.ayni.chain import Head
from argentum.ayni.entry import Entry
from argentum.ayni.evaluation import Evaluation, evaluate
from argentum.ayni.ledger import Ledger, Selection
from argentum.ayni.pair_report import Pair, PairReport, report_pairs
from argentum.ayni.period_grid import flows_in_parts, period_grid
from argentum.ayni.score import ParticipantBalance
from argentum.ayni.trend import Flow, Parts, grouped_flows
from argentum.errors import UsageError

MOST_LISTED_PAIRS = 300
MOST_LISTED_ENTRIES = 1_500
_FEWEST_OF_A_PAIR = 3
LEADING = 14
"""Participants that have a row of their own in a matrix of pairs."""

Step = tuple[str, str]
"""Giver and taker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The entries behind the sums of a pair."""

    pair: Pair
    latest: Sequence[Entry]
    """In the order in which they happened; entries that were taken back are there with those that took them back."""
    entries: int
    """All that there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panorama:
    """What came out."""

    evaluation: Evaluation
    report: PairReport
    leading: list[ParticipantBalance]
    """Everybody, whoever moved most first."""
    grid: Parts | None
    flows: Mapping[str, Sequence[Flow]]
    behind: Mapping[Step, Behind]
    """Of the pairs that are listed, those on rings first, then the largest."""
    entries: int
    """All in the period, the taken back ones included."""
    findings: Findings | None
    """Alerts and good news, if they were looked for; with a participant, those about them."""
    evidence: Mapping[str, Entry]
    """Entries that findings name, by id."""
    too_many: int
    """Interactions in which alerts were not looked for, because they are too many to be drawn beside; 0 otherwise."""
    group_of: Mapping[str, str]
    zone: tzinfo
    epsilon_micro: int
    head: Head
    warnings: tuple[str, ...]
    """What a reader has to know about all of it."""

    @property
    def listed(self) -> int:
        """Entries that are listed."""
        return sum(len(each.latest) for each in self.behind.values())


def survey(
    ledger: Ledger,
    selection: Selection,
    *,
    minimum_sample: int,
    zone: tzinfo,
    group_of: Mapping[str, str] | None = None,
    findings: Findings | None = None,
    too_many: int = 0,
    warnings: tuple[str, ...] = (),
) -> Panorama:
    """Reckon a period; with a participant, their balance, pairs and entries, compared with everybody's.

    `findings` are what was found by the thresholds of the group; they have a period of their own.
    Raises `UsageError` for a participant who is taken as one with others.
    """
    groups = group_of or {}
    if selection.participant is not None and selection.participant in groups:
        raise UsageError(
            f"participant: {selection.participant!r} is in {groups[selection.participant]!r}; leave one of the two out"
        )
    if selection.participant in groups.values():
        raise UsageError(f"participant: {selection.participant!r} is a group; leave one of the two out")
    head = ledger.head()
    evaluation = evaluate(ledger, selection, group_of=groups)
    report = report_pairs(ledger, selection, minimum_sample=minimum_sample, group_of=groups)
    leading = sorted(evaluation.balances, key=lambda each: (-each.given_micro - each.taken_micro, each.participant))
    grid = period_grid(ledger, selection, zone=zone)
    behind, entries = _behind(ledger, selection, _listed(report, leading), groups)
    shown = None if findings is None else _about(findings, selection.participant)
    return Panorama(
        evaluation=evaluation,
        report=report,
        leading=leading,
        grid=grid,
        flows=grouped_flows(flows_in_parts(ledger, selection, grid), groups) if grid else {},
        behind=behind,
        entries=entries,
        findings=shown,
        evidence={} if shown is None else _evidence(ledger, shown),
        too_many=too_many,
        group_of=groups,
        zone=zone,
        epsilon_micro=ledger.terms.epsilon_micro,
        head=head,
        warnings=warnings,
    )


def _listed(report: PairReport, leading: Sequence[ParticipantBalance]) -> list[Pair]:
    """Choose the pairs whose entries are listed."""
    rank = {each.participant: place for place, each in enumerate(leading)}
    on_rings = {
        (giver, taker)
        for ring in report.rings
        for giver, taker in zip(ring.members, (*ring.members[1:], ring.members[0]), strict=True)
    }

    def order(pair: Pair) -> tuple[bool, bool, int, str, str]:
        last = len(rank)
        far = max(rank.get(pair.giver, last), rank.get(pair.taker, last)) >= LEADING
        return (
            (pair.giver, pair.taker) not in on_rings,
            far,
            -pair.given_micro - pair.taken_micro,
            pair.giver,
            pair.taker,
        )

    return sorted(report.pairs, key=order)[:MOST_LISTED_PAIRS]


def _about(findings: Findings, participant: str | None) -> Findings:
    if participant is None:
        return findings
    return replace(
        findings,
        alerts=tuple(each for each in findings.alerts if participant in each.participants),
        positive=tuple(each for each in findings.positive if participant in each.participants),
    )


def _evidence(ledger: Ledger, findings: Findings) -> dict[str, Entry]:
    named = dict.fromkeys(own_id for each in findings.alerts for own_id in each.evidence)
    found = ((own_id, ledger.entry(own_id)) for own_id in named)
    return {own_id: entry for own_id, entry in found if entry is not None}


def _most_of_each(interactions: Sequence[int]) -> int:
    """Give how many entries of each pair there is room for, when what the small ones leave is the large ones'."""
    low, high = _FEWEST_OF_A_PAIR, MOST_LISTED_ENTRIES
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(count, middle) for count in interactions) <= MOST_LISTED_ENTRIES:
            low = middle
        else:
            high = middle - 1
    return low


def _behind(
    ledger: Ledger, selection: Selection, pairs: Sequence[Pair], group_of: Mapping[str, str]
) -> tuple[dict[Step, Behind], int]:
    """Go over the period once and keep the latest entries of each pair."""
    most = _most_of_each([each.interactions for each in pairs])
    latest: dict[Step, deque[Entry]] = {(each.giver, each.taker): deque(maxlen=most) for each in pairs}
    counts = dict.fromkeys(latest, 0)
    entries = 0
    for entry in ledger.entries(selection):
        entries += 1
        step = group_of.get(entry.initiator, entry.initiator), group_of.get(entry.responder, entry.responder)
        own = latest.get(step)
        if own is not None:
            own.append(entry)
            counts[step] += 1
    behind = {
        (each.giver, each.taker): Behind(
            pair=each,
            latest=tuple(latest[each.giver, each.taker]),
            entries=counts[each.giver, each.taker],
        )
        for each in pairs
    }
    return behind, entries
