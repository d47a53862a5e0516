"""What agents paid, earned and lost."""

from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.postings import all_postings, balances, discrepancies, tokens_earned, tokens_spent
from argentum.transcript.posting import POOL, Posting
from tests.sample_session import AGENTS, sample_messages

POSTINGS = all_postings(sample_messages())


def test_spent_and_earned_leave_the_endowment_out() -> None:
    assert tokens_spent(POSTINGS, AGENTS) == {"ada": 2, "ben": 4, "chloe": 3, "dmitri": 2}
    assert tokens_earned(POSTINGS, AGENTS) == {"ada": 4, "ben": 3, "chloe": 2, "dmitri": 2}


def test_start_and_earned_less_spent_is_the_balance() -> None:
    spent, earned = tokens_spent(POSTINGS, AGENTS), tokens_earned(POSTINGS, AGENTS)

    assert balances(POSTINGS, AGENTS) == {agent: 5 + earned[agent] - spent[agent] for agent in AGENTS}


def test_what_the_rules_take_is_lost_and_not_spent() -> None:
    decay = Posting(source="ada", target=POOL, amount=2, reason="decay")

    assert tokens_spent([decay], AGENTS)["ada"] == 0
    assert balances([decay], AGENTS)["ada"] == -2


def test_the_books_of_the_sample_agree() -> None:
    assert discrepancies(sample_messages(), AGENTS) == []


def test_a_posting_that_was_dropped_is_found() -> None:
    messages = sample_messages()
    paid = next(place for place, message in enumerate(messages) if message.id == "m10")
    messages[paid] = replace(messages[paid], metadata=replace(messages[paid].metadata, postings=()))

    found = discrepancies(messages, AGENTS)

    assert ("m12", "dmitri", 5, 7) in found
