from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Sentence
from evals.metrics.quoted_verbatim import quotations, quoted_verbatim
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
