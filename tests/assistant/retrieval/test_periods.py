"""Reading words of time as days."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.retrieval.day_counting import count_back, days_before, first_of_month
from assistant.retrieval.periods import Period, periods_in, read_period

SUNDAY = date(2022, 1, 30)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("next month", "2022-02-01", "2022-02-28"),
        ("next week", "2022-01-31", "2022-02-06"),
        ("next year", "2023-01-01", "2023-12-31"),
        ("next quarter", "2022-04-01", "2022-06-30"),
        ("last quarter", "2021-10-01", "2021-12-31"),
        ("this weekend", "2022-01-29", "2022-01-30"),
        ("next weekend", "2022-02-05", "2022-02-06"),
        ("last weekend", "2022-01-22", "2022-01-23"),
        ("next monday", "2022-01-31", "2022-01-31"),
        ("next sunday", "2022-02-06", "2022-02-06"),
        ("last sunday", "2022-01-23", "2022-01-23"),
        ("sunday", "2022-01-30", "2022-01-30"),
        ("tomorrow", "2022-01-31", "2022-01-31"),
        ("this winter", "2021-12-01", "2022-02-28"),
        ("this summer", "2022-06-01", "2022-08-31"),
        ("last january", "2021-01-01", "2021-01-31"),
        ("next january", "2023-01-01", "2023-01-31"),
        ("mid 2021", "2021-05-01", "2021-08-31"),
        ("the end of 2021", "2021-09-01", "2021-12-31"),
        ("early february 2020", "2020-02-01", "2020-02-09"),
        ("the last quarter of 2021", "2021-10-01", "2021-12-31"),
        ("3rd of march, 2021", "2021-03-03", "2021-03-03"),
        ("sept. 3", "2021-09-03", "2021-09-03"),
        ("q4 of 2021", "2021-10-01", "2021-12-31"),
    ],
)
def test_words_are_read_from_the_day_of_asking(words: str, first: str, last: str) -> None:
    period = read_period(words, 0, SUNDAY)
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat(), period.words) == (first, last, words)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("saturday", "2022-02-05"),
        ("sunday", "2022-01-30"),
        ("april", "2022-04-01"),
        ("january", "2022-01-01"),
        ("3 january", "2023-01-03"),
        ("30 january", "2022-01-30"),
    ],
)
def test_ahead_the_next_one_is_meant(words: str, first: str) -> None:
    period = read_period(words, 0, SUNDAY, ahead=True)
    assert period is not None
    assert period.first.isoformat() == first


@pytest.mark.parametrize(
    "words",
    [
        "30 february",
        "2021-13-01",
        "2021-02-30",
        "the third half of 2021",
        "may",
        "march",
        "2000 men",
        "1850s",
        "",
    ],
)
def test_what_is_no_time_is_not_read(words: str) -> None:
    assert read_period(words, 0, SUNDAY) is None


def test_all_periods_of_a_text_are_found_in_their_order_and_none_twice() -> None:
    found = list(periods_in("On 3 March 2021 it burned; last week it fell. It may rain on Sunday.", SUNDAY))
    assert [period.words for period in found] == ["3 march 2021", "last week", "on sunday"]
    assert found[0] == Period(date(2021, 3, 3), date(2021, 3, 3), "3 march 2021", has_year=True)


def test_no_day_is_counted_beyond_the_calendar() -> None:
    assert days_before(date(1, 1, 2), 9) == date.min
    assert days_before(date.max, -9) == date.max
    assert first_of_month(date.min, -1) == date.min
    assert first_of_month(date.max, 1) == date(9999, 12, 1)


def test_a_day_that_the_month_counted_back_to_lacks_is_its_last() -> None:
    assert count_back(date(2024, 3, 31), 1, "month") == date(2024, 2, 29)
    assert count_back(date(2024, 2, 29), 1, "year") == date(2023, 2, 28)
    assert count_back(date(2024, 1, 31), -1, "month") == date(2024, 2, 29)
