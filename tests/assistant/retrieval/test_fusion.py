"""Several rankings made one."""

from __future__ import annotations

import pytest

from assistant.retrieval.fusion import RANK_CONSTANT, reciprocal_rank_fusion


def test_what_both_rankings_hold_comes_before_what_one_holds_at_the_top() -> None:
    assert reciprocal_rank_fusion([[1, 2, 3], [4, 2, 5]], 5)[0] == 2


def test_the_scores_are_those_of_the_paper() -> None:
    # 7 stands third and third, 8 first only: 2 / 63 against 1 / 61.
    assert 2 / (RANK_CONSTANT + 3) > 1 / (RANK_CONSTANT + 1)
    assert reciprocal_rank_fusion([[8, 1, 7], [2, 3, 7]], 2) == [7, 2]


def test_equal_scores_are_put_in_the_order_of_the_ids() -> None:
    assert reciprocal_rank_fusion([[9, 4], [4, 9]], 2) == [4, 9]
    assert reciprocal_rank_fusion([[9], [4]], 2) == [4, 9]


@pytest.mark.parametrize(("rankings", "fused"), [([], []), ([[], []], []), ([[3, 1], []], [3, 1])])
def test_a_search_that_found_nothing_takes_nothing_away(rankings: list[list[int]], fused: list[int]) -> None:
    assert reciprocal_rank_fusion(rankings, 10) == fused


def test_no_more_than_the_limit_comes_and_each_once() -> None:
    fused = reciprocal_rank_fusion([list(range(50)), list(range(49, -1, -1))], 30)
    assert len(fused) == len(set(fused)) == 30
