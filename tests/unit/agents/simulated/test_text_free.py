from __future__ import annotations

import statistics

import pytest
from msgspec.structs import replace

from argentum.agents.simulated.text_free import TextFreePanel
from argentum.errors import UsageError
from argentum.ports.writing import WritingRequest
from argentum.rng import Streams
from argentum.transcript.utterance import Utterance

IDS = ("a", "b", "c", "d")
REQUEST = WritingRequest(
    request_id="r", agent_id="a", purpose="segment", position="turn", target_words=18, context_version=1, speaking=None
)


def spoken(agent: str) -> Utterance:
    return Utterance(utterance_id="u", kind="segment", agent_id=agent, text="", start_ms=0, duration_ms=4000)


def test_drafts_have_a_length_near_the_wanted_one_and_no_text() -> None:
    panel = TextFreePanel(IDS, Streams(1))

    drafts = [panel.write(REQUEST) for _ in range(2000)]

    assert not any(draft.text for draft in drafts)
    assert statistics.fmean(draft.words for draft in drafts) == pytest.approx(18, rel=0.03)
    assert statistics.stdev(draft.words for draft in drafts) == pytest.approx(0.12 * 18, rel=0.15)


def test_addresses_follow_the_economy_study() -> None:
    panel = TextFreePanel(IDS, Streams(1))
    request = replace(REQUEST, speaking=spoken("b"))

    targets = [panel.write(request).addressed_to for _ in range(4000)]

    addressed = [target for target in targets if target is not None]
    assert len(addressed) / len(targets) == pytest.approx(0.72, abs=0.02)
    assert addressed.count("b") / len(addressed) == pytest.approx(0.6 + 0.4 / 3, abs=0.03)
    assert "a" not in addressed


def test_an_address_is_a_challenge() -> None:
    panel = TextFreePanel(IDS, Streams(1))

    for _ in range(50):
        draft = panel.write(replace(REQUEST, speaking=spoken("c")))
        assert draft.challenges == (() if draft.addressed_to is None else (draft.addressed_to,))


def test_kickers_bring_a_follow_on_and_interjections_a_type() -> None:
    panel = TextFreePanel(IDS, Streams(1))

    kicker = panel.write(replace(REQUEST, purpose="kicker", speaking=spoken("c")))
    murmur = panel.write(replace(REQUEST, purpose="interjection", interjection_type="clarify", speaking=spoken("c")))

    assert kicker.follow_on_words > 0
    assert kicker.challenges == ("c",)
    assert murmur.interjection_type == "clarify"
    assert murmur.addressed_to == "c"


def test_nobody_addresses_itself_even_after_its_own_segment() -> None:
    panel = TextFreePanel(IDS, Streams(1))
    panel.hear(spoken("b"))
    panel.hear(spoken("a"))

    assert {panel.write(replace(REQUEST, speaking=spoken("a"))).addressed_to for _ in range(200)} <= {
        None,
        "b",
        "c",
        "d",
    }


def test_the_same_seed_gives_the_same_drafts() -> None:
    one, other = TextFreePanel(IDS, Streams(3)), TextFreePanel(IDS, Streams(3))

    assert [one.write(REQUEST) for _ in range(20)] == [other.write(REQUEST) for _ in range(20)]


@pytest.mark.parametrize("ids", [(), ("a", "a")])
def test_a_panel_needs_distinct_agents(ids: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        TextFreePanel(ids, Streams(1))
