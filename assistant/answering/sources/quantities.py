"""The amounts in a text as intervals, so that "about 1,200" and 1,234 agree and 12 and 17 do not."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.sources.moments import moments_of
from ingest.number_words import SMALL_NUMBERS, TENS

ROUNDED_WITHIN = 0.05
"""Share by which a round number may miss an exact one and still be its rounding: 1,200 for 1,234."""
ABOUT_WITHIN = 0.1
"""Share by which a number with "about" before it may miss: about 1,200 for 1,290."""
HALF = 0.5
"""What a whole number may miss a decimal one by: 87 for 87.29."""
ROUND_FROM = 100.0
"""A smaller number is a count and never a rounding: ten dead are not twelve."""

_UNITS = [word for word, number in SMALL_NUMBERS.items() if number]
_WORDS = {word: float(number) for word, number in {**SMALL_NUMBERS, **TENS, "dozen": 12}.items() if number}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
_MONEY_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen"}
_MONEY_WORDS = {
    **dict.fromkeys(("dollar", "dollars", "usd"), "dollar"),
    **dict.fromkeys(("pound", "pounds", "sterling", "gbp"), "pound"),
    **dict.fromkeys(("euro", "euros", "eur"), "euro"),
    **dict.fromkeys(("crown", "crowns", "krona", "kronor", "krone", "kroner"), "crown"),
    **dict.fromkeys(("franc", "francs"), "franc"),
    **dict.fromkeys(("yen",), "yen"),
    **dict.fromkeys(("rouble", "roubles", "ruble", "rubles"), "rouble"),
    **dict.fromkeys(("rupee", "rupees"), "rupee"),
    **dict.fromkeys(("yuan", "renminbi"), "yuan"),
    **dict.fromkeys(("hryvnia", "hryvnias"), "hryvnia"),
}
MONEY = frozenset({*_MONEY_SIGNS.values(), *_MONEY_WORDS.values()})
PERCENT = "percent"

_COUNTED = rf"(?:{'|'.join([*TENS, *_UNITS])})"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,/#])(?<![^\W\d]-)(?P<sign>[$£€¥])?\s?(?:(?P<figure>{_FIGURE})|(?P<word>(?:a|{_COUNTED})(?:-{_COUNTED})?)(?=\W|$))"
    rf"(?:[\s-]?(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))}|dozen)(?!\w))?"
    r"(?P<percent>\s?%|\s(?:percent|per\scent)\b)?(?!\w|[.,/:]\d)",
    re.IGNORECASE,
)
_OUT_OF = re.compile(rf"\s(?:in|out of)\s(?:every\s)?(?P<whole>\d+|{_COUNTED})(?!\w)", re.IGNORECASE)
_TO = re.compile(r"\s?(?:to|-|–|and|or)\s?", re.IGNORECASE)
_CHANGED_FROM = re.compile(
    r"\b(?:rose|risen|rises|rising|fell|fallen|grew|grown|up|down|went|changed|revised|raised|cut|increased|dropped)"
    r"\s(?:\w+\s)?from\s$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:more than|over|at least|upwards? of|not? (?:fewer|less) than|exceed(?:s|ed|ing)?"
    r"|above)\s$",
    re.I,
)
_AT_MOST = re.compile(r"\b(?:fewer than|less than|under|up to|at most|no more than|below)\s$", re.I)
_ABOUT = re.compile(
    r"\b(?:about|around|some|nearly|almost|roughly|approximately|close to|an estimated|circa)\s$", re.I
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_FRACTION = re.compile(
    r"\b(?:(?P<count>a|one|two|three|four|nine)[\s-](?P<parts>third|quarter|fifth|tenth)s?|half)(?=\sof\b)",
    re.IGNORECASE,
)
_ONLY = re.compile(r"\b(?:only|just|at least|exactly)\s$", re.IGNORECASE)
_PERSON = re.compile(r"\s(?:other\s)?person\b")
_NEXT_WORD = re.compile(r"[\s-]*([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: `text[start:end]` holds it, and it lies from `low` to `high` (an end left open is infinite).

    `number` is what stands there, without "about" or "more than". `unit` is "percent", a currency's name, or "".
    """

    number: float
    low: float
    high: float
    unit: str
    start: int
    end: int


def quantities_of(text: str) -> list[Quantity]:
    """Give the amounts of a text in their order; years, days and times of day are none."""
    taken = [(moment.start, moment.end) for moment in moments_of(text)]
    found: list[Quantity] = []
    fractions = list(_fractions(text))
    taken += [(one.start, one.end) for one in fractions]
    for match in _NUMBER.finditer(text):
        start = match.start("sign") if match["sign"] else match.start("figure" if match["figure"] else "word")
        if any(start < end and begin < match.end() for begin, end in taken) or _is_no_amount(match, text):
            continue
        if not found or start >= found[-1].end:
            found.append(_quantity(text, match, start))
    found = sorted((*found, *fractions), key=lambda one: one.start)
    return list(_joined(text, found))


def _fractions(text: str) -> Iterator[Quantity]:
    """Give the shares that are told in words: "two thirds of the drivers", which 65 percent may be as well."""
    for match in _FRACTION.finditer(text):
        parts = _PARTS[match["parts"].casefold()] if match["parts"] else 2
        share = 100 * _worded(match["count"] or "a") / parts
        low, high = _bounds(text[: match.start()], share)
        if low == high:
            low, high = share * (1 - ABOUT_WITHIN), share * (1 + ABOUT_WITHIN)
        yield Quantity(share, low, high, PERCENT, match.start(), match.end())


def agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts can both be true of one thing: their intervals meet, or one rounds the other."""
    if one.low <= other.high and other.low <= one.high:
        return True
    return same_number(one, other)


def same_number(one: Quantity, other: Quantity) -> bool:
    """Tell whether the same number stands at both, roundings of larger numbers counted as the same."""
    larger = max(abs(one.number), abs(other.number))
    gap = abs(one.number - other.number)
    if gap <= 1e-9 * larger:
        return True
    if gap <= HALF and not (one.number.is_integer() and other.number.is_integer()):
        return True
    is_round = any(value >= ROUND_FROM and _is_round(value) for value in (one.number, other.number))
    return is_round and gap <= ROUNDED_WITHIN * larger


def comparable(one: Quantity, other: Quantity) -> bool:
    """Tell whether two amounts are of one kind: both shares, both of one currency, or neither."""
    return one.unit == other.unit


def _is_round(value: float) -> bool:
    digits = f"{value:.6e}".split("e")[0].replace(".", "").rstrip("0")
    return len(digits) <= 2


def _is_no_amount(match: re.Match[str], text: str) -> bool:
    """Leave out the article "a", and "one", which mostly stands for somebody, but not "one person" and "only one"."""
    if match["scale"] or match["percent"] or (match["word"] or "").casefold() not in ("a", "one"):
        return False
    is_counted = _ONLY.search(text[: match.start("word")]) or _PERSON.match(text, match.end())
    return match["word"].casefold() == "a" or not is_counted


def _quantity(text: str, match: re.Match[str], start: int) -> Quantity:
    number = _number(match)
    unit = PERCENT if match["percent"] else _MONEY_SIGNS.get(match["sign"] or "", "")
    end = match.end()
    whole = _OUT_OF.match(text, end)
    if whole and (value := _worded(whole["whole"])) and number <= value:
        number, unit, end = 100 * number / value, PERCENT, whole.end()
    if not unit:
        word = _NEXT_WORD.match(text, end)
        unit = _MONEY_WORDS.get(word[1].casefold(), "") if word else ""
    return Quantity(number, *_bounds(text[:start], number), unit, start, end)


def _number(match: re.Match[str]) -> float:
    value = float(match["figure"].replace(",", "")) if match["figure"] else _worded(match["word"])
    scale = (match["scale"] or "").casefold()
    return value * (12.0 if scale == "dozen" else _SCALES.get(scale, 1.0))


def _worded(text: str) -> float:
    if text.isdecimal():
        return float(text)
    parts = text.casefold().split("-")
    return 1.0 if parts == ["a"] else sum(_WORDS.get(part, 0.0) for part in parts)


def _bounds(before: str, number: float) -> tuple[float, float]:
    if _AT_LEAST.search(before):
        return number, math.inf
    if _AT_MOST.search(before):
        return -math.inf, number
    if _ABOUT.search(before):
        return number * (1 - ABOUT_WITHIN), number * (1 + ABOUT_WITHIN)
    return number, number


def _joined(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Make one amount of a range such as "10 to 12" or "between 10 and 12"."""
    place = 0
    while place < len(found):
        one = found[place]
        following = found[place + 1] if place + 1 < len(found) else None
        if following and one.number < following.number and _is_range(text, one, following):
            unit = following.unit or one.unit
            yield Quantity(following.number, one.low, following.high, unit, one.start, following.end)
            place += 2
            continue
        yield one
        place += 1


def _is_range(text: str, one: Quantity, following: Quantity) -> bool:
    between = text[one.end : following.start]
    if not _TO.fullmatch(between) or _CHANGED_FROM.search(text[: one.start]):
        return False
    return "and" not in between.casefold() or text[: one.start].casefold().endswith("between ")
