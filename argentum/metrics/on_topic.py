"""How much of the talk was about the topic, as far as its writers could say."""

from __future__ import annotations

from collections.abc import Sequence

from argentum.transcript.message import Message

ON_TOPIC_FROM = 0.5
"""Rating, 0 to 1, from which an utterance counts as on topic."""


def on_topic_ratio(messages: Sequence[Message]) -> float | None:
    """Give the share of rated utterances with a rating of at least `ON_TOPIC_FROM`; `None` when none is rated."""
    ratings = [message.metadata.on_topic for message in messages if message.metadata.on_topic is not None]
    return sum(1 for rating in ratings if rating >= ON_TOPIC_FROM) / len(ratings) if ratings else None
