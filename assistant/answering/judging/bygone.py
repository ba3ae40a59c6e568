"""Sentences on an earlier occasion, where a question means the newest one: "He won the prize in 2011".

Reports look back, and what they tell in passing of an older final, toll or law often answers word for word.
"""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.judging.other_days import times_of
from assistant.answering.language.question_kinds import main_question
from ingest.calendar_names import MONTH, WEEKDAY

LONG_AGO = 45
"""Days before its article from which on what a sentence tells is no news in it."""
COST = 2.0
"""Logits. On RealTime QA 2024 the best sentence is then right for two more of 222 questions that name no time, from 2
to 3 alike and from 30 to 60 days; on four suites for as many as before."""

_ASKS_OF_THEN = re.compile(
    r"\b(?:1[5-9]\d\d|20\d\d|when|since|ago|first|ever|before|previous(?:ly)?|earlier|former(?:ly)?|last|past|histor\w+"
    r"|record|origin\w*|once|used to|always|old(?:er|est)?|yesterday|(?:what|which) (?:year|month|day|date)|how long"
    rf"|compared|than|{MONTH}|{WEEKDAY})\b",
    re.IGNORECASE,
)
_THIS_YEAR = re.compile(r"\bthis year(?:['’]s)?\b", re.IGNORECASE)


def cost_of_being_bygone(question: str, candidate: Candidate) -> float:
    """Give the logits that a sentence loses because all the days it names are long gone when its article appeared.

    It loses none where the question names a time or looks back itself.
    """
    asked = main_question(question)
    published = candidate.passage.header.published
    if published is None or _ASKS_OF_THEN.search(_THIS_YEAR.sub("", asked)):
        return 0.0
    told = times_of(candidate.text, published)
    return COST if told and all((published - one.last).days > LONG_AGO for one in told) else 0.0


def is_of_an_earlier_year(question: str, candidate: Candidate) -> bool:
    """Tell whether a question says "this year" and all the days that a sentence names are of years before."""
    asked, published = main_question(question), candidate.passage.header.published
    if published is None or not _THIS_YEAR.search(asked) or _ASKS_OF_THEN.search(_THIS_YEAR.sub("", asked)):
        return False
    told = times_of(candidate.text, published)
    return bool(told) and all(one.last.year < published.year for one in told)
