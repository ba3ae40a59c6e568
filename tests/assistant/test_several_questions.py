"""Several questions in one go, joined into one answer."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from assistant import Answer, Assistant
from assistant.answers import Citation, Disagreement, Seconds, Sentence, Side, Span, Usage
from assistant.several_questions import joined_answers, questions_in_one
from tests.assistant.press import ASKED_ON, COMET, NOWHERE, OVEN

DAY = date(2023, 1, 1)


def answer(question: str, *texts: str, model: str = "extractive") -> Answer:
    """An answer that says the texts, each from a passage of its own."""
    citations = tuple(
        Citation(number, f"{question}-{number}", "", "", "", None, 0, len(text), text)
        for number, text in enumerate(texts, start=1)
    )
    sentences = tuple(Sentence(text, (number,), "quoted") for number, text in enumerate(texts, start=1))
    return Answer(
        question=question,
        standalone_question=question,
        asked_on=DAY,
        outcome="answered" if texts else "not_found",
        text=" ".join(texts),
        sentences=sentences,
        citations=citations,
        disagreements=(),
        window=None,
        nearest=(),
        newest_article=None,
        model=model,
        seconds=Seconds(total=1.0),
    )


def test_the_sentences_of_both_are_cited_by_new_numbers() -> None:
    both = joined_answers("A? B?", "A? B?", [answer("A?", "One."), answer("B?", "Two.")])
    assert both.text == "One. [1] Two. [2]"
    assert [citation.number for citation in both.citations] == [1, 2]
    assert [citation.quote for citation in both.citations] == ["One.", "Two."]
    assert both.seconds.total == 2.0


def test_what_is_not_answered_is_named_without_quotation_marks() -> None:
    both = joined_answers("A? B?", "A? B?", [answer("A?", "One."), answer('Who said "no" in Halm?')])
    assert both.outcome == "answered"
    assert both.text == "One. [1] The articles do not say: who said no in Halm?"
    assert len(both.sentences) == 1


def test_a_note_stands_on_a_line_of_its_own_behind_a_row() -> None:
    prices = answer("A?", "adults: 6 crowns")
    prices = replace(prices, sentences=(replace(prices.sentences[0], is_row=True),))
    both = joined_answers("A? B?", "A? B?", [prices, answer("Who said so?")])
    assert both.text == "adults: 6 crowns [1]\nThe articles do not say: who said so?"


def test_nothing_answered_is_not_found() -> None:
    neither = joined_answers("A? B?", "A? B?", [answer("A?"), answer("B?")])
    assert neither.outcome == "not_found"
    assert neither.citations == ()


def test_each_part_s_first_sentence_goes_before_any_second_one_and_sixty_words_are_kept() -> None:
    long = " ".join(["word"] * 25) + "."
    both = joined_answers(
        "A? B?", "A? B?", [answer("A?", long, f"Second {long}"), answer("B?", f"Other {long}")]
    )
    assert [sentence.text for sentence in both.sentences] == [long, f"Other {long}"]


def test_a_part_that_there_is_no_room_for_is_to_be_asked_alone() -> None:
    long = " ".join(["word"] * 45) + "."
    both = joined_answers("A? B?", "A? B?", [answer("A?", long), answer("How is B?", f"Other {long}")])
    assert both.text == f"{long} [1] Ask separately: how is B?"


def test_the_same_sentence_is_told_once() -> None:
    both = joined_answers("A? B?", "A? B?", [answer("A?", "One."), answer("B?", "One.")])
    assert both.text == "One. [1]"


def test_a_language_model_s_answers_are_all_told() -> None:
    long = " ".join(["word"] * 50) + "."
    both = joined_answers(
        "A? B?", "", [answer("A?", long, model="m"), answer("B?", f"Other {long}", model="m")]
    )
    assert len(both.sentences) == 2


@pytest.mark.parametrize(
    "question", [f"{OVEN} {COMET}", f"{OVEN[:-1]} and when will the comet be closest to Earth?"]
)
def test_two_questions_in_one_are_both_answered(press: Assistant, question: str) -> None:
    *sentences, both = press.stream(question, asked_on=ASKED_ON)
    assert isinstance(both, Answer)
    assert {citation.article_id for citation in both.citations} >= {"bakery", "comet"}
    assert tuple(sentences) == both.sentences
    assert len(re.sub(r"\[\d+\]", "", both.text).split()) <= 60
    assert {int(number) for number in re.findall(r"\[(\d+)\]", both.text)} == {
        citation.number for citation in both.citations
    }


def test_of_two_questions_the_unanswered_one_is_named(press: Assistant) -> None:
    both = press.ask(f"{OVEN} {NOWHERE}", asked_on=ASKED_ON)
    assert both.outcome == "answered"
    assert both.text.endswith("The articles do not say: who won the chess championship of Lisbon in 1999?")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Who is Kuleba? Where does Putin live?", ["Who is Kuleba?", "Where does Putin live?"]),
        (
            "Who is Kuleba and how many troops are at the border?",
            ["Who is Kuleba?", "How many troops are at the border?"],
        ),
    ],
)
def test_several_questions_in_one_are_told_apart(question: str, parts: list[str]) -> None:
    assert questions_in_one(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who is Kuleba?",
        "Did Macron and Putin speak?",
        "What do they want, and what is offered?",
        "How many were killed and injured?",
        "Who is Putin and why?",
        "I read about the mine. Who owns it?",
        "When did the bridge in Halm close? When did it reopen?",
        "Who won the race? And by how much?",
        "What does the union claim, and what does the chairman of the company reply?",
        "A? B? C? D? E? F?",
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert questions_in_one(question) == [question]


def test_spans_and_sides_follow_their_citations_and_cost_is_added() -> None:
    first, second = answer("A?", "One."), answer("B?", "Two.", "Three.")
    borne_out = tuple(replace(one, spans=(Span(one.citations[0], 0, 4),)) for one in second.sentences)
    sides = (Side("two", (1,)), Side("three", (2,)))
    second = replace(
        second,
        sentences=borne_out,
        disagreements=(Disagreement("how many", sides),),
        usage=Usage(calls=1),
    )
    both = joined_answers("A? B?", "A? B?", [replace(first, usage=Usage(calls=2)), second])
    assert [span.number for sentence in both.sentences for span in sentence.spans] == [2, 3]
    assert [side.citations for side in both.disagreements[0].sides] == [(2,), (3,)]
    assert both.usage.calls == 3


def test_a_disagreement_of_which_a_side_was_left_out_is_not_told() -> None:
    long = " ".join(["word"] * 28) + "."
    sides = (Side("two", (1,)), Side("three", (2,)))
    second = replace(answer("B?", f"Other {long}", long), disagreements=(Disagreement("how many", sides),))
    both = joined_answers("A? B?", "A? B?", [answer("A?", long), second])
    assert len(both.sentences) == 2
    assert both.disagreements == ()
    assert {citation.number for citation in both.citations} == {1, 2}
