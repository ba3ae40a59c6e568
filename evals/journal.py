"""The journal of a run: each row is written down as it is made, so that a run that was stopped goes on."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from pydantic import TypeAdapter, ValidationError

from assistant.answers import Answer
from evals.records import Case, Identity, Row, Verdict
from ingest.errors import CallError

logger = logging.getLogger(__name__)

FORMAT = 1
_ANSWER = TypeAdapter(Answer)


class Journal:
    """A JSON Lines file: what is asked of whom, then one row a line. Used as a context manager.

    Left by an exception, the file stays for the next run; left in peace it is removed, because the run is
    complete and its results are the caller's to write.
    """

    def __init__(self, file: Path, identity: Identity, cases: Sequence[Case], *, retrieval: bool) -> None:
        """Take over the rows that a run of the same identity left in `file`, or begin the file anew.

        `retrieval` says whether the retrieval is measured: rows without its measures don't fit among rows
        that have them. Raises CallError where the file can't be read or written.
        """
        self._file = file
        head = {"format": FORMAT, "identity": identity.to_dict(), "retrieval": retrieval}
        try:
            self.rows = _left_rows(file, head, cases)
            self._stream = _written_anew(file, [head, *(_plain(row) for row in self.rows.values())])
        except OSError as error:
            raise _unwritable(file, error) from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Every row is flushed as it is added: all that closing can fail on is one that `add` has complained of.
        with suppress(OSError):
            self._stream.close()
        if error is None:
            self._file.unlink(missing_ok=True)

    def add(self, row: Row) -> None:
        """Write a row down; on return it outlives the process. Raises CallError, such as for a full disk."""
        try:
            self._stream.write(_line(_plain(row)))
            self._stream.flush()
        except OSError as error:
            raise _unwritable(self._file, error) from error


def _unwritable(file: Path, error: OSError) -> CallError:
    return CallError(f"The journal {file} can't be written ({error.strerror}); choose another folder.")


def _left_rows(file: Path, head: dict[str, Any], cases: Sequence[Case]) -> dict[str, Row]:
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines() if file.exists() else []
    if not lines:
        return {}
    found = _parsed(lines[0])
    if found == head:
        return _rows(lines[1:], cases)
    logger.warning(
        "The journal %s is of another run (%s); it is begun anew and every question asked again.",
        file,
        _difference(found, head),
    )
    return {}


def _written_anew(file: Path, documents: Iterable[dict[str, Any]]) -> TextIO:
    """Write the file whole, because the last line of a run that was killed may be torn, and open its end."""
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.unfinished")
    unfinished.write_text("".join(_line(document) for document in documents), encoding="utf-8")
    unfinished.replace(file)
    return file.open("a", encoding="utf-8")


def _line(document: dict[str, Any]) -> str:
    return json.dumps(document, default=date.isoformat) + "\n"


def _plain(row: Row) -> dict[str, Any]:
    return {
        "id": row.case.id,
        # Not `to_dict`: it leaves out what is only for those who measure.
        "answer": asdict(row.answer) if row.answer else None,
        "verdicts": [[verdict.metric, verdict.right, verdict.why] for verdict in row.verdicts],
        "measures": dict(row.measures),
        "error": row.error,
    }


def _rows(lines: Sequence[str], cases: Sequence[Case]) -> dict[str, Row]:
    """Read the rows; a line that is torn or can't be read is left out, so that its question is asked again."""
    by_id = {case.id: case for case in cases}
    rows: dict[str, Row] = {}
    for line in lines:
        try:
            data = json.loads(line)
            answer = data["answer"]
            rows[data["id"]] = Row(
                case=by_id[data["id"]],
                answer=None if answer is None else _ANSWER.validate_python(answer),
                verdicts=tuple(Verdict(metric, right, why) for metric, right, why in data["verdicts"]),
                error=data["error"],
                measures=data["measures"],
            )
        except (ValueError, KeyError, TypeError, ValidationError):
            continue
    return rows


def _parsed(line: str) -> dict[str, Any]:
    try:
        document = json.loads(line)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _difference(old: dict[str, Any], new: dict[str, Any]) -> str:
    before = old.get("identity")
    if not isinstance(before, dict) or old.get("format") != new["format"]:
        return "in a form that can't be read"
    different = [name for name, value in new["identity"].items() if before.get(name) != value]
    return f"another {', '.join(name.replace('_', ' ') for name in different) or 'retrieval'}"
