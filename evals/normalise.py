"""Words made comparable: what a reader takes for the same answer must be the same string."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistant.answering.extractive.additions import without_additions
from ingest.calendar_names import MONTHS
from ingest.number_words import with_figures

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"\b(?P<day>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\b"
    rf"|\b(?P<month_first>{_MONTH})\b\.?\s+(?:the\s+)?(?P<day_last>{_DAY})(?:st|nd|rd|th)?\b(?![.:]\d|\s*%)"
    rf"|\b(?P<iso_year>\d{{4}})-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>{_DAY})\b"
)
_UNITS = {
    word: one
    for one, words in {
        "km": "kilometre kilometres kilometer kilometers kms",
        "metre": "metres meter meters",
        "cm": "centimetre centimetres centimeter centimeters",
        "kg": "kilogram kilograms kilogramme kilogrammes kilo kilos kgs",
        "tonne": "tonnes",
        "hour": "hours hr hrs",
        "minute": "minutes min mins",
        "%": "percent pct",
    }.items()
    for word in words.split()
}
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_CITATION_MARK = re.compile(r"\[\d+\]")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_PER_CENT = re.compile(r"\bper\s?cent\b")
_UNIT_BEHIND = re.compile(r"(?<=\d)(km|kg|cm|mph)\b")
# A decimal is one word, so that "5" is not found in "3.5"; a sign that changes what a figure means is a word.
# What divides a list is kept until the numbers are read: "two hundred, fifty" are two.
_WORD = re.compile(r"\d+(?:\.\d+)+\w*|\w+|[%$£€]|[,;:.!?()]")
_DIVIDES = frozenset(",;:.!?()")
_LOWER_CASE_WORD = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
_NO_PLURAL = re.compile(r"(?:ss|us|is|news|series|species|ous)$")


def without_marks(text: str) -> str:
    """Give the text of an answer without its citation marks such as [2]."""
    return _CITATION_MARK.sub(" ", text)


def normalise(text: str) -> str:
    """Give the words of `text` with one space between them, in the one form in which they are compared.

    Case, accents, punctuation, kinds of quotes and dashes, commas between thousands, and full stops between
    initials make no difference. Numbers are digits, also with hundreds and millions; dates are day, month and
    year; currencies and the commonest units are one word each. "" means that there were no words.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_LETTERS)
    folded = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), folded)
    folded = _INITIALS.sub(lambda match: match[0].replace(".", "") + " ", folded)
    folded = _DATE.sub(_date, _PER_CENT.sub("%", folded))
    folded = _UNIT_BEHIND.sub(r" \1", folded)
    words = with_figures(_WORD.findall(folded))
    return " ".join(_UNITS.get(word, word) for word in words if word not in _DIVIDES)


def holds(text: str, wording: str) -> bool:
    """Say whether `wording` stands in `text` as whole words, both normalised: "15" does not hold "5".

    One ship and several ships are the same, but not names: only words in lower case lose their plural.
    """
    return _stands(normalise(wording), normalise(text)) or _stands(
        normalise(_singular(wording)), normalise(_singular(text))
    )


def holds_any(text: str, wordings: Sequence[str]) -> bool:
    """Say whether one of the wordings of a fact stands in `text`."""
    return any(holds(text, wording) for wording in wordings)


def says_any(text: str, wordings: Sequence[str]) -> bool:
    """Say whether an answer's text holds one of the wordings, with the words it has in square brackets or without."""
    return holds_any(text, wordings) or holds_any(without_additions(text), wordings)


def _stands(words: str, text: str) -> bool:
    return bool(words) and f" {words} " in f" {text} "


def _singular(text: str) -> str:
    return _LOWER_CASE_WORD.sub(lambda match: _without_plural(match[0]), text)


def _without_plural(word: str) -> str:
    if not word.endswith("s") or _NO_PLURAL.search(word):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _date(match: re.Match[str]) -> str:
    if match["iso_year"]:
        return f"{int(match['iso_day'])} {MONTHS[int(match['iso_month']) - 1].lower()} {match['iso_year']}"
    month = match["month"] or match["month_first"]
    name = next(name for name in map(str.lower, MONTHS) if name.startswith(month[:3]))
    return f"{int(match['day'] or match['day_last'])} {name}"
