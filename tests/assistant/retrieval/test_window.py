"""The days that a question's own words set."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistant.answers import Window
from assistant.retrieval.window import asked_days
from tests.assistant.press import passage

SUNDAY = date(2022, 1, 30)


def window_of(question: str, asked_on: date) -> Window | None:
    span = asked_days(question, asked_on)
    return span.window if span else None


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("question", "since", "until", "words"),
    [
        # counted from the day of asking
        ("What happened today?", "2022-01-28", "2022-01-30", "today"),
        ("Who sang tonight?", "2022-01-28", "2022-01-30", "tonight"),
        ("Who met whom yesterday?", "2022-01-28", "2022-01-30", "yesterday"),
        ("What burned last night?", "2022-01-28", "2022-01-30", "last night"),
        ("What did he say this morning?", "2022-01-28", "2022-01-30", "this morning"),
        ("Who left the day before yesterday?", "2022-01-27", "2022-01-30", "the day before yesterday"),
        ("Who resigned this week?", "2022-01-22", "2022-01-30", "this week"),
        ("What was this week's vote about?", "2022-01-22", "2022-01-30", "this week"),
        ("Who resigned in the past week?", "2022-01-23", "2022-01-30", "in the past week"),
        ("Who resigned last week?", "2022-01-16", "2022-01-30", "last week"),
        ("Who played last weekend?", "2022-01-21", "2022-01-30", "last weekend"),
        ("Who resigned this month?", "2022-01-01", "2022-01-30", "this month"),
        ("Who resigned earlier this month?", "2022-01-01", "2022-01-30", "this month"),
        ("Who resigned last month?", "2021-12-01", "2022-01-15", "last month"),
        ("Who resigned this year?", "2022-01-01", "2022-01-30", "this year"),
        ("Who resigned last year?", "2021-01-01", "2022-01-30", "last year"),
        ("Who resigned in the last 10 days?", "2022-01-20", "2022-01-30", "in the last 10 days"),
        ("Who resigned over the past 3 days?", "2022-01-27", "2022-01-30", "over the past 3 days"),
        ("Who has resigned in the past two weeks?", "2022-01-16", "2022-01-30", "in the past two weeks"),
        (
            "Who resigned during the past three months?",
            "2021-10-30",
            "2022-01-30",
            "during the past three months",
        ),
        ("Who has resigned in recent weeks?", "2022-01-09", "2022-01-30", "in recent weeks"),
        ("What burned two weeks ago?", "2022-01-12", "2022-01-26", "two weeks ago"),
        ("WHO RESIGNED THIS WEEK?", "2022-01-22", "2022-01-30", "this week"),
        # weekdays and dates: the nearest past ones
        ("What did he say on Saturday?", "2022-01-26", "2022-01-30", "on Saturday"),
        ("What did he say on Saturday night?", "2022-01-26", "2022-01-30", "on Saturday night"),
        ("How much was he fined Tuesday?", "2022-01-22", "2022-01-30", "Tuesday"),
        ("Who met on 12 January?", "2022-01-09", "2022-01-19", "on 12 January"),
        ("Who met on January 12th?", "2022-01-09", "2022-01-19", "on January 12th"),
        (
            "Who met on Wednesday, January 12, 2022?",
            "2022-01-09",
            "2022-01-19",
            "on Wednesday, January 12, 2022",
        ),
        ("Who met on 12 May?", "2021-05-09", "2021-05-19", "on 12 May"),
        ("Who met on 2021-05-12?", "2021-05-09", "2021-05-19", "on 2021-05-12"),
        ("Who met on 29 February?", "2020-02-26", "2020-03-07", "on 29 February"),
        # months, seasons, years and their parts
        ("Who resigned in March?", "2021-03-01", "2021-04-15", "in March"),
        ("Who resigned in January?", "2022-01-01", "2022-01-30", "in January"),
        ("who resigned in may?", "2021-05-01", "2021-06-15", "in may"),
        ("Who resigned in March 2020?", "2020-03-01", "2020-04-15", "in March 2020"),
        ("Who resigned in late March?", "2021-03-21", "2021-04-07", "in late March"),
        ("Who resigned last summer?", "2021-06-01", "2021-10-16", "last summer"),
        ("Who resigned in the summer of 2020?", "2020-06-01", "2020-10-16", "in the summer of 2020"),
        ("Who won in 2020?", "2020-01-01", "2021-07-02", "in 2020"),
        ("Who won in the first half of 2020?", "2020-01-01", "2020-09-29", "in the first half of 2020"),
        (
            "Who won in the second half of last year?",
            "2021-07-01",
            "2022-01-30",
            "in the second half of last year",
        ),
        (
            "What did it earn in the third quarter of 2021?",
            "2021-07-01",
            "2021-11-15",
            "in the third quarter of 2021",
        ),
        ("What did it earn in Q2 2021?", "2021-04-01", "2021-08-14", "in Q2 2021"),
        (
            "What did it earn in the first three months of 2021?",
            "2021-01-01",
            "2021-05-15",
            "in the first three months of 2021",
        ),
        (
            "Who fell in the first week of January?",
            "2021-12-31",
            "2022-01-14",
            "in the first week of January",
        ),
        (
            "Who fell in the last two days of 2021?",
            "2021-12-30",
            "2022-01-07",
            "in the last two days of 2021",
        ),
        ("Who fell in the past 24 hours?", "2022-01-29", "2022-01-30", "in the past 24 hours"),
        ("Who fell in the last hour?", "2022-01-29", "2022-01-30", "in the last hour"),
        ("Who fell in November last year?", "2021-11-01", "2021-12-15", "in November last year"),
        ("Who fell in January last year?", "2021-01-01", "2021-02-15", "in January last year"),
        ("Who fell on the 12th?", "2022-01-09", "2022-01-19", "on the 12th"),
        ("Who fell in November and December?", "2021-11-01", "2022-01-30", "in November and December"),
        # bounds
        ("How many have died since Saturday?", "2022-01-29", "2022-01-30", "since Saturday"),
        ("How many have died since 12 May?", "2021-05-12", "2022-01-30", "since 12 May"),
        ("What has changed since March?", "2021-03-01", "2022-01-30", "since March"),
        ("What has changed since last week?", "2022-01-17", "2022-01-30", "since last week"),
        ("What has happened from January on?", "2022-01-01", "2022-01-30", "from January"),
        ("What happened after 12 January?", "2022-01-13", "2022-01-30", "after 12 January"),
        ("What was known before 12 January?", "", "2022-01-11", "before 12 January"),
        ("What was known until 20 January?", "", "2022-01-20", "until 20 January"),
        ("How many had died by 20 January?", "", "2022-01-20", "by 20 January"),
        ("Who met between 12 and 20 January?", "2022-01-12", "2022-01-27", "between 12 and 20 January"),
        ("Who met between March and June 2021?", "2021-03-01", "2021-08-30", "between March and June 2021"),
        ("Who met from 3 March to 5 April 2021?", "2021-03-03", "2021-04-22", "from 3 March to 5 April 2021"),
    ],
)
def test_an_expression_of_time_sets_a_window(question: str, since: str, until: str, words: str) -> None:
    window = window_of(question, SUNDAY)
    assert window is not None
    assert (window.since, window.until) == (day(since), day(until))
    assert window.why == f'the question says "{words}"'


@pytest.mark.parametrize(
    "question",
    [
        *("Who resigned?", "Was the weekday known?", "Is yesterdays a word?", "", "In the last days?"),
        *("Who will resign in March?", "Who plays on Saturday?", "When does it open next month?"),
        *("Why can't they open the sluices before April?", "Is there a ferry until June?"),
        *(
            "Who won the 2018 election?",
            "Who can march on Washington?",
            "Who may resign?",
            "May I ask who won?",
        ),
        *("What did Theresa May say?", "What did the Sunday Times write?", "Who shopped on Black Friday?"),
        *("What does USA Today write?", "Who left the Tonight Show?"),
        *("Who sat on the January 6 committee?", "Who gave 2000 blankets?", "Who housed up to 2000 people?"),
        *("Who drove from Moscow to Kyiv?", "Who met between 3 and 5 people?", "What opens in 2028?"),
    ],
)
def test_other_questions_and_what_lies_ahead_have_no_window(question: str) -> None:
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
        ("Who fell in the last 366 days?", date(2024, 12, 31), date(2023, 12, 31)),
        ("Who fell in March?", date(2024, 3, 1), date(2024, 2, 22)),
        ("Who fell in March?", date(2024, 2, 29), date(2023, 3, 1)),
        ("Who fell on Monday?", date(2024, 1, 1), date(2023, 12, 29)),
        ("Who fell in December?", date(2024, 1, 1), date(2023, 12, 1)),
        ("Who fell a month ago?", date(2024, 3, 31), date(2024, 2, 14)),
    ],
)
def test_windows_reach_over_the_ends_of_months_and_years(question: str, asked_on: date, since: date) -> None:
    window = window_of(question, asked_on)
    assert window is not None
    assert window.since == since
    assert window.until is not None and window.until <= asked_on


@pytest.mark.parametrize("asked_on", [date.min, date.max])
@pytest.mark.parametrize(
    "question",
    [
        *("Who fell?", "Who fell last month?", "Who fell in the last 900 days?", "Who fell in March?"),
        *("Who fell last year?", "Who fell on Sunday?", "Who fell last summer?", "Who fell on 3 March?"),
        *("Who fell 9 years ago?", "Who will fall next year?", "Who will fall next weekend?"),
    ],
)
def test_the_first_and_the_last_day_that_there_are_can_be_asked_on(question: str, asked_on: date) -> None:
    window = window_of(question, asked_on)
    assert window is None or window.until is None or window.until <= asked_on


def test_a_moment_counts_as_its_day() -> None:
    assert window_of("Who fell this month?", datetime(2022, 1, 30, 23, 59)) == window_of(
        "Who fell this month?", SUNDAY
    )
    assert window_of("Who fell?", datetime(2022, 1, 30, 12)) is None


def test_the_words_are_given_as_they_stand_in_a_question_whose_letters_grow_when_folded() -> None:
    window = window_of("Was fiel in der Straße in March 2021?", SUNDAY)
    assert window is not None
    assert window.why == 'the question says "in march 2021"'


@pytest.mark.parametrize(
    ("text", "published", "tells"),
    [
        ("The mine closed in March 2021.", date(2021, 9, 1), True),
        ("The mine closed in March.", date(2021, 9, 1), True),
        ("The mine closed in March.", date(2022, 1, 9), True),
        ("The mine closed in March.", date(2020, 9, 1), False),
        ("The mine closed in May.", date(2021, 9, 1), False),
        ("The mine closed on 3 March 2021.", date(2021, 9, 1), True),
        ("The mine closed in 2021.", date(2021, 9, 1), False),
        ("The mine closed.", date(2021, 9, 1), False),
        ("The mine closed in March 2021.", None, False),
    ],
)
def test_a_later_article_tells_of_a_named_month_where_it_names_it_too(
    text: str, published: date | None, tells: bool
) -> None:
    days = asked_days("Which mine closed in March?", SUNDAY)
    assert days is not None
    assert days.tells(passage("mine", text, published)) is tells


def test_days_that_are_counted_from_the_day_of_asking_can_not_be_told_of_from_outside() -> None:
    days = asked_days("Which mine closed last week?", SUNDAY)
    assert days is not None
    assert days.is_counted
    assert not days.tells(passage("mine", "The mine closed last week.", date(2022, 1, 25)))


def test_last_year_may_be_told_of_by_this_year_s_articles() -> None:
    days = asked_days("Which film won last year?", date(2026, 9, 16))
    assert days is not None
    told = "Last year's prize went to a comedy."
    assert days.tells(passage("film", told, date(2026, 9, 13)))
    assert not days.tells(passage("film", told, date(2025, 9, 13)))
    assert not days.tells(passage("film", "The prize went to a comedy.", date(2026, 9, 13)))


def test_a_day_without_a_year_that_lies_ahead_of_an_article_is_not_the_one_of_a_year_before() -> None:
    days = asked_days("What happened on 8 April 2023?", date(2024, 3, 24))
    assert days is not None
    assert not days.tells(passage("bridge", "It reopens on 8 April.", date(2024, 3, 18)))
    assert days.tells(passage("bridge", "It opened on 8 April.", date(2023, 6, 1)))
    assert days.tells(passage("bridge", "It opened on 8 April 2023.", date(2024, 3, 18)))
