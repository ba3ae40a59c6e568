"""Days, months and years in a text, and whether another text, published on a known day, names the same ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ingest.calendar_names import MONTH, MONTHS, WEEKDAY, WEEKDAYS

_MONTH = (
    r"(?P<{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<{0}>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_DATE = re.compile(
    rf"\b{_DAY.format('d1')}(?:\s+of)?\s+{_MONTH.format('m1')}(?!\w)(?:,?\s+{_YEAR.format('y1')}\b)?"
    rf"|\b{_MONTH.format('m2')}\s+(?:the\s+)?{_DAY.format('d2')}(?![\d.:,]*\d|\s*%|\w)(?:,?\s+{_YEAR.format('y2')}\b)?"
    rf"|\b{_YEAR.format('y3')}-(?P<m3>0[1-9]|1[0-2])-{_DAY.format('d3')}\b"
    rf"|\b{_MONTH.format('m4')}(?!\w)\s+(?:of\s+)?{_YEAR.format('y4')}\b",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\b(?P<month>{MONTH})\b")
_YEAR_ALONE = re.compile(r"(?<![\d.,$£€-])\b(?:19|20)\d\d\b(?![\d,]*\d| (?:people|votes|crowns))")
_WEEKDAY = re.compile(rf"\b(?P<day>{WEEKDAY})s?\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(?P<near>today|tonight|yesterday|tomorrow|last night|this (?:morning|afternoon|evening))"
    r"|(?P<which>this|last|next) (?P<unit>week|month|year))\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|next|until|due|plans? to|(?:is|are) (?:to|\w+ing)|coming|scheduled|expected)\b",
    re.IGNORECASE,
)
_DAYS_OFF = {"yesterday": -1, "last night": -1, "tomorrow": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """A time that a text names: `year`, `month`, `day` as numbers, `weekday` from 0 (Monday), None where unsaid."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    words: str = ""
    """A time told from the day of writing, such as "yesterday"."""
    shown: str = ""
    place: int = 0
    ahead: bool = False
    """Whether the sentence speaks of what is to come."""


@lru_cache(maxsize=4096)
def days_in(text: str) -> tuple[Day, ...]:
    """Give the times that a text names, in order."""
    found = [_of_date(match) for match in _DATE.finditer(text)]
    rest = _blanked(text, _DATE)
    ahead = bool(_AHEAD.search(text))
    for match in _MONTH_ALONE.finditer(rest):
        if match.group() != "May" or not re.match(r"\s+[a-z]", rest[match.end() :]) or match.start() > 0:
            found.append(
                Day(month=MONTHS.index(match["month"]) + 1, shown=match.group(), place=match.start())
            )
    found += [Day(year=int(m.group()), shown=m.group(), place=m.start()) for m in _YEAR_ALONE.finditer(rest)]
    for match in _WEEKDAY.finditer(rest):
        number = WEEKDAYS.index(match["day"].capitalize())
        found.append(Day(weekday=number, shown=match.group(), place=match.start(), ahead=ahead))
    for match in _RELATIVE.finditer(rest):
        found.append(Day(words=match.group().lower(), shown=match.group(), place=match.start()))
    return tuple(sorted(found, key=lambda one: one.place))


def without_dates(text: str) -> str:
    """Give the text with dates and years blanked, so that their digits are not taken for amounts."""
    return _blanked(_blanked(text, _DATE), _YEAR_ALONE)


def names_the_same(claimed: Day, told: Day, published: date | None) -> bool:
    """Whether a time that a text tells is the claimed one, weekdays and "yesterday" counted from its publication."""
    if claimed.words or (
        claimed.weekday is not None and claimed.day is None and told.weekday == claimed.weekday
    ):
        return claimed.words == told.words and claimed.weekday == told.weekday
    resolved = _resolved(told, published)
    if claimed.weekday is not None:
        return any(day.weekday() == claimed.weekday for day in resolved)
    if any(_fits(claimed, day) for day in resolved):
        return True
    if told.weekday is not None or told.words:
        return _same_year_in_words(claimed, told, published)
    return _parts_agree(claimed, told, published)


def _parts_agree(claimed: Day, told: Day, published: date | None) -> bool:
    if claimed.day is not None and claimed.day != told.day:
        return False
    if claimed.month is not None and claimed.month != told.month:
        return False
    if claimed.year is None:
        return True
    if told.year is None:
        return (
            claimed.month is not None
            and published is not None
            and abs(published.year - claimed.year) <= 1
            and (claimed.year == _nearest_year(told, published))
        )
    return claimed.year == told.year


def _nearest_year(told: Day, published: date) -> int:
    """Give the year in which a month without a year lies nearest to the day of publication."""
    months_off = (told.month or published.month) - published.month
    return published.year + (1 if months_off < -6 else -1 if months_off > 6 else 0)


def _same_year_in_words(claimed: Day, told: Day, published: date | None) -> bool:
    if published is None or claimed.month is not None or not told.words.endswith("year"):
        return False
    return claimed.year == published.year + {"this": 0, "last": -1, "next": 1}[told.words.split()[0]]


def _resolved(told: Day, published: date | None) -> list[date]:
    """Give the calendar days that a time may mean."""
    if told.day is not None and told.month is not None:
        year = told.year or (_nearest_year(told, published) if published else None)
        return _calendar_day(year, told.month, told.day) if year else []
    if published is None:
        return []
    if told.words and not told.words.endswith(("week", "month", "year")):
        return [published + timedelta(days=_DAYS_OFF.get(told.words, 0))]
    if told.weekday is None:
        return []
    back = (published.weekday() - told.weekday) % 7
    # A sentence that speaks of what is to come may still mean the day that was.
    return [published - timedelta(days=back), *([published + timedelta(days=7 - back)] if told.ahead else [])]


def _calendar_day(year: int, month: int, day: int) -> list[date]:
    try:
        return [date(year, month, day)]
    except ValueError:
        return []


def _fits(claimed: Day, day: date) -> bool:
    if claimed.day is None:
        return False
    return claimed.day == day.day and claimed.month == day.month and claimed.year in (None, day.year)


def _of_date(match: re.Match[str]) -> Day:
    groups = match.groupdict()
    month = next(groups[name] for name in ("m1", "m2", "m3", "m4") if groups[name])
    day = next((groups[name] for name in ("d1", "d2", "d3") if groups[name]), None)
    year = next((groups[name] for name in ("y1", "y2", "y3", "y4") if groups[name]), None)
    number = int(month) if month.isdigit() else _month_number(month)
    return Day(
        int(year) if year else None,
        number,
        int(day) if day else None,
        shown=match.group(),
        place=match.start(),
    )


def _month_number(name: str) -> int:
    return next(
        number for number, full in enumerate(MONTHS, start=1) if full.startswith(name[:3].capitalize())
    )


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match.group()), text)
