from __future__ import annotations

import json
from dataclasses import replace

from evals.records import Suite
from evals.report import markdown, terminal, to_dict
from evals.runner import run_suite
from tests.evals.stand_ins import Scripted, answered


def test_the_terminal_shows_figures_wrong_cases_and_the_shortfall(
    suite: Suite, right_assistant: Scripted
) -> None:
    right_assistant.script["How old is the keeper?"] = answered("Nineteen.")
    shown = terminal(run_suite(suite, right_assistant))
    assert "Suite seaside 3: 3 cases, stand-in" in shown
    figures = {
        line.split("  ")[0]: line.split()[2:]
        for line in shown.splitlines()
        if line.startswith(("answered right", "refused right"))
    }
    assert figures == {
        "answered right": ["2", "2", "1.000", "1.000", "ok"],
        "refused right": ["0", "1", "0.000", "1.000", "below"],
    }
    assert "Wrong (1 of 3):" in shown
    assert "got: Nineteen." in shown
    assert "refused right is 0.000, 1.000 under 1.000 (1 more to be right)" in shown


def test_a_passed_run_says_so(suite: Suite, right_assistant: Scripted) -> None:
    shown = terminal(run_suite(suite, right_assistant))
    assert "Passed" in shown
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


def test_the_document_is_json_and_has_a_row_for_every_case(suite: Suite, right_assistant: Scripted) -> None:
    right_assistant.script["What did the harbour cost?"] = RuntimeError("gone")
    document = json.loads(json.dumps(to_dict(run_suite(suite, right_assistant))))
    assert [row["id"] for row in document["rows"]] == ["cost", "who-opened", "keeper-age"]
    assert document["rows"][0]["error"] == "RuntimeError: gone"
    assert document["rows"][0]["verdicts"]["cited_right"]["right"] is False
    assert document["rows"][1]["answer"]["citations"][0]["article_id"] == "harbour"
    share = document["shares"]["answered_right"]
    assert (share["right"], share["of"], share["share"]) == (1, 2, 0.5)
    assert share["interval"]["low"] < 0.5 < share["interval"]["high"]
    assert document["passed"] is False
    assert document["below"][0]["metric"] == "answered_right"
    assert document["seconds"]["total"]["median"] == 0.6


def test_half_a_character_does_not_break_a_report(suite: Suite, right_assistant: Scripted) -> None:
    right_assistant.script["How old is the keeper?"] = answered("Nineteen \ud83d.")
    result = run_suite(suite, right_assistant)
    assert "\\ud83d" in terminal(result).encode("utf-8").decode("utf-8")
    assert markdown(result).encode("utf-8")


def test_markdown_lets_nothing_of_an_answer_become_markup(suite: Suite, right_assistant: Scripted) -> None:
    right_assistant.script["How old is the keeper?"] = answered(
        "<img src=x> ![a](http://x) | [b](c)\n# d `e`"
    )
    shown = markdown(run_suite(suite, right_assistant))
    assert "<img" not in shown
    assert "](" not in shown.replace("\\](", "")
    assert "\n# d" not in shown
    assert r"\|" in shown
