"""How claims become a numbered answer."""

from __future__ import annotations

from datetime import date

from assistant.answering.claims import Claim, Numbering, in_text, marked
from assistant.answers import Citation, Sentence
from tests.assistant.press import passage

FIRST = passage("a", "It rained.", date(2021, 3, 4))
SECOND = passage("a", "The sun shone.", start=40)
THIRD = passage("b", "It rained.")


def test_passages_are_numbered_in_the_order_of_their_first_use() -> None:
    numbering = Numbering()
    assert numbering.sentence(Claim("It rained.", (THIRD, FIRST), "quoted")).citations == (1, 2)
    assert numbering.sentence(Claim("The sun shone.", (SECOND, THIRD), "quoted")).citations == (3, 1)
    assert numbering.citations == (Citation.of(THIRD, 1), Citation.of(FIRST, 2), Citation.of(SECOND, 3))


def test_a_passage_that_is_given_twice_is_cited_once() -> None:
    numbering = Numbering()
    assert numbering.sentence(Claim("It rained.", (FIRST, FIRST), "quoted")).citations == (1,)
    assert len(numbering.citations) == 1


def test_text_and_support_go_over_into_the_sentence() -> None:
    sentence = Numbering().sentence(Claim("Rain fell.", (FIRST,), "supported"))
    assert sentence == Sentence("Rain fell.", (1,), "supported")


def test_nothing_is_cited_before_anything_is_said() -> None:
    assert Numbering().citations == ()


def test_marks_stand_behind_the_sentence_in_the_order_of_its_citations() -> None:
    assert marked(Sentence("It rained.", (3, 1), "quoted")) == "It rained. [3] [1]"


def test_a_quoted_sentence_is_placed_by_the_words_of_its_passage_and_not_by_what_was_added() -> None:
    numbering = Numbering()
    sentence = numbering.sentence(Claim("The sun [a star] shone.", (SECOND,), "quoted"))
    assert [(span.start, span.end) for span in sentence.spans] == [(40, 54)]
    assert sentence.text == "The sun [a star] shone."


def test_sentences_follow_one_another_and_the_rows_of_a_list_stand_on_lines_of_their_own() -> None:
    words = (
        "It rained.",
        "The hours are these.",
        "adults | 9 a.m.",
        "children | 10 a.m.",
        "It is old.",
        "No end",
    )
    rows = ("adults | 9 a.m.", "children | 10 a.m.")
    sentences = [Sentence(one, (1,), "quoted", is_row=one in rows) for one in words]
    assert in_text(sentences).split("\n") == [
        "It rained. [1] The hours are these. [1]",
        "adults | 9 a.m. [1]",
        "children | 10 a.m. [1]",
        "It is old. [1] No end [1]",
    ]
    assert in_text([]) == ""


def test_that_a_claim_is_a_row_goes_over_into_its_sentence() -> None:
    assert Numbering().sentence(Claim("adults | 9 a.m.", (FIRST,), "quoted", is_row=True)).is_row
    assert not Numbering().sentence(Claim("It rained", (FIRST,), "quoted")).is_row


def test_what_a_colon_leads_on_to_stands_on_a_new_line() -> None:
    sentences = [Sentence(text, (1,), "supported") for text in ("It is known:", "It rained.", "It is old.")]
    assert in_text(sentences) == "It is known: [1]\nIt rained. [1] It is old. [1]"
