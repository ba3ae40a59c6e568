"""A suite drafted from a library's articles: questions with their proof filled in, to be mended by hand.

A draft asks for a figure, a day or a name of one sentence (`assistant.made_questions`). That is no question that a
reader would ask: it repeats the sentence's words, and nobody has judged whether its answer matters. It saves the work
of finding sentences, copying quotes and naming articles, and each draft is tagged so that nobody takes it for more.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any

import yaml

from assistant.made_questions import Kind, question_of
from evals.records import Suite
from evals.suite import QUESTIONS_FILE, SUITE_FILE, SUITES, load_suite
from ingest.errors import CallError, EmptyArticleError, UnreadableSourceError
from ingest.extraction import extract
from ingest.library.library import Library
from ingest.readers.records import page_or_rejection
from ingest.records import Article, Rejection
from ingest.sentences import sentence_spans

logger = logging.getLogger(__name__)

DRAFTS = 20
DRAFT_TAG = "draft"
ARTICLES_FILE = "articles.jsonl"
WORDS = range(8, 41)
"""How long a sentence may be that a question is drafted from."""

_LEANS_BACK = re.compile(
    r"(?:He|She|It|They|We|I|His|Her|Its|Their|Our|My|This|That|These|Those|But|And|So)\b"
)
"""How a sentence begins that says little without the one before."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted question: what is asked, what would be right, and the sentence that proves it.

    `asked_on` is the day of its article, None for an undated one: "on Saturday" means another day later on.
    """

    kind: Kind
    question: str
    wordings: tuple[str, ...]
    article: str
    quote: str
    asked_on: date | None = None


def draft_suite(name: str, library: Library, *, count: int = DRAFTS) -> Suite:
    """Write a suite of at most `count` drafted questions on a copy of the library's articles, and load it.

    `name` is the name of a folder in `evals/suites`, or the path of a folder; the folder must not be there. Every
    question carries the tag "draft", no threshold is set. Raises CallError where the folder is taken or can't be
    written, and where nothing can be drafted from the articles.
    """
    folder = Path(name) if "/" in name or os.sep in name else SUITES / name
    if folder.exists():
        raise CallError(f"{folder} is there already; choose another name, or remove it.")
    copied = list(_copies(library))
    drafts = list(islice(drafted([article for _, article in copied]), count))
    if not drafts:
        raise CallError(
            f"No question could be drafted from the {len(copied)} articles of {library.folder}; a plain sentence "
            "with a figure, a day or a quotation is needed. Write a suite by hand: copy evals/suites/corpus."
        )
    newest = library.newest_article()
    try:
        _write(folder, [record for record, _ in copied], drafts, newest)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise CallError(f"{folder} can't be written ({error.strerror}); choose another place.") from error
    return load_suite(folder)


def drafted(articles: Sequence[Article]) -> Iterator[Draft]:
    """Draft one question of each article in turn, then a second one of each, and so on; none comes twice."""
    rounds = zip_longest(*(_drafts_of(article) for article in articles))
    asked: set[str] = set()
    for draft in chain.from_iterable(rounds):
        if draft is not None and draft.question not in asked:
            asked.add(draft.question)
            yield draft


def _drafts_of(article: Article) -> list[Draft]:
    """Give an article's drafts, the first of each kind before the second of any."""
    drafts: dict[str, list[Draft]] = {}
    for start, end in sentence_spans(article.text):
        sentence = article.text[start:end]
        if len(sentence.split()) not in WORDS or _LEANS_BACK.match(sentence):
            continue
        if found := question_of(sentence, article.text):
            published = article.header.published
            draft = Draft(found.kind, found.question, found.wordings, article.id, sentence, published)
            drafts.setdefault(found.kind, []).append(draft)
    rounds = zip_longest(*drafts.values())
    return [draft for draft in chain.from_iterable(rounds) if draft is not None]


def _copies(library: Library) -> Iterator[tuple[dict[str, Any], Article]]:
    """Give each article as a record that can be ingested, and as what it will be then: ingest cleans again.

    An article of which that leaves nothing is left out, and that is logged.
    """
    for listed in library.articles():
        article = library.article(listed.id)
        header = article.header
        record = {
            "id": article.id,
            "title": header.title,
            "outlet": header.outlet,
            "url": header.url,
            "published": header.published.isoformat() if header.published else "",
            "text": article.text,
        }
        record = {name: value for name, value in record.items() if value}
        page = page_or_rejection(record, ARTICLES_FILE, "")
        if isinstance(page, Rejection):
            logger.warning("The article %s is left out: %s", article.id, page.reason)
            continue
        try:
            yield record, extract(page)
        except (EmptyArticleError, UnreadableSourceError) as error:
            logger.warning("The article %s is left out: %s", article.id, error)


def _write(
    folder: Path, records: Iterable[dict[str, Any]], drafts: Sequence[Draft], newest: date | None
) -> None:
    (folder / "articles").mkdir(parents=True)
    lines = "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in records)
    (folder / "articles" / ARTICLES_FILE).write_text(lines, encoding="utf-8")
    (folder / SUITE_FILE).write_text(_SUITE.format(name=json.dumps(folder.name)), encoding="utf-8")
    (folder / QUESTIONS_FILE).write_text(_questions(drafts, newest), encoding="utf-8")
    place = folder.name if folder.parent == SUITES else folder
    (folder / "README.md").write_text(_README.format(name=folder.name, place=place), encoding="utf-8")


def _questions(drafts: Sequence[Draft], newest: date | None) -> str:
    cases = [_case(number, draft, newest) for number, draft in enumerate(drafts, start=1)]
    return "\n".join([_HEAD, *cases, _TAIL])


def _case(number: int, draft: Draft, newest: date | None) -> str:
    fields: dict[str, Any] = {"id": f"draft-{number:03}", "question": draft.question}
    if asked_on := draft.asked_on or newest:
        fields["asked_on"] = asked_on
    fields |= {
        "answers": [list(draft.wordings)],
        "proof": [{"article": draft.article, "quote": draft.quote}],
        "tags": [DRAFT_TAG, draft.kind],
    }
    text = yaml.safe_dump([fields], allow_unicode=True, sort_keys=False, width=110)
    return (
        f"# DRAFT: reword the question, check the accepted wordings, take out the tag '{DRAFT_TAG}'.\n{text}"
    )


_SUITE = """\
name: {name}
version: 1
articles: articles       # relative to this file
# Set thresholds when the questions have been checked by hand, a little under what is measured:
# thresholds: {{answered_right: 0.85, cited_right: 0.85, refused_right: 0.70}}
thresholds: {{}}
"""
_HEAD = """\
# Drafted from the articles' own sentences, and to be checked by hand: a draft is no question that a reader would
# ask. The fields are explained in README.md of the suite `corpus`.
"""
_TAIL = """\
# What no draft can be: a question that the articles do not answer. Write about as many of them, such as:
#
# - id: mayor-age
#   question: How old is the mayor?
#   unanswerable: absent        # or false-premise, stale, ambiguous
#   tags: [number]
"""
_README = """\
# {name}

A draft: its questions were made by a program out of the articles' sentences, and nobody has checked them.

Before a figure of this suite means anything:

1. Reword every question as a reader would ask it, in other words than the article's; throw away what nobody asks.
2. Check the accepted wordings: every way in which a right answer may put it ("1,250", "about 1,200"), nothing else.
3. Check the proof: is it the best sentence, and is there another article that says the same? Add its quote.
4. Take the tag `draft` out of each question that you have checked.
5. Write questions that the articles do not answer, about as many, among them some that sound as if they did.
6. Set thresholds in `suite.yaml`, run `python -m evals run {place}`, and store the baseline with
   `python -m evals baseline {place}`.

`articles/` is a copy of the library's articles as they were cleaned; the fields of `questions.yaml` are explained in
the README of the suite `corpus`.
"""
