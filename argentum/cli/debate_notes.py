"""What a user should hear of before a debate begins: options that stand beside each other and do not work together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from argentum.errors import UsageError

if TYPE_CHECKING:
    from argentum.cli.debate_inputs import DebateOptions
    from argentum.drivers.journal import Header


def refuse_contradictions(options: DebateOptions) -> None:
    """Refuse what cannot both be meant. Raises `UsageError`."""
    if options.text_free and options.docs is not None:
        raise UsageError("--text-free and --docs: agents without words quote nothing; leave one of the two away")


def notes_on(options: DebateOptions, header: Header) -> Iterator[str]:
    """Say, a line each, what was given and has no effect."""
    from argentum.workspace.layers import policy_file_layer

    if options.policy_file is not None:
        layer = policy_file_layer(options.policy_file)
        named = layer.preset
        if not layer.settings:
            yield f"{options.policy_file}: sets nothing; `argentum config explain` lists the keys"
        elif named is not None and options.preset is not None and named.value != options.preset:
            yield f"{named.source}:{named.line}: preset {named.value} gives way to --preset {options.preset}"
    interrupt = header.policy["interrupt"]
    if interrupt["mode"] == "yield" and interrupt["max_per_window"] == 0:
        yield "interrupt.mode yield has no effect: interrupt.max_per_window 0 lets nobody cut in"
