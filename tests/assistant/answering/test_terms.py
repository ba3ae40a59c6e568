"""What a question is made of, and whether a text meets it."""

from __future__ import annotations

import pytest

from assistant.answering.terms import (
    Kind,
    holds_kind,
    kind_of_answer,
    met,
    names_of,
    question_terms,
    stem,
    stems,
)


def test_a_question_falls_into_names_and_plain_words() -> None:
    terms = question_terms("How many lamps did Pelle Vann's tower have in 2021?")
    assert terms.names == {"pell", "vann", "2021"}
    assert terms.words == {stem("lamps"), stem("tower")}
    assert terms.kind == "number"


def test_the_first_word_is_no_name_because_every_question_begins_with_a_capital() -> None:
    assert question_terms("Lamps went out?").names == frozenset()


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


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What did the US say?", "The United States is worried."),
        ("What did the United States say?", "Washington is worried."),
        ("What does the EU want?", "The European Union wants gas."),
        ("What does the United Nations want?", "The U.N. wants peace."),
        ("What did London's mayor say?", "A mayor in the United Kingdom spoke."),
    ],
)
def test_abbreviations_and_names_of_several_words_are_met_by_one_another(question: str, text: str) -> None:
    names = question_terms(question).names
    assert names
    assert met(names, stems(text)) == 1.0


def test_a_pronoun_is_no_country_in_a_question() -> None:
    assert question_terms("Who told us?").names == frozenset()


def test_a_hyphenated_word_is_found_whole_and_in_parts() -> None:
    found = stems("the 140-year-old lamp")
    assert {stem("140-year-old"), "140", "year", "old", "lamp"} <= found


def test_met_is_the_share_of_the_terms_that_are_there() -> None:
    evidence = stems("The council sells its lamp.")
    assert met(frozenset({"lamp", "moon"}), evidence) == 0.5
    assert met(frozenset(), evidence) == 1.0
    assert met(frozenset({"lamp"}), frozenset()) == 0.0


def test_long_words_meet_by_their_beginning_and_short_ones_do_not() -> None:
    assert met(frozenset({stem("deployment")}), stems("They deployed a ship.")) == 1.0
    assert met(frozenset({"lamb"}), stems("a lamp")) == 0.0


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did the lamp go out?", "day"),
        ("On which day did the lamp go out?", "day"),
        ("How many lamps are there?", "number"),
        ("What share of the lamps is out?", "number"),
        ("Who lit the lamp?", "person"),
        ("Whose lamp is it?", "person"),
        ("Where is the lamp?", "place"),
        ("In which town is the lamp?", "place"),
        ("Why did the lamp go out?", "reason"),
        ("What caused the fire?", "reason"),
        ("What did Vann say?", "other"),
        ("WHO LIT THE LAMP?", "person"),
        ("", "other"),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(question: str, kind: Kind) -> None:
    assert kind_of_answer(question) == kind


@pytest.mark.parametrize(
    ("sentence", "kind", "holds"),
    [
        ("It cost 12 crowns.", "number", True),
        ("Three buyers came.", "number", True),
        ("Some buyers came.", "number", False),
        ("It went out on Thursday.", "day", True),
        ("It went out in April.", "day", True),
        ("It went out.", "day", False),
        ("It was lit by the mayor, Sanna Kreel.", "person", True),
        ("It was lit by the keeper.", "person", False),
        ("It stands in Vessby.", "place", True),
        ("It went out because oil is dear.", "reason", True),
        ("It went out.", "reason", False),
        ("It went out.", "other", True),
    ],
)
def test_a_sentence_holds_the_kind_that_is_asked_for(sentence: str, kind: Kind, holds: bool) -> None:
    assert holds_kind(sentence, kind, "Who lit the lamp of Orrin?") is holds


def test_a_name_that_the_question_gave_is_no_answer_to_it() -> None:
    assert not holds_kind("The lamp of Orrin is out.", "place", "Where is the lamp of Orrin?")
    assert holds_kind("The lamp of Orrin is in Vessby.", "place", "Where is the lamp of Orrin?")


def test_names_of_a_question_leave_out_its_first_word_countries_abbreviations_and_months() -> None:
    question = "Which NFL player told Joe Brannock in the US in August about Lower Pelm?"
    assert names_of(question) == [stems("Joe Brannock"), stems("Lower Pelm")]
