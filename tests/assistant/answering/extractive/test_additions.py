"""Words in square brackets told from those of the article."""

from __future__ import annotations

import pytest

from assistant.answering.extractive.additions import additions_in, place_of_quote, without_additions

PASSAGE = "It rained. On Saturday evening, “we [the council] met,” said Vann. He left."


@pytest.mark.parametrize(
    ("quoted", "bare"),
    [
        ("He [Pelle Vann] left.", "He left."),
        ("[Pelle] Vann left.", "Vann left."),
        ("It met on Saturday [29 January 2022], said [Pelle] Vann.", "It met on Saturday, said Vann."),
        ("[Pelle Vann:] “We met.”", "“We met.”"),
        ("He left. [1] [12]", "He left. [1] [12]"),
        ("He left.", "He left."),
    ],
)
def test_without_additions_a_sentence_is_what_the_article_has(quoted: str, bare: str) -> None:
    assert without_additions(quoted) == bare


def test_additions_are_given_without_brackets_and_citation_marks_are_none() -> None:
    assert additions_in("[Pelle] Vann left on Friday [28 January 2022]. [1]") == ["Pelle", "28 January 2022"]


@pytest.mark.parametrize(
    ("quoted", "words"),
    [
        ("He [Pelle Vann] left.", "He left."),
        ("[Pelle Vann] He left.", "He left."),
        ("On Saturday evening [29 January 2022], “we [the council] met,” said [Pelle] Vann.", PASSAGE[11:-9]),
        ("It rained.", "It rained."),
    ],
)
def test_a_quote_is_found_whatever_was_added_and_the_article_s_own_brackets_are_kept(
    quoted: str, words: str
) -> None:
    place = place_of_quote(quoted, PASSAGE)
    assert place is not None
    assert PASSAGE[place[0] : place[1]] == words


@pytest.mark.parametrize("quoted", ["He [Pelle Vann] stayed.", "[Pelle]", "", "He left [1].", "He [x.*"])
def test_other_words_are_not_found(quoted: str) -> None:
    assert place_of_quote(quoted, PASSAGE) is None


def test_a_quote_is_sought_only_where_it_may_stand() -> None:
    assert place_of_quote("It [the sky] rained.", PASSAGE, 1) is None
    assert place_of_quote("He [Vann] left.", PASSAGE, 0, len(PASSAGE) - 1) is None
