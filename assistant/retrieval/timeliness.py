"""What a question may be answered from, as far as time goes: its window, or which articles are too old for it.

The day that counts as now: `asked_on` where it is given, and it counts strictly. Else today, as long as the library is
kept up: its newest article is at most `STALE_AFTER` days old. A library whose newest article is older is read as an
archive: now is the day of that article, so that what its articles tell in the present can be asked in the present.
Words that are counted from the day of asking ("today", "this week", "two weeks ago") mean the real day all the same,
because whoever says them names it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from assistant.answers import Window
from assistant.retrieval.currency import Currency, currency_of, names_year
from assistant.retrieval.day_counting import DAYS_OF_A_WEEK, days_before
from assistant.retrieval.window import AskedDays, asked_days
from ingest.records import Filter, Passage

STALE_AFTER = 90
"""Days. What an older article tells of its own present is no longer news."""
AGE_COST = 0.5
"""Of 102 questions of RealTime QA 2024 without a window the best sentence is then right for 27 of the 44 about now,
not 25; of the 24 on an undated past it would be for 9, not 10."""
PREFERENCE = Window(None, None, "newer articles are preferred, because the question is about now")
"""Shown where that changed what is shown: a window that is open at both ends limits nothing."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a question counts from, in its words ("since the election"), and its day, None where no article gives it."""

    words: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Timing:
    """How time bounds one question: `known_by` hides what came later, `now` is the day that it is about at the latest.

    `window` is what the reader is shown. `days` are those that the question names itself, None where it names none or
    its asker set the window. `fresh_since` is the first day whose articles are not too old for the question, None
    where none are too old; `currency` says whether an older one may answer all the same.
    """

    known_by: date
    now: date
    currency: Currency = "past"
    fresh_since: date | None = None
    window: Window | None = None
    days: AskedDays | None = None

    def staleness(self, passage: Passage) -> float:
        """Give 0 for a passage that is not too old for the question, else what share of its age is too much.

        It lies between 0 and 1: a half at twice the age that is young enough. What has no date can't be shown to be
        too old.
        """
        published = passage.header.published
        if published is None or self.fresh_since is None or published >= self.fresh_since:
            return 0.0
        return (self.fresh_since - published).days / max(1, (self.now - published).days)

    def handicap(self, passage: Passage) -> float:
        """Give what the age of a passage costs it beside newer ones, in logits of its sentences.

        It is 0 but for a question about now, and half a logit for every doubling of (a week and the age). A passage
        without a date counts as just young enough.
        """
        if self.currency != "now":
            return 0.0
        published = passage.header.published or self.fresh_since or self.now
        return AGE_COST * math.log2(1 + max(0, (self.now - published).days) / DAYS_OF_A_WEEK)

    def limits(self, outlet: str = "", since: date | None = None) -> Filter:
        """Give the filter of the window, or from `since` on where it has none."""
        window = self.window or PREFERENCE
        return Filter(window.since or since, window.until, known_by=self.known_by, outlet=outlet)


def timing_of(
    question: str,
    today: date,
    *,
    asked_on: date | None = None,
    since: date | None = None,
    until: date | None = None,
    newest: date | None = None,
    event: Event | None = None,
) -> Timing:
    """Say how time bounds a question that is asked `today`, or as of `asked_on`.

    `since` and `until` are the days that the asker sets; they overrule whatever the question's words say. `newest`
    is the day of the library's newest article up to the day of asking, None where none has a date; `event` what the
    question counts from, if it does.
    """
    day = asked_on or today
    if since or until:
        return Timing(day, day, window=Window(since, until, "the dates asked for"))
    is_archive = asked_on is None and newest is not None and (today - newest).days > STALE_AFTER
    now = newest if is_archive and newest is not None else day
    days = asked_days(question, day)
    if days is None or not days.is_counted:
        days = asked_days(question, now)  # "in January" of an archive is its last January
    if days is not None:
        return Timing(day, now, window=days.window, days=days)
    if event is not None and event.day is not None:
        why = f'the question says "{event.words}", which was on {event.day.day} {event.day:%B %Y}'
        days = AskedDays(Window(event.day, day, why))
        return Timing(day, now, window=days.window, days=days)
    ahead = _ahead(day) if day > today else None
    currency = "now" if event else currency_of(question, now)
    if currency == "past":
        return Timing(day, now, window=ahead)
    fresh_since = days_before(now, STALE_AFTER)
    if names_year(question, now):
        fresh_since = min(fresh_since, date(now.year, 1, 1))
    return Timing(day, now, currency, fresh_since, ahead or (PREFERENCE if currency == "now" else None))


def _ahead(day: date) -> Window:
    why = f"the day of asking, {day.day} {day:%B %Y}, lies in the future, and what there is may be too old for it"
    return Window(None, None, why)
