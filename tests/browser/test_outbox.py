"""What the bridge's page keeps until the room has it: how much, how long, how much at a time, what goes again."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_MODULE = """async () => {
  const { Outbox, sessionStore } = await import("/static/live/outbox.js");
  window.sent = [];
  window.nowMs = 0;
  window.connected = true;
  const send = ({ ref, event }) => connected && (sent.push(ref === event.id ? ref : `${ref} for ${event.id}`), true);
  window.outbox = new Outbox({ send, clock: () => nowMs, store: sessionStore("what-waits") });
  window.putAll = (first, last) => {
    for (let number = first; number <= last; number++) {
      outbox.put({ id: `e${number}`, kind: "speaker_changed", sent_ms: nowMs });
    }
  };
}"""

# A room that takes what the limit of a bridge's key allows, 200 a second and 400 at once, and answers after 20 ms.
_GAP = """async () => {
  const { Outbox } = await import("/static/live/outbox.js");
  const gap = { taken: [], refusedInARow: 0, mostInARow: 0, open: false };
  window.gap = gap;
  let level = 400;
  let filledMs = Date.now();
  const answer = (id) => {
    level = Math.min(400, level + (Date.now() - filledMs) / 5);
    filledMs = Date.now();
    if (level >= 1) {
      level -= 1;
      gap.taken.push(id);
      gap.refusedInARow = 0;
      outbox.settle(id);
    } else {
      gap.refusedInARow += 1;
      gap.mostInARow = Math.max(gap.mostInARow, gap.refusedInARow);
      outbox.refuse(id, { retry: true });
    }
  };
  const send = ({ ref }) => gap.open && (setTimeout(() => answer(ref), 20), true);
  const outbox = new Outbox({ send, clock: () => 0 });
  for (let number = 1; number <= 2000; number++) {
    outbox.put({ id: number, sent_ms: 0 });
  }
  gap.open = true;
  outbox.flush();
}"""


class OutboxHarness:
    """An outbox in a page whose timers run when the test says so; the connection and the clock are in its hand."""

    def __init__(self, page: Page, origin: str) -> None:
        """Load the module; the connection stands."""
        self.page = page
        page.clock.install(time=0)
        page.goto(origin)
        page.clock.pause_at(3_600_000)
        self.load()

    def load(self) -> None:
        """Make the outbox, from what the page had kept."""
        self.page.evaluate(_MODULE)

    def does(self, script: str) -> None:
        """Do something with `outbox`."""
        self.page.evaluate(f"() => {{ {script}; }}")

    def sent(self) -> list[str]:
        """Give the ids that were sent since the last time."""
        found: list[str] = self.page.evaluate("sent.splice(0)")
        return found

    @property
    def size(self) -> int:
        """How many wait."""
        return self._number("outbox.size")

    @property
    def lost(self) -> int:
        """How many were given up."""
        return self._number("outbox.lost")

    def _number(self, what: str) -> int:
        found: int = self.page.evaluate(what)
        return found


@pytest.fixture
def outbox(page: Page, harness_origin: str) -> OutboxHarness:
    return OutboxHarness(page, harness_origin)


def _ids(first: int, last: int) -> list[str]:
    return [f"e{number}" for number in range(first, last + 1)]


def test_fifty_are_on_their_way_and_each_answer_lets_the_next_one_go(outbox: OutboxHarness) -> None:
    outbox.does("putAll(1, 60)")
    assert outbox.sent() == _ids(1, 50)

    outbox.does("outbox.settle('e1'); outbox.settle('e7'); outbox.refuse('e3', { retry: false })")

    assert outbox.sent() == _ids(51, 53)
    assert (outbox.size, outbox.lost) == (57, 0)


def test_beyond_two_thousand_the_oldest_are_given_up_and_counted(outbox: OutboxHarness) -> None:
    outbox.does("connected = false; putAll(1, 2000)")
    assert (outbox.size, outbox.lost) == (2000, 0)

    outbox.does("putAll(2001, 2003); connected = true; outbox.flush()")

    assert (outbox.size, outbox.lost) == (2000, 3)
    assert outbox.sent() == _ids(4, 53)


def test_what_is_older_than_fifty_five_seconds_is_given_up_at_the_next_connection(outbox: OutboxHarness) -> None:
    outbox.does("connected = false; putAll(1, 2); nowMs = 1; putAll(3, 4)")

    outbox.does("nowMs = 55_001; connected = true; outbox.flush()")

    assert outbox.sent() == ["e3", "e4"]
    assert (outbox.size, outbox.lost) == (2, 2)


def test_without_a_connection_all_waits_and_goes_in_order_when_it_is_back(outbox: OutboxHarness) -> None:
    outbox.does("putAll(1, 3); connected = false; outbox.settle('e2'); putAll(4, 5)")
    assert outbox.sent() == _ids(1, 3)

    outbox.does("connected = true; outbox.flush()")

    # Whether the first was heard is not known: it goes again, with the id by which the room knows it.
    assert outbox.sent() == ["e1", "e3", "e4", "e5"]


def test_what_is_refused_for_now_rests_a_second_and_everything_else_with_it(outbox: OutboxHarness) -> None:
    outbox.does("putAll(1, 52)")
    assert outbox.sent() == _ids(1, 50)

    outbox.does("outbox.refuse('e49', { retry: true }); outbox.refuse('e50', { retry: true })")
    outbox.does("outbox.settle('e1'); putAll(53, 53)")
    outbox.page.clock.run_for(999)
    assert outbox.sent() == []
    outbox.page.clock.run_for(1)

    assert outbox.sent() == ["e49", "e50", "e51"]
    assert (outbox.size, outbox.lost) == (52, 0)
    outbox.page.clock.run_for(10_000)
    assert outbox.sent() == []


def test_a_new_connection_does_not_wait_for_the_rest_of_the_old_one(outbox: OutboxHarness) -> None:
    outbox.does("putAll(1, 2); outbox.refuse('e2', { retry: true })")
    outbox.sent()

    outbox.does("outbox.flush()")

    assert outbox.sent() == ["e1", "e2"]
    outbox.page.clock.run_for(10_000)
    assert outbox.sent() == []


def test_answers_about_what_is_gone_change_nothing(outbox: OutboxHarness) -> None:
    outbox.does("putAll(1, 1); outbox.settle('e1')")
    outbox.sent()

    outbox.does("outbox.settle('e1'); outbox.refuse('e1', { retry: true }); outbox.refuse('e9', { retry: false })")
    outbox.page.clock.run_for(10_000)

    assert outbox.sent() == []
    assert (outbox.size, outbox.lost) == (0, 0)


def test_what_waits_outlives_a_reload_and_goes_first(outbox: OutboxHarness) -> None:
    outbox.does("putAll(1, 3); outbox.settle('e2')")
    outbox.page.reload()
    outbox.load()
    assert outbox.size == 2

    outbox.does("putAll(4, 4)")

    assert outbox.sent() == ["e1", "e3", "e4"]


@pytest.mark.parametrize("kept", ["{", "null", '{"id": "e1"}', '"e1"'])
def test_what_was_kept_and_cannot_be_read_is_nothing(outbox: OutboxHarness, kept: str) -> None:
    outbox.page.evaluate("(kept) => sessionStorage.setItem('what-waits', kept)", kept)

    outbox.load()

    assert outbox.size == 0


def test_with_a_full_storage_everything_is_sent_all_the_same(outbox: OutboxHarness) -> None:
    outbox.does(
        """for (let length = 2 ** 23, made = 0; length >= 1; made++) {
          try {
            sessionStorage.setItem(`full-${made}`, "x".repeat(length));
          } catch {
            length /= 2;
          }
        }"""
    )

    outbox.does("putAll(1, 2)")

    assert outbox.sent() == ["e1", "e2"]


def test_all_of_a_long_gap_comes_through_the_limit_of_a_key(outbox: OutboxHarness) -> None:
    outbox.page.evaluate(_GAP)

    outbox.page.clock.run_for(20_000)

    gap: dict[str, Any] = outbox.page.evaluate("gap")
    assert sorted(gap["taken"]) == list(range(1, 2001))
    # After a hundred in a row the room would end the connection.
    assert 0 < gap["mostInARow"] <= 50
