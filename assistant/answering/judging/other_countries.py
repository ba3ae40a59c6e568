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
_OFFICE = (
    r"(?:(?:foreign|prime|deputy|vice|defen[cs]e|interior|home|finance|health|trade|energy|justice|education) )*"
    r"(?:minister|president|chancellor|premier|king|queen|prince|ambassador|head of state)"
)
_OFFICE_OF_A_COUNTRY = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<country>[A-Z][\w.]*)['’]s? (?:new |current |former |then )?(?P<office>{_OFFICE})\b",
        rf"\b(?P<country>{_PEOPLE}) (?:new |current |former |then )?(?P<office>{_OFFICE})\b",
        rf"\b(?P<office>{_OFFICE}) of (?:the )?(?P<country>[A-Z][\w.]*)",
    )
)
_WHO_HOLDS = re.compile(r"^\W*(?:and |but |so )?(?:who|what)(?: is|['’]s| was)\b", re.IGNORECASE)
_ASKED = re.compile(rf"\b(?:[Ww]hich|[Ww]hat) (?P<people>{_PEOPLE}) [a-z]")


def is_of_another_country(question: str, candidate: Candidate) -> bool:
    """Tell whether a sentence names an official of other countries only than the one that a question asks for."""
    asked = main_question(question)
    if _WHO_HOLDS.match(asked) and _names_another_office(asked, candidate.text):
        return True
    match = _ASKED.search(asked)
    if match is None:
        return False
    people = stem(match["people"])
    known = stems(candidate.text)
    if people in known or any(related(people, word) for word in known):
        return False
    return any(stem(other["people"]) != people for other in _OF_A_COUNTRY.finditer(candidate.text))


def _names_another_office(asked: str, text: str) -> bool:
    """Tell whether a text names the office that is asked for of other countries only: Kyiv's foreign minister."""
    told = _offices(text)
    for office, country in _offices(asked):
        countries = {other for its, other in told if its == office}
        if countries and not any(other == country or related(other, country) for other in countries):
            return True
    return False


def _offices(text: str) -> set[tuple[str, str]]:
    """Give the offices of countries that a text names, each with the stem of its country."""
    return {
        (match["office"], stem(match["country"]))
        for pattern in _OFFICE_OF_A_COUNTRY
        for match in pattern.finditer(text)
    }
