"""The language of a question."""

from __future__ import annotations

import pytest

from assistant.answering.language.languages import language_of, proper_names


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Combien de soldats russes sont à la frontière ?", "French"),
        ("Qui est Macron ?", "French"),
        ("Wie viele Soldaten stehen an der Grenze?", "German"),
        ("Was sagt Moskau zu den Soldaten?", "German"),
        ("¿Quién es Kuleba?", "Spanish"),
        ("Cuantos soldados hay en la frontera", "Spanish"),
        ("Quanti soldati ci sono al confine?", "Italian"),
        ("Hoeveel soldaten staan er aan de grens?", "Dutch"),
        ("Ile żołnierzy jest na granicy?", "Polish"),
        ("Сколько войск на границе?", "Russian"),
        ("Скільки військ на кордоні?", "Ukrainian"),
        ("灯台は?", "Japanese"),
        ("Kaç asker sınırda?", "Turkish"),
    ],
)
def test_another_language_is_recognised_in_a_short_question(question: str, name: str) -> None:
    language = language_of(question)
    assert language is not None
    assert language.name == name


@pytest.mark.parametrize(
    "question",
    [
        "Who is Kuleba?",
        "Kuleba age",
        "troops border",
        "Le Drian phone call",
        "Was Kuleba in Paris?",
        "Is Macron in Moscow?",
        "Port Sennick dock strike",
        "Zelenskyy panic Macron",
        "Sefa Maroud oath",
        "What does Le Monde say?",
        "2021?",
        "Why?",
    ],
)
def test_english_and_bare_names_are_no_other_language(question: str) -> None:
    assert language_of(question) is None


def test_names_of_a_question_in_another_language_are_found() -> None:
    assert proper_names("Qu'a dit Poutine à Macron ?") == ["Poutine", "Macron"]
