"""One auction as a sentence."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.auctions import auction_records
from argentum.reports.auction_sentence import auction_sentence, offer_note
from argentum.reports.symbols import ASCII
from argentum.transcript.message import AuctionRecord
from argentum.transcript.reason import Reason
from tests.sample_session import FACTS, sample_messages

AUCTIONS = auction_records(sample_messages())
WITH_EVIDENCE = Reason("evidence_priority")


def _decided(
    how: str, code: str, values: dict[str, float], *, offer: float, price: float, evidence: bool = False
) -> AuctionRecord:
    """Let Ben win an auction in some way, at a price that need not be his offer."""
    first = AUCTIONS[0]
    stands = tuple(
        replace(stand, offer=offer, evidence=evidence) if stand.agent_id == first.winner else stand
        for stand in first.stands
    )
    result = "holder_continues" if how == "holder_continues" else "auction"
    return replace(first, result=result, price=price, stands=stands, reasons=(Reason(code, values),))


def test_the_sentence_says_who_at_what_price_and_why() -> None:
    assert auction_sentence(AUCTIONS[1], FACTS) == (
        "▸ Chloé wins the floor for 3.50 tokens: made the highest offer (3.50 against 2.00)."
    )
    assert auction_sentence(AUCTIONS[4], FACTS) == (
        "▸ Ben <& Co> gets the floor after a long wait for 1.50 tokens: "
        "had waited long enough to be entitled to the slot (3 segments)."
    )


def test_a_free_turn_has_no_price() -> None:
    free = replace(AUCTIONS[0], price=0.0, result="all_passed", reasons=())

    assert auction_sentence(free, FACTS) == "▸ Ben <& Co> speaks because everybody passed."


def test_the_offers_that_were_compared_are_named_where_the_price_is_lower() -> None:
    won = _decided("auction", "highest_offer", {"offer": 1.52, "next": 1.47}, offer=1.52, price=1.34, evidence=True)

    assert auction_sentence(replace(won, reasons=(*won.reasons, WITH_EVIDENCE)), FACTS) == (
        "▸ Ben <& Co> wins the floor for 1.34 tokens: made the highest offer (1.52 against 1.47); "
        "evidence raised the offer, not its price."
    )


def test_a_holder_with_evidence_is_told_alike() -> None:
    held = _decided(
        "holder_continues", "holder_highest_offer", {"offer": 2.75, "next": 2.5}, offer=2.75, price=2.5, evidence=True
    )

    assert auction_sentence(held, FACTS) == (
        "▸ Ben <& Co> keeps the floor for 2.50 tokens: held the floor and still offered most (2.75 against 2.50); "
        "evidence raised the offer, not its price."
    )


def test_a_raise_without_evidence_is_reputation() -> None:
    won = _decided("auction", "highest_offer", {"offer": 2.22, "next": 2.0}, offer=2.22, price=2.12)

    assert auction_sentence(won, FACTS).endswith("; reputation raised the offer, not its price.")


def test_a_hundredth_of_reputation_is_told_only_where_it_decided() -> None:
    values = {"offer": 1.51, "next": 1.505}
    unseen = _decided("auction", "highest_offer", values, offer=1.51, price=1.505)
    decisive = _decided("auction", "highest_offer", values, offer=1.51, price=1.495)

    assert auction_sentence(unseen, FACTS).endswith("(1.51 against 1.50).")
    assert auction_sentence(decisive, FACTS).endswith("; reputation raised the offer, not its price.")


def test_a_small_offer_pays_one_all_the_same() -> None:
    won = _decided("auction", "highest_offer", {"offer": 0.73, "next": 0.5}, offer=0.73, price=1.0)

    assert auction_sentence(won, FACTS).endswith("(0.73 against 0.50); the floor costs at least 1.")


def test_a_turn_that_goes_on_against_a_higher_offer_says_by_how_much_it_would_have_had_to_be_higher() -> None:
    facts = replace(FACTS, takeover_margin=0.5, holder_pays_at_most_one=True)
    held = _decided(
        "holder_continues", "turn_goes_on", {"holder_offer": 1.52, "rival_offer": 1.75}, offer=1.52, price=1.0
    )

    assert auction_sentence(held, facts) == (
        "▸ Ben <& Co> keeps the floor for 1.00 tokens: goes on with its turn (1.52 against 1.75); "
        "within a turn, taking over takes more than 0.50 above the holder's offer; who goes on pays 1 at most."
    )


def test_a_turn_that_goes_on_as_the_highest_offer_needs_no_margin() -> None:
    facts = replace(FACTS, takeover_margin=0.5)
    held = _decided("holder_continues", "turn_goes_on", {"holder_offer": 2.0, "rival_offer": 0.0}, offer=2.0, price=2.0)

    assert auction_sentence(held, facts).endswith("goes on with its turn (2.00, nobody else offered).")


def test_offers_that_look_alike_get_as_many_decimals_as_it_takes() -> None:
    won = _decided("auction", "highest_offer", {"offer": 1.4712, "next": 1.4708}, offer=1.4712, price=1.4712)

    assert "(1.4712 against 1.4708)" in auction_sentence(won, FACTS)


def test_the_note_says_how_an_offer_is_made() -> None:
    assert offer_note(FACTS).startswith(
        "An offer is bid × pacing × price level (0.5), at most the whole tokens in the bank;"
    )
    assert offer_note(FACTS, symbols=ASCII).isascii()
    assert not offer_note(replace(FACTS, price_level=None))
