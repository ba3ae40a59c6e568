"""Names in the place of pronouns."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups.pronouns import Resolved, with_names_for_pronouns
from assistant.answering.follow_ups.referents import Turn

DEAL = Turn("Did Sanna Kreel sign the deal?", "Sanna Kreel signed the deal in Orrin.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did she sign it?", "When did Sanna Kreel sign the deal?"),
        ("What did Pelle Vann tell her?", "What did Pelle Vann tell Sanna Kreel?"),
        ("How old is her brother?", "How old is Sanna Kreel’s brother?"),
        ("Did Pelle Vann deny it?", "Did Pelle Vann deny that Sanna Kreel signed the deal in Orrin?"),
    ],
)
def test_a_pronoun_becomes_the_name_it_stands_for(question: str, text: str) -> None:
    assert with_names_for_pronouns(question, [DEAL]) == Resolved(text, is_changed=True)


@pytest.mark.parametrize(
    "question",
    [
        "Did Pelle Vann say that he would come?",
        "Did the harbour lose its lamp?",
        "Is it true that the harbour closed?",
        "Was it reported that the harbour closed?",
        "Do the dockers want their money?",
        "What did those who left want?",
        "Is there a harbour in Kelm?",
        "What happened this week?",
        "Which harbour is that of Kelm?",
    ],
)
def test_a_pronoun_that_its_own_sentence_explains_stays(question: str) -> None:
    assert with_names_for_pronouns(question, [DEAL]) == Resolved(question)


def test_a_pronoun_for_which_nobody_was_named_is_left_open() -> None:
    assert with_names_for_pronouns("What did he say?", [Turn("Why?")]).is_open


def test_a_noun_that_is_pointed_at_gets_what_was_said_of_it() -> None:
    turn = Turn("Is there a report by the Norreland Survey?")
    resolved = with_names_for_pronouns("When was that report published?", [turn])
    assert resolved.text == "When was the report by the Norreland Survey published?"


def test_what_stood_before_they_is_made_to_agree_with_a_single_group() -> None:
    turn = Turn("Who attacked the port?", "The group Black Heron did.")
    assert (
        with_names_for_pronouns("What do they want?", [turn]).text == "What does the group Black Heron want?"
    )
    assert with_names_for_pronouns("What have they said?", [Turn("Did the dockers vote?")]).text == (
        "What have the dockers said?"
    )
