"""Somebody of another country than the one asked about: the French minister, where an American one is asked for."""

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


def is_of_another_country(question: str, candidate: Candidate) -> bool:
    """Tell whether a sentence names an official of other countries only than the one that a question asks for."""
    match = _ASKED.search(main_question(question))
    if match is None:
        return False
    people = stem(match["people"])
    known = stems(candidate.text)
    if people in known or any(related(people, word) for word in known):
        return False
    return any(stem(other["people"]) != people for other in _OF_A_COUNTRY.finditer(candidate.text))
