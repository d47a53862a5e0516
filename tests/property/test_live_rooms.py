"""Whatever people, facilitators and a bridge send: a live room takes it, and its log tells the same."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from argentum.airtime.enforcement import EnforcementLevel
from argentum.airtime.event_log import decode_log, encode_log
from argentum.airtime.live.live_fold import LiveFold
from argentum.airtime.live.viewer import BRIDGE, OBSERVER, Viewer
from argentum.airtime.outcome import outcome_of
from argentum.airtime.reactions.codes import KINDS
from argentum.airtime.ruleset import RULE_NAMES, RulesetConfig
from argentum.errors import PolicyViolationError
from tests.live_room import FACILITATOR, LiveStage

_PEOPLE = ("p1", "p2", "p3", "fac")
_VIEWERS = (FACILITATOR, *(Viewer("participant", who) for who in _PEOPLE[:3]), OBSERVER, BRIDGE)
_ruleset = st.builds(
    RulesetConfig,
    rule=st.sampled_from(RULE_NAMES),
    enforcement=st.sampled_from(list(EnforcementLevel)),
    policy=st.sampled_from(["default", "lenient", "strict"]),
    initial_tokens=st.integers(0, 6),
    slot_ms=st.integers(1_000, 60_000),
)
_who = st.sampled_from((*_PEOPLE, "e1", "nobody"))
_fields = st.one_of(
    st.builds(dict, kind=st.sampled_from(["participant_joined", "participant_left"]), participant=_who),
    st.builds(dict, kind=st.sampled_from(["speech_started", "speech_ended", "speaker_changed"]), participant=_who),
    st.builds(dict, kind=st.just("speaker_changed")),
    st.builds(dict, kind=st.just("microphone_changed"), participant=_who, muted=st.booleans()),
    st.builds(dict, kind=st.just("hand_raised"), reply=st.booleans()),
    st.builds(dict, kind=st.just("hand_lowered"), participant=_who),
    st.builds(
        dict,
        kind=st.just("reaction_sent"),
        code=st.sampled_from(list(KINDS)),
        target=_who,
        visibility=st.sampled_from(["public", "anonymous", "secret"]),
    ),
    st.builds(dict, kind=st.just("time_lent"), borrower=_who, lent_ms=st.integers(-1_000, 400_000)),
    st.builds(dict, kind=st.sampled_from(["meeting_paused", "meeting_resumed", "slot_advanced", "meeting_closed"])),
    st.builds(dict, kind=st.sampled_from(["participant_bypassed", "speech_permitted"]), participant=_who),
    st.builds(dict, kind=st.just("time_granted"), participant=_who, granted_ms=st.integers(-600_000, 600_000)),
    st.builds(dict, kind=st.just("time_reallocated"), participant=_who, remaining_ms=st.integers(-1, 600_000)),
    st.builds(dict, kind=st.just("enforcement_chosen"), enforcement=st.sampled_from(["soft", "hard", "hybrid"])),
    st.builds(dict, kind=st.just("ruleset_chosen"), ruleset=_ruleset.map(msgspec.to_builtins)),
)
_step = st.tuples(st.sampled_from(_VIEWERS), _fields, st.integers(0, 20_000), st.integers(0, 50_000))


@settings(max_examples=120)
@given(_ruleset, st.sampled_from([None, 300_000]), st.lists(_step, max_size=40))
def test_a_room_takes_what_comes_and_its_log_tells_the_same(
    ruleset: RulesetConfig, planned_ms: int | None, steps: list[tuple[Viewer, dict[str, Any], int, int]]
) -> None:
    stage = LiveStage(planned_ms=planned_ms, ruleset=ruleset, present=False)
    stage.now_ms = 60_000

    for viewer, fields, passed_ms, late_ms in steps:
        stage.wait(passed_ms)
        sent: dict[str, Any] = dict(fields)
        if viewer == BRIDGE and late_ms % 3 == 0:
            sent["sent_ms"] = stage.now_ms - late_ms
        try:
            event = stage.read(viewer, **sent)
        except PolicyViolationError:
            continue
        if event is not None:
            stage.room.take(event)
    for viewer in _VIEWERS:
        msgspec.json.encode(stage.room.view(viewer))

    again = LiveFold()
    for event in decode_log(encode_log(stage.room.fold.log), source="log"):
        again.take(event)
    again.advance(stage.room.now_ms)
    assert outcome_of(again.meeting.state) == outcome_of(stage.room.state)
    assert again.meeting.state.purses.balances_ms() == stage.room.state.purses.balances_ms()
    stage.room.state.purses.check()
