"""The days that words of time name, seen from a day: "last week", "March", "12 May 2021", "early 2021"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from assistant.retrieval.day_counting import (
    DAYS_OF_A_WEEK,
    count_back,
    day_of,
    days_before,
    first_of_month,
    months_from,
)
from ingest.calendar_names import MONTHS, WEEKDAYS

SHORTEST_MONTH = 28

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each, of the northern half of the Earth."""
_COUNTS = {
    word: number
    for number, words in enumerate(
        (
            "a an one",
            "two couple",
            "three few",
            "four",
            "five",
            "six several",
            "seven",
            "eight",
            "nine",
            "ten",
        ),
        start=1,
    )
    for word in words.split()
}
_ORDINALS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}

_BEFORE_A_MONTH = """
in of by since until till before after during from to and between last past this next early late mid
""".split()
_AMBIGUOUS = "".join(f"|(?<={word} )may|(?<={word} )march" for word in _BEFORE_A_MONTH)
_PLAIN = "|".join(name for name in map(str.lower, MONTHS) if name not in ("march", "may"))
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)\b(?![.,]\d|%)"
_ON_A = rf"(?:(?:{'|'.join(_WEEKDAYS)}),? )?"
_WHICH = r"(?:(?P<which>last|past|previous|this|this past|this coming|next|coming) )?"
_COUNT = rf"(?:a )?(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})(?: of)?"
_NOT_COUNTED = (
    r"(?! (?!(?:is|was|has|does|as|his|its|this|us)\b)[a-z-]+s\b"
    r"| (?:people|men|women|children|percent|per)\b|-)"
)
"""After a year, and not after "1,500 troops" that is written without its comma."""
_NOT_HOLIDAY = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "super",
        "black",
        "good",
        "bloody",
        "easter",
        "ash",
        "palm",
        "cyber",
        "holy",
        "shrove",
        "fat",
    )
)
_NOT_NAME = (
    r"(?! (?:times|mirror|telegraph|express|mail|people|world|post|night (?:live|football|fever)|league)\b)"
)

_SHARE = re.compile(
    r"(?:the )?(?P<ordinal>first|1st|second|2nd|third|3rd|fourth|4th|last) (?P<share>half|quarter) of (?:the year )?"
)
_FIRST = re.compile(
    r"(?:the )?(?P<which>first|last) (?:(?P<count>\d{1,2}|[a-z]+) )?(?P<unit>day|week|month)s? of (?:the year )?"
)
_PART = re.compile(
    r"(?P<part>early|mid|late|(?:the )?(?:very )?(?:beginning|start|middle|end) of)[- ](?:in )?"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included, that `words` name.

    `has_year` says that the words name the year as well, so that they mean the same on every day.
    """

    first: date
    last: date
    words: str
    has_year: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


_Days: TypeAlias = "tuple[date, date] | None"
_Reader: TypeAlias = Callable[[re.Match[str], date, bool], _Days]


def read_period(text: str, position: int, today: date, *, ahead: bool = False) -> Period | None:
    """Read the words of time that begin at `position` of a text in small letters; None where none do.

    A month, a date or a weekday without a year is the last one that has begun by `today`, or, `ahead`, the next.
    """
    for prefix, slice_of in ((_SHARE, _share_of), (_FIRST, _first_of), (_PART, _part_of)):
        before = prefix.match(text, position)
        whole = read_period(text, before.end(), today, ahead=ahead) if before else None
        days = slice_of(before, whole) if before and whole and whole.days >= SHORTEST_MONTH else None
        if days and before and whole:
            return replace(whole, first=days[0], last=days[1], words=before.group() + whole.words)
    for pattern, days_of in _FORMS:
        match = pattern.match(text, position)
        days = days_of(match, today, ahead) if match else None
        if match and days:
            return Period(days[0], days[1], match.group(), bool(match.groupdict().get("year")))
    return None


def periods_in(text: str, today: date) -> Iterator[Period]:
    """Give all periods that the words of a text name, as read on `today`, in their order."""
    folded, position = text.casefold(), 0
    for start in (match.start() for match in re.finditer(r"\b\w", folded)):
        period = read_period(folded, start, today) if start >= position else None
        if period is not None:
            position = start + len(period.words)
            yield period


def _iso_date(match: re.Match[str], _today: date, _ahead: bool) -> _Days:
    return day_of(int(match["year"]), int(match["number"]), int(match["day"]))


def _date(match: re.Match[str], today: date, ahead: bool) -> _Days:
    month, day = _MONTHS[match["month"]], int(match["day"])
    if match["year"]:
        return day_of(int(match["year"]), month, day)
    # Up to eight years away, because 29 February may be so far.
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    days = (day_of(year, month, day) for year in years)
    return next((one for one in days if one and (one[0] >= today if ahead else one[0] <= today)), None)


def _month(match: re.Match[str], today: date, ahead: bool) -> _Days:
    name = match["name"].rstrip(".")
    return _named(match, _MONTHS[name], 1, today, ahead)


def _season(match: re.Match[str], today: date, ahead: bool) -> _Days:
    return _named(match, _SEASONS[match["name"]], 3, today, ahead)


def _named(match: re.Match[str], month: int, months: int, today: date, ahead: bool) -> _Days:
    """Give the months of a name that comes once a year, the first of them being `month`."""
    if match["year"]:
        return months_from(date(int(match["year"]), month, 1), months)
    which = match["which"] or ""
    years = range(max(1, today.year - 2), min(9997, today.year + 2) + 1)
    spans = [months_from(date(year, month, 1), months) for year in years]
    if which.startswith("next") or which.endswith("coming") or (ahead and not which):
        return next((span for span in spans if span[0] > today or (not which and span[1] >= today)), None)
    if which in ("last", "previous"):
        return next((span for span in reversed(spans) if span[1] < today), None)
    if which == "this":
        running = (span for span in spans if span[0] <= today <= span[1])
        return next(running, None) or next((span for span in spans if span[0].year == today.year), None)
    return next((span for span in reversed(spans) if span[0] <= today), None)


def _year(match: re.Match[str], _today: date, _ahead: bool) -> _Days:
    return date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)


def _quarter(match: re.Match[str], _today: date, _ahead: bool) -> _Days:
    return months_from(date(int(match["year"]), 3 * int(match["quarter"]) - 2, 1), 3)


def _weekday(match: re.Match[str], today: date, ahead: bool) -> _Days:
    weekday, which = _WEEKDAYS[match["weekday"]], match["which"] or ""
    if which.startswith("next") or which.endswith("coming") or (ahead and which in ("", "this")):
        day = days_before(today, -((weekday - today.weekday()) % 7 or (7 if which == "next" else 0)))
    else:
        day = days_before(
            today, (today.weekday() - weekday) % 7 or (7 if which in ("last", "previous") else 0)
        )
    return day, day


def _day_word(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    word = match.group()
    back = 2 if word.startswith("the") else 1 if word.startswith(("yesterday", "last")) else 0
    day = days_before(today, -1 if word.startswith("tomorrow") else back)
    return day, day


def _unit(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    which, unit = match["which"].removesuffix("'s"), match["unit"]
    steps = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(which, -1)
    if which in ("past", "this past") and unit != "weekend":
        return count_back(today, 1, unit), today
    if unit == "week":
        monday = days_before(today, today.weekday() - DAYS_OF_A_WEEK * steps)
        return monday, days_before(monday, -6)
    if unit == "weekend":
        # Until Friday "this weekend" is the one ahead; "the weekend" and "last weekend" are the one behind.
        saturday = days_before(today, (today.weekday() - 5) % 7)
        later = steps + (today.weekday() < 5) if steps >= 0 else -(today.weekday() >= 5 and which == "last")
        saturday = days_before(saturday, -DAYS_OF_A_WEEK * later)
        return saturday, days_before(saturday, -1)
    if unit == "month":
        return months_from(first_of_month(today, steps))
    if unit == "quarter":
        return months_from(first_of_month(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * steps), 3)
    return months_from(first_of_month(date(today.year, 1, 1), 12 * steps), 12)


def _past_count(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    return count_back(today, _number(match), match["unit"]), today


def _recent(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    return count_back(today, 3 if match["unit"] != "day" else DAYS_OF_A_WEEK, match["unit"]), today


def _ago(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    day = count_back(today, _number(match), match["unit"])
    loose = {"day": 0, "week": 3, "month": 15, "year": 90}[match["unit"]]
    return days_before(day, loose), min(days_before(day, -loose), today)


def _number(match: re.Match[str]) -> int:
    return int(match["count"]) if match["count"].isdigit() else _COUNTS[match["count"]]


def _hours(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    return days_before(today, max(1, math.ceil(int(match["count"] or 1) / 24))), today


def _month_of_a_year(match: re.Match[str], today: date, _ahead: bool) -> _Days:
    year = today.year + {"last": -1, "this": 0, "next": 1}[match["which"]]
    return months_from(date(min(max(year, 1), 9999), _MONTHS[match["name"]], 1))


def _day_of_month(match: re.Match[str], today: date, ahead: bool) -> _Days:
    """Give the 12th that was last, or that comes next."""
    months = (first_of_month(today, step) for step in (range(3) if ahead else range(0, -3, -1)))
    days = (day_of(month.year, month.month, int(match["day"])) for month in months)
    return next((one for one in days if one and (one[0] >= today if ahead else one[0] <= today)), None)


def _share_of(match: re.Match[str], whole: Period) -> _Days:
    parts = 2 if match["share"] == "half" else 4
    number = parts - 1 if match["ordinal"] == "last" else _ORDINALS[match["ordinal"]]
    return _slice(whole, number, parts) if number < parts else None


def _first_of(match: re.Match[str], whole: Period) -> _Days:
    count = match["count"] or "1"
    if not count.isdigit() and count not in _COUNTS:
        return None
    number = int(count) if count.isdigit() else _COUNTS[count]
    if match["which"] == "first":
        return whole.first, min(whole.last, days_before(count_back(whole.first, -number, match["unit"]), 1))
    return max(whole.first, days_before(count_back(whole.last, number, match["unit"]), -1)), whole.last


def _part_of(match: re.Match[str], whole: Period) -> _Days:
    part = match["part"]
    is_early = "early" in part or "beginning" in part or "start" in part
    return _slice(whole, 0 if is_early else 1 if "mid" in part else 2, 3)


def _slice(whole: Period, number: int, parts: int) -> _Days:
    if whole.days >= 365:
        months = 12 // parts
        return months_from(first_of_month(whole.first, number * months), months)
    first = days_before(whole.first, -(number * whole.days // parts))
    return first, days_before(whole.first, 1 - (number + 1) * whole.days // parts)


_FORMS: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(form), reader)
    for form, reader in (
        (r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})\b", _iso_date),
        (rf"{_ON_A}(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?", _date),
        (rf"{_ON_A}{_MONTH} (?:the )?{_DAY}(?!:)(?:,? {_YEAR})?", _date),
        (r"the (?P<day>\d{1,2})(?:st|nd|rd|th)(?=$|[?,.;:!])", _day_of_month),
        (rf"{_WHICH}(?P<name>{'|'.join(_MONTHS)})\b\.?,? (?:of )?{_YEAR}", _month),
        (rf"(?P<name>{'|'.join(_MONTHS)})\b\.? (?:of )?(?P<which>last|this|next) year\b", _month_of_a_year),
        (rf"{_WHICH}(?P<name>{_PLAIN}{_AMBIGUOUS})\b(?P<year>)", _month),
        (rf"(?:the )?{_WHICH}(?P<name>{'|'.join(_SEASONS)})(?: of|,)? {_YEAR}", _season),
        (rf"(?P<which>last|this|next) (?P<name>{'|'.join(_SEASONS)})\b(?P<year>)", _season),
        (rf"(?:the year )?{_YEAR}(?!s){_NOT_COUNTED}", _year),
        (rf"q(?P<quarter>[1-4])(?: of)? {_YEAR}", _quarter),
        (
            rf"(?:on )?{_WHICH}{_NOT_HOLIDAY}(?P<weekday>{'|'.join(_WEEKDAYS)})\b{_NOT_NAME}"
            r"(?: (?:morning|afternoon|evening|night)\b)?",
            _weekday,
        ),
        (r"(?:the day before yesterday|yesterday|last night)\b", _day_word),
        (
            r"(?:(?<!usa )(?<!than )(?<!against )(?<!with )today|tonight|this (?:morning|afternoon|evening)|tomorrow)\b"
            r"(?! (?:show|program|newspaper))",
            _day_word,
        ),
        (
            r"(?:the )?(?P<which>this past|past|last|previous|this|current|next|coming) "
            r"(?P<unit>weekend|week|month|quarter|year)\b(?! of\b)",
            _unit,
        ),
        (r"(?P<which>the) (?P<unit>weekend)\b", _unit),
        (rf"(?:the )?(?:last|past|previous) {_COUNT} (?P<unit>day|week|month|year)s?\b", _past_count),
        (r"(?:the )?(?:last|past) (?:(?P<count>\d{1,3}) )?hours?\b", _hours),
        (r"(?:the )?(?:recent|past) (?P<unit>day|week|month|year)s\b", _recent),
        (rf"{_COUNT} (?P<unit>day|week|month|year)s? ago\b", _ago),
    )
)
