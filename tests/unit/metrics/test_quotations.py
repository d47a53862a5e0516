from __future__ import annotations

from msgspec.structs import replace

from argentum.metrics.quotations import passages_quoted
from argentum.transcript.utterance import Citation
from tests.sample_session import sample_messages

ONE = Citation(label="Doc 1", document="Rivers", quote="Balsam spreads.", relevance=0.5)
OTHER = Citation(label="Doc 2", document="Rivers", quote="Balsam spreads.", relevance=0.5)


def test_a_passage_that_is_quoted_twice_counts_once_and_the_same_words_of_another_document_again() -> None:
    message = sample_messages()[0]
    quoting = [
        replace(message, metadata=replace(message.metadata, citations=cited)) for cited in ((ONE,), (ONE, OTHER), ())
    ]

    assert passages_quoted(quoting) == 2
