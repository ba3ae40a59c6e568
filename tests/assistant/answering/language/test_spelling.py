"""Misspelt names and questions in capitals, against a real library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.language.spelling import edits, well_written
from ingest.library.library import Library


@pytest.fixture(scope="module")
def library(press_folder: Path) -> Iterator[Library]:
    """The library of the invented articles."""
    with Library.open(press_folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("left", "right", "errors"),
    [
        ("kuleba", "kuleba", 0),
        ("kulba", "kuleba", 1),
        ("zelensy", "zelenskyy", 2),
        ("mcaron", "macron", 1),
        ("", "ab", 2),
    ],
)
def test_edits_count_letters_put_in_left_out_changed_or_swapped(left: str, right: str, errors: int) -> None:
    assert edits(left, right) == edits(right, left) == errors


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ("What did Sanna Kreell say?", "What did Sanna Kreel say?"),
        ("what did brekkke lose", "What did Brekke lose"),
        ("sanna kreel post", "Sanna Kreel post"),
        ("Who is Odd Breke?", "Who is Odd Brekke?"),
        ("Where is Vessbby?", "Where is Vessby?"),
    ],
)
def test_a_misspelt_name_is_written_as_the_articles_write_it(
    library: Library, question: str, corrected: str
) -> None:
    assert well_written(question, library) == corrected


@pytest.mark.parametrize(
    "question",
    [
        "What did Sanna Kreel say?",
        "Who won the chess championship of Lisbon in 1999?",
        "What did Ukraine say?",
        "Who paints the Towers?",
        "What is the capital of Mongolia?",
        "Why?",
        "Krel?",
        "Why did the brakes of the ferry fail?",
        "Who is Kleel?",
        "What happened on Tuesday?",
    ],
)
def test_a_name_that_is_known_or_near_to_none_stays(library: Library, question: str) -> None:
    assert well_written(question, library) == question


def test_no_name_is_taken_from_an_article_that_came_later(library: Library) -> None:
    question = "Who is Odd Breke?"
    assert well_written(question, library, date(2021, 1, 1)) == question


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("WHAT DID SANNA KREEL SAY ABOUT THE TOWER?", "What did Sanna Kreel say about the tower?"),
        ("DID THE US BUY THE TOWER OF ORRIN?", "Did the US buy the tower of Orrin?"),
        ("NATO", "NATO"),
    ],
)
def test_a_question_in_capitals_keeps_only_those_of_names(
    library: Library, shouted: str, written: str
) -> None:
    assert well_written(shouted, library) == written


def test_the_words_of_another_language_are_not_put_right(library: Library) -> None:
    question = "Wie viele Soldaten stehen an der Grenze?"
    assert well_written(question, library) == question
