"""A question that takes for granted what the articles deny: "Why did the minister resign?", who refused to.

A sentence denies a question's premise where a word of denial governs a word of the question, of the same people, and
nothing lifts the denial ("not until March"). Rules that speak only where it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.candidates import Candidate
from assistant.answering.judging.judge import Judgement
from assistant.answering.judging.relation import verb_stem
from assistant.answering.language.amounts_and_denials import NEGATION
from assistant.answering.language.question_kinds import kind_asked, main_question, names_in_question
from assistant.answering.language.terms import met, stem, stems
from assistant.retrieval.by_words import content_words

GOVERNED = 3
"""Words behind a denial among which the denied verb stands: "did not, however, formally resign"."""
SHARED = 2
"""Content words that a sentence must share with the question, unless nobody at all is what it says."""

_DENIAL = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is|are) not|(?:did|does|do|has|have|had|was|were|is|are)n['’]t"
    r"|never|refus(?:ed|es|ing) to|declin(?:ed|es) to|(?:has|have|had) no plans? to|no longer)\b",
    re.IGNORECASE,
)
_DENIED_BY_A_SPEAKER = re.compile(
    r"\b(?:den(?:ied|ies|ying)(?: (?:that|reports that|having|any|all|the))?|rul(?:ed|es) out)\b",
    re.IGNORECASE,
)
_ACCUSED = re.compile(
    r"\s*(?:(?:all|any|the|these|those|his|her|their) )*(?:\w+ )?"
    r"(?:charges?|counts?|allegations?|accusations?|wrongdoing)\b",
    re.I,
)
"""What an accused denies: that they did it, and not that they are charged with it."""
_NOBODY = re.compile(
    r"\b(?:nobody|no one|none|no arrests?) (?:has|have|had|was|were|is|are)(?: been)?\b", re.IGNORECASE
)
_CONDITION = re.compile(r"\b(?:if|whether|unless|in case)\b", re.IGNORECASE)
_LIFTED = re.compile(
    r"\b(?:until|before|only|just|alone|merely|except|unless|solely|because|enough|yet again|as (?:many|much))\b",
    re.IGNORECASE,
)
_GIVEN_UP = re.compile(
    r"\b(?:stop|ceas|end|halt|quit|drop|abandon|scrap|cancel|suspend|bann?|refus|reject|withdr[ae]w)\w{0,4}\b",
    re.IGNORECASE,
)
"""To give a thing up is said with a denial as well: "will stop taking checks", "will no longer take checks"."""
_ASKS_FOR_WORDS = re.compile(
    r"\b(?:what|how) (?:did|does|do|has|have|had)\b[^?]*?\b"
    r"(?:say|said|tell|told|den(?:y|ied)|claim(?:ed)?|argued?|repl(?:y|ied)|answer(?:ed)?|respond(?:ed)?|react(?:ed)?"
    r"|insist(?:ed)?|explain(?:ed)?|comment(?:ed)?|state[ds]?|testif(?:y|ied)|tweet(?:ed)?|wr[io]t(?:e|ten))\b",
    re.IGNORECASE,
)
"""What somebody said may be a denial, and takes nothing for granted but that they said something."""
_CLAUSE_END = re.compile(r"[;:.!?]|, (?:but|and|though|although|while)\b| but ")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_PRONOUN = re.compile(r"[\"“]?(?:he|she|they|it)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Denial:
    """A denial in a sentence: what stands before it, in its clause behind it, and behind the clause.

    `is_of_its_subject` says that it is of whom the sentence speaks before it, and of nobody whom a speaker tells of;
    `least_shared` is how many words the sentence must share with the question.
    """

    before: str
    clause: str
    behind: str
    is_of_its_subject: bool
    least_shared: int


def denied_premise(question: str, judgement: Judgement) -> Candidate | None:
    """Give the best sentence that denies what a question takes for granted, None where none does."""
    asked = main_question(question)
    if kind_asked(asked) == "none" or _denies(asked) or _ASKS_FOR_WORDS.search(asked):
        return None
    return next((candidate for candidate, _ in judgement.ranked if denies(asked, candidate)), None)


def heeding(question: str, judgement: Judgement) -> Judgement:
    """Give a judgement that answers nothing where the sentence to be quoted denies what the question takes for granted.

    The passage that denies it comes first, so that it is the first of the nearest.
    """
    denied = denied_premise(question, judgement)
    if denied is None or (judgement.answers and denied is not judgement.ranked[0][0]):
        return judgement
    hits = (denied.hit, *(hit for hit in judgement.hits if hit is not denied.hit))
    return replace(judgement, hits=hits, answers=False, is_hopeless=True)


def denies(question: str, candidate: Candidate) -> bool:
    """Tell whether a sentence plainly denies what a question, itself without a denial, takes for granted."""
    denials = tuple(_denials_in(candidate.text))
    if not denials:
        return False
    names = names_in_question(question)
    passage = candidate.passage
    told = stems(f"{passage.header.title} {passage.text}")
    if not all(met(stems(name), told) > 0 for name in names):
        return False
    of_names = {part for name in names for part in stems(name)}
    verbs = {verb_stem(word) for word in content_words(question) if stem(word) not in of_names}
    given_up = _verbs(" ".join(match.group() for match in _GIVEN_UP.finditer(question)))
    shared = len(_verbs(candidate.text) & _verbs(question))
    return any(
        shared >= denial.least_shared
        and _governs(denial, verbs, given_up)
        and (not denial.is_of_its_subject or _is_of(names, candidate, len(denial.before)))
        for denial in denials
    )


def _denials_in(text: str) -> Iterator[_Denial]:
    """Give the denials of a sentence; a later clause is not what one governs."""
    for pattern, least_shared in ((_DENIAL, SHARED), (_DENIED_BY_A_SPEAKER, SHARED), (_NOBODY, 1)):
        for match in pattern.finditer(text):
            ending = _CLAUSE_END.search(text, match.end())
            clause = text[match.end() : ending.start() if ending else None]
            if pattern is _DENIED_BY_A_SPEAKER and _ACCUSED.match(clause):
                continue
            if pattern is _NOBODY:
                clause = clause.partition(",")[0]  # "nobody was hurt, mayor Ida Moll said"
            behind = text[match.end() + len(clause) :]
            yield _Denial(text[: match.start()], clause, behind, pattern is _DENIAL, least_shared)


def _governs(denial: _Denial, verbs: set[str], given_up: set[str]) -> bool:
    """Tell whether nothing lifts a denial, and it is of one of the verbs: one of those `given_up` if there are any."""
    if _CONDITION.search(denial.before) or _LIFTED.search(denial.clause):
        return False
    governed = verbs & _verbs(" ".join(_WORD.findall(denial.clause)[:GOVERNED]))
    if given_up and not governed & given_up:
        return False
    return bool(governed - _verbs(denial.before) - _verbs(denial.behind))


def _is_of(names: Sequence[str], candidate: Candidate, end: int) -> bool:
    """Tell whether whom the sentence speaks of before the denial is whom the question names."""
    subject = candidate.text[:end]
    if not names:
        return True
    context = candidate.before if _PRONOUN.match(candidate.text) else ""
    told = stems(f"{context} {subject}")
    capitalised = [word for word in _WORD.findall(subject)[1:] if word[:1].isupper()]
    return any(met(stems(name), told) > 0 for name in names) or not (capitalised or context)


def _verbs(text: str) -> set[str]:
    """Give the content words of a text as verbs are compared."""
    return {verb_stem(word) for word in content_words(text)}


def _denies(question: str) -> bool:
    return any(NEGATION.fullmatch(word.casefold().replace("’", "'")) for word in _WORD.findall(question))
