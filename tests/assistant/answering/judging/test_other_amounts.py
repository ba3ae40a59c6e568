"""An amount of another kind is no answer."""

from __future__ import annotations

import pytest

from assistant.answering.judging.other_amounts import (
    is_of_another_kind,
    is_of_another_rank,
    is_of_no_such_fate,
)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many boxes did the night shift load?", "The night shift loaded 12 per cent of the boxes."),
        ("How heavy is the bell?", "The bell is 3 metres wide."),
        ("At what time did the ferry sail?", "The ferry sailed on Sunday with 40 passengers."),
        ("How many people died in the fire?", "The fire of 2013 hurt 118 people."),
        (
            "How many people were hurt?",
            "The number of those killed rose to seven after three bodies were found.",
        ),
        ("How many medals did the choir bring home?", "The medal comes with 5,000 crowns."),
        ("What share of the members voted?", "The ballot cost 300 pounds."),
        ("How many charges does Moll face?", "If convicted, Moll faces up to ten years in prison."),
        ("How many charges does Moll face?", "Ida Moll, 58, had denied all charges when the trial opened."),
        ("How much more pay will the porters get?", "A ticket costs 3.20 crowns today."),
        ("By how much will fares go up?", "The walkout cost 12 million crowns."),
        ("What was Velm Haulage's revenue?", "Net profit was 84 million crowns, as in 2025."),
        ("How high is unemployment in Orrin?", "Inflation stood at 3 per cent in May."),
    ],
)
def test_an_amount_of_another_kind_is_told(question: str, sentence: str) -> None:
    assert is_of_another_kind(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many boxes did the night shift load?", "The night shift loaded 340 boxes, or 12 per cent."),
        ("How many people were hurt?", "Seven people were killed, and 20 others suffered burns."),
        ("How many of the members were for it?", "In the ballot 88 per cent of the members were for it."),
        ("How heavy is the bell?", "The bell weighs as much as 40 men."),
        ("At what time did the ferry sail?", "The ferry sailed at 6.05am with 40 passengers."),
        ("How many people died in the fire?", "The fire hurt 118 people and killed nine."),
        ("How heavy is the bell?", "Weight: 40"),
        ("At what time did the ferry sail?", "The ferry sailed at half past six."),
        ("At what time did the ferry sail?", "The ferry sailed late on Sunday with 40 passengers."),
        ("How many percentage points did it rise?", "It rose by 4 per cent."),
        ("How many couples are there?", "There are 1,388 (0.9%) such couples in Orrin."),
        ("How many voted no?", "Some 81 per cent of the nurses voted no."),
        ("What time frame does the war cover?", "The war went on from 1756 to 1763, or for 7 years."),
        ("How many goals did Moll score?", "Moll scored twice in ten minutes."),
        ("How many weeks did the trial take?", "The trial took three weeks."),
        ("How many sick people were moved?", "The hospital moved 46 patients in the night."),
        ("How many people died in the fire?", "Nobody knows."),
        ("How many crowns does a ticket cost?", "A ticket costs 3.20 crowns today."),
        ("How many medals did the choir bring home?", "It won two medals and 5,000 crowns."),
        ("What share of the members voted?", "One in three of the 900 members voted."),
        ("How much more pay will the porters get?", "The porters get 7 per cent."),
        ("By how much will fares go up?", "The fare rises to 3.40 crowns."),
        ("What was Velm Haulage's revenue?", "Its sales came to 84 million crowns, a record."),
        ("What was Velm Haulage's profit?", "It made a loss of 84 million crowns."),
        ("What did profit and revenue come to?", "Net profit was 84 million crowns."),
    ],
)
def test_an_amount_that_may_be_the_one_is_kept(question: str, sentence: str) -> None:
    assert not is_of_another_kind(question, sentence)


def test_the_second_prize_is_not_the_first() -> None:
    question = "Which choir won first prize?"
    assert is_of_another_rank(question, "The Karsk Larks had won second prize.")
    assert not is_of_another_rank(question, "The Karsk Larks won first prize, the Owls second prize.")
    assert not is_of_another_rank(question, "The Karsk Larks won at the second attempt.")
    assert not is_of_another_rank("Who won for the first time?", "Moll won, at sea for the fourth time.")
    assert is_of_another_rank("Who won the 2nd round?", "Ida Moll won the first round.")


def test_the_best_newcomer_is_not_the_best_actress() -> None:
    question = "Who won best actress?"
    assert is_of_another_rank(question, "Sanna Kreel was named best newcomer.")
    assert not is_of_another_rank(question, "Ida Moll was best actress, Sanna Kreel best newcomer.")
    assert not is_of_another_rank(question, "Ida Moll was the best of all.")


def test_a_passage_that_tells_of_nobody_hurt_gives_no_number_of_the_hurt() -> None:
    evidence = "The fire killed four people. The ferry carried 212 passengers."
    assert is_of_no_such_fate("How many people were injured in the fire?", evidence)
    assert not is_of_no_such_fate("How many people died in the fire?", evidence)
    assert not is_of_no_such_fate("How many passengers did the ferry carry?", evidence)


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("How many people were hurt in the landing?", "Thirty-eight people needed treatment for bruises."),
        ("How many are still missing?", "Another 14 people have not been found."),
    ],
)
def test_other_words_for_the_fate_are_known(question: str, evidence: str) -> None:
    assert not is_of_no_such_fate(question, evidence)
