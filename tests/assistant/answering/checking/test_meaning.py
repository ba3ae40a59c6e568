"""The model that judges what is told in other words, as it ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.checking import meaning
from assistant.answering.checking.meaning import MeaningModel, part_to_read
from assistant.answering.checking.support import SupportModel
from assistant.answering.checking.verification import verify
from ingest.errors import ModelFileError
from ingest.records import Header, Passage

TEXT = (
    "Lodgers left the boarding house on Quay Street after the council found mould in nine rooms. The owner, Ada Brill, "
    "called the report unfair. She has until June to repair the roof."
)
PASSAGE = Passage("quay", Header(), 0, 0, len(TEXT), TEXT)
TOLD = "Ada Brill, who owns the house, described the report as unfair."


@pytest.fixture(scope="module")
def model() -> MeaningModel:
    return MeaningModel.load()


def test_what_is_told_in_other_words_passes_with_the_model_alone(model: MeaningModel) -> None:
    assert not verify(TOLD, [PASSAGE]).passed
    verdict = SupportModel.load().check(TOLD, [PASSAGE])
    assert verdict.passed
    assert verdict.spans[0].quote.startswith("The owner")
    assert verdict.score is not None
    assert model.bears_out(TOLD, TEXT)


@pytest.mark.parametrize(
    "claim",
    [
        "After a fire was discovered in nine rooms, the lodgers moved out of the boarding house on Quay Street.",
        "Mould was never discovered in nine rooms of the boarding house on Quay Street.",
        "Ada Brill praised the report.",
        "Parliament in Zembla voted for a new tax on sugar.",
    ],
    ids=["another thing", "a denial", "the opposite", "foreign"],
)
def test_what_is_not_told_does_not_reach_the_floor(model: MeaningModel, claim: str) -> None:
    assert not model.bears_out(claim, TEXT)
    assert not SupportModel.load().check(claim, [PASSAGE]).passed


def test_what_is_told_in_the_other_order_is_kept_back_by_a_rule() -> None:
    claim = "Before mould was discovered in nine rooms, the lodgers moved out of the boarding house on Quay Street."
    assert not SupportModel.load().check(claim, [PASSAGE]).passed


def test_of_a_long_text_the_neighbours_that_share_most_words_are_read() -> None:
    gulls = "Gulls sat on the quay all day."
    first, *others = TEXT.split(". ")
    text = f"{gulls} {gulls} {TEXT} {gulls}"
    assert part_to_read("Ada Brill, who owns the house, has to repair its roof by June.", text).startswith(
        first
    )
    assert len(others) == 2
    assert gulls not in part_to_read(
        "The owner called it unfair that lodgers left, and has a roof to repair.", text
    )
    assert part_to_read(TOLD, TEXT) == TEXT


def test_altered_weights_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shipped = Path(meaning.__file__).parent
    content = (shipped / meaning.WEIGHTS_FILE).read_bytes()
    (tmp_path / meaning.WEIGHTS_FILE).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    (tmp_path / meaning.SETTINGS_FILE).write_bytes((shipped / meaning.SETTINGS_FILE).read_bytes())
    monkeypatch.setattr(meaning, "files", lambda package: tmp_path)
    with pytest.raises(ModelFileError, match="install the project anew"):
        MeaningModel.load()
