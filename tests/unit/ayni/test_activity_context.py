"""Telling of interactions: in order, once each, and never one lost in silence."""

from __future__ import annotations

import pytest

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.activity_context import ActivityContextService
from argentum.ayni.interaction import Interaction
from argentum.ayni.scorer import AyniScorer
from argentum.ayni.settings import AyniSettings
from argentum.errors import BacklogError, InteractionError, LedgerBusyError, UsageError
from tests.ayni_builders import interaction


class Listener:
    """Notes what it is told; fails as often as it is asked to."""

    def __init__(self, *failures: Exception) -> None:
        self.told: list[str] = []
        self.failures = list(failures)

    def __call__(self, told: Interaction) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.told.append(told.id)


def publish(context: ActivityContextService, *ids: str) -> None:
    for each in ids:
        context.publish(interaction(each))


def test_every_subscriber_is_told_in_order_and_from_then_on() -> None:
    context, early, late = ActivityContextService(), Listener(), Listener()
    context.subscribe(early)
    publish(context, "a")
    context.subscribe(late)

    publish(context, "b", "c")

    assert early.told == ["a", "b", "c"]
    assert late.told == ["b", "c"]


def test_the_buffer_keeps_the_last_ones() -> None:
    context = ActivityContextService(capacity=2)

    publish(context, "a", "b", "c")

    assert [each.id for each in context.recent()] == ["b", "c"]


def test_a_buffer_full_of_what_nobody_took_refuses_what_comes_and_loses_nothing() -> None:
    context, listener = ActivityContextService(capacity=2), Listener()
    context.subscribe(listener)
    context.offer(interaction("a"))
    context.offer(interaction("b"))

    with pytest.raises(BacklogError, match="2 wait for a subscriber"):
        context.offer(interaction("c"))

    context.deliver()
    publish(context, "c")
    assert listener.told == ["a", "b", "c"]


def test_after_an_error_that_may_pass_the_same_one_is_told_again() -> None:
    context, listener = ActivityContextService(), Listener(LedgerBusyError("busy"))
    context.subscribe(listener)
    with pytest.raises(LedgerBusyError):
        publish(context, "a")

    publish(context, "b")

    assert listener.told == ["a", "b"]


def test_what_no_ledger_can_hold_is_passed_over_and_its_publisher_hears_of_it() -> None:
    context, listener = ActivityContextService(capacity=1), Listener(InteractionError("negative"))
    context.subscribe(listener)
    with pytest.raises(InteractionError):
        publish(context, "a")

    publish(context, "b")

    assert listener.told == ["b"]


def test_a_handler_may_publish_and_may_cancel() -> None:
    context, listener = ActivityContextService(), Listener()

    def echo(told: Interaction) -> None:
        if told.id == "a":
            context.publish(interaction("echo"))
            echoing.cancel()

    echoing = context.subscribe(echo)
    context.subscribe(listener)

    publish(context, "a", "b")

    assert listener.told == ["a", "echo", "b"]


def test_who_cancelled_holds_nobody_up() -> None:
    context, listener = ActivityContextService(capacity=1), Listener()
    subscription = context.subscribe(listener)
    context.offer(interaction("a"))
    subscription.cancel()

    publish(context, "b", "c")

    assert listener.told == []


def test_a_buffer_for_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="at least 1"):
        ActivityContextService(capacity=0)


def test_a_scorer_records_what_is_published() -> None:
    context, ledger = ActivityContextService(), SqliteLedger()
    scorer = AyniScorer(context, ledger, settings=AyniSettings(), clock=lambda: 5)

    publish(context, "a", "b", "a")

    assert [score.id for score in scorer.get_ledger()] == ["a", "b"]
    ledger.close()
