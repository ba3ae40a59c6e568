"""A model's stream of text to finished sentences, each with the numbers that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.sentences import sentence_spans

LONGEST_RANGE = 20
"""Numbers that [1-5] may stand for; a longer range is no citation."""

_NUMBERS = r"\d{1,3}(?:\s*(?:,|;|&|and|-|–)\s*(?:(?:passages?|sources?)\s+)?\d{1,3})*"
_MARK = re.compile(
    rf"[\[【]\s*\^?(?:(?:passages?|sources?)\s+)?({_NUMBERS})\s*(?:†[^\]】]*)?[\]】]", re.IGNORECASE
)
_MARKS_BEHIND_END = re.compile(rf"([.!?…]+[\"'”’»)]*)[ \t]*((?:{_MARK.pattern}[ \t]*)+)", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•#>]+\s+)+")


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """One sentence of a model's reply without its marks, and the numbers in them, in order, each once."""

    text: str
    numbers: tuple[int, ...]


def finished_sentences(deltas: Iterable[str]) -> Iterator[CitingSentence]:
    """Give each sentence of a reply as soon as the next one begins, and the last when the reply ends.

    Marks may stand before or behind the full stop, as [1], [1, 2], [1][2], [1-3], [Passage 1] or 【1】, and
    may come in pieces. An error that `deltas` raises passes through, and what was unfinished is lost with it.
    """
    waiting = ""
    for delta in deltas:
        waiting = _marks_before_end(waiting + delta)
        spans = sentence_spans(waiting)
        if len(spans) < 2 or waiting[spans[-1][0]] in "[【" or _quotation_is_open(waiting):
            continue  # the last sentence may go on, or be a mark of the one before
        for start, end in spans[:-1]:
            yield _citing(waiting[start:end])
        waiting = waiting[spans[-1][0] :]
    for start, end in sentence_spans(waiting):
        yield _citing(waiting[start:end])


def without_marks(text: str) -> str:
    """Give a text in which nothing can be taken for a citation mark: square brackets become round ones."""
    return text.translate(str.maketrans("[]【】", "()()"))


def _marks_before_end(text: str) -> str:
    return _MARKS_BEHIND_END.sub(lambda match: f" {match.group(2).strip()}{match.group(1)} ", text)


def _quotation_is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _citing(text: str) -> CitingSentence:
    numbers = dict.fromkeys(number for match in _MARK.finditer(text) for number in _expanded(match.group(1)))
    bare = _BULLET.sub("", _MARK.sub("", text)).replace("**", "")
    bare = re.sub(r"\s+([.,;:!?…])", r"\1", re.sub(r"\s+", " ", bare))
    return CitingSentence(bare.strip(), tuple(numbers))


def _expanded(numbers: str) -> Iterator[int]:
    for part in re.split(r",|;|&|and", numbers, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d+", part)]
        if ends and ends[0] <= ends[-1] < ends[0] + LONGEST_RANGE:
            yield from range(ends[0], ends[-1] + 1)
