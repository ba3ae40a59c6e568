"""What pronouns stand for."""

from __future__ import annotations

from assistant.answering.follow_ups.referents import (
    Turn,
    full_name,
    is_plural,
    person,
    place,
    several,
    the_other,
    thing,
)

TALKS = Turn(
    "What did Kuleba tell Le Drian about the talks in Paris?",
    "Kuleba and Le Drian saw a need to avoid panic in Kiev.",
)


def test_he_is_the_first_whom_the_question_names() -> None:
    assert person("he", [TALKS]) == "Kuleba"


def test_it_is_never_a_person() -> None:
    assert thing([Turn("What did Pelle Vann buy?", "Pelle Vann bought the tower of Orrin.")]) == (
        "the tower of Orrin"
    )
    assert thing([Turn("Who is Pelle Vann?")]) == ""


def test_they_are_a_plural_or_two_who_are_named_together() -> None:
    assert several([Turn("Did the dockers vote?")]) == "the dockers"
    assert several([Turn("Who spoke?", "Kuleba and Le Drian spoke.")]) == "Kuleba and Le Drian"
    assert several([Turn("Who claimed it?", "The group Black Heron did.")]) == "the group Black Heron"
    assert several([Turn("Who is Pelle Vann?")]) == ""


def test_there_is_where_the_last_question_was() -> None:
    assert place([Turn("How many troops has the US sent to Estonia?")]) == "in Estonia"
    assert place([Turn("Why?")]) == ""


def test_an_earlier_turn_is_looked_at_where_the_last_names_nobody() -> None:
    assert person("he", [TALKS, Turn("Was the deal signed?")]) == "Kuleba"


def test_the_other_of_two_is_the_one_not_asked_about() -> None:
    turns = [
        Turn("Who wants the post?", "Livia Marchbanks and Hew Tarrant want it."),
        Turn("Is Hew Tarrant old?"),
    ]
    assert the_other(turns) == ("Hew Tarrant", "Livia Marchbanks")
    assert the_other([Turn("Who wants the post?")]) == ("", "")


def test_a_first_name_gets_its_surname_from_the_texts() -> None:
    assert full_name("Jonas", ["The guard, Jonas Pell, was arrested."]) == "Jonas Pell"
    assert full_name("Jonas", ["Nobody was."]) == "Jonas"


def test_a_president_of_a_party_is_he_or_she_by_the_surname() -> None:
    said = (
        "Sefa Maroud of the Reef Alliance conceded to Danel Okrim. "
        "Maroud said she accepted it, and Okrim said he was glad."
    )
    turns = [Turn("Did the other side accept it?", said, (said,))]
    assert person("he", turns) == "Danel Okrim"
    assert person("she", turns).startswith("Sefa Maroud")


def test_who_is_leaving_is_asked_for_and_not_the_firm_that_is_left() -> None:
    turn = Turn("Who is leaving Talvek?", "The finance chief, Marcus Teal, will leave in May.")
    assert person("he", [turn]) == "Marcus Teal"


def test_what_is_called_the_is_no_person() -> None:
    assert thing([Turn("Does the Teachers' Guild like the reform?")]) == "the Teachers' Guild"


def test_any_of_a_people_and_two_that_were_counted_are_several() -> None:
    assert several([Turn("Were any Corvanians killed?")]) == "the Corvanians"
    assert several([Turn("Was anyone killed?", "Two students were killed.")]) == "the two students"


def test_they_are_the_two_persons_of_whom_the_question_was() -> None:
    turn = Turn("What did Putin tell Macron?", "Putin told Macron that he had no offensive plans.")
    assert several([turn]) == "Putin and Macron"
    assert several([Turn("Did Ida Moll say that Moll would go?", "The dockers struck.")]) == "the dockers"


def test_a_group_is_one_and_the_police_are_several() -> None:
    assert not is_plural("the group Black Heron")
    assert all(is_plural(text) for text in ("the police", "Moll and Tarrant", "the dockers"))
