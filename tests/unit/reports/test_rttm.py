"""Who was heard when, read back by pyannote.core."""

from __future__ import annotations

from pyannote.core import Annotation, Segment

from argentum.metrics.floor_intervals import heard_clips, intervals_by_agent
from argentum.metrics.talk_share import talk_ms
from argentum.reports.rttm import rttm
from tests.sample_session import AGENTS, FACTS, sample_messages


def _read(text: str) -> Annotation:
    annotation = Annotation()
    for place, line in enumerate(text.splitlines()):
        kind, _recording, channel, onset, duration, *_, speaker, _confidence, _lookahead = line.split(" ")
        assert (kind, channel) == ("SPEAKER", "1")
        annotation[Segment(float(onset), float(onset) + float(duration)), place] = speaker
    return annotation


def test_pyannote_finds_the_talk_time_that_the_metrics_give() -> None:
    annotation = _read(rttm(sample_messages(), recording=FACTS.session_id))

    heard = {agent: round(1000 * annotation.label_duration(agent)) for agent in AGENTS}
    assert heard == talk_ms(intervals_by_agent(heard_clips(sample_messages()), AGENTS))


def test_overlap_survives() -> None:
    overlap = _read(rttm(sample_messages(), recording="x")).get_overlap()

    assert round(1000 * overlap.duration()) == 900 + 200 + 700 + 200


def test_pyannote_writes_the_same_lines() -> None:
    text = rttm(sample_messages(), recording="debate")
    annotation = _read(text)
    annotation.uri = "debate"

    assert sorted(annotation.to_rttm().splitlines()) == sorted(text.splitlines())


def test_ten_fields_whatever_the_names() -> None:
    text = rttm(sample_messages(), recording="a name with blanks")

    assert {len(line.split(" ")) for line in text.splitlines()} == {10}


def test_silence_gives_an_empty_file() -> None:
    assert not rttm([], recording="x")
