"""What must hold in every session, whatever the seed, the policy, the agents and the faults.

Each check takes the messages of a session and tells what does not hold, as lines for a person; an empty list is a sound
session. The soak and the property tests use the same checks, so that neither knows a rule that the other does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from argentum.metrics.floor_intervals import HeardClip, heard_clips
from argentum.metrics.postings import discrepancies
from argentum.policy import Policy
from argentum.transcript.message import Message

LONGEST_WAIT_SEGMENTS = 30
AUCTIONS_WITHOUT_SPEECH = 2


def violations(messages: Sequence[Message], policy: Policy, agent_ids: Sequence[str]) -> list[str]:
    """List everything that does not hold in the messages of one session, whole or broken off."""
    clips = heard_clips(messages)
    segments = [clip for clip in clips if clip.kind == "segment"]
    return [
        *_books(messages, policy, agent_ids),
        *_interrupts(clips, segments, policy),
        *_interjections(clips, segments, policy),
        *_progress(messages, clips),
        *_waits(clips, agent_ids),
        *_overlaps(clips),
        *_records(messages, segments),
    ]


def _books(messages: Sequence[Message], policy: Policy, agent_ids: Sequence[str]) -> Iterator[str]:
    """Balances stay between 0 and the bank after every message, and auctions record what the postings give."""
    held = dict.fromkeys(agent_ids, 0)
    for message in messages:
        for posting in message.metadata.postings:
            if posting.amount < 1:
                yield f"{message.id}: a posting of {posting.amount} tokens"
            for account, amount in ((posting.source, -posting.amount), (posting.target, posting.amount)):
                if account in held:
                    held[account] += amount
        for agent, tokens in held.items():
            if not 0 <= tokens <= policy.tokens.max_bank:
                yield f"{message.id}: {agent} holds {tokens} tokens, allowed: 0 to {policy.tokens.max_bank}"
    if policy.mode == "auction":
        for wrong in discrepancies(messages, agent_ids):
            yield f"{wrong.message_id}: {wrong.agent_id} has {wrong.recorded} tokens on record, {wrong.posted} posted"


def _interrupts(clips: Sequence[HeardClip], segments: Sequence[HeardClip], policy: Policy) -> Iterator[str]:
    """The window's budget holds for hard interrupts, the cooldown for each agent's, soft ones and attempts included."""
    window, most = policy.interrupt.window_segments, policy.interrupt.max_per_window
    hard: list[int] = []
    last: dict[str, int] = {}
    for clip in clips:
        style = clip.message.metadata.style
        if style is None:
            continue
        index = _segment_at(segments, clip.start_ms)
        rest = index - last.get(clip.agent_id, -1_000_000)
        if rest <= policy.cooldowns.interrupt_microturns:
            yield f"{clip.message.id}: {clip.agent_id} cuts in again after {rest} segments, in its cooldown"
        last[clip.agent_id] = index
        if style == "hard":
            hard.append(index)
            recent = sum(1 for other in hard if other > index - window)
            if recent > most:
                yield f"{clip.message.id}: {recent} hard interrupts in {window} segments, allowed: {most}"


def _interjections(clips: Sequence[HeardClip], segments: Sequence[HeardClip], policy: Policy) -> Iterator[str]:
    """No segment hears more remarks than allowed, and each agent rests between two of its own."""
    counts: dict[int, int] = {}
    last: dict[str, int] = {}
    for clip in clips:
        if clip.kind != "interjection" or clip.message.metadata.style is not None:
            continue
        index = _segment_at(segments, clip.start_ms)
        counts[index] = counts.get(index, 0) + 1
        if counts[index] > policy.interjections.max_per_segment:
            yield f"{clip.message.id}: {counts[index]} interjections in segment {index}"
        rest = index - last.get(clip.agent_id, -1_000_000)
        if rest <= policy.interjections.cooldown_segments:
            yield f"{clip.message.id}: {clip.agent_id} interjects again after {rest} segments, in its cooldown"
        last[clip.agent_id] = index


def _segment_at(segments: Sequence[HeardClip], at_ms: int) -> int:
    """Give the place of the newest segment that had begun before an instant; -1 before the first."""
    return bisect_left(segments, at_ms, key=lambda segment: segment.start_ms) - 1


def _progress(messages: Sequence[Message], clips: Sequence[HeardClip]) -> Iterator[str]:
    """Somebody begins to speak in every two micro-turns: the floor is not sold again and again without a word."""
    begins_ms = [clip.start_ms for clip in clips if clip.kind != "interjection"]
    sold: dict[int, int] = {}
    for message in messages:
        auction = message.metadata.auction
        if auction is not None:
            spoken = bisect_right(begins_ms, auction.resolved_ms)
            sold[spoken] = sold.get(spoken, 0) + 1
            if sold[spoken] > AUCTIONS_WITHOUT_SPEECH:
                yield f"{message.id}: the floor was sold {sold[spoken]} times and nobody spoke"


def _waits(clips: Sequence[HeardClip], agent_ids: Sequence[str]) -> Iterator[str]:
    """Every agent has a segment or a kicker in every 30 segments, counted from the start and to the end, too."""
    waited = dict.fromkeys(agent_ids, 0)
    for clip in clips:
        if clip.kind == "interjection":
            continue
        if clip.kind == "segment":
            for agent in agent_ids:
                waited[agent] += 1
        waited[clip.agent_id] = 0
        for agent in agent_ids:
            if waited[agent] == LONGEST_WAIT_SEGMENTS and clip.kind == "segment":
                yield f"{clip.message.id}: {agent} has not spoken for {LONGEST_WAIT_SEGMENTS} segments"


def _overlaps(clips: Sequence[HeardClip]) -> Iterator[str]:
    """Two are heard at once only by decision: a remark under which the holder is ducked, or an overlap of a kind."""
    sounding: list[HeardClip] = []
    for clip in clips:
        sounding = [other for other in sounding if other.end_ms > clip.start_ms]
        for other in sounding:
            if other.agent_id == clip.agent_id:
                yield f"{clip.message.id}: {clip.agent_id} talks over itself"
            elif not _decided(clip) and not _decided(other):
                yield f"{clip.message.id}: {clip.agent_id} talks over {other.agent_id}, which nobody decided"
        sounding.append(clip)


def _decided(clip: HeardClip) -> bool:
    timing = clip.message.metadata.timing
    return clip.kind == "interjection" or (timing is not None and timing.overlap_kind is not None)


def _records(messages: Sequence[Message], segments: Sequence[HeardClip]) -> Iterator[str]:
    """Ids count up, nothing follows the closing, segments are numbered as heard, cut ones hold what was heard."""
    for number, message in enumerate(messages, start=1):
        if message.id != f"m{number:05d}":
            yield f"{message.id}: expected m{number:05d}"
        if message.metadata.event == "closing" and number != len(messages):
            yield f"{message.id}: {len(messages) - number} messages follow the closing"
    for place, segment in enumerate(segments):
        metadata = segment.message.metadata
        if metadata.segment_index != place:
            yield f"{segment.message.id}: segment {metadata.segment_index} is heard in place {place}"
        if metadata.planned_text is not None and not _is_start(metadata.heard_text or "", metadata.planned_text):
            yield f"{segment.message.id}: the heard text is not how the planned text begins"


def _is_start(heard: str, planned: str) -> bool:
    """Whether one text is made of the first whole words of the other."""
    words = heard.split()
    return planned.split()[: len(words)] == words
