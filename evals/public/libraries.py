"""The libraries of the benchmarks: made once, kept, and made anew only where the files have changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from assistant import Assistant
from evals.libraries import cached_library
from evals.public.data import fingerprint
from evals.public.findings import Call
from evals.records import Answerer
from ingest.errors import CallError
from ingest.library.content_hash import RECIPE
from ingest.library.library import Library


@contextmanager
def pool_library(call: Call, articles: str) -> Iterator[Assistant]:
    """Give an assistant on a library of the file `articles` of the data. As `cached_library`."""
    file = call.data / articles
    with cached_library(file, _folder(call), _state(file)) as (assistant, _):
        yield assistant


@contextmanager
def older_library(call: Call, articles: str, before: date) -> Iterator[Assistant]:
    """Give an assistant on a library of only the articles from before a day.

    It is made of the library of the file `articles`, which must be there, by taking the others out of a copy:
    nothing is embedded twice. An article without a date can't be shown to be older and is taken out as well. Raises
    LibraryError where one of the two can't be used, and CallError where the copy can't be written.
    """
    full = _folder(call).resolve()
    older = full.with_name(f"{full.name}-before-{before}")
    stamp, state = older.with_name(f"{older.name}.sha256"), _state(call.data / articles)
    if not (older.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == state):
        _copy_older(full, older, before)
        # Written last: a copy that was interrupted is made anew by the next run.
        stamp.write_text(state, encoding="utf-8")
    with closing(Assistant.open(older)) as assistant:
        yield assistant


@contextmanager
def sets_library(call: Call, articles: Iterable[Mapping[str, str]]) -> Iterator[Assistant]:
    """Give an assistant on one library of many small sets of articles, each under an outlet of its own.

    A question is then asked of its set alone by naming that outlet. `articles` holds one JSON record an
    article; they are written into a file beside the library first, for the ingest to read. Raises CallError
    where that can't be written; else as `cached_library`.
    """
    library = _folder(call)
    file = library.with_name(f"{library.name}.jsonl")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{json.dumps(article)}\n" for article in articles), encoding="ascii")
    except OSError as error:
        raise CallError(
            f"{file} can't be written ({error.strerror}); give --library another folder."
        ) from error
    with cached_library(file, library, _state(file)) as (assistant, _):
        yield assistant


def not_held(assistant: Answerer, expected: int) -> tuple[str, ...]:
    """Say how many of the `expected` articles the library doesn't hold, nothing where it holds them all."""
    lacking = expected - len(assistant.library.articles())
    if lacking <= 0:
        return ()
    return (f"{lacking} of {expected} articles are not in the library: nothing citable was left of them.",)


def _state(file: Path) -> str:
    # A library that was cut or embedded by another recipe must not be measured as if it were of this one.
    return f"{fingerprint(file)} recipe {RECIPE}"


def _folder(call: Call) -> Path:
    if call.library is None:
        raise CallError("This benchmark needs a library; name its folder with --library.")
    return call.library


def _copy_older(full: Path, older: Path, before: date) -> None:
    with Library.open(full) as library, library.writing():
        # Under the writer's lock, so that nothing is written while it is copied.
        try:
            if older.exists():
                shutil.rmtree(older)
            shutil.copytree(full, older, ignore=shutil.ignore_patterns("writer.*", "*-shm"))
        except OSError as error:
            raise CallError(
                f"{full} can't be copied to {older} ({error}); make room there or give --library another folder."
            ) from error
    with Library.open(older) as library, library.writing() as writer:
        for article in library.articles():
            if article.header.published is None or article.header.published >= before:
                writer.drop(article.id)
