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
        ("two hundred and fifty people", "250"),
        ("two hundred fifty people", "250"),
        ("a hundred thousand troops", "100,000"),
        ("three thousand four hundred and one votes", "3401"),
        ("1.2 million people", "1,200,000"),
        ("£1.2bn", "1.2 billion pounds"),
        ("$5m", "five million dollars"),
        ("€40 for each", "40 euros"),
        ("two dozen boats", "24 boats"),
        ("the third round", "3rd"),
        ("on 29 January", "January 29"),
        ("on January 29, 2022", "29 January 2022"),
        ("on the 5th of May", "5 May"),
        ("by Sept. 3", "3 September"),
        ("(2022-01-29)", "29 January"),
        ("on 9 March 2024", "2024-03-09"),
        ("12km away", "12 kilometres"),
        ("12 kilometers", "12 km"),
        ("three hours", "3 hrs"),
        ("Peña Nieto and Åsa Łukasz", "asa lukasz"),
        ("the workers struck", "worker"),
        ("a ferry sank", "ferries"),
        ("one church", "churches"),
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
        ("two hundred, fifty of them children", "250"),
        ("2 million 300", "2000300"),
        ("5 million people", "5"),
        ("5m of rope", "5 million"),
        ("twenty, five", "25"),
        ("29 January", "29 June"),
        ("January 2022", "20 January"),
        ("$5", "5 euros"),
        ("12 km", "12 miles"),
        ("Ada Williams", "Ada William"),
        ("the news", "new"),
        ("the crisis", "crisi"),
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
