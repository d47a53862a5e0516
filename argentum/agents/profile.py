"""Who an agent is: name, stance, temperament, style and what it knows about."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

Stance = Literal["pro", "contra", "pragmatic", "sceptic"]
Tone = Literal["blunt", "warm", "dry"]

TEMPERAMENTS: dict[str, float] = {"quiet": 0.5, "fair": 1.0, "aggressive": 2.0}
"""Names for the factor on desire (economy of the floor, section 1, temperament g)."""


class Style(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an agent talks."""

    voice: str = "plain"
    """Phrase book of its own turns of speech; `plain` has none."""
    sentence_words: int = 10
    """Usual length of its sentences, 4 to 24 words."""
    tones: tuple[Tone, ...] = ()
    """Tones it may use beside the neutral one."""
    directness: float = 0.7
    """Share of its segments that speak to somebody, 0 to 1."""
    evidence: float = 0.3
    """How readily it quotes documents, 0 to 1."""
    concedes: float = 0.25
    """How readily it grants a point before it disagrees, 0 to 1."""


class AgentProfile(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One member of a cast.

    The fields from `model` on have the names of the earlier prototype's `AgentConfig`; agents backed by a model use
    them, the built-in ones only carry them along.
    """

    id: str
    name: str
    """First name: how the others address it and what the tables show."""
    role: str = ""
    """Two or three words: `shop owner`."""
    persona: str = ""
    """A sentence or two about who this is."""
    stance: Stance = "pragmatic"
    """Towards what the topic proposes."""
    temperament: float = 1.0
    """Factor on desire, 0.25 to 4; files may say quiet (0.5), fair (1) or aggressive (2)."""
    style: Style = Style()
    frames: tuple[str, ...] = ()
    """Values it argues from, the dearest first; empty: all of them."""
    knowledge: tuple[str, ...] = ()
    """Words that draw it to passages of the documents."""
    weights: dict[str, float] = {}
    """Its own weights of desire, over those of the policy."""
    bid_rule: Literal["honest", "always_maximum", "hoarder", "mood_inflater"] = "honest"
    """How it bids; the deviating rules are for studies of the economy."""
    model: str | None = None
    temperature: float = 0.7
    max_tokens: int = 1000
    system_prompt: str = ""
    tools: tuple[str, ...] = ()
    metadata: dict[str, Any] = {}
    speaking_style: str = ""
    speech_tags: tuple[str, ...] = ()
    tts_voice: str | None = None
