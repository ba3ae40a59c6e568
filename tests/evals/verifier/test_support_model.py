"""The alternative to the rules: a score of the models that come with the project."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals.verifier.command_line import by_rules, by_rules_and
from evals.verifier.made_set import MadeSentence
from evals.verifier.support_model import SupportModel
from ingest.records import Header, Passage

TEXT = "The harbour of Kelm was rebuilt for 1,250 crowns in May. Keeper Bo Lund blamed the damp for the fire."
TOLD = "In May the harbour of Kelm was rebuilt for 1,250 crowns."


def made(text: str) -> MadeSentence:
    return MadeSentence(text, (Passage("kelm", Header(), 0, 0, len(TEXT), TEXT),), true=True, kind="")


@pytest.fixture(scope="module")
def support() -> SupportModel:
    return SupportModel.load()


@pytest.fixture
def strict(support: SupportModel, monkeypatch: pytest.MonkeyPatch) -> SupportModel:
    """The model with a floor that nothing reaches."""
    monkeypatch.setattr(support, "weights", replace(support.weights, floor=1.01))
    return support


def test_what_is_told_is_likelier_than_what_is_not(support: SupportModel) -> None:
    told = support.probability(TOLD, [TEXT])
    foreign = support.probability("Parliament in Zembla voted for a new tax on sugar.", [TEXT])
    assert 0 < foreign < support.weights.floor < told < 1


def test_what_the_rules_let_pass_must_be_likely_too(support: SupportModel) -> None:
    assert by_rules(made(TOLD))
    assert by_rules_and(support)(made(TOLD))


def test_what_is_below_the_floor_does_not_pass(strict: SupportModel) -> None:
    assert not by_rules_and(strict)(made(TOLD))


def test_what_is_quoted_passes_whatever_the_model_says(strict: SupportModel) -> None:
    assert by_rules_and(strict)(made(TEXT.split(" Keeper")[0]))


def test_what_the_rules_keep_back_is_not_asked_about(support: SupportModel) -> None:
    assert not by_rules_and(support)(made("In May the harbour of Kelm was rebuilt for 1,350 crowns."))
