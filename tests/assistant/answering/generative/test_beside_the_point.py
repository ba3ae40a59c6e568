"""What a model tells, held against what the articles would tell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.answering.claims import Claim, Inquiry
from assistant.answering.generative.beside_the_point import is_beside_the_point
from assistant.answering.judging.judge import Judgement
from assistant.deadline import Deadline

OVEN = "Edda Morn of Kelm spent 85,000 crowns on an oven that bakes rye bread for the whole island."
BREAD = "The bakery was praised for its rye bread and its quiet terrace above the harbour."


def answers_by(key: str, _: str, texts: Sequence[str]) -> list[float]:
    """A cross-encoder to which only texts with `key` answer, or with "" all do."""
    return [9.0 if key in text else 0.0 for text in texts]


def beside(question: str, key: str, quoted: str, *shown: str) -> bool:
    inquiry = Inquiry(
        question,
        Judgement(()),
        date(2022, 1, 30),
        Deadline(5),
        lambda asked, texts: answers_by(key, asked, texts),
    )
    return is_beside_the_point(inquiry, shown, [Claim(quoted, (), "quoted")] if quoted else [])


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (("It cost 85,000 crowns.",), False),
        (("Edda Morn lives in Kelm.", "It cost 85,000 crowns."), False),
        (("Edda Morn of Kelm bakes rye bread for the whole island in an oven.",), True),
    ],
)
def test_a_sentence_must_hold_the_key_that_is_certain(shown: Sequence[str], expected: bool) -> None:
    assert beside("How much did Edda Morn spend?", "85,000", OVEN, *shown) is expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (("The bakery was praised for rye bread and a terrace.", "The harbour is quiet."), False),
        (("The bakery stands above the harbour.",), True),
    ],
)
def test_without_a_key_half_of_what_would_be_quoted_must_be_told(
    shown: Sequence[str], expected: bool
) -> None:
    assert beside("What do people say about the bakery?", "", BREAD, *shown) is expected


def test_where_nothing_can_be_quoted_nothing_is_lacking() -> None:
    assert not beside("How much did Edda Morn spend?", "", "", "Anything.")
