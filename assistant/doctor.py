"""What is configured, and whether each part of it answers: `python -m assistant doctor`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.deadline import Deadline
from ingest.advice import command_on
from ingest.embedding import EmbeddingModel, embedding_from_settings
from ingest.errors import AssistantError, LibraryError
from ingest.library.library import Library
from ingest.settings import Endpoint, Settings

SECONDS = 20.0
"""How long the language model may take to say one word."""
OPENAI = "api.openai.com"


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: what is configured, whether it answers, in how many seconds, and what to do where it doesn't.

    `works` is None for a part that is not configured and not needed. A key is only ever said to be set or not.
    """

    part: str
    configured: str
    works: bool | None
    seconds: float = 0.0
    problem: str = ""


def examine(library: Path) -> list[Finding]:
    """Try the library, the embedding model and the language model that are configured. Every error is a finding."""
    try:
        settings = Settings.from_environment()
    except AssistantError as error:
        return [Finding("settings", "the environment", False, problem=str(error))]
    return [_library(library), _embedding(settings, library), _language_model(settings)]


def to_dict(findings: list[Finding]) -> dict[str, Any]:
    """Give the findings as plain JSON values, by part."""
    return {finding.part: {**asdict(finding)} for finding in findings}


def in_words(finding: Finding) -> str:
    """Give a finding as a line, with what to do in a second one where something is wrong."""
    state = {True: "answers", False: "does NOT answer", None: "not used"}[finding.works]
    took = f" ({finding.seconds:.1f} s)" if finding.works else ""
    line = f"{finding.part}: {finding.configured}: {state}{took}"
    return f"{line}\n    {finding.problem}" if finding.problem else line


def _library(folder: Path) -> Finding:
    def opened() -> str:
        with Library.open(folder, repair=False) as library:
            empty = f"It holds no articles yet; add some: {command_on(folder, 'add FOLDER')}"
            return "" if len(library) else empty

    return _tried("library", str(folder), opened)


def _embedding(settings: Settings, folder: Path) -> Finding:
    def embedded() -> str:
        model = embedding_from_settings(settings)
        model.embed_question("Does it answer?")
        return _fits(model, folder)

    name = settings.embedding
    at = f" at {_described(settings.endpoint)}" if name.startswith("openai:") else ""
    return _tried("embedding", f"{name}{at}", embedded)


def _fits(model: EmbeddingModel, folder: Path) -> str:
    try:
        library = Library.open(folder, repair=False)
    except LibraryError:  # said of the library already
        return ""
    with library:
        library.check_embedding(model.name)
    return ""


def _language_model(settings: Settings) -> Finding:
    endpoint, model = settings.endpoint, settings.language_model
    if endpoint is None or model is None:
        why = "ASSISTANT_LLM is none" if endpoint else "no key and no base URL are set"
        return Finding("language model", f"none, answers are quoted ({why})", None)

    def said() -> str:
        from llama_index.core.llms import ChatMessage

        from assistant.answering.generative.language_model import language_model
        from assistant.answering.generative.model_calls import ModelCalls, Tally

        calls = ModelCalls(language_model(endpoint, model, settings.context))
        word = [ChatMessage(role="user", content="Say the word yes.")]
        deadline = Deadline(min(SECONDS, settings.deadline))
        # One piece is enough to know that it answers; closing the stream ends the reply.
        stream = calls.stream(word, deadline, Tally())
        next(stream)
        stream.close()
        return ""

    return _tried("language model", f"{model} at {_described(endpoint)}", said)


def _tried(part: str, configured: str, attempt: Callable[[], str]) -> Finding:
    started = time.perf_counter()
    try:
        advice = attempt()
    except AssistantError as error:
        return Finding(part, configured, False, time.perf_counter() - started, str(error))
    return Finding(part, configured, True, time.perf_counter() - started, advice)


def _described(endpoint: Endpoint | None) -> str:
    if endpoint is None:
        return "no endpoint"
    # Of an address only the host: names and passwords may stand in the rest.
    host = urlsplit(endpoint.base_url).hostname if endpoint.base_url else OPENAI
    port = urlsplit(endpoint.base_url).port if endpoint.base_url else None
    place = f"{host}:{port}" if port else str(host)
    return f"{place}, key {'set' if endpoint.api_key else 'not set'}"
