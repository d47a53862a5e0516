"""The evidence lane: a small, rate-limited advantage for bids that bring a source, and a penalty if not (plan 6.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from argentum.coordination.situation import ReportedBid
from argentum.policy.behaviour import EvidencePriority
from argentum.transcript.utterance import Citation

NEVER = -1_000_000


class EvidenceLane:
    """Who may use the lane, who promised a source to win with it, and who kept the promise.

    A bid counts as evidence-backed when its agent says so or when its latest utterance quoted a good source.
    """

    __slots__ = (
        "_cited",
        "_enabled",
        "_last_use",
        "_min_relevance",
        "_nobody",
        "_promised",
        "_window",
        "discount",
        "penalty",
    )

    def __init__(self, policy: EvidencePriority, *, agents: int) -> None:
        self._enabled = policy.enabled
        self.discount = policy.discount
        self.penalty = policy.penalty
        self._min_relevance = policy.min_relevance
        self._window = policy.agent_window_segments
        self._cited = [False] * agents
        self._nobody = [False] * agents
        self._promised = [False] * agents
        self._last_use = [NEVER] * agents

    def backed(self, segment_index: int, reported: Mapping[int, ReportedBid]) -> list[bool]:
        """Tell whose bid for the segment after `segment_index` may use the lane."""
        if not self._enabled or not (reported or True in self._cited):
            return self._nobody
        backed = list(self._cited)
        for place, report in reported.items():
            backed[place] = backed[place] or report.evidence_backed
        if True in backed:
            oldest = segment_index - self._window
            backed = [claims and last <= oldest for claims, last in zip(backed, self._last_use, strict=True)]
        return backed

    def promise(self, place: int, segment_index: int) -> None:
        """Note that an agent won with evidence: a source is due in the segment that follows."""
        self._promised[place] = True
        self._last_use[place] = segment_index

    def strong(self, citations: Sequence[Citation]) -> bool:
        """Tell whether a source among these passes the quality gate."""
        return any(
            citation.label and citation.document and citation.relevance >= self._min_relevance for citation in citations
        )

    def verify(self, place: int, citations: Sequence[Citation]) -> bool:
        """Look at what an agent brought; False when it had promised a good source and has none."""
        brought = self._cited[place] = bool(citations) and self.strong(citations)
        promised = self._promised[place]
        if promised:
            self._promised[place] = False
        return brought or not promised
