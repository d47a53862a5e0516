"""Good news: healing, first gifts, evenness between two, growth, milestones."""

from __future__ import annotations

from argentum.ayni.alerts.finding import earlier_windows, findings_in
from argentum.ayni.alerts.thresholds import Thresholds
from argentum.ayni.alerts.window import DAY_MS, Woven, window_of
from argentum.ayni.good_news.beautiful_reciprocity import beautiful_reciprocities
from argentum.ayni.good_news.first_contribution import first_contributions
from argentum.ayni.good_news.healing import healings
from argentum.ayni.good_news.milestone import milestones
from argentum.ayni.good_news.multiplication import multiplications
from tests.village_scene import DAYS, SETTINGS, Books


def test_a_deficit_that_ended_weeks_ago_is_told_as_healing() -> None:
    names = ("bo", "cem", "dee", "eve")
    books = Books().even(*names, times=60)
    for each in names:
        books.gives(each, "amy", times=20, first_day=0, last_day=30).gives("amy", each, 0.05, times=20, last_day=30)
        books.gives(each, "amy", times=20, first_day=30, last_day=60)
        books.gives("amy", each, 1.0, times=20, first_day=30, last_day=60)
    entries = sorted(books.entries, key=lambda each: each.happened_at_ms)
    since_ms, until_ms = 18 * DAY_MS, 60 * DAY_MS
    woven = Woven(entries)
    window = woven.window(since_ms=since_ms, until_ms=until_ms)

    found = findings_in(
        window,
        thresholds=Thresholds(),
        settings=SETTINGS,
        earlier=earlier_windows(woven, since_ms, until_ms),
    )

    assert found.alerts == ()
    assert ("healing", ("amy",)) in [(each.type, each.participants) for each in found.positive]


def test_what_is_still_found_now_or_lately_is_no_healing() -> None:
    scene = Books().even("amy", "bo").scene()
    then = {("care_deficit", ("amy",)): 3.0}

    assert [each.participants for each in healings(scene, now={}, lately={}, earlier=[then])] == [("amy",)]  # type: ignore[list-item]  # a literal type
    assert list(healings(scene, now=then, lately={}, earlier=[then])) == []  # type: ignore[arg-type, list-item]
    assert list(healings(scene, now={}, lately=then, earlier=[then])) == []  # type: ignore[arg-type, list-item]


def test_a_first_gift_is_news_in_the_last_days_of_a_ledger_that_was_there_before() -> None:
    books = Books().even("amy", "bo").gives("cem", "amy", times=2, first_day=35)

    assert [each.participants for each in first_contributions(books.scene())] == [("cem",)]


def test_in_a_ledger_that_has_just_begun_nobodys_first_gift_is_news() -> None:
    assert list(first_contributions(Books().gives("amy", "bo", first_day=35).scene())) == []


def test_two_who_give_each_other_alike_are_told_once() -> None:
    books = Books().even("amy", "bo").gives("amy", "cem").gives("cem", "amy", 0.5)

    [finding] = beautiful_reciprocities(books.scene())

    assert finding.participants == ("amy", "bo")
    assert len(finding.evidence) == 10


def test_growth_is_news_when_it_is_taken() -> None:
    wanted = Books().gives("amy", "bo", times=20, last_day=21).gives("amy", "bo", 2, times=20, first_day=21)
    unwanted = Books().gives("amy", "bo", times=20, last_day=21)
    unwanted.gives("amy", "bo", 2, taken=1, times=20, first_day=21)

    assert [each.participants for each in multiplications(wanted.scene())] == [("amy",)]
    assert list(multiplications(unwanted.scene())) == []


def test_the_highest_milestone_of_the_period_is_told_with_its_entry() -> None:
    told = {each.participants: each for each in milestones(Books().gives("amy", "bo", times=60).scene())}

    assert told["amy",].summary == "took part in their 50th interaction"
    assert told["amy",].evidence == ("i-50",)


def test_nothing_is_news_in_an_empty_period() -> None:
    found = findings_in(window_of([], since_ms=0, until_ms=DAYS * DAY_MS), thresholds=Thresholds(), settings=SETTINGS)

    assert (found.alerts, found.positive, found.newcomers, found.entries) == ((), (), (), 0)
