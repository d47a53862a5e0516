"""What claps and tips from outside may do: a little, seldom, and within caps (plan 16)."""

from __future__ import annotations

from msgspec import Struct

from argentum.policy.behaviour import Audience
from argentum.transcript.reason import Reason

DISABLED = Reason("audience_disabled")
COOLING = Reason("audience_cooldown")
CAPPED = Reason("audience_cap_reached")


class AudienceEffect(Struct, frozen=True, kw_only=True):
    """What a signal is allowed to do."""

    reputation: float = 0.0
    """Event value for the agent's reputation."""
    pacing_relief: float = 0.0
    """Segments of lead that are forgiven."""
    reasons: tuple[Reason, ...] = ()


class AudienceDesk:
    """Bounds audience signals by a cooldown for each agent and by caps inside a window."""

    __slots__ = ("_given", "_last", "_policy")

    def __init__(self, policy: Audience, *, agents: int) -> None:
        self._policy = policy
        self._last: list[dict[str, int]] = [{} for _ in range(agents)]
        self._given: list[list[tuple[int, str, float]]] = [[] for _ in range(agents)]

    def signal(self, place: int, kind: str, amount: int, segment_index: int) -> AudienceEffect:
        """Turn `amount` claps or tips into what is left of the caps."""
        policy = self._policy
        if not policy.enabled or amount <= 0:
            return AudienceEffect(reasons=(DISABLED,))
        last = self._last[place].get(kind)
        if last is not None and segment_index - last < policy.cooldown_segments:
            return AudienceEffect(reasons=(COOLING,))
        oldest = segment_index - policy.window_segments
        given = self._given[place] = [entry for entry in self._given[place] if entry[0] > oldest]
        claps = kind == "clap"
        cap = policy.reputation_cap if claps else policy.pacing_relief_cap
        each = policy.reputation_per_clap if claps else policy.pacing_relief_per_tip
        granted = min(each * amount, cap - sum(value for _, of, value in given if of == kind))
        if granted <= 0.0:
            return AudienceEffect(reasons=(CAPPED,))
        self._last[place][kind] = segment_index
        given.append((segment_index, kind, granted))
        code = "audience_clap" if claps else "audience_tip"
        reasons = (Reason(code, {"amount": float(amount), "granted": granted}),)
        return AudienceEffect(
            reputation=granted if claps else 0.0, pacing_relief=0.0 if claps else granted, reasons=reasons
        )
