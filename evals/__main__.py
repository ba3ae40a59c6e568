"""The command line of the evals: `python -m evals run | compare | public`.

Exit code 0: done, and no metric is below its threshold or fell; 1: one is; 2: the call or a suite is wrong;
3: the library or a model can't be used.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from evals import comparison, report
from evals.libraries import filled_library
from evals.public.command_line import add_public
from evals.records import OWN_ARTICLES, Result, Suite
from evals.runner import run_suite
from evals.suite import find_suite, load_suite
from evals.summary import shortfalls
from ingest.errors import AssistantError, CallError, SuiteError
from ingest.records import Report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and give the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except AssistantError as error:
        _tell(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _tell("Stopped before the end.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Judge the assistant's answers.")
    commands = parser.add_subparsers(required=True)

    run = commands.add_parser(
        "run", help="ask the questions of suites and hold the figures against their thresholds"
    )
    run.add_argument("suites", nargs="*", metavar="SUITE", help="name or folder of a suite (default: corpus)")
    run.add_argument(
        "--articles", type=Path, metavar="PATH", help="ask the questions of these articles instead"
    )
    run.add_argument(
        "--library", type=Path, metavar="DIR", help="keep the library here (default: a temporary one)"
    )
    run.add_argument("--output", type=Path, metavar="DIR", default=Path("results"), help="default: results")
    run.add_argument("--json", action="store_true", help="one JSON document on standard output")
    run.set_defaults(command=_run)

    compare = commands.add_parser("compare", help="which cases turned between two results files")
    compare.add_argument("old", type=Path, metavar="OLD")
    compare.add_argument("new", type=Path, metavar="NEW")
    compare.add_argument("--json", action="store_true", help="one JSON document on standard output")
    compare.set_defaults(command=_compare)

    add_public(commands)
    return parser


def _run(options: argparse.Namespace) -> int:
    # All suites are read before the first is run: a broken one must not be found out after minutes.
    suites = [load_suite(find_suite(name)) for name in options.suites or ["corpus"]]
    if options.library and len(suites) > 1:
        raise CallError("--library holds the articles of one suite; name one suite, or leave --library out.")
    if options.articles and not options.articles.exists():
        raise SuiteError(
            f"There is nothing at {options.articles}; give --articles a file or folder of articles."
        )
    _make_folder(options.output)
    results = [_run_one(suite, options) for suite in suites]
    passed = not any(shortfalls(result) for result in results)
    if options.json:
        _print_json({"passed": passed, "suites": [report.to_dict(result) for result in results]})
    else:
        print("\n\n".join(report.terminal(result) for result in results))
    return 0 if passed else 1


def _run_one(suite: Suite, options: argparse.Namespace) -> Result:
    articles = options.articles or suite.articles
    name = articles.resolve().name if options.articles else OWN_ARTICLES
    file = options.output / _file_name(suite.name if name == OWN_ARTICLES else f"{suite.name}-on-{name}")
    with (
        filled_library(articles, options.library) as (assistant, ingested),
        tqdm(total=_questions(suite), desc=suite.name, unit="question", file=sys.stderr, disable=None) as bar,
    ):
        _tell_rejected(ingested)
        result = run_suite(
            suite,
            assistant,
            articles=name,
            baseline=comparison.baseline_for(suite, articles=name),
            journal=file.with_suffix(".journal.jsonl"),
            asked=lambda _: _count_one(bar),
        )
    _write(file.with_suffix(".json"), json.dumps(report.to_dict(result), ensure_ascii=False, indent=1) + "\n")
    _write(file.with_suffix(".md"), report.markdown(result))
    return result


def _questions(suite: Suite) -> int:
    return sum(suite.gated_half in ("all", case.half) for case in suite.cases)


def _compare(options: argparse.Namespace) -> int:
    found = comparison.compare(options.old, options.new)
    if options.json:
        metrics = [{"metric": name, **asdict(one), "fell": one.fell} for name, one in found.metrics.items()]
        measures = [{"measure": name, **asdict(one)} for name, one in found.measures.items()]
        _print_json({"fell": found.fell, "changed": found.changed, "metrics": metrics, "measures": measures})
    else:
        print("\n".join(comparison.lines(found)))
    return 1 if found.fell else 0


def _count_one(bar: tqdm[NoReturn]) -> None:
    bar.update()


def _file_name(name: str) -> str:
    # A suite's name is free text, and ".json" is put on by with_suffix, which would cut "suite 1.5" short.
    return re.sub(r"[^\w-]+", "-", name)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(
            f"{folder} can't be made ({error.strerror}); give --output another folder."
        ) from error


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CallError(
            f"{file} can't be written ({error.strerror}); give --output another folder."
        ) from error


def _tell_rejected(ingested: Report) -> None:
    for one in ingested.rejected:
        _tell(f"Not ingested: {one.source} {one.place}: {one.reason}")


def _print_json(document: dict[str, Any]) -> None:
    print(json.dumps(document, indent=1))


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
