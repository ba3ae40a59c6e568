from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from evals.records import Judging, Opinion, Result, Suite
from evals.reports.document import to_dict
from evals.reports.gate import NO_THRESHOLDS
from evals.reports.plots import FATES, fate
from evals.reports.terminal import terminal
from evals.reports.wording import chance, failure_figures
from evals.runner import run_suite
from evals.summary import summarise
from tests.evals.stand_ins import Scripted


def figures(shown: str) -> dict[str, list[str]]:
    """The cells of the table of figures, by the name in their row."""
    rows = [re.split(r"\s{2,}", line) for line in shown.split("\n\n")[1].splitlines()[1:]]
    return {name: cells for name, *cells in rows}


def test_the_figures_have_intervals_and_the_gate_a_word_for_each_threshold(wrong: Result) -> None:
    shown = terminal(wrong)
    assert shown.startswith("Suite seaside 3: 3 cases, stand-in\n")
    rows = figures(shown)
    assert rows["answered right"] == ["1", "2", "0.500", "0.00 to 1.00", "1.000", "below"]
    assert rows["cited right"] == ["1", "2", "0.500", "0.00 to 1.00", "0.500", "ok"]
    assert rows["precision when answering"] == ["1", "3", "0.333", "0.00 to 1.00"]
    assert rows["coverage"][:3] == ["3", "3", "1.000"]
    assert rows["citation recall"][:2] == ["2", "0.500"]


def test_each_wrong_case_is_shown_with_what_was_expected_and_why_it_fell(wrong: Result) -> None:
    shown = terminal(wrong)
    assert "Wrong (2 of 3):" in shown
    assert "      expected: 1,250 / 1250 crowns\n      got: Keeper Bo Lund blamed the damp. [1]\n" in shown
    assert "answered right: no. The answer does not say: 1,250 / 1250 crowns." in shown
    assert "      expected: a refusal: the articles do not say (absent)\n      got: Nineteen." in shown
    assert "refused right is 0.000, 1.000 under 1.000 (1 more to be right)" in shown


def test_a_passed_run_says_so(suite: Suite, right_assistant: Scripted) -> None:
    shown = terminal(run_suite(suite, right_assistant))
    assert shown.endswith("Passed: no metric is below its threshold.")
    assert "Wrong" not in shown


def test_a_suite_without_thresholds_shows_figures_and_no_gate(
    suite: Suite, right_assistant: Scripted
) -> None:
    result = run_suite(replace(suite, thresholds={}), right_assistant)
    shown = terminal(result)
    assert "no thresholds" in shown
    assert "Passed" not in shown
    assert "refused right" in shown
    assert to_dict(result)["passed"] is True
    assert to_dict(result)["gate"] == [NO_THRESHOLDS]


def test_a_drop_names_the_metric_by_how_much_and_the_cases_that_got_worse(fallen: Result) -> None:
    *_, worse, gate = terminal(fallen).split("\n\n")
    assert worse.startswith(
        "Worse than the baseline:\n  cost-3: Cost, 3? (answered right: It refused a question"
    )
    assert len(worse.splitlines()) == 7
    assert "answered right 8 -> 2 of 8, 0 better, 6 worse; p = 0.031, hardly chance." in gate
    assert "Fell against the baseline: answered right is 0.250, 0.750 under 1.000" in gate


def test_without_a_baseline_nothing_is_said_of_one(wrong: Result) -> None:
    assert "baseline" not in terminal(wrong)


def test_what_was_not_measured_and_what_was_taken_over_is_said(wrong: Result) -> None:
    shown = terminal(replace(wrong, notes=("Retrieval was not measured.",), resumed=2))
    assert "\n\nRetrieval was not measured.\n\n" in shown
    assert "2 of 3 cases were taken over from an interrupted run." in shown


def test_the_judge_has_a_table_and_no_say(wrong: Result) -> None:
    opinions = {"cost": (Opinion("correctness", "unreadable", None, "Hm."),)}
    judged = replace(wrong, judging=Judging("wise", opinions))
    assert "correctness" in terminal(judged)
    assert "unreadable" in terminal(judged)
    assert to_dict(judged)["judge"]["counts"]["correctness"]["unreadable"] == 1
    assert to_dict(judged)["below"] == to_dict(wrong)["below"]


def test_half_a_character_does_not_break_a_report(with_answer: Callable[[str], Result]) -> None:
    assert "\\ud83d" in terminal(with_answer("Nineteen \ud83d.")).encode("utf-8").decode("utf-8")


@pytest.mark.parametrize(
    ("p", "said"), [(0.0, "p < 0.001"), (0.0009, "p < 0.001"), (0.001, "p = 0.001"), (0.5, "p = 0.500")]
)
def test_a_chance_is_never_told_as_nought(p: float, said: str) -> None:
    assert chance(p) == said


def test_table_and_chart_have_a_name_each_for_what_each_of_them_counts(wrong: Result) -> None:
    rows = {name: (right, of) for name, right, of, *_ in failure_figures(summarise(wrong))}
    assert rows["wrong though answerable"] == ("1", "2")
    assert Counter(FATES[fate(row)] for row in wrong.rows)["answered wrongly"] == 2
    assert not set(FATES.values()) & (set(rows) - {"refused though answerable"})
