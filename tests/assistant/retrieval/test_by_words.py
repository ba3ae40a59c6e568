"""Questions as searches by words: nothing that is typed may break the search, and names stay whole."""

from __future__ import annotations

import random

import pytest

from assistant.retrieval.by_words import LONGEST_QUERY, content_words, names, words_expression
from ingest import Library
from ingest.records import Filter


def test_words_that_carry_no_matter_are_left_out_and_each_comes_once() -> None:
    assert content_words("What did the mayor say about the Mayor's tower?") == ["mayor", "tower"]


@pytest.mark.parametrize("question", ["", "?", "What did he say about it?", "and or not", "…—“”"])
def test_only_stop_words_make_no_search(question: str) -> None:
    assert content_words(question) == []
    assert words_expression(question) == ""


def test_an_abbreviation_in_capitals_is_no_stop_word() -> None:
    assert content_words("What did the US and the WHO say to us?") == ["us", "who"]
    assert content_words("WHO TOLD US?") == ["told"]


def test_names_of_several_words_are_found_and_question_words_are_not_part_of_them() -> None:
    assert names("Did Jean-Yves Le Drian meet Ursula von der Leyen's envoy?") == [
        "Jean-Yves Le Drian",
        "Ursula von der Leyen",
    ]
    assert names("What did Vann say?") == []


def test_names_and_quotations_are_searched_for_as_phrases_besides_their_words() -> None:
    assert words_expression("Did Pelle Vann say “kept us safe”?") == (
        '"pelle" OR "vann" OR "kept" OR "safe" OR "kept us safe" OR "pelle vann"'
    )


@pytest.mark.parametrize(
    "question",
    [
        'the "tower',
        'tower"" OR "',
        "tower AND lamp",
        "NOT tower",
        "tower NEAR(lamp, 2)",
        "tow* ^tower {title}: tower",
        "title:tower - lamp + buoy",
        "tower'); DROP TABLE passages;--",
        "“tower",
        "tower \0 lamp",
        "(tower",
        "tower \\",
        "東京 tower",
        "o'clock's tower's",
        "tower " * 500,
    ],
)
def test_no_sign_of_the_query_language_breaks_the_search(invented_library: Library, question: str) -> None:
    found = invented_library.search_words(words_expression(question), Filter(), 10)
    best = invented_library.passages([key for key, _ in found])
    assert "lighthouse" in {passage.article_id for passage in best.values()}


def test_random_signs_never_break_the_search(invented_library: Library) -> None:
    generator = random.Random(7)
    pieces = [
        "tower",
        '"',
        "“",
        "”",
        "«",
        "'",
        "’",
        "*",
        "(",
        ")",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        ":",
        "^",
        "-",
        "\\",
    ]
    for _ in range(300):
        question = "".join(generator.choice([*pieces, " ", " ", "é", "\0", "1.5", "A B"]) for _ in range(12))
        expression = words_expression(question)
        if expression:
            invented_library.search_words(expression, Filter(), 5)


def test_of_a_long_question_only_the_first_words_are_searched_for() -> None:
    expression = words_expression(" ".join(f"word{number}" for number in range(1000)))
    assert expression.count(" OR ") == LONGEST_QUERY - 1


def test_a_passage_with_the_whole_name_comes_before_one_with_its_parts_apart(
    invented_library: Library,
) -> None:
    found = invented_library.search_words(words_expression("Who is Sanna Kreel?"), Filter(), 5)
    (first, *_) = (invented_library.passages([key])[key] for key, _ in found)
    assert "Sanna Kreel" in first.text
