"""Names that stand for everybody together and not for somebody: nobody's habits can be read from them."""

from __future__ import annotations

from argentum.transcript.give_and_take import TABLE

COLLECTIVES = frozenset((TABLE,))
