"""CLAPnq: questions with one passage each, half of which do not hold the answer. What should be refused?

Source: Rosenthal et al., "CLAPnq: Cohesive Long-form Answers from Passages in Natural Questions for RAG
systems" (TACL 2025). The folder holds `questions.jsonl`, one question a line: `id`, `question`, `answerable`,
`answers` (the annotators' own words, in one list) and one entry in `articles` with `id`, `title`, `text` and
`selected_sentences`, those that the annotators took the answer from. Of an unanswerable question the lists
are empty. It is made of `annotated_data/dev/*.jsonl` of primeqa/clapnq on GitHub: `input` is the question,
`passages` the articles, `output` the answers and the selected sentences.

The first half of each kind, in the order of the file, is there to tune on; the second is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answers import Answer
from evals.metrics.answering import precision_when_answering, refusal_precision, refusal_recall
from evals.metrics.citation_quality import holds_words
from evals.public import asking
from evals.public.article_sets import QUESTIONS_FILE, SetArticle, articles_of, ask_of_sets, case_of
from evals.public.data import facts_of, first_half, flag_of, read_lines, text_of
from evals.public.findings import Call, Figure, Findings, Group, median_seconds, of_share, share
from evals.records import Answerer, Row

FILES = (QUESTIONS_FILE,)


@dataclass(frozen=True, slots=True)
class PassageQuestion:
    """A question with its passage.

    `answering` holds the sentences of the passage that answer it, and the annotators' answers, which join
    them; it is empty if the question is unanswerable.
    """

    id: str
    question: str
    answerable: bool
    articles: tuple[SetArticle, ...]
    answering: tuple[str, ...]


def run(call: Call) -> Findings:
    """Ask each question of its own passage. Raises SuiteError and LibraryError."""
    questions = read_questions(call.data / QUESTIONS_FILE)
    tuning = tuning_half(questions)
    rows, models, notes = ask_of_sets(call, questions, ask)
    return Findings(
        groups=(
            Group("second half (reported)", figures([row for row in rows if row.case.id not in tuning])),
            Group("first half (to tune on)", figures([row for row in rows if row.case.id in tuning])),
        ),
        rows=tuple(
            {**asking.plain_row(row), "half": "first" if row.case.id in tuning else "second"} for row in rows
        ),
        models=models,
        notes=(*notes, *asking.confidence_note(rows)),
    )


def read_questions(file: Path) -> list[PassageQuestion]:
    """Read the questions. Raises SuiteError with file and line on one that is not in the form above."""
    return read_lines(file, _question, "CLAPnq")


def tuning_half(questions: Sequence[PassageQuestion]) -> frozenset[str]:
    """Give the ids of the questions that may be tuned on. `questions` must be all of the file."""
    return frozenset(one.id for one in first_half(questions, kind=lambda one: one.answerable))


def ask(question: PassageQuestion, assistant: Answerer) -> Row:
    """Ask a question of its own passage.

    An answer is right where one of its sentences is, or is a part of, a selected sentence or an annotator's
    answer: that holds every figure and four of five of its words. What the words mean is not judged.
    """
    case = case_of(question.id, question.question, unanswerable=None if question.answerable else "absent")

    def is_right(answer: Answer) -> bool:
        return any(
            holds_words(answering, sentence.text)
            for sentence in answer.sentences
            for answering in question.answering
        )

    return asking.ask(case, assistant, is_right)


def figures(rows: Sequence[Row]) -> tuple[Figure, ...]:
    """Fold the rows of one half."""
    answerable = [row for row in rows if row.case.unanswerable is None]
    unanswerable = [row for row in rows if row.case.unanswerable is not None]
    return (
        asking.confidence_area("AUROC of the confidence", answerable, unanswerable),
        asking.passage_area("AUROC of the best passage's score alone", answerable, unanswerable),
        share("answerable: answered right", [row.outcome == "right" for row in answerable]),
        asking.refused(answerable, "answerable: refused"),
        of_share("unanswerable: refused (refusal recall)", refusal_recall(rows)),
        of_share("refusal precision", refusal_precision(rows)),
        of_share("right when answering", precision_when_answering(rows)),
        share("errors", [bool(row.error) for row in rows]),
        *median_seconds([row.answer.seconds for row in rows if row.answer]),
    )


def _question(data: dict[str, Any]) -> PassageQuestion:
    answerable = flag_of(data, "answerable")
    selected = [str(sentence) for article in data["articles"] for sentence in article["selected_sentences"]]
    answers = [wording for wordings in facts_of(data) for wording in wordings] if data["answers"] else []
    if answerable != bool(selected or answers):
        raise ValueError("an answerable question has answers or 'selected_sentences', another has none")
    return PassageQuestion(
        id=text_of(data, "id"),
        question=text_of(data, "question"),
        answerable=answerable,
        articles=articles_of(data),
        answering=(*selected, *answers),
    )
