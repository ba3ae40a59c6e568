"""The dates in a text, as far as they are told."""

from __future__ import annotations

import pytest

from assistant.answering.sources.moments import can_be_one, moments_of, share_a_part


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("built in 1902", [(1902, 0, 0)]),
        ("on 19 September 1902", [(1902, 9, 19)]),
        ("on September 19, 1902", [(1902, 9, 19)]),
        ("on the 1st of May", [(0, 5, 1)]),
        ("in May 2014", [(2014, 5, 0)]),
        ("on 2024-03-05", [(2024, 3, 5)]),
        ("(26 December 1844 – 26 July 1926)", [(1844, 12, 26), (1926, 7, 26)]),
        ("in March", [(0, 3, 0)]),
        ("It may rain on the march.", []),
        ("1,902 people and 2010 people", []),
    ],
)
def test_dates_are_read_as_far_as_they_are_told(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert [(one.year, one.month, one.day) for one in moments_of(text)] == expected


def test_a_time_of_day_is_no_date() -> None:
    (one,) = moments_of("at 02:40")
    assert not one.is_dated


def test_a_year_and_a_day_of_that_year_can_be_one() -> None:
    (year,), (day,), (other,) = (moments_of(text) for text in ("1902", "19 September 1902", "3 May 1911"))
    assert can_be_one(year, day)
    assert not can_be_one(year, other)
    assert not can_be_one(day, other)


def test_a_year_and_a_day_without_a_year_have_nothing_to_compare() -> None:
    (year,), (day,) = moments_of("1902"), moments_of("19 September")
    assert not share_a_part(year, day)
