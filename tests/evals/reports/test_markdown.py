from __future__ import annotations

from collections.abc import Callable

from evals.records import Result
from evals.reports.markdown import markdown


def test_the_gate_stands_on_top_and_the_wrong_cases_are_folded_away(wrong: Result) -> None:
    shown = markdown(wrong)
    assert shown.startswith(
        "## Suite seaside 3: 3 cases, stand-in: failed\n\n- Below the threshold: answered right"
    )
    assert "| answered right | 1 | 2 | 0.500 | 0.00 to 1.00 | 1.000 | below |" in shown
    folded = shown[shown.index("<details><summary>Wrong: 2 of 3</summary>") :]
    assert "- got: Keeper Bo Lund blamed the damp. \\[1\\]" in folded


def test_what_got_worse_stands_before_the_figures(fallen: Result) -> None:
    shown = markdown(fallen)
    assert shown.index("### Worse than the baseline") < shown.index("| answered right |")


def test_nothing_of_an_answer_becomes_markup(with_answer: Callable[[str], Result]) -> None:
    shown = markdown(with_answer("<img src=x> ![a](http://x) | [b](c)\n# d `e` @mayor"))
    assert "<img" not in shown
    assert "](" not in shown.replace("\\](", "")
    assert "\n# d" not in shown
    assert r"\|" in shown
    assert "@mayor" not in shown


def test_half_a_character_does_not_break_it(with_answer: Callable[[str], Result]) -> None:
    assert markdown(with_answer("Nineteen \ud83d.")).encode("utf-8")
