from __future__ import annotations

import pytest

from evals.normalise import holds, normalise, without_marks


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("About 1,150 UK troops", "1150"),
        ("1150 troops", "1,150"),
        ("2,400,000 people", "2400000"),
        ("It said “no offensive plans”.", '"no offensive plans"'),
        ("the vote was 84–82", "84-82"),
        ("RUSSIA’s army", "Russia"),
        ("five countries", "5"),
        ("5 countries", "five"),
        ("twenty ships", "20"),
        ("twenty-five ships", "25"),
        ("a rise of 3.5 per cent.", "3.5%"),
        ("a U.S. base", "US"),
        ("on Saturday, 29 January.", "saturday"),
        ("Straße", "STRASSE"),
    ],
)
def test_the_same_answer_written_otherwise_is_found(text: str, wording: str) -> None:
    assert holds(text, wording)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("15 ships", "5"),
        ("5,000 ships", "5"),
        ("3.5 ships", "5"),
        ("3.5 ships", "3"),
        ("thirty-five ships", "five"),
        ("5 ships", "5%"),
        ("Kuleban", "Kuleba"),
        ("the Sunday before", "Sunday after"),
        ("1,150 troops", "1,250"),
        ("anything", ""),
        ("anything", "“—”"),
    ],
)
def test_another_answer_is_not_found(text: str, wording: str) -> None:
    assert not holds(text, wording)


def test_a_list_of_years_is_not_read_as_thousands() -> None:
    assert normalise("in 2021,150 ships") == "in 2021 150 ships"


def test_only_citation_marks_are_taken_out() -> None:
    assert without_marks("It cost 5 [1] [12] (see [a]).").split() == ["It", "cost", "5", "(see", "[a])."]
