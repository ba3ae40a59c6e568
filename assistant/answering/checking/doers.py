"""Who does it, and whose it is: the doer that stands before a verb may not be one that the evidence has behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.answering.checking.words import Word, words_of
from assistant.answering.language.verbs import BASE_FORM, BE, REPORTING

LONGEST_DOER = 6
"""Words before a verb that may name who does it."""
OWN_WITHIN = 3
"""Words behind a verb among which "own" says whose the thing is."""
_AUXILIARIES = frozenset("be have do".split())
_CLAUSE = frozenset(
    "and or but after before when while as because since that who which whose where if than".split()
)
_PLACES = frozenset("in at on near from outside during by with".split())
_MODALS = frozenset("will would shall can could may might must should".split())
_TOLD = frozenset("told tell tells".split())


def other_doer(claim: str, evidence: Sequence[str]) -> str:
    """Say whose deed in a claim is another's in the evidence, "" for none.

    "Brask told Solm" is not borne out by "Solm told Brask", nor "the lab sent the nurse samples" by "the nurse sent
    samples to the lab".
    """
    told = [words_of(text) for text in evidence]
    for doer, deed in _deeds(words_of(claim)):
        orders = [order for words in told if (order := _done_by_another(words, doer, deed)) is not None]
        if orders and all(orders):
            return f"its evidence has another for {deed} than {' '.join(sorted(doer))}"
    return _of_another(claim, evidence) or _others_thing(claim, evidence)


def _deeds(words: Sequence[Word]) -> Iterator[tuple[frozenset[str], str]]:
    """Give the stems of who does something, as they stand before a verb in the active voice, and the verb's stem."""
    for place, word in enumerate(words):
        if not _is_deed(words, place):
            continue
        before = takewhile(
            lambda other: not _ends_clause(other), reversed(words[max(0, place - LONGEST_DOER) : place])
        )
        doer = frozenset(other.stem for other in before if other.carries_matter)
        if doer:
            yield doer, word.stem


def _is_deed(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a verb in the past, an irregular one or one behind "will", and not in the passive voice."""
    word = words[place]
    if place and words[place - 1].lower in _MODALS:
        return word.carries_matter and word.lower not in REPORTING
    base = BASE_FORM.get(word.lower, word.lower)
    if word.is_capital or base in _AUXILIARIES or (base == word.lower and not word.lower.endswith("ed")):
        return False
    if word.lower in REPORTING - _TOLD:
        return False
    behind = words[place + 1].lower if place + 1 < len(words) else ""
    return behind != "by" and not any(one.lower in BE for one in words[max(0, place - 2) : place])


def _ends_clause(word: Word) -> bool:
    return word.is_mark or word.lower in _CLAUSE


def _done_by_another(words: Sequence[Word], doer: frozenset[str], deed: str) -> bool | None:
    """Say whether a sentence has the doer only behind the deed and another before it; None where it tells of none.

    A place behind the deed may be its doer in other words: "ships built in Velm".
    """
    places = [place for place, word in enumerate(words) if word.stem == deed]
    if not places:
        return None
    place = places[0]
    if len(places) > 1 or not _is_deed(words, place):
        return False
    before = {word.stem for word in words[:place] if word.carries_matter}
    behind = [index for index, word in enumerate(words) if index > place and word.stem in doer]
    if not before or before & doer or {words[index].stem for index in behind} != doer:
        return False
    return any(words[index - 1].lower not in _PLACES for index in behind)


def _of_another(claim: str, evidence: Sequence[str]) -> str:
    """Say whose thing a claim has somebody deal with where the evidence tells of their own, "" for none."""
    words = words_of(claim)
    for place, word in enumerate(words):
        if not (word.is_capital and word.text.endswith(("'s", "s'"))) or place < 2:
            continue
        deed = words[place - 1]
        told = [
            "own" in {other.lower for other in held[index + 1 : index + 1 + OWN_WITHIN]}
            for held in map(words_of, evidence)
            for index, one in enumerate(held)
            if one.stem == deed.stem and deed.carries_matter
        ]
        if told and all(told) and words[place - 2].is_capital and words[place - 2].stem != word.stem:
            return f"its evidence tells of {words[place - 2].text}'s own, not of {word.text}"
    return ""


def _others_thing(claim: str, evidence: Sequence[str]) -> str:
    """Say which thing of one owner a claim gives to another whom the evidence names too, "" for none."""
    told = [(words_of(text), tuple(_owned(words_of(text)))) for text in evidence]
    for owner, thing in _owned(words_of(claim)):
        owners = {other for _, pairs in told for other, held in pairs if held == thing}
        named = any(word.stem == owner for words, _ in told for word in words)
        if owners and named and owner not in owners:
            return f"its evidence has {thing} of {min(owners)}, not of {owner}"
    return ""


def _owned(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Give the stems of owners with an "'s" and of what stands right behind them."""
    for owner, thing in pairwise(words):
        if owner.text.endswith(("'s", "s'")) and owner.carries_matter and thing.carries_matter:
            yield owner.stem, thing.stem
