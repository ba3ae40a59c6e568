"""The country of a sentence that only says "Syrian" or "the country", where a country was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.language.countries import COUNTRIES
from assistant.answering.language.referring import SENTENCES_BACK, Reading
from assistant.answering.language.terms import related, stem

_OF_TWO_WORDS = (
    r"(?:South|North) (?:Korea|Africa|Macedonia|Sudan)|New Zealand|Saudi Arabia|United (?:States|Kingdom|Arab Emirates)"
    r"|Sri Lanka|Costa Rica|Ivory Coast|El Salvador|Sierra Leone|Burkina Faso|Papua New Guinea|Czech Republic"
)
_COUNTRY = re.compile(rf"\b(?:{_OF_TWO_WORDS}|[A-Z][a-z]{{2,}})\b")
_ASKS = re.compile(
    r"\b(?:which|what)(?: (?!the\b)[\w-]+){0,3}? (?:country|countries|nation|nations)\b", re.IGNORECASE
)
_THE_COUNTRY = re.compile(r"\b[Tt]h(?:e|is) (?:country|nation)(?:['’]s)?(?![\w-])")
_CONTINENTS = frozenset("africa asia america europe antarctica".split())


def country_meant(question: str, reading: Reading, start: int, end: int) -> tuple[int, str] | None:
    """Give the country that a sentence means and the offset behind the words that mean it, None where it is open.

    It is None too where the question asks for no country, and where the sentence names one that the question doesn't.
    The country is one that the article itself names.
    """
    if not _ASKS.search(question):
        return None
    own = reading.own_words(start, end)
    asked_with = set(countries_in(question))
    if set(countries_in(own)) - asked_with:
        return None
    text = reading.article.text
    for country in dict.fromkeys(countries_in(f"{reading.article.header.title}\n{text}")):
        place = None if country in asked_with else _people_of(country, own)
        if place is not None:
            return start + place, country
    first = reading.sentences[max(0, reading.sentence_at(start) - SENTENCES_BACK)][0]
    near = set(countries_in(text[first:start])) - asked_with
    match = _THE_COUNTRY.search(own)
    return (start + match.end(), near.pop()) if match and len(near) == 1 else None


def countries_in(text: str) -> Iterator[str]:
    """Give the countries that a text names, in order."""
    for match in _COUNTRY.finditer(text):
        name = match.group()
        if " " in name or (name.casefold() in COUNTRIES - _CONTINENTS):
            yield name


def _people_of(country: str, own: str) -> int | None:
    """Give the offset behind the first word of a country's people, such as "Syrian", in a sentence's own words."""
    *before, last = country.split()
    for match in re.finditer(r"\b" + "".join(rf"{re.escape(word)} " for word in before) + r"([A-Z]\w+)", own):
        word = match.group(1)
        if word != last and (stem(word) == stem(last) or related(stem(word), stem(last))):
            return match.end()
    return None
