"""Records the picture of the README: a real debate, shown by what the command line shows it with.

    python scripts/record_demo.py                     writes docs/demo.svg
    python scripts/record_demo.py --out FILE --seed 3

A picture has no room for a whole debate: it shows the stretch around the first hard interrupt, says how much it leaves
out, and ends with the closing table of the whole. The same version and seed give the same picture.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from rich.console import Console
from rich.text import Text

from argentum.cli.debate_inputs import DebateOptions, header_of
from argentum.cli.stage import Stage
from argentum.metrics.summary import summarise
from argentum.transcript.message import Message
from argentum.wiring import Debate
from scripts.real_sessions import BRIEFS, TOPIC

DOCS = Path(__file__).resolve().parent.parent / "docs"
COLUMNS = 108
"""The command fits into one line."""
LEAD_IN = 2
"""Segments before the one that is cut."""
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def record(*, seed: int, segments: int, shown: int) -> str:
    """Run the debate and give its picture as SVG, with so many segments in it."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    command = f'argentum debate "{TOPIC}" --docs briefs/ --segments {segments} --seed {seed}'
    console.print(Text.assemble(("$ ", "bold green"), (command, "bold")))
    debate = Debate(header_of(DebateOptions(topic=TOPIC, docs=BRIEFS, segments=segments, seed=seed, flags={})))
    messages: list[Message] = []
    debate.simulate(on_message=messages.append)
    facts = debate.facts()
    stage = Stage(facts, "tables", console=console)
    before, excerpt, after = stretch(messages, shown)
    console.print()
    _leave_out(console, before)
    for message in excerpt:
        stage.show(message)
    _leave_out(console, after, end="")
    stage.close(messages, facts, summarise(messages, facts))
    # The id goes into the names of styles; derived from the command, it does not change from run to run.
    svg = console.export_svg(title="argentum", unique_id=f"argentum-{sha256(command.encode()).hexdigest()[:8]}")
    # Rich would have the font fetched from a server; a picture in a page may not, and a reader should not have to.
    return _FONT_FACE.sub("", svg)


def stretch(messages: Sequence[Message], shown: int) -> tuple[int, Sequence[Message], int]:
    """Choose the messages to show: those of `shown` segments, around the first hard interrupt if there is one.

    Gives them with the number of segments before and after.
    """
    ends = [place for place, message in enumerate(messages, 1) if message.metadata.event == "segment"]
    cut = next((place for place, end in enumerate(ends) if messages[end - 1].metadata.interrupted_by), 0)
    first = max(0, min(cut - LEAD_IN, len(ends) - shown))
    last = min(len(ends), first + shown)
    start = ends[first - 1] if first else 0
    return first, messages[start : ends[last - 1]], len(ends) - last


def _leave_out(console: Console, segments: int, *, end: str = "\n") -> None:
    if segments:
        console.print(Text(f"⋮ {segments} segments", style="dim"), end=f"\n{end}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and write the picture."""
    parser = argparse.ArgumentParser(description="Record the picture of the README.")
    parser.add_argument("--out", type=Path, default=DOCS / "demo.svg", help="file to write (docs/demo.svg)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the debate (7)")
    parser.add_argument("--segments", type=int, default=40, help="segments of the debate (40)")
    parser.add_argument("--shown", type=int, default=5, help="segments in the picture (5)")
    options = parser.parse_args(arguments)
    svg = record(seed=options.seed, segments=options.segments, shown=options.shown)
    options.out.write_text(svg, encoding="utf-8")
    print(f"{options.out}: {len(svg) // 1024} kB")


if __name__ == "__main__":
    main()
