"""Where the faults of SQLite and of the file system become the library's own errors."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.errors import (
    LibraryCorruptError,
    LibraryError,
    LibraryFullError,
    LibraryLockedError,
    LibraryPermissionError,
)

_FULL = (errno.ENOSPC, errno.EDQUOT)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def library_faults(folder: Path) -> Iterator[None]:
    """Raise the LibraryError that says what to do, in place of a sqlite3.Error or OSError on `folder`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, folder) from error
    except OSError as error:
        raise _from_system(error, folder) from error


def _from_sqlite(error: sqlite3.Error, folder: Path) -> LibraryError:
    words = str(error).casefold()
    if "full" in words:
        return _full(folder)
    if "readonly" in words or "unable to open" in words or "not authorized" in words:
        return _forbidden(folder)
    if "locked" in words or "busy" in words:
        return LibraryLockedError(f"The library {folder} is busy with another process; try again in a moment.")
    return LibraryCorruptError(
        f"The catalogue of the library {folder} is damaged ({error}); restore the folder from a copy, or delete it "
        "and add the articles again."
    )


def _from_system(error: OSError, folder: Path) -> LibraryError:
    if error.errno in _FULL:
        return _full(folder)
    if error.errno in _FORBIDDEN:
        return _forbidden(folder)
    return LibraryError(f"The library {folder} can't be used ({error.strerror or error}); check the disk it lies on.")


def _full(folder: Path) -> LibraryFullError:
    return LibraryFullError(
        f"The disk is full, so the library {folder} could not be written; free some space and run the command again. "
        "What was filed before is kept."
    )


def _forbidden(folder: Path) -> LibraryPermissionError:
    return LibraryPermissionError(
        f"The library {folder} can't be opened or written with your permissions; change the folder's owner or mode, "
        "or name another folder with --library."
    )
