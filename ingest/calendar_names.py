"""The English names of months and days of the week, in order. Python's own follow the locale of whoever runs it."""

from __future__ import annotations

from datetime import date

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
MONTH, WEEKDAY = "|".join(MONTHS), "|".join(WEEKDAYS)
"""Patterns for the name of one."""
CALENDAR_NAMES = frozenset(name.lower() for name in (*MONTHS, *WEEKDAYS))
"""All of these names, in small letters."""


def day_in_words(day: date) -> str:
    """Give a day as a reader writes it: "3 May 2022"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
