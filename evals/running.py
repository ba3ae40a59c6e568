"""The commands `run` and `baseline`: suites are asked one after the other, and their reports written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

from evals.comparison import baseline_for, write_baseline
from evals.judging import judge, judge_model, judged_rows
from evals.libraries import filled_library
from evals.records import OWN_ARTICLES, Asked, Result, Row, Suite
from evals.reports.document import to_dict
from evals.reports.files import make_folder, result_name, write_reports, write_together
from evals.reports.terminal import terminal
from evals.runner import run_suite
from evals.suite import find_suite, gate_suites, load_suite
from evals.summary import shortfalls
from ingest.command_line import DONE, DONE_IN_PART, put, put_json, say
from ingest.errors import CallError, SuiteError


def run(options: argparse.Namespace) -> int:
    """Ask the suites, write and print their reports, and give 1 where the gate is closed."""
    suites = _suites(options)
    if options.articles and not options.articles.exists():
        raise SuiteError(
            f"There is nothing at {options.articles}; give --articles a file or folder of articles."
        )
    if options.judge or options.judge_model:
        judge_model(options.judge_model)  # a judge that is not there must not be found out after minutes
    results = [_ask(suite, options, half=options.half) for suite in suites]
    write_together(results, page=options.html, junit_file=options.junit)
    passed = not any(shortfalls(result) for result in results)
    if options.json:
        ungated = [result.identity.suite for result in results if not result.thresholds]
        documents = [to_dict(result) for result in results]
        put_json({"passed": passed, "without_thresholds": ungated, "suites": documents})
    else:
        put("\n\n".join(terminal(result) for result in results))
    return DONE if passed else DONE_IN_PART


def baseline(options: argparse.Namespace) -> int:
    """Ask what the gate asks of each suite, and store the verdicts as the suite's baseline."""
    results = [_ask(suite, options, half=None, held=False) for suite in _suites(options)]
    files = [write_baseline(result) for result in results]
    if options.json:
        stored = zip(results, files, strict=True)
        put_json({"baselines": [{"file": file, **to_dict(result)} for result, file in stored]})
        return DONE
    for result, file in zip(results, files, strict=True):
        put(f"{terminal(result)}\n\nStored as the baseline: {file}")
    return DONE


def _suites(options: argparse.Namespace) -> Sequence[Suite]:
    """Read all suites before the first is run: a broken one must not be found out after minutes."""
    suites = [load_suite(find_suite(name)) for name in options.suites] if options.suites else gate_suites()
    if options.library and len(suites) > 1:
        raise CallError("--library holds the articles of one suite; name one suite, or leave --library out.")
    names = [result_name(suite.name, OWN_ARTICLES) for suite in suites]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise CallError(f"Two suites are called {twice[0]}, and their reports too; run them one by one.")
    make_folder(options.output)
    return suites


def _ask(suite: Suite, options: argparse.Namespace, *, half: Asked | None, held: bool = True) -> Result:
    """Ask one suite and write its reports; `held` says whether it is held against its stored baseline."""
    other: Path | None = options.articles
    name = other.resolve().name if other else OWN_ARTICLES
    journal = options.output / f"{result_name(suite.name, name)}.journal.jsonl"
    held_against = baseline_for(suite, half=half, articles=name) if held else None
    with (
        filled_library(other or suite.articles, options.library) as (assistant, ingested),
        _progress(suite.name, len(suite.cases_of(half or suite.gated_half))) as asked,
    ):
        for one in ingested.rejected:
            say(f"Not ingested: {one.source} {one.place}: {one.reason}")
        result = run_suite(
            suite, assistant, half=half, articles=name, baseline=held_against, journal=journal, asked=asked
        )
    # Before the judge is asked too: it may take long, and the run must outlive an interruption of it.
    write_reports(result, options.output)
    if options.judge or options.judge_model:
        result = _judged(result, options.judge_model)
        write_reports(result, options.output)
    return result


def _judged(result: Result, model: str | None) -> Result:
    with _progress(f"{result.suite.name}, judge", len(judged_rows(result))) as asked:
        return replace(result, judging=judge(result, judge_model(model), asked=asked))


@contextmanager
def _progress(name: str, total: int) -> Iterator[Callable[[Row], None]]:
    """Show a bar in a terminal, and nothing elsewhere."""
    with tqdm(total=total, desc=name, unit="question", file=sys.stderr, disable=None) as bar:

        def count(_: Row) -> None:
            bar.update()

        yield count
