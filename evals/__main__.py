"""The command line of the evals: `python -m evals run | compare | baseline | new | public | verifier | wordings | fit`.

Exit code 0: done, and no metric is below its threshold or fell; 1: one is; 2: the call or a suite is wrong;
3: the library or a model can't be used.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from evals import comparison, running
from evals.drafting import DRAFTS, draft_suite
from evals.fitting.command_line import add_fit
from evals.public.command_line import add_public, positive
from evals.records import Asked
from evals.verifier.command_line import add_verifier
from evals.wordings import add_wordings
from ingest.command_line import (
    DONE,
    DONE_IN_PART,
    INTERRUPTED,
    Parser,
    carry_out,
    library_folder,
    put,
    put_json,
    say,
)
from ingest.command_line import run as leave_with
from ingest.library.library import Library


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name, and give the exit code."""
    try:
        return carry_out(_parser(), arguments)
    except KeyboardInterrupt:
        say("Stopped before the end; where questions were asked, the same call goes on with the rest.")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = Parser(
        prog="python -m evals", description="Judge the assistant's answers."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_baseline(commands)

    compare = commands.add_parser("compare", help="which cases turned between two results files")
    compare.add_argument("old", type=Path, metavar="OLD")
    compare.add_argument("new", type=Path, metavar="NEW")
    _add_json(compare)
    compare.set_defaults(command=_compare)

    new = commands.add_parser("new", help="draft a suite for the articles of a library")
    new.add_argument("name", metavar="NAME", help="a name in evals/suites, or the path of a folder")
    new.add_argument("--library", type=Path, metavar="DIR", help="the library's folder (default: ./library)")
    new.add_argument(
        "--count", type=positive, default=DRAFTS, metavar="N", help=f"questions (default: {DRAFTS})"
    )
    _add_json(new)
    new.set_defaults(command=_new)

    add_public(commands)
    add_verifier(commands)
    add_wordings(commands)
    add_fit(commands)
    return parser


def _add_run(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    run = commands.add_parser(
        "run", help="ask the questions of suites and hold the figures against their thresholds"
    )
    _add_suites(run)
    run.add_argument("--half", choices=get_args(Asked), help="which questions (default: what the gate asks)")
    run.add_argument(
        "--articles", type=Path, metavar="PATH", help="ask the questions of these articles instead"
    )
    run.add_argument("--junit", type=Path, metavar="FILE", help="one JUnit file of all suites, besides")
    run.add_argument("--html", type=Path, metavar="FILE", help="one HTML page of all suites, besides")
    run.add_argument("--judge", action="store_true", help="ask the language model what it thinks; advisory")
    run.add_argument("--judge-model", metavar="MODEL", help="ask this one of the endpoint's models; advisory")
    run.set_defaults(command=running.run)


def _add_baseline(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    baseline = commands.add_parser(
        "baseline", help="store what is answered today as what a change is held against"
    )
    _add_suites(baseline)
    # A baseline is of the suite's own articles, and no judge has a say in it.
    baseline.set_defaults(command=running.baseline, articles=None, judge=False, judge_model=None)


def _add_suites(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "suites", nargs="*", metavar="SUITE", help="name or folder of a suite (default: all with thresholds)"
    )
    command.add_argument(
        "--library", type=Path, metavar="DIR", help="keep the library here (default: a temporary one)"
    )
    command.add_argument(
        "--output", type=Path, metavar="DIR", default=Path("results"), help="default: results"
    )
    _add_json(command)


def _add_json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _compare(options: argparse.Namespace) -> int:
    found = comparison.compare(options.old, options.new)
    if options.json:
        metrics = [{"metric": name, **asdict(one), "fell": one.fell} for name, one in found.metrics.items()]
        measures = [{"measure": name, **asdict(one)} for name, one in found.measures.items()]
        put_json({"fell": found.fell, "changed": found.changed, "metrics": metrics, "measures": measures})
    else:
        put("\n".join(comparison.lines(found)))
    return DONE_IN_PART if found.fell else DONE


def _new(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library:
        suite = draft_suite(options.name, library, count=options.count)
    folder = suite.questions.parent
    if options.json:
        put_json({"suite": suite.name, "folder": folder, "questions": [case.id for case in suite.cases]})
        return DONE
    put(f"{len(suite.cases)} questions were drafted in {folder}.")
    put(
        f"They are drafts: read {folder / 'README.md'}, mend them by hand, then: python -m evals run {options.name}"
    )
    return DONE


if __name__ == "__main__":
    leave_with(main)
