"""Common words that are misspelt, against a real library and a real dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.language.misspelt import with_words_put_right
from ingest.library.library import Library
from ingest.records import Filter


@pytest.fixture(scope="module")
def library(press_folder: Path) -> Iterator[Library]:
    """The library of the invented articles."""
    with Library.open(press_folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Who told the Brritish?", "Who told the British?"),
        ("Wher was it?", "Where was it?"),
        ("Wich harbour was closed?", "Which harbour was closed?"),
        ("so wehn did it open?", "so when did it open?"),
        ("What did the govermnent say?", "What did the government say?"),
        ("What did the minsiter's office say?", "What did the minister's office say?"),
    ],
)
def test_a_misspelt_word_is_put_right(library: Library, question: str, right: str) -> None:
    assert with_words_put_right(question, library, Filter()) == right


@pytest.mark.parametrize(
    "question",
    [
        "What adjective describes the harbour?",
        "Who is Govermnent?",
        "Hwo won?",
        "Who sells cryptocurrency?",
        "What is a zzyzx?",
        "Why can't it open?",
    ],
)
def test_words_names_and_what_nothing_is_near_to_stay(library: Library, question: str) -> None:
    assert with_words_put_right(question, library, Filter()) == question
