"""Who owes whom an answer."""

from __future__ import annotations

import pytest

from argentum.coordination.backlog import Backlog


def _backlog(*, decay: float = 0.8, limit: float = 2.0) -> Backlog:
    return Backlog(agents=3, decay=decay, limit=limit)


def test_a_challenge_counts_for_the_one_who_owes_the_answer() -> None:
    backlog = _backlog()

    backlog.challenge(0, 1)

    assert backlog.weights() == [0.0, 1.0, 0.0]
    assert backlog.against(1, 0) == 1.0


def test_open_points_fade_with_each_segment() -> None:
    backlog = _backlog()
    backlog.challenge(0, 1)

    backlog.fade()
    backlog.fade()

    assert backlog.weights()[1] == pytest.approx(0.64)


def test_open_points_count_up_to_the_limit() -> None:
    backlog = _backlog(limit=2.0)

    for challenger in (0, 2, 0, 2):
        backlog.challenge(challenger, 1)

    assert backlog.weights()[1] == pytest.approx(2.0)


def test_an_answer_closes_the_points_it_takes_up_and_no_others() -> None:
    backlog = _backlog()
    backlog.challenge(0, 1)
    backlog.challenge(2, 1)

    backlog.answer(1, (2,))

    assert backlog.against(1, 0) == 1.0
    assert backlog.against(1, 2) == 0.0


def test_a_speaker_that_names_no_answers_closes_all_its_points() -> None:
    backlog = _backlog()
    backlog.challenge(0, 1)
    backlog.challenge(2, 1)

    backlog.answer(1, ())

    assert backlog.weights()[1] == 0.0


def test_weights_stay_exact_after_thousands_of_segments() -> None:
    backlog = _backlog()

    for _ in range(5_000):
        backlog.fade()
    backlog.challenge(0, 1)

    assert backlog.weights()[1] == pytest.approx(1.0)
