"""The whole policy of a session, as it is written into the first line of its journal."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import model_validator

from argentum.policy.behaviour import Audience, Emotion, EvidencePriority, Reputation
from argentum.policy.combinations import ConflictError, conflicts
from argentum.policy.economy import AntiHoarding, Bids, Desire, Fairness, Pricing, Tokens
from argentum.policy.floor import Auction, Cooldowns, Interjections, Interrupt, SegmentSeconds
from argentum.policy.knob import Section, knob, part
from argentum.policy.running import Concurrency, LeadTime, Quality, Simulation, Timing, Tts

_LATER_KNOBS = (("reputation", "reciprocity_cap"),)
"""Knobs that journals of format 1 were written without, by section and name."""


class Policy(Section):
    """Every knob of a session; sections and keys as in the plan's section 11 where it names them.

    Raises `pydantic.ValidationError` for values out of range and for combinations that cannot work; the configuration
    loader turns that into a `ConfigurationError` with file, key, found, allowed and the nearest name.
    """

    preset: str = knob("debate_snappy", "preset that the values started from")
    mode: Literal["auction", "round-robin"] = knob("auction", "who decides the next speaker")
    segment_seconds: SegmentSeconds = part(SegmentSeconds, "length of a segment")
    auction: Auction = part(Auction, "what is sold and when")
    desire: Desire = part(Desire, "what makes an agent want the floor")
    bids: Bids = part(Bids, "how desire becomes a bid and an offer")
    tokens: Tokens = part(Tokens, "where bid tokens come from")
    anti_hoarding: AntiHoarding = part(AntiHoarding, "decay, expiry and stipend of a minted economy")
    pricing: Pricing = part(Pricing, "prices of hard interrupts")
    fairness: Fairness = part(Fairness, "how talk time steers prices")
    interrupt: Interrupt = part(Interrupt, "hard interrupts")
    interjections: Interjections = part(Interjections, "short remarks into another's segment")
    cooldowns: Cooldowns = part(Cooldowns, "rests between interrupts")
    evidence_priority: EvidencePriority = part(EvidencePriority, "the evidence lane")
    reputation: Reputation = part(Reputation, "memory of how the floor was used")
    emotion: Emotion = part(Emotion, "moods")
    audience: Audience = part(Audience, "claps and tips")
    timing: Timing = part(Timing, "beats and transfer of the floor")
    lead_time: LeadTime = part(LeadTime, "how far ahead audio is prepared")
    concurrency: Concurrency = part(Concurrency, "requests under way at once")
    quality: Quality = part(Quality, "the governor")
    tts: Tts = part(Tts, "the voice")
    simulation: Simulation = part(Simulation, "latencies of simulated providers and voices")

    def for_header(self) -> dict[str, Any]:
        """Give the values as the first line of a journal holds them.

        A knob that came after the format is written only where it is set, so that a session that does not use it has
        the id and the journal, to the byte, that it had before the knob was there.
        """
        values = self.model_dump(mode="json")
        for section, name in _LATER_KNOBS:
            if values[section][name] == type(getattr(self, section)).model_fields[name].default:
                del values[section][name]
        return values

    @model_validator(mode="after")
    def _values_fit_together(self) -> Self:
        found = tuple(conflicts(self))
        if found:
            raise ConflictError(found)
        return self
