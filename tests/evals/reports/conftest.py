"""Results that reports are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.comparison import baseline_for, write_baseline
from evals.records import Result, Suite
from evals.runner import run_suite
from tests.evals.stand_ins import LIGHTHOUSE, Scripted, answered, citation


@pytest.fixture
def wrong(suite: Suite, right_assistant: Scripted) -> Result:
    """One question is answered with the wrong article's words, one rightly, and one that should be refused."""
    lamp = "Keeper Bo Lund blamed the damp."
    right_assistant.script["What did the harbour cost?"] = answered(lamp, citation(LIGHTHOUSE, lamp))
    right_assistant.script["How old is the keeper?"] = answered("Nineteen.")
    return run_suite(suite, right_assistant)


@pytest.fixture
def fallen(suite: Suite, right_assistant: Scripted) -> Result:
    """All eight questions were right in the baseline, and two of them are now."""
    case = suite.cases[0]
    cases = tuple(replace(case, id=f"cost-{n}", question=f"Cost, {n}?") for n in range(1, 9))
    suite = replace(suite, thresholds={}, cases=cases)
    answer = right_assistant.script["What did the harbour cost?"]
    write_baseline(run_suite(suite, Scripted({one.question: answer for one in cases})))
    few = Scripted({one.question: answer for one in cases[:2]})
    return run_suite(suite, few, baseline=baseline_for(suite))


@pytest.fixture
def with_answer(suite: Suite, right_assistant: Scripted) -> Callable[[str], Result]:
    """Gives the result of a run in which one answer has the words of the test."""

    def run(text: str) -> Result:
        right_assistant.script["How old is the keeper?"] = answered(text)
        return run_suite(suite, right_assistant)

    return run
