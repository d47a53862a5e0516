"""What all alerts of a type share: how they are found, what to ask, and what could help."""

from __future__ import annotations

from dataclasses import dataclass

from argentum.ayni.alerts.alert import Severity
from argentum.ayni.alerts.attention_monopolizing import attention_monopolies
from argentum.ayni.alerts.care_deficit import care_deficits
from argentum.ayni.alerts.over_giving import over_givings
from argentum.ayni.alerts.resource_concentration import resource_concentrations
from argentum.ayni.alerts.resource_hoarding import resource_hoardings
from argentum.ayni.alerts.ring_exchange import ring_exchanges
from argentum.ayni.alerts.scale_over_relationships import thin_relationships
from argentum.ayni.alerts.suspicion import Detector
from argentum.ayni.alerts.token_farming import token_farmings
from argentum.ayni.finding_types import AlertType


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeFacts:
    """One type of alert."""

    type: AlertType
    detector: Detector
    highest: Severity
    """However strong, no alert of this type is more severe."""
    thresholds: tuple[str, ...]
    """Keys that its detector uses."""
    method: str
    questions: tuple[str, ...]
    suggestions: tuple[str, ...]


CATALOGUE: tuple[TypeFacts, ...] = (
    TypeFacts(
        type="care_deficit",
        detector=care_deficits,
        highest="urgent",
        thresholds=("recent_days", "recent_slack", "care_deficit_ratio"),
        method="given as initiator over taken as responder, no entry counting more than three usual ones, set against "
        "the median of the others where that is below 1; in the period and in its last days",
        questions=(
            "Is there something that they give and that nobody records?",
            "Do they need more at present than they can return, and does the group want to carry that?",
            "Does anybody who gives to them feel that it is too much?",
        ),
        suggestions=(
            "ask what they would like to give, and make room for it",
            "let those from whom they took most rest for a while",
        ),
    ),
    TypeFacts(
        type="over_giving",
        detector=over_givings,
        highest="concern",
        thresholds=("recent_days", "recent_slack", "over_giving_ratio"),
        method="given and also taken by others, over taken as responder, set against what all others together give for "
        "what they take; in the period and in its last days",
        questions=(
            "Do they give gladly, and could they stop?",
            "What do they need that nobody offers?",
            "What would break if they were away for a month?",
        ),
        suggestions=(
            "offer them something before they have to ask",
            "share out what only they do at present",
        ),
    ),
    TypeFacts(
        type="resource_hoarding",
        detector=resource_hoardings,
        highest="urgent",
        thresholds=("recent_days", "recent_slack", "hoarding_overdraw"),
        method="taken as responder over what was given to them, within one unit; in the period and in its last days",
        questions=(
            "Did those who gave agree to what was taken?",
            "Is what was given recorded too low, or what was taken too high?",
            "Is there a need behind it that nobody has named?",
        ),
        suggestions=(
            "agree beforehand how much of it can be taken",
            "name the need, so that it can be met on purpose",
        ),
    ),
    TypeFacts(
        type="resource_concentration",
        detector=resource_concentrations,
        highest="watch",
        thresholds=("recent_days", "recent_slack", "concentration_times"),
        method="taken of all but time, over what the others took on average; in the period and in its last days",
        questions=(
            "Do they pass it on to somebody who is not in the ledger?",
            "Is it their task to be where everything arrives?",
            "What could go directly from one to another?",
        ),
        suggestions=(
            "let some of it go past them",
            "record where it goes from there",
        ),
    ),
    TypeFacts(
        type="attention_monopolizing",
        detector=attention_monopolies,
        highest="concern",
        thresholds=("recent_days", "recent_slack", "attention_times"),
        method="time taken, over the time that the others took on average, among three or more; in the period and in "
        "its last days",
        questions=(
            "Was it their part to speak, as a teacher's or a host's?",
            "Who would have liked to speak and did not?",
            "Is the time of the others recorded at all?",
        ),
        suggestions=(
            "hold a round in which everybody speaks once before anybody speaks twice",
            "let somebody else begin next time",
        ),
    ),
    TypeFacts(
        type="token_farming",
        detector=token_farmings,
        highest="concern",
        thresholds=("recent_days", "recent_slack", "farming_string", "farming_uptake"),
        method="entries in a row to the same taker, and the part of them that was taken; in the period and in its last "
        "days",
        questions=(
            "Does anybody want what is given in so many pieces?",
            "Is one thing recorded many times, perhaps by a program?",
            "What would they give if nobody counted it?",
        ),
        suggestions=(
            "ask what would be welcome, before it is given",
            "record what belongs together as one",
        ),
    ),
    TypeFacts(
        type="scale_over_relationships",
        detector=thin_relationships,
        highest="concern",
        thresholds=("scale_entries", "scale_unevenness", "scale_returned"),
        method="how taking and giving lie among the others, leaving out the two to whom most is given: what goes to "
        "the rest over what comes from them, for who takes from all alike",
        questions=(
            "Do those from whom they take know what becomes of it?",
            "Are those to whom they give the ones who need it most?",
            "Would they be missed by those from whom they take?",
        ),
        suggestions=(
            "give something to two of those from whom they only take",
            "deal with fewer, and with each of them both ways",
        ),
    ),
    TypeFacts(
        type="ring_exchange",
        detector=ring_exchanges,
        highest="watch",
        thresholds=("ring_part", "ring_least_part"),
        method="to whom each gives most, followed until it comes back to the first, and the part of their giving that "
        "goes that way",
        questions=(
            "Is it a custom of the group that things go round, or do entries only look as if they did?",
            "Does anybody outside get less because of it?",
            "Did what went round change anything for those whom it passed?",
        ),
        suggestions=(
            "let the ring give something to somebody outside",
            "take one more participant into the ring",
        ),
    ),
)
