"""The same questions in other wordings."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

from evals.__main__ import main
from evals.suite import load_suite
from evals.wordings import WORDINGS, key_words, mistyped, reworded


def test_a_mistyped_question_differs_in_one_word_and_is_the_same_in_every_run() -> None:
    question = "Who opened the harbour of Vessby?"
    wrong = mistyped(question, Random(1))
    assert wrong == mistyped(question, Random(1))
    differing = [
        (one, other) for one, other in zip(question.split(), wrong.split(), strict=True) if one != other
    ]
    assert len(differing) == 1
    assert differing[0][0] in ("opened", "harbour")


def test_only_a_name_is_mistyped_where_a_name_is_to_be() -> None:
    wrong = mistyped("Who opened the harbour of Vessby today", Random(1), names=True)
    assert wrong != "Who opened the harbour of Vessby today"
    assert wrong.startswith("Who opened the harbour of V")


def test_key_words_keep_the_question_word() -> None:
    assert key_words("When did the lock of Vessby open?") == "When lock Vessby open"


def test_follow_ups_are_left_out_because_they_hang_on_other_questions(suite_folder: Path) -> None:
    file = suite_folder / "questions.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "  question: How old", '  turns: ["Who is it?"]\n  question: How old'
    )
    file.write_text(text, encoding="utf-8")
    suite = load_suite(suite_folder)
    assert len(reworded(suite, WORDINGS["capitals"], "all").cases) == len(suite.cases) - 1


def test_every_wording_is_asked_and_told(suite_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wordings", str(suite_folder), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert list(document["groups"]) == list(WORDINGS)
    assert len(document["rows"]) == 3 * len(WORDINGS)
    shouted = [row["question"] for row in document["rows"] if row["wording"] == "capitals"]
    assert all(question.isupper() for question in shouted)
