"""Names that are nearly those of a question, and are not."""

from __future__ import annotations

import pytest

from assistant.answering.judging.namesakes import names_another


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How deep is Lake Ormen?", "The mud of Lake Orme lies 14 metres down."),
        ("Where was the Silver Bowl found?", "The Silver Cup was found in a boathouse."),
        ("What did the Tarn Harbour Company lose?", "Tarn Haulage Company lost 600,000 crowns."),
        ("Who leads North Brenna?", "South Brenna is led by Ida Moll."),
        ("When was Jonas Pell arrested?", "Jonah Pell was arrested on Monday."),
    ],
)
def test_a_name_that_shares_a_word_in_the_place_of_the_asked_one_is_another(
    question: str, sentence: str
) -> None:
    assert names_another(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How deep is Lake Orme?", "Lake Ormen is deeper than Lake Orme."),
        ("Who runs the Tarn Harbour Company?", "The company is run by Ida Moll."),
        ("What did Jonas Pell say?", "Pell said that he was not guilty."),
        ("What did President Moll say?", "Moll spoke after President Varga had left."),
        ("Who runs the Surgeon General's office?", "The Attorney General spoke of Ida Moll."),
        ("What did the US Navy say?", "The US Army kept silent."),
        ("Who won the Brenholm Cup?", "The Brenholmers won the Cup."),
        ("When does the Harle Tunnel open?", "The tunnel opens on Monday 5 May."),
    ],
)
def test_the_same_name_a_part_of_it_or_a_shared_title_is_no_other(question: str, sentence: str) -> None:
    assert not names_another(question, sentence)
