"""The scores of the real models and rules, on sentences of our own."""

from __future__ import annotations

import pytest

from evals.public.support import SupportScores, is_verified

EVIDENCE = (
    "The lamp of the lighthouse failed on Friday. Keeper Bo Lund blamed the damp. "
    "Ferries to the island sailed at noon on Saturday. The harbour was rebuilt for 1,250 crowns in May."
)
TRUE = "The harbour was rebuilt for 1,250 crowns in May."
MIXED = "The lamp of the harbour sailed to the island in May."
FOREIGN = "Parliament in Zembla voted for a new tax on sugar."


@pytest.fixture(scope="module")
def scorer() -> SupportScores:
    return SupportScores.load()


def test_every_score_puts_what_is_said_before_what_is_not(scorer: SupportScores) -> None:
    true, foreign = scorer.scores(TRUE, EVIDENCE), scorer.scores(FOREIGN, EVIDENCE)
    assert true.keys() == foreign.keys()
    assert all(true[name] > foreign[name] for name in true)
    assert true["words in the evidence"] == true["words in two sentences"] == true["verify"] == 1.0
    assert foreign["words in the evidence"] == 0.0


def test_words_from_all_over_the_evidence_are_not_in_two_sentences(scorer: SupportScores) -> None:
    mixed = scorer.scores(MIXED, EVIDENCE)
    assert mixed["words in the evidence"] == 1.0
    assert mixed["words in two sentences"] < 1.0


def test_words_of_neighbouring_sentences_count_together(scorer: SupportScores) -> None:
    scores = scorer.scores("Keeper Bo Lund blamed the damp, and the lamp failed on Friday.", EVIDENCE)
    assert scores["words in two sentences"] == 1.0


def test_a_claim_of_several_sentences_is_as_good_as_its_worst_one(scorer: SupportScores) -> None:
    both, foreign = scorer.scores(f"{TRUE} {FOREIGN}", EVIDENCE), scorer.scores(FOREIGN, EVIDENCE)
    for name in ("words in the evidence", "support score"):
        assert foreign.pop(name) < both.pop(name) < 1
    assert both == foreign
    twice, once = scorer.scores(f"{TRUE} {TRUE}", EVIDENCE), scorer.scores(TRUE, EVIDENCE)
    assert twice.pop("support score") == pytest.approx(once.pop("support score"), abs=0.05)
    assert twice == once


def test_a_changed_figure_is_not_verified() -> None:
    assert is_verified(TRUE, EVIDENCE)
    assert not is_verified(TRUE.replace("1,250", "1,350"), EVIDENCE)


def test_evidence_of_one_word_and_a_claim_without_words_are_scored(scorer: SupportScores) -> None:
    assert scorer.scores("...", "Yes")["words in the evidence"] == 0.0
    assert scorer.scores(TRUE, "Yes")["verify"] == 0.0
