"""A village on paper: who gave whom how much on which day, in a ledger in memory."""

from __future__ import annotations

from types import MappingProxyType

from argentum.adapters.ledger_sqlite.store import SqliteLedger
from argentum.ayni.alerts.window import DAY_MS
from argentum.ayni.entry import Reversal
from argentum.ayni.interaction import Interaction, draft_of
from argentum.ayni.settings import AyniSettings

SETTINGS = AyniSettings(
    minimum_sample=3, kinds=MappingProxyType({"human_*": "human", "ai_*": "ai", "garden": "ecosystem"})
)


class Village:
    """Its ledger, and short ways to fill it."""

    def __init__(self) -> None:
        self.ledger = SqliteLedger()
        self._count = 0

    def give(
        self,
        giver: str,
        taker: str,
        amount: float = 1,
        *,
        day: float,
        taken: float | None = None,
        times: int = 1,
        failed: bool = False,
    ) -> str:
        """Let one give another so much; all of it is taken unless the test says otherwise."""
        own_id = ""
        for _ in range(times):
            self._count += 1
            own_id = f"i-{self._count}"
            interaction = Interaction(
                id=own_id,
                initiator=giver,
                responder=taker,
                contribution=amount,
                consumption=amount if taken is None else taken,
                outcome="system_failure" if failed else "done",
                happened_at_ms=round(day * DAY_MS),
            )
            self.ledger.append([draft_of(interaction, SETTINGS)], now_ms=0)
        return own_id

    def exchange(self, one: str, other: str, amount: float = 1, *, day: float, times: int = 1) -> None:
        """Let two give each other the same."""
        self.give(one, other, amount, day=day, times=times)
        self.give(other, one, amount, day=day, times=times)

    def take_back(self, own_id: str) -> None:
        """Reverse an interaction."""
        self.ledger.append([Reversal(id=f"undo-{own_id}", reverses=own_id, reason="a mistake")], now_ms=0)


def strained(village: Village, *, weeks: int = 8) -> None:
    """Let tika take from four who exchange with each other, for some weeks; zoe comes in the last one."""
    for week in range(weeks):
        day = 7 * week
        for one, other in (("human_ana", "human_ben"), ("human_cleo", "ai_dan")):
            village.exchange(one, other, 2, day=day + 1, times=2)
        for giver in ("human_ana", "human_ben", "human_cleo", "ai_dan"):
            village.give(giver, "human_tika", 1, day=day + 3)
        village.give("human_tika", "human_ana", 0.1, day=day + 4)
    village.give("human_zoe", "ai_dan", 1, day=7 * weeks - 1)
