"""Questions that ask for several things, and how many of them sentences hold: "which two countries", "which towns"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.candidates import Candidate
from assistant.answering.extractive.key_phrases import names_in, quotations_in
from assistant.answering.language.terms import content_stems
from ingest.number_words import SMALL_NUMBERS

COMPLETE_WITHIN = 3.0
"""Logits by which a sentence that holds all that was asked for may score below one that holds a part of it."""

_COUNTS = {word: count for word, count in SMALL_NUMBERS.items() if 2 <= count <= 10}
_COUNTED = re.compile(
    r"\b(?:which|what|(?:who|what|which) (?:are|were|will be)(?: the names of)? (?:the|his|her|its|their)"
    r"|(?:name|list|give(?: me)?|tell me)(?: the names of)?(?: the)?)"
    rf" (?P<count>{'|'.join(_COUNTS)}|[2-9]|10)(?: [\w-]+){{1,3}}",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\bwhich(?: [\w-]+)? (?:people|men|women|(?!was |is |has |does |this )[a-z][\w-]*[^\Ws]s)"
    r" (?:are|were|have|did|will|would|can|[a-z]+ed|won|lost)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b[\w’'-]+(?: [\w’'-]+){0,3}(?:, [\w’'-]+(?: [\w’'-]+){0,3})*,? (?:and|as well as) [\w’'-]+"
)


def count_asked(question: str) -> int:
    """Give how many things a question asks for: 2 where it only says several, 1 for one thing."""
    match = _COUNTED.search(question)
    if match:
        count = match["count"].casefold()
        return _COUNTS.get(count) or int(count)
    return 2 if _PLURAL.search(question) else 1


def count_held(question: str, sentences: Sequence[str]) -> int:
    """Give how many things that could be meant some sentences hold together: names, quotations, or parts of a list.

    What the question holds itself does not count.
    """
    known = content_stems(question)
    named = {
        frozenset(stems)
        for sentence in sentences
        for start, end in (*names_in(sentence), *quotations_in(sentence))
        if (stems := content_stems(sentence[start:end]) - known)
    }
    longest = max(
        (match.group().count(",") + 2 for one in sentences for match in _LIST.finditer(one)), default=0
    )
    return max(len(named), longest)


def completest(
    question: str, ranked: Sequence[tuple[Candidate, float]]
) -> tuple[tuple[Candidate, float], ...]:
    """Put the best sentence that holds as many things as were asked for before one that scores little better.

    `ranked` are sentences with their scores, best first, one at least.
    """
    wanted = count_asked(question)
    first, *others = ranked
    if not _COUNTED.search(question) or count_held(question, [first[0].text]) >= wanted:
        return tuple(ranked)
    complete = [
        one
        for one in others
        if one[1] >= first[1] - COMPLETE_WITHIN and count_held(question, [one[0].text]) >= wanted
    ]
    return (complete[0], *(one for one in ranked if one is not complete[0])) if complete else tuple(ranked)


def adds_what_lacks(question: str, first: str, other: str) -> bool:
    """Tell whether a second sentence holds some of the several things asked for that the first lacks."""
    held = count_held(question, [first])
    return held < count_asked(question) and count_held(question, [first, other]) > held
