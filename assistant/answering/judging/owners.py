"""Whose is it? How many troops Ukraine has is not told by the number of another's troops on its borders.

Asked for an amount, a question says whose or where it is to be. A sentence that names others there, and neither whom
the question names nor anybody whom the articles tie to them, gives another's amount. In doubt it may answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.candidates import Candidate
from assistant.answering.judging.as_read import as_read
from assistant.answering.language.question_kinds import main_question, names_in_question
from assistant.answering.language.terms import (
    KEPT_TEXTS,
    is_day,
    may_be_name,
    met,
    related,
    stem,
    stems,
    without_possessive,
)
from assistant.answering.language.word_classes import BASE_FORMS, PAST
from assistant.answering.sources.quantities import Quantity, quantities_of
from assistant.answers import Hit

TIED_WITHIN = 7
"""Words between two names that are told of each other: "Ostrevian Prime Minister Teodor Valsk"."""

_AMOUNT = re.compile(
    r"^\W*(?:and |but |so )?(?:about |roughly )?how (?:many|much|old|tall|heavy|long|far|big|large|high)\b",
    re.I,
)
_NAMED = r"[A-Z][\w.'’-]*(?: (?:of |de |von |van )?[A-Z][\w.'’-]*)*"
_SUBJECT = re.compile(
    rf"\b(?:do|does|did|has|have|had|will|would) (?:the )?(?P<named>{_NAMED}) (?P<verb>[a-z]+)\b"
)
_ASKED_OF = re.compile(
    rf"\b(?:do|does|did|has|have|had|will|would|is|was|are|were) (?:the |[a-z]+ )?{_NAMED}|[A-Z][\w-]+['’]s? [a-z]"
)
_PLACE = re.compile(rf"\b(?:in|at) (?:the )?(?P<place>{_NAMED})")
_GOAL = re.compile(r"\b(?:to|for|from|towards?|against|with) (?:the )?" + _NAMED)
_PARTED = re.compile(r"[;:]|\b(?:and|but|while)\b")
_BY = re.compile(r"\bby (?:the )?$")
_MODIFIER = re.compile(rf"(?i:how many) (?:(?:of )?the )?(?P<name>{_NAMED}) [a-z]")
_PLACED = re.compile(r"\b(?:in|at|near|of|on|across|around) (?:the )?(?:[a-z]+ ){0,2}$")
_LEANING = re.compile(r"[\"“]?(?:he|she|they|it|his|her|their|its)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*|[,;:.!?()]")
_CLAUSE = re.compile(
    r"[;:—–]|,(?=\s)|\b(?:that|and|but|although|though|while|when|where|who|which|whose|because|as"
    r"|said|says|told|added|announced|claimed|warned|reported|estimated)\b"
)
_BESIDE = frozenset(
    """near along around against toward towards to into outside from with at on off for between beside by under over
    across of in which""".split()
)
_BEFORE_A_NAME = frozenset("the a its their eastern western northern southern".split())
_TIE_ENDS = frozenset(
    """and but who which that said says told while when after before as with from to ; : . ! ?""".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words at `start` to `end` (characters) of a text, as the stems of its words."""

    stems: frozenset[str]
    start: int
    end: int


def is_of_another(question: str, candidate: Candidate, hits: Sequence[Hit]) -> bool:
    """Tell whether a sentence gives the amount that a question asks for to others than those whom it names."""
    asked = main_question(question).strip()
    named = [stems(name) for name in names_in_question(asked)] if _AMOUNT.match(asked) else []
    text = as_read(candidate) if named and not candidate.row else candidate.text
    amounts = quantities_of(text) if named else []
    if not amounts:
        return False
    names = _names(text, candidate.passage.text)
    context = f"{candidate.passage.header.title} {text}"
    if _LEANING.match(text):
        context += f" {candidate.before}"
    known = stems(context)
    is_missing = _ASKED_OF.search(asked) is not None and all(met(owner, known) == 0 for owner in named)
    if is_missing and _others_have(text, amounts, names, named, hits):
        return True
    if _is_elsewhere(asked, context, text, amounts, names, hits):
        return True
    modifier = _MODIFIER.search(asked)
    if modifier and met(stems(modifier["name"]), stems(f"{context} {candidate.before}")) == 0:
        return bool(names) and not _are_told_of([stems(modifier["name"])], names, hits)
    return _is_only_beside(asked, text, amounts, names)


def _is_elsewhere(
    asked: str,
    context: str,
    text: str,
    amounts: Sequence[Quantity],
    names: Sequence[Name],
    hits: Sequence[Hit],
) -> bool:
    """Tell whether a sentence lacks a place of the question, or has it only as a goal, and gives another's amount."""
    at_hand = stems(_GOAL.sub("", context))
    asked_places = [stems(match["place"]) for match in _PLACE.finditer(asked) if not is_day(match["place"])]
    lacking = [place for place in asked_places if met(place, at_hand) == 0]
    placed = [
        name
        for name in names
        if _PLACED.search(text[: name.start])
        and any(
            not _PARTED.search(text[min(one.end, name.end) : max(one.start, name.start)]) for one in amounts
        )
    ]
    return bool(lacking and placed) and not _are_told_of(lacking, placed, hits)


def _others_have(
    text: str,
    amounts: Sequence[Quantity],
    names: Sequence[Name],
    owners: Sequence[frozenset[str]],
    hits: Sequence[Hit],
) -> bool:
    """Tell whether each amount stands in one clause with names, none of which is told of with the owners."""
    for amount in amounts:
        start, end = _clause_around(text, amount)
        beside = [name for name in names if start <= name.start < end]
        first = min(one.start for one in amounts if start <= one.start)
        # "won 31 per cent and 19 of the 55 seats", "wrote that the 83-year-old was unfit"
        if not beside and text[start:first].strip() in ("", "the"):
            beside = [name for name in names if name.end <= start][-1:]
        if not beside or _are_told_of(owners, beside, hits):
            return False
    return True


def _clause_around(text: str, amount: Quantity) -> tuple[int, int]:
    """Give the span of the clause that holds an amount; a name right before "a 34-year-old" or ", 52," is in it."""
    aged = re.search(r"[\w'’-]+, (?:an? |aged )?$", text[: amount.start])
    cuts = [
        cut
        for cut in _CLAUSE.finditer(text)
        if not aged or cut.start() < aged.start() or cut.start() > amount.start
    ]
    start = max((cut.end() for cut in cuts if cut.end() <= amount.start), default=0)
    end = min((cut.start() for cut in cuts if cut.start() >= amount.end), default=len(text))
    return start, end


def _are_told_of(owners: Sequence[frozenset[str]], names: Sequence[Name], hits: Sequence[Hit]) -> bool:
    """Tell whether one of the names is told of together with one of the owners."""
    return any(_are_tied(owner, name.stems, hits) for owner in owners for name in names)


def _is_only_beside(asked: str, text: str, amounts: Sequence[Quantity], names: Sequence[Name]) -> bool:
    """Tell whether whom the question names as having or doing it stands in a sentence only beside another's amount."""
    owner = _owner_asked(asked)
    if not owner or not any(_is_one(name.stems, owner) for name in names):
        return False
    return all(_is_given_to_another(text, one, names, owner) for one in amounts)


def _owner_asked(asked: str) -> frozenset[str]:
    """Give the stems of whom a question asks about as having or doing something, none where it names nobody so.

    It is Velm of "How many tanks did Velm send?", and Velmish of "How many Velmish troops are there?".
    """
    match = _SUBJECT.search(asked)
    if match and (match["verb"] in BASE_FORMS | PAST | {"have", "own"} or match["verb"].endswith("ed")):
        return stems(match["named"])
    modifier = _MODIFIER.search(asked)
    return stems(modifier["name"]) if modifier else frozenset()


def _is_given_to_another(text: str, amount: Quantity, names: Sequence[Name], owner: frozenset[str]) -> bool:
    """Tell whether others have or do it: they stand before the amount, or behind it after "by"."""
    if any(_is_one(name.stems, owner) and not _stands_beside(text, name) for name in names):
        return False
    start, _ = _clause_around(text, amount)
    before = [name for name in names if start <= name.start < amount.start]
    before = before or [name for name in names if name.start < amount.start][:1]
    by = [name for name in names if name.start > amount.end and _BY.search(text[: name.start])]
    return any(not _is_one(name.stems, owner) for name in [*before, *by])


def _stands_beside(text: str, name: Name) -> bool:
    """Tell whether a name stands behind a preposition: "near Velm", "on the Velmish border"."""
    words = [word.casefold() for word in _WORD.findall(text[: name.start])][-4:]
    for word in reversed(words):
        if word not in _BEFORE_A_NAME:
            return word in _BESIDE
    return False


def _is_one(name: frozenset[str], owner: frozenset[str]) -> bool:
    """Tell whether two names share a word, or the one is the other's people or adjective."""
    return any(one == other or related(one, other) for one in name for other in owner)


def _are_tied(one: frozenset[str], other: frozenset[str], hits: Sequence[Hit]) -> bool:
    """Tell whether two names stand near each other, with nothing between that parts them, in one of the passages."""
    return any(_tied_in(one, other, f"{hit.passage.header.title}. {hit.passage.text}") for hit in hits)


def _tied_in(one: frozenset[str], other: frozenset[str], text: str) -> bool:
    """Tell whether a text has two names within `TIED_WITHIN` words, and none between them that parts them."""
    words, capitalised = _words_in(text)
    for left in (place for place, name in capitalised if _is_one(name, one)):
        for right in (place for place, name in capitalised if _is_one(name, other)):
            low, high = sorted((left, right))
            if low < high <= low + TIED_WITHIN + 1 and _TIE_ENDS.isdisjoint(words[low + 1 : high]):
                return True
    return False


@lru_cache(KEPT_TEXTS)
def _words_in(text: str) -> tuple[list[str], list[tuple[int, frozenset[str]]]]:
    """Give a text's words and marks, in small letters, and the places and stems of those with a capital."""
    words = _WORD.findall(text)
    capitalised = [(place, stems(word)) for place, word in enumerate(words) if word[:1].isupper()]
    return [word.casefold() for word in words], capitalised


@lru_cache(KEPT_TEXTS)
def _names(text: str, article: str) -> tuple[Name, ...]:
    """Give the runs of capitalised words of a text, days left out; its first word only where the article has it so."""
    found: list[Name] = []
    for match in re.finditer(r"[^\W\d_]+(?:[.'’\-][^\W\d_]+)*", text):
        word = without_possessive(match.group())
        if not may_be_name(word):
            continue
        if found and found[-1].end + 1 == match.start() and text[found[-1].end] == " ":
            found[-1] = Name(found[-1].stems | {stem(word)}, found[-1].start, match.start() + len(word))
        else:
            found.append(Name(frozenset({stem(word)}), match.start(), match.start() + len(word)))
    if found and found[0].start <= 1 and len(found[0].stems) == 1:
        word = re.escape(text[found[0].start : found[0].end])
        if not re.search(rf"[\w,] {word}\b", article):
            found = found[1:]
    return tuple(found)
