"""The command line of the library: python -m ingest add SOURCE... | status | list | show | remove | ..."""

from __future__ import annotations

import argparse
import sys

from ingest.advice import command_on
from ingest.command_line import (
    DONE,
    DONE_IN_PART,
    Parser,
    carry_out,
    common_options,
    library_folder,
    printable,
    put,
    put_json,
    run,
    say,
    say_rejections,
    wants_json,
)
from ingest.errors import UnknownArticleError
from ingest.library.library import Library
from ingest.pipeline import ingest
from ingest.records import Report

SHOWN_DROPPED = 5


def main(arguments: list[str] | None = None) -> int:
    """Run a command and give its exit code."""
    return carry_out(_parser(), arguments)


def _parser() -> argparse.ArgumentParser:
    common = common_options()
    parser: argparse.ArgumentParser = Parser(
        prog="python -m ingest", description="Fill and look after a library.", parents=[common]
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add = commands.add_parser("add", parents=[common], help="bring files and folders into the library")
    add.add_argument("sources", nargs="+", metavar="SOURCE", help="a file or a folder")
    add.set_defaults(command=_add)
    for name, command, purpose in (
        ("status", _status, "say what the library holds"),
        ("list", _list, "list the articles"),
        ("verify", _verify, "check every table and file of the library"),
        ("rebuild", _rebuild, "write the vector index anew; nothing is embedded again"),
        ("purge", _purge, "overwrite what removed articles left on the disk"),
    ):
        commands.add_parser(name, parents=[common], help=purpose).set_defaults(command=command)
    show = commands.add_parser(
        "show", parents=[common], help="print an article as it was cleaned, with its passages"
    )
    show.add_argument("article_id", metavar="ARTICLE_ID", help="as `list` gives it")
    show.set_defaults(command=_show)
    remove = commands.add_parser("remove", parents=[common], help="remove articles")
    remove.add_argument("article_ids", metavar="ARTICLE_ID", nargs="+", help="as `list` gives it")
    remove.set_defaults(command=_remove)
    return parser


def _add(options: argparse.Namespace) -> int:
    report = ingest(
        options.sources, library_folder(options), progress=sys.stderr.isatty() or not wants_json(options)
    )
    if wants_json(options):
        put_json(report)
    else:
        print_report(report)
    return DONE_IN_PART if report.rejected else DONE


def print_report(report: Report) -> None:
    """Print what an ingest run did: the counts on standard output, what needs attention on standard error."""
    counts = f"{len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged"
    removed = f", {len(report.removed)} removed" if report.removed else ""
    put(f"{counts}{removed}, {len(report.rejected)} rejected ({report.seconds:.1f} s)")
    for article_id, dropped in report.dropped[:SHOWN_DROPPED]:
        say(f"  left out of {article_id}: {dropped.reason}: {dropped.text[:60]!r}")
    if len(report.dropped) > SHOWN_DROPPED:
        say(
            f"  ... and {len(report.dropped) - SHOWN_DROPPED} more stretches that are not part of a story "
            "(--json: all)"
        )
    say_rejections(report)


def _status(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library:
        status = library.status()
    if wants_json(options):
        put_json(status)
        return DONE
    put(f"library          {status.folder}")
    put(f"articles         {status.articles}")
    put(f"passages         {status.passages}")
    put(f"newest article   {status.newest_article or 'no dated article'}")
    put(f"outlets          {', '.join(status.outlets) or 'none named'}")
    put(f"embedding model  {status.embedding_model or 'none yet'} ({status.dimension} numbers)")
    put(f"vector index     {status.index}")
    return DONE


def _list(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library:
        articles = library.articles()
    if wants_json(options):
        put_json(articles)
        return DONE
    for article in articles:
        header = article.header
        put(
            f"{article.id}  {header.published or 'undated   '}  {header.outlet or '-'}  {header.title or 'untitled'}"
        )
        put(f"    from {printable(article.source)}")
    if not articles:
        add = command_on(library_folder(options), "add SOURCE")
        say(f"The library is empty; add articles with: {add}")
    return DONE


def _show(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library:
        article = library.article(options.article_id)
        passages = library.article_passages(options.article_id)
    if wants_json(options):
        put_json({"article": article, "passages": passages})
        return DONE
    header = article.header
    put(header.title or "untitled")
    put(" · ".join(part for part in (header.outlet, str(header.published or "undated"), header.url) if part))
    for passage in passages:
        put(f"\n[passage {passage.number}: characters {passage.start} to {passage.end}]")
        put(passage.text)
    return DONE


def _remove(options: argparse.Namespace) -> int:
    """Remove what is there, and report what is not; where nothing is, the call was wrong."""
    folder = library_folder(options)
    removed: list[str] = []
    unknown: dict[str, UnknownArticleError] = {}
    with Library.open(folder) as library, library.writing() as writer:
        for article_id in dict.fromkeys(options.article_ids):
            try:
                writer.remove(article_id)
                removed.append(article_id)
            except UnknownArticleError as error:
                unknown[article_id] = error
    if not removed:
        raise UnknownArticleError("\n".join(map(str, unknown.values())))
    for problem in unknown.values():
        say(str(problem))
    if wants_json(options):
        put_json({"removed": removed, "unknown": list(unknown)})
    else:
        put("\n".join(f"removed {article_id}" for article_id in removed))
        put(f"To overwrite what is left on the disk run: {command_on(folder, 'purge')}")
    return DONE_IN_PART if unknown else DONE


def _verify(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library:
        problems = library.verify()
    if wants_json(options):
        put_json({"problems": problems})
    else:
        put("\n".join(problems) or "The library is sound.")
    return DONE_IN_PART if problems else DONE


def _rebuild(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library:
        with library.writing() as writer:
            writer.rebuild()
        passages = library.status().passages
    if wants_json(options):
        put_json({"passages": passages})
    else:
        put(f"The vector index was written anew with {passages} passages; nothing was embedded again.")
    return DONE


def _purge(options: argparse.Namespace) -> int:
    with Library.open(library_folder(options), repair=False) as library, library.writing() as writer:
        writer.purge()
    if wants_json(options):
        put_json({"purged": True})
    else:
        put("Nothing of removed or replaced articles is left in the library's files.")
    return DONE


if __name__ == "__main__":
    run(main)
