"""The amounts in a text, and which of them can both be true."""

from __future__ import annotations

import pytest

from assistant.answering.sources.quantities import agree, comparable, quantities_of, same_number


def amounts(text: str) -> list[tuple[float, str]]:
    return [(one.number, one.unit) for one in quantities_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four died and 31 are missing", [(4, ""), (31, "")]),
        ("twenty-five sheep and two dozen goats", [(25, ""), (24, "")]),
        ("a hundred crowns", [(100, "crown")]),
        ("$2.9 billion, up from £2.1bn", [(2.9e9, "dollar"), (2.1e9, "pound")]),
        ("240,000 crowns", [(240_000, "crown")]),
        ("28.7% of them, or 9 per cent", [(28.7, "percent"), (9, "percent")]),
        ("nine in ten dockers; 6 out of 10", [(90, "percent"), (60, "percent")]),
        ("a population of 472.", [(472, "")]),
        ("2,000 people in 2000", [(2000, "")]),
        ("at 02:40 on 5 March 2024 in the 19th century", []),
        ("the G7 met; one of them left; COVID-19", []),
        ("hundreds of people", []),
        ("half of the drivers, a quarter of the guards", [(50, "percent"), (25, "percent")]),
        ("half an hour, a third man and the first half", []),
    ],
)
def test_amounts_are_read_with_their_units_and_dates_are_none(
    text: str, expected: list[tuple[float, str]]
) -> None:
    assert amounts(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people", "twelve people"),
        ("1,200 people", "about 1,200 people"),
        ("1,234 people", "1,200 people"),
        ("1,290 people", "about 1,200 people"),
        ("1,200 people", "more than 1,000 people"),
        ("31 people", "more than 30 people"),
        ("11 people", "between 10 and 12 people"),
        ("11 people", "10-12 people"),
        ("8 people", "fewer than 10 people"),
        ("$2.9 billion", "$2,900 million"),
        ("two dozen people", "24 people"),
        ("a third of the voters", "33 percent"),
        ("two-thirds of the voters", "65 percent"),
        ("more than half of the voters", "61 percent"),
        ("87% of the vote", "87.29% of the vote"),
    ],
)
def test_amounts_that_can_both_be_true_agree(one: str, other: str) -> None:
    (left,), (right,) = quantities_of(one), quantities_of(other)
    assert agree(left, right)
    assert agree(right, left)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 people", "17 people"),
        ("10 people", "12 people"),
        ("1,200 people", "1,300 people"),
        ("900 people", "more than 1,000 people"),
        ("13 people", "10 to 12 people"),
        ("about 4,000", "20,000"),
    ],
)
def test_amounts_that_cannot_both_be_true_differ(one: str, other: str) -> None:
    (left,), (right,) = quantities_of(one), quantities_of(other)
    assert not agree(left, right)


def test_two_lower_bounds_agree_but_are_not_the_same_number() -> None:
    (left,), (right,) = quantities_of("at least 12"), quantities_of("at least 17")
    assert agree(left, right)
    assert not same_number(left, right)


def test_shares_and_money_are_not_compared_with_counts() -> None:
    (share,), (count,), (money,) = (quantities_of(text) for text in ("9 per cent", "9 people", "$9"))
    assert not comparable(share, count)
    assert not comparable(money, count)
    assert comparable(count, count)


def test_an_amount_says_where_it_stands() -> None:
    text = "It cost about $2.9 billion in all."
    (one,) = quantities_of(text)
    assert text[one.start : one.end] == "$2.9 billion"
