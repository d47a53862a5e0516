"""The shipped phrase books, as data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import argentum.agents.simulated.phrase_book as book
from argentum.agents.cast import load_cast
from argentum.agents.simulated.novelty import NoveltyRegister, sentences_in
from argentum.agents.simulated.phrase import compile_phrase, render
from argentum.agents.simulated.topic import mention
from argentum.rng import Streams

SLOTS = {
    "course",
    "thing",
    "ill",
    "loss",
    "idea",
    "claim",
    "rival",
    "side",
    "name",
    "echo",
    "matter",
    "figure",
    "quote",
    "source",
}
FRAMES = sorted(file.stem for file in (Path(book.__file__).parent / "phrases" / "frames").glob("*.txt"))
LONGEST_ACKNOWLEDGEMENT_WORDS = 8


def test_every_line_needs_only_slots_that_exist() -> None:
    assert {name for lines in book.phrase_book().values() for line in lines for name in line.needs} <= SLOTS


@pytest.mark.parametrize("frame", FRAMES)
def test_every_value_can_be_argued_from_both_sides_weighed_and_asked_about(frame: str) -> None:
    assert len(book.section(f"frames/{frame}/pro")) >= 10
    assert len(book.section(f"frames/{frame}/contra")) >= 10
    assert len(book.section(f"frames/{frame}/tension")) >= 5
    assert len(book.section(f"frames/{frame}/question")) >= 5


def test_every_voice_of_the_shipped_cast_has_a_book() -> None:
    for profile in load_cast():
        voice = profile.style.voice
        assert book.section(f"voices/{voice}/opening"), voice
        assert sum(len(book.section(f"voices/{voice}/{side}")) for side in ("pro", "contra", "tension")) >= 15, voice


def test_no_argument_nearly_repeats_another() -> None:
    register = NoveltyRegister()
    stream = Streams(1).named("lines")
    filling = {name: mention(f"{name} of these words") for name in SLOTS}
    repeated = []
    for name, lines in book.phrase_book().items():
        for line in lines if name.startswith(("frames/", "voices/")) else ():
            text, _ = render(line, filling, stream)
            if not all(register.admit([sentence]) for sentence in sentences_in(text)):
                repeated.append(line.source)

    assert repeated == []


def test_lines_are_plain_text_with_plain_apostrophes() -> None:
    for lines in book.phrase_book().values():
        for line in lines:
            literal = "".join(part[1] or "x" for part in line.parts)
            assert not re.search(r"[’‘*_#`\[\]\\]|  |--", literal), line.source
            assert not re.search(r"\d", literal), f"{line.source}: figures come from documents only"


def test_acknowledgements_are_short() -> None:
    for line in (*book.section("moves/acknowledge_any"), *book.section("moves/acknowledge")):
        assert line.literal_words <= LONGEST_ACKNOWLEDGEMENT_WORDS, line.source


def test_a_slot_at_the_start_of_a_sentence_gets_a_capital() -> None:
    line = compile_phrase("{echo} is old. {thing} {#is|are} new.", "here")

    text, _ = render(line, {"echo": mention("the bill"), "thing": mention("small cars")}, Streams(1).named("x"))

    assert text == "The bill is old. Small cars are new."


def test_marked_words_and_handles_can_be_taken_up() -> None:
    stream = Streams(1).named("x")

    _, marked = render(compile_phrase("I sweep <the whole street> alone.", "here"), {}, stream)
    _, handle = render(compile_phrase("I sweep up. || sweeping alone", "here"), {}, stream)

    assert marked == ("the whole street",)
    assert handle == ("sweeping alone",)


def test_a_line_that_only_announces_something_says_so() -> None:
    announcing, plain = compile_phrase("Let me think. || thinking +", "here"), compile_phrase("I think.", "here")

    assert announcing.leads
    assert announcing.handle is not None
    assert not plain.leads


@pytest.mark.parametrize("line", ["No end", "A <mark without end.", "A mark> without start."])
def test_a_broken_line_is_refused_with_its_place(line: str) -> None:
    with pytest.raises(ValueError, match=r"book\.txt:7"):
        compile_phrase(line, "book.txt:7")
