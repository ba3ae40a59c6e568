"""What stands above a paragraph or before it and says what it is of: a heading, a question, a time, who speaks.

"We were never asked." says little without the "Brandt:" before it and the question above, nor an entry of a live blog
without its "14.05". A text keeps such lines; here they are found again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.calendar_names import MONTH, WEEKDAY
from ingest.rows import BETWEEN_CELLS, LONGEST_HEADING

LONGEST_LINE = 25
"""Words of a question, or of a heading that ends in a time, on a line of its own."""
FEWEST_OF_A_KIND = 2
"""Headings, or speakers' turns, that a text must have: one short line alone may be a caption or a byline."""

_LINE = re.compile(r"[^\n]*[^\s\n]")
_ENDS = re.compile(r"""[.!?…:;,]["'”’»)\]]*$""")
_TIME = r"\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
_CLOCK = re.compile(
    r"(?<!\d)(?:(?P<hours>\d{1,2})[.:](?P<minutes>\d\d)(?:\s?(?P<half>[ap])\.?m)?|(?P<hour>\d{1,2})\s?(?P<bare>[ap])\.?m)",
    re.I,
)
_ZONE = r"(?:\s(?:[A-Z]{2,4}|local time))?"
_DAY = rf"(?:(?:{WEEKDAY}),?\s)?(?:\d{{1,2}}\s(?:{MONTH})|(?:{MONTH})\s\d{{1,2}})(?:,?\s\d{{4}})?"
_MOMENT = re.compile(rf"(?:{_TIME}){_ZONE}|{_DAY}(?:,?\s(?:{_TIME}){_ZONE})?|(?:{_TIME}){_ZONE},?\s{_DAY}")
_NAME = r"[A-Z][\w.’'-]*(?: (?:(?:of|the|de|van|von|al) )?[A-Z][\w.’'-]*){0,3}"
_TURN = re.compile(rf"(?:(?P<name>{_NAME}):|(?P<moment>{_MOMENT.pattern})(?::|\s[–—-]))\s+(?=\S)")
_MARK = re.compile(r"[-*•–]\s")


@dataclass(frozen=True, slots=True)
class Section:
    """Where what governs a run of text stands: `heading` above it and `speaker` before it, each empty without one.

    A heading of several lines, such as a title and a time, is one. The run goes from `start` on to the next section. A
    day or a time before a paragraph ("14.05: ...") is its speaker.
    """

    start: int
    heading: tuple[int, int]
    speaker: tuple[int, int]


class Sections:
    """The headings and speakers of a text."""

    def __init__(self, text: str) -> None:
        """Find them. `headings` are their places, those of questions and times among them."""
        lines = [match.span() for match in _LINE.finditer(text)]
        self.headings = _headings(text, lines)
        self._sections = _sections_of(text, lines, self.headings)
        self._starts = [section.start for section in self._sections]

    def at(self, position: int) -> Section:
        """Give what governs the text from a character on."""
        return self._sections[bisect_right(self._starts, position) - 1]


def is_heading(line: str) -> bool:
    """Tell whether a line is a heading, and neither a sentence nor a row of a table or list."""
    return (
        len(line.split()) <= LONGEST_HEADING
        and (not _ENDS.search(line) or is_moment(line))
        and BETWEEN_CELLS not in line
        and not _MARK.match(line)
    )


def moment_in(heading: str) -> str:
    """Give the day or the time of day that a heading is, or ends in behind a comma; "" without one."""
    ends = (line.rsplit(", ", 1)[-1] for line in heading.splitlines())
    return next((end for end in ends if is_moment(end)), "")


def clock_in(moment: str) -> int | None:
    """Give the time of day of a moment in minutes from midnight, None for one that tells no time."""
    match = _CLOCK.search(moment)
    if match is None:
        return None
    half = match["half"] or match["bare"]
    hours = int(match["hours"] or match["hour"])
    if half:
        hours = hours % 12 + (12 if half.casefold() == "p" else 0)
    return 60 * hours + int(match["minutes"] or 0)


def is_moment(line: str) -> bool:
    """Tell whether a line is a day or a time of day, as above an entry of a live blog."""
    return bool(_MOMENT.fullmatch(line))


def is_question(line: str) -> bool:
    """Tell whether a line is one question, as in an interview, and nothing else."""
    return line.endswith("?") and _is_short(line) and not re.search(r"[.!] ", line)


def _is_short(line: str) -> bool:
    return len(line.split()) <= LONGEST_LINE


def _sections_of(
    text: str, lines: Sequence[tuple[int, int]], headings: frozenset[tuple[int, int]]
) -> list[Section]:
    turns = {start: turn for start, end in lines if (turn := _TURN.match(text, start, end))}
    sections = [Section(0, (0, 0), (0, 0))]
    run: int | None = None
    for start, end in lines:
        last = sections[-1]
        if (start, end) in headings:
            run = start if run is None else run
            sections.append(Section(start, (0, 0), (0, 0)))
            sections.append(Section(end, (run, end), (0, 0)))
            continue
        run = None
        if len(turns) >= FEWEST_OF_A_KIND and start in turns:
            turn = turns[start]
            sections.append(Section(start, last.heading, (0, 0)))
            sections.append(Section(turn.end(), last.heading, turn.span(turn.lastgroup or 0)))
    return sections


def _headings(text: str, lines: Sequence[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    plain = [line for line in lines if is_heading(text[slice(*line)])]
    telling = [line for line in lines if is_question(text[slice(*line)])]
    telling += [line for line in lines if moment_in(text[slice(*line)]) and _is_short(text[slice(*line)])]
    return frozenset([*telling, *(plain if len(plain) >= FEWEST_OF_A_KIND else [])])
