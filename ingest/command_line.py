"""What the three command lines share: common options, JSON on standard output, errors as exit codes."""

from __future__ import annotations

import argparse
import json
import logging
import os
import shlex
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from ingest.errors import AssistantError, CallError
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


def library_option(folder: Path) -> str:
    """Give what a command that is advised needs to name a library: "" where it is what the environment says."""
    return "" if folder == Settings.from_environment().library else f" --library {shlex.quote(str(folder))}"


def wants_json(options: argparse.Namespace) -> bool:
    """Tell whether the call asks for JSON."""
    return bool(getattr(options, "json", False))


def say(line: str = "") -> None:
    """Write a line for a person to standard error."""
    sys.stderr.write(line + "\n")


def put(line: str = "") -> None:
    """Write a line of the result to standard output."""
    sys.stdout.write(line + "\n")


def put_json(document: Any) -> None:
    """Write a JSON document to standard output; dataclasses become objects, dates and paths strings."""
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


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
        if "--json" in given:
            put_json({"error": {"kind": type(error).__name__, "message": str(error)}})
        return error.exit_code
    return code


def run(main: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        say("Stopped. What was finished before is kept.")
        code = INTERRUPTED
    except BrokenPipeError:
        # The reader of our output, such as `head`, has gone; there is nobody left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    sys.exit(code)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be written as JSON")
