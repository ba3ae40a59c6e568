"""The command `fit` of the evals: tunes what ships with the project, or weights of one's own over it.

    python -m evals fit selector --feedback library/feedback.jsonl --library library
    python -m evals fit answerability
    python -m evals fit support --wice FILE --cliff FILE
    python -m evals fit meaning

It needs tools that answering does not: pip install -e '.[fit]' -c constraints.txt
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from assistant.answering.judging.selection import Arrays, checksum, own_weights, save_weights, tuned_weights
from assistant.feedback import FEEDBACK_FILE, read_feedback
from evals.fitting.feedback import Taught, cases_of, taught_by
from evals.fitting.stories import Group, news_groups, sentence_groups, unanswerable_groups
from evals.public.command_line import positive
from evals.records import Case
from ingest.command_line import DONE, library_folder, put, put_json, say, wants_json
from ingest.errors import CallError
from ingest.library.library import Library

SELECTOR_FILE = Path("selector.npz")
ANSWERABILITY_FILE = Path("answerability.json")
SUPPORT_FILE = Path("support.json")
MEANING_FILE = Path("meaning.npz")
"""Where the results go by default: into the working folder, for the shipped ones are replaced on purpose only."""
EPOCHS = 3
MEANING_EPOCHS = 3
SUITES = ("development", "newsroom", "readers")
TOOLS = {
    "selector": ("torch", "onnx"),
    "answerability": ("sklearn",),
    "support": ("sklearn",),
    "meaning": ("torch", "onnx", "sklearn"),
}
"""What a recipe imports, by its name."""


def add_fit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `fit` with its recipes; the parsed options hold each as `command`."""
    fit = commands.add_parser("fit", help="tune the weights that choose sentences and that judge evidence")
    recipes = fit.add_subparsers(required=True, metavar="RECIPE")
    for add in (_add_selector, _add_answerability, _add_support, _add_meaning):
        add(recipes)


def _add_selector(recipes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    selector = recipes.add_parser(
        "selector",
        help="the network that chooses the sentence that answers",
        description="Tune the network that chooses the sentence that answers. Without --feedback it learns from the "
        "stories that were written for it, and from files like those named in NOTICE; with --feedback from what "
        "readers said of their answers, over the shipped weights. Set ASSISTANT_SELECTOR=FILE to use the result.",
    )
    selector.add_argument(
        "--answer-sentences", type=Path, metavar="FILE", help="more questions: question, answering, other"
    )
    selector.add_argument("--clapnq", type=Path, metavar="FILE", help="CLAPnq's questions, as JSON Lines")
    selector.add_argument("--epochs", type=positive, default=EPOCHS, metavar="N", help=f"default: {EPOCHS}")
    selector.add_argument(
        "--only-biases", action="store_true", help="tune the biases and norms only: minutes, and a small file"
    )
    selector.add_argument("--start", type=Path, metavar="FILE", help="go on from weights that this wrote")
    selector.add_argument("--seed", type=int, default=0, help="default: 0")
    _add_common(selector, SELECTOR_FILE)
    selector.set_defaults(command=_selector)


def _add_answerability(recipes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    answerability = recipes.add_parser(
        "answerability",
        help="the weights by which evidence is judged",
        description="Fit the weights by which evidence is judged, and the threshold from which on a question is "
        "answered, on the questions of suites that may be tuned on, and on what readers said of their answers. "
        "Set ASSISTANT_ANSWERABILITY=FILE to use the result.",
    )
    answerability.add_argument(
        "--suites", nargs="+", default=list(SUITES), metavar="SUITE", help=f"default: {' '.join(SUITES)}"
    )
    _add_common(answerability, ANSWERABILITY_FILE)
    answerability.set_defaults(command=_answerability)


def _add_support(recipes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    support = recipes.add_parser(
        "support",
        help="the weights by which a language model's sentences are judged last",
        description="Fit the support score behind the rules that check a language model's sentences, on half of the "
        "claims of WiCE and CLIFF, in the form that evals/public/claims.py tells of.",
    )
    support.add_argument("--wice", type=Path, required=True, metavar="FILE", help="WiCE's claims")
    support.add_argument("--cliff", type=Path, required=True, metavar="FILE", help="CLIFF's claims")
    _add_result(support, SUPPORT_FILE)
    support.set_defaults(command=_support)


def _add_meaning(recipes: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    meaning = recipes.add_parser(
        "meaning",
        help="the network that judges what a language model puts in its own words",
        description="Tune the network that judges whether a passage bears out what is told in other words, on the "
        "statements in evals/fitting/statements, and set its floor. FILE gets the weights, and a .json file beside it "
        "the floor and the figures.",
    )
    meaning.add_argument(
        "--epochs", type=positive, default=MEANING_EPOCHS, metavar="N", help=f"default: {MEANING_EPOCHS}"
    )
    meaning.add_argument("--seed", type=int, default=0, help="default: 0")
    _add_result(meaning, MEANING_FILE)
    meaning.set_defaults(command=_meaning)


def _add_common(recipe: argparse.ArgumentParser, output: Path) -> None:
    recipe.add_argument(
        "--feedback", type=Path, metavar="FILE", help=f"what readers said: {FEEDBACK_FILE} of a library"
    )
    recipe.add_argument(
        "--library", type=Path, metavar="DIR", help="the library that they said it of (default: ./library)"
    )
    _add_result(recipe, output)


def _add_result(recipe: argparse.ArgumentParser, output: Path) -> None:
    recipe.add_argument("--output", type=Path, default=output, metavar="FILE", help=f"default: {output.name}")
    recipe.add_argument("--json", action="store_true", help="one JSON document on standard output")


def _selector(options: argparse.Namespace) -> int:
    _check_call(options, "selector")
    began = time.perf_counter()
    taught = _taught(options)
    groups = [*taught.groups, *_stories(options, rehearsed=len(taught.groups))]
    base, own = _start(options)
    # Only now: torch takes seconds to import, and is a tool of this recipe alone.
    from evals.fitting.selector import Recipe, tune

    tuned = tune(groups, Recipe(options.epochs, options.only_biases, options.seed), base, say)
    save_weights(options.output, {**own, **tuned})
    done = {
        "output": options.output,
        "sha256": checksum(options.output),
        "bytes": options.output.stat().st_size,
        "questions": len(groups),
        "of_feedback": len(taught.groups),
        "left_out": list(taught.left_out),
        "tuned_numbers": sum(array.size for array in tuned.values()),
        "seconds": round(time.perf_counter() - began, 1),
    }
    if wants_json(options):
        put_json(done)
    else:
        put(f"{len(groups)} questions, {done['of_feedback']} of them from feedback, in {done['seconds']} s.")
        put(f"Use the weights with: ASSISTANT_SELECTOR={options.output} (SHA-256 {done['sha256']})")
        put(
            "Whether they are better says a suite of your own, run with them and without: python -m evals run SUITE"
        )
    return DONE


def _answerability(options: argparse.Namespace) -> int:
    _check_call(options, "answerability")
    from evals.fitting.answerability import FeedbackCases, fit_suites

    cases = _feedback_cases(options)
    feedback = FeedbackCases(library_folder(options), cases) if cases else None
    document = fit_suites(options.suites, options.output, feedback)
    if wants_json(options):
        put_json(document)
    else:
        put(f"Use the weights with: ASSISTANT_ANSWERABILITY={options.output}")
    return DONE


def _support(options: argparse.Namespace) -> int:
    _check_call(options, "support")
    from evals.fitting.support import fit_claims

    return _told(options, fit_claims(options.wice, options.cliff, options.output))


def _meaning(options: argparse.Namespace) -> int:
    _check_call(options, "meaning")
    from evals.fitting.meaning import fit_meaning

    return _told(options, fit_meaning(options.output, options.epochs, options.seed, say))


def _told(options: argparse.Namespace, document: Mapping[str, Any]) -> int:
    if wants_json(options):
        put_json(document)
    else:
        figures = ", ".join(f"{name} {value}" for name, value in document["figures"].items())
        put(f"{options.output}: {figures}")
    return DONE


def _check_call(options: argparse.Namespace, recipe: str) -> None:
    """Refuse what would fail after hours. Raises CallError."""
    missing = [tool for tool in TOOLS[recipe] if find_spec(tool) is None]
    if missing:
        raise CallError(
            f"Fitting needs {' and '.join(missing)}, which answering does not; install the tools with: "
            "pip install -e '.[fit]' -c constraints.txt"
        )
    if not options.output.resolve().parent.is_dir() or options.output.is_dir():
        raise CallError(f"{options.output} is no file in a folder that exists; give --output another one.")


def _taught(options: argparse.Namespace) -> Taught:
    if options.feedback is None:
        return Taught((), ())
    feedback, broken = read_feedback(options.feedback)
    with Library.open(library_folder(options), repair=False) as library:
        taught = taught_by(feedback, library)
    for line in (*broken, *taught.left_out):
        say(f"left out: {line}")
    if not taught.groups:
        raise CallError(
            f"Nothing in {options.feedback} teaches which sentence answers; was it said of the articles of another "
            "library? Name theirs with --library."
        )
    return Taught(taught.groups, (*broken, *taught.left_out))


def _stories(options: argparse.Namespace, rehearsed: int) -> list[Group]:
    """Give the questions of the project's own stories and of the files; beside feedback, as many as there are of it.

    What is tuned on a few dozen questions alone forgets what it had learnt.
    """
    groups = [
        *news_groups(),
        *(sentence_groups(options.answer_sentences) if options.answer_sentences else []),
        *(unanswerable_groups(options.clapnq) if options.clapnq else []),
    ]
    if not options.feedback:
        return groups
    return random.Random(options.seed).sample(groups, min(rehearsed, len(groups)))  # noqa: S311 - no secret


def _start(options: argparse.Namespace) -> tuple[Arrays | None, Arrays]:
    """Give the weights to go on from, None for the wheel's own, and what the result must hold of them."""
    own = own_weights(options.start) if options.start else {}
    if not (own or options.feedback or options.only_biases):
        return None, own
    return {**tuned_weights(), **own}, own


def _feedback_cases(options: argparse.Namespace) -> tuple[Case, ...]:
    if options.feedback is None:
        return ()
    feedback, broken = read_feedback(options.feedback)
    for line in broken:
        say(f"left out: {line}")
    with Library.open(library_folder(options), repair=False) as library:
        return tuple(cases_of(feedback, library))
