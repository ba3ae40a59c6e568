"""The commands `run`, `baseline` and `new`, on the real ingest and the real assistant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree, html

from evals import running
from evals.__main__ import main
from evals.records import Judging, Opinion, Result
from evals.suite import gate_suites
from ingest import ingest
from tests.evals.stand_ins import with_thresholds
from tests.evals.test_drafting import FERRY

pytestmark = pytest.mark.usefixtures("own_folder")


def test_every_form_is_written_and_one_file_of_all_suites_where_it_is_asked_for(
    suite_folder: Path, tmp_path: Path
) -> None:
    folder = with_thresholds(suite_folder, 0)
    call = ["run", folder, "--output", "out", "--junit", "ci/evals.xml", "--html", "ci/evals.html"]
    assert main(call) == 0
    written = {file.name for file in (tmp_path / "out").iterdir()}
    assert written == {"seaside.json", "seaside.md", "seaside.html", "seaside.junit.xml"}
    root = etree.parse(tmp_path / "ci" / "evals.xml").getroot()
    assert len(list(root.iter("testcase"))) == 3
    assert html.parse(tmp_path / "ci" / "evals.html").findtext(".//h1") == "seaside"


def test_a_half_can_be_asked_for(suite_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = suite_folder / "questions.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "  question: How old", "  half: development\n  question: How old"
    )
    text = text.replace("  question: W", "  half: test\n  question: W")
    file.write_text(text, encoding="utf-8")
    (suite_folder / "suite.yaml").write_text(
        "name: seaside\nversion: 3\narticles: articles\nthresholds: {}\n", encoding="utf-8"
    )
    for half, cases in (("development", 1), ("test", 2), ("all", 3)):
        assert main(["run", str(suite_folder), "--half", half, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["suites"][0]["cases"] == cases


def test_a_stored_baseline_is_held_against_the_next_run(
    suite_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_thresholds(suite_folder, 0)
    assert main(["baseline", folder, "--json"]) == 0
    stored = json.loads(capsys.readouterr().out)["baselines"][0]
    assert Path(stored["file"]).name == "baseline.json"
    assert main(["run", folder]) == 0
    assert "Against the baseline: no case turned." in capsys.readouterr().out
    (suite_folder / "suite.yaml").write_text(
        (suite_folder / "suite.yaml").read_text(encoding="utf-8").replace("version: 3", "version: 4"),
        encoding="utf-8",
    )
    assert main(["run", folder]) == 2
    assert "python -m evals baseline seaside" in capsys.readouterr().err


def test_without_a_name_every_suite_with_thresholds_is_run(
    suite_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("evals.suite.SUITES", suite_folder.parent)
    with_thresholds(suite_folder, 0)
    ungated = suite_folder.parent / "ungated"
    ungated.mkdir()
    (ungated / "suite.yaml").write_text(
        "name: ungated\nversion: 1\narticles: ../seaside/articles\nthresholds: {}\n", encoding="utf-8"
    )
    (ungated / "questions.yaml").write_text(
        (suite_folder / "questions.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert [suite.name for suite in gate_suites()] == ["seaside"]
    assert main(["run", "--json"]) == 0
    assert [one["suite"] for one in json.loads(capsys.readouterr().out)["suites"]] == ["seaside"]


def test_a_gate_that_asks_nothing_is_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("evals.suite.SUITES", tmp_path / "nowhere")
    assert main(["run"]) == 2
    assert "has thresholds" in capsys.readouterr().err


def test_two_suites_of_one_name_are_refused_before_one_overwrites_the_other(
    suite_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(suite_folder), str(suite_folder)]) == 2
    assert "Two suites are called seaside" in capsys.readouterr().err


def test_the_shipped_suites_with_thresholds_can_be_read() -> None:
    assert "corpus" in [suite.name for suite in gate_suites()]


@pytest.mark.parametrize("option", ["--judge", "--judge-model=wise"])
def test_a_judge_that_is_not_there_ends_the_run_before_it_begins(
    suite_folder: Path, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(suite_folder), option]) == 2
    assert "OPENAI_BASE_URL" in capsys.readouterr().err


def test_the_judges_opinions_are_written_and_do_not_change_the_exit_code(
    suite_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disapprove(result: Result, _llm: object, *, asked: object) -> Judging:
        # The reports are there before the judge is asked: the run must outlive its interruption.
        assert json.loads((tmp_path / "results" / "seaside.json").read_bytes())["judge"] is None
        opinion = Opinion("faithfulness", "not passed", None, "No.")
        return Judging("wise", {row.case.id: (opinion,) for row in result.rows})

    monkeypatch.setattr(running, "judge", disapprove)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("ASSISTANT_LLM", "none")
    assert main(["run", with_thresholds(suite_folder, 0), "--judge-model", "wise"]) == 0
    judge = json.loads((tmp_path / "results" / "seaside.json").read_bytes())["judge"]
    assert judge == {
        "model": "wise",
        "counts": {
            "correctness": {"passed": 0, "not passed": 0, "unreadable": 0, "failed": 0},
            "faithfulness": {"passed": 0, "not passed": 3, "unreadable": 0, "failed": 0},
        },
    }


def test_a_suite_can_be_drafted_and_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ferry.txt").write_text(f"Ferry stopped\n\n{FERRY}\n", encoding="utf-8")
    ingest([tmp_path / "ferry.txt"], library="kept")
    assert main(["new", "drafts/mine", "--library", "kept", "--json", "--count", "9"]) == 0
    assert json.loads(capsys.readouterr().out)["questions"] == [f"draft-00{n}" for n in range(1, 5)]
    assert main(["new", "drafts/mine", "--library", "kept"]) == 2
    assert main(["run", "drafts/mine"]) == 0
    assert main(["new", "drafts/other", "--library", "nowhere"]) == 3


def test_a_place_that_can_not_be_written_ends_with_2(suite_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["run", with_thresholds(suite_folder, 0), "--junit", "file/x.xml"]) == 2
