"""The vector index: generations of a Chroma collection. The only module that imports chromadb.

Chroma's files are not crash-safe and not made for two processes, so nobody ever works on files that somebody
else may read. A generation is a folder that is written once, closed, listed in a manifest with sizes and
checksums, and never changed again; the catalogue names the one that counts. A reader gives Chroma a private
copy of the small SQLite file and links to the vectors, so that even opening changes nothing that is
published. A torn, missing or altered file therefore shows before Chroma, which would crash the process, gets
to see it. Faults that Chroma itself reports become LibraryErrors here.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
import time
import uuid
import weakref
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from ingest.errors import LibraryError
from ingest.library.faults import disk_is_full, full_disk

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

logger = logging.getLogger(__name__)

COLLECTION = "passages"
MANIFEST = "manifest.json"
BATCH = 1000
SYNC_THRESHOLD = 200
"""Operations after which Chroma writes its graph to disk; every reader replays what is still in its log."""
UNFINISHED = ".unfinished"
COPY_PREFIX = "assistant-index-"
IN_USE = "in-use.lock"
GRAPH_WRITTEN = "index_metadata.pickle"
SECONDS_TO_LOCK = 60
HNSW = {
    "space": "ip",
    "ef_construction": 128,
    "ef_search": 128,
    "max_neighbors": 16,
    "sync_threshold": SYNC_THRESHOLD,
}


class VectorIndex:
    """A published generation, opened for searching. Safe to use from several threads."""

    def __init__(self, generation: Path) -> None:
        """Open a generation that `generation_problem` found sound. Raises LibraryError where it can't."""
        with _index_faults(generation):
            private, lock = _private_copy(generation)
            client = _client(Path(private.name))
            # Closed with the last reference, not at once: another thread may be in the middle of a search.
            weakref.finalize(self, _let_go, client, private, lock)
            self._generation = generation
            self._collection = client.get_collection(COLLECTION, embedding_function=None)
            self._size = self._collection.count()

    def search(self, vector: NDArray[np.float32], limit: int) -> list[tuple[int, float]]:
        """Give up to `limit` (passage id, cosine similarity) pairs, nearest first. `vector` has length one.

        Raises LibraryError where Chroma can't read its files.
        """
        limit = min(limit, self._size)
        if limit == 0:
            return []
        with _index_faults(self._generation):
            result = self._collection.query(
                query_embeddings=vector[None, :], n_results=limit, include=["distances"]
            )
        distances = result["distances"] or [[]]
        return [
            (int(key), 1.0 - distance) for key, distance in zip(result["ids"][0], distances[0], strict=True)
        ]

    def __len__(self) -> int:
        """Count the vectors, those of passages that are gone by now included."""
        return self._size

    def passage_ids(self) -> set[int]:
        """Give the ids of all passages. Raises LibraryError where Chroma can't read its files."""
        found: set[int] = set()
        with _index_faults(self._generation):
            while page := self._collection.get(limit=5000, offset=len(found), include=[])["ids"]:
                found.update(int(key) for key in page)
        return found


def write_generation(
    generation: Path,
    *,
    base: Path | None,
    gone: Sequence[int],
    vectors: Iterable[tuple[int, bytes]],
) -> None:
    """Write a new generation: a copy of `base` (or nothing) less the passages `gone`, plus `vectors`.

    `vectors` are (passage id, little-endian float32 bytes) pairs. When this returns, the files are on the
    disk; until then they lie in a folder with another name. Raises LibraryFullError and LibraryError.
    """
    # Chroma remembers a folder that it once failed in, so each attempt gets a new one.
    unfinished = generation.with_name(f"{generation.name}.{uuid.uuid4().hex}{UNFINISHED}")
    try:
        with _index_faults(unfinished):
            _write(unfinished, base, gone, vectors)
            if generation.exists():
                shutil.rmtree(generation)
            unfinished.rename(generation)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write(
    generation: Path, base: Path | None, gone: Sequence[int], vectors: Iterable[tuple[int, bytes]]
) -> None:
    if base is None:
        generation.mkdir(parents=True)
    else:
        shutil.copytree(base, generation, ignore=shutil.ignore_patterns(MANIFEST))
    client = _client(generation)
    try:
        collection = _collection(client)
        for page in _pages(gone, BATCH):
            collection.delete(ids=[str(key) for key in page])
        for batch in _pages(vectors, BATCH):
            collection.upsert(
                ids=[str(key) for key, _ in batch],
                embeddings=np.stack([np.frombuffer(vector, dtype="<f4") for _, vector in batch]),
            )
    finally:
        client.close()
    _write_manifest(generation)


def generation_problem(generation: Path) -> str:
    """Say what is wrong with a published generation, "" where it is as it was written.

    A file whose size and time are unchanged is believed; any other must have the checksum of the manifest.
    """
    try:
        manifest: dict[str, Any] = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
        files = [(name, *map(int, facts)) for name, facts in manifest["files"].items()]
        version = manifest["chromadb"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "the vector index is missing or torn"
    if version != _chroma_version():
        return "the vector index was made by another version of chromadb"
    for name, size, modified, checksum in files:
        path = generation / name
        try:
            status = path.stat()
        except OSError:
            return f"the vector index lacks its file {path.name}"
        if status.st_size != size or (status.st_mtime_ns != modified and _checksum(path) != checksum):
            return f"the vector index is damaged in its file {path.name}"
    return ""


def altered_file(generation: Path) -> str:
    """Read every file and name the first whose checksum differs from the manifest, "" where none does."""
    manifest: dict[str, Any] = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
    for name, (_, _, checksum) in manifest["files"].items():
        if _checksum(generation / name) != checksum:
            return str(name)
    return ""


@contextmanager
def _index_faults(generation: Path) -> Iterator[None]:
    """Raise a LibraryError in place of what Chroma or the file system raises on a generation of the index."""
    from chromadb.errors import ChromaError

    library = generation.parent.parent
    try:
        yield
    except (ChromaError, OSError) as error:
        written = sum(path.lstat().st_size for path in generation.rglob("*")) if generation.exists() else 0
        if disk_is_full(error, generation.parent, needed=written):
            raise full_disk(library) from error
        raise LibraryError(f"The vector index of the library {library} can't be used ({error}).") from error


def _private_copy(generation: Path) -> tuple[tempfile.TemporaryDirectory[str], FileLock]:
    """Make a folder that Chroma may change, and hold a lock that tells other processes that it is in use."""
    _remove_abandoned_copies()
    private = tempfile.TemporaryDirectory(prefix=COPY_PREFIX, ignore_cleanup_errors=True)
    lock = FileLock(Path(private.name) / IN_USE)
    lock.acquire()
    for item in generation.iterdir():
        if item.is_dir():
            _link_or_copy(item, Path(private.name) / item.name)
        elif item.name != MANIFEST:
            shutil.copyfile(item, Path(private.name) / item.name)
    return private, lock


def _remove_abandoned_copies() -> None:
    """Remove what killed processes left in the temporary folder: the copies whose lock nobody holds."""
    for folder in Path(tempfile.gettempdir()).glob(f"{COPY_PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime < SECONDS_TO_LOCK:
                continue
            with FileLock(folder / IN_USE, timeout=0):
                shutil.rmtree(folder, ignore_errors=True)
        except (OSError, Timeout):
            continue


def _let_go(client: Client, private: tempfile.TemporaryDirectory[str], lock: FileLock) -> None:
    client.close()
    lock.release()
    private.cleanup()


def _client(folder: Path) -> Client:
    # Imported here, because it takes half a second that `status`, `list` and `show` need not wait for.
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)


def _collection(client: Client) -> Collection:
    return client.get_or_create_collection(
        COLLECTION,
        embedding_function=None,
        configuration=cast("CreateCollectionConfiguration", {"hnsw": HNSW}),
    )


def _chroma_version() -> str:
    from importlib.metadata import version

    return version("chromadb")


def _link_or_copy(folder: Path, copy: Path) -> None:
    if (folder / GRAPH_WRITTEN).exists():
        try:
            copy.symlink_to(folder.resolve(), target_is_directory=True)
            return
        except OSError:
            logger.debug("This system makes no links; copying the vectors instead.")
    # Chroma begins a graph that it never wrote anew in the same files, even when it is only asked.
    shutil.copytree(folder, copy)


def _write_manifest(generation: Path) -> None:
    files: dict[str, list[int]] = {}
    for path in sorted(item for item in generation.rglob("*") if item.is_file()):
        with path.open("rb") as opened:
            os.fsync(opened.fileno())
        status = path.stat()
        files[str(path.relative_to(generation))] = [status.st_size, status.st_mtime_ns, _checksum(path)]
    manifest = {"chromadb": _chroma_version(), "files": files}
    with (generation / MANIFEST).open("w", encoding="utf-8") as opened:
        json.dump(manifest, opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())


def _checksum(path: Path) -> int:
    checksum = 0
    try:
        with path.open("rb") as opened:
            while block := opened.read(1 << 20):
                checksum = zlib.crc32(block, checksum)
    except OSError:
        return -1
    return checksum


def _pages(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page
