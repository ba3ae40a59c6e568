"""The files that a run writes: for each result one of every form, and if asked for, one of all results."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from evals.records import OWN_ARTICLES, Result
from evals.reports.document import to_dict
from evals.reports.html import html_page
from evals.reports.junit import junit
from evals.reports.markdown import markdown
from ingest.errors import CallError


def result_name(suite: str, articles: str) -> str:
    """Give the name, without suffix, of the files of a result."""
    # A suite's name is free text; and a dot in it would be taken for the beginning of a suffix.
    return re.sub(r"[^\w-]+", "-", suite if articles == OWN_ARTICLES else f"{suite}-on-{articles}")


def write_reports(result: Result, folder: Path) -> None:
    """Write NAME.json, NAME.md, NAME.html and NAME.junit.xml into `folder`. Raises CallError."""
    file = folder / result_name(result.suite.name, result.articles)
    document = json.dumps(to_dict(result), ensure_ascii=False, indent=1)
    write_file(file.with_suffix(".json"), f"{document}\n")
    write_file(file.with_suffix(".md"), markdown(result))
    write_file(file.with_suffix(".html"), html_page([result]))
    write_file(file.with_suffix(".junit.xml"), junit([result]))


def write_together(results: Sequence[Result], *, page: Path | None, junit_file: Path | None) -> None:
    """Write one HTML page and one JUnit file of all results, as far as a place is given. Raises CallError."""
    if page:
        write_file(page, html_page(results))
    if junit_file:
        write_file(junit_file, junit(results))


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises CallError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CallError(f"{folder} can't be made ({error.strerror}); give another folder.") from error


def write_file(file: Path, content: str) -> None:
    """Write a text file, its folder too. Raises CallError."""
    make_folder(file.parent)
    try:
        # Half a character that a language model sent can't be encoded.
        file.write_text(content, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CallError(f"{file} can't be written ({error.strerror}); give another place.") from error
