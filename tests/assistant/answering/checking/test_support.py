"""The score of the models that come with the project."""

from __future__ import annotations

import pytest

from assistant.answering.checking.support import SupportModel
from assistant.answering.checking.verification import verify
from assistant.retrieval.reranking import CrossEncoder
from ingest.records import Header, Passage

TEXT = "The harbour of Kelm was rebuilt for 1,250 crowns in May. Keeper Bo Lund blamed the damp for the fire."


@pytest.fixture(scope="module")
def support(cross_encoder: CrossEncoder) -> SupportModel:
    return SupportModel.load(cross_encoder)


def test_what_is_told_is_likelier_than_what_is_not(support: SupportModel) -> None:
    told = support.probability("In May the harbour of Kelm was rebuilt for 1,250 crowns.", [TEXT])
    foreign = support.probability("Parliament in Zembla voted for a new tax on sugar.", [TEXT])
    assert 0 < foreign < support.weights.floor < told < 1


def test_a_verdict_has_the_score(support: SupportModel) -> None:
    passage = Passage("kelm", Header(), 0, 0, len(TEXT), TEXT)
    verdict = verify("In May the harbour of Kelm was rebuilt for 1,250 crowns.", [passage], support)
    assert verdict.passed
    assert verdict.support is not None
    assert [span.quote for span in verdict.spans] == [TEXT.split(" Keeper")[0]]
