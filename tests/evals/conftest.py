"""A small suite on the stand-in articles, as a folder that tests may break."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.records import Suite
from evals.suite import load_suite
from tests.evals.stand_ins import ARTICLES, HARBOUR, Scripted, answered, citation

SUITE = """\
name: seaside
version: 3
articles: articles
thresholds:
  answered_right: 1.0
  cited_right: 0.5
  refused_right: 1.0
"""
QUESTIONS = """\
# Invented.
- id: cost
  question: What did the harbour cost?
  asked_on: 2021-05-05
  answers:
    - ["1,250", "1250 crowns"]
  proof:
    - article: harbour
      quote: "It cost 1,250
        crowns."
  tags: [number, money]
- id: who-opened
  question: Who opened the harbour, and when?
  since: 2021-05-01
  until: 2021-05-06
  outlet: Tern Post
  answers:
    - ["Ada Quill", "Quill"]
    - ["Sunday", "4 May"]
  proof:
    - article: harbour
      quote: Mayor Ada Quill opened the harbour on Sunday.
- id: keeper-age
  question: How old is the keeper?
  unanswerable: absent
  tags: [number]
"""


@pytest.fixture
def suite_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "seaside"
    (folder / "articles").mkdir(parents=True)
    for article in ARTICLES:
        header = article.header
        front = (
            f"id: {article.id}\ntitle: {header.title}\noutlet: {header.outlet}\npublished: {header.published}"
        )
        page = f"---\n{front}\n---\n\n{article.text}\n"
        (folder / "articles" / f"{article.id}.md").write_text(page, encoding="utf-8")
    (folder / "suite.yaml").write_text(SUITE, encoding="utf-8")
    (folder / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    return folder


@pytest.fixture
def suite(suite_folder: Path) -> Suite:
    return load_suite(suite_folder)


@pytest.fixture
def right_assistant() -> Scripted:
    """Answers and cites every question of the suite rightly."""
    return Scripted(
        script={
            "What did the harbour cost?": answered(
                "It cost 1,250 crowns.", citation(HARBOUR, HARBOUR.text.split("\n\n")[0])
            ),
            "Who opened the harbour, and when?": answered(
                "Mayor Ada Quill opened the harbour on Sunday.",
                citation(HARBOUR, "Mayor Ada Quill opened the harbour on Sunday."),
            ),
        }
    )


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder of the test's own: what is written without an option must not land in the project."""
    monkeypatch.chdir(tmp_path)
