"""One auction as a sentence: who speaks next, for how much, and which offers were compared.

Three notions stand side by side: the *offer* competes and includes what evidence and reputation add to it, the *price*
is the offer without that, and what is charged is whole tokens. The sentence names the two offers that decided, and
where the price is not the winner's offer, why not.
"""

from __future__ import annotations

from argentum.metrics.session_facts import SessionFacts
from argentum.reports.clean_text import clean_text
from argentum.reports.reason_texts import REASON_TEXTS, reasons_text
from argentum.reports.symbols import UNICODE, Symbols
from argentum.transcript.message import AuctionRecord

HOW = {
    "auction": "wins the floor",
    "holder_continues": "keeps the floor",
    "takeover": "takes over at the join",
    "wait_guard": "gets the floor after a long wait",
    "all_passed": "speaks because everybody passed",
    "only_one": "speaks as the only agent",
    "round_robin": "is next in the rotation",
}
_BY_OFFER = frozenset({"auction", "takeover", "holder_continues"})
_VISIBLE = 0.005
"""Half of the last decimal that is printed."""
_WORTH_A_WORD = 0.05
"""Reputation raises most offers by a hundredth or two; that is no news unless the price falls below a rival's offer."""


def auction_sentence(auction: AuctionRecord, facts: SessionFacts, *, symbols: Symbols = UNICODE) -> str:
    """Say in a sentence who speaks next, at what price and why."""
    name = clean_text(facts.name_of(auction.winner))
    price = f" for {auction.price:.2f} tokens" if auction.price else ""
    why = [reasons_text(auction.reasons), _margin(auction, facts)]
    price_note = _price_note(auction, facts)
    if price_note not in why[0]:
        why.append(price_note)
    told = "; ".join(part for part in why if part)
    return f"{symbols.winner} {name} {HOW[auction.result]}{price}{f': {told}' if told else ''}."


def offer_note(facts: SessionFacts, *, symbols: Symbols = UNICODE) -> str:
    """Say how the columns hang together; empty for a session without offers."""
    if facts.price_level is None:
        return ""
    times = symbols.times
    return (
        f"An offer is bid {times} pacing {times} price level ({facts.price_level:g}), at most the whole tokens in the "
        "bank; what is paid is at least 1, rounded up, and the difference kept as credit. "
        "Reputation and evidence raise an offer, not its price."
    )


def _margin(auction: AuctionRecord, facts: SessionFacts) -> str:
    """Say why a higher offer did not win: at a join a rival has to offer more than the holder and the margin."""
    for reason in auction.reasons:
        if reason.code == "turn_goes_on" and facts.takeover_margin is not None:
            rival, own = reason.values.get("rival_offer", 0.0), reason.values.get("holder_offer", 0.0)
            if rival > own:
                return (
                    f"within a turn, taking over takes more than {facts.takeover_margin:.2f} above the holder's offer"
                )
    return ""


def _price_note(auction: AuctionRecord, facts: SessionFacts) -> str:
    """Say why the price is not the winner's offer; empty where it is, or where no offer was paid."""
    own = next((stand for stand in auction.stands if stand.agent_id == auction.winner), None)
    if own is None or auction.result not in _BY_OFFER or abs(own.offer - auction.price) < _VISIBLE:
        return ""
    if auction.price > own.offer:
        return "the floor costs at least 1"
    if auction.result == "holder_continues" and facts.holder_pays_at_most_one:
        return "who goes on pays 1 at most"
    if own.evidence:
        return REASON_TEXTS["evidence_priority"].sentence
    rival = max((stand.offer for stand in auction.stands if stand is not own), default=0.0)
    if own.offer - auction.price < _WORTH_A_WORD and auction.price >= rival:
        return ""
    return "reputation raised the offer, not its price"
