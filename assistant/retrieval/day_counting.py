"""Counting in days, weeks, months and years, within the days that there are."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

DAYS_OF_A_WEEK = 7


def days_before(day: date, days: int) -> date:
    """Count days back, or forth where negative, to the first or the last day that there is at most."""
    return date.fromordinal(min(max(1, day.toordinal() - days), date.max.toordinal()))


def first_of_month(day: date, months: int = 0) -> date:
    """Give the first of the month that lies so many months after that of `day`, within what there is."""
    number = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    return date(number // 12, number % 12 + 1, 1)


def months_from(first: date, months: int = 1) -> tuple[date, date]:
    """Give the first and the last day of so many whole months, of which `first` is the first day."""
    end = first_of_month(first, months - 1)
    return first, end.replace(day=monthrange(end.year, end.month)[1])


def day_of(year: int, month: int, day: int) -> tuple[date, date] | None:
    """Give a day as a span of one day, None where there is no such day."""
    try:
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def count_back(day: date, count: int, unit: str) -> date:
    """Count days, weeks, months, quarters or years back (forth where negative), to the same day if there is one."""
    if unit in ("day", "week"):
        return days_before(day, count * (1 if unit == "day" else DAYS_OF_A_WEEK))
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = first_of_month(day, -count * months)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))
