"""Small words that make another verb of one: to pull out is not to pull back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.checking.words import words_of

PARTICLES = frozenset("out off up down back away in over on through".split())
_MOVED = frozenset("out off up down back away over".split())
"""Those that a claim may not bring in: "in", "on" and "through" mostly lead on to a place or a time."""


def other_particle(claim: str, evidence: Sequence[str]) -> str:
    """Say which verb a claim gives another particle than its evidence does, "" for none."""
    told = [pair for text in evidence for pair in _pairs(text)]
    for verb, particle in _pairs(claim):
        theirs = {other for stem, other in told if stem == verb}
        if particle in _MOVED and theirs and particle not in theirs:
            return f"its evidence has {verb} {min(theirs)}, not {verb} {particle}"
    return ""


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Give each word that carries matter with the particle right behind it."""
    words = words_of(text)
    for word, behind in pairwise(words):
        if word.carries_matter and not word.is_capital and behind.lower in PARTICLES:
            yield word.stem, behind.lower
