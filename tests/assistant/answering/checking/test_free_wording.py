"""What no wording may change, whatever a model thinks of the rest."""

from __future__ import annotations

import pytest

from assistant.answering.checking.free_wording import free_shortcoming
from assistant.answering.checking.units import units_of
from assistant.answering.checking.verification import verify, verify_in_other_words
from ingest.records import Header, Passage

TEXT = (
    "Some 340 households in the Teller Valley were told to leave on Sunday after the Brenn rose to 4.8 metres. "
    "Fire chief Dora Henley said two men had been pulled from a van. The mayor may reopen the bridge on Friday."
)
PASSAGE = Passage("brenn", Header(outlet="Valley Post"), 0, 0, len(TEXT), TEXT)


def shortcoming(claim: str, number: int) -> str:
    return free_shortcoming(claim, list(units_of(PASSAGE, 1))[number])


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("Some 340 households in the Teller Valley had to get out on Sunday when the Brenn swelled.", 0),
        ("A pair of men was rescued from a vehicle, according to the fire chief, Dora Henley.", 1),
        ("By Friday the crossing could be open to traffic again.", 2),
    ],
)
def test_other_words_alone_keep_nothing_back(claim: str, number: int) -> None:
    assert shortcoming(claim, number) == ""
    assert not verify(claim, [PASSAGE]).passed


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("Some 430 households in the Teller Valley had to get out on Sunday.", 0),
        ("Some 340 households in the Teller Valley had to get out on Monday.", 0),
        ("Some 340 households in Askley had to get out on Sunday.", 0),
        ("Some 340 households did not have to get out on Sunday.", 0),
        ("A pair of men was rescued from a vehicle, according to Piers Aldous.", 1),
        ("By Friday the crossing is open to traffic again, Dora Henley said.", 2),
    ],
    ids=["figure", "day", "name", "denial", "speaker", "speaker of a fact"],
)
def test_what_no_wording_may_change_keeps_it_back(claim: str, number: int) -> None:
    assert shortcoming(claim, number)


def test_the_first_word_of_a_statement_is_no_name_for_its_capital() -> None:
    assert shortcoming("Households in the Teller Valley had to get out on Sunday.", 0) == ""
    assert shortcoming("Askley had to get out on Sunday.", 0) == "Askley"


def test_a_model_is_asked_only_of_what_the_rules_let_pass() -> None:
    asked: list[str] = []

    def bears_out(claim: str, text: str) -> bool:
        assert text == TEXT
        asked.append(claim)
        return True

    free = "Some 340 households in the Teller Valley had to get out on Sunday."
    verdict = verify_in_other_words(free, [PASSAGE], bears_out)
    assert verdict.passed
    assert [span.quote for span in verdict.spans] == [TEXT[: TEXT.index(" Fire chief")]]
    assert not verify_in_other_words(free, [PASSAGE], lambda claim, text: False).passed
    wrong = free.replace("340", "430")
    assert not verify_in_other_words(wrong, [PASSAGE], bears_out).passed
    assert set(asked) == {free}


@pytest.mark.parametrize(
    "sentence",
    ["See https://example.org for the homes.", "Some 340 households", 'They had to "run for it" on Sunday.'],
    ids=["link", "no statement", "made-up quotation"],
)
def test_what_is_malformed_is_not_asked_about(sentence: str) -> None:
    assert not verify_in_other_words(sentence, [PASSAGE], lambda claim, text: True).passed
