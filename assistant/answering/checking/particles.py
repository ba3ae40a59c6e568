"""Small words that turn a verb or a place round: to pull out is not to pull back, nor in the town from the town."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.checking.words import words_of

PARTICLES = frozenset("out off up down back away in over on through".split())
_MOVED = frozenset("out off up down back away over".split())
"""Those that a claim may not bring in: "in", "on" and "through" mostly lead on to a place or a time."""
_CONTRARY = {
    **dict.fromkeys(("in", "on", "at", "inside", "within"), frozenset(("from", "outside"))),
    **dict.fromkeys(("to", "into"), frozenset(("from",))),
    "from": frozenset(("to", "into")),
    "outside": frozenset(("in", "inside", "at")),
    "before": frozenset(("after",)),
    "after": frozenset(("before", "until")),
    "until": frozenset(("after", "from")),
    "above": frozenset(("below", "under")),
    "below": frozenset(("above", "over")),
    "with": frozenset(("without",)),
    "without": frozenset(("with",)),
    "for": frozenset(("against",)),
    "against": frozenset(("for",)),
}
"""Prepositions, each with those that say the contrary of the same thing."""
_SKIPPED = frozenset("the a an its his her their mr mrs ms dr this that".split())


def other_preposition(claim: str, evidence: Sequence[str]) -> str:
    """Say what a claim has in a place, or before a time, that its evidence has away from it, or after; "" for none."""
    told = [pair for text in evidence for pair in _governed(text)]
    for preposition, thing in _governed(claim):
        theirs = {other for other, stem in told if stem == thing}
        if theirs and preposition in _CONTRARY and theirs <= _CONTRARY[preposition]:
            return f"its evidence has {min(theirs)} {thing}, not {preposition} {thing}"
    return ""


def _governed(text: str) -> Iterator[tuple[str, str]]:
    """Give the stem of each word that carries matter, with the preposition before it, "" for another word there."""
    before = ""
    for word in words_of(text):
        if word.carries_matter:
            yield before if before in _CONTRARY else "", word.stem
        if word.lower not in _SKIPPED:
            before = word.lower


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
