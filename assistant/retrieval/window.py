"""The days that a question is about, where it says so: "this week", "in March", "since Saturday", "until 12 May"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answers import Window
from assistant.retrieval.currency import leans_ahead
from assistant.retrieval.day_counting import DAYS_OF_A_WEEK, days_before
from assistant.retrieval.periods import Period, periods_in, read_period
from ingest.calendar_names import MONTHS
from ingest.records import Passage

SHORTEST_YEAR = 365
THIS_WEEK = 8
"""A paper's "this week" still takes in the same weekday of the week before."""
TODAY = 2
"""What a paper calls today, or yesterday, may have been printed so many days before the day of asking."""
PREVIEW = 3
"""Days before a named day on which it may have been told of already."""

_BETWEEN = re.compile(r"(?P<word>between) .+? and |from .+? (?:to|until|till|through) ")
_CONNECTIVE = re.compile(
    r"(?:(?P<since>(?:ever )?since|starting(?: from)?)|(?P<onwards>from)|(?P<after>after)"
    r"|(?P<before>before|prior to|earlier than)|(?P<until>until|till|up to|up until|by(?: the end of)?|as of)"
    r"|in|during|on|over|within|throughout|of|at|for) (?=\S)"
)
_NAMED = re.compile(
    r"\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b"
    rf"|\b(?:{'|'.join(month.lower() for month in MONTHS if month != 'May')})\b"
    r"|\b(?:spring|summer|autumn|fall|winter)\b"
)
_ALONE = re.compile(r"(?:the )?(?:last|this|next|early|mid|late|beginning|start|middle|end)\b")
"""A month behind one of these is meant as a time without "in" before it."""
_UP_TO_TODAY = re.compile(
    r"(?:the )?(?:(?:this )?past|recent|(?:last|previous) (?!week|month|quarter|year))\b"
)
_COUNTED = re.compile(
    r"\b(?:to(?:day|night|morrow)|yesterday|this|current|last|past|recent|previous|next|coming|ago|weekend)\b"
)
_LOOKS_BACK = re.compile(r"\b(?:last|previous) (?:year|month|season)\b|\byears? ago\b")
"""Of these a later article tells as well: "Last year's prize went to ..."."""
_ONWARDS = re.compile(r" on(?:wards?)?\b")


HALF_A_YEAR = timedelta(days=183)
"""How far back "8 April" without a year lies at most: in an article of March it is that of the month to come."""


@dataclass(frozen=True, slots=True)
class AskedDays:
    """The window that a question's words set, and the period that an article from outside it must name to count.

    `named` is None where only an article from within can be meant, as by "this week"; "last year" counts as named.
    `is_counted` says that the days were counted from the day of asking ("last week"), not named ("on Saturday", "in
    March").
    """

    window: Window
    named: Period | None = None
    is_counted: bool = False

    def tells(self, passage: Passage) -> bool:
        """Tell whether a passage says itself that it is about the named period, wherever in time it was written."""
        published = passage.header.published
        if self.named is None or published is None:
            return False
        return any(
            period.first <= self.named.last
            and self.named.first <= period.last
            and period.days <= 2 * self.named.days
            and (period.has_year or period.days > 1 or published - period.last <= HALF_A_YEAR)
            for period in periods_in(f"{passage.header.title}\n{passage.text}", published)
        )


def asked_days(question: str, asked_on: date) -> AskedDays | None:
    """Give what a question's own words of time set; None where they set none, or speak of days to come.

    Only the publication dates are limited, and they generously: an event is told of for some time after its day, half
    its period's length and a week at least. No window ends after the day of asking.
    """
    today = date(asked_on.year, asked_on.month, asked_on.day)  # a datetime is a date, too
    folded = question.casefold()
    ahead = leans_ahead(question)
    if len(folded) != len(question) or question.isupper():
        question = folded  # so that one's offsets are the other's
    for start in (match.start() for match in re.finditer(r"\b\w", folded)):
        found = _between(folded, start, today) or _read(folded, start, today, ahead)
        if found is not None:
            since, until, end, named = found
            words = question[start:end].strip()
            window = Window(since, min(until, today), f'the question says "{words}"')
            return AskedDays(window, named, is_counted=_COUNTED.search(words.casefold()) is not None)
    return None


_Found = tuple[date | None, date, int, Period | None]


def _between(text: str, start: int, today: date) -> _Found | None:
    """Read "between X and Y" and "from X to Y"."""
    match = _BETWEEN.match(text, start)
    if match is None:
        return None
    second = read_period(text, match.end(), today)
    position = start + len("between " if match["word"] else "from ")
    # "between 12 and 20 May", "between March and June 2021": what the first one lacks stands behind the second.
    first = read_period(text, position, today) if second else None
    if second is None or second.first > today:
        return None
    if first is None or not first.has_year:
        borrowed = _with_the_rest_of(text[position : match.end()], second)
        first = read_period(borrowed, 0, today) or first
    if first is None or first.first > second.last:
        return None
    end = match.end() + len(second.words)
    whole = Period(first.first, second.last, text[start:end], second.has_year)
    return first.first, _with_slack(whole), end, whole if _NAMED.search(whole.words) else None


def _with_the_rest_of(words: str, second: Period) -> str:
    first = re.sub(r" (?:and|to|until|till|through) $", "", words)
    rest = (
        re.sub(r"^\d{1,2}(?:st|nd|rd|th)? ", "", second.words)
        if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", first)
        else ""
    )
    year = f" {second.first.year}" if second.has_year and not re.search(r"\d{4}", first + rest) else ""
    return f"{first} {rest}{year}".replace("  ", " ").strip()


def _read(text: str, start: int, today: date, ahead: bool) -> _Found | None:
    """Read one period with the word before it, or one that needs none."""
    connective = _CONNECTIVE.match(text, start)
    if connective is None:
        period = read_period(text, start, today, ahead=ahead)
        if period is None or period.first > today or not _stands_alone(period):
            return None
        return _within(period, start + len(period.words), today)
    looks_back = bool(connective["since"] or connective["onwards"] or connective["after"])
    period = read_period(text, connective.end(), today, ahead=ahead and not looks_back)
    if period is None or period.first > today:
        return None
    end = connective.end() + len(period.words)
    if connective["since"] or (connective["onwards"] and _ONWARDS.match(text, end)):
        return period.first, today, end, None
    if connective["onwards"]:
        return None
    if connective["after"]:
        return min(days_before(period.last, -1), today), today, end, None
    if connective["before"]:
        return None, days_before(period.first, 1), end, None
    if connective["until"]:
        return (None, period.last, end, None) if period.last < today else None
    return _within(*_with_the_next(text, period, end, today), today)


def _with_the_next(text: str, period: Period, end: int, today: date) -> tuple[Period, int]:
    """Take "in January and February" for one period; give it and where its words end."""
    joint = re.compile(r",? (?:and|or) ").match(text, end)
    following = read_period(text, joint.end(), today) if joint and _NAMED.search(period.words) else None
    if joint is None or following is None or not _NAMED.search(following.words):
        return period, end
    if not period.first <= following.first <= today:
        return period, end
    end = joint.end() + len(following.words)
    words = f"{period.words}{joint.group()}{following.words}"
    return Period(period.first, following.last, words, following.has_year), end


def _stands_alone(period: Period) -> bool:
    """Tell whether words of time are meant as such without "on" or "in" before them: not a year, nor a mere month."""
    if not _NAMED.search(period.words) or _ALONE.match(period.words):
        return True
    return period.has_year and period.days < SHORTEST_YEAR


def _within(period: Period, end: int, today: date) -> _Found:
    since = period.first
    if period.days == 1:
        lead = 1 if _COUNTED.search(period.words) else PREVIEW
        since = min(days_before(since, lead), days_before(today, TODAY))
    elif not _UP_TO_TODAY.match(period.words):
        if period.days <= DAYS_OF_A_WEEK:
            since = days_before(since, 1)
        if period.last >= today:
            since = min(since, days_before(today, THIS_WEEK))
    is_told_later = _NAMED.search(period.words) or _LOOKS_BACK.search(period.words)
    return since, _with_slack(period), end, period if is_told_later else None


def _with_slack(period: Period) -> date:
    return days_before(period.last, -max(DAYS_OF_A_WEEK, period.days // 2))
