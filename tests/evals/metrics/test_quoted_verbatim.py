from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from assistant.answering.extractive.standing_alone import in_words
from assistant.answers import Sentence
from evals.metrics.quoted_verbatim import quotations, quoted_verbatim
from ingest.dated_expressions import dated_expressions
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, ShelfLibrary, answered, citation, refused

WAITED = "“We waited nineteen years,” Quill said."


def judged(text: str, *, support: str = "supported", cited: str = WAITED) -> bool:
    answer = answered(text, citation(HARBOUR, cited))
    answer = replace(answer, sentences=(Sentence(text, (1,), support),))
    return quoted_verbatim(answer, ShelfLibrary()).right


@pytest.mark.parametrize(
    "text",
    [
        'Quill said: "We waited nineteen years."',
        "Quill said: «We waited nineteen years».",
        "Quill said they 'waited nineteen years'.",
        "They „waited nineteen  years“, Quill said.",
        "The mayors' and workers' wait is over.",
        "Quill had “waited",
        "Nothing is quoted.",
        'Empty marks "" and "…" quote nothing.',
    ],
)
def test_what_is_quoted_word_for_word_is_right(text: str) -> None:
    assert judged(text)


@pytest.mark.parametrize(
    "text",
    [
        'Quill said: "We waited twenty years."',
        "Quill said they ‘waited nineteen long years’.",
        "Quill said they 'waited ninety years'.",
        "Quill said: «We waited nine».",
        'Quill said: "We waited nineteen years" and "nobody is to blame".',
        "Quill had “waited in vain",
        '"The ferries sail at noon", Quill said.',
    ],
)
def test_a_quotation_that_is_not_word_for_word_is_wrong(text: str) -> None:
    assert not judged(text)


def test_a_sentence_that_stands_in_its_span_may_have_marks_anywhere() -> None:
    assert judged("years,” Quill said.")
    assert judged("years,” Quill said.", support="quoted")


def test_a_sentence_that_calls_itself_quoted_must_be() -> None:
    assert judged("It cost 1,250 crowns.", support="quoted", cited="It cost 1,250 crowns.")
    assert not judged("It cost 1,251 crowns.", support="quoted", cited="It cost 1,250 crowns.")
    assert judged("It cost 1,251 crowns.", support="supported", cited="It cost 1,250 crowns.")


def test_a_quotation_from_an_article_that_is_not_cited_is_wrong() -> None:
    text = "Lund “blamed the damp”."
    other = replace(answered(text, citation(HARBOUR, WAITED)), sentences=(Sentence(text, (1,), "supported"),))
    assert not quoted_verbatim(other, ShelfLibrary()).right
    right = replace(other, citations=(citation(LIGHTHOUSE, "Keeper Bo Lund blamed the damp."),))
    assert quoted_verbatim(right, ShelfLibrary()).right
    made_up = replace(other, citations=(replace(other.citations[0], quote="Lund blamed the damp."),))
    assert not quoted_verbatim(made_up, ShelfLibrary()).right


def test_a_quotation_that_only_the_text_holds_is_judged_too() -> None:
    answer = answered("It cost 1,250 crowns.", citation(HARBOUR, "It cost 1,250 crowns."))
    verdict = quoted_verbatim(replace(answer, text="“A bargain,” said Quill. [1]"), ShelfLibrary())
    assert not verdict.right
    assert "“A bargain”" in verdict.why


def test_a_refusal_quotes_nothing() -> None:
    assert quoted_verbatim(refused(), ShelfLibrary()).right


def test_quotations_are_found_whatever_their_marks() -> None:
    assert quotations('He said ‘it’s over’, “now”, and "gone."') == ["it's over", "now", "gone"]


DAMP = "Keeper Bo Lund blamed the damp."


def added(text: str) -> bool:
    answer = answered(text, citation(LIGHTHOUSE, DAMP))
    return quoted_verbatim(replace(answer, sentences=(Sentence(text, (1,), "quoted"),)), ShelfLibrary()).right


@pytest.mark.parametrize(
    "text",
    [
        "[Bo Lund:] Keeper Bo Lund blamed the damp.",
        "Keeper Bo Lund [Bo Lund’s] blamed the damp.",
        "[quoted speech:] Keeper Bo Lund blamed the damp.",
    ],
)
def test_words_of_the_article_may_be_added_in_square_brackets(text: str) -> None:
    assert added(text)


@pytest.mark.parametrize(
    "text",
    [
        "Keeper [Ada Quill] Bo Lund blamed the damp.",
        "Keeper Bo Lund [29 January 2022] blamed the rain.",
        "Keeper Bo Lund [and nobody else] blamed the damp.",
        "Keeper Bo [Lund] blamed the damp.",
    ],
)
def test_other_words_in_square_brackets_and_altered_words_beside_them_are_made_up(text: str) -> None:
    assert not added(text)


@pytest.mark.parametrize(("days_off", "is_right"), [(0, True), (1, False)])
def test_only_the_day_that_the_article_means_may_be_added(days_off: int, is_right: bool) -> None:
    (friday,) = dated_expressions(LIGHTHOUSE)
    meant = friday.first + timedelta(days=days_off)
    failed = "The lamp of the lighthouse failed on Friday."
    text = f"The lamp of the lighthouse failed on Friday [{in_words(meant, meant)}]."
    answer = answered(text, citation(LIGHTHOUSE, failed))
    answer = replace(answer, sentences=(Sentence(text, (1,), "quoted"),))
    assert quoted_verbatim(answer, ShelfLibrary()).right == is_right
