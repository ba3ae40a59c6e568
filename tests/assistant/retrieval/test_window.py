"""The days that a question's own words set."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.retrieval.window import window_of

SUNDAY = date(2022, 1, 30)


@pytest.mark.parametrize(
    ("question", "since", "words"),
    [
        ("What happened today?", date(2022, 1, 28), "today"),
        ("Who sang tonight?", date(2022, 1, 28), "tonight"),
        ("Who met whom yesterday?", date(2022, 1, 28), "yesterday"),
        ("What burned last night?", date(2022, 1, 28), "last night"),
        ("What did he say this morning?", date(2022, 1, 28), "this morning"),
        ("What did he say this afternoon?", date(2022, 1, 28), "this afternoon"),
        ("What did he say this evening?", date(2022, 1, 28), "this evening"),
        ("Who resigned this week?", date(2022, 1, 22), "this week"),
        ("What was this week's vote about?", date(2022, 1, 22), "this week"),
        ("Who resigned in the past week?", date(2022, 1, 22), "the past week"),
        ("Who resigned last week?", date(2022, 1, 14), "last week"),
        ("Who resigned this month?", date(2022, 1, 1), "this month"),
        ("Who resigned last month?", date(2021, 12, 1), "last month"),
        ("Who resigned this year?", date(2022, 1, 1), "this year"),
        ("Who resigned in the last 10 days?", date(2022, 1, 20), "in the last 10 days"),
        ("Who resigned over the past 3 days?", date(2022, 1, 27), "over the past 3 days"),
        ("WHO RESIGNED THIS WEEK?", date(2022, 1, 22), "this week"),
    ],
)
def test_an_expression_of_time_sets_a_window_that_ends_on_the_day_of_asking(
    question: str, since: date, words: str
) -> None:
    window = window_of(question, SUNDAY)
    assert window is not None
    assert (window.since, window.until) == (since, SUNDAY)
    assert window.why == f'the question says "{words}"'


@pytest.mark.parametrize(
    "question",
    [
        "Who resigned?",
        "Who resigned in May 2021?",
        "Was the weekday known?",
        "Is yesterdays a word?",
        "",
        "In the last days?",
    ],
)
def test_other_questions_have_no_window(question: str) -> None:
    assert window_of(question, SUNDAY) is None


@pytest.mark.parametrize(
    ("question", "asked_on", "since"),
    [
        ("Who fell last month?", date(2024, 3, 31), date(2024, 2, 1)),
        ("Who fell last month?", date(2024, 1, 1), date(2023, 12, 1)),
        ("Who fell this month?", date(2024, 3, 31), date(2024, 3, 1)),
        ("Who fell this month?", date(2024, 3, 1), date(2024, 2, 22)),
        ("Who fell this week?", date(2024, 1, 3), date(2023, 12, 26)),
        ("Who fell yesterday?", date(2024, 3, 1), date(2024, 2, 28)),
        ("Who fell yesterday?", date(2023, 3, 1), date(2023, 2, 27)),
        ("Who fell this year?", date(2024, 12, 31), date(2024, 1, 1)),
        ("Who fell this year?", date(2024, 1, 1), date(2024, 1, 1)),
        ("Who fell in the last 366 days?", date(2024, 12, 31), date(2023, 12, 31)),
    ],
)
def test_windows_reach_over_the_ends_of_months_and_years(question: str, asked_on: date, since: date) -> None:
    window = window_of(question, asked_on)
    assert window is not None
    assert (window.since, window.until) == (since, asked_on)


@pytest.mark.parametrize("question", ["Who fell?", "Who fell last month?", "Who fell in the last 900 days?"])
def test_the_first_day_that_there_is_can_be_asked_on(question: str) -> None:
    window = window_of(question, date.min)
    assert window is None or window.since == date.min


def test_a_moment_counts_as_its_day() -> None:
    assert window_of("Who fell this month?", datetime(2022, 1, 30, 23, 59)) == window_of(
        "Who fell this month?", SUNDAY
    )
    assert window_of("Who fell?", datetime(2022, 1, 30, 12)) is None
