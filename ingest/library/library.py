"""The one door to the library: nothing above it knows that there is a SQLite file and a Chroma folder."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from ingest.advice import command_on
from ingest.errors import LibraryError, LibraryMismatchError, UnknownArticleError
from ingest.library.catalogue import ArticleSummary, Catalogue
from ingest.library.faults import library_faults
from ingest.library.lock import writer_lock
from ingest.library.published_index import PublishedIndex
from ingest.library.soundness import content_problems
from ingest.library.vector_index import VectorIndex, altered_file
from ingest.library.writer import LibraryWriter
from ingest.records import Article, DatedExpression, Filter, Passage

logger = logging.getLogger(__name__)

EXACT_SEARCH_PASSAGES = 10_000
"""Up to so many passages are compared one by one: as fast as the graph, and a narrow filter loses nothing."""


@dataclass(frozen=True, slots=True)
class LibraryStatus:
    """What `status` tells. `index` is "ready" or what is wrong with the vector index."""

    folder: str
    articles: int
    passages: int
    outlets: tuple[str, ...]
    newest_article: date | None
    embedding_model: str
    dimension: int
    index: str
    passages_not_indexed: int


class Library:
    """Articles, passages and their two indexes in one folder. Safe to use from several threads.

    Reading sees every article that was filed at that moment, by this or another process, whole or not at all.
    """

    def __init__(self, folder: Path, *, create: bool = False, repair: bool = True) -> None:
        """Open the library in `folder`; see `open`."""
        self.folder = folder
        self._catalogue = Catalogue(folder, create=create)
        self._index = PublishedIndex(folder, self._catalogue)
        if repair:
            self._index.repair()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, repair: bool = True) -> Library:
        """Open the library in the folder `path`, or make an empty one there when `create` is set.

        A torn or missing vector index is rebuilt from the catalogue, and a warning logged, unless `repair` is
        False. Raises LibraryNotFoundError, LibraryMismatchError, LibraryCorruptError, LibraryPermissionError.
        """
        return cls(Path(path), create=create, repair=repair)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all files. The library can't be used afterwards."""
        self._index.close()
        self._catalogue.close()

    # --- reading

    def article(self, article_id: str) -> Article:
        """Give an article as it is filed now. Raises UnknownArticleError."""
        known = self._catalogue.known(article_id)
        if known is None:
            raise UnknownArticleError(
                f"No article {article_id!r} in the library {self.folder}; see: {command_on(self.folder, 'list')}"
            )
        return known[1]

    def dated_expressions(self, article_id: str) -> list[DatedExpression]:
        """Give an article's relative dates ("on Saturday") with the days that they mean, in their order.

        Offsets count characters of the article's text. There are none for an unknown id or an undated article.
        """
        return self._catalogue.dated_expressions(article_id)

    def articles(self) -> list[ArticleSummary]:
        """List the articles, newest first, undated ones last."""
        return self._catalogue.summaries()

    def article_passages(self, article_id: str) -> list[Passage]:
        """Give the passages of an article in their order, none for an unknown id."""
        return self._catalogue.article_passages(article_id)

    def passages(self, ids: Sequence[int], search_filter: Filter | None = None) -> dict[int, Passage]:
        """Give those of the passages that still exist and pass the filter, by id."""
        return self._catalogue.passages(ids, search_filter)

    def newest_article(self, known_by: date | None = None) -> date | None:
        """Give the date of the newest dated article, up to `known_by` where given."""
        return self._catalogue.newest_published(known_by)

    def oldest_article(self) -> date | None:
        """Give the date of the oldest dated article."""
        return self._catalogue.oldest_published()

    def has_articles(self, search_filter: Filter) -> bool:
        """Tell whether any article passes a filter."""
        return self._catalogue.count_passages(search_filter) > 0

    def count_undated(self, search_filter: Filter) -> int:
        """Count the articles without a date that pass a filter."""
        return self._catalogue.count_undated(search_filter)

    def outlets(self) -> list[str]:
        """List the outlets' names."""
        return self._catalogue.outlets()

    def __len__(self) -> int:
        """Count the articles."""
        return self._catalogue.count_articles()

    @property
    def embedding_model(self) -> str:
        """The name of the embedding model that the library was made with, "" while it is empty."""
        return self._catalogue.stamp("embedding_model")

    def check_embedding(self, name: str) -> None:
        """Raise LibraryMismatchError where the library was made with another embedding model than `name`."""
        made_with = self.embedding_model
        if made_with and made_with != name:
            raise LibraryMismatchError(
                f"The library {self.folder} was made with the embedding model {made_with}, but {name} is configured; "
                "set ASSISTANT_EMBEDDING back, or add the articles to another folder with --library."
            )

    def content_state(self) -> str:
        """Give what differs whenever the library's articles have changed."""
        newest = self._catalogue.newest_passage()
        return f"{self._index.state().generation}/{newest}/{len(self)}/{self._catalogue.count_passages()}"

    def status(self) -> LibraryStatus:
        """Say what the library holds and whether its index is sound."""
        state = self._index.state()
        return LibraryStatus(
            folder=str(self.folder),
            articles=len(self),
            passages=self._catalogue.count_passages(),
            outlets=tuple(self.outlets()),
            newest_article=self.newest_article(),
            embedding_model=self.embedding_model,
            dimension=int(self._catalogue.stamp("dimension") or 0),
            index=self._index.problem(state) or "ready",
            passages_not_indexed=self._catalogue.count_vectors(after=state.newest_passage),
        )

    def prepare(self) -> None:
        """Open the vector index now rather than at the first search."""
        self._index.open(self._index.state())

    # --- searching

    def snapshot(self) -> AbstractContextManager[None]:
        """Let several calls of this thread see one moment of the library: `with library.snapshot(): ...`.

        Without it, an article that is replaced between two searches may be found by neither.
        """
        return self._catalogue.snapshot()

    def search_words(self, expression: str, search_filter: Filter, limit: int) -> list[tuple[int, float]]:
        """Rank passages by BM25 for an FTS5 expression: `limit` (passage id, score) pairs, best first."""
        return self._catalogue.match_words(expression, search_filter, limit)

    def has_words(self, expression: str, search_filter: Filter) -> bool:
        """Tell whether any passage matches an FTS5 expression."""
        return self._catalogue.has_match(expression, search_filter)

    def terms(self, first: str, shortest: int, longest: int) -> list[tuple[str, int]]:
        """List (word, passages that hold it) for the indexed words with a first letter and a length in letters.

        They are as the index keeps them: in lower case, stemmed, without accents.
        """
        return self._catalogue.terms(first, shortest, longest)

    def search_vectors(
        self, vector: NDArray[np.float32], search_filter: Filter, limit: int
    ) -> list[tuple[int, float]]:
        """Rank passages by cosine similarity: up to `limit` (passage id, similarity) pairs, nearest first.

        `vector` has length one and shape (dimension,). Passages filed since the index was written are
        compared one by one, so nothing that was filed is missing from the result. Raises LibraryMismatchError
        where the vector has another dimension than the library's.
        """
        with self.snapshot():
            self.check_dimension(vector.shape[0])
            state = self._index.state()
            total = self._catalogue.count_passages()
            allowed = self._catalogue.count_passages(search_filter)
            index = self._index.open(state)
            narrow = allowed < total and allowed <= EXACT_SEARCH_PASSAGES
            if index is None or narrow:
                return self._compare(vector, search_filter, limit, after=0)
            share = allowed / total if total else 1.0
            try:
                indexed = self._from_index(index, vector, search_filter, limit, share)
            except LibraryError as error:
                self._index.give_up(error)
                return self._compare(vector, search_filter, limit, after=0)
            recent = self._compare(vector, search_filter, limit, after=state.newest_passage)
        return sorted([*recent, *indexed], key=lambda pair: -pair[1])[:limit]

    def check_dimension(self, dimension: int) -> None:
        """Raise LibraryMismatchError where the library's vectors are of another dimension."""
        made_with = self._catalogue.stamp("dimension")
        if made_with and int(made_with) != dimension:
            raise LibraryMismatchError(
                f"The embedding model gives {dimension} numbers a vector, but the library {self.folder} holds "
                f"{made_with}; set ASSISTANT_EMBEDDING back, or add the articles to another folder with --library."
            )

    def _from_index(
        self, index: VectorIndex, vector: NDArray[np.float32], search_filter: Filter, limit: int, share: float
    ) -> list[tuple[int, float]]:
        # Chroma's own filter first collects every id that passes it, which costs more than more neighbours do.
        wanted = int(limit / share * 1.5) + 10
        while True:
            found = index.search(vector, wanted)
            live = self._catalogue.live_passages([key for key, _ in found], search_filter)
            kept = [(key, similarity) for key, similarity in found if key in live]
            if len(kept) >= limit or wanted >= len(index):
                return kept[:limit]
            if wanted > 20 * limit / share:
                return self._compare(vector, search_filter, limit, after=0)
            wanted *= 4

    def _compare(
        self, vector: NDArray[np.float32], search_filter: Filter, limit: int, after: int
    ) -> list[tuple[int, float]]:
        keys: list[int] = []
        blobs: list[bytes] = []
        for key, blob in self._catalogue.vectors(after, search_filter):
            keys.append(key)
            blobs.append(blob)
        if not keys:
            return []
        matrix = np.frombuffer(b"".join(blobs), dtype="<f4").reshape(len(keys), -1)
        # Not by `@`, which wakes a thread for each core: on a busy machine that takes longer than all else here.
        similarities = np.einsum("ij,j->i", matrix, vector.astype(np.float32))
        best = np.argsort(-similarities, kind="stable")[:limit]
        return [(keys[row], float(similarities[row])) for row in best]

    # --- writing

    @contextmanager
    def writing(self) -> Iterator[LibraryWriter]:
        """Hold the writer's lock, and bring the vector index up to date at the end.

        Raises LibraryLockedError, naming the holder's process id, where another process is writing.
        """
        with library_faults(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        self._index.state()  # a closed library says so now and not at the first article
        with writer_lock(self.folder):
            self._catalogue.resolve_dates()
            writer = LibraryWriter(self, self._catalogue, self._index)
            try:
                yield writer
            except BaseException:
                # What ended the run must reach the caller, whatever becomes of the index: it is only derived, and
                # what it lacks is found one by one until the next writer brings it up to date.
                try:
                    self._index.update()
                except LibraryError as error:
                    logger.warning("The vector index was not brought up to date: %s", error)
                raise
            self._index.update()

    def verify(self) -> list[str]:
        """Check every table, text, vector and file; an empty list means that the library is sound."""
        found = [*self._catalogue.problems(), *content_problems(self._catalogue)]
        state = self._index.state()
        problem = self._index.problem(state)
        rebuild = f"run: {command_on(self.folder, 'rebuild')}"
        if problem:
            return [*found, f"{problem}; {rebuild}"]
        if not state.generation:
            return found
        altered = altered_file(self._index.generation_folder(state.generation))
        if altered:
            return [*found, f"the vector index is damaged in its file {altered}; {rebuild}"]
        indexed = VectorIndex(self._index.generation_folder(state.generation)).passage_ids()
        expected = {key for key, _ in self._catalogue.vectors() if key <= state.newest_passage}
        missing = expected - indexed
        unexpected = indexed - expected - set(self._catalogue.index_leftovers())
        if missing or unexpected:
            found.append(
                f"the vector index lacks {len(missing)} passages and holds {len(unexpected)} too many; {rebuild}"
            )
        return found
