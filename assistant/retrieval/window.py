"""The days that a question is about, where it says so: "this week", "yesterday", "last month"."""

from __future__ import annotations

import re
from datetime import date

from assistant.answers import Window

DAYS_OF_A_WEEK = 8
"""A paper's "this week" still takes in the same weekday of the week before."""

_YESTERDAY_OR_TODAY = re.compile(r"\b(today|tonight|yesterday|last night|this (morning|afternoon|evening))\b")
_THIS_WEEK = re.compile(r"\b(this|the past|past) week\b|\bthis week'?s\b")
_LAST_WEEK = re.compile(r"\blast week\b")
_THIS_MONTH = re.compile(r"\b(this|the past|past) month\b")
_LAST_MONTH = re.compile(r"\blast month\b")
_THIS_YEAR = re.compile(r"\bthis year\b")
_PAST_DAYS = re.compile(r"\b(?:in|over|during|within) the (?:last|past) (\d{1,3}) days\b")


def window_of(question: str, asked_on: date) -> Window | None:
    """Give the window that a question's own words set, ending on the day of asking; None where they set none.

    Only the publication dates are limited: an article of this week may tell of older things.
    """
    folded = question.casefold()
    today = date(asked_on.year, asked_on.month, asked_on.day)  # a datetime is a date, too
    first = today.replace(day=1)
    for pattern, since in (
        (_YESTERDAY_OR_TODAY, _days_before(today, 2)),
        (_THIS_WEEK, _days_before(today, DAYS_OF_A_WEEK)),
        (_LAST_WEEK, _days_before(today, 2 * DAYS_OF_A_WEEK)),
        (_THIS_MONTH, min(first, _days_before(today, DAYS_OF_A_WEEK))),
        (_LAST_MONTH, _days_before(first, 1).replace(day=1)),
        (_THIS_YEAR, today.replace(month=1, day=1)),
    ):
        match = pattern.search(folded)
        if match:
            return Window(since, today, f'the question says "{match.group()}"')
    match = _PAST_DAYS.search(folded)
    if match:
        since = _days_before(today, int(match.group(1)))
        return Window(since, today, f'the question says "{match.group()}"')
    return None


def _days_before(day: date, days: int) -> date:
    """Count days back, to the first day that there is at most."""
    return date.fromordinal(max(1, day.toordinal() - days))
