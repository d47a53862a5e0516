"""Made-up interactions: repeatable, and of the kind that they are named after."""

from __future__ import annotations

from typing import cast

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.interaction import draft_of
from argentum.ayni.ledger import EVERYTHING
from argentum.ayni.pair_report import PairReport, report_pairs
from argentum.ayni.settings import AyniSettings
from argentum.ayni.synthetic import SCRIPTS, Script, synthetic_script
from argentum.errors import UsageError


def report(script: Script, seed: int) -> PairReport:
    ledger = SqliteLedger()
    ledger.append([draft_of(each, AyniSettings()) for each in synthetic_script(script, seed=seed)], now_ms=0)
    found = report_pairs(ledger, EVERYTHING, minimum_sample=5)
    ledger.close()
    return found


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_is_the_same_for_the_same_seed_and_another_for_another(script: Script) -> None:
    first = list(synthetic_script(script, seed=3))

    assert first == list(synthetic_script(script, seed=3))
    assert [each.contribution for each in first] != [each.contribution for each in synthetic_script(script, seed=4)]
    assert len({each.id for each in first}) == len(first) == 40


@pytest.mark.parametrize("seed", range(10))
def test_scripts_are_of_their_kind(seed: int) -> None:
    steady, generous, extractive = (report(script, seed) for script in ("steady", "generous", "extractive"))

    assert (steady.giving.top_share or 1) < 0.6 < (generous.giving.top_share or 0)
    assert extractive.giving.top == "amaru"
    assert [ring.members for ring in report("ring", seed).rings] == [("amaru", "illa", "killa")]
    assert report("newcomer", seed).newcomers == ["killa"]


def test_bursts_are_minutes_apart_and_then_a_day() -> None:
    moments = [each.happened_at_ms or 0 for each in synthetic_script("bursty", seed=1, count=10)]

    assert moments[7] == 7 * 60_000
    assert moments[8] - moments[7] == 86_400_000


def test_a_script_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="allowed: steady, generous"):
        next(synthetic_script(cast("Script", "kind"), seed=1))
