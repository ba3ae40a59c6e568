"""What a text asks, apart from what is told around it: of "I write on harbours. When did it open?" the second."""

from __future__ import annotations

import re

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.standalone import leans
from assistant.answering.language.clauses import QUESTION_WORDS, clause_of
from assistant.answering.language.question_kinds import names_in_question
from assistant.retrieval.broad_questions import question_within
from ingest.sentences import sentence_spans

BEGINNING = 3
"""Words at the beginning of a sentence that tell whom it is about."""
LONGEST_HEAD = 12
"""Words before a colon or dash that may lead up to a question."""

_LED_UP_TO = re.compile(r"^(?P<head>[^:?]+?)(?::| [-–—]+) +(?P<asked>\S.*)$")
_OF_THE_ASKER = re.compile(
    r"\b(?:i|i'm|i’m|my|me|we|our|you|your|questions?|thing|check|wonder(?:ing)?|curious|quick(?:ly)?|help|please)\b",
    re.IGNORECASE,
)
_INDIRECT = re.compile(
    r"^(?:(?:please|so|and|ok|okay|hi|hello)[\s,]+)*(?:(?:can|could|would|will) (?:you|anyone|somebody|someone)"
    r"(?: please| kindly| possibly)?"
    r"(?: tell me| say| explain(?: to me)?| let me know| find out| check| look up)"
    r"|(?:please )?(?:tell me|let me know|find out|explain(?: to me)?)(?: please)?"
    r"|(?:do|does|did) (?:you|anyone|anybody|we) (?:happen to )?know|any idea|is it known|is there any word on"
    r"|i(?: am|'m|’m) (?:just )?(?:wondering|asking|curious)(?: about)?|i (?:just )?wonder(?:ed)?"
    r"|i(?: would|'d|’d)? (?:just )?(?:like|love|need|want|have|wanted) to (?:know|find out|understand|check|ask)"
    r"|my question is|what i (?:want|need|would like) to know is)[\s,:–-]+",
    re.IGNORECASE,
)
_BEGINS_SMALL = re.compile(r"(?<=[?!] )[a-z]|(?<=\w\w\. )(?:" + "|".join(sorted(QUESTION_WORDS)) + r")\b")
_PRONOUN = re.compile(
    r"\b(?P<owner>his|her|its|their)\b(?= \w)|\b(?:he|she|they|it|him|them)\b", re.IGNORECASE
)


def asked_part(text: str) -> str:
    """Give what a text asks without what the reader tells around it, all of it where the question needs that.

    Left out are sentences that speak of the asker, others that ask nothing where the question has names of its own
    and does not lean on them ("... When did they join?"), and a few words of the asker's own that lead up to it ("My
    editor wants this exact: ...").
    A thing named before a dash takes the place of the pronoun behind it: "Ida Moll - what does she do?".
    """
    text = _BEGINS_SMALL.sub(lambda match: match.group().capitalize(), text)
    sentences = [text[start:end] for start, end in sentence_spans(text)]
    asked = [sentence for sentence in sentences if _asks(sentence)]
    points = any(_PRONOUN.search(sentence) for sentence in asked)
    told = " ".join(one for one in sentences if one not in asked and not _is_idle(one, points))
    if not asked:
        return told or text
    if told and _needs(" ".join(asked), told):
        return text
    if len(asked) > 1:
        return " ".join(asked)
    return _directly(_without_head(asked[0]))


def _asks(sentence: str) -> bool:
    clause = clause_of(sentence)
    return sentence.rstrip('"”’)').endswith("?") or bool(
        _INDIRECT.match(sentence)
        or question_within(sentence)
        or (clause and clause.auxiliary and clause.asked)
    )


def _is_idle(sentence: str, points: bool) -> bool:
    """Tell whether a sentence speaks of the asker and names nothing: "I need it for a fact check".

    Where the question `points` to somebody, "The mayor stayed away, I hear" is none: it begins with another matter.
    """
    match = _OF_THE_ASKER.search(sentence)
    begins = match is not None and len(sentence[: match.start()].split()) < BEGINNING
    return match is not None and (begins or not points) and not names_in_question(sentence)


def _needs(question: str, told: str) -> bool:
    """Tell whether a question can't be understood without what was told around it."""
    turn = Turn(told)
    first = next(question[start:end] for start, end in sentence_spans(question))
    if leans(first, [turn]) or clause_of(first) is None:
        return True
    return not names_in_question(question)


def _without_head(question: str) -> str:
    match = _LED_UP_TO.match(question)
    if not match or not _opens_a_question(match["asked"]):
        return question
    head, asked = match["head"].strip(), match["asked"]
    if len(head.split()) > LONGEST_HEAD or _opens_a_question(head):
        return question
    if _OF_THE_ASKER.search(head):
        return asked[0].upper() + asked[1:]
    pronoun = _PRONOUN.search(asked)
    if not pronoun or len(head.split()) > LONGEST_HEAD // 2:
        return question
    name = f"{head}'s" if pronoun["owner"] else head
    named = f"{asked[: pronoun.start()]}{name}{asked[pronoun.end() :]}"
    return named[0].upper() + named[1:]


def _opens_a_question(text: str) -> bool:
    first = text.split()[0].casefold().strip("\"“'‘,") if text.split() else ""
    clause = clause_of(text)
    return clause is not None and (first in QUESTION_WORDS or bool(clause.auxiliary))


def _directly(question: str) -> str:
    """Give "When did it open?" for "Can you tell me when did it open?", and "when it opened" for its proper form."""
    match = _INDIRECT.match(question)
    rest = question[match.end() :] if match else question_within(question)
    if not QUESTION_WORDS.intersection(word.casefold() for word in rest.split()[:2]):
        return question
    return rest[0].upper() + rest[1:].rstrip(".") + ("" if rest.rstrip().endswith("?") else "?")
