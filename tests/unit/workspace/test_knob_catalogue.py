"""The catalogue says about each knob what the typed model enforces."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from argentum.policy import Policy
from argentum.workspace.knob_catalogue import Knob, keys_of, knobs, listed, sections, shown

EVERY = tuple(knobs().values())
NUMBERS: Sequence[Knob] = [knob for knob in EVERY if int in knob.kinds or float in knob.kinds]


def refused_by_the_model(knob: Knob, value: object) -> bool:
    """Tell whether the model refuses the value for itself; conflicts with other knobs do not count."""
    nested: object = value
    for name in reversed(knob.path):
        nested = {name: nested}
    try:
        Policy.model_validate(nested)
    except ValidationError as error:
        return any(detail["type"] != "value_error" for detail in error.errors())
    return False


@pytest.mark.parametrize("knob", EVERY, ids=lambda knob: knob.key)
def test_every_knob_says_what_it_means_and_accepts_its_default(knob: Knob) -> None:
    assert knob.meaning
    assert knob.accepts(knob.default)


@pytest.mark.parametrize("knob", NUMBERS, ids=lambda knob: knob.key)
def test_every_number_has_both_limits_and_is_held_to_them(knob: Knob) -> None:
    assert knob.low is not None
    assert knob.high is not None
    step = 1 if int in knob.kinds else 0.001
    below, above = knob.low - step, knob.high + step

    assert refused_by_the_model(knob, int(below) if int in knob.kinds else below)
    assert refused_by_the_model(knob, int(above) if int in knob.kinds else above)
    assert not knob.accepts(int(below) if int in knob.kinds else below)
    assert not knob.accepts(int(above) if int in knob.kinds else above)


@given(
    knob=st.sampled_from(EVERY),
    value=st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.floats() | st.text(max_size=5),
)
def test_what_the_catalogue_accepts_the_model_accepts(knob: Knob, value: object) -> None:
    if knob.accepts(value):
        assert not refused_by_the_model(knob, value)


@pytest.mark.parametrize("value", [True, "1", math.nan, math.inf, [1], {}])
def test_truth_values_texts_and_infinities_are_no_numbers(value: object) -> None:
    assert [knob.key for knob in NUMBERS if knob.accepts(value)] == []


def test_a_whole_number_may_stand_for_a_number_but_not_the_reverse() -> None:
    assert knobs()["segment_seconds", "target"].accepts(4)
    assert not knobs()["timing", "beats"].accepts(2.0)


def test_what_is_allowed_is_said_with_range_and_unit() -> None:
    assert knobs()["segment_seconds", "target"].allowed() == "a number from 0.5 to 60 s"
    assert knobs()["interrupt", "commit_guard_ms"].allowed() == "dynamic or a whole number from 0 to 5000 ms"
    assert knobs()["fairness", "target_share"].allowed() == "a number from 0.01 to 1 or null"
    assert knobs()["emotion", "control"].allowed() == "heuristic, llm or hybrid"
    assert knobs()["tts", "voice"].allowed() == "text"


def test_a_default_inside_a_section_is_that_of_the_whole_policy() -> None:
    assert knobs()["simulation", "first_audio", "median_ms"].default == Policy().simulation.first_audio.median_ms


def test_sections_and_their_keys_are_in_the_order_of_the_model() -> None:
    assert keys_of(("segment_seconds",))[:3] == ("min", "target", "max")
    assert keys_of(("quality",))[-1] == "tiers"
    assert next(iter(sections())) == ("segment_seconds",)
    assert all(sections().values())


def test_values_are_shown_as_they_would_be_written() -> None:
    found = [shown(value) for value in (True, None, 2.0, "4", math.nan, {"a": 1}, [1])]

    assert found == ["true", "null", "2.0", '"4"', "NaN", "a group of keys", "a list"]
    assert len(shown("x" * 500)) < 70
    assert listed(["a"]) == "a"
