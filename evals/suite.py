"""A suite read from its folder: strictly, so that no misspelt field and no quote that rots goes unseen."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import cast, get_args

from evals.metrics.cited_right import places
from evals.normalise import normalise
from evals.records import METRICS, ArticleSource, Case, Metric, Proof, Suite, Unanswerable
from evals.yaml_fields import Value, read_yaml
from ingest.errors import SuiteError, UnknownArticleError

SUITES = Path(__file__).parent / "suites"
SUITE_FILE = "suite.yaml"
QUESTIONS_FILE = "questions.yaml"
_FILTERS = ("asked_on", "since", "until", "outlet")


def find_suite(name: str) -> Path:
    """Give the folder of a suite, which is named as in `evals/suites` or by its path. Raises SuiteError."""
    for folder in (SUITES / name, Path(name)):
        if (folder / SUITE_FILE).is_file():
            return folder
    known = ", ".join(sorted(file.parent.name for file in SUITES.glob(f"*/{SUITE_FILE}"))) or "none"
    raise SuiteError(
        f"There is no suite '{name}'; name one of these ({known}) or a folder that holds {SUITE_FILE} and "
        f"{QUESTIONS_FILE}."
    )


def load_suite(folder: Path) -> Suite:
    """Read the suite in `folder`.

    Raises SuiteError, with file and line, on anything that is unknown, missing, twice there or of the wrong
    type, and where only some of the metrics have a threshold: a gate with a hole is none, but a suite may do
    without one.
    """
    document, _ = read_yaml(folder / SUITE_FILE, "the suite")
    fields = document.fields(required=("name", "version", "articles", "thresholds"))
    questions, content = read_yaml(folder / QUESTIONS_FILE, "the list of questions")
    cases = _cases(questions)
    articles = folder / fields["articles"].text()
    if not articles.exists():
        fields["articles"].fail(f"there is nothing at {articles}; give the path from the suite's folder.")
    return Suite(
        name=fields["name"].text(),
        version=fields["version"].label(),
        questions=folder / QUESTIONS_FILE,
        articles=articles,
        fingerprint=hashlib.sha256(content).hexdigest(),
        thresholds=_thresholds(fields["thresholds"], cases),
        cases=cases,
    )


def check_proofs(suite: Suite, library: ArticleSource) -> None:
    """Raise SuiteError, with case and line, where an article does not hold a proving quote."""
    for case in suite.cases:
        for proof in case.proof:
            where = f"{suite.questions}, line {proof.line}: case '{case.id}'"
            try:
                text = library.article(proof.article).text
            except UnknownArticleError as error:
                raise SuiteError(
                    f"{where} is proved by the article '{proof.article}', which {suite.articles} does not "
                    f"hold; correct the id or add the article."
                ) from error
            if not places(proof.quote, text):
                raise SuiteError(
                    f"{where} quotes “{proof.quote}”, which the article '{proof.article}' does not hold; "
                    f"quote its cleaned text word for word."
                )


def _thresholds(value: Value, cases: tuple[Case, ...]) -> dict[Metric, float]:
    if not value.fields(required=(), optional=METRICS):
        return {}
    judged = tuple(metric for metric in METRICS if any(metric in case.metrics for case in cases))
    fields = value.fields(required=judged, optional=METRICS)
    for metric in METRICS:
        if metric in fields and metric not in judged:
            fields[metric].fail(
                f"no question is judged by '{metric}'; leave its threshold out or add questions."
            )
    return {metric: fields[metric].share() for metric in judged}


def _cases(document: Value) -> tuple[Case, ...]:
    cases: list[Case] = []
    lines: dict[str, int] = {}
    for item in document.items():
        case = _case(item)
        if case.id in lines:
            item.fail(
                f"the id '{case.id}' is taken by the question on line {lines[case.id]}; choose another."
            )
        lines[case.id] = case.line
        cases.append(case)
    return tuple(cases)


def _case(item: Value) -> Case:
    fields = item.fields(
        required=("id", "question"), optional=(*_FILTERS, "answers", "proof", "unanswerable", "tags")
    )
    case = Case(
        id=fields["id"].text(),
        question=fields["question"].text(),
        line=item.line,
        asked_on=fields["asked_on"].day() if "asked_on" in fields else None,
        since=fields["since"].day() if "since" in fields else None,
        until=fields["until"].day() if "until" in fields else None,
        outlet=fields["outlet"].text() if "outlet" in fields else None,
        answers=_answers(fields["answers"]) if "answers" in fields else (),
        proof=tuple(_proof(one) for one in fields["proof"].items()) if "proof" in fields else (),
        unanswerable=_unanswerable(fields["unanswerable"]) if "unanswerable" in fields else None,
        tags=tuple(tag.text() for tag in fields["tags"].items(empty=True)) if "tags" in fields else (),
    )
    _check_case(item, case)
    return case


def _check_case(item: Value, case: Case) -> None:
    if case.unanswerable is None and not case.answers:
        item.fail(f"case '{case.id}' has neither 'answers' nor 'unanswerable'; give one of them.")
    if case.unanswerable is not None and (case.answers or case.proof):
        item.fail(
            f"case '{case.id}' is unanswerable and yet has answers or proof; keep the one or the other."
        )
    if case.answers and not case.proof:
        item.fail(f"case '{case.id}' has no 'proof'; quote the article that answers it.")
    if case.since and case.until and case.since > case.until:
        item.fail(f"case '{case.id}' has a 'since' that comes after its 'until'; swap them.")


def _answers(value: Value) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_wording(wording) for wording in fact.items()) for fact in value.items())


def _wording(value: Value) -> str:
    wording = value.text()
    if not normalise(wording):
        value.fail(f"{value.name} holds no word or number that could be found in an answer; write one.")
    return wording


def _proof(value: Value) -> Proof:
    fields = value.fields(required=("article", "quote"))
    return Proof(article=fields["article"].text(), quote=fields["quote"].text(), line=fields["quote"].line)


def _unanswerable(value: Value) -> Unanswerable:
    reasons = get_args(Unanswerable)
    reason = value.text()
    if reason not in reasons:
        value.fail(f"'unanswerable' is '{reason}'; it is one of {', '.join(reasons)}.")
    return cast(Unanswerable, reason)
