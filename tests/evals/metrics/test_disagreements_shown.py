"""Disagreements shown."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers import Disagreement, Side
from evals.metrics.disagreements_shown import disagreements_shown
from evals.records import Suite
from tests.evals.stand_ins import answered, refused


def test_both_sides_in_the_text_are_shown(suite: Suite) -> None:
    case = replace(suite.cases[0], answers=(("12",), ("17", "seventeen")))
    assert disagreements_shown(case, answered("The one says 12 and the other seventeen.")) == 1.0


def test_a_side_that_is_told_beside_the_text_is_shown(suite: Suite) -> None:
    case = replace(suite.cases[0], answers=(("12",), ("17",)))
    sides = (Side("Herald: 12 dead", (1,)), Side("Courier: 17 dead", (2,)))
    answer = replace(answered("There were 12."), disagreements=(Disagreement("the dead", sides),))
    assert disagreements_shown(case, answer) == 1.0


def test_one_side_alone_does_not_show_the_disagreement(suite: Suite) -> None:
    case = replace(suite.cases[0], answers=(("12",), ("17",)))
    assert disagreements_shown(case, answered("There were 12. [17]")) == 0.0
    assert disagreements_shown(case, refused()) == 0.0
