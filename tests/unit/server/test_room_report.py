"""The report of a room, made here or in a process of its own."""

from __future__ import annotations

import asyncio

import pytest

from argentum.airtime.ruleset import RulesetConfig
from argentum.airtime.simulation.behaviours import usual_cast
from argentum.airtime.simulation.meeting_run import MeetingRun
from argentum.server.room_report import ReportForm, RoomReports, report_text

_RUN = MeetingRun(usual_cast(4), RulesetConfig(rule="equal-share"), planned_ms=120_000, seed=5)


@pytest.fixture(scope="module", autouse=True)
def _run() -> None:
    _RUN.run()


@pytest.mark.parametrize(("form", "with_allocation"), [("html", True), ("json", False)])
def test_a_long_report_is_made_elsewhere_and_is_the_same(form: ReportForm, with_allocation: bool) -> None:
    absent = ["José", "李雷\nwith a line of their own"]
    here = report_text(_RUN.log, form, with_allocation=with_allocation, absent=absent)

    reports = RoomReports(longest_here=0)
    elsewhere = asyncio.run(reports.text(_RUN.log, form, with_allocation=with_allocation, absent=absent))

    assert elsewhere == here
    assert "Jos" in here


def test_what_the_rule_granted_is_left_out_where_nobody_is_to_see_it() -> None:
    whole, private = (report_text(_RUN.log, "json", with_allocation=each) for each in (True, False))

    assert '"granted_ms": null' not in whole
    assert whole != private
