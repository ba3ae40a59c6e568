from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import LibraryError
from ingest.library import vector_index
from ingest.library.vector_index import (
    COPY_PREFIX,
    MANIFEST,
    VectorIndex,
    altered_file,
    generation_problem,
    write_generation,
)
from tests.ingest.invented import ROOT, run_python

DIMENSION = 16


def random_vectors(count: int, seed: int = 0) -> list[tuple[int, bytes]]:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype("<f4")
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [(number, vector.tobytes()) for number, vector in enumerate(vectors, 1)]


def write(
    generation: Path, vectors: list[tuple[int, bytes]], base: Path | None = None, gone: tuple[int, ...] = ()
) -> None:
    write_generation(generation, base=base, gone=gone, vectors=vectors)


def nearest(index: VectorIndex, vector: bytes, limit: int = 1) -> list[int]:
    return [key for key, _ in index.search(np.frombuffer(vector, dtype="<f4"), limit)]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("count", [1, 7, 199, 200, 201, 450, 1003])
def test_every_vector_that_was_written_is_found_and_reading_changes_no_file(
    tmp_path: Path, count: int
) -> None:
    vectors = random_vectors(count)
    write(tmp_path / "000001", vectors)
    before = contents(tmp_path / "000001")
    index = VectorIndex(tmp_path / "000001")
    assert len(index) == count
    assert index.passage_ids() == {key for key, _ in vectors}
    assert [nearest(index, vector) for _, vector in vectors[:50]] == [[key] for key, _ in vectors[:50]]
    del index
    gc.collect()
    assert contents(tmp_path / "000001") == before
    assert generation_problem(tmp_path / "000001") == altered_file(tmp_path / "000001") == ""


def test_similarities_are_cosines_nearest_first(tmp_path: Path) -> None:
    vectors = random_vectors(300)
    write(tmp_path / "000001", vectors)
    question = np.frombuffer(vectors[4][1], dtype="<f4")
    found = VectorIndex(tmp_path / "000001").search(question, 20)
    expected = {key: float(np.frombuffer(vector, dtype="<f4") @ question) for key, vector in vectors}
    assert [key for key, _ in found] == sorted(expected, key=lambda key: -expected[key])[:20]
    assert [similarity for _, similarity in found] == pytest.approx(
        [expected[key] for key, _ in found], abs=1e-5
    )


def test_a_search_gives_at_most_what_there_is(tmp_path: Path) -> None:
    vectors = random_vectors(5)
    write(tmp_path / "000001", vectors)
    index = VectorIndex(tmp_path / "000001")
    assert len(nearest(index, vectors[0][1], limit=100)) == 5
    assert nearest(index, vectors[0][1], limit=0) == []


def test_an_empty_generation_finds_nothing(tmp_path: Path) -> None:
    write(tmp_path / "000001", [])
    index = VectorIndex(tmp_path / "000001")
    assert len(index) == 0
    assert nearest(index, random_vectors(1)[0][1]) == []
    assert index.passage_ids() == set()


def test_a_generation_can_be_made_from_the_one_before(tmp_path: Path) -> None:
    vectors = random_vectors(700)
    write(tmp_path / "000001", vectors[:500])
    before = contents(tmp_path / "000001")
    gone = tuple(range(1, 301))
    write(tmp_path / "000002", vectors[500:], base=tmp_path / "000001", gone=gone)
    index = VectorIndex(tmp_path / "000002")
    assert index.passage_ids() == {key for key, _ in vectors} - set(gone)
    assert nearest(index, vectors[9][1]) != [10]
    assert nearest(index, vectors[399][1]) == [400]
    assert nearest(index, vectors[650][1]) == [651]
    assert len(nearest(index, vectors[9][1], limit=700)) == 400
    assert contents(tmp_path / "000001") == before


DAMAGES: dict[str, Callable[[Path], None]] = {
    "missing": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2),
    "flipped": lambda path: path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 0xFF])),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"more"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_to_any_file_of_a_generation_is_noticed(tmp_path: Path, damage: str) -> None:
    write(tmp_path / "sound", random_vectors(300))
    assert len(contents(tmp_path / "sound")) >= 6
    for name in contents(tmp_path / "sound"):
        shutil.copytree(tmp_path / "sound", tmp_path / "broken")
        DAMAGES[damage](tmp_path / "broken" / name)
        assert Path(name).name in generation_problem(tmp_path / "broken") or name == MANIFEST
        assert generation_problem(tmp_path / "broken")
        shutil.rmtree(tmp_path / "broken")


def test_a_copied_generation_is_sound_although_its_times_differ(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(10))
    shutil.copytree(tmp_path / "one", tmp_path / "two", copy_function=shutil.copyfile)
    assert generation_problem(tmp_path / "two") == ""


def test_a_byte_that_rots_without_a_trace_in_the_times_is_found_by_reading_every_file(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(300))
    path = tmp_path / "one" / "chroma.sqlite3"
    status = path.stat()
    DAMAGES["flipped"](path)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert generation_problem(tmp_path / "one") == ""
    assert altered_file(tmp_path / "one") == "chroma.sqlite3"


def test_a_generation_of_another_chromadb_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(3))
    manifest = json.loads((tmp_path / "one" / MANIFEST).read_text())
    (tmp_path / "one" / MANIFEST).write_text(json.dumps({**manifest, "chromadb": "0.6.3"}))
    assert "another version" in generation_problem(tmp_path / "one")


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"chromadb": "1.5.9", "files": [1]}', "\x00\x01"])
def test_a_torn_manifest_is_noticed(tmp_path: Path, manifest: str) -> None:
    write(tmp_path / "one", random_vectors(3))
    (tmp_path / "one" / MANIFEST).write_text(manifest)
    assert generation_problem(tmp_path / "one")


def test_a_generation_that_cannot_be_finished_leaves_nothing_behind(tmp_path: Path) -> None:
    def failing():
        yield from random_vectors(1500)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_generation(tmp_path / "000001", base=None, gone=(), vectors=failing())
    assert list(tmp_path.iterdir()) == []
    write(tmp_path / "000001", random_vectors(5))
    assert len(VectorIndex(tmp_path / "000001")) == 5


def test_an_unpublished_generation_of_a_killed_writer_is_replaced(tmp_path: Path) -> None:
    write(tmp_path / "000001", random_vectors(5))
    write(tmp_path / "000001", random_vectors(9, seed=1))
    assert len(VectorIndex(tmp_path / "000001")) == 9


def test_what_chroma_cannot_open_is_a_library_error(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(3))
    (tmp_path / "one" / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(LibraryError, match="vector index"):
        VectorIndex(tmp_path / "one")
    with pytest.raises(LibraryError, match="vector index"):
        VectorIndex(tmp_path / "two")


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the private copies of other processes of this machine out of sight."""
    place = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(place))
    monkeypatch.setattr(tempfile, "tempdir", str(place))


def private_copies() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob(f"{COPY_PREFIX}*"))


def test_private_copies_go_with_their_index(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(3))
    index = VectorIndex(tmp_path / "one")
    assert len(private_copies()) == 1
    del index
    gc.collect()
    assert not private_copies()


def test_private_copies_of_killed_processes_are_removed_and_those_in_use_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "one", random_vectors(300))
    code = """
import os, sys
from pathlib import Path
from ingest.library.vector_index import VectorIndex
index = VectorIndex(Path(sys.argv[1]))
os.kill(os.getpid(), 9)
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = subprocess.run([sys.executable, "-c", code, tmp_path / "one"], env=environment, check=False)
    assert killed.returncode == -9
    (left,) = private_copies()
    in_use = VectorIndex(tmp_path / "one")
    assert len(private_copies()) == 2
    monkeypatch.setattr(vector_index, "SECONDS_TO_LOCK", -1)
    another = VectorIndex(tmp_path / "one")
    assert left not in private_copies()
    assert len(private_copies()) == 2
    assert nearest(in_use, random_vectors(1)[0][1]) == nearest(another, random_vectors(1)[0][1])
    assert generation_problem(tmp_path / "one") == ""


def test_searching_opens_no_connection(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(3))
    code = """
import socket, sys
from pathlib import Path
import numpy as np
def refuse(*arguments): raise SystemExit("a connection was opened")
socket.socket.connect = socket.getaddrinfo = refuse
from ingest.library.vector_index import VectorIndex
print(len(VectorIndex(Path(sys.argv[1])).search(np.eye(16, dtype="f4")[0], 2)))
"""
    assert run_python(code, tmp_path / "one").strip() == "2"


def test_opening_copies_the_small_file_and_not_the_vectors(tmp_path: Path) -> None:
    write(tmp_path / "one", random_vectors(1000))
    index = VectorIndex(tmp_path / "one")
    (copy,) = private_copies()
    assert any(path.is_symlink() for path in copy.iterdir())
    assert len(index) == 1000


def test_many_small_updates_leave_every_generation_sound_and_complete(tmp_path: Path) -> None:
    generator = np.random.default_rng(3)
    vectors = dict(random_vectors(1200))
    filed: set[int] = set()
    base: Path | None = None
    for step in range(12):
        new = [key for key in vectors if key not in filed][: int(generator.integers(1, 150))]
        gone = tuple(int(key) for key in generator.permutation(sorted(filed))[: len(filed) // 4])
        generation = tmp_path / f"{step:06d}"
        write(generation, [(key, vectors[key]) for key in new], base=base, gone=gone)
        filed = filed - set(gone) | set(new)
        before = contents(generation)
        index = VectorIndex(generation)
        assert index.passage_ids() == filed
        assert all(nearest(index, vectors[key]) == [key] for key in sorted(filed)[::10])
        del index
        assert contents(generation) == before
        base = generation
