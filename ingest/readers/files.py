"""Articles from files and folders. What can't be read is reported with its reason, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import re
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ingest.errors import UnreadableSourceError
from ingest.readers.decoding import decode, encoding_of_mark
from ingest.readers.mail import read_mail
from ingest.readers.records import page_or_rejection, read_json_text, read_records
from ingest.records import RawPage, Rejection

ByteStream = io.BufferedReader | gzip.GzipFile

FORMS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".eml": "mail",
    ".mht": "saved page",
    ".mhtml": "saved page",
}
"""What stands in a file by its suffix, before ".gz" where the file is compressed."""

_ADVICE = (
    (
        (".zip", ".tar", ".tar.gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar"),
        "Archives such as {} aren't opened; unpack it and add the folder.",
    ),
    (
        (".pdf", ".doc", ".docx", ".odt", ".rtf", ".rtfd", ".pages", ".epub"),
        "Documents such as {} aren't read; open it and save its text as .txt, or the article's web page as .html.",
    ),
    (
        (".csv", ".tsv", ".xls", ".xlsx", ".ods", ".parquet", ".sqlite", ".db"),
        "Tables such as {} aren't read; export it as .jsonl, one article a line with title, date and text.",
    ),
    (
        (".xml", ".rss", ".atom", ".rdf"),
        "Feeds and other XML such as {} aren't read; save the articles' web pages as .html.",
    ),
    (
        (".webarchive", ".maff", ".warc", ".url", ".webloc"),
        "Files such as {} aren't read; open the page in a browser and save it as .html or .mhtml.",
    ),
    ((".mbox", ".msg", ".pst", ".emlx"), "Mails in {} aren't read; save each of them as .eml."),
)
"""What to do about files of kinds that readers have at hand and that can't be read, by their suffixes."""

_BESIDE_A_PAGE = re.compile(
    r"(.+)[._-](?:files?|dateien|fichiers|bestanden|archivos|arquivos|ficheiros|filer|pliki|soubory|tiedostot)",
    re.IGNORECASE,
)
"""The folder into which a browser puts the pictures, scripts and frames of a page that it saves, by the page's name."""

MAX_ARTICLE_BYTES = 5 * 1024 * 1024
MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
"""Of a JSON document, which is read whole, and of a mail, most of which may be pictures; JSON Lines may be of any
size."""

MAX_LINE_BYTES = 3 * MAX_ARTICLE_BYTES
"""JSON may need several bytes for a character."""

MAX_BROKEN_LINES = 100
"""A file in which so many lines come before the first good one is of another kind."""

MAX_BLANK_LINES = 100_000
"""In a row; a file of nothing else would take as long as one of articles."""

MAX_COMPRESSION = 150
"""No text shrinks so far; a decompression bomb does, up to about 1,000 times."""

_CHECKED_BYTES = 16 * 1024 * 1024
_BEFORE_ELEMENT = r"\A\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--[^>]{0,500}-->\s{0,100})?"
_DOCTYPE = r"(?:<!doctype\s(?:[^>\[]{0,500}|[^\[]{0,500}\[[^\]]{0,9000}\]\s{0,100})>\s{0,100})?"
_FEED = re.compile(rf"{_BEFORE_ELEMENT}{_DOCTYPE}<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_PAGE = re.compile(rf"{_BEFORE_ELEMENT}<(?:!doctype html|html)\b", re.IGNORECASE)


def find_files(source: Path) -> Iterator[Path | Rejection]:
    """The files to read in `source`: itself, or those in a folder and the folders in it, sorted by name.

    Hidden files and folders are passed over, and the folder of parts that a browser saves beside a page. Links are
    followed within the folder, each file is given once, and what is no regular file of a known suffix is never opened.

    Yields:
        The path of a file, or a rejection for what stands there and can't be read.
    """
    try:
        root = source.resolve(strict=True)
        mode = root.stat().st_mode
    except FileNotFoundError:
        yield Rejection(str(source), "", "There is no such file or folder; check the path.")
        return
    except (OSError, RuntimeError, ValueError) as error:
        yield Rejection(
            str(source), "", f"It can't be reached ({_cause(error)}); check the path and its permissions."
        )
        return
    if stat.S_ISDIR(mode):
        yield from _walk(root)
    else:
        yield _checked(root)


def read_file(path: Path) -> Iterator[RawPage | Rejection]:
    """The articles in the file at `path`, one after the other: JSON Lines may be larger than the memory.

    Yields:
        A page, or a rejection of the file or of one line or item of it.
    """
    name = str(path)
    try:
        name = str(path.resolve())
        checked = _checked(path)
        if isinstance(checked, Rejection):
            yield checked
            return
        with path.open("rb") as raw:
            yield from _read(path, name, raw)
    except UnicodeDecodeError as error:
        yield Rejection(name, "", f"It breaks off its encoding, {error.encoding}; save it again as UTF-8.")
    except UnreadableSourceError as error:
        yield Rejection(name, "", str(error))
    except EOFError:
        yield Rejection(name, "", "It is damaged: the gzip data breaks off; compress or copy it again.")
    except (zlib.error, gzip.BadGzipFile):
        yield Rejection(name, "", "It is damaged or not gzip; compress it again, or name it without .gz.")
    except OSError as error:
        yield Rejection(
            name, "", f"It can't be read ({_cause(error)}); check that it is there and its permissions."
        )


def _walk(root: Path) -> Iterator[Path | Rejection]:
    seen: set[Path] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        if not path.is_dir():
            yield _checked(path)
            continue
        try:
            entries = sorted(_without_parts_of_pages(path.iterdir()), reverse=True)
        except OSError as error:
            yield Rejection(
                str(path), "", f"The folder can't be read ({_cause(error)}); check its permissions."
            )
            continue
        targets = [_target(entry, path, root) for entry in entries]
        yield from (target for target in targets if isinstance(target, Rejection))
        waiting += (target for target in targets if isinstance(target, Path))


def _without_parts_of_pages(entries: Iterable[Path]) -> list[Path]:
    """The entries of a folder without the hidden ones and without the folders that hold parts of saved pages."""
    shown = [entry for entry in entries if not entry.name.startswith(".")]
    pages = {entry.stem.casefold() for entry in shown if FORMS.get(entry.suffix.lower()) == "html"}
    parts = ((entry, _BESIDE_A_PAGE.fullmatch(entry.name)) for entry in shown)
    return [entry for entry, part in parts if not (part and part[1].casefold() in pages and entry.is_dir())]


def _target(entry: Path, folder: Path, root: Path) -> Path | Rejection:
    """What `entry` leads to, itself for all but a link."""
    if not entry.is_symlink():
        return entry
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):
        return Rejection(
            str(entry), "", "The link leads nowhere or to itself; remove it or point it at a file."
        )
    if target == folder or (target in folder.parents and target.is_relative_to(root)):
        return Rejection(str(entry), "", "The link leads back to a folder that it is in; remove it.")
    if not target.is_relative_to(root):
        return Rejection(
            str(entry), "", "The link leads out of the folder and is not followed; copy the file here."
        )
    return target


def _checked(path: Path) -> Path | Rejection:
    """`path` where it is a regular file of a known suffix. Nothing is opened: a pipe or device would hang."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Rejection(
            str(path), "", f"It can't be reached ({_cause(error)}); check the path and its permissions."
        )
    if not stat.S_ISREG(mode):
        return Rejection(
            str(path), "", "It is no regular file (a pipe, socket or device); save the article to a file."
        )
    return path if _suffix(path) in FORMS else Rejection(str(path), "", _unknown_kind(path))


def _unknown_kind(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    for suffixes, advice in _ADVICE:
        suffix = next((known for known in suffixes if name.endswith(known)), "")
        if suffix:
            return advice.format(repr(suffix))
    what = f"Files of the kind {_suffix(path)!r}" if _suffix(path) else "Files without a suffix"
    return f"{what} aren't read; save the article as one of {' '.join(FORMS)}, or one of these gzipped (.gz)."


def _suffix(path: Path) -> str:
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return inner.suffix.lower()


def _read(path: Path, name: str, raw: io.BufferedReader) -> Iterator[RawPage | Rejection]:
    form = FORMS[_suffix(path)]
    compressed = path.suffix.lower() == ".gz"
    stream = gzip.GzipFile(fileobj=raw) if compressed else raw
    if form == "lines":
        yield from _read_lines(stream, name, raw if compressed else None)
        return
    data = _read_whole(stream, form)
    if form in ("mail", "saved page"):
        yield read_mail(data, name, saved_page=form == "saved page")
        return
    text = decode(data, declared=form == "html")
    if form == "json":
        yield from _read_json(text, name)
        return
    if _FEED.match(text):
        raise UnreadableSourceError("It is a feed, which holds headlines; save its articles' pages as .html.")
    yield RawPage(source=name, content=text, form="html" if _PAGE.match(text) else form)


def _read_whole(stream: ByteStream, form: str) -> bytes:
    limit = MAX_ARTICLE_BYTES if form in ("text", "markdown", "html") else MAX_DOCUMENT_BYTES
    data = stream.read(limit + 1)
    if len(data) > limit:
        advice = (
            "write one article a line and name it .jsonl"
            if form == "json"
            else "split it into one file an article"
        )
        raise UnreadableSourceError(
            f"It is larger than {limit // 2**20} MB, the most that is read of such a file; {advice}."
        )
    if not data.strip():
        raise UnreadableSourceError("It is empty; save the article's text in it.")
    return data


def _read_json(text: str, name: str) -> Iterator[RawPage | Rejection]:
    """The articles of a JSON document; one that holds an object a line is read line by line."""
    try:
        value = read_json_text(text)
    except UnreadableSourceError:
        lines = text.strip().split("\n")
        if len(lines) < 2 or isinstance(_read_line(lines[0], name, 1), Rejection):
            raise
        yield from (_read_line(line, name, number) for number, line in enumerate(lines, 1) if line.strip())
        return
    yield from read_records(value, name)


def _read_lines(
    stream: ByteStream, name: str, compressed: io.BufferedReader | None
) -> Iterator[RawPage | Rejection]:
    broken, any_page, last = 0, False, 0
    for number, line in _lines(stream, compressed):
        if not line.strip():
            if number - last > MAX_BLANK_LINES:
                raise UnreadableSourceError(f"From line {last + 1:,} on it is blank; the rest was not read.")
            continue
        last = number
        found = _read_line(line, name, number)
        any_page = any_page or isinstance(found, RawPage)
        broken += isinstance(found, Rejection)
        yield found
        if not any_page and broken >= MAX_BROKEN_LINES:
            raise UnreadableSourceError(
                f"Its first {broken} lines hold no article; the rest was not read. Is it JSON Lines?"
            )
    if not last:
        raise UnreadableSourceError("It is empty; save an article a line in it.")


def _read_line(line: bytes | str, name: str, number: int) -> RawPage | Rejection:
    place = f"line {number}"
    try:
        if len(line) > MAX_LINE_BYTES:
            raise UnreadableSourceError(
                f"It is longer than {MAX_LINE_BYTES // 2**20} MB; split it into articles."
            )
        text = (line if isinstance(line, str) else decode(line)).rstrip()
        return page_or_rejection(read_json_text(text), name, place)
    except UnreadableSourceError as error:
        return Rejection(name, place, str(error))


def _lines(stream: ByteStream, compressed: io.BufferedReader | None) -> Iterator[tuple[int, bytes]]:
    """The numbered lines of a stream; of one that is too long, a beginning that is longer than the limit."""
    read_line = _line_reader(stream)
    number = 0
    while line := read_line(MAX_LINE_BYTES + 1):
        number += 1
        rest = line
        while len(rest) > MAX_LINE_BYTES and not rest.endswith(b"\n"):
            rest = read_line(MAX_LINE_BYTES + 1)
            _check_compression(stream, compressed)
        _check_compression(stream, compressed)
        yield number, line


def _line_reader(stream: ByteStream) -> Callable[[int], bytes]:
    """What reads a line of at most so many bytes, recoded to UTF-8 where a byte order mark says UTF-16."""
    encoding = encoding_of_mark(stream.peek(4)[:4])
    if encoding in ("", "utf-8-sig"):
        return stream.readline
    text = io.TextIOWrapper(stream, encoding, newline="\n")
    return lambda size: text.readline(size).encode("utf-8", "surrogatepass")


def _check_compression(stream: ByteStream, compressed: io.BufferedReader | None) -> None:
    if compressed is None or stream.tell() < _CHECKED_BYTES:
        return
    if stream.tell() > MAX_COMPRESSION * max(compressed.tell(), 1):
        raise UnreadableSourceError(
            f"It unpacks to more than {MAX_COMPRESSION} times its size, as no text does; unpack it yourself."
        )


def _cause(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
