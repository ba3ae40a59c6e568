"""The command `fit`: what it refuses at once, and real fits of a few questions."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.answering.judging.selection import load_selector, tuned_weights
from assistant.feedback import FEEDBACK_FILE, Feedback, Place, digest_of, keep_feedback
from assistant.retrieval.reranking import CrossEncoder
from evals.__main__ import main
from evals.fitting import command_line
from ingest import Library
from ingest.onnx_models import RERANKER_FILES, network_bytes

QUESTIONS = (
    "Who found a comet with a telescope?",
    "Who found the comet?",
    "What was found with a telescope?",
    "Which comet was found?",
)


@pytest.fixture
def pretended_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command_line, "find_spec", lambda name: object())


def comet_sentence(library: Library) -> tuple[str, str]:
    """Give the id of the article on the comet and its first sentence."""
    articles = (library.article(listed.id) for listed in library.articles())
    article = next(article for article in articles if "telescope" in article.text)
    return article.id, article.text[: article.text.index(".") + 1]


@pytest.fixture
def feedback(invented_library_folder: Path, tmp_path: Path) -> Path:
    """A file in which one sentence is called a wrong answer to several questions."""
    with Library.open(invented_library_folder) as library:
        article_id, sentence = comet_sentence(library)
    chosen = Place(article_id, 0, len(sentence), digest_of(sentence), 4.0)
    moment = datetime(2024, 3, 8, tzinfo=UTC)
    for question in QUESTIONS:
        said = Feedback(question, question, moment.date(), "answered", False, moment, (chosen,), ())
        keep_feedback(tmp_path, said)
    return tmp_path / FEEDBACK_FILE


@pytest.mark.parametrize(
    ("recipe", "tool"), [("selector", "torch"), ("selector", "onnx"), ("answerability", "sklearn")]
)
def test_a_missing_tool_is_told_with_how_to_install_it(
    recipe: str, tool: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, tool, None)
    assert main(["fit", recipe]) == 2
    told = capsys.readouterr().err
    assert tool in told
    assert "pip install -e '.[fit]' -c constraints.txt" in told


@pytest.mark.usefixtures("pretended_tools")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--output", "no/such/folder/own.npz"], "give --output another one"),
        (["--feedback", "none.jsonl"], "can't be read"),
        (["--start", "none.npz"], "can't be read"),
        (["--answer-sentences", "none.jsonl"], "can't be read as JSON Lines"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_work_is_told_before_anything_is_fitted(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["fit", "selector", *arguments]) in (2, 3)
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""


@pytest.mark.usefixtures("pretended_tools")
def test_feedback_on_another_library_is_refused(
    feedback: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Library.open(tmp_path / "empty", create=True).close()
    arguments = ["fit", "selector", "--feedback", str(feedback), "--library", str(tmp_path / "empty")]
    assert main([*arguments, "--output", str(tmp_path / "own.npz")]) == 2
    assert "articles of another library" in capsys.readouterr().err
    assert not (tmp_path / "own.npz").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("tools")
def test_sentences_that_readers_called_wrong_score_lower_after_a_fit(
    feedback: Path, invented_library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own.npz"
    arguments = ["--feedback", str(feedback), "--library", str(invented_library_folder), "--only-biases"]
    arguments += ["--epochs", "4"]
    assert main(["fit", "selector", *arguments, "--output", str(own), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["tuned_numbers"] == 60_289
    assert told["of_feedback"] == len(QUESTIONS)
    assert told["left_out"] == []
    assert own.stat().st_size < 300_000
    with Library.open(invented_library_folder) as library:
        _, sentence = comet_sentence(library)
    (before,), (after,) = (
        selector.scores(QUESTIONS[0], [sentence]) for selector in (load_selector(), load_selector(own=own))
    )
    assert after < before
    # From these weights on.
    again = tmp_path / "again.npz"
    assert main(["fit", "selector", *arguments, "--start", str(own), "--output", str(again)]) == 0
    assert load_selector(own=again).scores(QUESTIONS[0], [sentence])[0] < after


@pytest.mark.slow
@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("tuned", [False, True], ids=["as it comes", "shipped"])
def test_the_rebuilt_network_agrees_with_the_file(tuned: bool) -> None:
    import torch

    from evals.fitting.network import CrossEncoderNetwork, QuantisedFile
    from ingest.onnx_models import OnnxModel

    weights = tuned_weights() if tuned else None
    network = CrossEncoderNetwork(
        QuantisedFile(network_bytes(RERANKER_FILES), weights).float_weights()
    ).eval()
    texts = ["Ada Quill found a comet with a telescope.", "Gulls nest on the roof."]
    expected = CrossEncoder(tuned=weights).scores(QUESTIONS[0], texts)
    for text, score in zip(texts, expected, strict=True):
        (encoding,) = OnnxModel(RERANKER_FILES).encode([(QUESTIONS[0], text)])
        rows = (encoding.ids, encoding.attention_mask, encoding.type_ids)
        with torch.no_grad():
            (logit,) = network(*(torch.tensor([row]) for row in rows))
        assert float(logit) == pytest.approx(score, abs=0.5)
