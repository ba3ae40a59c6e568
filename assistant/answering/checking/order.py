"""Who does it to whom: what the evidence tells the other way round is not borne out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assistant.answering.checking.names import is_name
from assistant.answering.checking.polarity import NUMBERS
from assistant.answering.checking.speakers import statements_in
from assistant.answering.checking.words import Word, words_of
from assistant.answering.language.terms import stem
from assistant.answering.language.verbs import BE, REPORTING

REACH = 4
"""How many words that carry matter may lie between doer, deed and done to."""
_AUXILIARIES = BE | frozenset(
    "has have had will would can could may might must should shall not also already since still".split()
)
_EITHER_VOICE = frozenset(
    stem(word)
    for word in """close open move change start begin end increase decrease grow break stop double halve sink burn
    spread turn drop divide split merge delay continue finish reopen resume worsen improve marry divorce base concern
    agree flood shut wreck crash ground""".split()
)
"""Verbs that tell the same in both voices: the bridge closed, or was closed."""
LONGEST_OBJECT = 6
"""Words between "want" and "to" that may name who is to do it."""
_WANTING = frozenset(
    "want wants wanted ask asks asked expect expects expected need needs needed like prefer prefers preferred".split()
)
_DETERMINERS = frozenset("the a an its his her their mr ms mrs dr".split())
_CLAUSE = frozenset(
    "and or but after before when while as because since that who which where if than with".split()
)
_PLACES = frozenset("in at on near from outside during to into for by".split())


def turned_round(claim: str, evidence: Sequence[str]) -> str:
    """Say which words the evidence has in the opposite order, such as "the firm sued the union", "" for none."""
    for first, deed, last, by in _triples(claim):
        told = [order for text in evidence if (order := _order(text, first, deed, last)) is not None]
        # Between the active and the passive voice the order changes and "by" comes or goes.
        if told and all(backwards == (by == by_there) for backwards, by_there in told):
            return f"its evidence has {first}, {deed} and {last} the other way round"
    return (
        _swapped(claim, evidence)
        or _wanted_of_another(claim, evidence)
        or _compared(claim, evidence)
        or _other_voice(claim, evidence)
    )


def _other_voice(claim: str, evidence: Sequence[str]) -> str:
    """Say who pays in a claim and is paid in the evidence, or the other way round; "" for nobody."""
    told = [one for text in evidence for one in _voices(words_of(text))]
    for subject, deed, is_passive in _voices(words_of(claim)):
        theirs = [passive for who, what, passive in told if (who, what) == (subject, deed)]
        if theirs and is_passive not in theirs and deed not in _EITHER_VOICE:
            return f"its evidence has {subject} and {deed} in the other voice"
    return ""


def _voices(words: Sequence[Word]) -> Iterator[tuple[str, str, bool]]:
    """Give each subject with its verb behind an auxiliary, as stems, and whether it is done to it."""
    for place, word in enumerate(words):
        if not word.carries_matter or word.is_capital or word.is_figure:
            continue
        start = place
        while start > 0 and words[start - 1].lower in _AUXILIARIES:
            start -= 1
        subject = words[start - 1] if start else word
        between = {other.lower for other in words[start:place]}
        if between and subject.carries_matter and not subject.is_figure and not word.lower.endswith("ing"):
            yield subject.stem, word.stem, bool(between & BE)


def _compared(claim: str, evidence: Sequence[str]) -> str:
    """Say what a claim has behind "than" that the evidence has only before it, "" for nothing."""
    told = [_around_than(text) for text in evidence]
    for other in _around_than(claim)[1]:
        if any(other in before and other not in behind for before, behind in told if behind):
            return f"its evidence does not have {other} behind 'than'"
    return ""


def _around_than(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the stems before and behind "than"; none where a text has no "than", or only that of a figure."""
    words = words_of(text)
    places = [
        place for place, word in enumerate(words) if word.lower == "than" and not _before_figure(words, place)
    ]
    if not places:
        return frozenset(), frozenset()
    matter = [word.stem if word.carries_matter and not word.is_figure else "" for word in words]
    ahead = range(places[0] + 1, len(words))
    behind = takewhile(lambda place: words[place].lower == "that" or not _parts(words[place]), ahead)
    return frozenset(matter[: places[0]]) - {""}, frozenset(matter[place] for place in behind) - {""}


def _before_figure(words: Sequence[Word], place: int) -> bool:
    return any(word.is_figure or word.lower in NUMBERS for word in words[place + 1 : place + 3])


def _wanted_of_another(claim: str, evidence: Sequence[str]) -> str:
    """Say what the evidence has somebody want others to do and a claim has them do themselves, or the reverse.

    It is "" where there is nothing of the kind. "Russia wants to pull back" is not borne out by "Russia wants NATO to
    pull back".
    """
    for verb, others in _controls(words_of(claim)):
        told = [mine for text in evidence for stem, mine in _controls(words_of(text)) if stem == verb]
        if told and others not in told:
            return f"its evidence says otherwise who is to do it, behind {verb}"
    return ""


def _controls(words: Sequence[Word]) -> Iterator[tuple[str, bool]]:
    """Give the stems of verbs such as "want" before "to", and whether somebody is named between who is to do it."""
    for place, word in enumerate(words):
        if word.lower not in _WANTING:
            continue
        ahead = words[place + 1 : place + 1 + LONGEST_OBJECT]
        for distance, other in enumerate(ahead):
            if other.is_mark or other.lower in _CLAUSE:
                break
            if other.lower == "to":
                yield word.stem, distance > 0
                break


def _triples(text: str) -> Iterator[tuple[str, str, str, bool]]:
    """Give doer, deed and done to as stems in their order, and whether the last is said to have done it ("by")."""
    words = words_of(text)
    places = [place for place, word in enumerate(words) if word.carries_matter and not word.is_figure]
    things = [place for place in places if _is_thing(words, place)]
    for here, end in ((left, right) for left in things for right in things if left < right):
        between = [place for place in places if here < place < end]
        if len(between) >= REACH or any(word.is_mark for word in words[here:end]):
            continue
        for deed in between:
            word = words[deed]
            stems = (words[here].stem, word.stem, words[end].stem)
            if len(set(stems)) == 3 and not word.is_capital and word.lower not in REPORTING:
                yield (*stems, _is_agent(words, end))


def _is_thing(words: Sequence[Word], place: int) -> bool:
    """Whether a word is a name or stands behind an article: what does something, or has it done."""
    return words[place].is_capital or (place > 0 and words[place - 1].lower in _DETERMINERS)


def _is_agent(words: Sequence[Word], place: int) -> bool:
    """Whether "by" stands before a word, with at most an article or a title between."""
    before = place - 1
    while before > 0 and (words[before].lower in _DETERMINERS or words[before].is_capital):
        before -= 1
    return before >= 0 and words[before].lower == "by"


def _order(text: str, first: str, deed: str, last: str) -> tuple[bool, bool] | None:
    """Say whether a text has three stems backwards, and with "by"; None where it does not have them near each other."""
    words = words_of(text)
    places = [place for place, word in enumerate(words) if word.carries_matter]
    for index, place in enumerate(places):
        if words[place].stem != deed:
            continue
        before = {words[one].stem for one in places[max(0, index - REACH) : index]}
        behind = {words[one].stem: one for one in places[index + 1 : index + 1 + REACH]}
        if first in before and last in behind:
            return False, _is_agent(words, behind[last])
        if last in before and first in behind:
            return True, _is_agent(words, behind[first])
    return None


def _swapped(claim: str, evidence: Sequence[str]) -> str:
    """Say which two names of one clause the evidence has in the opposite order, "" for none."""
    speakers = frozenset[str]().union(*(one.names for one in statements_in(claim)))
    words = words_of(claim)
    places = [place for place, word in enumerate(words) if is_name(word) and word.name not in speakers]
    for left, right in pairwise(places):
        between = words[left + 1 : right]
        if not between or between[-1].lower in _PLACES or any(_parts(word) for word in between):
            continue
        if len(between) == 1 and words[left].text.endswith("'s"):  # "Velm's goalkeeper Nico" is one, not two.
            continue
        first, last = words[left].name, words[right].name
        told = [
            [word.name for word in words_of(text) if word.is_capital or word.lower == "by"]
            for text in evidence
        ]
        both = [names for names in told if first in names and last in names]
        if both and all(names.index(first) > _last(names, last) and "by" not in names for names in both):
            return f"its evidence has {words[right].text} before {words[left].text}, not the other way round"
    return ""


def _parts(word: Word) -> bool:
    return word.is_mark or word.lower in _CLAUSE


def _last(names: Sequence[str], name: str) -> int:
    return len(names) - 1 - list(reversed(names)).index(name)
