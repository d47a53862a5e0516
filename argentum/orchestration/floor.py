"""Who is sounding: the floor is silent, held by one, or contested by two."""

from __future__ import annotations

from argentum.orchestration.micro_turn import ENDED, SPEAKING, MicroTurnPlan, Step
from argentum.orchestration.piece import SOUNDING, Piece


class Floor:
    """The clips that sound, and the phase of the micro-turn that the newest of them began."""

    __slots__ = ("contiguous", "current", "interjection", "last_agent", "last_end_ms", "phase", "plan", "rival", "tail")

    def __init__(self) -> None:
        """Begin in silence."""
        self.current: Piece | None = None
        """Segment or kicker that holds the floor."""
        self.rival: Piece | None = None
        """Kicker that is talking over the holder (`yield`), or an attempt that will give way."""
        self.tail: Piece | None = None
        """Segment that is still ending under its successor (terminal overlap)."""
        self.interjection: Piece | None = None
        self.plan: MicroTurnPlan | None = None
        self.phase = ENDED
        self.last_agent: str | None = None
        self.contiguous = 0
        self.last_end_ms: int | None = None
        """When the last floor clip stopped being heard."""

    @property
    def silent(self) -> bool:
        """Whether nobody holds the floor."""
        return self.current is None

    @property
    def quiet(self) -> bool:
        """Whether nothing sounds at all, no tail, rival or interjection either."""
        return self.current is None and self.tail is None and self.rival is None and self.interjection is None

    @property
    def contested(self) -> bool:
        """Whether two are heard that both want the floor."""
        return self.rival is not None

    def sound(self, piece: Piece, now_ms: int) -> None:
        """Note that a piece begins to sound, and how far from the end of what was heard before."""
        piece.state = SOUNDING
        piece.start_ms = piece.clip.start_ms = now_ms
        ended_ms = self.last_end_ms
        if self.plan is not None and self.current is not None:
            ended_ms = self.plan.end_ms
        if ended_ms is not None:
            piece.offset_ms = now_ms - ended_ms
            piece.planned_start_ms = ended_ms + (piece.planned_offset_ms or 0)

    def hold(self, piece: Piece, plan: MicroTurnPlan | None) -> None:
        """Give the floor to a piece; the one before, if it still sounds, becomes the tail."""
        if self.current is not None:
            self.tail = self.current
        self.current = piece
        self.plan = plan
        self.phase = SPEAKING
        self.contiguous = self.contiguous + 1 if piece.agent_id == self.last_agent else 1
        self.last_agent = piece.agent_id

    def step(self, step: Step) -> None:
        """Move the phase of the present micro-turn."""
        self.phase = self.phase.after(step)

    def release(self, now_ms: int) -> None:
        """The holder was heard to its end, or cut."""
        self.current = None
        self.plan = None
        self.last_end_ms = now_ms
