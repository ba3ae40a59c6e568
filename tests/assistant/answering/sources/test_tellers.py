"""Who tells what a sentence holds."""

from __future__ import annotations

import pytest

from assistant.answering.sources.tellers import are_told_by_different, tellers

POLICE = "Police counted 3,000 people."


@pytest.mark.parametrize(
    "other",
    [
        "The organisers spoke of 10,000 people.",
        "The union put the number at 10,000.",
        "According to the mayor, 10,000 people came.",
        "10,000 people came, Red Action said.",
    ],
)
def test_two_speakers(other: str) -> None:
    assert are_told_by_different(POLICE, other)


@pytest.mark.parametrize("other", ["Later police said 3,500 people came.", "In all 10,000 people came."])
def test_one_speaker_or_none(other: str) -> None:
    assert not are_told_by_different(POLICE, other)


def test_a_pronoun_names_nobody() -> None:
    assert tellers("They put the number at 10,000.") == frozenset()


def test_a_clause_may_lend_its_verb_from_the_one_before() -> None:
    assert are_told_by_different("Police put it at 300", "the organisers at 900", shortened=True)
