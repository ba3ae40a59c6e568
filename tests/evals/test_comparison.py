from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evals.comparison import baseline_for, compare, lines, write_baseline
from evals.records import Case, Proof, Result, Suite
from evals.reports.document import to_dict
from evals.runner import run_suite
from evals.summary import shortfalls
from ingest.errors import CallError, SuiteError
from tests.evals.stand_ins import HARBOUR, Scripted, answered, citation

COST = "It cost 1,250 crowns."


def saved(folder: Path, name: str, result: Result, **changes: object) -> Path:
    file = folder / name
    file.write_text(json.dumps({**to_dict(result), **changes}), encoding="utf-8")
    return file


@pytest.fixture
def many(suite: Suite) -> Suite:
    """Eight questions of one kind: enough for a drop that is hardly chance."""
    proof = (Proof("harbour", COST, 1),)
    cases = tuple(
        Case(f"cost-{n}", f"Cost, {n}?", n, answers=(("1,250",),), proof=proof) for n in range(1, 9)
    )
    return replace(suite, thresholds={}, cases=cases)


@pytest.fixture
def run(many: Suite) -> Callable[..., Result]:
    """Runs `many` with so many of its questions answered right, and the others refused."""

    def run_with(right: int, suite: Suite = many, **options: object) -> Result:
        answer = answered(COST, citation(HARBOUR, COST))
        assistant = Scripted({case.question: answer for case in suite.cases[:right]})
        return run_suite(suite, assistant, **options)

    return run_with


def test_the_cases_that_turned_are_named(tmp_path: Path, suite: Suite, right_assistant: Scripted) -> None:
    new = saved(tmp_path, "new.json", run_suite(suite, right_assistant))
    del right_assistant.script["What did the harbour cost?"]
    old = saved(tmp_path, "old.json", run_suite(suite, right_assistant))
    better = compare(old, new)
    assert {name: (one.before, one.after, one.of) for name, one in better.metrics.items()} == {
        "answered_right": (1, 2, 2),
        "cited_right": (1, 2, 2),
        "refused_right": (1, 1, 1),
        "quoted_verbatim": (3, 3, 3),
    }
    assert better.metrics["answered_right"].better == ("cost",)
    assert better.metrics["answered_right"].worse == ()
    assert "  worse:  cost" in lines(compare(new, old))


def test_one_case_that_turned_can_be_chance(tmp_path: Path, run: Callable[..., Result]) -> None:
    found = compare(saved(tmp_path, "old.json", run(8)), saved(tmp_path, "new.json", run(7)))
    change = found.metrics["answered_right"]
    assert (change.worse, change.p, change.difference) == (("cost-8",), 1.0, -0.125)
    assert change.interval.low < 0 <= change.interval.high
    assert not found.fell
    assert any("can be chance" in line for line in lines(found))


def test_many_cases_that_turned_one_way_are_a_drop(tmp_path: Path, run: Callable[..., Result]) -> None:
    old, new = saved(tmp_path, "old.json", run(8)), saved(tmp_path, "new.json", run(0))
    assert compare(old, new).fell
    assert any("hardly chance" in line for line in lines(compare(old, new)))
    assert not compare(new, old).fell


def test_measures_are_compared_on_the_cases_that_both_runs_measured(
    tmp_path: Path, run: Callable[..., Result]
) -> None:
    found = compare(saved(tmp_path, "old.json", run(8)), saved(tmp_path, "new.json", run(3)))
    recall = found.measures["citation_recall"]
    assert (recall.of, recall.difference) == (3, 0.0)


@pytest.mark.parametrize(
    "change",
    [
        {"suite": "other"},
        {"version": "4"},
        {"questions_fingerprint": "0"},
        {"corpus_fingerprint": "0"},
        {"half": "test"},
        {"articles": "raw"},
    ],
    ids=str,
)
def test_unlike_things_are_not_compared(
    tmp_path: Path, suite: Suite, right_assistant: Scripted, change: dict[str, str]
) -> None:
    result = run_suite(suite, right_assistant)
    old, new = saved(tmp_path, "old.json", result), saved(tmp_path, "new.json", result, **change)
    with pytest.raises(SuiteError, match=next(iter(change))):
        compare(old, new)


def test_another_model_setting_and_code_may_be_compared_and_are_shown(
    tmp_path: Path, suite: Suite, right_assistant: Scripted
) -> None:
    result = run_suite(suite, right_assistant)
    changes = {"answer_model": "parrot", "settings": {"ASSISTANT_LLM": "parrot"}, "code_version": "9"}
    found = compare(saved(tmp_path, "old.json", result), saved(tmp_path, "new.json", result, **changes))
    assert set(found.changed) == set(changes)
    assert "answer model: stand-in -> parrot" in lines(found)


def test_results_of_other_cases_are_not_compared(
    tmp_path: Path, suite: Suite, right_assistant: Scripted
) -> None:
    result = run_suite(suite, right_assistant)
    old = saved(tmp_path, "old.json", result)
    new = saved(tmp_path, "new.json", replace(result, rows=result.rows[1:]))
    with pytest.raises(SuiteError, match="only one of them has cost"):
        compare(old, new)


@pytest.mark.parametrize(
    "content",
    [None, b"", b"[]", b"{}", b'{"format": 99}', b'{"format": 2, "suite": "a"}', b"\xff"],
)
def test_a_broken_results_file_is_refused(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "broken.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SuiteError, match=r"broken\.json"):
        compare(file, file)


def test_a_significant_drop_against_the_baseline_closes_the_gate(
    many: Suite, run: Callable[..., Result]
) -> None:
    assert baseline_for(many) is None
    write_baseline(run(8))
    baseline = baseline_for(many)
    assert baseline is not None
    drop = shortfalls(run(2, baseline=baseline))[0]
    assert (drop.metric, drop.against, drop.cases_missing) == ("answered_right", "baseline", 6)
    assert drop.cases == tuple(f"cost-{n}" for n in range(3, 9))
    assert drop.p == 0.03125
    assert shortfalls(run(3, baseline=baseline)) == []
    assert shortfalls(run(8, baseline=baseline)) == []


@pytest.mark.parametrize("change", [{"version": "4"}, {"fingerprint": "0"}], ids=str)
def test_a_baseline_of_other_questions_is_refused_before_any_is_asked(
    many: Suite, run: Callable[..., Result], change: dict[str, str]
) -> None:
    write_baseline(run(8))
    baseline = baseline_for(many)
    assistant = Scripted()
    with pytest.raises(SuiteError, match=r"baseline\.json does not fit .*evals baseline seaside"):
        run_suite(replace(many, **change), assistant, baseline=baseline)
    assert assistant.asked == []


def test_a_baseline_of_another_corpus_is_refused(many: Suite, run: Callable[..., Result]) -> None:
    write_baseline(run(8))
    assistant = Scripted()
    assistant.library.shelf["lighthouse"] = replace(HARBOUR, id="lighthouse", text="The lamp burns again.")
    with pytest.raises(SuiteError, match=r"corpus_fingerprint.*evals baseline seaside"):
        run_suite(many, assistant, baseline=baseline_for(many))


def test_a_baseline_is_only_held_against_what_it_is_of(many: Suite, run: Callable[..., Result]) -> None:
    write_baseline(run(8))
    assert baseline_for(many, articles="raw") is None
    assert baseline_for(many, half="development") is None


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format": 9}', b'{"format": 1, "identity": {}, "cases": {}}']
)
def test_a_broken_baseline_is_refused_with_what_to_do(many: Suite, content: bytes) -> None:
    many.questions.with_name("baseline.json").write_bytes(content)
    with pytest.raises(SuiteError, match=r"baseline\.json .*python -m evals baseline"):
        baseline_for(many)


def test_a_baseline_that_lacks_a_case_is_refused(many: Suite, run: Callable[..., Result]) -> None:
    file = write_baseline(run(8))
    document = json.loads(file.read_text(encoding="utf-8"))
    del document["cases"]["cost-3"]
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SuiteError, match="does not hold the suite's questions"):
        baseline_for(many)


def test_a_run_with_a_crash_or_of_other_articles_is_no_baseline(
    many: Suite, run: Callable[..., Result]
) -> None:
    crashed = run_suite(many, Scripted({"Cost, 1?": RuntimeError("gone")}))
    with pytest.raises(SuiteError, match="cost-1"):
        write_baseline(crashed)
    with pytest.raises(SuiteError, match="own articles"):
        write_baseline(run(8, articles="raw"))
    missing = replace(run(8), suite=replace(many, questions=Path("nowhere/questions.yaml")))
    with pytest.raises(CallError, match="can't be written"):
        write_baseline(missing)


def test_the_baseline_has_a_line_for_each_case(run: Callable[..., Result]) -> None:
    text = write_baseline(run(1)).read_text(encoding="utf-8")
    assert '  "cost-1": {"answered_right": 1, "cited_right": 1, "quoted_verbatim": 1},\n' in text
    assert json.loads(text)["cases"]["cost-2"]["answered_right"] == 0
