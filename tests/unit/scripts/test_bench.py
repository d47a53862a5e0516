from __future__ import annotations

from scripts.bench import Scale, heard_rows, speed_rows
from scripts.soundness import batch, listen

TINY = Scale(segments=(10, 20), repeat=1, seeds=1, listened_segments=8, timed_segments=1)


def test_speed_is_given_with_its_target_and_in_baseline_steps() -> None:
    rows = speed_rows(TINY)

    assert [row.what for row in rows if row.met is None] == ["baseline step"]
    assert sum(1 for row in rows if row.what.startswith("micro-turns per s")) == 4
    assert all(row.ratio.endswith("steps a turn") for row in rows if row.what.startswith("micro-turns per s"))


def test_what_is_heard_is_measured_for_every_preset() -> None:
    rows = heard_rows(TINY)

    assert sum(1 for row in rows if row.what.startswith("dead air")) == 6
    assert rows[-1].measured == "0 violations in 9 sessions"


def test_sessions_are_pooled() -> None:
    one, two = (listen(batch("roundtable", seeds=seeds, segments=10)) for seeds in (1, 2))

    assert two.sessions == 2
    assert len(two.dead_air_ms) > len(one.dead_air_ms)
    assert two.llm_calls > one.llm_calls
