"""The one door to the library: nothing above it knows that there is a SQLite file and a Chroma folder."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from ingest.errors import LibraryError, LibraryLockedError, LibraryMismatchError, UnknownArticleError
from ingest.library.catalogue import ArticleSummary, Catalogue, FiledArticle
from ingest.library.faults import library_faults
from ingest.library.lock import writer_lock
from ingest.library.vector_index import (
    UNFINISHED,
    VectorIndex,
    altered_file,
    generation_problem,
    write_generation,
)
from ingest.records import Article, DatedExpression, Filter, Passage

logger = logging.getLogger(__name__)

INDEX_FOLDER = "chroma"
REPLY_CACHE = "replies.db"
"""What a language model has replied to questions of this library; written by the assistant, deleted by `purge`."""
LARGEST_DEAD_SHARE = 0.2
"""A graph keeps its dead nodes, which hide living ones and cost time; with more it is written anew."""
EXACT_SEARCH_PASSAGES = 10_000
"""Up to so many passages are compared one by one: as fast as the graph, and a narrow filter loses nothing."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which generation of the vector index counts, the highest passage id in it, and how many nodes are dead.

    A dead node is a passage that was taken out again.
    """

    generation: int = 0
    newest_passage: int = 0
    dead: int = 0


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
        self._index: VectorIndex | None = None
        self._index_generation = 0
        self._index_lock = threading.Lock()
        if repair:
            self._repair_index()

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
        with self._index_lock:
            self._index = None
        self._catalogue.close()

    # --- reading

    def article(self, article_id: str) -> Article:
        """Give an article as it is filed now. Raises UnknownArticleError."""
        known = self._catalogue.known(article_id)
        if known is None:
            raise UnknownArticleError(
                f"No article {article_id!r} in the library {self.folder}; see: python -m ingest list"
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
        return f"{self._state().generation}/{newest}/{len(self)}/{self._catalogue.count_passages()}"

    def status(self) -> LibraryStatus:
        """Say what the library holds and whether its index is sound."""
        state = self._state()
        return LibraryStatus(
            folder=str(self.folder),
            articles=len(self),
            passages=self._catalogue.count_passages(),
            outlets=tuple(self.outlets()),
            newest_article=self.newest_article(),
            embedding_model=self.embedding_model,
            dimension=int(self._catalogue.stamp("dimension") or 0),
            index=self._index_problem(state) or "ready",
            passages_not_indexed=self._catalogue.count_vectors(after=state.newest_passage),
        )

    def prepare(self) -> None:
        """Open the vector index now rather than at the first search."""
        self._open_index(self._state())

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
            self._check_dimension(vector.shape[0])
            state = self._state()
            total = self._catalogue.count_passages()
            allowed = self._catalogue.count_passages(search_filter)
            index = self._open_index(state)
            narrow = allowed < total and allowed <= EXACT_SEARCH_PASSAGES
            if index is None or narrow:
                return self._compare(vector, search_filter, limit, after=0)
            share = allowed / total if total else 1.0
            try:
                indexed = self._from_index(index, vector, search_filter, limit, share)
            except LibraryError as error:
                self._give_up_index(error)
                return self._compare(vector, search_filter, limit, after=0)
            recent = self._compare(vector, search_filter, limit, after=state.newest_passage)
        return sorted([*recent, *indexed], key=lambda pair: -pair[1])[:limit]

    def _check_dimension(self, dimension: int) -> None:
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
        self._state()  # a closed library says so now and not at the first article
        with writer_lock(self.folder):
            self._catalogue.resolve_dates()
            writer = LibraryWriter(self, self._catalogue)
            try:
                yield writer
            except BaseException:
                # What ended the run must reach the caller, whatever becomes of the index: it is only derived, and
                # what it lacks is found one by one until the next writer brings it up to date.
                try:
                    self._update_index()
                except LibraryError as error:
                    logger.warning("The vector index was not brought up to date: %s", error)
                raise
            self._update_index()

    def verify(self) -> list[str]:
        """Check every table and file against the others; an empty list means that the library is sound."""
        found = self._catalogue.problems()
        state = self._state()
        problem = self._index_problem(state)
        if problem:
            return [*found, f"{problem}; run: python -m ingest rebuild"]
        if not state.generation:
            return found
        altered = altered_file(self._generation_folder(state.generation))
        if altered:
            return [
                *found,
                f"the vector index is damaged in its file {altered}; run: python -m ingest rebuild",
            ]
        indexed = VectorIndex(self._generation_folder(state.generation)).passage_ids()
        expected = {key for key, _ in self._catalogue.vectors() if key <= state.newest_passage}
        missing = expected - indexed
        unexpected = indexed - expected - set(self._catalogue.index_leftovers())
        if missing or unexpected:
            found.append(
                f"the vector index lacks {len(missing)} passages and holds {len(unexpected)} too many; "
                "run: python -m ingest rebuild"
            )
        return found

    # --- the vector index

    def _state(self) -> IndexState:
        stamp = self._catalogue.stamp("index")
        return IndexState(**json.loads(stamp)) if stamp else IndexState()

    def _generation_folder(self, generation: int) -> Path:
        return self.folder / INDEX_FOLDER / f"{generation:06d}"

    def _index_problem(self, state: IndexState) -> str:
        return generation_problem(self._generation_folder(state.generation)) if state.generation else ""

    def _open_index(self, state: IndexState) -> VectorIndex | None:
        """Give the published index, None where there is none or where it can't be used."""
        with self._index_lock:
            if state.generation != self._index_generation:
                self._index = None
                self._index_generation = state.generation
                if state.generation and not self._index_problem(state):
                    try:
                        self._index = VectorIndex(self._generation_folder(state.generation))
                    except LibraryError as error:
                        logger.warning("%s Searching without it, which is slower.", error)
            return self._index

    def _give_up_index(self, error: LibraryError) -> None:
        logger.warning("%s Searching without it, which is slower.", error)
        with self._index_lock:
            self._index = None

    def _repair_index(self) -> None:
        problem = self._index_problem(self._state())
        if not problem:
            return
        logger.warning("In the library %s %s; rebuilding it from the catalogue.", self.folder, problem)
        try:
            with writer_lock(self.folder):
                self._update_index()
        except LibraryLockedError:
            logger.warning(
                "Another process is writing to the library; searching without the index until it is done."
            )
        except LibraryError as error:
            logger.warning(
                "The index could not be rebuilt (%s) Searching without it, which is slower.", error
            )

    def _update_index(self, *, anew: bool = False) -> None:
        """Publish a generation that holds just what the catalogue holds. Only under the writer's lock."""
        state = self._state()
        sound = bool(state.generation) and not self._index_problem(state)
        newest = self._catalogue.newest_passage()
        leftovers = self._catalogue.index_leftovers()
        if sound and not anew and newest <= state.newest_passage and not leftovers:
            return
        if not state.generation and not newest and not leftovers:
            return
        gone = [key for key in leftovers if key <= state.newest_passage]
        dead = state.dead + len(gone)
        crowded = dead > LARGEST_DEAD_SHARE * self._catalogue.count_vectors()
        base = self._generation_folder(state.generation) if sound and not anew and not crowded else None
        after = state.newest_passage if base else 0
        generation = state.generation + 1
        with library_faults(self.folder):
            write_generation(
                self._generation_folder(generation),
                base=base,
                gone=gone if base else (),
                vectors=self._catalogue.vectors(after),
            )
            self._publish(IndexState(generation, newest, dead if base else 0), leftovers)
            self._delete_generations_before(state.generation if base else generation)

    def _publish(self, state: IndexState, leftovers: Sequence[int]) -> None:
        value = json.dumps(asdict(state))
        with self._catalogue.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO stamp VALUES ('index', ?)", (value,))
            connection.executemany(
                "DELETE FROM index_leftovers WHERE passage = ?", [(key,) for key in leftovers]
            )

    def _delete_generations_before(self, generation: int) -> None:
        # The one before the published one stays until the next is written: a reader may be opening it just now.
        for folder in (self.folder / INDEX_FOLDER).glob("*"):
            if folder.name.endswith(UNFINISHED) or int(folder.name) < generation:
                shutil.rmtree(folder, ignore_errors=True)


class LibraryWriter:
    """What may be done while the writer's lock is held. Made by `Library.writing`."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self._library = library
        self._catalogue = catalogue

    def file(self, articles: Sequence[FiledArticle], embedding_model: str) -> None:
        """File articles, each whole and in place of its older version; on return they are on the disk.

        Raises LibraryMismatchError where the vectors are of another model or dimension than the library's.
        """
        self._library.check_embedding(embedding_model)
        dimensions = {item.vectors.shape[1] for item in articles if item.passages}
        for dimension in dimensions:
            self._library._check_dimension(dimension)
        stamps = {"embedding_model": embedding_model, "dimension": str(max(dimensions))} if dimensions else {}
        self._catalogue.file(articles, stamps)

    def remember_source(self, source: str, digest: str) -> None:
        """Note that a source has been read to its end without a rejection: it is skipped next time."""
        self._catalogue.remember_source(source, digest)

    def source_digest(self, source: str) -> str:
        """Give the digest under which a source was last read, "" for never."""
        return self._catalogue.source_digest(source)

    def article_ids_from(self, source: str) -> list[str]:
        """Give the ids of the articles that came from a source."""
        return self._catalogue.article_ids_from(source)

    def known(self, article_id: str) -> tuple[str, Article] | None:
        """Give an article's content hash and the article as it is filed, None where there is none."""
        return self._catalogue.known(article_id)

    def was_removed(self, article_id: str, content_hash: str) -> bool:
        """Tell whether an article was removed on purpose with just this content."""
        return self._catalogue.removed_hash(article_id) == content_hash

    def remove(self, article_id: str) -> None:
        """Remove an article on purpose: from this moment no search finds it. Raises UnknownArticleError."""
        if not self._catalogue.remove(article_id, on_purpose=True):
            raise UnknownArticleError(
                f"No article {article_id!r} in the library {self._library.folder}; see: python -m ingest list"
            )

    def drop(self, article_id: str) -> None:
        """Remove an article that its source no longer holds; it comes back when the source holds it again."""
        self._catalogue.remove(article_id, on_purpose=False)

    def update_index(self) -> None:
        """Bring the vector index up to date now rather than at the end."""
        self._library._update_index()

    def rebuild(self) -> None:
        """Write the vector index anew from the catalogue's vectors. Nothing is embedded again."""
        self._library._update_index(anew=True)

    def purge(self) -> None:
        """Overwrite what removed articles left on the disk: write the index and the catalogue anew."""
        self.rebuild()
        self._library._delete_generations_before(self._library._state().generation)
        # What a language model replied may repeat what was removed.
        (self._library.folder / REPLY_CACHE).unlink(missing_ok=True)
        self._catalogue.vacuum()
