"""One writer at a time. The lock belongs to the operating system, so a killed writer leaves none behind."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import LibraryLockedError
from ingest.library.faults import library_faults

WAIT_SECONDS = 2.0
LOCK_FILE = "writer.lock"
HOLDER_FILE = "writer.pid"


@contextmanager
def writer_lock(folder: Path, wait: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the library's writer's lock.

    Raises LibraryLockedError, naming the holder's process id, when another writer keeps it for `wait`
    seconds.
    """
    lock = FileLock(folder / LOCK_FILE)
    holder = folder / HOLDER_FILE
    with library_faults(folder):
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise LibraryLockedError(
                f"Process {_holder(holder)} is writing to the library {folder}; wait until it is done, "
                "then try again."
            ) from error
    try:
        with library_faults(folder):
            holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip() or "(unknown)"
    except OSError:
        return "(unknown)"
