"""Questions taken apart and asked again."""

from __future__ import annotations

import pytest

from assistant.answering.language.clauses import Clause, asked_again, clause_of, statement_of, without_lead

TROOPS = "How many troops are at the border?"


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        (TROOPS, Clause("How many troops", "are", "at the border")),
        ("And when did it reopen?", Clause("when", "did", "it reopen")),
        ("Did the dockers accept?", Clause("", "did", "the dockers accept")),
        ("Who won the race?", Clause("Who", "", "won the race")),
        ("How many people died in Halm?", Clause("How many people", "", "died in Halm")),
        ("Who's the minister?", Clause("Who", "is", "the minister")),
    ],
)
def test_a_question_is_taken_apart(question: str, clause: Clause) -> None:
    assert clause_of(question) == clause


@pytest.mark.parametrize("phrase", ["And in March?", "What", "the UK?", "Name them.", "Kuleba age"])
def test_a_bare_phrase_or_a_command_is_no_question(phrase: str) -> None:
    assert clause_of(phrase) is None


def test_what_only_ties_a_question_to_the_one_before_is_cut_off() -> None:
    assert without_lead("OK, and why?") == "why"
    assert without_lead("Andes glaciers?") == "Andes glaciers"


@pytest.mark.parametrize(
    ("asked", "question", "again"),
    [
        ("why", TROOPS, "Why are troops at the border?"),
        ("since when", TROOPS, "Since when are troops at the border?"),
        ("who", TROOPS, "Which troops are at the border?"),
        ("how many", TROOPS, TROOPS),
        ("when", "Why was the bridge closed?", "When was the bridge closed?"),
        ("why", "Did the dockers accept the deal?", "Why did the dockers accept the deal?"),
        ("what for", "Did the army send a crane?", "Why did the army send a crane?"),
        ("why", "How many rooms does the hotel have in Orrin?", "Why does the hotel have rooms in Orrin?"),
        ("how many", "Has the UK sent troops to Estonia?", "How many troops has the UK sent to Estonia?"),
        ("when", "What did Vann say about the buoy?", "When did Vann say that about the buoy?"),
        ("who", "Did anyone resign?", "Who did resign?"),
        ("when", "Who won the race?", "Who won the race, and when?"),
    ],
)
def test_another_thing_is_asked_of_the_same_matter(asked: str, question: str, again: str) -> None:
    assert asked_again(asked, question) == again


def test_a_question_that_asked_who_is_asked_again_of_what_was_answered() -> None:
    again = asked_again("why", "What happened to the harbour?", "the harbour of Kelm will be closed")
    assert again == "Why is it that the harbour of Kelm will be closed?"


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("The tower is for sale.", "the tower is for sale"),
        ("Hanna Brasch said the report would come next month.", "the report would come next month"),
        ("The tower is for sale, said the mayor.", "the tower is for sale"),
        (
            "According to the West, the Kremlin has placed more troops.",
            "the Kremlin has placed more troops",
        ),
        ("The commission declared Sefa Maroud the winner.", "the commission declared Sefa Maroud the winner"),
    ],
)
def test_a_sentence_says_what_it_says_without_its_speaker(sentence: str, statement: str) -> None:
    assert statement_of(sentence) == statement


@pytest.mark.parametrize(
    "sentence",
    [
        "The director, Harriet Osgood, denied reports that the alarm had been switched off.",
        "Arrent denied that Corvania planned an attack.",
    ],
)
def test_what_somebody_denied_is_no_statement_without_the_denial(sentence: str) -> None:
    assert "denied" in statement_of(sentence)
