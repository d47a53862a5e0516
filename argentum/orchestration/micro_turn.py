"""The micro-turn: from the first sound of a segment to the decision what follows it.

Read this file first; everything else in `orchestration/` carries out what is laid down here.

**Theory.** While one segment is heard, the next is decided, written and voiced. So at every moment there is at most
one segment ahead, and it was written by somebody who knew what is being said now. Five small machines share the work;
each looks only at its own signals, and the session (`auction_chat.py`) carries words between them:

====================  ==============================================  =======================================
machine               states                                          moved by
====================  ==============================================  =======================================
`Phase` (here)        SPEAKING → BIDDING → DECIDED → SEALED → ENDED   timers, bids, the end of the clip
                      and from any of them → CUT
`Floor`               silent, held, contested                         clips that begin, end or are cut
`InterruptGate`       idle → preparing → scheduled → committed        kicker drafts and clips, beats, timers
                      or → abandoned
`RequestBook`         queued → in flight → answered, failed,          drafts, failures, limits, cancellation
                      cancelled
`ReserveShelf`        empty → writing → voicing → ready               drafts and clips of the next segment
====================  ==============================================  =======================================

**A turn, instant by instant** (times of a 5 s segment; `MicroTurnPlan` holds the real ones):

==============  ==================================================================================================
T0              The clip begins; its speaker pays. Its points count from now on.
+0.1 s          The auction opens. Heuristic bids are in at once; stated ones until `result_due_ms`. The winner is
                asked for its segment, the interrupter for its kicker, whoever wants to interject for its line.
beat 1, ~2 s    The first interjection falls here, if it is ready; otherwise it moves to beat 2.
after beat 1    A hard interrupt may be committed at a word boundary (`cutoff`), at a beat (`beat_only`), or begins
                to talk over the holder (`yield`), if its kicker was ready `guard_ms` before. Not ready: not armed.
beat 2, ~3.7 s  Last place for an interjection.
cut + depth     Mode `yield`: both talked; now the holder stops at the end of a word (timer `yield`), or the interrupter
                gives way and the holder goes on (timer `giveway`, a failed attempt).
end − lead      Handover check. An answer that is later than can be expected is given up for a substitute's (timer
                `hedge`, also later, in silence). If the next segment is not ready, a spare sentence is voiced.
end             The next segment begins at once; or the spare sentence; or, last, whoever is ready first.
==============  ==================================================================================================

**What is known when.** A piece is written before it sounds, so it may be about no more than what will have been heard
when it does. `known.py` holds writers to this table; kickers and interjections also name the words they rely on
(`Draft.takes_up`) and do not sound while these have not been heard.

==================  ==============================  ===========================================================
piece               sounds                          may refer to
==================  ==============================  ===========================================================
interjection        at its beat or a later one      what was said before, and of the present segment the words
                                                    up to its beat
kicker, and the     after beat 1                    the same up to beat 1; not the words between beat 1 and the
segment after it                                    cut, and not the remark at that beat, which it has not heard
next segment        once the present one is over    all of the present segment as planned, because a cut throws
                                                    the draft away (`transfer: human` may begin it during the
                                                    last words, as people do); not a remark that is still to come
segment after a     after the kicker                what was heard of the cut segment, and the kicker
cut
second half with    after the remark at the join    that there was a remark, and of which type: it was written
acknowledgement                                     before anybody knew its words
acknowledgement     at the speaker's next segment   the remark, word for word; only if nobody else has held the
in the next                                         floor for long since
segment
spare sentence      after the segment it came with  nothing but that segment and the topic
==================  ==============================  ===========================================================

**When two rules meet**: an interjection that sounds postpones a cut to the word boundary after it; a cut that is
scheduled keeps interjections away; nothing is cut later than `cut_until_ms`, from where an interrupt waits for the
end; the last segment of a session is neither sold nor cut. A beat that is reported late is not used: what was meant
for it moves to the next one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from msgspec import Struct

from argentum.errors import IllegalPhaseError
from argentum.smoothing import at_least, at_most

Step = Literal["auction_opened", "auction_resolved", "handover_checked", "clip_ended", "clip_cut"]


class Phase(StrEnum):
    """Where a micro-turn stands."""

    SPEAKING = "speaking"
    BIDDING = "bidding"
    DECIDED = "decided"
    SEALED = "sealed"
    ENDED = "ended"
    CUT = "cut"

    def after(self, step: Step) -> Phase:
        """Give the phase after a step.

        Raises `IllegalPhaseError` with the phase, the step and what would have been allowed; nothing has changed then.
        """
        successor = TRANSITIONS[self].get(step)
        if successor is None:
            allowed = ", ".join(TRANSITIONS[self]) or "nothing"
            raise IllegalPhaseError(
                f"a micro-turn that is {self.value} cannot take the step {step}; allowed: {allowed}"
            )
        return successor


SPEAKING, BIDDING, DECIDED, SEALED, ENDED, CUT = Phase
"""By their bare names for the hot path: a lookup in an enum of Python 3.11 calls a descriptor in Python."""

TRANSITIONS: dict[Phase, dict[Step, Phase]] = {
    Phase.SPEAKING: {
        "auction_opened": Phase.BIDDING,
        "handover_checked": Phase.SEALED,  # the last segment of a session is not sold; a clip under 0.1 s neither
        "clip_ended": Phase.ENDED,
        "clip_cut": Phase.CUT,
    },
    Phase.BIDDING: {
        "auction_resolved": Phase.DECIDED,
        "clip_ended": Phase.ENDED,
        "clip_cut": Phase.CUT,
    },
    Phase.DECIDED: {
        "handover_checked": Phase.SEALED,
        "clip_ended": Phase.ENDED,
        "clip_cut": Phase.CUT,
    },
    Phase.SEALED: {
        "clip_ended": Phase.ENDED,
        "clip_cut": Phase.CUT,
    },
    Phase.ENDED: {},
    Phase.CUT: {},
}


class MicroTurnPlan(Struct, frozen=True, gc=False, kw_only=True):
    """Every checkpoint of one micro-turn, in absolute ms; to see what will happen, print it."""

    index: int
    start_ms: int
    auction_ms: int
    """The auction opens."""
    result_due_ms: int
    """Stated bids that are not in by now are replaced by heuristic ones."""
    beats_ms: tuple[int, ...]
    """Planned beats."""
    cut_from_ms: int
    """Earliest instant of a hard interrupt: beat 1."""
    cut_until_ms: int
    """From here on an interrupt is soft: it waits for the end."""
    handover_ms: int
    """The next segment should be ready."""
    end_ms: int


def plan_micro_turn(
    *,
    index: int,
    start_ms: int,
    duration_ms: int,
    beats_ms: tuple[int, ...],
    opens_after_ms: int,
    result_lead_ms: int,
    soft_remaining_ms: int,
    lead_ms: int,
) -> MicroTurnPlan:
    """Lay the checkpoints of a segment; `beats_ms` counts from the start of the clip.

    Short segments squeeze their checkpoints together but never change their order: auction, result, handover, end.
    """
    end_ms = start_ms + duration_ms
    auction_ms = at_most(start_ms + opens_after_ms, end_ms)
    return MicroTurnPlan(
        index=index,
        start_ms=start_ms,
        auction_ms=auction_ms,
        result_due_ms=at_least(end_ms - result_lead_ms, auction_ms),
        beats_ms=tuple([start_ms + beat for beat in beats_ms]),
        cut_from_ms=start_ms + beats_ms[0] if beats_ms else end_ms,
        cut_until_ms=end_ms - soft_remaining_ms,
        handover_ms=at_least(end_ms - lead_ms, auction_ms),
        end_ms=end_ms,
    )
