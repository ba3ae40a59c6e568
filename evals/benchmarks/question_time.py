"""How much of a question's time is the models'.

    python -m evals.benchmarks.question_time --data DIR --library DIR

Each question is asked, and at once afterwards the very model calls that it made (the same texts through the same
models) are made again with nothing around them. The ratio of the two is what search, bookkeeping and writing cost.
One question more is asked first and not counted, so that everything is loaded.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeVar

from assistant.answering.judging.answerability import load_answerability
from assistant.answering.judging.judge import Judge
from assistant.answering.judging.selection import load_selector
from assistant.answers import Answer
from assistant.assistant import Assistant
from assistant.retrieval.reranking import CrossEncoder
from assistant.retrieval.retriever import Retriever
from evals.public import realtimeqa
from evals.public.data import sample
from ingest.command_line import Parser, carry_out, run
from ingest.embedding import BundledEmbedding, Vectors
from ingest.library.library import Library

T = TypeVar("T")


class RecordingEmbedding(BundledEmbedding):
    """The bundled embedding, which remembers the question that it was asked last."""

    last = ""

    def embed_question(self, text: str) -> Vectors:
        """Embed as ever."""
        self.last = text
        return super().embed_question(text)


class RecordingCrossEncoder(CrossEncoder):
    """Another cross-encoder, whose calls since they were last forgotten are remembered."""

    def __init__(self, model: CrossEncoder) -> None:
        # The given model does the work, so the base is not set up: its weights would be loaded for nothing.
        self.model = model
        self.calls: list[tuple[str, list[str]]] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Score as ever."""
        self.calls.append((question, list(texts)))
        return self.model.scores(question, texts)


@dataclass(frozen=True, slots=True)
class Timing:
    """One question: the answer with its stages' seconds, and the seconds of its model calls alone."""

    answer: Answer
    asked: float
    models: float


def main(arguments: list[str] | None = None) -> int:
    """Measure and print the medians as JSON."""
    parser = Parser(prog="python -m evals.benchmarks.question_time", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of RealTime QA files")
    parser.add_argument(
        "--library", type=Path, required=True, metavar="DIR", help="library that holds its articles"
    )
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--days", type=int, default=realtimeqa.DAYS, help="length of the window; 0: none")
    parser.set_defaults(command=_measure)
    return carry_out(parser, arguments)


def _measure(options: argparse.Namespace) -> int:
    questions = realtimeqa.read_questions(options.data / realtimeqa.QUESTIONS_FILE)
    sampled = sample(questions, options.sample + 1, 0)
    timings = _timings([(item.question, item.asked_on) for item in sampled], options.library, options.days)
    sys.stdout.write(json.dumps(_figures(timings), indent=2) + "\n")
    return 0


def _timings(questions: Sequence[tuple[str, date]], folder: Path, days: int) -> list[Timing]:
    embedding, reranker = RecordingEmbedding(), RecordingCrossEncoder(CrossEncoder())
    selector = RecordingCrossEncoder(load_selector())
    with Library.open(folder) as library:
        judge = Judge(selector, load_answerability(), articles=library)
        assistant = Assistant(library, Retriever(library, embedding, reranker), judge)
        (question, day), *timed = questions
        assistant.ask(question, asked_on=day)
        timings: list[Timing] = []
        for question, day in timed:
            reranker.calls.clear()
            selector.calls.clear()
            since = day - timedelta(days=days) if days else None
            answer, asked = _timed(partial(assistant.ask, question, asked_on=day, since=since))
            _, models = _timed(lambda: _models_alone(embedding, [reranker, selector]))
            timings.append(Timing(answer, asked, models))
    return timings


def _models_alone(embedding: RecordingEmbedding, models: Sequence[RecordingCrossEncoder]) -> None:
    embedding.embed_question(embedding.last)
    for recording in models:
        for question, texts in recording.calls:
            recording.model.scores(question, texts)


def _timed(call: Callable[[], T]) -> tuple[T, float]:
    started = time.perf_counter()
    return call(), time.perf_counter() - started


def _figures(timings: Sequence[Timing]) -> dict[str, float]:
    seconds = [timing.answer.seconds for timing in timings]
    return {
        "questions": len(timings),
        "search": round(median(item.search for item in seconds), 4),
        "rerank": round(median(item.rerank for item in seconds), 4),
        "write": round(median(item.write for item in seconds), 4),
        "total": round(median(timing.asked for timing in timings), 4),
        "models_alone": round(median(timing.models for timing in timings), 4),
        "total_by_models_alone": round(median(timing.asked / timing.models for timing in timings), 3),
        "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    run(main)
