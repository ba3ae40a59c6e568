from __future__ import annotations

from dataclasses import replace

import pytest

from evals.metrics.cited_right import cited_answer, cited_right
from evals.records import Suite
from ingest.errors import UnknownArticleError
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, ShelfLibrary, answered, citation

COST = "It cost 1,250 crowns."


def test_a_span_that_holds_the_proof_is_right(suite: Suite) -> None:
    wide = citation(HARBOUR, HARBOUR.text.split("\n\n")[0])
    assert cited_right(suite.cases[0], answered(COST, wide), ShelfLibrary()).right
    assert cited_right(suite.cases[0], answered(COST, citation(HARBOUR, COST)), ShelfLibrary()).right


@pytest.mark.parametrize(
    "cited",
    [
        citation(LIGHTHOUSE, COST),
        citation(HARBOUR, "It cost 1,250"),
        citation(HARBOUR, "The ferries sail at noon."),
        replace(citation(HARBOUR, HARBOUR.text), end=10**6),
        replace(citation(HARBOUR, HARBOUR.text), quote="It cost 9 crowns."),
    ],
    ids=["other article", "part of the proof", "other place", "beyond the end", "altered quote"],
)
def test_a_span_that_does_not_hold_the_proof_is_wrong(suite: Suite, cited) -> None:
    assert not cited_right(suite.cases[0], answered(COST, cited), ShelfLibrary()).right


def test_no_citation_is_wrong(suite: Suite) -> None:
    assert not cited_right(suite.cases[0], answered(COST), ShelfLibrary()).right


def test_an_unknown_proving_article_is_an_error(suite: Suite) -> None:
    with pytest.raises(UnknownArticleError):
        cited_right(suite.cases[0], answered(COST), ShelfLibrary({}))


def test_of_other_articles_the_cited_quotes_must_hold_every_fact(suite: Suite) -> None:
    who, day = citation(HARBOUR, "Ada Quill"), citation(HARBOUR, "Sunday", number=2)
    assert cited_answer(suite.cases[1], answered("Quill, on Sunday.", who, day), ShelfLibrary()).right
    half = cited_answer(suite.cases[1], answered("Quill, on Sunday.", who), ShelfLibrary())
    assert not half.right
    assert "Sunday / 4 May" in half.why


def test_of_other_articles_a_made_up_quote_proves_nothing(suite: Suite) -> None:
    made_up = replace(citation(HARBOUR, "The ferries sail at noon."), quote="The ferries cost 1,250 crowns.")
    assert not cited_answer(suite.cases[0], answered(COST, made_up), ShelfLibrary()).right
