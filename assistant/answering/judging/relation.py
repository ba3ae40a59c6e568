"""Who did it to whom: a sentence may share every word with a question and tell the reverse.

"Whom did the minister visit?" is not answered by "The minister was visited by the king" nor by "The king visited the
minister". Rules over the question's subject, its verb and their order; where a sentence is not plain they say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.language.question_kinds import main_question
from assistant.answering.language.terms import content_stems, stem
from assistant.answering.language.verbs import BASE_FORM

Role = Literal["doer", "done to"]

_NAMED = r"(?P<named>(?:the |The )?(?:[A-Z]|(?<=the )|(?<=The ))[^?]*?)"
_NAMED_SHORTLY = r"(?P<named>(?:the )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,2})"
_WHICH = r"(?i:which)(?! of\b)(?: [\w-]+){1,2}"
_WHOM = re.compile(
    rf"(?:(?i:whom|who|what)|{_WHICH}) "
    rf"(?:did|does|do|will|would|has|have|had) {_NAMED} (?P<verb>(?!the\b|of\b|by\b)[a-z-]+)"
    r"(?: (?:in|on|at|as|for|to|with|last|this|yesterday|during|after|before|from|over|by)\b[^?]*)?\?*$"
)
_TOLD_OF = re.compile(
    rf"^\W*(?:(?i:and |but |so )?(?i:when|where|why|how|(?:on|at|in) (?:what|which) [a-z]+)) "
    rf"(?:did|does|do|will|would|has|have|had) {_NAMED_SHORTLY} (?P<verb>(?!the\b|of\b|by\b)[a-z-]+) "
    r"(?:the )?(?P<other>[A-Z][\w'’-]*)"
)
"""Both are named: "When did Ostrevia sue Corvania?"."""
_WHO = re.compile(
    rf"^\W*(?:(?i:who)|{_WHICH})(?: (?:has|have|had|will|would))? (?P<verb>(?!the\b|of\b|by\b)[a-z-]+) {_NAMED}\?*$"
)
_BY_WHOM = re.compile(
    rf"(?:(?i:who)|{_WHICH}) (?:was|were|has been|have been) (?P<verb>(?!the\b|of\b|by\b)[a-z-]+) by {_NAMED}\?*$"
)
_FORMS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (_BY_WHOM, "doer"),
    (_WHOM, "doer"),
    (_TOLD_OF, "doer"),
    (_WHO, "done to"),
)
"""The forms of a question, in the order in which they are tried, and the part that whom it names plays in each."""
SUBJECT_WITHIN = 4
"""Words before a verb among which its subject ends."""

_BE = frozenset("is are was were be been being get gets got".split())
_NO_VERB = frozenset(
    """is are was were be been being has have had do does did will would can could
    say said says add write warn argue insist explain announce reply answer declare recall continue claim note tweet
    state admit promise predict suggest stress joke""".split()
)
"""Auxiliaries, and verbs of saying, whose speaker also stands behind them: "We will fight," said Ida Moll."""
_MUTUAL = frozenset(
    """win won lead led met meet marry married divorced play played plays fight fought face faced join joined share
    shared know""".split()
)
"""Verbs that are as true the other way round, or are nouns as often: to play, to lead."""
_SMALL = frozenset(
    "the a an his her its their this that former new old late also then later never not already twice once".split()
)
_WORD = re.compile(r"\w+(?:[.'’\-]\w+)*|[,;:.!?]")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a question takes as given: the stem of its verb, the stems of whom it names, and the part these play."""

    verb: str
    named: frozenset[str]
    role: Role


def relation_asked(question: str) -> Relation | None:
    """Give the relation that a question asks about, None where its form is not one of the plain ones."""
    asked = main_question(question).strip()
    for pattern, role in _FORMS:
        match = pattern.search(asked)
        if match is None:
            continue
        verb, named = match["verb"], content_stems(_head(match["named"]))
        if not named or verb in _NO_VERB | _MUTUAL:
            return None
        return Relation(verb_stem(verb), named, role)
    return None


def is_turned_round(question: str, sentence: str) -> bool:
    """Tell whether a sentence plainly tells the question's relation the other way round, and nowhere the right way."""
    asked = relation_asked(question)
    if asked is None:
        return False
    roles = _roles_told(asked, _WORD.findall(sentence))
    return bool(roles) and asked.role not in roles


def _head(named: str) -> str:
    """Give the words that name somebody, without what is added behind: "the minister" of "the minister in May"."""
    return re.split(
        r",| of \w+ing\b| (?:in|on|at|during|after|before|last|this|for|when|because|to|with|from)\b", named
    )[0]


def _roles_told(asked: Relation, words: Sequence[str]) -> set[Role]:
    """Give the roles in which a sentence tells the question's own name beside the verb."""
    roles: set[Role] = set()
    stems = [stem(word) for word in words]
    for place, word in enumerate(words):
        if word[:1].isupper() or verb_stem(word) != asked.verb:
            continue
        is_before = _is_named_before(stems, place, asked)
        by = "by" in words[place + 1 : place + 3]
        passive = words[place + 1 : place + 2] == ["by"] or not _BE.isdisjoint(
            words[max(0, place - 3) : place]
        )
        told: list[tuple[Role, bool]]
        if passive:
            told = [("done to", is_before), ("doer", by and asked.named <= set(stems[place + 1 : place + 8]))]
        else:
            told = [("doer", is_before), ("done to", asked.named <= set(_done_to(stems, place)))]
        roles.update(role for role, is_told in told if is_told)
    return roles


def verb_stem(word: str) -> str:
    """Give the form in which two forms of a verb are compared: sue and sued, send and sent."""
    folded = word.casefold()
    return stem(BASE_FORM.get(folded, folded)).rstrip("e")


def _is_named_before(stems: Sequence[str], place: int, asked: Relation) -> bool:
    """Tell whether the question's name stands before the verb, in the same clause."""
    if "to" in stems[max(0, place - 1) : place]:
        return False  # "to win" may be anybody's
    clause = list(stems[:place])
    for mark in (";", ":", ".", "!", "?"):
        if mark in clause:
            clause = clause[len(clause) - clause[::-1].index(mark) :]
    return asked.named <= set(clause) and bool(asked.named & set(clause[-SUBJECT_WITHIN:]))


def _done_to(stems: Sequence[str], place: int) -> list[str]:
    """Give the stems behind a verb up to the end of what it is done to."""
    found: list[str] = []
    for word in stems[place + 1 : place + 8]:
        if word in {",", ";", ":", ".", "by", "in", "on", "at", "to", "with", "for", "that", "and"}:
            break
        if word not in _SMALL:
            found.append(word)
    return found
