"""Messages of a circle with their two figures."""

from __future__ import annotations

import pytest

from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.fire_circle.message_scores import UNKNOWN, CircleMessage, circle_message, debate_messages
from argentum.errors import CouncilError
from tests.ayni_village import Village
from tests.sample_session import sample_messages
from tests.sessions import a_header, run


def scored(village: Village, sender: str = "ana", entry_id: str | None = None) -> CircleMessage:
    return circle_message(
        village.ledger,
        message_id="m-1",
        message_type="proposal",
        sender=sender,
        now_ms=100 * DAY_MS,
        entry_id=entry_id,
    )


def test_a_sender_without_entries_has_the_default_and_it_says_so(village: Village) -> None:
    found = scored(village)

    assert (found.reciprocity_score, found.contribution_value) == (UNKNOWN, UNKNOWN)
    assert (found.reciprocity_known, found.contribution_known) == (False, False)


def test_a_balanced_sender_has_the_same_figure_and_it_is_known(village: Village) -> None:
    village.exchange("ana", "ben", day=90)

    found = scored(village)

    assert (found.reciprocity_score, found.reciprocity_known) == (0.5, True)


def test_the_share_view_carries_a_ratio_without_loss(village: Village) -> None:
    village.give("ana", "ben", 3, day=90)
    village.give("ben", "ana", 1, day=90)

    score = scored(village).reciprocity_score

    assert score / (1 - score) == pytest.approx(3)


def test_the_value_of_a_message_is_that_of_its_entry(village: Village) -> None:
    gift = village.give("ana", "ben", 3, day=90, taken=1)

    assert scored(village, entry_id=gift).contribution_value == 0.75
    assert scored(village, sender="ben", entry_id=gift).contribution_value == 0.0


@pytest.mark.parametrize(("sender", "entry", "said"), [("ana", "i-9", "has none"), ("eve", "i-1", "neither gave nor")])
def test_an_entry_that_is_not_the_senders_is_refused(village: Village, sender: str, entry: str, said: str) -> None:
    village.give("ana", "ben", day=90)

    with pytest.raises(CouncilError, match=said):
        scored(village, sender=sender, entry_id=entry)


def test_the_sample_debate_comes_out_as_on_paper() -> None:
    found = {each.id: each for each in debate_messages(sample_messages())}

    # A segment of 5 s with a source, that challenges: it gave 9 s of attention for 5.
    assert found["m02"].type == "dissent"
    assert found["m02"].contribution_value == pytest.approx(9 / 14)
    assert found["m02"].reciprocity_score == found["m02"].contribution_value
    # A challenging interjection only takes.
    assert (found["m04"].type, found["m04"].contribution_value) == ("concern", 0.0)
    assert (found["m07"].type, found["m11"].type, found["m13"].type) == ("disagreement", "support", "response")
    # In the end ada gave 15.0 s and took 9.9 s.
    assert found["m13"].reciprocity_score == pytest.approx(15.0 / 24.9)
    assert all(each.reciprocity_known for each in found.values())


def test_every_clip_of_a_session_has_its_figures_in_bounds_and_no_words() -> None:
    session = run(a_header(segments=40))

    found = list(debate_messages(session.messages))

    assert [each.id for each in found] == [
        each.id for each in session.heard("segment", "interjection", "hard_interrupt")
    ]
    assert set(CircleMessage.model_fields).isdisjoint({"content", "text"})
