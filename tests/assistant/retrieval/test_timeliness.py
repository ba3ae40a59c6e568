"""Which day counts as now, and which articles are too old for a question."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.answers import Window
from assistant.retrieval.timeliness import PREFERENCE, STALE_AFTER, Timing, timing_of
from ingest.records import Filter
from tests.assistant.press import passage

TODAY = date(2024, 5, 10)
OLD = date(2022, 1, 30)
TROOPS = "How many troops are at the border?"


def test_a_question_about_now_sets_old_articles_aside_and_says_so() -> None:
    timing = timing_of(TROOPS, TODAY, asked_on=TODAY)
    assert (timing.now, timing.known_by, timing.currency) == (TODAY, TODAY, "now")
    assert timing.fresh_since == TODAY - timedelta(days=STALE_AFTER)
    assert timing.window == PREFERENCE
    assert PREFERENCE.is_preference
    assert timing.limits() == Filter(known_by=TODAY)


@pytest.mark.parametrize("question", [TROOPS, "Who won the election?", "When was the bridge built?"])
def test_a_day_of_asking_that_lies_in_the_future_is_told(question: str) -> None:
    window = timing_of(question, TODAY, asked_on=date(2204, 5, 10)).window
    assert window is not None
    assert window.is_preference
    assert window.in_words().startswith("The day of asking, 10 May 2204, lies in the future")
    assert timing_of(question, TODAY, asked_on=TODAY).window in (PREFERENCE, None)


def test_a_library_that_ends_long_ago_is_read_as_of_its_newest_article() -> None:
    assert timing_of(TROOPS, TODAY, newest=OLD).now == OLD
    assert timing_of(TROOPS, TODAY, newest=OLD).known_by == TODAY


@pytest.mark.parametrize(
    ("asked_on", "newest"),
    [(TODAY, OLD), (None, None), (None, TODAY - timedelta(days=STALE_AFTER))],
    ids=["a day of asking that is given counts strictly", "no dated article", "a library that is kept up"],
)
def test_else_now_is_the_day_of_asking(asked_on: date | None, newest: date | None) -> None:
    assert timing_of(TROOPS, TODAY, asked_on=asked_on, newest=newest).now == TODAY


def test_words_counted_from_the_day_of_asking_mean_the_real_day_also_in_an_archive() -> None:
    window = timing_of("Who resigned this week?", TODAY, newest=OLD).window
    assert window is not None
    assert window.until == TODAY
    window = timing_of("Who resigned in December?", TODAY, newest=OLD).window
    assert window is not None
    assert window.since == date(2021, 12, 1)


def test_since_and_until_overrule_the_words_and_let_nothing_be_too_old() -> None:
    timing = timing_of("How many troops are there this week?", TODAY, asked_on=TODAY, since=OLD)
    assert timing.window == Window(OLD, None, "the dates asked for")
    assert timing.fresh_since is None
    assert timing.staleness(passage("old", "Troops.", OLD)) == 0
    assert timing.limits("Wire") == Filter(since=OLD, known_by=TODAY, outlet="Wire")


def test_words_that_name_days_make_a_window_in_which_nothing_is_too_old() -> None:
    timing = timing_of("How many troops have come since March 2020?", TODAY, asked_on=TODAY)
    assert timing.days is not None
    assert timing.limits() == Filter(since=date(2020, 3, 1), until=TODAY, known_by=TODAY)
    assert timing.fresh_since is None


def test_a_past_without_a_date_has_no_window_but_articles_that_are_old_for_it() -> None:
    timing = timing_of("Who won the election?", TODAY, asked_on=TODAY)
    assert (timing.currency, timing.window) == ("open", None)
    assert timing.fresh_since == TODAY - timedelta(days=STALE_AFTER)


def test_nothing_is_too_old_for_a_question_about_long_ago() -> None:
    timing = timing_of("When was the bridge built?", TODAY, asked_on=TODAY)
    assert (timing.fresh_since, timing.window) == (None, None)
    assert timing.staleness(passage("old", "1850.", date(1990, 1, 1))) == 0


def test_this_year_s_number_reaches_back_to_its_first_day() -> None:
    late = date(2024, 12, 20)
    assert timing_of("Which film won at the 2024 festival?", late, asked_on=late).fresh_since == date(
        2024, 1, 1
    )


@pytest.mark.parametrize(
    ("age", "staleness"), [(0, 0.0), (STALE_AFTER, 0.0), (2 * STALE_AFTER, 0.5), (10 * STALE_AFTER, 0.9)]
)
def test_staleness_grows_from_the_last_day_that_is_young_enough(age: int, staleness: float) -> None:
    timing = timing_of(TROOPS, TODAY, asked_on=TODAY)
    assert timing.staleness(passage("a", "x", TODAY - timedelta(days=age))) == pytest.approx(staleness)


def test_only_of_a_question_about_now_age_costs_something_and_ever_less() -> None:
    def cost(question: str, age: int) -> float:
        timing = timing_of(question, TODAY, asked_on=TODAY)
        return timing.handicap(passage("a", "x", TODAY - timedelta(days=age)))

    assert (cost(TROOPS, 0), cost(TROOPS, 7), cost(TROOPS, 21)) == (0.0, 0.5, 1.0)
    assert cost("Who won the election?", 21) == cost("Who won the election this month?", 21) == 0.0
    undated = timing_of(TROOPS, TODAY, asked_on=TODAY).handicap(passage("a", "x"))
    assert undated == cost(TROOPS, STALE_AFTER)


def test_what_has_no_date_can_not_be_shown_to_be_too_old() -> None:
    assert timing_of(TROOPS, TODAY, asked_on=TODAY).staleness(passage("a", "x")) == 0


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_that_there_are_can_be_now(day: date) -> None:
    assert isinstance(timing_of(TROOPS, day, asked_on=day), Timing)
