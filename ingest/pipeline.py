"""Read, extract, chunk, embed, file: the whole way from a folder to a library. Read `ingest` first."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from tqdm import tqdm

from ingest.chunking import passages_of
from ingest.embedding import (
    EmbeddingModel,
    embedded_text,
    embedding_from_llama_index,
    embedding_from_settings,
)
from ingest.errors import CallError, EmbeddingError, SourceError
from ingest.extraction import extract
from ingest.gone_files import gone_files
from ingest.library.content_hash import RECIPE, content_hash
from ingest.library.filing import FiledArticle
from ingest.library.library import Library
from ingest.library.writer import LibraryWriter
from ingest.readers.digest import count_articles, file_digest
from ingest.readers.files import find_files, read_file
from ingest.records import Article, Dropped, Passage, RawPage, Rejection, Report
from ingest.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.base.embeddings.base import BaseEmbedding

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://|(?:data|file|javascript|mailto|about|blob):", re.IGNORECASE)
_USER = re.compile(r"^([a-z][a-z0-9+.-]+://)[^/]*@", re.IGNORECASE)
"""The name and password in an address, which are not to be shown."""

PASSAGES_PER_BATCH = 256
PASSAGES_PER_INDEX_UPDATE = 20_000
FAILURES_BEFORE_GIVING_UP = 3
IDS_NAMED = 20
"""In a note; the report holds all of them."""


def ingest(
    sources: str | Path | Iterable[str | Path],
    library: str | Path = "library",
    *,
    embed_model: BaseEmbedding | EmbeddingModel | None = None,
    progress: bool = False,
    restore_removed: bool = True,
) -> Report:
    """Bring files and folders (or one of them) into a library, which is made where there is none.

    What is in it already is left alone, what changed is replaced, what a changed file no longer holds is
    removed. `embed_model` is any LlamaIndex embedding, else the environment's choice; `progress` draws a bar
    on standard error; without `restore_removed`, articles that were removed on purpose stay away. Raises
    LibraryError and ModelError, and CallError for what is no path; a source that can't be read is a rejection in the
    report instead.
    """
    started = time.perf_counter()
    paths = _paths(sources)
    embedding = choose_embedding(embed_model)
    with Library.open(library, create=True) as opened:
        opened.check_embedding(embedding.name)
        files, rejected = _found(paths, Path(library))
        with opened.writing() as writer, _bar(files, writer, progress) as bar:
            run = _Run(writer, embedding, restore_removed, bar)
            run.rejected.extend(rejected)
            for path in files:
                run.read(path)
            run.finish()
            folders = [
                _source_name(Path(path)) for path in paths if os.fspath(path).strip() and Path(path).is_dir()
            ]
            run.notes.extend(gone_files(writer, folders, run.sources))
    return replace(run.report(), seconds=time.perf_counter() - started)


def choose_embedding(embed_model: BaseEmbedding | EmbeddingModel | None = None) -> EmbeddingModel:
    """Give the embedding model that was handed in, or the one that the environment names.

    Raises SettingsError, ModelFileError, and CallError for what is no embedding model.
    """
    if embed_model is None:
        return embedding_from_settings(Settings.from_environment())
    if hasattr(embed_model, "embed_passages"):
        return cast("EmbeddingModel", embed_model)
    return embedding_from_llama_index(embed_model)


@dataclass(frozen=True, slots=True)
class _Pending:
    article: Article
    passages: Sequence[Passage]
    content_hash: str


@dataclass(slots=True)
class _Run:
    """One ingest run: articles wait in `pending` until there are enough passages to embed together."""

    writer: LibraryWriter
    embedding: EmbeddingModel
    restore_removed: bool
    bar: tqdm[NoReturn]
    pending: dict[str, _Pending] = field(default_factory=dict)
    after_filing: list[Callable[[], None]] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    dropped: list[tuple[str, Dropped]] = field(default_factory=list)
    left_out: int = 0
    articles_read: int = 0
    passages_filed: int = 0
    passages_since_index: int = 0
    failures_in_a_row: int = 0
    started: float = field(default_factory=time.perf_counter)

    def read(self, path: Path) -> None:
        """Take in one file: skip it when it is known, else compare each of its articles with the library."""
        source = _source_name(path)
        self.sources.add(source)
        digest = file_digest(path, RECIPE)
        if _is_unchanged(self.writer, source, digest):
            for article_id in self.writer.article_ids_from(source):
                self.outcomes.setdefault(article_id, "unchanged")
                self.articles_read += 1
            self._show_progress()
            return
        rejected_before, left_out_before = len(self.rejected), self.left_out
        met: set[str] = set()
        for page in read_file(path):
            self.articles_read += 1
            if isinstance(page, Rejection):
                self.rejected.append(page)
            elif (article := self._extracted(page)) is not None:
                met.add(self._take(replace(article, source=source), page.place))
            self._show_progress()
        if len(self.rejected) == rejected_before:
            # A record that is broken today may be one that was filed yesterday, so only a clean read removes.
            done = digest if self.left_out == left_out_before else ""
            self.after_filing.append(lambda: self._close_source(source, done, met))

    def finish(self) -> None:
        """File what is still waiting."""
        self._file_pending()
        self._show_progress()

    def report(self) -> Report:
        """Give the run's report."""

        def ids(outcome: str) -> tuple[str, ...]:
            return tuple(article_id for article_id, found in self.outcomes.items() if found == outcome)

        return Report(
            added=ids("added"),
            updated=ids("updated"),
            unchanged=ids("unchanged"),
            removed=ids("removed"),
            rejected=tuple(self.rejected),
            notes=tuple(self.notes),
            dropped=tuple(self.dropped),
        )

    def _show_progress(self) -> None:
        """Move the bar on to what is done with: an article that waits to be embedded is not."""
        self.bar.update(self.articles_read - len(self.pending) - self.bar.n)

    def _extracted(self, page: RawPage) -> Article | None:
        try:
            return extract(page)
        except SourceError as error:
            self.rejected.append(Rejection(page.source, page.place, str(error)))
            return None

    def _take(self, article: Article, place: str) -> str:
        """Queue an article unless the library has it; give the id under which it is or will be filed."""
        article = self._with_own_id(article)
        digest = content_hash(article)
        where = f"{article.source}, {place}" if place else article.source
        if article.date_problem:
            self.notes.append(
                f"{article.id} ({where}): {article.date_problem}; the article's day is unknown."
            )
        if article.id in self.outcomes:
            self.notes.append(
                f"The article {article.id} came more than once (here: {where}); the last counts."
            )
        if self.pending.pop(article.id, None) is not None:
            del self.outcomes[article.id]
        known = self.writer.known(article.id)
        if known is not None and known[0] == digest:
            self.outcomes.setdefault(article.id, "unchanged")
            return article.id
        if not self.restore_removed and self.writer.was_removed(article.id, digest):
            self.notes.append(
                f"The article {article.id} was removed before and is left out; add its file to restore it."
            )
            self.left_out += 1
            return article.id
        if self.outcomes.get(article.id) != "added":
            self.outcomes[article.id] = "updated" if known is not None else "added"
        self.dropped.extend((article.id, dropped) for dropped in article.dropped)
        self.pending[article.id] = _Pending(article, passages_of(article), digest)
        if sum(len(item.passages) for item in self.pending.values()) >= PASSAGES_PER_BATCH:
            self._file_pending()
        return article.id

    def _with_own_id(self, article: Article) -> Article:
        """Keep two files that both number their articles 1, 2, 3 from overwriting each other."""
        waiting, known = self.pending.get(article.id), self.writer.known(article.id)
        other = waiting.article if waiting is not None else known[1] if known is not None else article
        if other.source == article.source or _same_story(other, article):
            return article
        suffix = hashlib.sha256(article.source.encode()).hexdigest()[:8]
        self.notes.append(
            f"The id {article.id} belongs to another article already; this one is filed with -{suffix}."
        )
        return replace(article, id=f"{article.id}-{suffix}")

    def _file_pending(self) -> None:
        batch, self.pending = list(self.pending.values()), {}
        if batch:
            self._file(batch)
        steps, self.after_filing = self.after_filing, []
        for step in steps:
            step()
        if self.passages_since_index >= PASSAGES_PER_INDEX_UPDATE:
            self.writer.update_index()
            self.passages_since_index = 0

    def _file(self, batch: Sequence[_Pending]) -> None:
        texts = [embedded_text(passage) for item in batch for passage in item.passages]
        try:
            vectors = self.embedding.embed_passages(texts)
        except EmbeddingError as error:
            self._after_failure(batch, error)
            return
        self.failures_in_a_row = 0
        filed: list[FiledArticle] = []
        first = 0
        for item in batch:
            after = first + len(item.passages)
            filed.append(FiledArticle(item.article, item.passages, vectors[first:after], item.content_hash))
            first = after
        self.writer.file(filed, self.embedding.name)
        self.passages_filed += len(texts)
        self.passages_since_index += len(texts)
        rate = self.passages_filed / (time.perf_counter() - self.started)
        passages = "1 passage" if self.passages_filed == 1 else f"{self.passages_filed} passages"
        self.bar.set_postfix_str(f"{passages}, {rate:.0f} a second")

    def _after_failure(self, batch: Sequence[_Pending], error: EmbeddingError) -> None:
        """Try the articles one by one, since one that can't be embedded must not take the others with it."""
        self.after_filing.clear()
        if len(batch) > 1:
            for item in batch:
                self._file([item])
            return
        self.failures_in_a_row += 1
        if self.failures_in_a_row >= FAILURES_BEFORE_GIVING_UP:
            raise error
        article = batch[0].article
        self.outcomes.pop(article.id, None)
        reason = f"{error} An older version, if there is one, is still served; add the source again."
        self.rejected.append(Rejection(article.source, article.id, reason))

    def _close_source(self, source: str, digest: str, met: set[str]) -> None:
        gone = [
            article_id
            for article_id in self.writer.article_ids_from(source)
            if article_id not in met and self.outcomes.get(article_id) is None
        ]
        for article_id in gone:
            self.writer.drop(article_id)
            self.outcomes[article_id] = "removed"
        if gone:
            self.notes.append(_removal(source, gone))
        if digest:
            self.writer.remember_source(source, digest)


def _removal(source: str, gone: Sequence[str]) -> str:
    articles, they = ("1 article", "it was") if len(gone) == 1 else (f"{len(gone)} articles", "they were")
    more = f" and {len(gone) - IDS_NAMED} more" if len(gone) > IDS_NAMED else ""
    return (
        f"REMOVED {articles} that {source} no longer holds: {', '.join(gone[:IDS_NAMED])}{more}; "
        f"add a file with them if {they} to stay."
    )


def _same_story(one: Article, other: Article) -> bool:
    """Tell whether two articles of one id from two sources are one: a file that was moved, say."""
    return (
        one.text == other.text
        or bool(one.header.title and one.header.title == other.header.title)
        or bool(one.header.url and one.header.url == other.header.url)
    )


def _source_name(path: Path) -> str:
    """Give a file's full path; bytes of its name that are no UTF-8, which SQLite refuses, are spelled out."""
    return os.fsencode(path.resolve()).decode("utf-8", "backslashreplace")


def _paths(sources: object) -> list[str | Path]:
    """Give one source or several as a list. Raises CallError where one is no path."""
    is_several = isinstance(sources, Iterable) and not isinstance(sources, str | Path | bytes)
    given = list(cast("Iterable[object]", sources)) if is_several else [sources]
    paths: list[str | Path] = [one for one in given if isinstance(one, str | Path)]
    if len(paths) < len(given):
        wrong = next(one for one in given if not isinstance(one, str | Path))
        raise CallError(f"sources: {wrong!r} is no path; give files and folders as str or pathlib.Path.")
    return paths


def _found(sources: Iterable[str | Path], library: Path) -> tuple[list[Path], list[Rejection]]:
    own_files = library.resolve()
    files: dict[Path, None] = {}
    rejected: list[Rejection] = []
    for source in sources:
        refusal = _no_path(source)
        if refusal:
            rejected.append(refusal)
            continue
        for item in find_files(Path(source)):
            place = item.source if isinstance(item, Rejection) else item
            if Path(os.path.abspath(place)).is_relative_to(own_files):
                continue
            if isinstance(item, Rejection):
                rejected.append(item)
            else:
                files[item] = None
    return list(files), rejected


def _no_path(source: str | Path) -> Rejection | None:
    """Refuse what is an address or nothing at all, which as a path would be the present folder."""
    name = os.fspath(source)
    if not name.strip():
        return Rejection(name, "", "It is an empty name; name a file or a folder.")
    if isinstance(source, Path) or not _ADDRESS.match(name) or os.path.lexists(name):
        return None
    shown = _USER.sub(r"\1", name)
    if name.casefold().startswith("file:"):
        return Rejection(shown, "", "It is an address; name the file by its path, without 'file:'.")
    return Rejection(shown, "", "Nothing is read from the web; save the page as HTML and add the file.")


def _bar(files: Sequence[Path], writer: LibraryWriter, progress: bool) -> tqdm[NoReturn]:
    total = sum(_count(path, writer) for path in files) if progress else None
    return tqdm(total=total, unit=" articles", disable=not progress, desc="Ingesting", dynamic_ncols=True)


def _count(path: Path, writer: LibraryWriter) -> int:
    """Count a file's articles, in the library where it is as it was: reading it again would delay every start."""
    source = _source_name(path)
    if _is_unchanged(writer, source, file_digest(path, RECIPE)):
        return len(writer.article_ids_from(source))
    return count_articles(path)


def _is_unchanged(writer: LibraryWriter, source: str, digest: str) -> bool:
    return bool(digest) and digest == writer.source_digest(source)
