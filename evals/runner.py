"""A suite, asked: every case gives exactly one row, whatever happens to it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answers import Answer
from evals.metrics.answered_right import answered_right
from evals.metrics.cited_right import cited_answer, cited_right
from evals.metrics.refused_right import refused_right
from evals.records import OWN_ARTICLES, Answerer, Case, Result, Row, Suite, Verdict
from evals.suite import check_proofs


def run_suite(
    suite: Suite,
    assistant: Answerer,
    *,
    articles: str = OWN_ARTICLES,
    asked: Callable[[Row], None] | None = None,
) -> Result:
    """Ask the assistant every question of the suite and judge its answers.

    `articles` names other articles that the assistant answers from; the suite's proofs are then not looked
    for. `asked` is called with each row as it is made. Raises SuiteError where a proof is not in the suite's
    own articles; an error of the assistant is a row that is wrong.
    """
    own = articles == OWN_ARTICLES
    if own:
        check_proofs(suite, assistant.library)
    rows: list[Row] = []
    for case in suite.cases:
        row = _ask(case, assistant, own=own)
        rows.append(row)
        if asked:
            asked(row)
    return Result(suite, articles, tuple(rows))


def _ask(case: Case, assistant: Answerer, *, own: bool) -> Row:
    answer = None
    try:
        answer = assistant.ask(
            case.question, asked_on=case.asked_on, since=case.since, until=case.until, outlet=case.outlet
        )
        return Row(case, answer, _judge(case, answer, assistant, own=own))
    except Exception as error:  # noqa: BLE001 - a crash, of whatever kind, must count as wrong and must not end the run
        text = f"{type(error).__name__}: {error}"
        return Row(case, answer, tuple(Verdict(metric, False, text) for metric in case.metrics), text)


def _judge(case: Case, answer: Answer, assistant: Answerer, *, own: bool) -> tuple[Verdict, ...]:
    if case.unanswerable is not None:
        return (refused_right(case, answer),)
    judge_citations = cited_right if own else cited_answer
    return (answered_right(case, answer), judge_citations(case, answer, assistant.library))
