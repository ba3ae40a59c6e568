"""Somebody of another country is no answer."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.other_countries import is_of_another_country
from assistant.answers import Hit
from tests.assistant.press import passage


def is_of_another(question: str, sentence: str) -> bool:
    (candidate,) = candidates_of([Hit(passage("story", sentence), 1.0)])
    return is_of_another_country(question, candidate)


OFFICIAL = "Which American official did Moll call on Saturday?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (OFFICIAL, "Moll spoke on Saturday with Yves Lenoir, her French counterpart."),
    ],
)
def test_somebody_of_another_country_is_left_out(question: str, sentence: str) -> None:
    assert is_of_another(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (OFFICIAL, "Moll spoke on Saturday with Ann Lee of the US embassy and her French counterpart."),
        (OFFICIAL, "Moll spoke on Saturday with Yves Lenoir."),
        (OFFICIAL, "Moll spoke on Saturday of French cheese with Ann Lee."),
        ("Which official did Moll call?", "Moll spoke with Yves Lenoir, her French counterpart."),
    ],
)
def test_who_may_be_the_one_is_kept(question: str, sentence: str) -> None:
    assert not is_of_another(question, sentence)
