"""Alerts from a ledger: the same as from entries in memory, with stable ids, protected newcomers, acknowledgement."""

from __future__ import annotations

from dataclasses import replace

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.alerts import Acknowledgement, Alert, Thresholds, find_alerts
from argentum.ayni.alerts.finding import alert_id, severity_of
from argentum.ayni.entry import Reversal
from argentum.ayni.interaction import draft_of
from argentum.ayni.scenarios.judging import found_in
from argentum.ayni.scenarios.village import village
from argentum.ayni.settings import AyniSettings
from argentum.ayni.units import POINT
from tests.ayni_builders import draft

DAY_MS = 86_400_000
SETTINGS = AyniSettings(units={"point": POINT, "minute": replace(POINT, name="minute", kind="time")})


def taking(*, given: float = 1.0, entries: int = 10, last_day: int = 40) -> SqliteLedger:
    """Alice gives 10 each time and gets `given` back each time, on evenly spread days."""
    ledger = SqliteLedger()
    for place in range(entries):
        at_ms = (last_day - entries + 1 + place) * DAY_MS
        ledger.append(
            [
                draft(f"to-{place}", responder="bo", contribution=10, consumption=10, happened_at_ms=at_ms),
                draft(
                    f"back-{place}",
                    initiator="bo",
                    responder="alice",
                    contribution=given,
                    consumption=given,
                    happened_at_ms=at_ms,
                ),
            ],
            now_ms=at_ms,
        )
    return ledger


def deficits(ledger: SqliteLedger, **given: object) -> list[Alert]:
    found = find_alerts(
        ledger,
        since_ms=0,
        until_ms=50 * DAY_MS,
        thresholds=Thresholds(),
        settings=AyniSettings(),
        **given,  # type: ignore[arg-type]  # acknowledgements
    )
    return [each for each in found.alerts if each.type == "care_deficit"]


def test_an_alert_rests_on_the_usual_length_of_a_period_only_if_nobody_named_another() -> None:
    for since_ms, expected in ((None, True), (8 * DAY_MS, True), (0, False)):
        found = find_alerts(
            taking(), since_ms=since_ms, until_ms=50 * DAY_MS, thresholds=Thresholds(), settings=AyniSettings()
        )

        assert found.alerts
        for alert in found.alerts:
            assert ("window_days" in {each.key for each in alert.thresholds}) is expected


def test_a_ledger_and_its_entries_in_memory_show_the_same() -> None:
    for each in (village("extractive", seed=2), village("newcomer", seed=9), village("bursty", seed=5)):
        ledger = SqliteLedger()
        ledger.append([draft_of(one, SETTINGS) for one in each.interactions], now_ms=0)
        ledger.append(
            [Reversal(id=f"r:{own}", reverses=own, reason="a mistake") for own in each.reversed_ids], now_ms=0
        )

        found = find_alerts(
            ledger, since_ms=None, until_ms=each.ended_at_ms, thresholds=Thresholds(), settings=SETTINGS
        )

        assert found == found_in(each, thresholds=Thresholds(), settings=SETTINGS)
        ledger.close()


def test_an_alert_brings_evidence_questions_and_the_thresholds_that_it_rests_on() -> None:
    [alert] = deficits(taking())

    assert alert.participants == ("bo",)
    assert alert.summary == "gave 10 and took 100"
    assert {each.name: each.value for each in alert.figures} == {
        "given": 10,
        "taken": 100,
        "given_over_taken": 0.1,
        "without_large_entries": 0.1,
        "usual_here": 1,
    }
    assert alert.evidence == tuple(f"to-{place}" for place in range(10))
    assert alert.evidence_entries == 20
    assert all(each.endswith("?") for each in alert.questions)
    assert {each.key for each in alert.thresholds} >= {"care_deficit_ratio", "minimum_entries"}
    assert all(each.since_ms is None for each in alert.thresholds)


def test_the_same_finding_has_the_same_id_whatever_else_has_changed() -> None:
    [first] = deficits(taking())
    [later] = deficits(taking(given=0.5, entries=15))

    assert later.id == first.id
    assert later.strength > first.strength


def test_ids_differ_by_type_and_by_whom_they_are_about_but_not_by_order() -> None:
    assert alert_id("ring_exchange", ("b", "a")) == alert_id("ring_exchange", ("a", "b"))
    assert alert_id("ring_exchange", ("ab", "c")) != alert_id("ring_exchange", ("a", "bc"))
    assert alert_id("care_deficit", ("a",)) != alert_id("over_giving", ("a",))


def test_nobody_is_spoken_of_before_there_are_enough_entries() -> None:
    found = find_alerts(
        taking(entries=5), since_ms=0, until_ms=50 * DAY_MS, thresholds=Thresholds(), settings=AyniSettings()
    )

    assert found.alerts == ()
    assert found.newcomers == ("alice", "bo")


def test_nobody_is_spoken_of_in_their_first_days_however_many_their_entries() -> None:
    ledger = taking(entries=13, last_day=49)

    found = find_alerts(ledger, since_ms=0, until_ms=50 * DAY_MS, thresholds=Thresholds(), settings=AyniSettings())

    assert found.alerts == ()
    assert deficits(ledger) == []


def test_who_was_there_before_the_period_is_no_newcomer_in_it() -> None:
    found = find_alerts(
        taking(entries=20, last_day=40),
        since_ms=30 * DAY_MS,
        until_ms=42 * DAY_MS,
        thresholds=Thresholds(),
        settings=AyniSettings(),
    )

    assert found.newcomers == ()
    assert "bo" in {who for each in found.alerts for who in each.participants}


def test_a_deficit_that_is_over_is_not_told() -> None:
    ledger = taking(entries=20, last_day=30)
    for place in range(10):
        ledger.append(
            [
                draft(
                    f"now-{place}",
                    initiator="bo",
                    responder="alice",
                    contribution=3,
                    consumption=3,
                    happened_at_ms=(40 + place) * DAY_MS,
                ),
                draft(f"then-{place}", responder="bo", contribution=2, happened_at_ms=(40 + place) * DAY_MS),
            ],
            now_ms=0,
        )

    assert deficits(ledger) == []


def test_what_was_taken_back_is_no_evidence() -> None:
    ledger = taking()
    ledger.append([Reversal(id=f"r-{n}", reverses=f"to-{n}", reason="wrong") for n in range(10)], now_ms=0)

    assert deficits(ledger) == []


def acknowledged(alert: Alert) -> Acknowledgement:
    return Acknowledgement(
        alert_id=alert.id, by="ana", why="bo is ill", at_ms=1, severity=alert.severity, strength=alert.strength
    )


def test_an_acknowledged_alert_stays_acknowledged_until_it_worsens() -> None:
    [first] = deficits(taking(given=3))
    [same] = deficits(taking(given=3, entries=14), acknowledgements=[acknowledged(first)])
    [worse] = deficits(taking(given=1), acknowledgements=[acknowledged(first)])

    assert first.acknowledgement is None
    assert same.acknowledgement == acknowledged(first)
    assert worse.acknowledgement is None


def test_no_alert_is_more_severe_than_its_type_can_be() -> None:
    assert [severity_of(each, highest="urgent") for each in (1.0, 1.15, 1.5, 2.5)] == [
        "info",
        "watch",
        "concern",
        "urgent",
    ]
    assert severity_of(99, highest="watch") == "watch"
