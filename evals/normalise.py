"""Words made comparable: what a reader takes for the same answer must be the same string."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# fmt: off
_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}
# fmt: on

_CITATION_MARK = re.compile(r"\[\d+\]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PER_CENT = re.compile(r"\bper\s?cent\b")
# A decimal is one word, so that "5" is not found in "3.5"; a sign that changes what a figure means is a word.
_WORD = re.compile(r"\d+(?:\.\d+)+\w*|\w+|[%$£€]")


def without_marks(text: str) -> str:
    """Give the text of an answer without its citation marks such as [2]."""
    return _CITATION_MARK.sub(" ", text)


def normalise(text: str) -> str:
    """Give the words of `text` with one space between them, in the one form in which they are compared.

    Case, punctuation, kinds of quotes and dashes, commas between thousands, and full stops between initials
    make no difference; "per cent" is "%" and numbers from zero to ninety-nine are digits. "" means that there
    were no words.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), folded)
    folded = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", folded)
    folded = _PER_CENT.sub("%", folded)
    return " ".join(_digits(_WORD.findall(folded)))


def holds(text: str, wording: str) -> bool:
    """Say whether `wording` stands in `text` as whole words, both normalised: "15" does not hold "5"."""
    words = normalise(wording)
    return bool(words) and f" {words} " in f" {normalise(text)} "


def holds_any(text: str, wordings: Sequence[str]) -> bool:
    """Say whether one of the wordings of a fact stands in `text`."""
    return any(holds(text, wording) for wording in wordings)


def _digits(words: list[str]) -> list[str]:
    numbers: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        unit = _UNITS.get(words[position + 1], 0) if position + 1 < len(words) else 0
        if word in _TENS and 1 <= unit <= 9:
            # "thirty-five" must not hold "five".
            numbers.append(str(_TENS[word] + unit))
            position += 2
            continue
        value = _UNITS.get(word, _TENS.get(word))
        numbers.append(word if value is None else str(value))
        position += 1
    return numbers
