"""The command line, run on the real ingest and the real assistant."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.__main__ import main
from evals.records import Suite
from evals.reports.document import to_dict
from evals.runner import run_suite
from tests.evals.stand_ins import ARTICLES, Scripted, with_thresholds

pytestmark = pytest.mark.usefixtures("own_folder")


def test_a_run_prints_a_table_and_writes_both_files(
    suite_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", with_thresholds(suite_folder, 0), "--output", "out"]) == 0
    printed = capsys.readouterr().out
    assert "answered right" in printed
    assert "Passed" in printed
    saved = json.loads((tmp_path / "out" / "seaside.json").read_bytes())
    assert [row["error"] for row in saved["rows"]] == ["", "", ""]
    assert saved["models"] == ["extractive"]
    assert (tmp_path / "out" / "seaside.md").read_text(encoding="utf-8").startswith("## Suite seaside 3")
    assert not (tmp_path / "library").exists()


def test_a_run_below_the_thresholds_ends_with_1_and_says_by_how_much(
    suite_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = suite_folder / "questions.yaml"
    text = file.read_text(encoding="utf-8").replace('["1,250", "1250 crowns"]', '["9,999"]')
    file.write_text(text, encoding="utf-8")
    assert main(["run", with_thresholds(suite_folder, 1), "--json"]) == 1
    captured = capsys.readouterr()
    document = json.loads(captured.out)
    assert document["passed"] is False
    assert document["without_thresholds"] == []
    shortfall = document["suites"][0]["below"][0]
    assert shortfall["metric"] == "answered_right"
    assert shortfall["cases_missing"] >= 1


def test_the_questions_can_be_asked_of_other_articles(
    suite_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = tmp_path / "raw pages"
    raw.mkdir()
    for article in ARTICLES:
        (raw / f"page-{article.id}.txt").write_text(
            f"{article.header.title}\n\n{article.text}\n", encoding="utf-8"
        )
    folder = with_thresholds(suite_folder, 0)
    assert main(["run", folder, "--articles", str(raw), "--library", "kept", "--json"]) == 0
    saved = json.loads((tmp_path / "results" / "seaside-on-raw-pages.json").read_bytes())
    assert saved["articles"] == "raw pages"
    cited = [one["article_id"] for row in saved["rows"] for one in row["answer"]["citations"]]
    assert cited
    assert not set(cited) & {article.id for article in ARTICLES}
    assert (tmp_path / "kept").is_dir()


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "no-such-suite"],
        ["run", "corpus", "--articles", "nowhere"],
        ["run", "corpus", "development", "--library", "one"],
        ["compare", "absent.json", "absent.json"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_a_rotten_proof_ends_with_2(suite_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = suite_folder / "articles" / "harbour.md"
    page.write_text(page.read_text(encoding="utf-8").replace("1,250", "1,300"), encoding="utf-8")
    assert main(["run", str(suite_folder)]) == 2
    assert "questions.yaml, line 9: case 'cost'" in capsys.readouterr().err


def test_a_folder_without_articles_ends_with_2(
    suite_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for page in (suite_folder / "articles").iterdir():
        page.unlink()
    assert main(["run", str(suite_folder)]) == 2
    assert "None of the articles" in capsys.readouterr().err


def test_an_unusable_library_ends_with_3(suite_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, and no library", encoding="utf-8")
    assert main(["run", str(suite_folder), "--library", "taken"]) == 3


def test_a_library_of_another_corpus_ends_with_2(
    suite_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = with_thresholds(suite_folder, 0)
    assert main(["run", folder, "--library", "kept"]) == 0
    assert main(["run", folder, "--library", "kept"]) == 0
    other = tmp_path / "other.md"
    other.write_text(
        "---\nid: other\n---\n\n" + "The baker of Ulm sells rolls on Mondays. " * 9, encoding="utf-8"
    )
    capsys.readouterr()
    assert main(["run", folder, "--articles", str(other), "--library", "kept"]) == 2
    assert "holds 2 articles that are not of" in capsys.readouterr().err


def test_comparing_ends_with_1_where_a_metric_fell(
    suite: Suite, right_assistant: Scripted, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # With fewer cases a drop could be chance.
    cases = tuple(replace(suite.cases[0], id=f"cost-{n}") for n in range(8))
    suite = replace(suite, cases=cases)
    for name, assistant in (("right.json", right_assistant), ("silent.json", Scripted())):
        (tmp_path / name).write_text(json.dumps(to_dict(run_suite(suite, assistant))), encoding="utf-8")
    assert main(["compare", "silent.json", "right.json"]) == 0
    assert "better: cost-0" in capsys.readouterr().out
    assert main(["compare", "right.json", "silent.json", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["fell"] is True
    assert document["metrics"][0]["worse"] == [case.id for case in cases]
