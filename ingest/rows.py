"""Rows of tables and items of lists in an article's text, and what stands above them.

"Second week, to 19 April | 49 | 2" says nothing without the heads of its columns, nor "- children: 3 crowns" without
the sentence that opens the list. In a text " | " stands between the cells of a table, and a mark before each item of a
list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.sentences import sentence_spans

BETWEEN_CELLS = " | "
FEWEST_LINES = 2
"""Lines of one kind that make a table or a list: one alone is a menu or a dash."""

LONGEST_HEADING = 7
"""Words."""
FEWEST_HEADS = 2
"""Cells of a line that make it one of heads, and not a row."""

_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_TAB = re.compile(r"(?<=\S) *\t[ \t]*(?=\S)")
_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"(?:(?P<dash>[-*•–])|\(?\d{1,2}[.)]|(?P<letter>\(?[a-z]\)))\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row, or an item behind its mark: `text[start:end]`, and the heads of its columns where there are any."""

    start: int
    end: int
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A table or a list from `start` to `end`, what opens it and the line of heads included.

    `opening` is where the sentence with a colon, the question or the heading above it stands, empty without one.
    """

    start: int
    end: int
    opening: tuple[int, int]
    rows: tuple[Row, ...]


def blocks_of(text: str) -> list[Block]:
    """Give the tables and lists of a text, in order."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    blocks: list[Block] = []
    first = 0
    for shape, group in groupby(lines, key=lambda line: _shape(text[slice(*line)])):
        size = len(list(group))
        if shape and size >= FEWEST_LINES:
            blocks.append(_block(text, lines[first : first + size], lines[max(0, first - 2) : first]))
        first += size
    return blocks


def cells_of(row: str) -> Iterator[tuple[int, int]]:
    """Give where each cell of a row begins and ends in it."""
    position = 0
    for cell in row.split(BETWEEN_CELLS):
        yield position, position + len(cell)
        position += len(cell) + len(BETWEEN_CELLS)


def tabs_to_cells(text: str) -> str:
    """Give a text that was saved with tabs between the cells of its tables with " | " there.

    A line is a row where the one above or below it has as many tabs.
    """
    lines = text.split("\n")
    tabs = [0, *(len(_TAB.findall(line)) for line in lines), 0]
    return "\n".join(
        _TAB.sub(BETWEEN_CELLS, line) if count and count in (above, below) else line
        for line, above, count, below in zip(lines, tabs, tabs[1:], tabs[2:], strict=False)
    )


def behind_dash(text: str, start: int) -> int:
    """Give where the words of an item begin whose dash stands at `start`: `start` itself without one."""
    item = _ITEM.match(text, start)
    return item.end() if item and item["dash"] else start


def _shape(line: str) -> str:
    """Give what the rows of one table, or the items of one list, have in common; "" for any other line."""
    if line.endswith(":"):
        return ""
    if item := _ITEM.match(line):
        return item.lastgroup or "number"
    cells = line.count(BETWEEN_CELLS) + 1
    return f"{cells} cells" if cells > 1 else ""


def _block(text: str, lines: Sequence[tuple[int, int]], above: Sequence[tuple[int, int]]) -> Block:
    heads = _heads([text[slice(*line)] for line in lines])
    rows = lines[1:] if heads else lines
    if (
        not heads
        and above
        and (heads := _heads_but_the_first(text[slice(*above[-1])], text[slice(*lines[0])]))
    ):
        lines, above = [above[-1], *lines], above[:-1]
    start, end = (_opening(text, *above[-1]) if above else None) or (lines[0][0], lines[0][0])
    return Block(
        start,
        lines[-1][1],
        (min(behind_dash(text, start), end), end),
        tuple(Row(_behind_mark(text, *row), row[1], heads) for row in rows),
    )


def _behind_mark(text: str, start: int, end: int) -> int:
    item = _ITEM.match(text, start, end)
    return item.end() if item else start


def _opening(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give the last sentence of the line above a table or list, where it opens that, or all of a short heading."""
    last = sentence_spans(text, start, end)[-1]
    words = text[slice(*last)]
    is_heading = last[0] == start and words[-1].isalnum() and len(words.split()) <= LONGEST_HEADING
    return last if words.endswith((":", "?")) or (is_heading and BETWEEN_CELLS not in words) else None


def _heads(lines: Sequence[str]) -> tuple[str, ...]:
    """Give the cells of a table's first line where it has no figures but years, unlike a line below.

    What stands in its first cell does not count, unless it has a figure like all those below: times, or days.
    """
    (first, *head), *rows = (line.split(BETWEEN_CELLS) for line in lines)
    if not head or _has_figure(head) or not any(_has_figure(cells) for _, *cells in rows):
        return ()
    if _has_figure([first]) and all(_has_figure(cells[:1]) for cells in rows):
        return ()
    return tuple(cell.strip() for cell in (first, *head))


def _heads_but_the_first(line: str, row: str) -> tuple[str, ...]:
    """Give the cells of the line above a table as its heads where it has one less: the first column has none."""
    heads, (_, *cells) = line.split(BETWEEN_CELLS), row.split(BETWEEN_CELLS)
    if len(heads) < FEWEST_HEADS or len(heads) != len(cells) or _has_figure(heads) or not _has_figure(cells):
        return ()
    return ("", *(cell.strip() for cell in heads))


def _has_figure(cells: Sequence[str]) -> bool:
    return any(_FIGURE.search(_YEAR.sub("", cell)) for cell in cells)
