"""A language model's opinion of the answers, beside the metrics: advisory, and never part of the gate.

The evaluators are LlamaIndex's; their replies are read here, strictly: LlamaIndex takes every reply that holds
"yes" somewhere for a pass and every other one for a verdict, and breaks on a score without a reason.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from evals.normalise import without_marks
from evals.records import Case, Judge, JudgeVerdict, Judging, Opinion, Result, Row
from ingest.errors import LanguageModelError, LanguageModelSettingsError, SettingsError
from ingest.openai_endpoint import endpoint_faults
from ingest.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.evaluation import EvaluationResult
    from llama_index.core.llms import LLM

PASSING_SCORE = 4.0
"""Of correctness, on the scale from 1 to 5."""
FAILURES_IN_A_ROW = 3
"""After so many the judge is taken to be down: each failure may last a minute and a half."""
LONGEST_WHY = 600
"""Characters that are kept of what a judge says."""
VERDICTS: tuple[JudgeVerdict, ...] = ("passed", "not passed", "unreadable", "failed")

_SCORE = re.compile(r"\W*(?:score\W*)?([1-5](?:\.\d+)?)\s*(?:/\s*5(?:\.0)?)?\W*$", re.I)
_YES_OR_NO = re.compile(r"\W*(?:answer\W*)?(yes|no)\b", re.I)


def judge_model(model: str | None = None) -> LLM:
    """Give the language model that judges: `model`, else the one that the environment names.

    Raises SettingsError where no endpoint is set, or no model.
    """
    from assistant.answering.generative.language_model import language_model

    settings = Settings.from_environment()
    name = model or settings.language_model
    if settings.endpoint is None or name is None:
        raise SettingsError(
            "A judge is a language model, and none is set; set OPENAI_API_KEY or OPENAI_BASE_URL, and name the "
            "model with --judge-model or ASSISTANT_LLM, or leave --judge out."
        )
    return language_model(settings.endpoint, name)


def judged_rows(result: Result) -> tuple[Row, ...]:
    """Give the rows that a judge is asked about: those that were answered."""
    return tuple(
        row for row in result.rows if not row.error and row.answer and row.answer.outcome == "answered"
    )


def judge(result: Result, llm: LLM, *, asked: Callable[[Row], None] | None = None) -> Judging:
    """Ask a language model about every answer; `asked` is called with each row that is done.

    Correctness is asked of answerable cases, with the accepted wordings for reference; faithfulness of all
    answers, with the cited passages. A reply that is no verdict is "unreadable". Where the model can't be
    asked the verdict is "failed", and after three failures in a row, or a refused key, it is asked no more.
    """
    name = llm.metadata.model_name
    # In one event loop: the client keeps its connections, and they don't outlive the loop they were made in.
    return Judging(name, asyncio.run(_opinions(judged_rows(result), llm, asked or (lambda _: None))))


def judge_counts(judging: Judging) -> dict[Judge, dict[JudgeVerdict, int]]:
    """Count what each judge said, by verdict."""
    counts: dict[Judge, dict[JudgeVerdict, int]] = {
        "correctness": dict.fromkeys(VERDICTS, 0),
        "faithfulness": dict.fromkeys(VERDICTS, 0),
    }
    for opinions in judging.opinions.values():
        for opinion in opinions:
            counts[opinion.judge][opinion.verdict] += 1
    return counts


def read_score(reply: str) -> float | None:
    """Give the score from 1 to 5 on the first line of a reply, None where there is none."""
    found = _SCORE.match(reply.strip().split("\n", 1)[0])
    return float(found[1]) if found and float(found[1]) <= 5 else None


def read_yes_or_no(reply: str) -> bool | None:
    """Give whether a reply begins with yes or with no, None where it begins with neither."""
    found = _YES_OR_NO.match(reply)
    return found[1].lower() == "yes" if found else None


async def _opinions(
    rows: Sequence[Row], llm: LLM, asked: Callable[[Row], None]
) -> Mapping[str, tuple[Opinion, ...]]:
    examiner = _Examiner(llm)
    opinions: dict[str, tuple[Opinion, ...]] = {}
    for row in rows:
        opinions[row.case.id] = await examiner.opinions(row)
        asked(row)
    return opinions


class _Examiner:
    """Asks for one opinion after the other, until the model is given up."""

    def __init__(self, llm: LLM) -> None:
        from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator

        self._correctness = CorrectnessEvaluator(llm=llm, parser_function=lambda reply: (None, reply))
        self._faithfulness = FaithfulnessEvaluator(llm=llm)
        self._failures = 0
        self._given_up = ""

    async def opinions(self, row: Row) -> tuple[Opinion, ...]:
        faithfulness = await self._opinion("faithfulness", row)
        if row.case.unanswerable:
            return (faithfulness,)
        return (await self._opinion("correctness", row), faithfulness)

    async def _opinion(self, judge: Judge, row: Row) -> Opinion:
        if self._given_up:
            return Opinion(judge, "failed", None, f"Not asked: {self._given_up}")
        try:
            with endpoint_faults():
                reply = (await self._asked(judge, row)).feedback or ""
        except LanguageModelError as error:
            self._failures += 1
            if self._failures >= FAILURES_IN_A_ROW or isinstance(error, LanguageModelSettingsError):
                self._given_up = str(error)
            return Opinion(judge, "failed", None, str(error))
        self._failures = 0
        return _read(judge, reply)

    async def _asked(self, judge: Judge, row: Row) -> EvaluationResult:
        assert row.answer  # noqa: S101 - what `judged_rows` promises
        answer = without_marks(row.answer.text)
        if judge == "correctness":
            return await self._correctness.aevaluate(
                query=row.case.question, response=answer, reference=_reference(row.case)
            )
        # In one piece: LlamaIndex would else ask once for each.
        passages = "\n\n".join(citation.quote for citation in row.answer.citations)
        return await self._faithfulness.aevaluate(
            query=row.case.question, response=answer, contexts=[passages]
        )


def _reference(case: Case) -> str:
    return "; ".join(" or ".join(wordings) for wordings in case.answers)


def _read(judge: Judge, reply: str) -> Opinion:
    why = reply.strip()[:LONGEST_WHY]
    if judge == "correctness":
        score = read_score(reply)
        passed = None if score is None else score >= PASSING_SCORE
    else:
        score = None
        passed = read_yes_or_no(reply)
    if passed is None:
        return Opinion(judge, "unreadable", None, why or "The reply was empty.")
    return Opinion(judge, "passed" if passed else "not passed", score, why)
