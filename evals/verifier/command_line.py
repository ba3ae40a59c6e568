"""The command `verifier` of the evals: how many true sentences are dropped, how many changed ones pass.

Exit code 0 where both shares are within what is aimed at, 1 where one is not.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import Any, get_args

from assistant.answering.checking.support import SupportModel
from assistant.answering.checking.verification import Check, verify
from evals.public.findings import Figure, Findings, Group, share, terminal, to_dict
from evals.records import Half
from evals.suite import find_suite, load_suite
from evals.verifier.made_set import COUNT, SEED, MadeSentence, made_set
from evals.verifier.sources import articles_of, sources_of, stories_of
from ingest.command_line import DONE, DONE_IN_PART, put, put_json

MOST_DROPPED = 0.05
MOST_PASSED = 0.02
DROPPED = "true sentences dropped"
PASSED = "changed sentences passed"


def add_verifier(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `verifier` with its options; the parsed options hold it as `command`."""
    verifier = commands.add_parser(
        "verifier", help="true sentences and changed ones, made from a suite's articles: which pass?"
    )
    verifier.add_argument("--suite", default="newsroom", metavar="SUITE", help="default: newsroom")
    verifier.add_argument("--half", choices=get_args(Half), default="test", help="default: test")
    verifier.add_argument(
        "--count", type=int, default=COUNT, metavar="N", help=f"of either (default: {COUNT})"
    )
    verifier.add_argument("--seed", type=int, default=SEED, help=f"which (default: {SEED})")
    verifier.add_argument(
        "--rules-alone", action="store_true", help="without the support score that stands behind the rules"
    )
    verifier.add_argument("--json", action="store_true", help="one JSON document on standard output")
    verifier.set_defaults(command=_verifier)


def judged(made: Sequence[MadeSentence], check: Check = verify) -> Findings:
    """Have the sentences judged by a check, the rules unless given: figures for either, and for each kind of them."""
    passed: list[bool] = []
    milliseconds: list[float] = []
    for one in made:
        started = time.perf_counter()
        passed.append(check(one.text, one.passages).passed)
        milliseconds.append(1000 * (time.perf_counter() - started))
    both = list(zip(made, passed, strict=True))
    totals = (
        share(DROPPED, [not shown for one, shown in both if one.true]),
        share(PASSED, [shown for one, shown in both if not one.true]),
    )
    kinds = dict.fromkeys((one.true, one.kind) for one in made)
    by_kind = tuple(
        share(
            f"{'dropped, ' if true else 'passed, '}{kind}",
            [shown != true for one, shown in both if (one.true, one.kind) == (true, kind)],
        )
        for true, kind in kinds
    )
    rows = tuple(_plain(one, shown) for one, shown in both)
    mean = sum(milliseconds) / max(1, len(made))
    time_taken = (Figure("milliseconds a sentence", mean, len(made)),)
    return Findings(groups=(Group("all", (*totals, *time_taken)), Group("by kind", by_kind)), rows=rows)


def within_aims(findings: Findings) -> bool:
    """Say whether no more true sentences are dropped, and no more changed ones pass, than is aimed at."""
    values = {figure.name: figure.value for group in findings.groups for figure in group.figures}
    return (values[DROPPED] or 0) <= MOST_DROPPED and (values[PASSED] or 0) <= MOST_PASSED


def _verifier(options: argparse.Namespace) -> int:
    suite = load_suite(find_suite(options.suite))
    sources = sources_of(articles_of(suite.articles, stories_of(suite, options.half)))
    check = verify if options.rules_alone else SupportModel.load().check
    findings = judged(made_set(sources, options.count, options.seed), check)
    if options.json:
        put_json({"suite": suite.name, "half": options.half, "seed": options.seed, **to_dict(findings)})
    else:
        put(terminal(findings))
    return DONE if within_aims(findings) else DONE_IN_PART


def _plain(one: MadeSentence, passes: bool) -> dict[str, Any]:
    article = one.passages[0].article_id
    return {"text": one.text, "article": article, "true": one.true, "kind": one.kind, "passed": passes}
