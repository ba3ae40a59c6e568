"""The command `public` of the evals: a public benchmark, from files that the user has got.

Exit code 0 also where a file is missing: the benchmark is then skipped, which is said in the place of the figures and,
with --json, as "skipped".
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from tqdm import tqdm

from evals.identity import code_version, settings_that_matter
from evals.public import claims, clapnq, injections, ramdocs, realtimeqa, realtimeqa_stale
from evals.public.data import fingerprint, missing_files
from evals.public.findings import Call, Findings, terminal, to_dict
from ingest.command_line import DONE, put, put_json, say
from ingest.errors import CallError

CACHE = Path(".cache")


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: its files, where they come from, which module tells their form, and what runs it.

    `days` is the window before a question unless the call sets one; None where there is no window.
    """

    files: tuple[str, ...]
    origin: str
    form: str
    run: Callable[[Call], Findings]
    has_library: bool = True
    days: int | None = None


BENCHMARKS = {
    "realtimeqa": Benchmark(
        realtimeqa.FILES,
        "github.com/realtimeqa/realtimeqa_public",
        realtimeqa.__name__,
        realtimeqa.run,
        days=realtimeqa.DAYS,
    ),
    "realtimeqa-stale": Benchmark(
        realtimeqa.FILES,
        "github.com/realtimeqa/realtimeqa_public",
        realtimeqa.__name__,
        realtimeqa_stale.run,
        days=realtimeqa.DAYS,
    ),
    "clapnq": Benchmark(
        clapnq.FILES, "github.com/primeqa/clapnq (annotated_data/dev)", clapnq.__name__, clapnq.run
    ),
    "ramdocs": Benchmark(
        ramdocs.FILES, "github.com/HanNight/RAMDocs (RAMDocs_test.jsonl)", ramdocs.__name__, ramdocs.run
    ),
    "injections": Benchmark(
        injections.FILES,
        "github.com/microsoft/BIPIA (benchmark/text_attack_train.json)",
        injections.__name__,
        injections.run,
    ),
    "wice": Benchmark(
        claims.WICE_FILES,
        "github.com/ryokamoi/wice (data/entailment_retrieval/claim/dev.jsonl)",
        claims.__name__,
        claims.run_wice,
        has_library=False,
    ),
    "cliff": Benchmark(
        claims.CLIFF_FILES,
        "github.com/Liyan06/AggreFact (CLIFF, validation part)",
        claims.__name__,
        claims.run_cliff,
        has_library=False,
    ),
}


def add_public(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `public` with its options; the parsed options hold it as `command`."""
    public = commands.add_parser("public", help="a public benchmark, from files that you have got")
    public.add_argument("benchmark", choices=list(BENCHMARKS))
    public.add_argument(
        "--data", type=Path, metavar="DIR", required=True, help="folder of the benchmark's files"
    )
    public.add_argument(
        "--library", type=Path, metavar="DIR", help="where its library is kept (default: .cache/NAME)"
    )
    public.add_argument("--sample", type=positive, metavar="N", help="only N questions or claims")
    public.add_argument("--seed", type=int, default=0, help="which N (default: 0)")
    public.add_argument(
        "--days",
        type=_not_negative,
        help=f"realtimeqa: length of the window; 0: none (default: {realtimeqa.DAYS})",
    )
    public.add_argument("--json", action="store_true", help="one JSON document on standard output")
    public.set_defaults(command=_public)


def _public(options: argparse.Namespace) -> int:
    name: str = options.benchmark
    benchmark = BENCHMARKS[name]
    missing = missing_files(options.data, benchmark.files)
    if missing:
        skipped = (
            f"{missing}. Get them from {benchmark.origin}; the docstring of {benchmark.form} has their form."
        )
        told = f"SKIPPED, nothing was asked and nothing measured: {name}: {skipped}"
        if options.json:
            put_json({"benchmark": name, "skipped": skipped})
            say(told)
        else:
            put(told)
        return DONE
    with tqdm(desc=name, unit="case", file=sys.stderr, disable=None) as bar:
        call = _call(options, benchmark, bar)
        findings = benchmark.run(call)
    if options.json:
        put_json({**_identity(name, benchmark, call), **to_dict(findings)})
    else:
        put(terminal(findings))
    return DONE


def _call(options: argparse.Namespace, benchmark: Benchmark, bar: tqdm[NoReturn]) -> Call:
    if options.library and not benchmark.has_library:
        raise CallError(f"{options.benchmark} has no library; leave --library out.")
    if options.days is not None and benchmark.days is None:
        raise CallError(f"The questions of {options.benchmark} have no window; leave --days out.")

    def tick(total: int) -> None:
        bar.total = total
        bar.update()

    return Call(
        data=options.data,
        library=(options.library or _default_library(options)) if benchmark.has_library else None,
        sample=options.sample,
        seed=options.seed,
        days=(options.days if options.days is not None else benchmark.days) or 0,
        tick=tick,
    )


def _default_library(options: argparse.Namespace) -> Path:
    # The stale variant takes the library of all articles over, so both go by one name.
    family = options.benchmark.removesuffix("-stale")
    name = options.data.resolve().name
    return CACHE / (name if name.startswith(family) else f"{family}-{name}")


def _identity(name: str, benchmark: Benchmark, call: Call) -> dict[str, Any]:
    return {
        "benchmark": name,
        "data": call.data.resolve().name,
        "files": {file: fingerprint(call.data / file) for file in benchmark.files},
        "sample": call.sample,
        "seed": call.seed,
        "days": call.days if benchmark.days is not None else None,
        "settings": settings_that_matter(os.environ),
        "code_version": code_version(),
    }


def positive(text: str) -> int:
    """Read a number from 1 to 999,999, for argparse."""
    number = _not_negative(text)
    if number == 0:
        raise argparse.ArgumentTypeError("it must be at least 1")
    return number


def _not_negative(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise argparse.ArgumentTypeError("it must be a whole number such as 21")
    return int(text)
