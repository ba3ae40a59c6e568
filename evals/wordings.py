"""The command `wordings`: the questions of a suite as readers really type them. Does the answer hang on the wording?

Each wording is put on every question by a rule, with the same seed in every run, so that only the wording differs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import get_args

from assistant.retrieval.by_words import is_stop_word
from evals.libraries import filled_library
from evals.public.findings import Figure, Findings, Group, share, terminal, to_dict
from evals.records import Answerer, Asked, Row, Suite
from evals.runner import run_suite
from evals.suite import find_suite, load_suite
from ingest.command_line import DONE, put, put_json

SEED = 7
SHORTEST_MISTYPED = 5
"""Letters of a word from which on it may be mistyped."""
_WORD = re.compile(r"[\w'’.,-]+")

Wording = Callable[[str, Random], str]


def small(question: str) -> str:
    """Give a question with a small first letter, unless it begins with a name: only question words are no names."""
    first = question.split()[0].casefold()
    return question[0].lower() + question[1:] if is_stop_word(first) else question


def mistyped(question: str, random: Random, *, names: bool = False) -> str:
    """Give a question with one error in one longer word: a letter left out, doubled, or swapped with the next.

    `names` says whether a word with a capital is taken, or one without. A question without such words stays.
    """
    words = question.split()
    longer = [
        position
        for position, word in enumerate(words)
        if position and word.isalpha() and len(word) >= SHORTEST_MISTYPED and word[0].isupper() == names
    ]
    if not longer:
        return question
    position = random.choice(longer)
    word = words[position]
    at = random.randrange(1, len(word) - 2)
    words[position] = random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


def key_words(question: str) -> str:
    """Give the words of a question without those that carry no matter; question words stay."""
    kept = "who whom whose what which when where why how".split()
    words = [word for word in _WORD.findall(question) if word.casefold() in kept or not is_stop_word(word)]
    return " ".join(words) or question


WORDINGS: Mapping[str, Wording] = {
    "as written": lambda question, _: question,
    "something told before": lambda question, _: f"I am writing a piece on this for the weekend. {question}",
    "something told behind": lambda question, _: f"{question} Please be brief, I need it for a fact check.",
    "led up to": lambda question, _: f"My editor wants this exact: {small(question)}",
    "asked indirectly": lambda question, _: f"Do you know {small(question)}",
    "small letters, no mark": lambda question, _: question.casefold().rstrip("?"),
    "capitals": lambda question, _: question.upper(),
    "key words": lambda question, _: key_words(question),
    "a word mistyped": lambda question, random: mistyped(question, random),
    "a name mistyped": lambda question, random: mistyped(question, random, names=True),
}
"""Ways to put the same question."""


def reworded(suite: Suite, wording: Wording, half: Asked) -> Suite:
    """Give the cases of a suite's half that stand alone, put in another way, without thresholds and halves."""
    random = Random(SEED)  # noqa: S311 - no secret hangs on it
    alone = [case for case in suite.cases_of(half) if not case.turns]
    cases = tuple(replace(case, question=wording(case.question, random), half=None) for case in alone)
    return replace(suite, cases=cases, thresholds={})


def findings(suite: Suite, assistant: Answerer, half: Asked) -> Findings:
    """Ask a suite in every wording: of each the shares that are answered and refused right. Raises SuiteError."""
    groups: list[Group] = []
    rows: list[dict[str, str]] = []
    for name, wording in WORDINGS.items():
        asked = run_suite(reworded(suite, wording, half), assistant).rows
        groups.append(Group(name, (_share("answered right", asked), _share("refused right", asked))))
        rows.extend(_plain(name, row) for row in asked)
    return Findings(groups=tuple(groups), rows=tuple(rows))


def add_wordings(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `wordings` with its options; the parsed options hold it as `command`."""
    wordings = commands.add_parser("wordings", help="a suite's questions as readers type them: what is lost?")
    wordings.add_argument("suite", metavar="SUITE", help="name or folder of a suite")
    wordings.add_argument(
        "--half", choices=get_args(Asked), help="which questions (default: what the gate asks)"
    )
    wordings.add_argument(
        "--library", type=Path, metavar="DIR", help="keep the library here (default: a temporary one)"
    )
    wordings.add_argument("--json", action="store_true", help="one JSON document on standard output")
    wordings.set_defaults(command=_wordings)


def _wordings(options: argparse.Namespace) -> int:
    suite = load_suite(find_suite(options.suite))
    half = options.half or suite.gated_half
    with filled_library(suite.articles, options.library) as (assistant, _):
        found = findings(suite, assistant, half)
    if options.json:
        put_json({"suite": suite.name, "half": half, "seed": SEED, **to_dict(found)})
    else:
        put(terminal(found))
    return DONE


def _share(metric: str, rows: Sequence[Row]) -> Figure:
    verdicts = [
        verdict.right
        for row in rows
        for verdict in row.verdicts
        if verdict.metric == metric.replace(" ", "_")
    ]
    return share(metric, verdicts)


def _plain(wording: str, row: Row) -> dict[str, str]:
    return {"wording": wording, "id": row.case.id, "question": row.case.question, "outcome": row.outcome}
