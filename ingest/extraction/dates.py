"""A publication date out of what a source wrote down, or None: a date is read, never guessed."""

from __future__ import annotations

import email.utils
import math
import re
from datetime import UTC, date, datetime, timedelta

from ingest.calendar_names import MONTHS
from ingest.extraction.characters import one_line

EARLIEST_YEAR = 1600
SHOWN_CHARACTERS = 40
EPOCH_SECONDS = (1e8, 1e10)  # 1973 to 2286; smaller numbers are years or null values, not moments
EPOCH_MILLISECONDS = (1e11, 1e13)

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+(?-i:[A-Z]{2,5}))?[,\s]\s*(?:on\s+)?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
_LEAD = rf"^\s*(?:(?:first )?(?:published|posted))?\s*(?:on|at)?\s*:?\s*{_CLOCK}{_WEEKDAY}"
_WORDED = (
    re.compile(_LEAD + rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)", re.I),
    re.compile(
        _LEAD
        + rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})(?!\d)",
        re.I,
    ),
)
_YEAR_FIRST = re.compile(r"^\s*(\d{4})(?:(\d{2})(\d{2})|[-/.](\d{1,2})[-/.](\d{1,2}))(?!\d)")
_YEAR_LAST = re.compile(r"^\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def read_date(value: object, today: date | None = None) -> date | None:
    """The calendar day that `value` names, as its source wrote it, or None where it names none for certain.

    Args:
        value: a date, a datetime, seconds or milliseconds since 1970, or text: ISO 8601, RFC 2822,
            "January 30, 2022", "30 January 2022". "01/02/2022" names two different days, so it is None.
        today: the day of reading, the present one by default; a date more than a day later is None.

    Returns:
        The day, or None where the value is missing, unreadable, ambiguous or in the future.
    """
    found = _named_day(value)
    if found is None or found.year < EARLIEST_YEAR:
        return None
    latest = (today or datetime.now(UTC).date()) + timedelta(days=1)
    return found if found <= latest else None


def why_unknown(value: object, today: date | None = None) -> str:
    """Say in words why `value` gives no day, "" where it gives one or holds nothing at all.

    Args:
        value: what a source wrote down as its date.
        today: the day of reading, as for `read_date`.
    """
    if value is None or (isinstance(value, str) and not value.strip()) or read_date(value, today):
        return ""
    shown = one_line(str(value)[: 10 * SHOWN_CHARACTERS])[:SHOWN_CHARACTERS]
    written = repr(shown) if isinstance(value, str) else shown
    if _named_day(value) is None:
        return f"{written} can't be read as a day; write it as 2022-01-30"
    return f"{written} is no day on which an article can have been published"


def _named_day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(float(value))
    if isinstance(value, str):
        return _from_text(value.strip()[:100])
    return None


def _from_epoch(number: float) -> date | None:
    if not math.isfinite(number):
        return None
    if EPOCH_MILLISECONDS[0] <= number < EPOCH_MILLISECONDS[1]:
        number /= 1000
    if not EPOCH_SECONDS[0] <= number < EPOCH_SECONDS[1]:
        return None
    return datetime.fromtimestamp(number, UTC).date()


def _from_text(text: str) -> date | None:
    if re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", text):
        return _from_epoch(float(text))
    if match := _YEAR_FIRST.match(text):
        return _day(match[1], match[2] or match[4], match[3] or match[5])
    if match := _YEAR_LAST.match(text):
        return _from_year_last(int(match[1]), int(match[3]), match[4], dotted=match[2] == ".")
    for pattern in _WORDED:
        if match := pattern.match(text):
            return _day(match["year"], _month_number(match["month"]), match["day"])
    return _from_rfc_2822(text)


def _from_year_last(first: int, second: int, year: str, dotted: bool) -> date | None:
    """Day and month where only one order is possible; dots stand between day and month in that order."""
    if dotted or first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    return None


def _from_rfc_2822(text: str) -> date | None:
    # The standard library reads two-digit years by guessing the century.
    if not re.search(r"\b\d{4}\b", text):
        return None
    try:
        return email.utils.parsedate_to_datetime(text).date()
    except ValueError:
        return None


def _month_number(name: str) -> int:
    """1 to 12 for an English month's name or its usual short forms, 0 for any other word."""
    name = name.capitalize()
    return next(
        (n for n, month in enumerate(MONTHS, 1) if month.startswith(name) or (name == "Sept" and n == 9)), 0
    )


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
