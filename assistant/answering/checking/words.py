"""A stretch of text as words that can be compared: stems, places, capitals, and which carry matter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.language.terms import ALIASES, stem
from assistant.answering.language.verbs import BASE_FORM
from assistant.retrieval.by_words import STOP_WORDS

FOLD = str.maketrans("‘’‚′“”„«»–—‑‐\u00a0\u202f\u2009", '\'\'\'\'"""""----   ')
"""One character to one, so that offsets stay."""

ALIAS_WORDS = frozenset(name for group in ALIASES for name in group)
TITLES = frozenset(
    "mr mrs ms miss dr sir prof professor president minister mayor general captain colonel".split()
)
_TOKEN = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|bn|mn|tn|k|m)?(?![\w])|\w+(?:[.'\-]\w+)*|[%$£€]|[.,;:!?()\"-]"
)
_CONTRACTED = re.compile(r"\b(\w+)n't\b", re.IGNORECASE)
_FULL = {"ca": "can", "wo": "will", "sha": "shall"}
_PER_CENT = re.compile(r"\b(?:per cent|percent)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s?$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark: `text` as it stands (typography folded), `lower` without capitals and possessive, `stem`."""

    text: str
    lower: str
    stem: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.text[0].isalnum() or self.text[0] in "%$£€_")

    @property
    def carries_matter(self) -> bool:
        """Whether it says more than how other words hang together."""
        if self.is_mark or self.text in "%$£€":
            return False
        return self.lower not in STOP_WORDS or (len(self.text) > 1 and self.text.isupper())

    @property
    def name(self) -> str:
        """The form in which names are compared: not stemmed, for Weyl and Weyle are two; a country's are one."""
        return self.stem if self.lower in ALIAS_WORDS else self.lower

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def is_figure(self) -> bool:
        """Whether it is written in digits."""
        return any(letter.isdigit() for letter in self.text)


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """Give the words and marks of a text in order."""
    return tuple(_word(match.group()) for match in _TOKEN.finditer(_spelled_out(text.translate(FOLD))))


def _spelled_out(text: str) -> str:
    """Give a text with "is not" for "isn't" and "%" for "per cent"."""
    text = _CONTRACTED.sub(lambda match: f"{_FULL.get(match[1].lower(), match[1])} not", text)
    return _PER_CENT.sub("%", text)


@lru_cache(maxsize=4096)
def content_stems_of(text: str) -> frozenset[str]:
    """Give the stems of the words that carry matter; the parts of a hyphenated word too."""
    return frozenset(
        part
        for word in words_of(text)
        if word.carries_matter and not word.is_figure
        for part in parts_of(word)
    )


@lru_cache(maxsize=4096)
def all_stems_of(text: str) -> frozenset[str]:
    """Give the stems of all words; the parts of a hyphenated word too."""
    return frozenset(
        part for word in words_of(text) if not word.is_mark for part in (word.lower, *parts_of(word))
    )


def parts_of(word: Word) -> tuple[str, ...]:
    """Give the stem of a word, and those of its parts where it is hyphenated."""
    pieces = [piece for piece in word.lower.split("-") if piece]
    return (word.stem, *map(_stemmed, pieces)) if len(pieces) > 1 else (word.stem,)


def _word(text: str) -> Word:
    lower = _POSSESSIVE.sub("", text.lower()) if len(text) > 2 else text.lower()
    return Word(text, lower, stem(text) if text in ("US", "U.S", "UN", "UK", "EU") else _stemmed(lower))


@lru_cache(maxsize=16384)
def _stemmed(lower: str) -> str:
    return stem(BASE_FORM.get(lower, lower))
