"""The SQLite file of a library: a connection for each thread, transactions, snapshots."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ingest.advice import command_on
from ingest.errors import LibraryError, LibraryNotFoundError
from ingest.library.faults import LEAST_SPACE, library_faults
from ingest.library.filing import stamp_rules
from ingest.library.lock import writer_lock
from ingest.library.schema import TABLES

FILE_NAME = "catalogue.sqlite3"
BUSY_SECONDS = 5


class Handle:
    """An open connection, closed with the last reference to the handle and not with the library.

    Whoever uses the connection keeps the handle in a variable meanwhile: SQLite crashes the process where one thread
    closes a connection that another one reads from. A connection refers to itself, so it can't be let go of this way.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Database:
    """A SQLite file that several threads and processes use. Each thread has its own connection: readers never wait."""

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Open the file in `folder`, or make one there when `create` is set.

        Raises LibraryNotFoundError, LibraryCorruptError, LibraryPermissionError.
        """
        self.folder = folder
        self.path = folder / FILE_NAME
        self._process = os.getpid()
        self._closed = False
        self._opening = threading.Lock()
        self._handles: dict[threading.Thread, Handle] = {}
        self._frozen: dict[threading.Thread, tuple[int, int, bool] | None] = {}
        self._log = folder / f"{FILE_NAME}-wal"
        with library_faults(folder):
            exists = self.path.exists()
            if not exists and create:
                self._create()
        if not exists and not create:
            raise LibraryNotFoundError(
                f"There is no library in {folder}; make one with: {command_on(folder, 'add SOURCE')}"
            )

    def _create(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with writer_lock(self.folder):
            if not self.path.exists():
                self._write_empty()

    def _write_empty(self) -> None:
        temporary = self.folder / f"{FILE_NAME}.new"
        for suffix in ("", "-wal", "-shm"):
            temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            # The log comes last: on a full disk, closing would leave the tables in it without a word.
            connection.executescript(f"BEGIN; {TABLES} COMMIT;")
            stamp_rules(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        # A killed process must not leave a half-made catalogue under the real name.
        os.replace(temporary, self.path)

    def handle(self) -> Handle:
        """Give the connection of this thread, opened where it has none. Raises LibraryError after `close`."""
        thread = threading.current_thread()
        handle = self._handles.get(thread)
        self._check_open()
        if handle is not None and not self._is_outdated(thread, handle.connection):
            return handle
        with self._opening:
            self._check_open()
            # A server's threads come and go; what a thread that is gone had opened would stay open for ever.
            for gone in [other for other in list(self._handles) if not other.is_alive()]:
                del self._handles[gone]
                self._frozen.pop(gone, None)
            self._frozen[thread] = None
            handle = self._handles[thread] = Handle(self._connect())
        return handle

    def _check_open(self) -> None:
        if self._closed or self._process != os.getpid():
            raise LibraryError(
                f"The library {self.folder} was closed, or opened before a fork; open it again."
            )

    def _is_outdated(self, thread: threading.Thread, connection: sqlite3.Connection) -> bool:
        """Tell whether somebody else has written a file that was opened as one that never changes."""
        frozen = self._frozen[thread]
        return frozen is not None and not connection.in_transaction and frozen != self._file_state()

    def _file_state(self) -> tuple[int, int, bool]:
        status = self.path.stat()
        return status.st_mtime_ns, status.st_size, self._log.exists()

    def _connect(self) -> sqlite3.Connection:
        writable = os.access(self.folder, os.W_OK)
        uri = self.path.resolve().as_uri()
        if not self._log.exists() and not (writable and shutil.disk_usage(self.folder).free >= LEAST_SPACE):
            # SQLite can't read in this mode without making a log beside the file, where there is no room for one.
            self._frozen[threading.current_thread()] = self._file_state()
            uri += "?immutable=1"
        elif not writable:
            uri += "?mode=ro"
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys = ON")
        if writable:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
        return connection

    def close(self) -> None:
        """Let go of every connection. None can be opened afterwards, but a read that runs comes to its end."""
        self._closed = True
        with self._opening:
            self._handles.clear()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Commit what happens inside, or nothing of it."""
        with library_faults(self.folder):
            handle = self.handle()
            connection = handle.connection
            # Begun inside the try: an interrupt may strike between this call and the next line.
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let this thread's queries inside see one and the same moment, whatever is filed meanwhile."""
        handle = self.handle()
        connection = handle.connection
        outermost = not connection.in_transaction
        try:
            if outermost:
                with library_faults(self.folder):
                    connection.execute("BEGIN")
            yield
        finally:
            # After a fault SQLite may have ended the transaction by itself.
            if outermost and connection.in_transaction:
                connection.execute("ROLLBACK")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Give the rows that a query finds. Raises LibraryError."""
        with library_faults(self.folder):
            handle = self.handle()
            return handle.connection.execute(sql, parameters).fetchall()
