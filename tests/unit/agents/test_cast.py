from __future__ import annotations

from pathlib import Path

import pytest

from argentum.agents.cast import load_cast, parse_cast
from argentum.agents.simulated.lexicon import pairs
from argentum.errors import ConfigurationError, MissingPathError


def one(**changes: object) -> dict[str, object]:
    return {"agents": [{"id": "ada", "name": "Ada", **changes}]}


class TestShippedCast:
    def test_it_has_at_least_ten_people_with_names_of_their_own(self) -> None:
        cast = load_cast()

        assert len(cast) >= 10
        assert len({profile.name for profile in cast}) == len(cast)
        assert len({profile.style.voice for profile in cast}) == len(cast)

    @pytest.mark.parametrize("agents", [2, 3, 4, 6, 10])
    def test_its_first_people_are_a_balanced_table(self, agents: int) -> None:
        stances = [profile.stance for profile in load_cast()[:agents]]

        assert abs(stances.count("pro") - stances.count("contra")) <= 1
        assert stances.count("pro") >= 1

    def test_its_first_four_are_one_quiet_two_fair_and_one_aggressive(self) -> None:
        assert sorted(profile.temperament for profile in load_cast()[:4]) == [0.5, 1.0, 1.0, 2.0]

    def test_everybody_argues_from_values_that_exist(self) -> None:
        frames = set(pairs("frame_names"))

        for profile in load_cast():
            assert len(profile.frames) >= 5
            assert set(profile.frames) <= frames


def test_fields_of_the_earlier_prototype_are_read() -> None:
    cast = parse_cast(
        one(role="checker", model="m", temperature=0.2, max_tokens=50, tts_voice="v", tools=["t"]), "cast.yaml"
    )

    assert (cast[0].model, cast[0].tools, cast[0].tts_voice) == ("m", ("t",), "v")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"stnce": "pro"}, ["agents.0.stnce", "did you mean 'stance'"]),
        ({"stance": "proo"}, ["agents.0.stance", "proo"]),
        ({"temperament": "agressive"}, ["agents.0.temperament", "did you mean 'aggressive'"]),
        ({"temperament": 9}, ["agents.0.temperament", "9.0", "0.25 to 4"]),
        ({"style": {"voise": "x"}}, ["agents.0.style.voise", "did you mean 'voice'"]),
        ({"style": {"directness": 1.5}}, ["agents.0.style.directness", "0 to 1"]),
        ({"name": ""}, ["agents.0.name"]),
        ({"id": "a b"}, ["agents.0.id"]),
        ({"temperature": "warm"}, ["agents.0.temperature", "warm"]),
    ],
)
def test_a_wrong_value_is_named_with_its_place(changes: dict[str, object], words: list[str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_cast(one(**changes), "cast.yaml")

    assert all(word in str(caught.value) for word in ["cast.yaml", *words])


def test_all_faults_are_listed_together() -> None:
    with pytest.raises(ConfigurationError) as caught:
        parse_cast(
            {"agents": [{"id": "a", "name": "A", "x": 1}, {"id": "b", "name": "B", "temperament": "wild"}]}, "cast.yaml"
        )

    assert len(caught.value.faults) == 2


@pytest.mark.parametrize("data", [None, [], {}, {"agents": []}, {"agents": "ada"}, {"agents": ["ada"]}])
def test_what_is_no_cast_is_refused(data: object) -> None:
    with pytest.raises(ConfigurationError):
        parse_cast(data, "cast.yaml")


def test_two_agents_cannot_share_an_id_or_a_name() -> None:
    with pytest.raises(ConfigurationError, match=r"agents\.1\.id"):
        parse_cast({"agents": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]}, "cast.yaml")
    with pytest.raises(ConfigurationError, match=r"agents\.1\.name"):
        parse_cast({"agents": [{"id": "a", "name": "A"}, {"id": "b", "name": "A"}]}, "cast.yaml")


def test_a_missing_file_and_broken_yaml_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "cast.yaml"
    broken.write_text("agents:\n  - id: [", encoding="utf-8")

    with pytest.raises(MissingPathError, match=r"nowhere\.yaml"):
        load_cast(tmp_path / "nowhere.yaml")
    with pytest.raises(ConfigurationError, match=r"cast\.yaml"):
        load_cast(broken)
