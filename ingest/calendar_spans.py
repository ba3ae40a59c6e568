"""The arithmetic of relative dates: spans of days, both ends included, counted from a day of publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TypeAlias

from ingest.calendar_names import MONTHS, WEEKDAYS
from ingest.number_words import SMALL_NUMBERS
from ingest.tense import Direction

Span: TypeAlias = tuple[date, date]

WEEKDAY_NUMBERS = {name: number for number, name in enumerate(WEEKDAYS)}
MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
_COUNTS = {word: number for word, number in SMALL_NUMBERS.items() if 1 <= number <= 12} | {"a": 1, "an": 1}


def nearest_weekday(day: date, weekday: int, told: Direction) -> date:
    """Give the latest such weekday (0 for Monday) up to `day`, or the first from it on."""
    if told == "past":
        return day - timedelta(days=(day.weekday() - weekday) % 7)
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def day_of_month(
    published: date, month_number: int, day: int, told: Direction | None, weekday: int | None
) -> date | None:
    """Give the day nearest to publication, on the side that is told; with a weekday, one that falls on it.

    None where no such day is within a year or two.
    """
    found: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        if day <= calendar.monthrange(year, month_number)[1]:
            found.append(date(year, month_number, day))
    if weekday is not None:
        found = [one for one in found if one.weekday() == weekday]
    elif told == "past":
        found = [one for one in found if one <= published]
    elif told == "future":
        found = [one for one in found if one >= published]
    return min(found, key=lambda one: abs((one - published).days), default=None)


def month(year: int, number: int) -> Span:
    """Give a calendar month."""
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def period(day: date, which: str, unit: str) -> Span:
    """Give the calendar week (from Monday), month or year that holds `day`, or the "last" or "next" one."""
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=step)
        return first, first + timedelta(days=6)
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        return month(months // 12, months % 12 + 1)
    return date(day.year + step, 1, 1), date(day.year + step, 12, 31)


def weekend(published: date, told: Direction, which: str) -> Span:
    """Give the Saturday and Sunday that have begun last, or that come next."""
    if told == "past":
        latest = published if which != "last" or published.weekday() != 5 else published - timedelta(days=1)
        saturday = nearest_weekday(latest, 5, "past")
    else:
        saturday = nearest_weekday(published, 5, "future")
        if published.weekday() == 6 and which != "next":
            saturday = published - timedelta(days=1)
    return saturday, saturday + timedelta(days=1)


def before(published: date, count: str, unit: str) -> date:
    """Give the day that lies so many days, weeks, months or years before publication."""
    number = _number(count)
    if unit in ("day", "week"):
        return published - timedelta(days=number * (7 if unit == "week" else 1))
    months = published.year * 12 + published.month - 1 - number * (12 if unit == "year" else 1)
    year, month_number = months // 12, months % 12 + 1
    return date(year, month_number, min(published.day, calendar.monthrange(year, month_number)[1]))


def _number(count: str) -> int:
    return _COUNTS[count.casefold()] if count.casefold() in _COUNTS else int(count)


def ago(published: date, count: str, unit: str) -> Span:
    """Give the day, calendar week, month or year that lies so many ("three", "3", "a") before publication."""
    number = _number(count)
    if unit == "day":
        day = published - timedelta(days=number)
        return day, day
    if unit == "week":
        return period(published - timedelta(weeks=number), "this", "week")
    if unit == "month":
        months = published.year * 12 + published.month - 1 - number
        return month(months // 12, months % 12 + 1)
    return period(published.replace(year=published.year - number, day=1), "this", "year")
