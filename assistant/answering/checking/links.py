"""Words that a sentence puts together must stand together in its evidence, not in two clauses of it.

"Police arrested twelve men after a shop was looted" does not say that police looted a shop, though it has the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.checking.words import FOLD, Word, words_of
from assistant.answering.language.verbs import REPORTING

_ASIDE = re.compile(
    r",\s+(?:[^,;]*\s)?(?:who|which|whose|whom|where)\b[^,;]*(?:,|$)|,\s+[^,;]*\sthat\b[^,;]*,", re.IGNORECASE
)
_PARTED = re.compile(rf",|\baccording to\b|\b(?:{'|'.join(sorted(REPORTING))})\b", re.IGNORECASE)
_GROUPING = re.compile(r"(?<=\d),(?=\d)")
_JOINT = re.compile(
    r";|(?:,\s*)?\b(?:(?:after|before|since|until)(?!\s+(?:dawn|dusk|noon|midday|midnight|\d))|while|whereas|because|although"
    r"|though|unless|if|when|once)\b|,\s*(?:but|and|so)\b"
    r"|\b(?=who\b|which\b|whose\b)|(?<=\w)\s(?=that\s+(?:[A-Z]|\w+\s+had\b))",
    re.IGNORECASE,
)


def torn_apart(claim: str, evidence: Sequence[str]) -> str:
    """Say which neighbouring words of a claim the evidence has in different clauses only, "" for none."""
    clauses = [held for text in evidence for held in _clauses(text)]
    folded = _folded(claim)
    asides = [match.group() for match in _ASIDE.finditer(folded)]
    for part in (*asides, *_JOINT.split(_ASIDE.sub(" ", folded))):
        for left, right in _neighbours(part):
            both = {left, right}
            if any(both <= held for held in clauses):
                continue
            if all(any(one in held for held in clauses) for one in both):
                return f"its evidence does not put {left} and {right} together"
    return ""


def _clauses(text: str) -> Iterator[frozenset[str]]:
    """Give the stems of each clause of a sentence; a relative one has the word that it is told of too."""
    folded = _folded(text)
    for match in _ASIDE.finditer(folded):
        yield _last_name(folded[: match.start()]) | frozenset(_content(match.group()))
    before = ""
    for part in _JOINT.split(_ASIDE.sub(" ", folded)):
        own = frozenset(_content(part))
        yield own | (
            _last_name(before) if re.match(r"\s*(?:who|which|whose|that)\b", part, re.I) else frozenset()
        )
        before = part


def _neighbours(part: str) -> Iterator[tuple[str, str]]:
    """Give the pairs of words next to each other; a comma, and who tells it, part them."""
    for piece in _PARTED.split(part):
        yield from pairwise(_content(piece))


def _folded(text: str) -> str:
    return _GROUPING.sub("", text.translate(FOLD))


def _content(text: str) -> list[str]:
    return [word.stem for word in words_of(text) if _counts(word)]


def _counts(word: Word) -> bool:
    return word.carries_matter and not word.is_figure


def _last_name(text: str) -> frozenset[str]:
    """Give the stem of the last word that carries matter, and of the capitals before it."""
    words = [word for word in words_of(text) if _counts(word)]
    taken: list[str] = []
    for word in reversed(words):
        if taken and not word.is_capital:
            break
        taken.append(word.stem)
        if not word.is_capital:
            break
    return frozenset(taken)
