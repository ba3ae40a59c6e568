"""The names and numbers in a question, and whether a text holds them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from assistant.answering.language.terms import index_stem, met, names_and_numbers, names_of, stem, stems


def test_names_and_numbers_are_told_from_plain_words() -> None:
    assert names_and_numbers("How many lamps did Pelle Vann's tower have in 2021?") == {
        "pell",
        "vann",
        "2021",
    }


def test_the_first_word_is_no_name_because_every_question_begins_with_a_capital() -> None:
    assert names_and_numbers("Lamps went out?") == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lamps", "lamp"),
        ("selling", "sells"),
        ("Kyiv", "Ukrainian"),
        ("Britain", "UK"),
        ("U.S.", "American"),
        ("Moscow", "Kremlin"),
    ],
)
def test_forms_of_a_word_and_names_of_a_country_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_are_stemmed_by_compiled_code() -> None:
    # Without it, which is seen nowhere else, a question takes half as long again.
    assert type(snowballstemmer.stemmer("english")).__module__ == "Stemmer"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What did the US say?", "The United States is worried."),
        ("What did the United States say?", "Washington is worried."),
        ("What does the EU want?", "The European Union wants gas."),
        ("What does the United Nations want?", "The U.N. wants peace."),
        ("Which US-backed plan failed?", "An American plan failed."),
        ("What does the White House want?", "Washington wants peace."),
        ("What did London's mayor say?", "A mayor in the United Kingdom spoke."),
    ],
)
def test_abbreviations_and_names_of_several_words_are_met_by_one_another(question: str, text: str) -> None:
    names = names_and_numbers(question)
    assert names
    assert met(names, stems(text)) == 1.0


def test_a_pronoun_is_no_country() -> None:
    assert met(names_and_numbers("What did the US say?"), stems("They told us nothing.")) == 0.0
    assert names_and_numbers("Who told us?") == frozenset()


def test_a_hyphenated_word_is_found_whole_and_in_parts() -> None:
    found = stems("the 140-year-old lamp")
    assert {stem("140-year-old"), "140", "year", "old", "lamp"} <= found


def test_met_is_the_share_of_the_terms_that_are_there() -> None:
    evidence = stems("The council sells its lamp.")
    assert met(frozenset({"lamp", "moon"}), evidence) == 0.5
    assert met(frozenset(), evidence) == 1.0
    assert met(frozenset({"lamp"}), frozenset()) == 0.0


@pytest.mark.parametrize(
    ("asked", "text", "is_met"),
    [
        ("Brenholm", "the Brenholmers cheered", True),
        ("Sundralian", "a ship from Sundralia", True),
        ("Austria", "a ship from Australia", False),
        ("200,000", "they paid 200,014 crowns", False),
        ("2021", "20211 lamps", False),
        ("Lamb", "a lamp", False),
    ],
)
def test_a_name_is_met_by_its_adjective_and_a_figure_only_by_itself(
    asked: str, text: str, is_met: bool
) -> None:
    assert met(frozenset({stem(asked)}), stems(text)) == float(is_met)


def test_names_of_a_question_leave_out_its_first_word_countries_abbreviations_and_months() -> None:
    question = "Which NFL player told Joe Brannock in the US in August about Lower Pelm?"
    assert names_of(question) == [stems("Joe Brannock"), stems("Lower Pelm")]


@pytest.mark.parametrize("of", [stem, index_stem])
def test_threads_do_not_stem_each_other_s_words(of: Callable[[str], str]) -> None:
    starts, ends = ("relation", "organis", "hope", "nation"), ("ing", "ations", "fulness")
    words = [start + end for start in starts for end in ends]
    alone = [of(word) for word in words]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda _: [of(word) for word in words], range(200)))
    finally:
        sys.setswitchinterval(interval)
    assert all(found == alone for found in together)
