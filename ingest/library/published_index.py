"""Which generation of the vector index counts, and how it is kept in step with the catalogue."""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import LibraryError, LibraryLockedError
from ingest.library.catalogue import Catalogue
from ingest.library.faults import library_faults
from ingest.library.lock import writer_lock
from ingest.library.vector_index import UNFINISHED, VectorIndex, generation_problem, write_generation

logger = logging.getLogger(__name__)

INDEX_FOLDER = "chroma"
LARGEST_DEAD_SHARE = 0.2
"""A graph keeps its dead nodes, which hide living ones and cost time; with more it is written anew."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which generation of the vector index counts, the highest passage id in it, and how many nodes are dead.

    A dead node is a passage that was taken out again.
    """

    generation: int = 0
    newest_passage: int = 0
    dead: int = 0


class PublishedIndex:
    """The vector index of a library, in the generation that its catalogue names. Safe to use from several threads."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        """Nothing is opened before it is asked for. `folder` is the library's."""
        self._folder = folder
        self._catalogue = catalogue
        self._index: VectorIndex | None = None
        self._generation = 0
        self._lock = threading.Lock()

    def close(self) -> None:
        """Let go of the index's files."""
        with self._lock:
            self._index = None

    def state(self) -> IndexState:
        """Say which generation counts at this moment."""
        stamp = self._catalogue.stamp("index")
        return IndexState(**json.loads(stamp)) if stamp else IndexState()

    def generation_folder(self, generation: int) -> Path:
        """Give the folder of a generation, whether there is one or not."""
        return self._folder / INDEX_FOLDER / f"{generation:06d}"

    def problem(self, state: IndexState) -> str:
        """Say what is wrong with the generation that counts, "" for nothing."""
        return generation_problem(self.generation_folder(state.generation)) if state.generation else ""

    def open(self, state: IndexState) -> VectorIndex | None:
        """Give the published index, None where there is none or where it can't be used."""
        with self._lock:
            if state.generation != self._generation:
                self._index = None
                self._generation = state.generation
                if state.generation and not self.problem(state):
                    try:
                        self._index = VectorIndex(self.generation_folder(state.generation))
                    except LibraryError as error:
                        logger.warning("%s Searching without it, which is slower.", error)
            return self._index

    def give_up(self, error: LibraryError) -> None:
        """Search without the index from now on, because of an error in it."""
        logger.warning("%s Searching without it, which is slower.", error)
        with self._lock:
            self._index = None

    def repair(self) -> None:
        """Write the index anew where it is torn or missing; where that can't be done, log why."""
        problem = self.problem(self.state())
        if not problem:
            return
        what = f"In the library {self._folder} {problem}"
        try:
            with writer_lock(self._folder):
                logger.warning("%s; rebuilding it from the catalogue.", what)
                self.update()
        except LibraryLockedError:
            logger.warning(
                "%s; another process is writing to the library: searching without the index until it is done.",
                what,
            )
        except LibraryError as error:
            logger.warning(
                "%s; the index could not be rebuilt (%s) Searching without it, which is slower.", what, error
            )

    def update(self, *, anew: bool = False) -> None:
        """Publish a generation that holds just what the catalogue holds. Only under the writer's lock."""
        state = self.state()
        sound = bool(state.generation) and not self.problem(state)
        newest = self._catalogue.newest_passage()
        leftovers = self._catalogue.index_leftovers()
        if sound and not anew and newest <= state.newest_passage and not leftovers:
            return
        if not state.generation and not newest and not leftovers:
            return
        gone = [key for key in leftovers if key <= state.newest_passage]
        dead = state.dead + len(gone)
        crowded = dead > LARGEST_DEAD_SHARE * self._catalogue.count_vectors()
        base = self.generation_folder(state.generation) if sound and not anew and not crowded else None
        after = state.newest_passage if base else 0
        generation = state.generation + 1
        with library_faults(self._folder):
            write_generation(
                self.generation_folder(generation),
                base=base,
                gone=gone if base else (),
                vectors=self._catalogue.vectors(after),
            )
            self._publish(IndexState(generation, newest, dead if base else 0), leftovers)
            self.delete_before(state.generation if base else generation)

    def _publish(self, state: IndexState, leftovers: Sequence[int]) -> None:
        value = json.dumps(asdict(state))
        with self._catalogue.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO stamp VALUES ('index', ?)", (value,))
            connection.executemany(
                "DELETE FROM index_leftovers WHERE passage = ?", [(key,) for key in leftovers]
            )

    def delete_before(self, generation: int) -> None:
        """Delete the folders of earlier generations, and what was never finished."""
        # The one before the published one stays until the next is written: a reader may be opening it just now.
        for folder in (self._folder / INDEX_FOLDER).glob("*"):
            if folder.name.endswith(UNFINISHED) or int(folder.name) < generation:
                shutil.rmtree(folder, ignore_errors=True)
