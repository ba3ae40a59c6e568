"""RealTime QA, stale: the same questions, asked of only the articles from long before they could be answered.

The library holds the articles dated before October of the year before the questions. There the right answer,
general knowledge aside, is to refuse, and what counts is how often a wrong one is given. No window is set:
the old articles would all fall out of it, and a reader who sets none must be safe as well. The questions are
also asked of all articles, for the AUROC of the confidence of what this week's articles answer against what
only old ones touch. Files as in `evals.public.realtimeqa`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from evals.public import asking, realtimeqa
from evals.public.data import sample
from evals.public.findings import Call, Figure, Findings, Group, share
from evals.public.libraries import older_library
from evals.public.realtimeqa import ARTICLES_FILE, BEST, QUESTIONS_FILE, QuizQuestion, QuizRow

OCTOBER = 10


def run(call: Call) -> Findings:
    """Ask the questions of all articles and of the old ones. Raises SuiteError and LibraryError."""
    everything = realtimeqa.read_questions(call.data / QUESTIONS_FILE)
    before = first_day_too_new(everything)
    questions = sample(everything, call.sample, call.seed)

    def tick(_: QuizRow) -> None:
        call.tick(2 * len(questions))

    with realtimeqa.now_library(call) as assistant:
        now = realtimeqa.ask_questions(questions, assistant, days=call.days, asked=tick)
        models = asking.models_of(assistant)
    with older_library(call, ARTICLES_FILE, before) as assistant:
        old = realtimeqa.ask_questions(questions, assistant, days=0, stale=True, asked=tick)
        held = len(assistant.library.articles())
    unheld = [row for row in old if row.rank is None and not row.row.error]
    return Findings(
        groups=(
            Group("old articles only", figures(old, now)),
            Group(f"of these, no answer in the best {BEST[-1]} passages", figures(unheld, now)),
        ),
        rows=(
            *({**realtimeqa.plain_row(row), "articles": "all"} for row in now),
            *({**realtimeqa.plain_row(row), "articles": "old"} for row in old),
        ),
        models=models,
        notes=(
            f"The old articles are the {held} from before {before}.",
            *asking.confidence_note([row.row for row in (*now, *old)]),
        ),
    )


def first_day_too_new(questions: Sequence[QuizQuestion]) -> date:
    """Give 1 October of the year before the first question."""
    return date(min(question.asked_on for question in questions).year - 1, OCTOBER, 1)


def figures(old: Sequence[QuizRow], now: Sequence[QuizRow]) -> tuple[Figure, ...]:
    """Fold what was asked of old articles; `now` is what was asked of all of them.

    Only the questions that shortly earlier articles answer (by the weak label) stand against the old ones.
    """
    rows = [row.row for row in old]
    answerable = [row.row for row in now if row.question.answerable]
    return (
        share("answered wrongly", [row.outcome == "wrong" for row in rows]),
        share("answered right all the same", [row.outcome == "right" for row in rows]),
        asking.refused(rows),
        asking.confidence_area("AUROC of the confidence, now against old", answerable, rows),
        asking.passage_area("AUROC of the best passage's score alone", answerable, rows),
        share("errors", [bool(row.error) for row in rows]),
    )
