"""Is a question about now? Read from its tense, and from words such as "currently", "the latest", "so far"."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

Currency = Literal["now", "open", "past"]
"""What time a question is about: now, a past without a date ("Who won?"), or one that may lie long ago."""

_NOW = re.compile(
    r"\b(?:now|nowadays|currently|at the moment|at present|right now|these days|so far|to date|as of (?:now|today)"
    r"|(?:the )?latest|(?:the )?newest|(?:the )?most recent(?:ly)?|recent(?:ly)?|lately|still|any ?(?:longer|more)"
    r"|upcoming|soon|tomorrow|up to now|until now|by now|just|already|yet)\b(?! (?:a|the|not|because|before|after)\b)"
)
_SINCE = r"(?<!since )(?<!since the )(?<!from )(?<!after )(?<!until )"
_LONG_AGO = re.compile(
    rf"{_SINCE}\b(?:(?P<year>1\d\d\d|20\d\d)\b(?!s|[.,]\d|%)"
    r"|(?P<decade>1\d\d0|20\d0)'?s\b|\d{1,2}(?:st|nd|rd|th)[ -]century\b|(?:centuries|decades) ago\b)"
)
_HISTORY = re.compile(r"\b(?:originally|in history|historically|back then)\b")
_ASKS_WHEN = re.compile(
    r"^(?:and |but |so )?(?:when|since when|(?:in |on |at )?(?:what|which) (?:year|day|date|month|time))\b"
)

_FUTURE = frozenset("will won't 'll shall".split())
_AHEAD = frozenset("going due set about expected planned scheduled".split())
"""After a verb in the present, these make it one about what is to come: "is due to open"."""
_NEAR = 5
"""Words after the verb within which they do."""
_PRESENT = frozenset(
    """
    is isn't are aren't am 's 're 'm has hasn't have haven't 've do don't does doesn't can can't cannot could couldn't
    should shouldn't may might must would wouldn't
    """.split()
)
_PAST = frozenset(
    """
    was wasn't were weren't did didn't had hadn't said told won beat lost sold made took gave went came became got held
    met left led broke began fell rose grew hit cut put set quit shut ran saw spoke spent stood struck swept taught
    thought threw wore wrote bought brought built caught chose drew drove ate fled flew found fought knew laid paid
    rode sang sank sent shook shot showed slept swore tore understood withdrew woke kept felt dealt died overthrew
    """.split()
)
_NOT_VERBS = frozenset("need indeed speed breed seed feed agreed-upon red bed hundred united".split())
_BEFORE_ADJECTIVES = frozenset(
    "the a an which many much more most some any of this that these those no his her their its how".split()
)
_MAY = "may"
_BEFORE_MAY = frozenset(
    "in of by since until till before after during from to last this next early late mid".split()
)
SHORTEST_VERB = 3
"""Letters that a verb in -s has more than: "Who runs it?"."""
_TOKEN = re.compile(r"'\w+|[^\W_]+(?:[-'.][^\W_]+)*")
_SHORT_IS = re.compile(r"\b(what|who|where|when|how|why|it|he|she|that|there|here|which)'s\b")


def currency_of(question: str, asked_on: date) -> Currency:
    """Say what time a question is about; a date in it is another matter (`assistant.retrieval.window`).

    The present, the perfect and the future are about now, as are "currently", "the latest", "still" and this year's
    number. An earlier year, a century, or asking when something was, allows that it lies long ago.
    """
    asked = _last_question(question.casefold().replace("’", "'"))
    if _NOW.search(asked) or names_year(asked, asked_on):
        return "now"
    if any(_is_earlier(match, asked_on) for match in _LONG_AGO.finditer(asked)):
        return "past"
    if tense_of(asked) in ("present", "future"):
        return "now"
    return "past" if _ASKS_WHEN.search(asked) or _HISTORY.search(asked) else "open"


def names_year(question: str, day: date) -> bool:
    """Tell whether a question names the year of `day`, as "the 2024 final" does in 2024, and not to count from it."""
    return any(match["year"] == str(day.year) for match in _LONG_AGO.finditer(question.casefold()))


def tense_of(question: str) -> Literal["past", "present", "future", "none"]:
    """Give the tense of a question's first verb that shows one; the perfect counts as present."""
    tokens = _tokens(question)
    for place, token in enumerate(tokens):
        before = tokens[place - 1] if place else ""
        if token == _MAY and before in _BEFORE_MAY:
            continue
        if token in _FUTURE:
            return "future"
        if token in _PRESENT:
            return "future" if _AHEAD & set(tokens[place + 1 : place + 1 + _NEAR]) else "present"
        if token in _PAST or _is_past_form(token, before):
            return "past"
        if before in ("who", "what") and token.endswith("s") and len(token) > SHORTEST_VERB:
            return "present"
    return "none"


def leans_ahead(question: str) -> bool:
    """Tell whether a day or month without a year that a question names is the next one, not the last one."""
    asked = _last_question(question.casefold().replace("’", "'"))
    if tense_of(asked) == "future":
        return True
    tokens = _tokens(asked)
    perfect = {"has", "have", "hasn't", "haven't", "'ve", "had"}
    told = any(
        token in _PAST or token in perfect or _is_past_form(token, before) for before, token in _pairs(tokens)
    )
    return tense_of(asked) == "present" and not told


def _last_question(text: str) -> str:
    """Give the last sentence that asks, else the last one: what stands before it only tells what it is about."""
    sentences = [part for part in re.split(r"(?<=[.?!]) +", text.strip()) if part]
    asking = [sentence for sentence in sentences if sentence.endswith("?")]
    return (asking or sentences or [text])[-1]


def _is_earlier(match: re.Match[str], asked_on: date) -> bool:
    year = match["year"] or match["decade"]
    return year is None or int(year) < asked_on.year


def _tokens(text: str) -> list[str]:
    """Give the words; the verb behind a pronoun is one ("what's"), and a possessive is none."""
    folded = text.casefold().replace("’", "'")
    split = re.sub(r"(?<=\w)('re|'m|'ve|'ll)\b", r" \1", _SHORT_IS.sub(r"\1 's", folded))
    return _TOKEN.findall(split)


def _pairs(tokens: list[str]) -> list[tuple[str, str]]:
    return list(zip(["", *tokens], tokens, strict=False))


def _is_past_form(token: str, before: str) -> bool:
    """Tell a verb in -ed from an adjective ("many wounded soldiers") and from a word that only ends so."""
    if not token.endswith("ed") or not token.isalpha() or len(token) < 4 or token in _NOT_VERBS:
        return False
    return before not in _BEFORE_ADJECTIVES
