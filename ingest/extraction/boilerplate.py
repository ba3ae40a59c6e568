"""Which paragraphs of a page are its story: the rules that look at neighbours, title and language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extraction.boilerplate_rules import (
    ends_sentence,
    reason_to_drop,
    split_credit,
    split_cut_sentence,
)
from ingest.extraction.foreign import find_foreign
from ingest.records import Dropped

MIN_CAPTION_WORDS = 5
MIN_REPEATED_WORDS = 12
"""Shorter paragraphs ("Yes.", a speaker's name) may well come twice in one story."""

MAX_STRAY_WORDS = 3
MAX_STRAY_PARAGRAPHS = 2

_BEFORE_A_NAME = ("By", "—", "–", "-", "--")
_LETTER_CASE_AND_MARKS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Story:
    """The paragraphs of a page that are its story, its language, and what was left out, all in order."""

    paragraphs: tuple[str, ...]
    language: str
    dropped: tuple[Dropped, ...]


def find_story(paragraphs: Sequence[str], title: str) -> Story:
    """Tells the story's paragraphs from the page's others, of which `title`, said again, is one."""
    reasons = [reason_to_drop(paragraph) for paragraph in paragraphs]
    _mark_repeated_title(paragraphs, title, reasons)
    _mark_repeats(paragraphs, reasons)
    language = _mark_foreign(paragraphs, reasons)
    _mark_stray_tail(paragraphs, reasons)
    kept: list[str] = []
    dropped: list[Dropped] = []
    for paragraph, reason in zip(paragraphs, reasons, strict=True):
        if reason:
            dropped.append(Dropped(paragraph, reason))
            continue
        words, cut = split_cut_sentence(paragraph)
        if cut:
            dropped.append(Dropped(cut, "the source breaks off here"))
        words, credit = split_credit(words)
        if credit:
            dropped.append(Dropped(credit, "photo credit"))
        kept.extend([words] if words else [])
    return Story(tuple(kept), language, tuple(dropped))


def normalised(text: str) -> str:
    """`text` in lower case, whatever is neither letter nor digit as one space: equal for equal wordings."""
    return _LETTER_CASE_AND_MARKS.sub(" ", text.casefold()).strip()


def _mark_repeated_title(paragraphs: Sequence[str], title: str, reasons: list[str]) -> None:
    wanted = normalised(title)
    for number, paragraph in enumerate(paragraphs):
        if (
            wanted
            and not reasons[number]
            and len(paragraph) <= 2 * len(title)
            and normalised(paragraph) == wanted
        ):
            reasons[number] = "repeated title"


def _mark_repeats(paragraphs: Sequence[str], reasons: list[str]) -> None:
    """Of equal paragraphs one stays: the first, but the last where the first is a picture's caption.

    A caption is known by the photo credit that follows it, or by being said twice in a row, as pages do
    that carry it once for the picture and once for its description. Questions and headings, which an
    interview or a guide asks of each in turn, stay.
    """
    places: dict[str, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        if not reasons[number]:
            places.setdefault(normalised(paragraph), []).append(number)
    for wording, numbers in places.items():
        if len(numbers) == 1:
            continue
        words, first = wording.count(" ") + 1, paragraphs[numbers[0]]
        caption = words >= MIN_CAPTION_WORDS and _is_caption(numbers, reasons)
        if not caption and (words < MIN_REPEATED_WORDS or not _is_statement(first)):
            continue
        for number in numbers[:-1] if caption else numbers[1:]:
            reasons[number] = "repeated caption" if caption else "repeated paragraph"


def _is_statement(paragraph: str) -> bool:
    """Whether `paragraph` ends as a sentence, asks nothing and begins with no label or time of day."""
    return ends_sentence(paragraph) and "?" not in paragraph and ":" not in paragraph[:40]


def _is_caption(numbers: Sequence[int], reasons: Sequence[str]) -> bool:
    first, second = numbers[:2]
    followed_by_credit = reasons[first + 1 : first + 2] == ["photo credit"]
    return followed_by_credit or all(reasons[first + 1 : second])


def _mark_foreign(paragraphs: Sequence[str], reasons: list[str]) -> str:
    """Marks the paragraphs in another language than the story's, and gives the story's language."""
    open_numbers = [number for number, reason in enumerate(reasons) if not reason]
    language, foreign = find_foreign([paragraphs[number] for number in open_numbers])
    for number, other in zip(open_numbers, foreign, strict=True):
        if other:
            reasons[number] = f"in another language ({other})"
    return language


def _mark_stray_tail(paragraphs: Sequence[str], reasons: list[str]) -> None:
    """Marks a word or two that a page leaves after its story, such as the label of its next section.

    What stands there stays where it ends a sentence, is introduced by a colon, or belongs to a list.
    """
    kept = [number for number, reason in enumerate(reasons) if not reason]
    stray: list[int] = []
    while kept and _is_fragment(paragraphs[kept[-1]]):
        stray.append(kept.pop())
    if not kept or len(stray) > MAX_STRAY_PARAGRAPHS or paragraphs[kept[-1]].endswith(":"):
        return
    for number in stray:
        reasons[number] = "stray words at the end"


def _is_fragment(paragraph: str) -> bool:
    words = paragraph.split()
    if len(words) > MAX_STRAY_WORDS or words[0] in _BEFORE_A_NAME or ends_sentence(paragraph):
        return False
    return not re.search(r"[\n:\"“”«»]", paragraph)
