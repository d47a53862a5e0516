"""What each agent gave a debate and took of it."""

from __future__ import annotations

import pytest

from argentum.ayni.debate_bridge import debate_interactions
from argentum.ayni.entry import counted
from argentum.ayni.interaction import draft_of
from argentum.metrics.agent_figures import agent_figures
from argentum.metrics.reciprocity import GiveAndTake, give_and_take
from argentum.metrics.summary import summarise
from argentum.workspace.ayni_settings import read_settings
from argentum.workspace.shipped import shipped_file
from tests.sample_session import AGENTS, FACTS, sample_messages
from tests.sessions import a_header, run


def test_the_sample_session_comes_out_as_on_paper() -> None:
    found = give_and_take(sample_messages(), AGENTS)

    # Two segments and a source for 9.2 s of the floor and a remark of 0.7 s.
    assert found["ada"] == GiveAndTake(given_ms=2 * 6_000 + 3_000, taken_ms=9_200 + 700)
    # Two segments, of the first of which 4.0 s of 6.5 were heard.
    assert found["ben"] == GiveAndTake(given_ms=615 * 6 + 6_000, taken_ms=9_000)
    # One segment for its time, a kicker, the sentence that it cut off, and a remark.
    assert found["chloe"] == GiveAndTake(given_ms=6_000, taken_ms=5_000 + 2_200 + 3_000 + 900)


def test_who_was_never_heard_gave_and_took_nothing_and_has_no_balance() -> None:
    found = give_and_take([], ("ada",))

    assert found == {"ada": GiveAndTake(0, 0)}
    assert found["ada"].balance is None


def test_the_balance_is_the_ratio_of_the_sums() -> None:
    assert GiveAndTake(given_ms=9_000, taken_ms=6_000).balance == 1.5


@pytest.mark.parametrize("preset", ["debate_snappy", "roundtable"])
def test_a_ledger_that_imports_the_session_holds_the_same_sums(preset: str) -> None:
    session = run(a_header(preset, segments=60))
    messages, facts = session.messages, session.debate.facts()
    settings = read_settings(shipped_file("configs", "ayni.yaml"))
    given, taken = dict.fromkeys(facts.agent_ids, 0), dict.fromkeys(facts.agent_ids, 0)
    entries = 0

    for interaction in debate_interactions(messages, session_id=facts.session_id):
        given_micro, taken_micro = counted(draft_of(interaction, settings))
        given[interaction.initiator] = given.get(interaction.initiator, 0) + given_micro
        taken[interaction.responder] = taken.get(interaction.responder, 0) + taken_micro
        entries += 1

    assert entries > 20
    for agent, own in give_and_take(messages, facts.agent_ids).items():
        # An entry of the books is rounded to the nearest millionth of a minute; the sums here are not.
        assert given[agent] * 60 / 1_000 == pytest.approx(own.given_ms, abs=0.001 * 60 * entries)
        assert taken[agent] * 60 / 1_000 == pytest.approx(own.taken_ms, abs=0.001 * 60 * entries)


def test_the_summary_and_the_table_show_the_same_figures() -> None:
    messages = sample_messages()
    summary = summarise(messages, FACTS)
    rows = agent_figures(messages, FACTS)

    assert summary["ayni_given_ms"] == {row.agent_id: row.ayni_given_ms for row in rows}
    assert summary["ayni_taken_ms"] == {row.agent_id: row.ayni_taken_ms for row in rows}
    assert summary["ayni_balance"] == {row.agent_id: row.ayni_balance for row in rows}
