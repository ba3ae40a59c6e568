from __future__ import annotations

import json

from evals.records import Result, Suite
from evals.reports.document import to_dict
from evals.runner import run_suite
from tests.evals.stand_ins import Scripted


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


def test_the_document_says_how_cases_turned_since_the_baseline(fallen: Result) -> None:
    change = to_dict(fallen)["against_baseline"]["answered_right"]
    assert (change["before"], change["after"], change["fell"]) == (8, 2, True)
    assert change["worse"] == tuple(f"cost-{n}" for n in range(3, 9))
