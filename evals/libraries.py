"""The libraries that evals ask: made for one run and thrown away, or kept because the articles are many."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from assistant import Assistant
from ingest import ingest
from ingest.errors import SuiteError
from ingest.records import Report


@contextmanager
def filled_library(articles: Path, library: Path | None) -> Iterator[tuple[Assistant, Report]]:
    """Ingest `articles` and give an assistant on them with the ingest's report.

    The library is `library`, or for None a temporary one that is gone afterwards. Raises SuiteError where no
    article could be ingested, or where the library holds others besides, and LibraryError or ModelError where
    the library or a model can't be used.
    """
    with tempfile.TemporaryDirectory(prefix="evals-", ignore_cleanup_errors=True) as folder:
        place = library or Path(folder) / "library"
        report = _fill(articles, place)
        with closing(Assistant.open(place)) as assistant:
            _check_nothing_else(assistant, report, articles, place)
            yield assistant, report


@contextmanager
def cached_library(
    articles: Path, library: Path, fingerprint: str
) -> Iterator[tuple[Assistant, Report | None]]:
    """Give an assistant on a library of `articles`, ingesting them only where that was not finished before.

    `fingerprint` tells one state of the articles from another; it is kept in a file beside the library. The
    report is None where nothing had to be ingested. Raises as `filled_library`.
    """
    library = library.resolve()
    stamp = library.with_name(f"{library.name}.sha256")
    report = None
    if not (library.is_dir() and stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint):
        report = _fill(articles, library)
    with closing(Assistant.open(library)) as assistant:
        if report:
            _check_nothing_else(assistant, report, articles, library)
            # Written last: an ingest that was stopped is taken up again by the next run.
            stamp.write_text(fingerprint, encoding="utf-8")
        yield assistant, report


def _check_nothing_else(assistant: Assistant, report: Report, articles: Path, library: Path) -> None:
    ingested = {*report.added, *report.updated, *report.unchanged}
    others = [listed.id for listed in assistant.library.articles() if listed.id not in ingested]
    if others:
        raise SuiteError(
            f"The library {library} holds {len(others)} articles that are not of {articles} (such as "
            f"{others[0]}), so its answers would not be comparable; give --library another folder."
        )


def _fill(articles: Path, library: Path) -> Report:
    report = ingest([articles], library=library, progress=sys.stderr.isatty())
    if not (report.added or report.updated or report.unchanged):
        reasons = "; ".join(f"{one.source} {one.place}: {one.reason}" for one in report.rejected[:3])
        raise SuiteError(
            f"None of the articles at {articles} could be ingested ({reasons or 'it holds none'})."
        )
    return report
