from __future__ import annotations

from dataclasses import replace

from evals.metrics.spans import overlap, places, proves, true_spans
from evals.records import Suite
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, ShelfLibrary, citation

COST = "It cost 1,250 crowns."


def test_every_place_of_a_quote_is_found_whatever_the_white_space() -> None:
    assert places("a  (b)", "a (b) and a\n(b); A (b)") == [(0, 5), (10, 15)]
    assert places("  ", "a b") == []


def test_an_altered_quote_and_an_unknown_article_are_no_true_spans() -> None:
    true = citation(HARBOUR, COST)
    false = [
        replace(true, quote="It cost 9 crowns."),
        replace(true, article_id="gone"),
        replace(true, end=10**6),
    ]
    assert true_spans([true, *false], ShelfLibrary()) == (true,)


def test_a_span_proves_a_sentence_that_retells_the_quote_or_holds_the_fact(suite: Suite) -> None:
    span, case, library = citation(HARBOUR, HARBOUR.text.split("\n\n")[0]), suite.cases[0], ShelfLibrary()
    assert proves(span, "It cost 1,250 crowns in all.", case, library)
    assert proves(span, "The bill was 1250 crowns.", case, library)
    assert not proves(span, "It was opened on Sunday.", case, library)
    assert not proves(citation(LIGHTHOUSE, COST), COST, case, library)
    assert not proves(citation(HARBOUR, "It cost"), COST, case, library)


def test_four_words_in_a_row_are_an_overlap() -> None:
    assert overlap("He said the old mill burned down.", "the old mill burned, and more")
    assert not overlap("He said the old mill burned down.", "the old mill was burned down by")
    assert overlap("Burned down", "the mill burned down.")
    assert not overlap("", "the mill burned down.")
