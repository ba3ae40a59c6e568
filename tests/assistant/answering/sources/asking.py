"""Questions, and what sentences give for them."""

from __future__ import annotations

from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.values import differ

DEAD = "How many people were killed in the blast?"
POPULATION = "What is the population of Halm?"
BUILT = "When was the bridge built?"
DESIGNED = "Who designed the library of Halm?"
SPORT = "What sport is Odd Brekke associated with?"


def given(question: str, sentence: str) -> str:
    """Give the words of a sentence that are its value for a question, "" where it gives none."""
    asked = asked_of(question)
    value = value_in(sentence, asked) if asked else None
    return sentence[value.start : value.end] if value else ""


def values_differ(question: str, one: str, other: str, *, as_update: bool = False) -> bool:
    """Tell whether two sentences give different values for a question."""
    asked = asked_of(question)
    assert asked is not None
    left, right = value_in(one, asked), value_in(other, asked)
    return bool(left and right and differ(left, right, as_update=as_update))
