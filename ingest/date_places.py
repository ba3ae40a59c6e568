"""One relative date in its sentence: which days does it mean, or is it none, or open?"""

from __future__ import annotations

import re
from datetime import date, timedelta

from ingest.calendar_spans import (
    MONTH_NUMBERS,
    WEEKDAY_NUMBERS,
    Span,
    ago,
    before,
    day_of_month,
    month,
    nearest_weekday,
    period,
    weekend,
)
from ingest.date_patterns import (
    AHEAD_ONLY,
    ANOTHER_YEAR,
    MONTH,
    MONTH_BEFORE,
    NAMED_AFTER,
    NAMED_DAYS,
    NAMED_FOR_A_DAY,
    OF_A_MARKET,
    OWN_TIME,
    PREPOSITION,
    UNCLEAR_PREPOSITION,
    WEEKDAY,
)
from ingest.tense import Direction, direction

_LONGEST_WAY = 190
"""Days: a day without a year that lies further away is not certain, since the other side may be nearer."""
_LONGEST_WAY_OF_AN_ATTRIBUTE = 60
_MONTHS_AWAY = 9
_MONTHS_AGO = 6
"""A month further back is called "last November" rather than "in November", which may also be the next one."""
_ANNIVERSARIES = frozenset({(9, 11), (1, 6)})
"""Days that are named for what once happened on them."""


class DatePlace:
    """One match of `EXPRESSION` in its sentence, the one with the number `index`; offsets are those of the text."""

    def __init__(
        self,
        text: str,
        sentences: list[tuple[int, int]],
        index: int,
        match: re.Match[str],
        published: date,
        people: set[str],
        is_quoted: bool,
    ) -> None:
        self._text = text
        self._match = match
        self._published = published
        self._people = people
        self._is_quoted = is_quoted
        self._start, self._end = sentences[index]
        before = sentences[max(0, index - 2)][0]
        self._context = text[before : self._end]

    def words(self) -> tuple[int, int]:
        """Give where the expression stands, without a preposition before it."""
        match = self._match
        if match.lastgroup == "month" or match["month"]:
            lead = re.match(r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom) ", match.group())
            return match.start() + (lead.end() if lead else 0), match.end()
        if match["past"] or match["weekend"]:
            lead = re.match(r"(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin|[Aa]t) ", match.group())
            return match.start() + (lead.end() if lead else 0), match.end()
        return match.span()

    def span(self) -> Span | None:
        """Give the first and the last day, None where it is not certain."""
        match = self._match
        if match.group()[0].isupper() and not match["date"] and self._is_title():
            return None
        if match["date"]:
            return self._day_of_month()
        if match["weekday"]:
            return self._weekday()
        if match["month"]:
            return self._month()
        if self._is_quoted:
            return None
        if match["day_word"]:
            return self._day_word()
        if match["period"]:
            return self._period()
        if match["weekend"]:
            return self._weekend()
        return self._counted()

    def _is_title(self) -> bool:
        """Tell whether a word that is no proper name is capital within a sentence: "USA Today", "Last Night"."""
        word = self._match.group().split()[0]
        if re.match(WEEKDAY + "|" + MONTH, word):
            return False
        return bool(re.search(r"[\w,] $", self._before(3)))

    # --- days

    def _day_word(self) -> Span | None:
        word = self._match["day_word"].casefold()
        if self._following().startswith(("'s", "’s")) and not word.startswith("yesterday"):
            return None  # "today's young people", "tomorrow's world"
        as_nowadays = re.search(r"\b(?:until|to|even|than|of) $", self._before(8))
        if word == "today" and (as_nowadays or self._direction() is None):
            return None  # "it is a museum today"
        days = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(word.split()[0], 0)
        if word.startswith("the day"):
            days = -2 if "before" in word else 2
        day = self._published + timedelta(days=days)
        return day, day

    def _weekday(self) -> Span | None:
        name = self._match["weekday_name"]
        match = self._match
        which = (match["which_day"] or "").casefold()
        before = self._before(30)
        if re.search(rf"{WEEKDAY}(?: (?:to|through|thru) |[-–])$", before):
            return None
        if not which and self._is_a_name(name, before):
            return None
        if NAMED_AFTER.match(self._following()) or (which == "last" and before.endswith(("the ", "The "))):
            return None
        if match["in_week"]:
            day = period(self._published, match["in_week"], "week")[0] + timedelta(days=WEEKDAY_NUMBERS[name])
        elif which == "last" or which == "this past":
            day = nearest_weekday(self._published - timedelta(days=1), WEEKDAY_NUMBERS[name], "past")
        elif which in ("next", "this coming", "the coming"):
            day = nearest_weekday(self._published + timedelta(days=1), WEEKDAY_NUMBERS[name], "future")
        else:
            is_over = OF_A_MARKET.match(self._following())
            told = "past" if is_over else self._direction() or ("future" if which == "this" else None)
            if told is None:
                return None
            day = nearest_weekday(self._published, WEEKDAY_NUMBERS[name], told)
        return day, day

    def _is_a_name(self, name: str, before: str) -> bool:
        words = before.split()
        last = words[-1] if words and before.endswith(" ") else ""
        if last.casefold() in NAMED_DAYS or last in ("the", "The"):
            return True
        if last in ("on", "On"):
            return words[-2:-1] == ["Mail"]
        if name in self._people:
            return True
        if not last or last[0].islower() or last[-1] in ",;:" or last.casefold() in ("late", "early"):
            return not last and bool(
                re.match(r" (?:says?|said|told|adds|added|has|was|is)\b", self._following())
            )
        if len(words) == 1 or self._match.start() - len(last) - 1 == self._start:
            return True  # "Joe Friday said", not "In Moscow Friday"
        leading = next((word for word in reversed(words[:-1]) if word[0].islower()), "")
        return leading not in (
            "in",
            "at",
            "to",
            "from",
            "with",
            "for",
            "near",
            "told",
            "met",
            "by",
            "against",
            "of",
        )

    def _day_of_month(self) -> Span | None:
        match = self._match
        if match["date_year"] or self._told_of_another_year():
            return None
        number = MONTH_NUMBERS[
            (match["month_of_day"] or match["month_before_day"]).rstrip(".")[:3].casefold()
        ]
        days = [
            int(day.rstrip("sthnrd"))
            for day in (
                match["day"] or match["day_after"],
                match["day_to"] or match["day_after_to"] or match["day"] or match["day_after"],
            )
        ]
        if (number, days[0]) in _ANNIVERSARIES or NAMED_FOR_A_DAY.match(self._following()):
            return None
        weekday = re.match(WEEKDAY, match["date"])
        # "He proposed an August 5 trial": the verb is not that of the day.
        is_attribute = bool(re.search(r"(?:\b(?:an?|the|his|her|its|their)|['’]s) $", self._before(8), re.I))
        is_attribute = is_attribute and self._following()[:2].strip().islower()
        told = None if is_attribute else self._direction()
        first = day_of_month(
            self._published, number, days[0], told, WEEKDAY_NUMBERS[weekday.group()] if weekday else None
        )
        furthest = _LONGEST_WAY_OF_AN_ATTRIBUTE if is_attribute else _LONGEST_WAY
        if first is None or abs((first - self._published).days) > furthest:
            return None
        last = first.replace(day=days[1])
        return (first, last) if last >= first else None

    # --- longer spans

    def _period(self) -> Span | None:
        match = self._match
        which, unit, part = match["which"].casefold(), match["unit"], (match["part"] or "").casefold()
        if self._counts_within():
            return None  # "the last week of the campaign", "his last year"
        if re.match(r" (?:of|in (?:office|power|charge)|or|and a half)\b", self._following()):
            return None
        if (
            unit == "week"
            and which == "this"
            and self._published.weekday() == 6
            and (part == "later" or (not part and self._direction() == "future"))
        ):
            which = "next"  # a Sunday paper's week is the one that begins
        first, last = period(self._published, which, unit)
        if which == "this" and part == "earlier":
            return first, self._published
        if which == "this" and part == "later":
            return self._published, last
        return first, last

    def _counts_within(self) -> bool:
        """Tell whether "last" or "next" counts within what a word before or behind it says: "the last week of May"."""
        return bool(
            re.search(
                r"\b(?:the|his|her|its|their|our|my|your|at|than|like)(?: very)? $", self._before(12), re.I
            )
        )

    def _weekend(self) -> Span | None:
        which = self._match["which_weekend"].casefold()
        if self._counts_within() or re.match(r" (?:of|in|before|after)\b", self._following()):
            return None  # "the last weekend of May"
        told: Direction | None = "future"
        if which in ("last", "this past"):
            told = "past"
        elif which in ("this", "over the", "at the"):
            told = self._direction()
        return weekend(self._published, told, which) if told else None

    def _counted(self) -> Span | None:
        match = self._match
        if match["past"]:
            return before(self._published, match["past_count"] or "one", match["past_unit"]), self._published
        if re.search(
            r"\b(?:than|over|about|nearly|almost|around|some|roughly|least|most|or|to|well over) $",
            self._before(14),
            re.I,
        ):
            return None
        return ago(self._published, match["count"], match["ago_unit"])

    def _month(self) -> Span | None:
        match = self._match
        which = (match["which_month"] or "").casefold()
        words, name = match["month"], match["month_name"].rstrip(".")
        ahead_only = bool(AHEAD_ONLY.match(words)) and not which
        year = (match["month_year"] or "").strip(" ,")
        if not (MONTH_BEFORE.match(words) or ahead_only) or (year and not year.endswith("year")):
            return None
        if name in self._people and not words.startswith(("in ", "In ")):
            return None
        if re.match(r"['’]s?\b| \d|[-–]\w| (?:Day|Court|Madness|Fool)| on Washington", self._following()):
            return None
        number = MONTH_NUMBERS[name[:3].casefold()]
        if year:
            return month(self._published.year + {"last": -1, "this": 0, "next": 1}[year.split()[0]], number)
        if which in ("last", "next"):
            return self._strictly(number, -1 if which == "last" else 1)
        told = "past" if words.casefold().startswith("since") else self._direction()
        if told is None or (ahead_only and told == "past") or self._told_of_another_year():
            return None
        away = (
            (self._published.month - number) % 12 if told == "past" else (number - self._published.month) % 12
        )
        if away > (_MONTHS_AGO if told == "past" and words.startswith("in ") else _MONTHS_AWAY):
            return None
        later = number > self._published.month
        if told == "past":
            return month(self._published.year - later, number)
        return month(self._published.year + (number < self._published.month), number)

    def _strictly(self, number: int, step: int) -> Span:
        """Give the last such month that is over, or the next that has not begun."""
        ahead = number - self._published.month
        same_year = ahead * step > 0
        return month(self._published.year + (0 if same_year else step), number)

    # --- what stands around it

    def _direction(self) -> Direction | None:
        sentence = self._text[self._start : self._end]
        start = self._match.start() - self._start
        lead = PREPOSITION.search(sentence[:start])
        told = direction(sentence, lead.start() if lead else start, self._match.end() - self._start)
        is_open = UNCLEAR_PREPOSITION.search(sentence[:start]) or (
            start and OWN_TIME.match(self._following())
        )
        if told == "past" and is_open:
            return None  # "was closed until Saturday", "spoke of Saturday's vote": over by now, or not?
        return told

    def _told_of_another_year(self) -> bool:
        """Tell whether a year that is long over is named close by, to which a month or day may belong."""
        near = {self._published.year, self._published.year + 1}
        return any(int(year) not in near for year in ANOTHER_YEAR.findall(self._context))

    def _before(self, characters: int) -> str:
        return self._text[max(self._start, self._match.start() - characters) : self._match.start()]

    def _following(self) -> str:
        return self._text[self._match.end() : self._match.end() + 40]
