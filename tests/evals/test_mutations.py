"""The gate on trial: the real answers to the suite `corpus`, spoilt in five ways, each of which must close it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from assistant.answering.claims import marked
from assistant.answers import Answer, Citation, Hit, Sentence
from assistant.retrieval.retriever import Retrieved, Retriever
from evals.libraries import filled_library
from evals.records import Result, Suite
from evals.runner import run_suite
from evals.suite import find_suite, load_suite
from evals.summary import shortfalls
from ingest.library.library import Library
from ingest.sentences import sentence_spans


@dataclass
class Recorded:
    """The real assistant's answers, asked for once, and given again after `spoil` has been at them."""

    library: Library
    answers: dict[tuple[str, date | None], tuple[Answer, list[Hit]]]
    spoil: Callable[[Answer, list[Hit]], Answer] = field(default=lambda answer, _hits: answer)
    model: str = "extractive"

    def ask(self, question: str, *, asked_on: date | None = None, **_limits: object) -> Answer:
        return self.spoil(*self.answers[question, asked_on])

    def retrieve(self, question: str, *, asked_on: date | None = None, **_limits: object) -> list[Hit]:
        return self.answers[question, asked_on][1]

    def chat(self) -> Recorded:
        return self


@pytest.fixture(scope="module")
def corpus() -> Suite:
    return load_suite(find_suite("corpus"))


@pytest.fixture(scope="module")
def recorded(corpus: Suite) -> Iterator[Recorded]:
    hits: list[tuple[Hit, ...]] = []
    retrieve = Retriever.retrieve

    def overheard(*arguments: Any) -> Retrieved:
        retrieved = retrieve(*arguments)
        hits.append(retrieved.hits)
        return retrieved

    answers: dict[tuple[str, date | None], tuple[Answer, list[Hit]]] = {}
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("ASSISTANT_LLM", "none")
        # To search again for what each answer was written from would double the time.
        patch.setattr(Retriever, "retrieve", overheard)
        assistant = stack.enter_context(filled_library(corpus.articles, None))[0]
        for case in corpus.cases:
            answer = assistant.ask(case.question, asked_on=case.asked_on)
            answers[case.question, case.asked_on] = (answer, list(hits[-1]))
        assert len(hits) == len(corpus.cases)
        yield Recorded(assistant.library, answers)


def closed_by(corpus: Suite, recorded: Recorded, spoil: Callable[[Answer, list[Hit]], Answer]) -> set[str]:
    return {one.metric for one in shortfalls(judged(corpus, replace(recorded, spoil=spoil)))}


def judged(corpus: Suite, assistant: Recorded) -> Result:
    result = run_suite(corpus, assistant)
    # What closes the gate must be the judgement of an answer, and not a crash of the spoiling.
    assert [row.error for row in result.rows if row.error] == []
    return result


def rewritten(answer: Answer, change: Callable[[str], str]) -> Answer:
    """Change every sentence, and the text with them."""
    sentences = tuple(replace(sentence, text=change(sentence.text)) for sentence in answer.sentences)
    return replace(
        answer, sentences=sentences, text=" ".join(marked(one) for one in sentences) or answer.text
    )


def refusal(answer: Answer) -> Answer:
    return replace(answer, outcome="not_found", text="No.", sentences=(), citations=())


def test_the_unspoilt_answers_pass(corpus: Suite, recorded: Recorded) -> None:
    assert closed_by(corpus, recorded, lambda answer, _hits: answer) == set()


def test_always_refusing_closes_the_gate(corpus: Suite, recorded: Recorded) -> None:
    closed = closed_by(corpus, recorded, lambda answer, _hits: refusal(answer))
    assert closed == {"answered_right", "cited_right"}


def test_answering_everything_with_the_first_sentence_closes_the_gate(
    corpus: Suite, recorded: Recorded
) -> None:
    def first_sentence(answer: Answer, hits: list[Hit]) -> Answer:
        if not hits:
            return answer
        passage = hits[0].passage
        start, end = sentence_spans(passage.text)[0]
        sentence = Sentence(passage.text[start:end], (1,), "quoted")
        citations = (Citation.of(passage, 1),)
        return replace(
            answer, outcome="answered", text=marked(sentence), sentences=(sentence,), citations=citations
        )

    assert closed_by(corpus, recorded, first_sentence) >= {"answered_right", "refused_right"}


def test_citing_the_wrong_article_closes_the_gate(corpus: Suite, recorded: Recorded) -> None:
    ids = sorted(listed.id for listed in recorded.library.articles())

    def other_article(answer: Answer, _hits: list[Hit]) -> Answer:
        return replace(answer, citations=tuple(moved(citation) for citation in answer.citations))

    def moved(citation: Citation) -> Citation:
        other = next(one for one in ids if one != citation.article_id)
        text = recorded.library.article(other).text
        end = min(citation.end, len(text))
        start = min(citation.start, end - 1)
        return replace(citation, article_id=other, start=start, end=end, quote=text[start:end])

    assert "cited_right" in closed_by(corpus, recorded, other_article)


def test_changing_a_digit_closes_the_gate(corpus: Suite, recorded: Recorded) -> None:
    def other_figures(answer: Answer, _hits: list[Hit]) -> Answer:
        return rewritten(
            answer, lambda text: re.sub(r"\d", lambda one: str((int(one[0]) + 1) % 10), text, count=1)
        )

    assert closed_by(corpus, recorded, other_figures) >= {"answered_right", "quoted_verbatim"}


def test_changing_a_digit_of_one_answer_is_enough(corpus: Suite, recorded: Recorded) -> None:
    asked = next(
        question
        for (question, _), (answer, _) in recorded.answers.items()
        if any(re.search(r"\d", sentence.text) for sentence in answer.sentences)
    )

    def one_figure(answer: Answer, _hits: list[Hit]) -> Answer:
        if answer.question != asked:
            return answer
        return rewritten(answer, lambda text: re.sub(r"\d", "7", text))

    assert closed_by(corpus, recorded, one_figure) == {"quoted_verbatim"}


@pytest.mark.parametrize("support", ["quoted", "supported"])
def test_inventing_a_quotation_closes_the_gate(corpus: Suite, recorded: Recorded, support: str) -> None:
    def invented(answer: Answer, _hits: list[Hit]) -> Answer:
        told = rewritten(answer, lambda text: f"{text.rstrip('.')}, “and nobody is to blame”, he said.")
        return replace(told, sentences=tuple(replace(one, support=support) for one in told.sentences))

    assert closed_by(corpus, recorded, invented) == {"quoted_verbatim"}
