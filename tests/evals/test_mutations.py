"""The gate on trial: the real answers to the suite `corpus`, spoilt in five ways, each of which must close it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from assistant.answering.claims import marked
from assistant.answers import Answer, Citation, Sentence
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
    answers: dict[tuple[str, date | None], Answer]
    spoil: Callable[[Answer], Answer] = field(default=lambda answer: answer)
    model: str = "extractive"

    def ask(self, question: str, *, asked_on: date | None = None, **_limits: object) -> Answer:
        return self.spoil(self.answers[question, asked_on])

    def chat(self) -> Recorded:
        return self


@pytest.fixture(scope="module")
def corpus() -> Suite:
    return load_suite(find_suite("corpus"))


@pytest.fixture(scope="module")
def recorded(corpus: Suite) -> Iterator[Recorded]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        with filled_library(corpus.articles, None) as (assistant, _):
            answers = {
                (case.question, case.asked_on): assistant.ask(case.question, asked_on=case.asked_on)
                for case in corpus.cases
            }
            yield Recorded(assistant.library, answers)


def closed_by(corpus: Suite, recorded: Recorded, spoil: Callable[[Answer], Answer]) -> set[str]:
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
    assert closed_by(corpus, recorded, lambda answer: answer) == set()


def test_always_refusing_closes_the_gate(corpus: Suite, recorded: Recorded) -> None:
    closed = closed_by(corpus, recorded, refusal)
    assert closed == {"answered_right", "cited_right"}


def test_answering_everything_with_the_first_sentence_closes_the_gate(
    corpus: Suite, recorded: Recorded
) -> None:
    def first_sentence(answer: Answer) -> Answer:
        if not answer.hits:
            return answer
        passage = answer.hits[0].passage
        start, end = sentence_spans(passage.text)[0]
        sentence = Sentence(passage.text[start:end], (1,), "quoted")
        citations = (Citation.of(passage, 1),)
        return replace(
            answer, outcome="answered", text=marked(sentence), sentences=(sentence,), citations=citations
        )

    assert closed_by(corpus, recorded, first_sentence) >= {"answered_right", "refused_right"}


def test_citing_the_wrong_article_closes_the_gate(corpus: Suite, recorded: Recorded) -> None:
    ids = sorted(listed.id for listed in recorded.library.articles())

    def other_article(answer: Answer) -> Answer:
        return replace(answer, citations=tuple(moved(citation) for citation in answer.citations))

    def moved(citation: Citation) -> Citation:
        other = next(one for one in ids if one != citation.article_id)
        text = recorded.library.article(other).text
        end = min(citation.end, len(text))
        start = min(citation.start, end - 1)
        return replace(citation, article_id=other, start=start, end=end, quote=text[start:end])

    assert "cited_right" in closed_by(corpus, recorded, other_article)


def test_changing_a_digit_closes_the_gate(corpus: Suite, recorded: Recorded) -> None:
    def other_figures(answer: Answer) -> Answer:
        return rewritten(
            answer, lambda text: re.sub(r"\d", lambda one: str((int(one[0]) + 1) % 10), text, count=1)
        )

    assert closed_by(corpus, recorded, other_figures) >= {"answered_right", "quoted_verbatim"}


def test_changing_a_digit_of_one_answer_is_enough(corpus: Suite, recorded: Recorded) -> None:
    asked = next(
        question
        for (question, _), answer in recorded.answers.items()
        if any(re.search(r"\d", sentence.text) for sentence in answer.sentences)
    )

    def one_figure(answer: Answer) -> Answer:
        if answer.question != asked:
            return answer
        return rewritten(answer, lambda text: re.sub(r"\d", "7", text))

    assert closed_by(corpus, recorded, one_figure) == {"quoted_verbatim"}


@pytest.mark.parametrize("support", ["quoted", "supported"])
def test_inventing_a_quotation_closes_the_gate(corpus: Suite, recorded: Recorded, support: str) -> None:
    def invented(answer: Answer) -> Answer:
        told = rewritten(answer, lambda text: f"{text.rstrip('.')}, “and nobody is to blame”, he said.")
        return replace(told, sentences=tuple(replace(one, support=support) for one in told.sentences))

    assert closed_by(corpus, recorded, invented) == {"quoted_verbatim"}
