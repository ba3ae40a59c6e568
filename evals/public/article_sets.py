"""Questions that each come with a small set of articles of their own, and one library of all these sets.

A line of `questions.jsonl` holds `id`, `question`, `answers` (one list of wordings a fact) and `articles`:
objects with at least `id`, `title` and `text`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from assistant import Assistant
from evals.public import asking
from evals.public.data import sample, text_of
from evals.public.findings import Call
from evals.public.libraries import not_held, sets_library
from evals.records import Case, Unanswerable

QUESTIONS_FILE = "questions.jsonl"
DAY = date(2024, 1, 1)
"""The data has no dates. All articles are of this day and all questions are asked on it, so that a question
that says "today" is not refused for the date, and a run is the same on every day."""


@dataclass(frozen=True, slots=True)
class SetArticle:
    """An article of a question's set."""

    id: str
    title: str
    text: str


class SetQuestion(Protocol):
    """A question that comes with its own articles."""

    @property
    def id(self) -> str:
        """What tells it from the others."""

    @property
    def articles(self) -> tuple[SetArticle, ...]:
        """Its articles."""


Q = TypeVar("Q", bound=SetQuestion)
R = TypeVar("R")


def ask_of_sets(
    call: Call, questions: Sequence[Q], ask: Callable[[Q, Assistant], R]
) -> tuple[list[R], dict[str, str], tuple[str, ...]]:
    """Ask a sample of the questions, each of its own articles: give the rows, the models and the notes.

    Raises SuiteError and LibraryError.
    """
    asked = sample(questions, call.sample, call.seed)
    rows: list[R] = []
    with library_of_sets(call, [(one.id, one.articles) for one in questions]) as assistant:
        for one in asked:
            rows.append(ask(one, assistant))
            call.tick(len(asked))
        notes = not_held(assistant, sum(len(one.articles) for one in questions))
        return rows, asking.models_of(assistant), notes


def articles_of(data: dict[str, Any]) -> tuple[SetArticle, ...]:
    """Read the articles of a line. Raises KeyError, TypeError or ValueError."""
    articles = tuple(
        SetArticle(text_of(article, "id"), str(article["title"]), text_of(article, "text"))
        for article in data["articles"]
    )
    if not articles:
        raise ValueError("'articles' is empty")
    return articles


def library_of_sets(
    call: Call, sets: Sequence[tuple[str, Sequence[SetArticle]]]
) -> AbstractContextManager[Assistant]:
    """Give an assistant on one library of the sets, each a question's id with its articles.

    Raises CallError, SuiteError and LibraryError.
    """
    return sets_library(call, _records(sets))


def case_of(
    question_id: str,
    question: str,
    answers: tuple[tuple[str, ...], ...] = (),
    unanswerable: Unanswerable | None = None,
) -> Case:
    """Give the case that asks a question of its own articles alone."""
    return Case(
        id=question_id,
        question=question,
        line=0,
        asked_on=DAY,
        outlet=question_id,
        answers=answers,
        unanswerable=unanswerable,
    )


def _records(sets: Sequence[tuple[str, Sequence[SetArticle]]]) -> Iterator[dict[str, str]]:
    for question_id, articles in sets:
        for number, article in enumerate(articles):
            yield {
                # The data's own ids need not differ between the sets.
                "id": f"{question_id}-{number}",
                "title": article.title,
                "outlet": question_id,
                "published": DAY.isoformat(),
                "text": article.text,
            }
