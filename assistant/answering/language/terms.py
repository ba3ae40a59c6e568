"""The names and numbers in a question, and whether a text holds them."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import snowballstemmer

from assistant.retrieval.by_words import POSSESSIVE, WORD, content_words, is_stop_word
from ingest.calendar_names import MONTH, WEEKDAY
from ingest.sentences import sentence_spans

SHORTEST_STEM = 4
"""Letters that a name must have before an ending can be told from it."""
ENDINGS = frozenset("s es n ns an ans ian ians ese ish er ers i is ic ite ites".split())
"""What a people, an adjective or a plural adds to a name: Brenholm, Brenholmers. "Orme" and "Ormen" are two lakes."""

KEPT_TEXTS = 1024
"""Texts whose stems are kept: one question compares its sentences many times, which took a tenth of its time."""
KEPT_WORDS = 16384
"""Words whose stems are kept: articles share most of theirs."""

# Names by which the press calls the same country, government, place or service.
ALIASES = (
    ("usa", "us", "u.s", "america", "american", "americans", "washington", "united states", "white house"),
    ("uk", "u.k", "britain", "british", "briton", "britons", "london", "united kingdom", "downing street"),
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
    ("twitter", "tweet", "tweets", "tweeted", "tweeting"),
)

_JOINT = re.compile(r"[.,'’\-]")
_DAY = re.compile(
    rf"\b(?:{WEEKDAY}|{MONTH}|today|yesterday|tomorrow|tonight|recently|earlier|later|week|month|year|night|morning"
    r"|afternoon|evening|noon|midnight|since|until|after|before|\d{4})\b",
    re.IGNORECASE,
)


class _Stemmers(threading.local):
    """Stemmers for each thread: one keeps the word that it works on in itself."""

    def __init__(self) -> None:
        self.english = snowballstemmer.stemmer("english")
        self.porter = snowballstemmer.stemmer("porter")


_stemmers = _Stemmers()
_ALIAS_OF = {name: group[0] for group in ALIASES for name in group}
_NAME_WITH_A_TAIL = re.compile(r"\b([A-Z][\w.]*)-(?=[a-z])")
_LONG_NAME = re.compile(rf"\b({'|'.join(name for name in _ALIAS_OF if ' ' in name)})\b", re.IGNORECASE)


def names_and_numbers(question: str) -> frozenset[str]:
    """Give the stems of a question's names and numbers: what an answer must not lack."""
    found: set[str] = set()
    shouted = question.isupper()
    for token, opens in _tokens(question):
        word = without_possessive(token)
        is_name = (word[0].isupper() and not opens) or any(character.isdigit() for character in word)
        if is_name and not is_stop_word(word, shouted=shouted):
            found.add(stem(word))
    return frozenset(found)


@lru_cache(KEPT_WORDS)
def stem(word: str) -> str:
    """Give the form in which two words are compared: lower-cased, stemmed, one name for a country's many."""
    folded = word.casefold().rstrip(".")
    if folded in _ALIAS_OF and word != "us":  # in small letters it is a pronoun
        return _ALIAS_OF[folded]
    stemmed: str = _stemmers.english.stemWord(folded)
    return stemmed


def index_stem(word: str) -> str:
    """Give a lower-cased word as the library's index of words keeps it, by the older Porter stemmer of FTS5."""
    stemmed: str = _stemmers.porter.stemWord(word)
    return stemmed


@lru_cache(KEPT_TEXTS)
def stems(text: str) -> frozenset[str]:
    """Give the stems of all words of a text; parts of a hyphenated word stand on their own as well."""
    return frozenset().union(*map(_stems_of_token, WORD.findall(_short_names(text))))


@lru_cache(KEPT_TEXTS)
def content_stems(text: str) -> frozenset[str]:
    """Give the stems of a text's words that are no stop words."""
    return stems(" ".join(content_words(text)))


def met(terms: frozenset[str], evidence: frozenset[str]) -> float:
    """Give the share of the terms that the evidence holds, 1 where there are none to hold.

    Words also meet as `related` says; figures never do.
    """
    if not terms:
        return 1.0
    return sum(term in evidence or any(related(term, word) for word in evidence) for term in terms) / len(
        terms
    )


def related(one: str, other: str) -> bool:
    """Tell whether two stems are one name, the one with the ending of a people or an adjective."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < SHORTEST_STEM or not longer.startswith(shorter) or not (shorter + longer).isalpha():
        return False
    ending = longer[len(shorter) :]
    # Libya, Libyan: an n alone only follows a vowel that no English word ends in.
    return ending in ENDINGS and (not ending.startswith("n") or shorter[-1] in "aio")


def names_of(question: str) -> list[frozenset[str]]:
    """Give the names in a question, each as the stems of its words.

    Left out are the first word of a sentence, which is capital anyway, countries and abbreviations, which articles
    often only imply, and days and months.
    """
    groups: list[set[str]] = [set()]
    for token, opens in _tokens(question):
        word = without_possessive(token)
        is_name = not opens and may_be_name(word) and not word.isupper()
        if is_name and word.casefold() not in _ALIAS_OF:
            groups[-1].add(stem(word))
        elif groups[-1]:
            groups.append(set())
    return [frozenset(group) for group in groups if group]


def without_possessive(word: str) -> str:
    """Give a word without the ending of a possessive: "Kyiv" for "Kyiv's", "traders" for "traders'"."""
    return POSSESSIVE.sub("", word)


def may_be_name(word: str) -> bool:
    """Tell whether a word may be one of a name by its looks: it has a capital, and is no stop word and no time."""
    return word[:1].isupper() and not is_stop_word(word) and not is_day(word)


def is_day(word: str) -> bool:
    """Tell whether a word names a day, a month or another time."""
    return bool(_DAY.search(word))


def _tokens(question: str) -> list[tuple[str, bool]]:
    """Give the words of a question, and whether each opens a sentence of it."""
    text = _short_names(question)
    openings = {start for start, _ in sentence_spans(text)}
    tokens = enumerate(WORD.finditer(text))
    return [(match.group(), number == 0 or match.start() in openings) for number, match in tokens]


def _short_names(text: str) -> str:
    """Put the abbreviation in the place of a name of several words and of one with a tail: United States, US-led."""
    text = _NAME_WITH_A_TAIL.sub(r"\1 ", text)
    return _LONG_NAME.sub(lambda match: _ALIAS_OF[match.group().casefold()].upper(), text)


@lru_cache(KEPT_WORDS)
def _stems_of_token(token: str) -> frozenset[str]:
    word = without_possessive(token)
    return frozenset([stem(word), *(stem(part) for part in _JOINT.split(word) if part)])
