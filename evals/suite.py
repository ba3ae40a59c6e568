"""A suite read from its folder: strictly, so that no misspelt field and no quote that rots goes unseen."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from pathlib import Path, PurePath
from typing import get_args

from evals.metrics.spans import places
from evals.normalise import normalise
from evals.records import THRESHOLD_METRICS, ArticleSource, Case, Half, Metric, Proof, Suite, Unanswerable
from evals.yaml_fields import Value, read_yaml
from ingest.errors import SuiteError, UnknownArticleError

SUITES = Path(__file__).parent / "suites"
SUITE_FILE = "suite.yaml"
QUESTIONS_FILE = "questions.yaml"
_HALVES: tuple[Half, ...] = get_args(Half)
_REASONS: tuple[Unanswerable, ...] = get_args(Unanswerable)
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


def gate_suites() -> list[Suite]:
    """Read every suite of `evals/suites` that has thresholds, in the order of their names.

    Raises SuiteError on a broken one, and where there are none: a gate that asks nothing would always be open.
    """
    folders = sorted(file.parent for file in SUITES.glob(f"*/{SUITE_FILE}"))
    gated = [suite for suite in map(load_suite, folders) if suite.thresholds]
    if not gated:
        raise SuiteError(f"No suite in {SUITES} has thresholds; name the suites that are to be run.")
    return gated


def load_suite(folder: Path) -> Suite:
    """Read the suite in `folder`.

    Raises SuiteError, with file and line, on anything that is unknown, missing, twice there or of the wrong
    type, where only some of the cases have a half, and where only some of the metrics have a threshold: a gate
    with a hole is none, but a suite may do without one. Whether the articles hold the proofs, `check_proofs` says.
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


def check_proofs(suite: Suite, library: ArticleSource) -> Suite:
    """Give the suite with every proof's article named by its id in the library, all cases of both halves.

    Raises SuiteError, with case and line, where a proof names no article or one of several, and where its
    article does not hold the quote.
    """
    named = _ids_by_name(library)
    cases = tuple(
        replace(case, proof=tuple(_checked(suite, case, proof, library, named) for proof in case.proof))
        for case in suite.cases
    )
    return replace(suite, cases=cases)


def _checked(
    suite: Suite, case: Case, proof: Proof, library: ArticleSource, named: dict[str, list[str]]
) -> Proof:
    where = f"{suite.questions}, line {proof.line}: case '{case.id}'"
    article = _article_id(proof.article, library, named, where, suite.articles)
    if not places(proof.quote, library.article(article).text):
        raise SuiteError(
            f"{where} quotes “{proof.quote}”, which the article '{proof.article}' does not hold; "
            f"quote its cleaned text word for word."
        )
    return replace(proof, article=article)


def _article_id(
    name: str, library: ArticleSource, named: dict[str, list[str]], where: str, articles: Path
) -> str:
    try:
        return library.article(name).id
    except UnknownArticleError as error:
        found = named.get(name, [])
        if not found:
            raise SuiteError(
                f"{where} is proved by the article '{name}', which {articles} does not hold; "
                f"correct the name or add the article."
            ) from error
        if len(found) > 1:
            raise SuiteError(
                f"{where} is proved by the article '{name}', but {len(found)} articles come from a file of "
                f"that name; name the one that is meant by its id ({', '.join(sorted(found)[:3])})."
            ) from error
    return found[0]


def _ids_by_name(library: ArticleSource) -> dict[str, list[str]]:
    """Articles by the name of their file without suffix: HTML pages and many texts have no id of their own."""
    named: dict[str, list[str]] = defaultdict(list)
    for listed in library.articles():
        file = PurePath(listed.source)
        named[PurePath(file.stem).stem if file.suffix == ".gz" else file.stem].append(listed.id)
    return named


def _thresholds(value: Value, cases: tuple[Case, ...]) -> dict[Metric, float]:
    if not value.fields(required=(), optional=THRESHOLD_METRICS):
        return {}
    gated = [case for case in cases if case.half != "development"]
    judged = tuple(metric for metric in THRESHOLD_METRICS if any(metric in case.metrics for case in gated))
    fields = value.fields(required=judged, optional=THRESHOLD_METRICS)
    for metric in THRESHOLD_METRICS:
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
    _check_halves(document, cases)
    return tuple(cases)


def _check_halves(document: Value, cases: list[Case]) -> None:
    """All cases or none: one without would be asked with neither half, and nobody would see it."""
    if not any(case.half for case in cases):
        return
    for item, case in zip(document.items(), cases, strict=True):
        if case.half is None:
            item.fail(f"case '{case.id}' has no 'half', but others have; say development or test.")


def _case(item: Value) -> Case:
    fields = item.fields(
        required=("id", "question"),
        optional=("half", "turns", *_FILTERS, "answers", "proof", "unanswerable", "tags"),
    )
    case = Case(
        id=fields["id"].text(),
        question=fields["question"].text(),
        line=item.line,
        half=fields["half"].choice(_HALVES) if "half" in fields else None,
        turns=tuple(turn.text() for turn in fields["turns"].items()) if "turns" in fields else (),
        asked_on=fields["asked_on"].day() if "asked_on" in fields else None,
        since=fields["since"].day() if "since" in fields else None,
        until=fields["until"].day() if "until" in fields else None,
        outlet=fields["outlet"].text() if "outlet" in fields else None,
        answers=_answers(fields["answers"]) if "answers" in fields else (),
        proof=tuple(_proof(one) for one in fields["proof"].items()) if "proof" in fields else (),
        unanswerable=fields["unanswerable"].choice(_REASONS) if "unanswerable" in fields else None,
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
