"""The last gate of the check: a score of the models that come with the project."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.checking.support import SupportModel
from assistant.answering.checking.verification import recite, verify
from assistant.answers import Hit
from ingest.errors import ModelFileError
from ingest.records import Header, Passage

TEXT = "The harbour of Kelm was rebuilt for 1,250 crowns in May. Keeper Bo Lund blamed the damp for the fire."
PASSAGE = Passage("kelm", Header(), 0, 0, len(TEXT), TEXT)
TOLD = "In May the harbour of Kelm was rebuilt for 1,250 crowns."


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
    mixed = support.probability("The keeper of the harbour was rebuilt by the damp of the fire.", [TEXT])
    foreign = support.probability("Parliament in Zembla voted for a new tax on sugar.", [TEXT])
    assert 0 < foreign < mixed < told < 1
    assert foreign < support.weights.floor < told


def test_the_best_of_several_texts_counts(support: SupportModel) -> None:
    alone = support.probability(TOLD, [TEXT])
    assert support.probability(TOLD, ["Ferries sailed at noon.", TEXT]) == pytest.approx(alone, abs=0.01)


def test_a_missing_name_a_missing_figure_and_a_missing_link_each_cost(support: SupportModel) -> None:
    whole = support.signals(TOLD, [TEXT])
    assert (whole.names, whole.figures, whole.unlinked) == (1.0, 1.0, 0.0)
    assert support.signals(TOLD.replace("Kelm", "Tarn"), [TEXT]).names < 1.0
    assert support.signals(TOLD.replace("1,250", "1,350"), [TEXT]).figures < 1.0
    other = support.signals(TOLD.replace("harbour", "railway"), [TEXT])
    assert other.unlinked > 0.0
    assert other.aligned < whole.aligned


def test_words_that_stand_far_apart_are_met_and_not_together(support: SupportModel) -> None:
    """Every word is there either way; the second text has them in two places."""
    near = support.signals(TOLD, [TEXT])
    first, second = "The harbour of Kelm is old. ", " It was rebuilt for 1,250 crowns in May."
    far = support.signals(
        TOLD, [first + "Ferries sailed at noon, and gulls sat on the quay all day. " * 3 + second]
    )
    assert far.together < near.together - 0.02
    assert near.together - far.together > near.aligned - far.aligned


def test_a_passage_in_the_sixth_place_by_shared_words_is_read(support: SupportModel) -> None:
    decoys = [
        f"The harbour of Kelm was rebuilt in May for {price} crowns, said one." for price in (1, 2, 3, 4, 5)
    ]
    paraphrase = "Kelm paid 1,250 crowns to renew its port."
    with_it = support.signals(
        "In May the harbour of Kelm was renewed for 1,250 crowns.", [*decoys, paraphrase]
    )
    without = support.signals("In May the harbour of Kelm was renewed for 1,250 crowns.", decoys)
    assert with_it.aligned > without.aligned


def test_a_sentence_of_one_word_has_one_run(support: SupportModel) -> None:
    assert support.signals("Kelm.", [TEXT]).together == pytest.approx(
        support.signals("Kelm.", [TEXT]).aligned, abs=1e-6
    )


def test_what_passes_the_rules_and_the_floor_passes_with_its_score(support: SupportModel) -> None:
    verdict = support.check(TOLD, [PASSAGE])
    assert verdict.passed
    assert verdict.spans == verify(TOLD, [PASSAGE]).spans
    assert verdict.score == pytest.approx(support.probability(TOLD, [TEXT]))


def test_what_is_below_the_floor_is_kept_back_with_its_score(strict: SupportModel) -> None:
    verdict = strict.check(TOLD, [PASSAGE])
    assert not verdict.passed
    assert "too weakly" in verdict.reason
    assert not verdict.spans
    assert verdict.score


def test_what_is_quoted_passes_whatever_the_model_says(strict: SupportModel) -> None:
    verdict = strict.check(TEXT.split(" Keeper")[0], [PASSAGE])
    assert verdict.passed
    assert verdict.score is None


def test_the_model_is_not_asked_about_what_the_rules_keep_back(support: SupportModel) -> None:
    verdict = support.check("In May the harbour of Kelm was rebuilt for 1,350 crowns.", [PASSAGE])
    assert "1,350" in verdict.reason
    assert verdict.score is None


def test_a_sentence_is_not_cited_anew_from_what_bears_it_out_too_weakly(strict: SupportModel) -> None:
    assert recite(TOLD, [Hit(PASSAGE, 1.0)]) is not None
    assert recite(TOLD, [Hit(PASSAGE, 1.0)], strict.check) is None


def test_a_sentence_without_content_is_no_fault(support: SupportModel) -> None:
    assert 0 < support.probability("It was.", [TEXT]) < 1


def test_a_file_of_weights_that_is_not_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.answering.checking.support.WEIGHTS_FILE", "__init__.py")
    with pytest.raises(ModelFileError, match="install the project anew"):
        SupportModel.load()
