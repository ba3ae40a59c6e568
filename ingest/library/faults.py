"""Where the faults of SQLite and of the file system become the library's own errors."""

from __future__ import annotations

import errno
import os
import shutil
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
_FULL_WORDS = ("disk is full", *(os.strerror(number) for number in _FULL))
LEAST_SPACE = 1 << 16
"""Bytes: with less than this, SQLite can't even open its write-ahead log."""
_FORBIDDEN = (errno.EACCES, errno.EPERM)
_NO_FOLDER = (errno.EEXIST, errno.ENOTDIR)


@contextmanager
def library_faults(folder: Path) -> Iterator[None]:
    """Raise the LibraryError that says what to do, in place of a sqlite3.Error or OSError on `folder`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, folder) from error
    except OSError as error:
        raise _from_system(error, folder) from error


def disk_is_full(error: Exception, folder: Path, needed: int = LEAST_SPACE) -> bool:
    """Tell whether an error comes of a full disk: it says so, or fewer than `needed` bytes are left.

    Libraries hide the cause: SQLite that can't enlarge its shared memory says "disk I/O error".
    """
    if any(words in str(error) for words in _FULL_WORDS):
        return True
    try:
        return shutil.disk_usage(folder).free < needed
    except OSError:
        return False


def lies_on_read_only_disk(folder: Path) -> bool:
    """Tell whether the disk on which a folder lies can't be written, by nobody."""
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except (OSError, AttributeError):  # there is no statvfs on Windows
        return False


def full_disk(folder: Path) -> LibraryFullError:
    """Give the error that tells the user that the disk of the library in `folder` is full."""
    return LibraryFullError(
        f"The disk is full, so the library {folder} could not be written; free some space and run the command "
        "again. What was filed before is kept."
    )


def _from_sqlite(error: sqlite3.Error, folder: Path) -> LibraryError:
    kind = _kind(error)
    if kind == "FULL" or (kind in ("IOERR", "CANTOPEN", "READONLY") and disk_is_full(error, folder)):
        return full_disk(folder)
    if kind in ("READONLY", "CANTOPEN") and lies_on_read_only_disk(folder):
        return _read_only(folder)
    if kind in ("READONLY", "CANTOPEN", "PERM", "AUTH"):
        return _forbidden(folder)
    if kind in ("BUSY", "LOCKED"):
        return LibraryLockedError(
            f"The library {folder} is busy with another process; try again in a moment."
        )
    if kind == "IOERR":
        return LibraryError(
            f"The library {folder} can't be read or written ({error}); check the disk it lies on."
        )
    if isinstance(error, sqlite3.ProgrammingError) or (kind == "ERROR" and "no such" not in str(error)):
        return LibraryError(f"The library {folder} can't carry out this call ({error}).")
    return LibraryCorruptError(
        f"The catalogue of the library {folder} {_damage(error)}; restore the folder from a copy, or delete it "
        "and add the articles again."
    )


def _damage(error: sqlite3.Error) -> str:
    """Say how a catalogue is damaged, in words of our own for what SQLite has names of its own for."""
    if "no such table" in str(error):
        return "is damaged: its tables are gone, as of a file that was emptied"
    if "not a database" in str(error):
        return "is damaged: the file is no SQLite database"
    return f"is damaged ({error})"


def _kind(error: sqlite3.Error) -> str:
    """The first part of SQLite's name of the fault, such as IOERR of SQLITE_IOERR_WRITE; "" for others."""
    name: str = getattr(error, "sqlite_errorname", None) or "SQLITE_"
    return name.split("_")[1]


def _from_system(error: OSError, folder: Path) -> LibraryError:
    if error.errno in _FULL or (error.errno is None and disk_is_full(error, folder)):
        return full_disk(folder)
    if error.errno == errno.EROFS:
        return _read_only(folder)
    if error.errno in _FORBIDDEN:
        return _forbidden(folder)
    if error.errno in _NO_FOLDER:
        return LibraryError(
            f"{folder} is no folder, so no library can be there; name a folder with --library."
        )
    return LibraryError(
        f"The library {folder} can't be used ({error.strerror or error}); check the disk it lies on."
    )


def _read_only(folder: Path) -> LibraryPermissionError:
    return LibraryPermissionError(
        f"The library {folder} lies on a disk that is read-only, so it can't be written; make the disk writable, "
        "or name a folder on another one with --library."
    )


def _forbidden(folder: Path) -> LibraryPermissionError:
    return LibraryPermissionError(
        f"The library {folder} can't be opened or written with your permissions; change the folder's owner or mode, "
        "or name another folder with --library."
    )
