"""Amounts, with their units and measures, and dates: each must stand in the evidence, and in the same place of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice, takewhile

from assistant.answering.checking.dates import Day, days_in, names_the_same, without_dates
from assistant.answering.checking.words import Word, content_stems_of, words_of
from assistant.answering.language.verbs import BASE_FORM
from ingest.number_words import with_figures

WORDS_AROUND = 5
"""How many words on either side tell what a figure is about."""
UNITS = {
    word: forms.split()[0]
    for forms in (
        "km kilometre kilometres kilometer kilometers kms", "mile miles", "metre metres meter meters m", "foot feet ft",
        "centimetre centimetres centimeter centimeters cm", "millimetre millimetres millimeter millimeters mm",
        "inch inches", "yard yards", "hectare hectares ha", "acre acres", "kg kilogram kilograms kilo kilos kilogramme",
        "gram grams", "tonne tonnes", "ton tons", "lb lbs", "litre litres liter liters", "barrel barrels",
        "gallon gallons",
        "degree degrees", "second seconds", "minute minutes min mins", "hour hours hr hrs", "day days", "week weeks",
        "month months", "year years", "decade decades", "century centuries", "% percent", "point points",
        "dollar dollars $", "euro euros €", "pound pounds £", "crown crowns", "franc francs",
        "rouble roubles ruble rubles",
        "yuan", "yen", "rupee rupees", "peso pesos", "mph", "kmh", "megawatt megawatts mw", "gigawatt gigawatts gw",
        "volt volts", "bit bits", "byte bytes", "cent cents", "penny pence",
    )
    for word in forms.split()
}  # fmt: skip
"""Each form of a unit with the one that stands for all of them."""
_BEFORE_UNIT = frozenset(("more", "other", "square"))
GENERIC = frozenset("people person others other more were are is was have has had".split())
"""Words behind an amount that do not tell what is counted."""
_MEASURES = {
    "more than": "above", "over": "above", "above": "above", "at least": "above", "exceeding": "above",
    "no fewer than": "above", "no less than": "above", "upwards of": "above",
    "less than": "below", "fewer than": "below", "under": "below", "below": "below", "at most": "up to",
    "up to": "up to", "no more than": "up to", "nearly": "almost", "almost": "almost", "close to": "almost",
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about", "only": "only",
    "just": "only", "exactly": "exactly", "just over": "above", "just under": "below", "well over": "above",
}  # fmt: skip
_MEASURE = re.compile(rf"(?:^|.*\s)(?P<measure>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})$")
_PART_WORDS = re.compile(
    r"half|halved?|doubled?|tripled?|twice|quarters?|thirds?|dozens?|hundreds|thousands|millions|billions|trillions"
    r"|hundred|thousand|million|billion|trillion"
)
_MARKS = frozenset(",;:.!?()")
_FIGURE = re.compile(r"\d+(?:[.:]\d+)*(?:st|nd|rd|th)?")
_JOINTS = frozenset("and but or while whereas".split())
_AUXILIARIES = frozenset("be have do say".split())


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: its digits, its unit ("" for none), its measure ("above" for "more than"), and the words about it.

    `done` holds the stems of what is said to have been done, up to the next amount or conjunction on either side.
    """

    value: str
    unit: str
    measure: str
    next_word: str
    around: frozenset[str]
    done: frozenset[str]

    @property
    def shown(self) -> str:
        """The amount as a reader knows it: 4,200."""
        return f"{int(self.value):,}" if self.value.isdecimal() else self.value


@lru_cache(maxsize=4096)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """Give the amounts of a text in order: "1,200 tiles", "twelve hundred tiles" and "1200 tiles" are the same."""
    words = _counted(words_of(without_dates(text)))
    return tuple(_amount(words, place) for place, word in enumerate(words) if _is_amount_word(word))


def wrong_figure(claim: str, evidence: Sequence[str], published: Sequence[date | None]) -> str:
    """Say which amount or time of the claim the evidence lacks or has of another matter, "" where it has them all.

    `published` holds the day of publication of each text of the evidence.
    """
    told = [amount for text in evidence for amount in amounts_in(text)]
    for amount in amounts_in(claim):
        reason = _wrong_amount(amount, told)
        if reason:
            return reason
    for day in days_in(claim):
        reason = _wrong_day(claim, day, evidence, published)
        if reason:
            return reason
    return ""


def _wrong_amount(claimed: Amount, told: Sequence[Amount]) -> str:
    """Say what is wrong with an amount of a claim by those of its evidence, "" for nothing."""
    same = [one for one in told if one.value == claimed.value]
    if not same:
        return f"its evidence lacks {claimed.shown}"
    fitting = [one for one in same if one.unit == claimed.unit or not claimed.unit]
    if not fitting:
        return f"its evidence has {claimed.shown} with another unit than {claimed.unit}"
    if all(one.measure != claimed.measure for one in fitting):
        return f"its evidence has {claimed.shown} with another measure"
    others = [one for one in told if one.value != claimed.value]
    if any(_is_nearer(claimed, other, fitting) for other in others) or _is_exchanged(
        claimed, fitting, others
    ):
        return f"its evidence has {claimed.shown} of another matter"
    return ""


def _is_nearer(claimed: Amount, other: Amount, fitting: Sequence[Amount]) -> bool:
    """Whether another amount of the evidence is told in clearly more of the same words than any that fits."""
    lead = _nearness(claimed, other) - max(_nearness(claimed, one) for one in fitting)
    return lead >= (1 if other.next_word == claimed.next_word else 2)


def _is_exchanged(claimed: Amount, fitting: Sequence[Amount], others: Sequence[Amount]) -> bool:
    """Whether only another amount is said to have had done what is claimed: five were killed and 23 injured."""
    elsewhere = frozenset[str]().union(*(other.done for other in others))
    return bool(claimed.done & elsewhere) and all(one.done and not one.done & claimed.done for one in fitting)


def _nearness(left: Amount, right: Amount) -> float:
    return len(left.around & right.around) + 0.5 * (left.next_word == right.next_word)


def _wrong_day(claim: str, day: Day, evidence: Sequence[str], published: Sequence[date | None]) -> str:
    """Say what is wrong with a time of a claim by those of its evidence, "" for nothing."""
    about = _about(claim, day)
    best: tuple[int, bool] = (-1, False)
    seen = False
    for text, issued in zip(evidence, published, strict=True):
        for told in days_in(text):
            same = names_the_same(day, told, issued)
            seen = seen or same
            if same or _same_kind(day, told):
                best = max(best, (len(about & _about(text, told)), same))
    if not seen and _is_amount(day, evidence):
        return ""
    if not seen:
        return f"its evidence lacks {day.shown}"
    return "" if best[1] else f"its evidence has {day.shown} of another matter"


def _is_amount(day: Day, evidence: Sequence[str]) -> bool:
    """Whether what looks like a year is an amount: 1900 rifles."""
    year = str(day.year) if day.year and not day.month else ""
    return any(amount.value == year for text in evidence for amount in amounts_in(text))


def _same_kind(left: Day, right: Day) -> bool:
    kinds = [(one.day is not None, one.month is not None, one.weekday is not None) for one in (left, right)]
    return kinds[0] == kinds[1]


def _about(text: str, day: Day) -> frozenset[str]:
    before = text[: day.place].split()[-WORDS_AROUND:]
    behind = text[day.place + len(day.shown) :].split()[:WORDS_AROUND]
    return content_stems_of(" ".join([*before, *behind]))


def _until_mark(words: Iterable[str]) -> list[str]:
    """Give the next words up to a punctuation mark: behind it another figure may stand."""
    return list(takewhile(lambda word: word not in _MARKS, islice(words, WORDS_AROUND)))


def _until_joint(words: Iterable[str]) -> list[str]:
    """Give the next words up to another amount, a mark or a conjunction."""
    return list(takewhile(lambda word: word not in _MARKS | _JOINTS and not _is_amount_word(word), words))


def _is_amount_word(word: str) -> bool:
    return bool(_FIGURE.fullmatch(word) or _PART_WORDS.fullmatch(word))


def _is_done(word: str) -> bool:
    base = BASE_FORM.get(word, word)
    return base not in _AUXILIARIES and (base != word or word.endswith("ed"))


def _counted(words: Sequence[Word]) -> list[str]:
    """Give the words lower-cased, amounts as digits; "one" stays a word, because it seldom counts."""
    folded = [
        "one_"
        if word.lower == "one" and not _is_scale(words, place + 1)
        else (word.lower.replace(",", "") if word.is_figure else word.lower)
        for place, word in enumerate(words)
    ]
    joined = " ".join(folded).replace("percentage point", "point").split()
    parts = [part for word in joined for part in word.split("-")]
    return with_figures([_ungrouped(part) for part in parts if part])


def _ungrouped(word: str) -> str:
    time = re.fullmatch(r"0?(\d{1,2}):(\d\d)", word)
    return f"{int(time[1])}:{time[2]}" if time else word


def _is_scale(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].lower in (
        "hundred",
        "thousand",
        "million",
        "billion",
        "trillion",
    )


def _amount(words: Sequence[str], place: int) -> Amount:
    behind = list(words[place + 1 : place + 1 + WORDS_AROUND])
    before = " ".join(words[max(0, place - 3) : place])
    measure = _MEASURE.match(before)
    content = content_stems_of(
        " ".join([*_until_mark(reversed(words[:place])), *_until_mark(words[place + 1 :])])
    )
    following = next((word for word in behind if word.isalpha() and word not in GENERIC), "")
    clause = [*_until_joint(reversed(words[:place])), *_until_joint(words[place + 1 :])]
    done = content_stems_of(" ".join(word for word in clause if _is_done(word)))
    return Amount(
        words[place],
        _unit(behind),
        _MEASURES[measure["measure"]] if measure else "",
        following,
        content,
        done,
    )


def _unit(behind: Sequence[str]) -> str:
    """Give the unit that stands right behind an amount, or behind "more", "other" or "square"; "" for none."""
    after = behind[1:2] if behind[:1] and behind[0] in _BEFORE_UNIT else behind[:1]
    return UNITS.get(after[0], "") if after else ""
