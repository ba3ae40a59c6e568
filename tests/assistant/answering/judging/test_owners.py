"""Another's number is no answer."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.owners import is_of_another
from assistant.answers import Hit
from tests.assistant.press import passage

LORRIES = "How many lorries does Orrinia have?"


def gives_anothers(question: str, sentence: str, *, others: str = "", title: str = "") -> bool:
    told = Hit(passage("story", sentence, title=title), 1.0)
    hits = [told, Hit(passage("other", others), 0.5)] if others else [told]
    return is_of_another(question, candidates_of([told])[-1], hits)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            LORRIES,
            "The Velmark firm has put 300 lorries along the borders of Orrinia, according to the press.",
        ),
        (LORRIES, "More than 300 lorries have been sent by the Velmark army along the Orrinian border."),
        (
            "How many soldiers does Orrinia have in Karsk?",
            "The Pelagon Union, to which Orrinia belongs, will move 2,500 soldiers to the Orrinian town of Karsk.",
        ),
        (
            "How many Orrinian troops are at the border?",
            "Some 100,000 troops have been placed by Velmark along the Orrinian border.",
        ),
        (
            "How many seats does Orrinia have?",
            "In the last vote Velmark won 31 per cent and 19 of the 55 seats.",
        ),
        ("How old is Dora Filip?", "“She is counting the flour,” said Lidia Potrek, a 34-year-old teacher."),
        (
            "How many people were hurt in Port Ennery?",
            "At the school of Innismar 46 people were hurt, it was said.",
        ),
        (
            "How many Orrinian nurses are in Estmoor?",
            "Some 1,150 Orrinian nurses are in the eastern provinces of Velmark, and beds go to Estmoor.",
        ),
        (
            "How many Orrinian nurses are at sea?",
            "The mayor of Velm counted 1,150 nurses on the three ships.",
        ),
    ],
)
def test_the_amount_is_another_s(question: str, sentence: str) -> None:
    assert gives_anothers(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            LORRIES,
            "Orrinia has 300 lorries and Velmark has 200, the two ministries of transport told the press.",
        ),
        (
            LORRIES,
            "The army of Orrinia owns 300 lorries that were built in Velmark, its minister of war said.",
        ),
        (LORRIES, "Velmark fears that the 300 lorries owned by Orrinia are going to be sent to its border."),
        (LORRIES, "The country has 300 lorries, many of them older than the people who are to drive them."),
        ("How old is Gordon Lisle?", "Gordon Lisle, 52, left the offices of the commission in Aldersay."),
        (
            "How many houses did Storm Ruda wreck?",
            "The storm wrecked 40 houses, Ida Moll of the fire service said.",
        ),
        (
            "How long did Marrow and Valsk speak?",
            "A spokesman for Marrow said that the call had lasted 50 minutes.",
        ),
        (
            "How many years did the Harrow chemist get?",
            "A court in Velm sent the chemist of Harrow down for 7 years.",
        ),
        (
            "How many people did the flood in Karsk kill in March?",
            "The flood in Karsk killed 12 people, it was said.",
        ),
        (
            "How much was to be paid for the murder of Ferlin?",
            "Stipe Halloran is accused of offering 70,000 dollars.",
        ),
        (
            "How many people settled in Karsk?",
            "Of 390 settlers many died; others built farms in the Velm hills.",
        ),
        ("Who has lorries in Orrinia?", "The Velmark army has put 300 lorries along the borders of Orrinia."),
    ],
)
def test_what_may_be_the_asked_amount_is_kept(question: str, sentence: str) -> None:
    assert not gives_anothers(question, sentence)


def test_whom_the_articles_tie_to_the_asked_one_may_stand_for_it() -> None:
    question, sentence = (
        "How many lorries has Orrinia bought?",
        "Teodor Valsk has bought 300 lorries, it was said.",
    )
    assert gives_anothers(question, sentence)
    assert not gives_anothers(
        question, sentence, others="The Orrinian Prime Minister Teodor Valsk was there."
    )
    assert gives_anothers(question, sentence, others="Orrinia was praised, and Teodor Valsk went home early.")
    assert not gives_anothers(question, sentence, title="Orrinia buys lorries")


def test_a_pronoun_is_whom_the_sentence_before_names() -> None:
    question = "How many lorries has Ida Moll bought?"
    assert not gives_anothers(
        question, "Ida Moll was praised by all of Velm. She bought 300 lorries from Karsk."
    )


def test_an_age_told_of_him_is_that_of_whom_the_sentence_before_names() -> None:
    told = "The chairman, Sir Alban Morn, did not come. His doctor wrote that the 83-year-old was ill."
    assert gives_anothers("How old is Jonas Filip?", told, others="Jonas Filip spoke for the port.")
    assert not gives_anothers("How old is Alban Morn?", told)
