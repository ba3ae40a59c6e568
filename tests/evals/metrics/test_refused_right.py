from __future__ import annotations

from evals.metrics.refused_right import refused_right
from evals.records import Suite
from tests.evals.stand_ins import answered, refused


def test_only_a_refusal_is_right(suite: Suite) -> None:
    assert refused_right(suite.cases[2], refused()).right
    assert not refused_right(suite.cases[2], answered("I could not find that in the articles.")).right
