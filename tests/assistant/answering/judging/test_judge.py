"""Ranking sentences, and telling whether the best is good enough."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.judging.answerability import Answerability
from assistant.answering.judging.judge import Judge, in_context, signals_of
from assistant.answering.judging.selection import load_selector
from assistant.answers import Hit
from assistant.retrieval.reranking import CrossEncoder
from tests.assistant.press import passage

QUESTION = "For how much does the council want to sell the tower of Orrin?"
TOWER = "The council of Orrin wants to sell the tower for 200,000 crowns."
STORY = (
    f"It rained in the morning. {TOWER} Three buyers have come forward, the mayor told reporters on Friday."
)
HITS = [Hit(passage("story", STORY), 2.5), Hit(passage("rain", "It rained all day in Halm."), -3.0)]


def answerability(intercept: float) -> Answerability:
    return Answerability(intercept, weights=(0.0,) * 5, threshold=0.5, floor=0.1)


@pytest.fixture(scope="module")
def selector() -> CrossEncoder:
    return load_selector()


def test_the_sentence_that_answers_comes_first_and_its_signals_are_the_model_s(
    selector: CrossEncoder,
) -> None:
    judgement = Judge(selector, answerability(50.0)).judge(QUESTION, HITS)
    first, score = judgement.ranked[0]
    assert first.text == TOWER
    assert judgement.signals is not None
    assert judgement.signals.sentence == pytest.approx(selector.scores(QUESTION, [TOWER])[0])
    assert judgement.signals.context == pytest.approx(selector.scores(QUESTION, [in_context(first)])[0])
    assert score == pytest.approx((judgement.signals.sentence + judgement.signals.context) / 2)


@pytest.mark.parametrize(
    ("intercept", "answers", "is_hopeless"), [(1.0, True, False), (-1.0, False, False), (-5.0, False, True)]
)
def test_what_is_likely_enough_is_quoted_and_what_is_hopeless_is_not_even_tried(
    selector: CrossEncoder, intercept: float, answers: bool, is_hopeless: bool
) -> None:
    judgement = Judge(selector, answerability(intercept)).judge(QUESTION, HITS)
    assert (judgement.answers, judgement.is_hopeless) == (answers, is_hopeless)
    assert judgement.hits == tuple(HITS)


@pytest.mark.parametrize(
    ("question", "hits"),
    [
        (QUESTION, []),
        (QUESTION, [Hit(passage("heading", "Buyers come forward"), 3.0)]),
        ("For how much does Odo Breck want to sell the tower?", HITS),
    ],
    ids=["no hits", "nothing quotable", "a name that no passage mentions"],
)
def test_without_a_sentence_to_judge_it_is_hopeless(
    selector: CrossEncoder, question: str, hits: list[Hit]
) -> None:
    judgement = Judge(selector, answerability(50.0)).judge(question, hits)
    assert (judgement.ranked, judgement.probability, judgement.answers) == ((), 0.0, False)
    assert judgement.is_hopeless


def test_a_handicap_puts_a_sentence_behind_those_that_answer_nearly_as_well(selector: CrossEncoder) -> None:
    again = Hit(passage("again", STORY.replace("200,000", "180,000")), 2.4)
    judge = Judge(selector, answerability(50.0))
    hits = [HITS[0], again]
    first = judge.judge(QUESTION, hits).ranked[0][0].passage.article_id
    behind = judge.judge(QUESTION, hits, lambda passage: 5.0 * (passage.article_id == first)).ranked[0][0]
    assert {first, behind.passage.article_id} == {"story", "again"}


TOWER_REPORT = passage(
    "tower",
    "The old tower of Orrin fell into the harbour on Friday, and nobody was hurt. Gulls rose from the quay, an "
    "onlooker said. He had gone out to buy bread. The mayor came at noon and had the quay closed. It rained.",
)


def test_a_broad_question_is_answered_by_what_opens_the_report_on_its_matter(selector: CrossEncoder) -> None:
    hits = [Hit(TOWER_REPORT, 5.0), HITS[1]]
    judgement = Judge(selector, answerability(-50.0)).judge("Tell me about the tower of Orrin", hits)
    assert judgement.ranked[0][0].start == 0
    assert judgement.answers
    assert judgement.probability > 0.5


@pytest.mark.parametrize("question", ["Any news on the airport?", "What do you know about Odo Breck?"])
def test_a_broad_question_on_what_no_passage_is_about_is_hopeless(
    selector: CrossEncoder, question: str
) -> None:
    judgement = Judge(selector, answerability(50.0)).judge(question, [Hit(TOWER_REPORT, -8.0)])
    assert (judgement.answers, judgement.is_hopeless) == (False, True)


def test_more_on_a_matter_leaves_out_what_was_told(selector: CrossEncoder) -> None:
    judge = Judge(selector, answerability(0.0))
    first = judge.judge("Tell me about the tower", [Hit(TOWER_REPORT, 5.0)]).ranked[0][0].text
    more = judge.leaving_out(frozenset({first})).judge(
        "Tell me more about the tower", [Hit(TOWER_REPORT, 5.0)]
    )
    assert first not in [one.text for one, _ in more.ranked]


def test_judging_twice_gives_the_same(selector: CrossEncoder) -> None:
    judge = Judge(selector, answerability(0.0))
    assert judge.judge(QUESTION, HITS) == judge.judge(QUESTION, HITS)


def test_a_sentence_is_read_in_context_behind_the_time_of_its_entry() -> None:
    text = "14.05\nThe bridge is shut. Cars have to go round by Kelm.\n\n11.30\nThe river has begun to rise."
    one = candidates_of([Hit(passage("live", text), 1.0)])[1]
    assert in_context(one).endswith("14.05 The bridge is shut. [SEP] Cars have to go round by Kelm.")


def test_names_are_met_by_passage_and_title() -> None:
    hit = Hit(
        passage("a", "Pelle Vann looks after it. The lamp was switched off.", title="Orrin goes dark"), 4.5
    )
    second = candidates_of([hit])[1]
    question = "When was the lamp in Orrin that Sanna Kreel sold switched off?"
    signals = signals_of(question, second, 2.5, 1.5, [*HITS, hit])
    assert (signals.sentence, signals.context, signals.passage) == (2.5, 1.5, 4.5)
    assert signals.names_met == pytest.approx(1 / 3)  # Orrin stands in the title; Sanna and Kreel nowhere


def test_a_sentence_is_read_in_context_behind_its_title_and_the_one_before() -> None:
    hit = Hit(passage("a", "Pelle Vann looks after it. It is off.", title="Orrin goes dark"), 4.5)
    first, second = candidates_of([hit])
    assert in_context(second) == "Orrin goes dark [SEP] Pelle Vann looks after it. [SEP] It is off."
    assert in_context(first) == "Orrin goes dark [SEP] Pelle Vann looks after it."
