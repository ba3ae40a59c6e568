"""Questions that take for granted what the articles deny."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.judge import Judgement
from assistant.answering.judging.premises import denied_premise, heeding
from assistant.answers import Hit
from tests.assistant.press import passage

FABRY = "Why did Jon Fabry resign?"


def judged(*texts: str, answers: bool = True) -> Judgement:
    hits = tuple(Hit(passage(f"a{number}", text), 1.0) for number, text in enumerate(texts))
    ranked = tuple((candidate, 1.0) for hit in hits for candidate in candidates_of([hit]))
    return Judgement(hits, ranked, answers=answers, is_hopeless=not answers)


@pytest.mark.parametrize(
    ("question", "denial"),
    [
        (FABRY, "Jon Fabry refused to resign on Friday."),
        (FABRY, "Jon Fabry did not, however, resign."),
        ("When did the plant in Garrow reopen?", "The plant in Garrow has not reopened."),
        (
            "Who was arrested over the theft in Aldmere?",
            "Nobody has been arrested over the theft in Aldmere.",
        ),
        (
            "How many soldiers did Ostrevia send to Karsk?",
            "Ostrevia denied that it had sent soldiers to Karsk.",
        ),
        ("Which missiles are stationed in Karsk?", "Soral, in Karsk, ruled out stationing missiles there."),
        ("Where did the president meet Ilva Brandt?", "The president declined to meet Ilva Brandt."),
    ],
)
def test_a_plain_denial_is_found(question: str, denial: str) -> None:
    found = denied_premise(question, judged("It rained in Karsk.", denial))
    assert found is not None
    assert found.text == denial


def test_a_pronoun_stands_for_the_name_in_the_sentence_before() -> None:
    assert denied_premise(FABRY, judged("Jon Fabry was calm. He has not resigned, Fabry said.")) is not None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (FABRY, "Jon Fabry resigned because he was ill."),
        (FABRY, "Ana Teles did not resign. Jon Fabry did."),
        (FABRY, "If Jon Fabry does not resign, Teles will."),
        ("When did the plant in Garrow reopen?", "The plant in Garrow did not reopen until March."),
        ("Which shop will stop taking cheques?", "Marlow's will no longer take cheques from July."),
        (
            "What should the pact that Soral wants curb?",
            "Soral does not want war, but wants a pact to curb arms.",
        ),
        ("Why did the union not strike?", "The union did not strike because it was paid."),
        ("Did Jon Fabry resign?", "Jon Fabry did not resign."),
        ("What did Fabry's brother say about the money?", "Fabry's brother said he never took the money."),
        ("How did Fabry respond to the charges?", "Jon Fabry did not respond to the charges."),
        ("How many charges does Fabry face?", "Fabry had denied all charges when the trial opened."),
        ("What did Marrow say about the tax?", "Marrow did not say when the tax would come."),
        (
            "Who was arrested over the theft?",
            "A man was arrested over the theft, and the director was not arrested.",
        ),
    ],
)
def test_what_is_no_plain_denial_is_left_alone(question: str, sentence: str) -> None:
    assert denied_premise(question, judged(sentence)) is None


def test_a_denial_that_would_be_quoted_as_the_answer_is_refused() -> None:
    heeded = heeding(FABRY, judged("Jon Fabry did not resign.", "It rained in Karsk."))
    assert (heeded.answers, heeded.is_hopeless) == (False, True)


def test_the_passage_that_denies_comes_first() -> None:
    heeded = heeding(FABRY, judged("It rained in Karsk.", "Jon Fabry did not resign.", answers=False))
    assert [hit.passage.article_id for hit in heeded.hits] == ["a1", "a0"]


def test_a_better_sentence_is_not_given_up_for_a_denial() -> None:
    judgement = judged("Jon Fabry resigned in May because he was ill.", "In March Jon Fabry did not resign.")
    assert heeding(FABRY, judgement) is judgement


@pytest.mark.parametrize("question", ["Who is the mayor of Orrin?", "How old is the mayor of Orrin?"])
def test_a_denial_ends_at_its_comma(question: str) -> None:
    said = "The water rose in Orrin, but nobody was hurt, mayor Edda Morn said."
    assert denied_premise(question, judged(said)) is None
