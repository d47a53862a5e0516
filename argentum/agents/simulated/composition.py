"""A text that grows line by line, with what the transcript wants to know about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from msgspec.structs import replace

from argentum.agents.simulated.realiser import Line
from argentum.transcript.utterance import Citation

_FIRST_END = re.compile(r"[.?!](?=\s|$)")
_LONGEST_WITH_NAME_WORDS = 16
_ADDRESSED = ("friend", "please", "you", "everybody")


@dataclass(slots=True)
class Composition:
    """Collects lines."""

    lines: list[Line] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    cited: list[int] = field(default_factory=list)
    words: int = 0

    def add(self, line: Line | None, *, claims: bool = True) -> bool:
        """Append a line if there is one; a courtesy makes no claim."""
        if line is None:
            return False
        self.lines.append(line if claims and not line.leads else replace(line, claims=False))
        self.words += line.words
        return True

    def address(self, name: str, line_number: int = 0) -> bool:
        """Put a name at the end of the first sentence of a line, unless it names it already or is too long for that."""
        line = self.lines[line_number]
        if name in line.text:
            return True
        end = _FIRST_END.search(line.text)
        if (
            end is None
            or line.text[: end.start()].count(" ") >= _LONGEST_WITH_NAME_WORDS
            or line.text[end.start() - 1] in "”:"
            or line.text[: end.start()].endswith(_ADDRESSED)
        ):
            return False
        text = f"{line.text[: end.start()]}, {name}{line.text[end.start() :]}"
        self.lines[line_number] = Line(text, line.spans, line.words + 1, line.topical, line.leads, line.claims)
        self.words += 1
        return True

    def move_to_end(self, line_number: int) -> None:
        """Say a line last."""
        if line_number < len(self.lines):
            self.lines.append(self.lines.pop(line_number))

    @property
    def text(self) -> str:
        """The whole text."""
        return " ".join(line.text for line in self.lines)

    @property
    def spans(self) -> tuple[str, ...]:
        """What the others can take up, in order."""
        return tuple(span for line in self.lines for span in line.spans)

    @property
    def anchors(self) -> tuple[str, ...]:
        """For each of these, what must have been heard: the words themselves, or the line that they stand for."""
        return tuple(anchor for line in self.lines for anchor in line.anchors)

    @property
    def claims(self) -> tuple[str, ...]:
        """The lines that somebody can agree with or dispute, without their last marks."""
        return tuple([line.text.rstrip(".?!") for line in self.lines if line.claims])

    @property
    def on_topic(self) -> float:
        """How close to the topic: from one half on when it is named, or a document on it is quoted."""
        named = sum(line.topical for line in self.lines)
        return round(min(1.0, 0.3 + 0.3 * named + 0.3 * bool(self.citations)), 2)
