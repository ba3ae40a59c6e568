"""What the network reads for a leading pronoun, and for a row."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.as_read import as_read
from assistant.answers import Hit
from tests.assistant.press import passage


def read(text: str) -> str:
    return as_read(candidates_of([Hit(passage("story", text), 1.0)])[-1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'That does not satisfy Professor Ida Moll. "It is a beginning," she said.',
            '"It is a beginning," Ida Moll said.',
        ),
        ("Pelle Vann, the mayor, left. He will be back on Monday.", "Pelle Vann will be back on Monday."),
        ("Ida Moll, a teacher, lost her seat. Her party won two.", "Ida Moll's party won two."),
        ("The mayor, Ida Moll, came. The mayor stayed an hour.", "The mayor Ida Moll stayed an hour."),
    ],
)
def test_a_leading_pronoun_or_description_gets_its_name(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pelle Vann met Odd Orr. He left at noon.",
        "The bridge was shut at noon. It will open on Monday.",
        "He left at noon.",
    ],
)
def test_where_it_is_open_who_is_meant_the_words_stay(text: str) -> None:
    assert read(text) == candidates_of([Hit(passage("story", text), 1.0)])[-1].text


def test_a_row_is_read_with_its_heads_behind_the_sentence_that_opens_its_table() -> None:
    text = "The count stands so:\n\nTown | Ill\n\nOrrin | 14\n\nVell | 49"
    assert read(text) == "The count stands so: Town: Vell; Ill: 49"


def test_what_a_speaker_goes_on_to_say_is_read_behind_the_name() -> None:
    text = (
        "Asked?\n\nBrandt: No. Nobody came to us.\n\nAnd then?\n\nBrandt: We went home. It was late by then."
    )
    assert read(text) == "Brandt: It was late by then."
