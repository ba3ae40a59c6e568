from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ingest.errors import LibraryLockedError
from ingest.library.library import Library
from ingest.library.lock import writer_lock
from tests.ingest.invented import run_python, start_python

HOLDER = """
import sys
from pathlib import Path
from ingest.library.lock import writer_lock
with writer_lock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


def test_a_second_writer_is_told_the_process_that_holds_the_lock_within_five_seconds(tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    holder = start_python(HOLDER, tmp_path)
    assert holder.stdout.readline() == "held\n"
    started = time.monotonic()
    with (
        pytest.raises(LibraryLockedError, match=rf"\b{holder.pid}\b") as caught,
        Library.open(tmp_path, create=True) as library,
        library.writing(),
    ):
        raise AssertionError("two writers")
    assert time.monotonic() - started < 5
    assert caught.value.retryable
    holder.communicate("done\n")
    with Library.open(tmp_path) as library, library.writing():
        pass


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path: Path) -> None:
    holder = start_python(HOLDER, tmp_path)
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    started = time.monotonic()
    with writer_lock(tmp_path):
        assert time.monotonic() - started < 1


def test_a_writer_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with (
        writer_lock(tmp_path),
        pytest.raises(LibraryLockedError, match=str(os.getpid())),
        writer_lock(tmp_path, wait=0.1),
    ):
        raise AssertionError("two writers")


def test_the_lock_is_free_again_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), writer_lock(tmp_path):
        raise KeyboardInterrupt
    with writer_lock(tmp_path, wait=0.1):
        pass


def test_a_writer_waits_a_moment_for_another_one_to_finish(tmp_path: Path) -> None:
    holder = start_python(HOLDER.replace("sys.stdin.readline()", "import time; time.sleep(0.5)"), tmp_path)
    assert holder.stdout.readline() == "held\n"
    with writer_lock(tmp_path):
        pass
    holder.communicate()


def test_readers_need_no_lock(library_folder: Path) -> None:
    holder = start_python(HOLDER, library_folder)
    assert holder.stdout.readline() == "held\n"
    code = "import sys\nfrom ingest import Library\nprint(len(Library.open(sys.argv[1])))"
    assert run_python(code, library_folder) == "4\n"
    holder.communicate("done\n")
