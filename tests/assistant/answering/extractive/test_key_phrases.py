"""The phrases of a sentence that could be an answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answering.extractive.key_phrases import (
    Stretch,
    amounts_in,
    lists_of_names_in,
    moments_in,
    names_in,
    places_in,
    quotations_in,
    reasons_in,
    wordings_in,
)

LAUNCH = (
    "VELM, June 3 (Coast Wire) - The rocket of Hale & Sons lifted off from Port Arvo at 6.05am on Monday with 12 "
    "satellites."
)
PAY = "The firm will pay about 2.5 million crowns, or 40 per cent of the bill, to between 20 and 30 families."


def words(find: Callable[[str], list[Stretch]], sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in find(sentence)]


def test_names_are_runs_of_capitals_without_the_dateline_and_the_opening_word() -> None:
    assert words(names_in, LAUNCH) == ["Hale & Sons", "Port Arvo"]


def test_a_possessive_parts_two_names() -> None:
    assert words(names_in, "In May Arvo's mayor met Sir Odd of the Isles.") == [
        "Arvo",
        "Sir Odd of the Isles",
    ]


def test_a_name_goes_on_behind_an_abbreviation_and_never_behind_a_sentence_s_end() -> None:
    said = "It came from my aunt in Lyon. She knew Dr. Odd Vann, J. Holt and Gov. Orr."
    assert words(names_in, said) == ["Lyon", "Dr. Odd Vann", "J. Holt", "Gov. Orr"]


def test_a_first_name_in_brackets_belongs_to_the_surname() -> None:
    assert words(names_in, "It was bought by [Dora] Filip.") == ["[Dora] Filip"]


def test_an_abbreviation_that_looks_like_a_stop_word_is_a_name() -> None:
    assert words(names_in, "US officials left.") == ["US"]


def test_moments_next_to_each_other_are_one() -> None:
    assert words(moments_in, LAUNCH) == ["6.05am on Monday"]


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("It opens in the autumn of 2025, they said.", "the autumn of 2025"),
        ("It opens on 3 March 2024.", "3 March 2024"),
        ("It ends at the end of next month.", "the end of next month"),
        ("She spoke on Saturday [29 January 2022].", "Saturday [29 January 2022]"),
        ("He comes next year.", "next year"),
    ],
)
def test_a_moment_is_found_whole(sentence: str, moment: str) -> None:
    assert words(moments_in, sentence) == [moment]


def test_amounts_keep_their_qualifier_and_unit() -> None:
    assert words(amounts_in, PAY) == ["about 2.5 million crowns", "40 per cent", "20 and 30 families"]


def test_an_amount_ends_with_what_it_counts() -> None:
    assert words(amounts_in, "On Monday 680 bus drivers joined.") == ["680 bus drivers"]
    assert words(amounts_in, "It took 12 days of talks.") == ["12 days"]


def test_wordings_never_cut_an_amount() -> None:
    sentence = "Frey got 17.4 per cent."
    found = [sentence[start:end] for start, end in wordings_in(sentence, frozenset({"cent"}))]
    assert found == ["17.4 per cent"]


@pytest.mark.parametrize(
    ("sentence", "most", "found"),
    [
        ("Orrin and Pell were hit.", 16, ["Orrin and Pell"]),
        ("Lower Hythe, Orrin and Pell were hit.", 16, ["Lower Hythe, Orrin and Pell"]),
        ("Two funds of Kestrel, Belmont and Ridgeway, agreed.", 2, ["Belmont and Ridgeway"]),
        ("In Orrin, Ida Moll met Jon Fabry.", 16, ["Orrin", "Ida Moll", "Jon Fabry"]),
        (
            "Moll and Fabry met Ana Teles, Filip and Holt.",
            16,
            ["Moll and Fabry", "Ana Teles, Filip and Holt"],
        ),
    ],
)
def test_names_that_are_listed_are_one(sentence: str, most: int, found: list[str]) -> None:
    assert [sentence[start:end] for start, end in lists_of_names_in(sentence, most)] == found


def test_numbers_of_a_date_or_a_clock_are_no_amounts() -> None:
    assert words(amounts_in, LAUNCH) == ["12 satellites"]
    assert words(amounts_in, "The record of 2:25:40 was beaten by 12 runners.") == ["12 runners"]


def test_places_stand_behind_a_word_of_place() -> None:
    assert words(places_in, "Anna Holt hid in the old mill near Velm.") == ["Velm", "the old mill"]


def test_quotations_come_without_their_marks() -> None:
    assert words(quotations_in, 'She called it “a match held to straw,” and "a risk".') == [
        "a match held to straw",
        "a risk",
    ]


def test_a_reason_ends_with_its_clause_and_a_strong_one_comes_first() -> None:
    sentence = "After the storm the school stayed shut because its roof had gone, but nobody was hurt."
    assert words(reasons_in, sentence)[0] == "its roof had gone"


def test_wordings_stop_at_function_words_and_join_over_them() -> None:
    found = words(wordings_in, "The reservists would guard bridges and power stations.")
    assert {"reservists", "guard bridges", "power stations"} <= set(found)
    assert "bridges" not in found


def test_wordings_stop_at_known_words_too() -> None:
    sentence = "The reservists would guard bridges and power stations."
    found = [sentence[start:end] for start, end in wordings_in(sentence, frozenset({"reservist", "guard"}))]
    assert found == ["bridges", "bridges and power stations", "power stations"]
