"""The days, months and years in a text, each as far as it is told, so that 1902 and 19 September 1902 agree."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.calendar_names import MONTHS

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"1[0-9]\d\d|20\d\d"
_PATTERNS = (
    re.compile(rf"\b(?P<year>{_YEAR})-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_MONTH})(?:\s?,?\s+(?P<year>{_YEAR})\b)?", re.I),
    re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})\b(?:\s?,?\s+(?P<year>{_YEAR})\b)?", re.I),
    re.compile(rf"\b(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b", re.I),
    re.compile(rf"\b(?P<month>{'|'.join(month for month in MONTHS if month not in ('March', 'May'))})\b"),
    re.compile(r"\b(?P<month>(?<=[Ii]n )(?:March|May))\b"),
    re.compile(
        rf"(?<![\d.,$£€¥/-])(?P<year>1[5-9]\d\d|20\d\d)(?:-(?:\d\d|{_YEAR}))?(?![\d,.]\d|\d|%|\s?(?:per\s?cent|people))"
    ),
    re.compile(r"\b\d{1,2}(?::\d\d(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)", re.I),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as a text tells it: 0 stands for what it doesn't tell. `text[start:end]` holds it.

    A time of day is a moment without year, month and day: it is no amount, and says nothing of a date.
    """

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def is_dated(self) -> bool:
        """Whether it tells a year, a month or a day."""
        return bool(self.year or self.month or self.day)


def moments_of(text: str) -> list[Moment]:
    """Give the dates of a text in their order, each once and as fully as it is told."""
    found: list[Moment] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < one.end and one.start < match.end() for one in found):
                found.append(_moment(match))
    return sorted(found, key=lambda one: one.start)


def can_be_one(one: Moment, other: Moment) -> bool:
    """Tell whether two dates can be the same: nothing that both of them tell differs."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(left == right for left, right in pairs if left and right)


def share_a_part(one: Moment, other: Moment) -> bool:
    """Tell whether both dates tell the year, or both the month: without that they can't be compared."""
    return bool((one.year and other.year) or (one.month and other.month))


def other_days(ours: str, theirs: str) -> bool:
    """Tell whether both sentences tell a day or a year, and no two of these can be the same."""
    left = [one for one in moments_of(ours) if one.is_dated]
    right = [one for one in moments_of(theirs) if one.is_dated]
    pairs = [(one, other) for one in left for other in right if share_a_part(one, other)]
    return bool(pairs) and not any(can_be_one(one, other) for one, other in pairs)


def _moment(match: re.Match[str]) -> Moment:
    told = match.groupdict()
    month = int(told["number"]) if told.get("number") else _month(told.get("month") or "")
    day = int(re.sub(r"\D", "", told.get("day") or "") or 0)
    return Moment(int(told.get("year") or 0), month, day, match.start(), match.end())


def _month(name: str) -> int:
    starts = [
        number
        for number, month in enumerate(map(str.lower, MONTHS), start=1)
        if name and month.startswith(name[:3].casefold())
    ]
    return starts[0] if starts else 0
