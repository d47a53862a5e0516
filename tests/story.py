"""Telling a scripted session as a story: one line for each thing that a listener, or a curious reader, would notice."""

from __future__ import annotations

from argentum.orchestration.commands import CutClip, DuckClip, PlayClip, PrepareClip, RequestDraft, WriteDown
from argentum.orchestration.requests import WritingRequest
from argentum.orchestration.signals import BeatReached, ClipPrepared, DraftArrived, TimerFired
from argentum.transcript.message import Message
from tests.script import World

ARTICLES = {"segment": "a segment", "kicker": "a kicker", "interjection": "an interjection"}
BEGINS = {
    "opening": "begins",
    "turn": "begins",
    "continuation": "goes on",
    "after_interrupt": "replies",
    "answer_interruption": "answers",
}
PURCHASES = {"speak": "to speak", "hard_interrupt": "to cut in", "interjection": "to interject"}


def story_of(world: World, *, since_ms: int = 0) -> list[str]:
    """Tell what happened from an instant on, with times from there: `  2.1 s  dora interjects: …`."""
    teller = _Teller(world)
    told = [(at_ms, line) for place, (at_ms, _) in enumerate(world.events) for line in teller.lines(place)]
    return [f"{(at_ms - since_ms) / 1000:5.1f} s  {line}" for at_ms, line in told if at_ms >= since_ms]


class _Teller:
    """Remembers who was asked for what, and who speaks in which clip."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._requests: dict[str, WritingRequest] = {}
        self._clips: dict[str, PrepareClip] = {}
        self._request_of: dict[str, str] = {}
        self._answered: dict[str, WritingRequest] = {}

    def lines(self, place: int) -> list[str]:
        event = self._world.events[place][1]
        match event:
            case RequestDraft(request=request):
                self._requests[request.request_id] = request
                return [self._asked(request)]
            case DraftArrived(request_id=request_id):
                request = self._requests[request_id]
                self._answered[request.agent_id] = request
                return [self._wrote(request, held_back=not self._voiced(place))]
            case PrepareClip(clip_id=clip_id, agent_id=agent_id):
                self._clips[clip_id] = event
                self._request_of[clip_id] = self._answered[agent_id].request_id
                return []
            case ClipPrepared(clip_id=clip_id):
                return [f"{self._clips[clip_id].agent_id} is ready to be heard"]
            case PlayClip(clip_id=clip_id):
                return [f"{self._clips[clip_id].agent_id} {self._verb(clip_id)}: {self._clips[clip_id].text}"]
            case BeatReached(beat=beat):
                return [f"beat {beat}"]
            case DuckClip(clip_id=clip_id, gain_db=gain_db):
                level = f"is ducked to {gain_db:g} dB" if gain_db else "is back at full level"
                return [f"{self._clips[clip_id].agent_id} {level}"]
            case TimerFired(timer=timer) if timer.startswith("arm/"):
                return ["the gate is armed" if self._world.armed[timer] else "the gate is not armed"]
            case CutClip(clip_id=clip_id):
                return [f"{self._clips[clip_id].agent_id} is cut at the end of a word"]
            case WriteDown(message=message):
                return [*_paid(message), *_recorded(message)]
            case _:
                return []

    def _voiced(self, place: int) -> bool:
        """Whether the answer to a signal asks for a voice."""
        following = self._world.events[place + 1 : place + 2]
        return bool(following) and isinstance(following[0][1], PrepareClip)

    def _verb(self, clip_id: str) -> str:
        request = self._requests[self._request_of[clip_id]]
        if request.purpose == "interjection":
            return "interjects"
        if request.purpose == "segment":
            return BEGINS[request.position]
        siblings = [other for other, request_id in self._request_of.items() if request_id == request.request_id]
        return "cuts in" if siblings[0] == clip_id else "goes on"

    def _asked(self, request: WritingRequest) -> str:
        answering = " that answers the interruption" if request.position == "answer_interruption" else ""
        taking_up = "" if request.acknowledge is None else f" and takes up what {request.acknowledge.agent_id} threw in"
        return f"{request.agent_id} is asked for {ARTICLES[request.purpose]}{answering}{taking_up}"

    def _wrote(self, request: WritingRequest, *, held_back: bool) -> str:
        waits = "; it is not voiced while a cut could make it void" if held_back else ""
        return f"{request.agent_id} has written {ARTICLES[request.purpose]}{waits}"


def _paid(message: Message) -> list[str]:
    return [
        f"{posting.source} pays {posting.amount} {PURCHASES[posting.reason]}" for posting in message.metadata.postings
    ]


def _recorded(message: Message) -> list[str]:
    metadata = message.metadata
    if metadata.auction is not None:
        return [f"the next segment is sold to {metadata.auction.winner}"]
    if metadata.cut_at_ms is not None:
        return [f"what was heard of {metadata.agent_id} is on record: {message.content}"]
    if metadata.event in {"segment", "interjection", "hard_interrupt"}:
        return [f"{metadata.agent_id} was heard to the end"]
    return []
