"""Nobody learns who paid for an unsigned reaction: not all others together, whatever they do and look at.

A meeting happens twice. The second time two people have changed places as payers of all unsigned reactions, or sent
none, and everything else is the same. What all the others are sent and answered is compared byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.event_log import encode_log
from argentum.airtime.live.log_for import for_facilitators
from argentum.airtime.live.messages import Update
from argentum.airtime.live.purse_views import balances_for, movements_for
from argentum.airtime.live.viewer import BRIDGE, OBSERVER, Viewer
from argentum.airtime.reactions.codes import KINDS
from argentum.airtime.ruleset import RulesetConfig
from argentum.errors import PolicyViolationError
from tests.live_room import FACILITATOR, LiveStage

_PAYERS = ("p1", "p2")
_OTHERS = ("p3", "p4")
_PEOPLE = (*_PAYERS, *_OTHERS)
_COALITION = (*(Viewer("participant", who) for who in _OTHERS), OBSERVER, BRIDGE)
SETTLED_MS = 60_000


_How = Literal["as it was", "swapped", "without"]


class _Step(NamedTuple):
    kind: str
    who: str
    """For an unsigned reaction one of the two payers, who may change places."""
    fields: Mapping[str, Any]
    after_ms: int


class _World(NamedTuple):
    """What the coalition has seen, and which steps of the two had no effect."""

    seen: list[bytes]
    refused: list[int]
    balances: list[Mapping[str, float]]
    """Of the coalition, at the end."""


_who, _other = st.sampled_from(_PEOPLE), st.sampled_from(_OTHERS)
_code = st.sampled_from([code for code in KINDS if code != "hate"])


def _steps(longest_ms: int, mode: str) -> st.SearchStrategy[list[_Step]]:
    def step(
        kind: str, who: st.SearchStrategy[str], fields: dict[str, st.SearchStrategy[Any]]
    ) -> st.SearchStrategy[_Step]:
        return st.builds(_Step, st.just(kind), who, st.fixed_dictionaries(fields), st.integers(0, longest_ms))

    unsigned = {
        "code": st.sampled_from(list(KINDS)),
        "target": st.one_of(st.none(), _other),
        "visibility": st.just(mode),
    }
    any_step = st.one_of(
        step("speech_started", _who, {}),
        step("speech_ended", _who, {}),
        step("hand_raised", _who, {}),
        step("reaction_sent", _who, {"code": _code, "target": _who, "visibility": st.just("public")}),
        step("unsigned", st.sampled_from(_PAYERS), unsigned),
        step("unsigned", _other, {**unsigned, "target": _who}),
        step("time_granted", _who, {"granted_ms": st.sampled_from([-90_000, -1_000, 45_000])}),
        step("time_reallocated", _who, {"remaining_ms": st.integers(0, 3_000_000)}),
        step("participant_left", _who, {}),
        step("participant_joined", _who, {}),
        step("meeting_paused", st.just("fac"), {}),
        step("meeting_resumed", st.just("fac"), {}),
        step("ask", st.just(""), {}),
    )
    # More of what this is about than chance would give.
    paid = step("unsigned", st.sampled_from(_PAYERS), {**unsigned, "target": _other})
    return st.lists(st.one_of(any_step, paid, step("speech_started", _who, {})), min_size=3, max_size=25)


def _happen(
    stage: LiveStage, steps: Sequence[_Step], *, how: _How, watching: Sequence[Viewer], until_ms: int | None
) -> _World:
    seen: list[bytes] = []
    refused: list[int] = []
    sent: dict[str, int] = {}
    for number, step in enumerate(steps):
        if until_ms is not None and stage.now_ms + step.after_ms >= until_ms:
            break
        _note(seen, stage.wait(step.after_ms), stage, watching)
        if step.kind == "ask":
            _ask(seen, stage, watching)
            continue
        who = step.who
        if step.kind == "unsigned" and who in _PAYERS:
            if how == "without":
                continue
            who = who if how == "as it was" else _PAYERS[1 - _PAYERS.index(who)]
        kind = "reaction_sent" if step.kind == "unsigned" else step.kind
        own = kind in {"reaction_sent", "hand_raised"}
        fields = dict(step.fields) if own or who == "fac" else {"participant": who, **step.fields}
        author = Viewer("participant", who) if own else FACILITATOR
        # Clients number their own events, or could.
        sent[author.author] = sent.get(author.author, 0) + 1
        fields["id"] = f"mine-{sent[author.author]}"
        try:
            event = stage.read(author, kind, **fields)
        except PolicyViolationError:
            continue
        assert event is not None
        _note(seen, stage.room.take(event), stage, watching)
        if who in _PAYERS and stage.room.fold.refusal(event.id) is not None:
            refused.append(number)
    if until_ms is not None:
        _note(seen, stage.wait(until_ms - 1 - stage.now_ms), stage, watching)
        _ask(seen, stage, watching)
        stage.wait(1)
    _ask(seen, stage, watching if until_ms is None else ())
    purses = stage.room.state.purses
    return _World(seen, refused, [balances_for(viewer, purses) for viewer in watching])


def _note(seen: list[bytes], update: Update, stage: LiveStage, watching: Sequence[Viewer]) -> None:
    for viewer in watching:
        told = stage.room.view(viewer) if update.anew else update.change_for(viewer)
        if told is not None:
            seen.append(msgspec.json.encode((viewer, told)))
    seen.extend(msgspec.json.encode(command) for command in update.commands)


def _ask(seen: list[bytes], stage: LiveStage, watching: Sequence[Viewer]) -> None:
    """Ask for everything that there is an address for."""
    room = stage.room
    for viewer in watching:
        answers = (room.view(viewer), balances_for(viewer, room.state.purses), movements_for(viewer, room.state.purses))
        seen.append(msgspec.json.encode((viewer, answers)))
        if viewer == FACILITATOR:
            seen.append(encode_log(for_facilitators(room.fold.log, room.fold.refusal)).encode())
            seen.append(msgspec.json.encode(room.notebook.controls))


def _both_worlds(
    ruleset: RulesetConfig,
    planned_ms: int | None,
    steps: list[_Step],
    mode: str,
    *,
    until_ms: int | None = None,
    other_way: _How = "swapped",
) -> tuple[_World, _World]:
    """Let the meeting happen both ways, without what one of the two could not do in either.

    Somebody who could not pay for something did not do it, and nobody but they know that they wished to.
    """
    # A secret reaction is shown to facilitators with its sender.
    watching = _COALITION if mode == "secret" else (*_COALITION, FACILITATOR)
    while True:
        one, other = (
            _happen(
                LiveStage(people=4, planned_ms=planned_ms, ruleset=ruleset),
                steps,
                how=how,
                watching=watching,
                until_ms=until_ms,
            )
            for how in ("as it was", other_way)
        )
        impossible = {*one.refused, *other.refused}
        if not impossible:
            return one, other
        steps = [step for number, step in enumerate(steps) if number not in impossible]


_mode = st.sampled_from(["anonymous", "secret"])
_enforcement = st.sampled_from(["advisory", "soft", "hard", "hybrid"])


@settings(max_examples=100)
@given(st.data(), _mode, _enforcement, st.integers(2, 6), st.sampled_from([None, 90_000, 3_600_000]))
def test_until_the_settlement_nothing_that_others_see_tells_who_paid(
    data: st.DataObject, mode: str, enforcement: str, tokens: int, planned_ms: int | None
) -> None:
    ruleset = msgspec.convert({"rule": "token", "enforcement": enforcement, "initial_tokens": tokens}, RulesetConfig)
    steps = data.draw(_steps(6_000, mode))

    one, other = _both_worlds(ruleset, planned_ms, steps, mode, until_ms=SETTLED_MS)

    assert one.seen == other.seen
    # However empty the purse of who paid, the common account holds the same.
    assert one.balances == other.balances


@settings(max_examples=100)
@given(st.data(), _mode, st.sampled_from([None, 900_000, 36_000_000]))
def test_no_settlement_tells_who_paid_as_long_as_nobodys_purse_is_empty(
    data: st.DataObject, mode: str, planned_ms: int | None
) -> None:
    ruleset = msgspec.convert({"rule": "token", "enforcement": "advisory", "initial_tokens": 100}, RulesetConfig)
    steps = data.draw(_steps(45_000, mode))

    one, other = _both_worlds(ruleset, planned_ms, steps, mode)

    assert one.seen == other.seen


@settings(max_examples=100)
@given(st.data(), _enforcement, st.integers(2, 6), st.sampled_from([None, 90_000, 3_600_000]))
def test_until_the_settlement_nobody_sees_that_a_secret_reaction_was_sent(
    data: st.DataObject, enforcement: str, tokens: int, planned_ms: int | None
) -> None:
    ruleset = msgspec.convert({"rule": "token", "enforcement": enforcement, "initial_tokens": tokens}, RulesetConfig)
    steps = data.draw(_steps(6_000, "secret"))

    one, other = _both_worlds(ruleset, planned_ms, steps, "secret", until_ms=SETTLED_MS, other_way="without")

    assert one.seen == other.seen
