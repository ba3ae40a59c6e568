"""Words of two clauses that a model has put together: every word is in the evidence, and the statement is not."""

from __future__ import annotations

import pytest

from assistant.answering.checking.links import torn_apart

MAYOR = (
    "The council of Holm approved the bridge on Tuesday after the mayor, Ada Quill, had opposed it for years."
)
POLICE = "Police arrested 12 protesters after a shop was looted in Kelm."
COURT = "The court freed Olaf Lind, who had been accused of fraud by his brother."
TRADE = "Exports to China fell while exports to India rose to 4 billion crowns."
FIRM = "Stenlow Stone, the firm that had the quarry, has denied any blame for the 240,000 crowns."


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Ada Quill approved the bridge on Tuesday.", MAYOR),
        ("The council of Holm opposed the bridge for years.", MAYOR),
        ("Police looted a shop in Kelm.", POLICE),
        ("12 protesters looted a shop in Kelm.", POLICE),
        ("The court accused Olaf Lind of fraud.", COURT),
        ("The court freed his brother.", COURT),
        ("Exports to India fell.", TRADE),
        ("Exports to China rose to 4 billion crowns.", TRADE),
        ("Kelm's mayor thanked Norway.", "Kelm's mayor thanked Sweden for the boats that Norway had sent."),
    ],
)
def test_words_of_two_clauses_do_not_make_a_statement(claim: str, evidence: str) -> None:
    assert "together" in torn_apart(claim, [evidence])


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The council of Holm approved the bridge on Tuesday.", MAYOR),
        ("After the mayor had opposed it for years, the council of Holm approved the bridge.", MAYOR),
        ("In Kelm a shop was looted.", POLICE),
        ("Olaf Lind had been accused of fraud by his brother.", COURT),
        ("According to Olaf Lind, exports to India rose.", TRADE),
        ("Exports to India rose to 4 billion crowns, while exports to China fell.", TRADE),
        ("Stenlow Stone has denied any blame for the 240000 crowns.", FIRM),
        (
            "The firm that had the quarry has denied any blame.",
            "The firm that had the quarry denied any blame.",
        ),
    ],
)
def test_what_stands_together_or_is_only_moved_is_borne_out(claim: str, evidence: str) -> None:
    assert torn_apart(claim, [evidence]) == ""


def test_a_word_that_is_missing_altogether_is_no_matter_of_this_rule() -> None:
    assert torn_apart("The council of Holm bought the bridge.", [MAYOR]) == ""
