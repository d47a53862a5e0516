"""The built-in agents of a session: they hear the talk together and write for one of them at a time."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.agents.profile import AgentProfile
from argentum.agents.simulated.evidence_desk import EvidenceDesk
from argentum.agents.simulated.frames import own_frames
from argentum.agents.simulated.interjection_writer import InterjectionWriter
from argentum.agents.simulated.kicker_writer import KickerWriter
from argentum.agents.simulated.memory import Memory
from argentum.agents.simulated.planner import Planner, sides_of
from argentum.agents.simulated.realiser import Realiser
from argentum.agents.simulated.segment_writer import SegmentWriter
from argentum.agents.simulated.table import Table
from argentum.agents.simulated.topic_analysis import analyse
from argentum.errors import UsageError
from argentum.ports.evidence import EvidenceSource
from argentum.ports.writing import WritingRequest
from argentum.rng import Streams
from argentum.transcript.utterance import Draft, Utterance


class SimulatedPanel:
    """Writes for every agent of a session, and never the same sentence twice.

    What it writes is a function of the seed, the topic, the profiles, the passages, and of what it heard and was
    asked, in order. The chance of one request comes from the stream `text/<topic>/<request id>` alone.
    """

    def __init__(
        self, topic: str, profiles: Sequence[AgentProfile], streams: Streams, evidence: EvidenceSource | None = None
    ) -> None:
        """Take who argues about what.

        Raises:
            UsageError: There is nobody, or two profiles share an id.
        """
        by_id = {profile.id: profile for profile in profiles}
        if not by_id or len(by_id) < len(profiles):
            raise UsageError("a panel needs at least one agent, each with an id of its own")
        self.topic = analyse(topic)
        self._streams = streams
        self._stream = streams.fresh("text")
        """The stream of one request after the other."""
        self._memory = Memory()
        frames = {profile.id: own_frames(profile.frames, self.topic) for profile in profiles}
        table = Table(
            topic=self.topic,
            profiles=by_id,
            frames=frames,
            memory=self._memory,
            realiser=Realiser(self.topic, [profile.name for profile in profiles]),
            desk=EvidenceDesk(evidence, self.topic.terms),
            planner=Planner(
                by_id,
                frames,
                self._memory,
                sides_of(profiles, streams.fresh(f"sides/{self.topic.text}"), inverted=self.topic.inverted),
            ),
        )
        self._segments = SegmentWriter(table)
        self._kickers = KickerWriter(table, self._segments)
        self._interjections = InterjectionWriter(table)

    def hear(self, utterance: Utterance) -> None:
        """Take note of something that was heard, by whomever."""
        for passage_id in self._memory.hear(utterance).cited:
            self._segments.table.desk.quoted(passage_id)
        self._segments.spare.heard(utterance)

    def write(self, request: WritingRequest) -> Draft:
        """Write for the agent of the request.

        Raises:
            UsageError: The agent is not one of the panel's.
        """
        if request.agent_id not in self._segments.table.profiles:
            raise UsageError(
                f"{request.agent_id}: no agent of this panel; it has {', '.join(self._segments.table.profiles)}"
            )
        stream = self._stream
        self._streams.restart(stream, f"text/{self.topic.text}/{request.request_id}")
        if request.purpose == "interjection":
            return self._interjections.write(request, stream)
        if request.purpose == "kicker":
            return self._kickers.write(request, stream)
        return self._segments.write(request, stream)
