"""A model's stream of text to finished sentences, each with the ids of the passages that it cites."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from ingest.sentences import sentence_spans

_ID = r"[a-z]\d[a-z]"
_NAMES = (
    rf"(?:{_ID}|\d{{1,3}})(?:[\s,;&/|–-]*(?:and\s+)?(?:(?:passages?|sources?|ids?)\s+)?(?:{_ID}|\d{{1,3}}))*"
)
_WORD = r"(?:(?:passages?|sources?|ids?|refs?)\s*[:#]?\s*)?"
_MARK = re.compile(
    rf"[\[【［]+\s*\^?{_WORD}({_NAMES})\s*(?:†[^\]】］]*)?[\]】］]+|\(\s*{_WORD}({_ID}(?:[\s,;]+{_ID})*)\s*\)",
    re.IGNORECASE,
)
_MARKS_BEHIND_END = re.compile(rf"([.!?…。]+[\"'”’»)]*)[ \t]*((?:(?:{_MARK.pattern})[ \t]*)+)", re.IGNORECASE)
_UNFINISHED_MARK = re.compile(r"[\[【［][^\]】］]{0,40}$")
_BULLET = re.compile(r"^\s*(?:(?:[-*•#>]+|\d{1,2}[.)])\s+)+")
_LIST_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s*")
_LABEL = re.compile(r"^(?:answer|a)\s*:\s*", re.IGNORECASE)
_THINKING = {f"<{name}>": f"</{name}>" for name in ("think", "thinking", "reasoning")}
"""What begins a model's thinking aloud, and what ends it."""


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """One sentence of a model's reply without its marks.

    `ids` are those of the passages in its marks, in order, each once. A mark that names no passage of the request
    is taken out and leaves nothing: a sentence that has no other is uncited.
    """

    text: str
    ids: tuple[str, ...]


def finished_sentences(deltas: Iterable[str], known: Collection[str]) -> Iterator[CitingSentence]:
    """Give each sentence of a reply as soon as the next one begins, and the last when the reply ends.

    `known` are the ids of the request's passages. Marks may stand before or behind the full stop, as [k7d],
    [k7d, m2x], [k7d][m2x], [Passage k7d], (k7d) or 【k7d】, and may come in pieces. What a model thinks aloud
    between <think> and </think>, or the like, is passed over. An error that `deltas` raises passes through; what was
    unfinished is lost with it.
    """
    waiting = ""
    for delta in _spoken(deltas):
        waiting = _marks_before_end(waiting + delta)
        spans = sentence_spans(waiting)
        if len(spans) < 2 or waiting[spans[-1][0]] in "[【［(" or _quotation_is_open(waiting):
            continue  # the last sentence may go on, or be a mark of the one before
        for start, end in spans[:-1]:
            yield from _citing(waiting[start:end], known)
        waiting = waiting[spans[-1][0] :]
    waiting = _UNFINISHED_MARK.sub("", waiting)
    for start, end in sentence_spans(waiting):
        yield from _citing(waiting[start:end], known)


def without_marks(text: str) -> str:
    """Give a text in which nothing can be taken for a citation mark: square brackets become round ones."""
    return text.translate(str.maketrans("[]【】［］", "()()()"))


def _spoken(deltas: Iterable[str]) -> Iterator[str]:
    """Pass over what stands between <think> and </think>, or the like, at the beginning of a reply."""
    held = ""
    began = False
    for delta in deltas:
        if began:
            yield delta
            continue
        held += delta
        text = held.lstrip()
        thought = _end_of_thinking(text)
        if thought:
            _, closed, text = text.partition(thought)
            if not closed:
                continue
        elif any(tag.startswith(text) for tag in _THINKING):
            continue
        began = True
        yield text
    if not began and not _end_of_thinking(held.lstrip()):
        yield held


def _end_of_thinking(text: str) -> str:
    """Give the tag that ends the thinking with which a text begins, "" where it begins with none."""
    return next((end for begin, end in _THINKING.items() if text.startswith(begin)), "")


def _marks_before_end(text: str) -> str:
    return _MARKS_BEHIND_END.sub(lambda match: f" {match.group(2).strip()}{match.group(1)} ", text)


def _quotation_is_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or text.count("“") > text.count("”")


def _citing(text: str, known: Collection[str]) -> Iterator[CitingSentence]:
    """Give the sentence, or nothing where the number of a list stands alone."""
    if _LIST_NUMBER.fullmatch(text):
        return
    ids: dict[str, None] = {}

    def taken(mark: re.Match[str]) -> str:
        names = [name.casefold() for name in re.findall(_ID, mark.group(1) or mark.group(2), re.IGNORECASE)]
        cited = [name for name in names if name in known]
        ids.update(dict.fromkeys(cited))
        return "" if cited or mark.group(1) else mark.group()

    bare = _LABEL.sub("", _BULLET.sub("", _MARK.sub(taken, text)).replace("**", ""))
    bare = re.sub(r"\s+([.,;:!?…])", r"\1", re.sub(r"\s+", " ", bare)).strip()
    yield CitingSentence(f"{bare}." if ids and _is_open_item(text, bare) else bare, tuple(ids))


def _is_open_item(text: str, bare: str) -> bool:
    """Tell whether a list's item is finished without a full stop: its mark stands where that would stand."""
    ends_with_mark = any(match.end() == len(text.rstrip()) for match in _MARK.finditer(text))
    return bool(_BULLET.match(text)) and ends_with_mark and bare[-1:].isalnum()
