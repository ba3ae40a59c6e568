"""Common words of a question that are no words, put right: "defensiv" where the articles have "defensive"."""

from __future__ import annotations

import re
from functools import lru_cache

from spellchecker import SpellChecker

from assistant.answering.language.clauses import QUESTION_WORDS
from assistant.answering.language.word_classes import COUNTRY_WORDS
from assistant.retrieval.by_words import is_stop_word
from ingest.library.library import Library
from ingest.records import Filter

SHORTEST_WORD = 4
"""Letters: a shorter word is looked at only where a question word may stand."""
LOOKED_AT = 30
"""Words of a question whose spelling is looked at."""
SHORTEST_PEOPLE = 7
"""Letters of a word with a capital from which on it may be a people misspelt: "Brritish"."""
OPENING = 2
"""Words at the beginning of a question among which its question word stands: "and wich country"."""
SHORTEST_WORD_OF_NO_ARTICLE = 5
"""Letters from which a word may become one that no article has, where it is the only one near."""

_WORD = re.compile(r"(?<![\w'’\-])[^\W\d_]+(?!['’]?(?!s\b)\w|-)")


def with_words_put_right(question: str, library: Library, search_filter: Filter) -> str:
    """Give a question with those words in small letters that are none put right, where that is plain.

    A word is none where neither an article nor the dictionary has it. It becomes the word one error away (a letter
    more, less, changed, or two swapped) that begins like it and that an article has, one of those that questions are
    made of, or, of a long word, the only one that is near. Names are left alone but for those of countries.
    """
    words = list(_WORD.finditer(question))[:LOOKED_AT]
    for position, match in reversed(list(enumerate(words))):
        right = _put_right(match.group(), position, library, search_filter)
        if right:
            question = question[: match.start()] + right + question[match.end() :]
    return question


def is_word(word: str) -> bool:
    """Tell whether a word in small letters is in the dictionary."""
    return bool(_dictionary().known([word]))


def _put_right(written: str, position: int, library: Library, search_filter: Filter) -> str:
    """Give the word that is meant, "" where the word is one or where it is open which one is meant."""
    word = written.casefold()
    opens = position < OPENING
    if len(word) < SHORTEST_WORD and not opens:
        return ""
    if is_stop_word(word) or word in COUNTRY_WORDS or not word.isascii():
        return ""
    if _is_held(word, library, search_filter) or is_word(word):
        return ""
    near = _dictionary().edit_distance_1(word)
    meant = sorted(QUESTION_WORDS & near) if opens else []
    if len(meant) > 1:
        meant = [one for one in meant if one.startswith(word)]
    if not meant and written[0].isupper() and position > 0 and len(word) >= SHORTEST_PEOPLE:
        meant = sorted(COUNTRY_WORDS & near)  # a people, which no article names by this word
    if not meant and written == word and len(word) >= SHORTEST_WORD:
        known = sorted(other for other in _dictionary().known(near) if other[0] == word[0] and len(other) > 2)
        meant = [one for one in known if is_stop_word(one) or _is_held(one, library, search_filter)]
        if not meant and len(known) == 1 and len(word) >= SHORTEST_WORD_OF_NO_ARTICLE:
            meant = known
        meant.sort(key=lambda one: -_dictionary().word_usage_frequency(one))
    if not meant:
        return ""
    return meant[0].capitalize() if written != word else meant[0]


def _is_held(word: str, library: Library, search_filter: Filter) -> bool:
    return library.has_words(f'"{word}"', search_filter)


@lru_cache(1)
def _dictionary() -> SpellChecker:
    """The English words, loaded when a word is met that no article has: that takes 0.2 s."""
    return SpellChecker(distance=1)
