"""The facts that a session states about itself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from argentum.metrics.session_facts import AgentCard
from tests.sample_session import FACTS


def test_shares_are_due_in_equal_parts() -> None:
    assert FACTS.due_shares() == {"ada": 0.25, "ben": 0.25, "chloe": 0.25, "dmitri": 0.25}


def test_an_own_share_leaves_the_rest_to_the_others() -> None:
    facts = replace(FACTS, agents=(AgentCard(id="host", name="Host", due_share=0.1), *FACTS.agents[:3]))

    assert facts.due_shares() == pytest.approx({"host": 0.1, "ada": 0.3, "ben": 0.3, "chloe": 0.3})


def test_an_unknown_id_is_its_own_name() -> None:
    assert FACTS.name_of("pool") == "pool"
    assert FACTS.name_of("chloe") == "Chloé"
