"""Do the cited passages bear a sentence out? Rules that can be explained; each can only keep a sentence back.

A first, strict set. Nothing foreign (links, markup); quotations word for word; and, in the sentences of the
passages that come nearest to it: every figure, every name, most of the words, and no negation more or less. A
sentence that passes is made of its evidence's words; that it joins them rightly is likely, not proved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.retrieval.by_words import STOP_WORDS
from ingest.records import Header, Passage
from ingest.sentences import sentence_spans

WORDS_BORNE_OUT = 0.8
"""Share of a sentence's content words that must stand in its evidence."""
SENTENCES_TOGETHER = 2
"""How many neighbouring sentences of each cited passage make up the evidence."""

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
}
AMOUNT_WORD = re.compile(
    r"(?:hundred|thousand|million|billion|trillion|dozen|quarter|third)s?|half|halved?|doubled?|tripled?|twice|percent"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
)
NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|neither|nor|without|cannot|.*n't|un(?:likely|able|true)|(?:den|refus|reject|fail)\w*"
)
CONNECTIVES = frozenset(
    {"however", "moreover", "meanwhile", "additionally", "also", "further", "still", "besides"}
)

_WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")
_FOREIGN = re.compile(r"https?:|www\.|[\[\]【】<>{}|`\\]|\]\(")
_QUOTATION = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”«»]")
_QUOTE_MARKS = '"“”„«»'
_FOLD = str.maketrans("‘’‚′“”„«»–—‑‐\u00a0\u202f\u2009", '\'\'\'\'"""""----   ')


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown. `text` has its quotations exactly as a passage has them."""

    text: str
    reason: str = ""
    """Why it may not be shown, "" where it may."""

    @property
    def passed(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.reason


def verify(sentence: str, passages: Sequence[Passage]) -> Verdict:
    """Judge a sentence, without its citation marks, by the passages that it cites (one at least)."""
    if _FOREIGN.search(sentence):
        return Verdict(sentence, "it holds a link or markup")
    text, missing = _with_exact_quotations(sentence, passages)
    if missing:
        return Verdict(sentence, f"no cited passage has the words {missing!r}")
    wanted = _stems(text)
    if not wanted:
        return Verdict(text, "it says nothing")
    nearest = [_nearest(wanted, passage, SENTENCES_TOGETHER) for passage in passages]
    headings = [heading(passage.header) for passage in passages]
    unknown = _unknown(text, _words(" ".join([*nearest, *headings])))
    if unknown:
        return Verdict(text, f"its evidence lacks {unknown}")
    missed = wanted - _stems(" ".join(nearest))
    if len(missed) > (1 - WORDS_BORNE_OUT) * len(wanted):
        return Verdict(text, f"its evidence lacks most of: {', '.join(sorted(missed))}")
    if _negated(text) != any(_negated(_nearest(wanted, passage, 1)) for passage in passages):
        return Verdict(text, "it or its evidence denies what the other says")
    return Verdict(text)


def heading(header: Header) -> str:
    """Give what is known of an article in one line: title, outlet and day."""
    day = f"{header.published.day} {header.published:%B %Y}" if header.published else ""
    return ", ".join(part for part in (header.title, header.outlet, day) if part)


def is_quoted(sentence: str, passages: Sequence[Passage]) -> bool:
    """Whether the sentence is a whole sentence of a passage, character by character."""
    return any(
        sentence == passage.text[start:end]
        for passage in passages
        for start, end in sentence_spans(passage.text)
    )


def _with_exact_quotations(sentence: str, passages: Sequence[Passage]) -> tuple[str, str]:
    """Give the sentence with each quotation as a passage has it, and the first that none has, else ""."""
    parts: list[str] = []
    position = 0
    for match in _QUOTATION.finditer(sentence):
        words = match.group(1)
        inside = words.strip().rstrip(".,;:!?…")
        exact = next((found for passage in passages if (found := _exact(inside, passage.text))), "")
        if not exact:
            return sentence, words or '""'
        tail = words.strip()[len(inside) :]
        parts += [sentence[position : match.start() + 1], exact, match.group()[-1], tail]
        position = match.end()
    rest = sentence[position:]
    if any(mark in rest for mark in _QUOTE_MARKS):
        return sentence, rest
    return "".join([*parts, rest]), ""


def _exact(words: str, text: str) -> str:
    """Find words in a text, typography and blanks folded, and give them as the text has them, else ""."""
    if not any(character.isalnum() for character in words):
        return ""
    pattern = r"[ \t\u00a0]+".join(re.escape(word) for word in words.translate(_FOLD).split())
    # The fold maps one character to one, so that offsets stay.
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text.translate(_FOLD))
    return text[match.start() : match.end()] if match else ""


def _unknown(text: str, known: set[str]) -> str:
    """Give the first figure or name of a text that is not among the known words, else ""."""
    for position, match in enumerate(_WORD.finditer(text)):
        word = _normal(match.group())
        if word in known or (position == 0 and (word in STOP_WORDS or word in CONNECTIVES)):
            continue
        is_figure = any(character.isdigit() for character in word) or AMOUNT_WORD.fullmatch(word)
        if is_figure or match.group()[0].isupper():
            return match.group()
    return ""


def _nearest(wanted: set[str], passage: Passage, count: int) -> str:
    """Give those `count` neighbouring sentences of a passage that have most of the wanted stems."""
    spans = sentence_spans(passage.text)
    starts = range(max(1, len(spans) - count + 1))
    windows = [passage.text[spans[first][0] : spans[first : first + count][-1][1]] for first in starts]
    return max(windows, key=lambda window: len(wanted & _stems(window)))


def _negated(text: str) -> bool:
    return any(NEGATION.fullmatch(word) for word in _words(text))


def _words(text: str) -> set[str]:
    return {_normal(match.group()) for match in _WORD.finditer(text)}


def _normal(word: str) -> str:
    folded = re.sub(r"'s?$", "", word.translate(_FOLD).casefold()).replace(",", "")
    return NUMBER_WORDS.get(folded, folded)


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _words(text) if word not in STOP_WORDS}


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word.rstrip("e") if len(word) > 4 else word
