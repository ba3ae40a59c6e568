"""The assistant's command line: python -m assistant opens the chat page, python -m assistant ask answers."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from assistant.answering.extractive.additions import place_of_quote
from assistant.answering.extractive.key import place_of
from assistant.answering.sources.sides import sources_in_words
from assistant.answers import Answer, Citation
from assistant.assistant import Assistant
from assistant.doctor import examine, in_words, to_dict
from assistant.retrieval.by_words import content_words
from ingest.command_line import (
    DONE,
    Parser,
    carry_out,
    common_options,
    day,
    library_folder,
    put,
    put_json,
    run,
    say,
    say_rejections,
    wants_json,
)
from ingest.errors import AssistantError, LibraryLockedError, LibraryPermissionError
from ingest.library.library import Library
from ingest.records import Report
from ingest.sentences import sentence_spans

HOST = "127.0.0.1"
PORT = 7860
ARTICLES = "corpus"
PROJECT = Path(__file__).resolve().parents[1]
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
LONGEST_PRINTED_QUOTE = 200
"""Characters."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code."""
    return carry_out(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    common = common_options()
    parser: argparse.ArgumentParser = Parser(
        prog="python -m assistant",
        description="Open the chat page on the articles of a folder, or ask one question.",
        parents=[common],
    )
    parser.add_argument("--host", default=HOST, help=f"address that the page listens on (default: {HOST})")
    parser.add_argument(
        "--port",
        type=_port,
        default=PORT,
        help=f"port of the page; where it is taken, the next free one ({PORT})",
    )
    parser.add_argument(
        "--articles", type=Path, metavar="DIR", help=f"folder that is taken in first (default: ./{ARTICLES})"
    )
    parser.set_defaults(command=_page)
    commands = parser.add_subparsers(metavar="COMMAND")
    ask = commands.add_parser("ask", parents=[common], help="answer one question")
    ask.add_argument("question", metavar="QUESTION")
    ask.add_argument(
        "--asked-on", type=day, metavar="DATE", help="answer as of this day; later articles are hidden"
    )
    ask.add_argument("--since", type=day, metavar="DATE", help="only articles of this day or later")
    ask.add_argument("--until", type=day, metavar="DATE", help="only articles of this day or earlier")
    ask.add_argument("--outlet", metavar="NAME", help="only articles of this outlet")
    ask.set_defaults(command=_ask)
    doctor = commands.add_parser(
        "doctor", parents=[common], help="what is configured, and whether it answers"
    )
    doctor.set_defaults(command=_doctor)
    return parser


def _port(text: str) -> int:
    if text.isdecimal() and 0 < int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number from 1 to 65535")


# --- ask


def _ask(options: argparse.Namespace) -> int:
    assistant = Assistant.open(library_folder(options))
    try:
        answer = assistant.ask(
            options.question,
            asked_on=options.asked_on,
            since=options.since,
            until=options.until,
            outlet=options.outlet,
        )
    finally:
        assistant.close()
    if wants_json(options):
        put_json(answer.to_dict())
        for notice in answer.notices:
            say(notice.text)
    else:
        if answer.read_as:
            put(f"Read as: {answer.read_as}\n")
        _print_answer(answer)
    return DONE


def _print_answer(answer: Answer) -> None:
    put(_with_bold_key(answer) if sys.stdout.isatty() else answer.text)
    for notice in answer.notices:
        put(f"({notice.text})")
    if answer.outcome == "answered":
        for line in sources_in_words(answer):
            put(line)
        put()
        for citation in answer.citations:
            put(_citation_line(citation, _first_sentence(answer, citation.number)))
        if answer.window:
            put(f"\n{answer.window.in_words()}")
        return
    if answer.window:
        put(answer.window.in_words())
    if answer.nearest:
        put("\nThe nearest passages:")
    for citation in answer.nearest:
        put(_citation_line(citation))
    if answer.newest_article is not None:
        put(f"\nThe newest article is of {answer.newest_article}.")


def _with_bold_key(answer: Answer) -> str:
    """Give the answer's text with what was asked for in bold, for a terminal."""
    place = place_of(answer.key, answer.text)
    if place is None:
        return answer.text
    start, end = place
    return f"{answer.text[:start]}{BOLD}{answer.text[start:end]}{PLAIN}{answer.text[end:]}"


def _first_sentence(answer: Answer, number: int) -> str:
    """Give what is to be shown of a cited passage: the sentence of it that the answer quotes, or comes nearest to."""
    quote = answer.citations[number - 1].quote
    said = [sentence.text for sentence in answer.sentences if number in sentence.citations]
    place = next((found for text in said if (found := place_of_quote(text, quote))), None)
    if place or not said:
        return quote[slice(*place)] if place else ""
    words = set(content_words(said[0]))
    sentences = (quote[start:end] for start, end in sentence_spans(quote))
    return max(sentences, key=lambda sentence: len(words & set(content_words(sentence))), default="")


def _citation_line(citation: Citation, sentence: str = "") -> str:
    """Give a line for a person; a quote begins at the answer's sentence, where it holds it, and is cut."""
    begin = max(citation.quote.find(sentence), 0)
    quote = " ".join(citation.quote[begin:].split())
    if len(quote) > LONGEST_PRINTED_QUOTE:
        quote = quote[:LONGEST_PRINTED_QUOTE].rsplit(" ", 1)[0] + "…"
    parts = (citation.title or "untitled", citation.outlet, str(citation.published or "undated"))
    heading = ", ".join(part for part in parts if part)
    place = f"{citation.article_id}, characters {citation.start}-{citation.end}"
    return f'[{citation.number}] {heading}: "{"…" if begin else ""}{quote}" ({place})'


# --- doctor


def _doctor(options: argparse.Namespace) -> int:
    findings = examine(library_folder(options))
    if wants_json(options):
        put_json(to_dict(findings))
    else:
        for finding in findings:
            put(in_words(finding))
    return AssistantError.exit_code if any(finding.works is False for finding in findings) else DONE


# --- the page


def _page(options: argparse.Namespace) -> int:
    from assistant.chat_ui.ports import free_port, is_loopback

    folder = library_folder(options)
    _take_in(options.articles or _articles_folder(), folder)
    assistant = Assistant.open(folder)
    port = free_port(options.host, options.port)
    if port != options.port:
        say(f"Port {options.port} is taken; using {port}.")
    if not is_loopback(options.host):
        say("The page asks for no password: whoever reaches this address can read every article.")
    from assistant.chat_ui.page import serve

    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        serve(assistant, options.host, port, ready=lambda address: put(f"The chat page is open on {address}"))
    finally:
        assistant.close()
    return DONE


def _articles_folder() -> Path:
    here = Path(ARTICLES)
    return here if here.is_dir() else PROJECT / ARTICLES


def _take_in(articles: Path, folder: Path) -> None:
    """Bring what is new in the folder `articles` into the library; where that can't be, say so and go on."""
    from ingest.pipeline import ingest

    if not articles.is_dir():
        say(f"There is no folder {articles}; the page shows what the library {folder} holds.")
        Library.open(folder, create=True).close()
        return
    try:
        report = ingest([articles], folder, progress=True, restore_removed=False)
    except (LibraryLockedError, LibraryPermissionError) as error:
        say(f"{error}\nNothing new was taken in; the page shows what the library holds.")
        return
    _print_report(report)


def _print_report(report: Report) -> None:
    counts = (
        (len(report.added), "added"),
        (len(report.updated), "updated"),
        (len(report.removed), "removed"),
    )
    changed = ", ".join(f"{count} {what}" for count, what in counts if count)
    if changed:
        say(f"Articles: {changed}.")
    say_rejections(report)


if __name__ == "__main__":
    run(main)
