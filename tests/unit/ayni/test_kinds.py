"""What participants are."""

from __future__ import annotations

from argentum.ayni.kinds import Kind, kind_of
from argentum.workspace.ayni_settings import read_settings
from argentum.workspace.shipped import shipped_file


def test_a_name_wins_over_a_beginning_and_a_long_beginning_over_a_short_one() -> None:
    kinds: dict[str, Kind] = {"ai_*": "ai", "ai_garden_*": "ecosystem", "ai_ana": "human"}

    found = [kind_of(name, kinds) for name in ("ai_ana", "ai_garden_1", "ai_bo")]

    assert found == ["human", "ecosystem", "ai"]


def test_who_fits_nothing_is_of_unknown_kind() -> None:
    assert kind_of("ana", {"human_*": "human"}) is None
    assert kind_of("human_ana", {}) is None


def test_the_shipped_settings_know_the_two_beginnings_of_the_specification() -> None:
    kinds = read_settings(shipped_file("configs", "ayni.yaml")).kinds

    assert kind_of("human_alice", kinds) == "human"
    assert kind_of("ai_assistant", kinds) == "ai"
