"""Opposite words that answer a yes-or-no question: "Is the airport open?", of which one says that it is closed."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.candidates import Candidate
from assistant.answering.language.question_kinds import kind_asked, main_question
from assistant.answering.language.terms import KEPT_TEXTS, content_stems
from assistant.answering.sources.denials import (
    Denial,
    are_of_other_times,
    denials_in,
    is_of_the_same,
    is_only_possible,
)

SHARED = 0.6
"""Share of the question's other words that each of two opposite sentences must have."""

_PAIRS = tuple(
    (re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE))
    for one, other in (
        ("(?:re-?)?open(?:s|ed|ing)?", "clos(?:e|es|ed|ing)|shut(?:s|ting)?"),
        ("safe", "unsafe|dangerous|contaminated|poisonous"),
        ("alive", "dead|died|killed"),
        ("legal|lawful", "illegal|unlawful|outlawed"),
        (
            "allow(?:s|ed)?|permit(?:s|ted)?",
            "ban(?:s|ned)?|bar(?:s|red)?|forbid(?:s|den)?|forbade|prohibit(?:s|ed)?",
        ),
        (
            "approv(?:e|es|ed)|adopt(?:s|ed)?",
            "reject(?:s|ed)?|veto(?:es|ed)?|vot(?:es|ed) down|turn(?:s|ed) down",
        ),
        ("accept(?:s|ed)?", "reject(?:s|ed)?|refus(?:es|ed)|declin(?:es|ed)|turn(?:s|ed) down"),
        ("guilty|convicted", "innocent|acquitted|cleared"),
    )
)


def are_opposite(one: Candidate, other: Candidate, question: str) -> bool:
    """Tell whether two sentences answer a yes-or-no question by opposite words, of the same subject."""
    pairs = _pairs_in(question)
    if not pairs or are_of_other_times(one, other):
        return False
    for pair in pairs:
        for left, right in (pair, pair[::-1]):
            if _says(one, left, right, other, question) and _says(other, right, left, one, question):
                return True
    return False


@lru_cache(KEPT_TEXTS)
def _pairs_in(question: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Give the pairs of opposites of which a question has a word, none if it asks for more than yes or no."""
    if kind_asked(main_question(question)) != "none":
        return ()
    return tuple(pair for pair in _PAIRS if any(word.search(question) for word in pair))


def _says(
    candidate: Candidate, word: re.Pattern[str], opposite: re.Pattern[str], other: Candidate, question: str
) -> bool:
    match = word.search(candidate.text)
    if match is None or opposite.search(candidate.text) or any(True for _ in denials_in(candidate.text)):
        return False
    before = candidate.text[: match.start()]
    rest = content_stems(word.sub(" ", opposite.sub(" ", question)))
    met = rest & content_stems(candidate.text)
    subject = Denial((), before, points=False, is_spoken=False, start=match.start(), end=match.end())
    return (
        len(met) >= SHARED * len(rest)
        and not (before.endswith(" to ") or is_only_possible(before))
        and is_of_the_same(subject, other, question)
    )
