"""Somebody of another country or side than the one asked about: a French minister, the other team's scorer."""

from __future__ import annotations

import re

from assistant.answering.candidates import Candidate
from assistant.answering.language.question_kinds import main_question
from assistant.answering.language.terms import related, stem, stems

_PEOPLE = (
    r"(?:[A-Z]\w+(?:ian|ish|ese|ican|ench|utch|eek|iss|aqi|aeli|istani)|US|U\.S\.|UK|EU|German|Danish|Swiss)"
)
_OF_A_COUNTRY = re.compile(
    rf"\b(?P<people>{_PEOPLE}) (?:[a-z]+ ){{0,2}}"
    r"(?:counterpart|colleague|opposite number|officials?|(?:vice[- ])?president|ministers?|leaders?|envoys?"
    r"|ambassadors?|diplomats?|generals?|senators?|lawmakers?|secretary|chancellor|premier)\b"
)
_ASKED = re.compile(rf"\b(?:[Ww]hich|[Ww]hat) (?P<people>{_PEOPLE}) [a-z]")
_SCORED_FOR = re.compile(
    r"\b(?:scor(?:e|ed|er|ers|ing)|goals?|equalis\w+|equaliz\w+|tr(?:y|ies)|points?)\b.*?\b(?:for|of) (?:the )?"
    r"(?P<side>[A-Z][\w'’-]*)"
)
_SCORED_AS = re.compile(
    r"\b(?:scor\w+|goals?|struck|netted|equalis\w+|equaliz\w+|penalty|header)\b.*?\b(?:as|when|to help|to give|for) "
    r"(?:the )?(?P<winner>[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*)* (?:beat|beaten|defeat\w*|thrash\w*|overc[ao]me|saw off"
    r"|see off|edged?|won|drew with|knocked out|an? [\w-]+ (?:win|victory)) (?P<rest>.*)"
)


def is_of_another_side(question: str, candidate: Candidate) -> bool:
    """Tell whether a sentence names somebody of another country, or a scorer of the other side, than is asked for."""
    asked = main_question(question)
    return _is_of_another_country(asked, candidate) or _is_the_others_scorer(asked, candidate.text)


def _is_of_another_country(asked: str, candidate: Candidate) -> bool:
    match = _ASKED.search(asked)
    if match is None:
        return False
    people = stem(match["people"])
    known = stems(candidate.text)
    if people in known or any(related(people, word) for word in known):
        return False
    return any(stem(other["people"]) != people for other in _OF_A_COUNTRY.finditer(candidate.text))


def _is_the_others_scorer(asked: str, sentence: str) -> bool:
    side, told = _SCORED_FOR.search(asked), _SCORED_AS.search(sentence)
    if side is None or told is None or re.search(rf"\bfor (?:the )?{re.escape(side['side'])}\b", sentence):
        return False
    return told["winner"] != side["side"] and side["side"] in told["rest"]
