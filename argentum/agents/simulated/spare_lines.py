"""Lines that are written in advance and seldom heard; each is offered again until it is."""

from __future__ import annotations

from argentum.agents.simulated.phrase_book import section
from argentum.agents.simulated.realiser import Line
from argentum.agents.simulated.table import Table
from argentum.rng import Stream
from argentum.transcript.utterance import Utterance

_RESERVE_WORDS = 8
_ACKNOWLEDGEMENT_WORDS = 5
_LONGEST_ACKNOWLEDGEMENT_WORDS = 10
_ACKNOWLEDGING = "moves/acknowledge_any"


class SpareLines:
    """Reserve sentences and acknowledgements, by agent."""

    def __init__(self, table: Table) -> None:
        """Share the table."""
        self._table = table
        self._reserves: dict[str, str] = {}
        self._acknowledgements: dict[str, dict[str, str]] = {}

    def heard(self, utterance: Utterance) -> None:
        """Retire what was used at last."""
        for kept, owner in self._kept_by(utterance.agent_id):
            line = kept.get(owner)
            if line and line in utterance.text:
                del kept[owner]

    def reserve(self, agent_id: str, stream: Stream) -> str:
        """Give the sentence with which an agent bridges a gap."""
        return self._kept(self._reserves, agent_id, "moves/reserve", _RESERVE_WORDS, stream)

    def acknowledgement(self, agent_id: str, kind: str, stream: Stream) -> str:
        """Give at most eight words for whoever interjects, whatever it will be, or for one type of remark."""
        kept = self._acknowledgements.setdefault(kind, {})
        pool = f"{_ACKNOWLEDGING}/{kind}"
        return self._kept(kept, agent_id, pool, _ACKNOWLEDGEMENT_WORDS, stream)

    def anything(self, stream: Stream) -> Line | None:
        """Give some sentence on the topic when everything else has been said."""
        frames = {frame: None for frames in self._table.frames.values() for frame in frames}
        pool = section(*(f"frames/{frame}/tension" for frame in frames))
        return self._table.realiser.say_again(pool, stream, want=10)

    def _kept_by(self, agent_id: str) -> list[tuple[dict[str, str], str]]:
        """List the places where a line of an agent is kept."""
        return [(kept, agent_id) for kept in (self._reserves, *self._acknowledgements.values())]

    def _kept(self, kept: dict[str, str], agent_id: str, pool: str, words: int, stream: Stream) -> str:
        line = kept.get(agent_id)
        if line is None:
            realiser = self._table.realiser
            said = realiser.say(section(pool), stream, want=words, slack=3)
            if said is None and pool.startswith(_ACKNOWLEDGING):
                heads, tails = section(f"{_ACKNOWLEDGING}_heads"), section(f"{_ACKNOWLEDGING}_tails")
                said = realiser.say_pair(heads, tails, stream, longest=_LONGEST_ACKNOWLEDGEMENT_WORDS)
            line = kept[agent_id] = said.text if said is not None else ""
        return line
