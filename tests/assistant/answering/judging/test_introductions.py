"""Who somebody is, told in passing."""

from __future__ import annotations

import pytest

from assistant.answering.judging.introductions import introduces, somebody_asked


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Ida Moll?", "Ida Moll"),
        ("who's Ida Moll", "Ida Moll"),
        ("And who was Ludwig van Dorn?", "Ludwig van Dorn"),
        ("Who is the mayor?", ""),
        ("Who is Ida Moll meeting?", ""),
        ("What is Brenholm?", ""),
    ],
)
def test_only_a_question_for_somebody_named_asks_who_that_is(question: str, name: str) -> None:
    assert somebody_asked(question) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Ida Moll, the harbour master, said the pier was safe.",
        "Ida Moll, Brenholm's longest-serving harbour master, said the pier was safe.",
        "Ida Moll, 43, a teacher from Brenholm, lost her house.",
        "Harbour master Ida Moll said the pier was safe.",
        "The pier is safe, said Foreign Minister Moll.",
        "The book was written by the historian Ida Moll.",
        "Ida Moll, who leads the dockers' union, called the strike off.",
        "Ida Moll is the new editor of the Courier.",
    ],
)
def test_an_apposition_a_title_and_a_plain_statement_introduce(sentence: str) -> None:
    assert introduces(sentence, "Ida Moll")


@pytest.mark.parametrize(
    "sentence",
    [
        "Ida Moll said that the harbour master had left.",
        "Ida Moll, meanwhile, left the room.",
        "The harbour master met Ida Moll on Friday.",
        "Jonas Moll, the harbour master, said the pier was safe.",
        "The mollusc is the emblem of the harbour master.",
        "Ida Moll, asked about it, kept silent.",
    ],
)
def test_what_somebody_did_does_not_introduce(sentence: str) -> None:
    assert not introduces(sentence, "Ida Moll")
