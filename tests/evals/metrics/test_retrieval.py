from __future__ import annotations

import math
import sys
from dataclasses import replace

import pytest

from assistant.answers import Hit
from evals.metrics.retrieval import missing_library, proving_passages, ranking_measures, retrieval_measures
from evals.records import Proof, Suite
from tests.evals.stand_ins import HARBOUR, LIGHTHOUSE, ShelfLibrary, passage

COST = passage(HARBOUR, "It cost 1,250 crowns.")
OPENED = passage(HARBOUR, "Mayor Ada Quill opened the harbour on Sunday.")
ELSEWHERE = passage(LIGHTHOUSE, "It cost 1,250 crowns.")


def test_the_measures_are_those_of_the_books() -> None:
    found = ranking_measures({"a", "b"}, [{"x"}, {"a"}, {"y"}, {"z"}, {"w"}, {"b"}])
    assert found["recall@5"] == 0.5
    assert found["recall@30"] == 1.0
    assert found["reciprocal_rank"] == 0.5
    ideal = 1 + 1 / math.log2(3)
    assert found["ndcg@10"] == pytest.approx((1 / math.log2(3) + 1 / math.log2(7)) / ideal)


def test_what_is_not_found_counts_as_0() -> None:
    nothing = {"recall@5": 0.0, "recall@30": 0.0, "reciprocal_rank": 0.0, "ndcg@10": 0.0}
    assert ranking_measures({"a"}, []) == nothing
    assert ranking_measures({"a"}, [{"b"}]) == nothing


def test_copies_that_share_a_place_count_as_one() -> None:
    assert set(ranking_measures({"a", "b"}, [{"a", "b"}]).values()) == {1.0}
    assert ranking_measures({"a"}, [{"b", "a"}, {"a"}])["recall@5"] == 1.0


def test_a_hit_stands_for_its_copies(suite: Suite) -> None:
    library, case = ShelfLibrary(), suite.cases[0]
    assert retrieval_measures(case, [Hit(ELSEWHERE, 1.0)], library)["recall@5"] == 0.0
    assert retrieval_measures(case, [Hit(ELSEWHERE, 1.0, (COST,))], library)["recall@5"] == 1.0
    assert retrieval_measures(case, [Hit(OPENED, 2.0), Hit(COST, 1.0)], library)["reciprocal_rank"] == 0.5


def test_a_passage_that_holds_a_part_of_a_quote_is_relevant(suite: Suite) -> None:
    case = replace(suite.cases[0], proof=(Proof("harbour", "on Sunday. It cost", 1),))
    assert len(proving_passages(case, ShelfLibrary())) == 2


def test_what_is_missing_is_named_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert missing_library() == ""
    monkeypatch.setitem(sys.modules, "pytrec_eval", None)
    assert "pytrec_eval is not installed; run: pip install -e '.[evals]'" in missing_library()
