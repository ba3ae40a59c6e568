from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answers import Answer, Sentence
from evals.metrics.citation_quality import (
    citation_precision,
    citation_recall,
    holds_words,
    statements_borne_out,
)
from evals.records import Suite
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, ShelfLibrary, answered, citation

COST, FERRIES = "It cost 1,250 crowns.", "The ferries sail at noon."


def answer_of(*sentences: tuple[str, tuple[int, ...]]) -> Answer:
    """An answer that may cite 1: what the harbour cost, 2: when its ferries sail, 3: the lighthouse."""
    cited = (
        citation(HARBOUR, COST, 1),
        citation(HARBOUR, FERRIES, 2),
        citation(LIGHTHOUSE, "The lamp of the lighthouse failed on Friday.", 3),
    )
    used = {number for _, numbers in sentences for number in numbers}
    made = tuple(Sentence(text, numbers, "supported") for text, numbers in sentences)
    return replace(answered("", *(one for one in cited if one.number in used)), sentences=made)


@pytest.mark.parametrize(
    ("sentences", "recall", "precision"),
    [
        ([(COST, (1,))], 1.0, 1.0),
        ([("The price was 1250 crowns.", (1,))], 1.0, 1.0),
        ([(COST, (1,)), (FERRIES, (2,))], 0.5, 1.0),
        ([(COST, (2,))], 0.0, 0.0),
        ([(COST, (1, 3))], 1.0, 0.5),
        ([(COST, (1, 9))], 1.0, 0.5),
        ([(COST, ())], 0.0, 0.0),
    ],
    ids=["proved", "in other words", "beside the point", "wrong span", "one too many", "no such", "none"],
)
def test_recall_is_of_sentences_and_precision_of_marks(
    suite: Suite, sentences: list[tuple[str, tuple[int, ...]]], recall: float, precision: float
) -> None:
    case, library, answer = suite.cases[0], ShelfLibrary(), answer_of(*sentences)
    assert citation_recall(case, answer, library) == recall
    assert citation_precision(case, answer, library) == precision


def test_a_citation_that_no_sentence_marks_bears_on_nothing(suite: Suite) -> None:
    answer = answer_of((COST, (1,)))
    answer = replace(answer, citations=(*answer.citations, citation(HARBOUR, FERRIES, 2)))
    assert citation_precision(suite.cases[0], answer, ShelfLibrary()) == 0.5


def test_an_altered_quote_neither_proves_nor_bears(suite: Suite) -> None:
    answer = answer_of((COST, (1,)))
    answer = replace(answer, citations=(replace(answer.citations[0], quote="It cost 1,251 crowns."),))
    assert citation_recall(suite.cases[0], answer, ShelfLibrary()) == 0.0
    assert citation_precision(suite.cases[0], answer, ShelfLibrary()) == 0.0


def test_a_span_holds_a_sentence_only_with_all_its_figures() -> None:
    span = "The old harbour of Tern cost 1,250 crowns and was opened in May by Mayor Quill."
    assert holds_words(span, "Mayor Quill opened the old Tern harbour, which cost 1250 crowns.")
    assert not holds_words(span, "Mayor Quill opened the old Tern harbour, which cost 1260 crowns.")
    assert not holds_words(span, "The lamp of the lighthouse failed on Friday.")
    assert not holds_words(span, "It was so.")


@pytest.mark.parametrize(
    ("sentences", "share"),
    [
        ([("The price was 1250 crowns.", (1,))], 1.0),
        ([("The ferries sail at noon.", (2,))], 1.0),
        ([("The ferries sail at midnight from Kelm.", (2,))], 0.0),
        ([(COST, (1,)), ("It cost 2,500 crowns.", (1,))], 0.5),
        ([(COST, (3,))], 0.0),
        ([(COST, ())], 0.0),
    ],
    ids=["proved", "words of its span", "neither", "one of two", "another span", "uncited"],
)
def test_of_a_models_own_sentences_those_count_that_a_cited_span_bears_out(
    suite: Suite, sentences: list[tuple[str, tuple[int, ...]]], share: float
) -> None:
    assert statements_borne_out(suite.cases[0], answer_of(*sentences), ShelfLibrary()) == share


def test_what_is_quoted_or_leads_on_is_no_statement_of_a_model(suite: Suite) -> None:
    answer = answer_of((COST, (1,)))
    quoted = replace(answer, sentences=(replace(answer.sentences[0], support="quoted"),))
    leading = replace(answer, sentences=(replace(answer.sentences[0], verdict="connecting"),))
    for one in (quoted, leading):
        assert statements_borne_out(suite.cases[0], one, ShelfLibrary()) is None


def test_to_a_question_that_the_articles_do_not_answer_no_statement_is_borne_out(suite: Suite) -> None:
    case = next(case for case in suite.cases if case.unanswerable)
    assert statements_borne_out(case, answer_of((COST, (1,))), ShelfLibrary()) == 0.0
