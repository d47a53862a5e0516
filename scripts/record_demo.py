"""Records the picture of the README: a real debate, shown by what the command line shows it with.

    python scripts/record_demo.py                     writes docs/demo.svg
    python scripts/record_demo.py --out FILE --seed 3

The same version and seed give the same picture.
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
COLUMNS = 104
"""The command fits into one line."""
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def record(*, seed: int, segments: int) -> str:
    """Run the debate and give its picture as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    command = f'argentum debate "{TOPIC}" --docs briefs/ --segments {segments} --seed {seed}'
    console.print(Text.assemble(("$ ", "bold green"), (command, "bold")), soft_wrap=False)
    console.print()
    debate = Debate(header_of(DebateOptions(topic=TOPIC, docs=BRIEFS, segments=segments, seed=seed, flags={})))
    stage = Stage(debate.facts(), "tables", console=console)
    messages: list[Message] = []

    def show(message: Message) -> None:
        messages.append(message)
        stage.show(message)

    debate.simulate(on_message=show)
    facts = debate.facts()
    stage.close(messages, facts, summarise(messages, facts))
    # The id goes into the names of styles; derived from the command, it does not change from run to run.
    svg = console.export_svg(title="argentum", unique_id=f"argentum-{sha256(command.encode()).hexdigest()[:8]}")
    # Rich would have the font fetched from a server; a picture in a page may not, and a reader should not have to.
    return _FONT_FACE.sub("", svg)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and write the picture."""
    parser = argparse.ArgumentParser(description="Record the picture of the README.")
    parser.add_argument("--out", type=Path, default=DOCS / "demo.svg", help="file to write (docs/demo.svg)")
    parser.add_argument("--seed", type=int, default=7, help="seed of the debate (7)")
    parser.add_argument("--segments", type=int, default=6, help="segments of the debate (6)")
    options = parser.parse_args(arguments)
    svg = record(seed=options.seed, segments=options.segments)
    options.out.write_text(svg, encoding="utf-8")
    print(f"{options.out}: {len(svg) // 1024} kB")


if __name__ == "__main__":
    main()
