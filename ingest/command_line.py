"""What the three command lines share: common options, JSON on standard output, errors as exit codes."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO

from ingest.errors import AssistantError, CallError, OutputError
from ingest.records import Report
from ingest.settings import Settings

DONE = 0
DONE_IN_PART = 1
WRONG_CALL = 2
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser, and by it every command's own, to which a wrong call is an error like any other."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and raise CallError."""
        self.print_usage(sys.stderr)
        raise CallError(message)


def common_options() -> argparse.ArgumentParser:
    """Give a parser of the options that every command takes, to be named as a parent."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--library",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the library's folder (default: ./library)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print one JSON document on standard output",
    )
    return parser


def library_folder(options: argparse.Namespace) -> Path:
    """Give the folder that the call names, else `$ASSISTANT_LIBRARY`, else ./library."""
    given: Path | None = getattr(options, "library", None)
    return given or Settings.from_environment().library


def wants_json(options: argparse.Namespace) -> bool:
    """Tell whether the call asks for JSON."""
    return bool(getattr(options, "json", False))


def say(line: str = "") -> None:
    """Write a line for a person to standard error; where that can't be written, there is nobody to tell."""
    with suppress(OSError):
        sys.stderr.write(line + "\n")


def put(line: str = "") -> None:
    """Write a line of the result to standard output. Raises OutputError."""
    with _output_faults():
        sys.stdout.write(line + "\n")


def put_json(document: Any) -> None:
    """Write a JSON document to standard output; dataclasses become objects, dates and paths strings.

    Raises OutputError.
    """
    put(json.dumps(document, ensure_ascii=False, indent=2, default=_plain))


def printable(text: str) -> str:
    """Escape what would break the line or speak to the terminal: a file's name may hold anything."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def say_rejections(report: Report) -> None:
    """Tell what an ingest run refused, and what else is worth knowing of it."""
    for note in report.notes:
        say(f"  note: {printable(note)}")
    for rejection in report.rejected:
        place = f", {rejection.place}" if rejection.place else ""
        say(f"  rejected: {printable(rejection.source)}{place}: {rejection.reason}")


def day(text: str) -> date:
    """Read a day as YYYY-MM-DD, for argparse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it as 2022-01-30") from error


def carry_out(parser: argparse.ArgumentParser, arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments, else those of the process, ask for, and give the exit code.

    The parsed options hold the function that does it as `command`. An AssistantError becomes a line on standard
    error and its own code, and with --json the one document on standard output.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        options = parser.parse_args(given)
        code: int = options.command(options)
    except AssistantError as error:
        say(f"Error: {error}")
        if "--json" in given and not isinstance(error, OutputError):
            put_json({"error": {"kind": type(error).__name__, "message": str(error)}})
        return error.exit_code
    return code


def run(main: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    sys.stdout, sys.stderr = _stream(sys.stdout), _stream(sys.stderr)
    signal.signal(signal.SIGTERM, _stop)
    try:
        code = _with_output(main)
    except KeyboardInterrupt as stop:
        say("Stopped. What was finished before is kept.")
        code = stop.args[0] if stop.args else INTERRUPTED
    except BrokenPipeError:
        # The reader of our output, such as `head`, has gone; there is nobody left to tell.
        _give_up_output()
        code = DONE
    sys.exit(code)


def _with_output(main: Callable[[], int]) -> int:
    try:
        code = main()
        with _output_faults():
            sys.stdout.flush()
    except OutputError as error:
        say(f"Error: {error}")
        _give_up_output()
        return error.exit_code
    return code


def _stream(stream: TextIO | None) -> TextIO:
    """Give a stream that writes UTF-8 in place of one of Python's, which is None where the caller closed it."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return stream


def _stop(number: int, _: object) -> NoReturn:
    """End as Ctrl-C does: what is under way is put in order, and a lock is let go."""
    raise KeyboardInterrupt(128 + number)


@contextmanager
def _output_faults() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"The output can't be written ({error.strerror or error}); what was asked for is done all the same. "
            "Send the output somewhere else."
        ) from error


def _give_up_output() -> None:
    """Let what is still to be written to standard output go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be written as JSON")
