from __future__ import annotations

from argentum.agents.simulated.evidence_desk import EvidenceDesk
from tests.simulated_debate import briefs


def test_a_desk_without_documents_is_empty() -> None:
    desk = EvidenceDesk(None, ("cars",))

    assert desk.is_empty
    assert desk.for_point("cost", (), 1, 30) is None
    assert desk.against(0, 1, 30) is None


def test_a_passage_fits_the_wanted_length() -> None:
    desk = EvidenceDesk(briefs(), ("cars", "centres"))

    quotation = desk.for_point("health", ("asthma",), 1, 14)

    assert quotation is not None
    assert len(quotation.passage.text.split()) <= 14


def test_each_side_gets_the_kind_of_passage_that_suits_it() -> None:
    desk = EvidenceDesk(briefs(), ("cars",))

    hopeful, cautious = desk.for_point("livelihoods", (), 1, 30), desk.for_point("livelihoods", (), -1, 30)

    assert hopeful is not None
    assert cautious is not None
    assert (hopeful.polarity, cautious.polarity) == (1, -1)


def test_a_quoted_passage_is_not_offered_again() -> None:
    desk = EvidenceDesk(briefs(), ("cars",))
    first = desk.for_point("cost", (), 1, 30)
    assert first is not None

    desk.quoted(first.passage.passage_id)
    second = desk.for_point("cost", (), 1, 30)

    assert second is not None
    assert second.passage != first.passage


def test_against_a_passage_the_next_line_of_its_document_comes_first() -> None:
    source = briefs()
    desk = EvidenceDesk(source, ("cars",))
    cited = next(passage for passage in source.passages if passage.text.startswith("Cycle parking in London"))

    quotation = desk.against(cited.passage_id, 0, 30)

    assert quotation is not None
    assert quotation.follows == cited.passage_id
    assert quotation.passage.passage_id == cited.following
