"""Numbers in one form: spelled out, in digits, or in millions, an amount is the same word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

# fmt: off
SMALL_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SHORT_SCALES = {"k": 10**3, "mn": 10**6, "bn": 10**9, "tn": 10**12}
# fmt: on
NUMBER_WORDS = frozenset((*SMALL_NUMBERS, *TENS, *_SCALES))
"""The words of which spelled-out amounts are made, ordinals aside."""
_CURRENCIES = {"$": "dollar", "£": "pound", "€": "euro"}
_CURRENCY_WORDS = {"dollars": "dollar", "pounds": "pound", "euros": "euro"}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_SHORT = re.compile(r"(\d+(?:\.\d+)?)(k|mn?|bn|tn)")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def with_figures(words: Sequence[str]) -> list[str]:
    """Give the words with every amount as one word of digits, and its currency behind it.

    The words are lower-cased; a punctuation mark among them ends an amount: "two hundred, fifty" are two.
    Ordinals become figures too ("third" is "3rd"), "5bn" and "£5m" are written out, "$5" is "5 dollar".
    """
    figures: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        currency = _CURRENCIES.get(word)
        amount, length = _amount(words, position + 1 if currency else position, money=bool(currency))
        if not length:
            figures.append(_one_word(word))
            position += 1
            continue
        figures.append(amount)
        if currency:
            figures.append(currency)
        position += length + bool(currency)
    return figures


def _one_word(word: str) -> str:
    if word in _ORDINALS:
        number = _ORDINALS.index(word) + 1
        return f"{number}{_ENDINGS.get(number, 'th')}"
    return _CURRENCY_WORDS.get(word, word)


def _amount(words: Sequence[str], start: int, *, money: bool) -> tuple[str, int]:
    """Read the amount that begins at `start`: its digits and how many words it takes, 0 for none."""
    short = _SHORT.fullmatch(words[start]) if start < len(words) else None
    if short and (short[2] != "m" or money):
        # Without a currency "5m" may as well be metres.
        return _written(Decimal(short[1]) * _SHORT_SCALES.get(short[2], 10**6)), 1
    value, length = _count(words, start)
    if not length:
        return "", 0
    scaled = length > 1
    if not scaled and _FIGURE.fullmatch(words[start]):
        return words[start], 1
    return _written(value), length


def _count(words: Sequence[str], start: int) -> tuple[Decimal, int]:
    total = Decimal(0)
    limit = Decimal("Infinity")
    position = start
    while True:
        joined = position + 1 if total and _word(words, position) == "and" else position
        value, length = _group(words, joined)
        # What follows on a thousand is spelled out and smaller: "2 million 300 people" are two numbers.
        follows = total == 0 or (value < limit and not words[joined][:1].isdigit()) if length else False
        if not follows:
            return total, position - start
        position = joined + length
        total += value
        limit = _last_scale(words, position)
        if limit == 1:
            return total, position - start


def _group(words: Sequence[str], start: int) -> tuple[Decimal, int]:
    """Read a figure or a number below one hundred, and the scales behind it: "five hundred thousand"."""
    value, length = _below_hundred(words, start)
    if not length and _word(words, start) in ("a", "an") and _word(words, start + 1) in _SCALES:
        value, length = Decimal(1), 1
    if not length:
        return value, 0
    while (scale := _SCALES.get(_word(words, start + length))) is not None:
        value *= scale
        length += 1
    return value, length


def _below_hundred(words: Sequence[str], start: int) -> tuple[Decimal, int]:
    word = _word(words, start)
    if _FIGURE.fullmatch(word):
        return Decimal(word), 1
    if word in SMALL_NUMBERS:
        return Decimal(SMALL_NUMBERS[word]), 1
    if word in TENS:
        unit = SMALL_NUMBERS.get(_word(words, start + 1), 0)
        return (Decimal(TENS[word] + unit), 2) if 1 <= unit <= 9 else (Decimal(TENS[word]), 1)
    return Decimal(0), 0


def _last_scale(words: Sequence[str], end: int) -> Decimal:
    scale = _SCALES.get(words[end - 1], 1)
    return Decimal(1 if scale == 12 else scale)


def _word(words: Sequence[str], position: int) -> str:
    return words[position] if position < len(words) else ""


def _written(value: Decimal) -> str:
    digits = f"{value:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits
