"""Names that are nearly those of a question, and are not: a sentence on Lake Ormen says nothing about Lake Orme."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.language.terms import (
    ALIASES,
    KEPT_TEXTS,
    may_be_name,
    met,
    related,
    stem,
    stems,
    without_possessive,
)

TITLES = frozenset(
    """president prime minister foreign secretary general mr mrs ms dr professor judge senator king queen prince
    princess sir lord lady pope chief executive chairman chair governor mayor party state county city government
    ministry house court department street avenue road""".split()
)
COUNTRIES = frozenset(group[0] for group in ALIASES)
"""Stems of countries. Like titles they are part of many names, so that sharing one says nothing."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def names_another(question: str, sentence: str) -> bool:
    """Tell whether a sentence names, in the place of somebody or something the question names, another of like name.

    That is a name that shares a word with the question's (Heron Cup, Heron Bowl; North Korea, South Korea) while each
    has a word that the other lacks, in a sentence that does not hold the question's name as well.
    """
    names = _names(question, first_word=False)
    if not names:
        return False
    known = stems(sentence)
    others = _names(sentence, first_word=True)
    for name in names:
        missing = [word for word in name if not any(_same(stem(word), other) for other in known)]
        if _telling(missing) and any(_is_like(name, other) for other in others):
            return True
    return False


def names_only_a_namesake(question: str, text: str) -> bool:
    """Tell whether a text has another first name for the surname of somebody whom a question names by both.

    Mireille Tanvold is not Emil Tanvold. Of longer names, those of bodies and papers among them, nothing is said.
    """
    known, others = stems(text), _names(text, first_word=True)
    for name in _names(question, first_word=False):
        if len(name) != 2 or _telling(name) != list(name) or met(stems(" ".join(name)), known) == 1:
            continue
        first, last = name
        if not any(_same(stem(first), word) for word in known) and any(
            len(other) == 2 and other[1] == last and _telling(other[:1]) for other in others
        ):
            return True
    return False


def _is_like(name: Sequence[str], other: Sequence[str]) -> bool:
    shared = [word for word in name if any(stem(word) == stem(its) for its in other)]
    foreign = [its for its in other if not any(_same(stem(word), stem(its)) for word in name)]
    return bool(_telling(shared)) and bool(_telling(foreign))


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.casefold() not in TITLES and stem(word) not in COUNTRIES]


def _same(one: str, other: str) -> bool:
    return one == other or related(one, other)


@lru_cache(KEPT_TEXTS)
def _names(text: str, *, first_word: bool) -> tuple[tuple[str, ...], ...]:
    """Give the runs of two or more capitalised words that only blanks part.

    Without `first_word` the first one counts for nothing: every question's is capital anyway.
    """
    runs: list[list[str]] = [[]]
    end = 0
    for number, match in enumerate(_WORD.finditer(text)):
        word = without_possessive(match.group())
        is_name = may_be_name(word)
        if text[end : match.start()].strip() or not is_name:
            runs.append([])
        if is_name and (number > 0 or first_word):
            runs[-1].append(word)
        end = match.end()
    return tuple(tuple(run) for run in runs if len(run) > 1)
