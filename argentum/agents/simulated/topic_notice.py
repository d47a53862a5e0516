"""What a person should know about a topic before the built-in agents argue about it."""

from __future__ import annotations

from argentum.agents.simulated.topic_analysis import analyse, is_foreign

LONGEST_TOPIC_CHARACTERS = 300
_FORMS = '"Should X do Y?", "Is X better than Y?", "X or Y?", "Ban X", or a bare name'


def topic_notice(topic: str) -> str | None:
    """Give one line when the agents cannot argue about the matter itself, and say what would help; else nothing."""
    if analyse(topic).understood:
        return None
    if is_foreign(topic):
        return (
            "the topic is not in English, and the built-in agents speak English only: they read it out once and then "
            'speak of "this question"'
        )
    return (
        'the topic was not understood: the agents read it out once and then speak of "this question"; '
        f"what works is {_FORMS}"
    )
