from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.comparison import compare, lines
from evals.records import Result, Suite
from evals.report import to_dict
from evals.runner import run_suite
from ingest.errors import SuiteError
from tests.evals.stand_ins import Scripted, answered


def saved(folder: Path, name: str, result: Result, **changes: object) -> Path:
    file = folder / name
    file.write_text(json.dumps({**to_dict(result), **changes}), encoding="utf-8")
    return file


def test_the_cases_that_turned_are_named(tmp_path: Path, suite: Suite, right_assistant: Scripted) -> None:
    new = saved(tmp_path, "new.json", run_suite(suite, right_assistant))
    del right_assistant.script["What did the harbour cost?"]
    old = saved(tmp_path, "old.json", run_suite(suite, right_assistant))
    better = compare(old, new)
    assert [(one.metric, one.before, one.after, one.of) for one in better] == [
        ("answered_right", 1, 2, 2),
        ("cited_right", 1, 2, 2),
        ("refused_right", 1, 1, 1),
    ]
    assert better[0].better == ("cost",)
    assert not any(one.fell or one.worse for one in better)
    worse = compare(new, old)
    assert [one.fell for one in worse] == [True, True, False]
    assert "  worse:  cost" in lines(worse)


def test_a_case_may_turn_for_the_worse_while_the_metric_stands(
    tmp_path: Path, suite: Suite, right_assistant: Scripted
) -> None:
    wrong = answered("Nothing.")
    right = dict(right_assistant.script)
    right_assistant.script = {**right, "What did the harbour cost?": wrong}
    old = saved(tmp_path, "old.json", run_suite(suite, right_assistant))
    right_assistant.script = {**right, "Who opened the harbour, and when?": wrong}
    turned = compare(old, saved(tmp_path, "new.json", run_suite(suite, right_assistant)))[0]
    assert (turned.better, turned.worse, turned.fell) == (("cost",), ("who-opened",), False)


@pytest.mark.parametrize(
    "change", [{"suite": "other"}, {"version": "4"}, {"fingerprint": "0"}, {"articles": "raw"}], ids=str
)
def test_unlike_things_are_not_compared(
    tmp_path: Path, suite: Suite, right_assistant: Scripted, change: dict[str, str]
) -> None:
    result = run_suite(suite, right_assistant)
    old, new = saved(tmp_path, "old.json", result), saved(tmp_path, "new.json", result, **change)
    with pytest.raises(SuiteError, match=next(iter(change))):
        compare(old, new)


def test_results_of_other_cases_are_not_compared(
    tmp_path: Path, suite: Suite, right_assistant: Scripted
) -> None:
    result = run_suite(suite, right_assistant)
    old = saved(tmp_path, "old.json", result)
    new = saved(tmp_path, "new.json", replace(result, rows=result.rows[1:]))
    with pytest.raises(SuiteError, match="only one of them has cost"):
        compare(old, new)


@pytest.mark.parametrize(
    "content", [None, b"", b"[]", b"{}", b'{"format": 99}', b'{"format": 1, "suite": "a"}', b"\xff"]
)
def test_a_broken_results_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "broken.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SuiteError, match=r"broken\.json"):
        compare(file, file)
