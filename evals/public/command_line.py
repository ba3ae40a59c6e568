"""The command `public` of the evals: a public benchmark, from files that the user has got."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from evals.libraries import cached_library
from evals.public import realtimeqa
from ingest.command_line import put, put_json, say


def add_public(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `public` with its options; the parsed options hold it as `command`."""
    public = commands.add_parser("public", help="a public benchmark, from files that you have got")
    public.add_argument("benchmark", choices=["realtimeqa"])
    public.add_argument(
        "--data", type=Path, metavar="DIR", required=True, help="folder of the benchmark's files"
    )
    public.add_argument("--library", type=Path, metavar="DIR", help="default: .cache/realtimeqa-NAME")
    public.add_argument("--sample", type=_positive, metavar="N", help="ask only N questions")
    public.add_argument("--seed", type=int, default=0, help="which N (default: 0)")
    public.add_argument(
        "--days", type=_not_negative, default=realtimeqa.DAYS, help="length of the window; 0: none"
    )
    public.add_argument("--json", action="store_true", help="one JSON document on standard output")
    public.set_defaults(command=_public)


def _public(options: argparse.Namespace) -> int:
    missing = realtimeqa.missing_data(options.data)
    if missing:
        say(f"Skipped: {missing}. Get the files from github.com/realtimeqa/realtimeqa_public.")
        if options.json:
            put_json({"benchmark": "realtimeqa", "skipped": missing})
        return 0
    questions = realtimeqa.read_questions(options.data / realtimeqa.QUESTIONS_FILE)
    questions = realtimeqa.sample(questions, options.sample, options.seed)
    name = options.data.resolve().name.removeprefix("realtimeqa-")
    library = cached_library(
        options.data / realtimeqa.ARTICLES_FILE,
        options.library or Path(".cache") / f"realtimeqa-{name}",
        realtimeqa.articles_fingerprint(options.data),
    )
    with (
        library as (assistant, ingested),
        tqdm(total=len(questions), desc="realtimeqa", unit="question", file=sys.stderr, disable=None) as bar,
    ):
        for one in ingested.rejected if ingested else ():
            say(f"Not ingested: {one.source} {one.place}: {one.reason}")
        rows = realtimeqa.ask_questions(questions, assistant, days=options.days, asked=lambda _: _count(bar))
    if options.json:
        put_json(realtimeqa.to_dict(rows, days=options.days))
    else:
        put(realtimeqa.terminal(rows))
    return 0


def _positive(text: str) -> int:
    number = _not_negative(text)
    if number == 0:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return number


def _not_negative(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError("it must be a whole number such as 21")
    return int(text)


def _count(bar: tqdm[NoReturn]) -> None:
    bar.update()
