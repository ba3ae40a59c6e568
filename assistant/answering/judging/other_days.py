"""Sentences that tell of another day than the one that is asked about: what was demanded on Saturday, not on Sunday.

A sentence is held to be of another time only where the question puts its days on what it asks ("on Sunday" at its
beginning or end, not "at the summit on Sunday"), and where the clause of the sentence that speaks of the same matter
puts other days there. In doubt it may answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.answering.candidates import Candidate
from assistant.answering.judging.relation import verb_stem
from assistant.answering.language.question_kinds import main_question, names_in_question
from assistant.answering.language.terms import KEPT_TEXTS, is_day, stems
from assistant.answering.language.verbs import REPORTING
from assistant.answers import Hit
from assistant.retrieval.by_words import content_words
from assistant.retrieval.currency import leans_ahead, tense_of
from assistant.retrieval.day_counting import DAYS_OF_A_WEEK
from assistant.retrieval.periods import Period, read_period
from assistant.retrieval.timeliness import Timing
from ingest.quotations import overlaps, quoted_spans
from ingest.records import Passage

REPORTED_WITHIN = 2
"""Days after which an article that tells what was done on a day names it: only of what is news it need not."""

_BEFORE = re.compile(r"(?:(?:on|in|during) )?(?:the (?:morning|afternoon|evening|night) of )?", re.IGNORECASE)
_ANY_SUCH_DAY = re.compile(r"\b(?:an?|each|every|any|some|most|all)\W*$", re.IGNORECASE)
"""Before a weekday that is no certain day: "on a Saturday"."""
_ASKS_A_STATE = re.compile(r"^\W*(?:and )?how (?:many|much)\b.*\b(?:was|were|had)\b", re.IGNORECASE)
"""What a report of the day before may still tell: "How many were missing on Sunday?"."""
_PART_OF_DAY = re.compile(r"(?: (?:morning|afternoon|evening|night))?[\s?.!]*$", re.IGNORECASE)
_OF_A_THING = re.compile(
    r"\b(?:of|in|at|by|after|before|during|from|for|over|about|to|with|against|since|until|on|following)"
    r" (?:the|that|this|its|his|her|their|[\w-]+['’]s?) (?:[a-z-]+ ){0,2}[a-z-]+ (?:(?:on|in|during|by) )?$"
)
"""Before words of time that belong to a thing and not to what is asked: "in the crash on Tuesday"."""
_NOT_A_DAY = re.compile(
    r"\b(?:since|until|till|before|after|from|between|today|tonight|this)\b", re.IGNORECASE
)
_RELATIVE_TO_ANOTHER = re.compile(
    r"\b(?:a|the|one|two|three|\d+) (?:day|week|month|year)s? (?:before|earlier|later|after)\b"
    r"|\b(?:previous|following|same|preceding) (?:day|week|month|year)\b",
    re.IGNORECASE,
)
_NOT_THEN = re.compile(r"\b(?:until|till|to|by|from|since|before|after|for|of|than|between)(?: the)? $", re.I)
"""Before a time that is not that of what is told, but one it reaches to or is counted from."""
_FROM_NOW = re.compile(r"(?:the day before )?(?:yesterday|today|tonight|tomorrow|last night|this \w+)")
_CUT = re.compile(
    r"(?P<aside>\b(?:who|which|whose|where|when|while|after|before|because|since|as|following|if)\b)"
    r"|[;:—–]|,(?=\s)|\b(?:that|and|but|although|though)\b",
    re.IGNORECASE,
)
_SPEECH = REPORTING | frozenset(
    """ask asks asked demand demands demanded call calls called urge urges urged announce tweet tweeted write promise
    promises promised vow vowed threaten threatened describe described accuse accused criticise criticised criticize
    criticized condemn condemned request requested offer offered pledge pledged propose proposed react reacted respond
    responded show showed""".split()
)
"""Verbs of saying, whose day is that of the words and not that of what they tell."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The days that a question puts on what it asks, and what it asks as stems.

    `asks_words` says that it asks what somebody said, `is_past` that it asks what was done, and not how things stood.
    """

    period: Period
    names: frozenset[str]
    matter: frozenset[str]
    asks_words: bool
    is_past: bool


def asked_time(question: str, timing: Timing) -> AskedTime | None:
    """Give the days that a question is about, None where it names none, several, or those of a thing it mentions."""
    asked = main_question(question).strip()
    period = _period_of(asked, timing)
    if period is None:
        return None
    names = frozenset().union(*(stems(name) for name in names_in_question(asked)))
    matter = _matter(asked) - names
    words = {word.casefold() for word in _WORD.findall(asked)}
    is_past = tense_of(asked.casefold()) == "past" and not _ASKS_A_STATE.match(asked)
    return AskedTime(period, names, matter, bool(words & _SPEECH), is_past)


def told_then(asked: AskedTime, candidates: Sequence[Candidate], hits: Sequence[Hit]) -> list[Candidate]:
    """Leave out the sentences that tell of other days than those asked about, and what goes with them.

    What was done on a single day in the past is told by no article of an earlier day, and of a sentence that names no
    day only where its article can be meant: it names the day somewhere in the hits, or it is of the days right behind
    and puts nothing that is asked on another one.
    """
    articles = {candidate.passage.article_id for candidate in candidates}
    passages = [hit.passage for hit in hits if hit.passage.article_id in articles]
    named = {passage.article_id for passage in passages if _names_it(asked, passage)}
    elsewhere = {one.passage.article_id for one in candidates if tells_another_time(asked, one)} - named
    kept: list[Candidate] = []
    for candidate in candidates:
        if tells_another_time(asked, candidate):
            continue
        if asked.is_past and asked.period.days == 1 and not _can_be_meant(asked, candidate, named, elsewhere):
            continue
        kept.append(candidate)
    return kept


def tells_another_time(asked: AskedTime, candidate: Candidate) -> bool:
    """Tell whether a sentence itself puts what is asked on other days than those asked about."""
    text = candidate.text
    told = times_of(text, candidate.passage.header.published)
    if any(_overlap(one, asked.period) for one in told) or _RELATIVE_TO_ANOTHER.search(text):
        return False
    places = [
        one.start for one in told if one.days <= asked.period.days and not _NOT_THEN.search(text[: one.start])
    ]
    return any(_is_on_the_matter(asked, text, start, end, places) for start, end in _pieces(text))


def _can_be_meant(asked: AskedTime, candidate: Candidate, named: set[str], elsewhere: set[str]) -> bool:
    """Tell whether a sentence can tell of the one day that is asked about."""
    published, article_id = candidate.passage.header.published, candidate.passage.article_id
    told = times_of(candidate.text, published)
    if published is None or any(_overlap(one, asked.period) for one in told):
        return True
    age = (published - asked.period.first).days
    return age >= 0 and (article_id in named or (age <= REPORTED_WITHIN and article_id not in elsewhere))


def _names_it(asked: AskedTime, passage: Passage) -> bool:
    """Tell whether a passage names the days asked about, or the week of the day asked about."""
    told = times_of(f"{passage.header.title}\n{passage.text}", passage.header.published)
    return any(
        _overlap(one, asked.period) and one.days <= max(asked.period.days, DAYS_OF_A_WEEK) for one in told
    )


# --- the question


def _period_of(asked: str, timing: Timing) -> Period | None:
    """Give the one time that a question puts on what it asks, None for none, for several and for that of a thing."""
    folded = asked.casefold()
    if len(folded) != len(asked):
        return None
    found: list[Period] = []
    ahead = leans_ahead(asked) and not re.search(r"\b(?:could|would|should|might)", folded)
    end = 0
    for match in re.finditer(r"\b\w", folded):
        start = match.start()
        if start < end:
            continue
        period = read_period(folded, start, timing.now, ahead=ahead)
        if period is None:
            continue
        end = start + len(period.words)
        begins = _BEFORE.fullmatch(folded[:start]) is not None
        ends = _PART_OF_DAY.match(folded, end) is not None and not _ANY_SUCH_DAY.search(folded[:start])
        if not (begins or ends) or _OF_A_THING.search(asked[:start]) or _NOT_A_DAY.search(period.words):
            return None
        if re.search(r"\b(?:since|until|till|before|after|from|between|by|of|for)\W*$", folded[:start]):
            return None
        if period.words == "yesterday":
            period = read_period(folded, start, timing.known_by) or period
        found.append(period)
    return found[0] if len(found) == 1 else None


def _matter(text: str) -> frozenset[str]:
    """Give the words of content of a text as verbs are compared, times left out."""
    return frozenset(verb_stem(word) for word in content_words(text) if not is_day(word))


# --- the sentence


@dataclass(frozen=True, slots=True)
class Told:
    """A time in a sentence, at the character `start`, as all the spans of days that its words can mean."""

    start: int
    spans: tuple[tuple[date, date], ...]

    @property
    def days(self) -> int:
        """How many days it has, in the shortest of its readings."""
        return min((last - first).days + 1 for first, last in self.spans)

    @property
    def last(self) -> date:
        """Its last day, in the latest of its readings."""
        return max(last for _, last in self.spans)


@lru_cache(KEPT_TEXTS)
def times_of(text: str, published: date | None) -> tuple[Told, ...]:
    """Give the times that a text names, read from its article's day both back and ahead; without that day none."""
    if published is None or len(text.casefold()) != len(text):
        return ()
    return tuple(_times_in(text, published))


def _times_in(text: str, published: date) -> Iterator[Told]:
    folded, end = text.casefold(), 0
    quoted = quoted_spans(text)
    for match in re.finditer(r"\b\w", folded):
        start = match.start()
        readings = [read_period(folded, start, published, ahead=ahead) for ahead in (False, True)]
        periods = [period for period in readings if period is not None]
        if start < end or not periods:
            continue
        end = start + len(periods[0].words)
        if _FROM_NOW.match(folded, start) and overlaps(quoted, start, end):
            continue  # the day of speaking is unknown
        yield Told(start, tuple((period.first, period.last) for period in periods))


def _overlap(told: Told, period: Period) -> bool:
    return any(first <= period.last and period.first <= last for first, last in told.spans)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of a sentence's clauses, near enough; each begins with the word that ties it to the others.

    A comma ends one only behind an aside ("who met him on Friday,") and before a saying ("police said on Friday").
    """
    quoted = quoted_spans(text)
    cuts = [match for match in _CUT.finditer(text) if not overlaps(quoted, *match.span())]
    start, in_aside = 0, False
    for cut, following in zip(cuts, [*(cut.start() for cut in cuts[1:]), len(text)], strict=False):
        if cut.group() == "," and not in_aside and not _speaks(text[cut.end() : following]):
            continue
        if cut.start() > start:
            yield start, cut.start()
        start, in_aside = cut.start(), cut["aside"] is not None
    yield start, len(text)


def _speaks(text: str) -> bool:
    return any(word.casefold() in _SPEECH for word in _WORD.findall(text))


def _is_on_the_matter(asked: AskedTime, text: str, start: int, end: int, places: list[int]) -> bool:
    """Tell whether a clause names one of the times at `places` and speaks of what is asked."""
    if not any(start <= place < end for place in places):
        return False
    piece = text[start:end]
    shares = bool(_matter(piece) & asked.matter)
    tie = _CUT.match(text, start)
    if tie is not None and tie["aside"]:
        return shares
    if _speaks(piece) and not shares:
        return asked.asks_words
    is_adverbial = start == 0 and re.match(r"(?:on|in|early|late)\b", piece, re.IGNORECASE) is not None
    return shares or is_adverbial or bool(stems(piece) & asked.names)
