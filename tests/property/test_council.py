"""Whatever a council does and however often it repeats itself, its book says the same, in memory and in a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.council_book import CouncilBook, MemoryBook
from argentum.ayni.council_decisions import thresholds_in_force
from argentum.ayni.fire_circle.consensus import CONSENSUS_STATES, DECIDING_STATES
from argentum.ayni.fire_circle.deliberation import matters
from argentum.ayni.fire_circle.guidance import receive_guidance, request_guidance
from argentum.ayni.fire_circle.outcome import submit_deliberation_outcome
from argentum.errors import CouncilError, EntryConflictError
from argentum.workspace.council_file import CouncilFile

Act = Callable[[CouncilBook, int], object]


def _ask(topic: int) -> Act:
    return lambda book, at_ms: request_guidance(book, topic=f"topic {topic}", request_id=f"q-{topic}", now_ms=at_ms)


def _answer(topic: int, days: int) -> Act:
    return lambda book, at_ms: receive_guidance(
        book,
        f"q-{topic}",
        guidance="wait",
        rationale="harvest",
        by="all",
        guidance_type="detection_thresholds",
        changes={"recent_days": days},
        now_ms=at_ms,
    )


def _decide(topic: int, state: str) -> Act:
    return lambda book, at_ms: submit_deliberation_outcome(
        book,
        f"q-{topic}",
        participants=["ana"],
        consensus_level=0.7,
        consensus_state=state,
        decision="rest",
        now_ms=at_ms,
    )


_TOPICS = st.integers(0, 3)
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("ask"), _TOPICS),
        st.tuples(st.just("answer"), _TOPICS, st.integers(1, 60)),
        st.tuples(st.just("decide"), _TOPICS, st.sampled_from(CONSENSUS_STATES)),
    ),
    max_size=25,
)
MAKERS: dict[str, Callable[..., Act]] = {"ask": _ask, "answer": _answer, "decide": _decide}


def _go_through(book: CouncilBook, acts: list[tuple[object, ...]], repeats: list[bool]) -> list[bool]:
    """Do all of it in order, some of it twice, and say what was taken in."""
    taken = []
    for at_ms, (name, *arguments) in enumerate(acts):
        for again in (False, True) if repeats[at_ms % len(repeats)] else (False,):
            try:
                MAKERS[str(name)](*arguments)(book, at_ms + 1_000 * again)
            except (CouncilError, EntryConflictError):
                taken.append(False)
            else:
                taken.append(True)
    return taken


@given(acts=ACTS, repeats=st.lists(st.booleans(), min_size=1, max_size=5))
def test_repeats_change_nothing_and_the_file_holds_what_memory_holds(
    acts: list[tuple[object, ...]], repeats: list[bool]
) -> None:
    once, often = MemoryBook(), MemoryBook()
    _go_through(once, acts, [False])
    _go_through(often, acts, repeats)
    with TemporaryDirectory() as folder:
        file = CouncilFile(Path(folder) / "council.jsonl")
        _go_through(file, acts, repeats)
        noted = file.notes()

    assert often.notes() == once.notes() == noted


@given(acts=ACTS)
def test_the_state_of_every_matter_and_threshold_follows_from_what_was_taken_in(
    acts: list[tuple[object, ...]],
) -> None:
    book = MemoryBook()
    asked: dict[object, None] = {}
    decided: dict[object, None] = {}
    answered: dict[object, object] = {}
    for (name, topic, *rest), taken in zip(acts, _go_through(book, acts, [False]), strict=True):
        assert taken or name != "ask"
        if name == "ask":
            asked[topic] = None
        elif taken:
            assert topic in asked
            if name == "answer":
                answered.setdefault(topic, rest[0])
            elif rest[0] in DECIDING_STATES:
                decided[topic] = None
        else:
            assert topic not in asked or (name == "answer" and answered[topic] != rest[0])

    assert {each.id: each.status for each in matters(book)} == {
        f"q-{topic}": "decided" if topic in decided else "in_deliberation" for topic in asked
    }
    last = list(answered.values())[-1] if answered else Thresholds().recent_days
    assert thresholds_in_force(book, Thresholds()).recent_days == last
