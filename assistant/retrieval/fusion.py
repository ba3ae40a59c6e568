"""Several rankings made one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

RANK_CONSTANT = 60


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]], limit: int) -> list[int]:
    """Fuse rankings of passage ids, best first, into one of at most `limit`.

    Cormack, Clarke and Buettcher, "Reciprocal Rank Fusion outperforms Condorcet and individual rank learning
    methods", SIGIR 2009: an item scores the sum of 1 / (60 + rank) over the rankings that hold it.
    """
    scores: dict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] += 1.0 / (RANK_CONSTANT + rank)
    return sorted(scores, key=lambda key: (-scores[key], key))[:limit]
