"""Somebody of another country or side is no answer."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.other_sides import is_of_another_side
from assistant.answers import Hit
from tests.assistant.press import passage


def is_of_another(question: str, sentence: str) -> bool:
    (candidate,) = candidates_of([Hit(passage("story", sentence), 1.0)])
    return is_of_another_side(question, candidate)


OFFICIAL = "Which American official did Moll call on Saturday?"
SCORER = "Who scored for Halm against Velm?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (OFFICIAL, "Moll spoke on Saturday with Yves Lenoir, her French counterpart."),
        (SCORER, "Pelle Vann scored in the 80th minute as Velm beat Halm 2-1."),
        (SCORER, "A late goal by Vann gave nobody rest as Velm Rovers defeated Halm."),
    ],
)
def test_somebody_of_the_other_side_is_left_out(question: str, sentence: str) -> None:
    assert is_of_another(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (OFFICIAL, "Moll spoke on Saturday with Ann Lee of the US embassy and her French counterpart."),
        (OFFICIAL, "Moll spoke on Saturday with Yves Lenoir."),
        (OFFICIAL, "Moll spoke on Saturday of French cheese with Ann Lee."),
        (SCORER, "Pelle Vann scored in the 80th minute as Halm beat Velm 2-1."),
        (SCORER, "Pelle Vann scored for Halm, but Ida Moll struck twice as Velm beat Halm 2-1."),
        ("Who scored?", "Pelle Vann scored in the 80th minute as Velm beat Halm 2-1."),
    ],
)
def test_who_may_be_the_one_is_kept(question: str, sentence: str) -> None:
    assert not is_of_another(question, sentence)
