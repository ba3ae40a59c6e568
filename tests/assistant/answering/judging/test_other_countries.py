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
        ("Who is Russia's foreign minister?", "Ida Moll, the Ukrainian foreign minister, called Moscow."),
        ("Who is the foreign minister of Russia?", "Ida Moll, Kyiv's foreign minister, called Russia."),
        ("Who is the Tessalian president?", "Odd Brekke, the president of Ombria, flew to Tessaly."),
    ],
)
def test_somebody_of_another_country_is_left_out(question: str, sentence: str) -> None:
    assert is_of_another(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (OFFICIAL, "Moll spoke on Saturday with Ann Lee of the US embassy and her French counterpart."),
        (OFFICIAL, "Moll spoke on Saturday with Yves Lenoir."),
        (
            "Who is Russia's foreign minister?",
            "Moscow's foreign minister, Igor Lund, met the French foreign minister.",
        ),
        (
            "Who is Ukraine's president?",
            "Kyiv's foreign minister met the French president, Yves Lenoir, and Ukraine's president, Odd Brekke.",
        ),
        ("Who met Russia's foreign minister?", "Igor Lund met the French foreign minister."),
        (OFFICIAL, "Moll spoke on Saturday of French cheese with Ann Lee."),
        ("Which official did Moll call?", "Moll spoke with Yves Lenoir, her French counterpart."),
    ],
)
def test_who_may_be_the_one_is_kept(question: str, sentence: str) -> None:
    assert not is_of_another(question, sentence)
