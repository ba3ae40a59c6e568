"""What a question asks for, what a sentence gives for it, and whether two sentences give different values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.sources.moments import Moment, can_be_one, share_a_part
from assistant.answering.sources.quantities import Quantity, agree, comparable, same_number

Kind = Literal["number", "date", "name", "class", "reason", "stance"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: the kind, and of a number the stems of what is counted, its unit and what befell."""

    kind: Kind
    words: frozenset[str]
    counted: frozenset[str] = frozenset()
    unit: str = ""
    fate: str = ""
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a sentence gives: amounts, dates or stems of names, and the span of the first of them, of dates the fullest.

    A stance is what a sentence says of a matter on which another says the contrary: its span is where it says so.
    """

    kind: Kind
    start: int
    end: int
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    words: frozenset[str] = frozenset()


def without_the_common(one: Value, other: Value) -> Value:
    """Give a name or class without the words that another one has too, as far as both have more: a swapped name."""
    if one.kind not in ("name", "class") or not (one.words - other.words and other.words - one.words):
        return one
    return replace(one, words=one.words - other.words)


def differ(one: Value, other: Value, *, as_update: bool = False) -> bool:
    """Tell whether two values of one kind can't both be true.

    With `as_update` numbers need only be other numbers: "at least 17" brings "at least 12" up to date, though the
    two don't contradict each other.
    """
    if one.kind != other.kind:
        return False
    if one.kind == "number":
        same = same_number if as_update else agree
        return not any(
            not comparable(left, right) or same(left, right)
            for left in one.quantities
            for right in other.quantities
        )
    if one.kind == "date":
        return all(
            share_a_part(left, right) and not can_be_one(left, right)
            for left in one.moments
            for right in other.moments
        )
    return not one.words & other.words
