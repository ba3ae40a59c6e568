"""What a question is made of, and whether a text meets it: names, numbers, words, and the kind of answer asked for."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from typing import Literal

import snowballstemmer

from assistant.retrieval.by_words import is_stop_word

Kind = Literal["person", "day", "number", "place", "reason", "other"]

# Names by which the press calls the same country, government or place.
ALIASES = (
    ("us", "u.s", "usa", "america", "american", "americans", "washington", "united states"),
    ("uk", "u.k", "britain", "british", "briton", "britons", "london", "united kingdom"),
    ("russia", "russian", "russians", "moscow", "kremlin"),
    ("ukraine", "ukrainian", "ukrainians", "kyiv", "kiev"),
    ("france", "french", "paris"),
    ("germany", "german", "germans", "berlin"),
    ("china", "chinese", "beijing"),
    ("eu", "e.u", "european union", "brussels"),
    ("un", "u.n", "united nations"),
    ("turkey", "turkish", "türkiye", "turkiye", "ankara"),
    ("spain", "spanish", "madrid"),
    ("italy", "italian", "rome"),
    ("poland", "polish", "warsaw"),
    ("netherlands", "dutch", "hague"),
    ("japan", "japanese", "tokyo"),
    ("iran", "iranian", "tehran"),
    ("israel", "israeli"),
    ("australia", "australian", "canberra"),
    ("canada", "canadian", "ottawa"),
    ("europe", "european"),
)

_TOKEN = re.compile(r"\w+(?:[.,'’\-]\w+)*")
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("day", re.compile(r"\bwhen\b|\b(what|which) (day|date|year|month|week|time)\b|\bon what\b")),
    (
        "number",
        re.compile(
            r"\bhow (many|much|old|long|far|big|large|tall|high|fast|often|heavy|deep)\b"
            r"|\bwhat (number|percentage|share|proportion|price|cost|sum|age|amount|total)\b"
        ),
    ),
    ("person", re.compile(r"\bwho(m|se)?\b")),
    ("place", re.compile(r"\bwhere\b|\b(what|which) (city|country|town|place|state|region)\b")),
    ("reason", re.compile(r"\bwhy\b|\bwhat (caused|led to)\b|\breasons?\b|\bcauses?\b")),
)
_NUMBER = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?"
    r"|billions?|half|third|quarter|twice|double|doubled|doubling|triple|hour|week|month|year)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b|\b(today|yesterday|tomorrow|tonight|recently|earlier|later|week|month|year|night"
    r"|morning|afternoon|evening|noon|midnight|since|until|after|before|\d{4})\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(because|due|after|since|so that|so as|in order|amid|over|as|for|to|fear\w*|caus\w*|reason\w*|blam\w*|owing"
    r"|thanks|result\w*|fail\w*)\b",
    re.IGNORECASE,
)
_NAME_INSIDE = re.compile(r"(?<=[a-z,;:] )[A-ZÀ-ÖØ-Þ]\w+|^[A-ZÀ-ÖØ-Þ]\w+(?= [A-ZÀ-ÖØ-Þ])")


class _Stemmer(threading.local):
    """A stemmer for each thread: it keeps the word that it works on in itself."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")


_stemmer = _Stemmer()
_ALIAS_OF = {name: group[0] for group in ALIASES for name in group}
_LONG_NAME = re.compile(rf"\b({'|'.join(name for name in _ALIAS_OF if ' ' in name)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Terms:
    """A question's parts, each a stem: names and numbers, which must be met, and plain words, which should be."""

    names: frozenset[str]
    words: frozenset[str]
    kind: Kind


def question_terms(question: str) -> Terms:
    """Take a question apart."""
    names: set[str] = set()
    words: set[str] = set()
    shouted = question.isupper()
    for position, token in enumerate(_TOKEN.findall(_short_names(question))):
        word = _without_possessive(token)
        if is_stop_word(word, shouted=shouted):
            continue
        is_name = (word[0].isupper() and position > 0) or any(character.isdigit() for character in word)
        (names if is_name else words).add(stem(word))
    return Terms(frozenset(names), frozenset(words - names), kind_of_answer(question))


def stem(word: str) -> str:
    """Give the form in which two words are compared: lower-cased, stemmed, one name for a country's many."""
    folded = word.casefold().rstrip(".")
    if folded in _ALIAS_OF:
        return _ALIAS_OF[folded]
    stemmed: str = _stemmer.english.stemWord(folded)
    return stemmed


def stems(text: str) -> frozenset[str]:
    """Give the stems of all words of a text; parts of a hyphenated word stand on their own as well."""
    found: set[str] = set()
    for token in _TOKEN.findall(_short_names(text)):
        word = _without_possessive(token)
        found.add(stem(word))
        found.update(stem(part) for part in re.split(r"[.,'’\-]", word) if part)
    return frozenset(found)


def met(terms: frozenset[str], evidence: frozenset[str]) -> float:
    """Give the share of the terms that the evidence holds, 1 where there are none to hold.

    Long words also meet by their first five letters, since "deploy" and "deployment" have different stems.
    """
    if not terms:
        return 1.0
    beginnings = {word[:5] for word in evidence if len(word) >= 5}
    return sum(term in evidence or (len(term) >= 5 and term[:5] in beginnings) for term in terms) / len(terms)


def names_of(question: str) -> list[frozenset[str]]:
    """Give the names in a question, each as the stems of its words.

    Left out are the first word, which is capital anyway, countries and abbreviations, which articles often only
    imply, and days and months.
    """
    groups: list[set[str]] = [set()]
    for position, token in enumerate(_TOKEN.findall(_short_names(question))):
        word = _without_possessive(token)
        is_name = position > 0 and word[0].isupper() and not word.isupper() and not is_stop_word(word)
        if is_name and word.casefold() not in _ALIAS_OF and not _DAY.search(word):
            groups[-1].add(stem(word))
        elif groups[-1]:
            groups.append(set())
    return [frozenset(group) for group in groups if group]


def kind_of_answer(question: str) -> Kind:
    """Tell what kind of thing a question asks for."""
    folded = question.casefold()
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            return kind
    return "other"


def holds_kind(sentence: str, kind: Kind, question: str) -> bool:
    """Tell whether a sentence holds something of the kind that the question asks for."""
    if kind == "number":
        return bool(_NUMBER.search(sentence))
    if kind == "day":
        return bool(_DAY.search(sentence))
    if kind == "reason":
        return bool(_REASON.search(sentence))
    if kind in ("person", "place"):
        asked = stems(question)
        return any(stem(name) not in asked for name in _NAME_INSIDE.findall(sentence))
    return True


def _short_names(text: str) -> str:
    """Put the abbreviation in the place of a name of several words: US for United States."""
    return _LONG_NAME.sub(lambda match: _ALIAS_OF[match.group().casefold()].upper(), text)


def _without_possessive(token: str) -> str:
    return re.sub(r"['’]s?$", "", token)
