"""Additive increase, multiplicative decrease, and a budget for what is thrown away."""

from __future__ import annotations

from argentum.policy.running import LeadTime as LeadTimePolicy
from argentum.timing.lead_time import LeadTime


def a_lead() -> LeadTime:
    return LeadTime(LeadTimePolicy(window_segments=5), depth=1)


def observe(lead: LeadTime, outcomes: str) -> None:
    for outcome in outcomes:
        lead.observe(missed=outcome == "x")


def test_the_lead_grows_with_each_miss_above_the_threshold() -> None:
    lead = a_lead()

    observe(lead, "....x")
    below = lead.lead_ms
    observe(lead, "xx")

    assert (below, lead.lead_ms, lead.miss_rate) == (1000, 1500, 0.6)


def test_the_lead_shrinks_only_after_a_window_without_a_miss_and_never_below_its_baseline() -> None:
    lead = a_lead()
    observe(lead, "xxx")
    grown = lead.lead_ms

    observe(lead, "....")
    waited = lead.lead_ms
    observe(lead, ".")
    shrunk = lead.lead_ms
    observe(lead, "." * 20)

    assert (grown, waited, shrunk, lead.lead_ms) == (1750, 1750, 1400, 1000)


def test_the_lead_stays_under_its_longest() -> None:
    lead = a_lead()

    observe(lead, "x" * 100)

    assert lead.lead_ms == 10_000


def test_more_is_buffered_while_beats_are_missed_and_one_at_a_time_beyond_the_budget() -> None:
    lead = a_lead()
    usual = lead.prebuffer(1, now_ms=0)
    observe(lead, "xx")
    missed = lead.prebuffer(1, now_ms=0)
    lead.discard(0, 4001)

    assert (usual, missed, lead.prebuffer(2, now_ms=0), lead.prebuffer(0, now_ms=0)) == (1, 2, 1, 0)
    assert lead.lead_ms == 1000


def test_what_was_thrown_away_a_minute_ago_counts_no_more() -> None:
    lead = a_lead()
    lead.discard(0, 5000)

    assert lead.over_budget(59_999)
    assert not lead.over_budget(60_000)


def test_a_new_baseline_raises_the_lead_and_leaves_a_longer_one_alone() -> None:
    lead = a_lead()

    lead.set_baseline(1500)
    raised = lead.lead_ms
    lead.set_baseline(800)

    assert (raised, lead.lead_ms) == (1500, 1500)
