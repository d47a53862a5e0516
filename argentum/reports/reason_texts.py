"""Codes of reasons as sentences: the core says which rule spoke and with which numbers, this table has the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from argentum.transcript.reason import Reason

_MOST_DIGITS = 6


class ReasonText(NamedTuple):
    """What a code means; in brackets the figures, or the two numbers compared, when the reason carries all of them."""

    sentence: str
    figures: str = ""
    compared: tuple[str, str] | None = None


REASON_TEXTS: dict[str, ReasonText] = {
    # Who gets the floor.
    "highest_offer": ReasonText("made the highest offer", compared=("offer", "next")),
    "holder_highest_offer": ReasonText("held the floor and still offered most", compared=("offer", "next")),
    "outbid_holder": ReasonText("outbid the holder by more than the margin", compared=("offer", "holder_offer")),
    "turn_goes_on": ReasonText("goes on with its turn", compared=("holder_offer", "rival_offer")),
    "wait_guard": ReasonText("had waited long enough to be entitled to the slot", "{waited_segments} segments"),
    "only_one": ReasonText("nobody else can speak"),
    "round_robin": ReasonText("is next in the rotation"),
    "next_in_order": ReasonText("is next in the rotation"),
    "all_passed_holder_continues": ReasonText("everybody passed, so the holder goes on with a short segment"),
    "all_passed_least_recent": ReasonText("everybody passed, so the one who has not spoken for longest speaks"),
    "all_passed_round_robin": ReasonText("everybody passed, so the next in the rotation speaks"),
    "tie_evidence": ReasonText("the tie went to the one with evidence"),
    "tie_least_recent": ReasonText("the tie went to the one who has not spoken for longest"),
    "tie_draw": ReasonText("the tie was drawn by lot"),
    "evidence_priority": ReasonText("evidence raised the offer, not its price"),
    # Where an agent stands.
    "challenged": ReasonText("was challenged and owes an answer"),
    "limited_by_bank": ReasonText("would offer more, but the bank holds no more"),
    "cut_off": ReasonText("was cut off"),
    # Cutting in and interjecting.
    "wants_to_cut_in": ReasonText("wants the floor enough to cut in", "desire {desire}"),
    "soft_near_end": ReasonText("the segment is nearly over, so it waits for the end"),
    "cannot_afford_gives_way": ReasonText("cannot pay for the floor, so it will give way"),
    "interjects": ReasonText("has a remark to make", "importance {importance}"),
    # The audience.
    "audience_clap": ReasonText("claps raised its reputation", "by {granted}"),
    "audience_tip": ReasonText("tips took off some of its lead", "{granted} segments"),
    "audience_disabled": ReasonText("this session does not listen to its audience"),
    "audience_cooldown": ReasonText("the audience was heard for this agent a moment ago"),
    "audience_cap_reached": ReasonText("the audience has given this agent all that it can for now"),
    "round_robin_ignores_audience": ReasonText("in a rotation the audience moves nothing"),
    "audience_unknown_agent": ReasonText("no agent of that name sits at the table"),
    # Requests that failed.
    "substituted": ReasonText("the answer was later than could be expected", "{waited_ms} ms"),
    "request_timed_out": ReasonText("the provider took too long", "{in_a_row} in a row"),
    "request_rate_limited": ReasonText("the provider asks for a rest", "{backoff_ms} ms"),
    "request_malformed": ReasonText("the answer could not be read", "{in_a_row} in a row"),
    "request_gone": ReasonText("the provider is gone"),
    # What the governor of quality did, and why.
    "requests_failed": ReasonText("too many requests failed", "{failures}"),
    "beats_missed": ReasonText("too many beats were missed", "a share of {miss_rate}"),
    "audio_discarded": ReasonText("too much prepared audio was thrown away", "{ms_per_min} ms a minute"),
    "budget_nearly_used": ReasonText("the budget is nearly used up", "a share of {share}"),
    "speculation_stopped": ReasonText("nothing is prepared on suspicion any more"),
    "speculation_resumed": ReasonText("audio is prepared ahead again"),
    "concurrency_reduced": ReasonText("fewer requests run at once", "{global_limit}"),
    "concurrency_raised": ReasonText("more requests run at once", "{global_limit}"),
    "tier_lowered": ReasonText("requests are spared to keep the talk going"),
    "tier_raised": ReasonText("requests run smoothly again"),
    "interrupts_stopped": ReasonText("nobody may cut in for now"),
    "interrupts_resumed": ReasonText("cutting in is possible again"),
    "interjections_stopped": ReasonText("nobody may interject for now"),
    "interjections_resumed": ReasonText("interjecting is possible again"),
}


def reason_text(reason: Reason) -> str:
    """Give a reason in words; a code that the table does not know stands for itself."""
    known = REASON_TEXTS.get(reason.code)
    if known is None:
        return reason.code
    if "{in_a_row}" in known.figures and reason.values.get("in_a_row") == 1:
        return known.sentence  # one failure is no row
    try:
        figures = _figures(known, reason.values)
    except KeyError:
        return known.sentence
    return f"{known.sentence} ({figures})" if figures else known.sentence


def reasons_text(reasons: Sequence[Reason]) -> str:
    """Join reasons to one phrase, in their order, each once."""
    return "; ".join(dict.fromkeys(reason_text(reason) for reason in reasons))


def _figures(known: ReasonText, values: Mapping[str, float]) -> str:
    if known.compared is None:
        return known.figures.format_map({name: _figure(value) for name, value in values.items()})
    first, second = (values[name] for name in known.compared)
    if not second and known.compared[1] != "holder_offer":
        return f"{first:.2f}, nobody else offered"
    return f"{_offer(first, second)} against {_offer(second, first)}"


def _offer(value: float, other: float) -> str:
    """Give as many decimals as it takes to see which of two offers is higher."""
    digits = 2
    while digits < _MOST_DIGITS and value != other and f"{value:.{digits}f}" == f"{other:.{digits}f}":
        digits += 1
    return f"{value:.{digits}f}"


def _figure(value: float) -> str:
    return str(round(value)) if float(value).is_integer() else f"{value:.2f}"
