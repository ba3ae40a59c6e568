"""Do the cited passages bear a sentence out? Rules that can be explained; each can only keep a sentence back.

A first, strict set. A whole statement; nothing foreign (links, markup); quotations word for word; and, in the
sentences of the passages that come nearest to it: every figure, every name and in the same order, most of the
words, and no negation more or less. A sentence that passes is made of its evidence's words; that it joins them
rightly is likely, not proved.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from assistant.answers import Hit
from assistant.retrieval.by_words import STOP_WORDS
from ingest.records import Passage
from ingest.sentences import sentence_spans

WORDS_BORNE_OUT = 0.8
"""Share of a sentence's content words that must stand in its evidence."""
SENTENCES_TOGETHER = 2
"""How many neighbouring sentences of each cited passage make up the evidence."""
WORDS_THAT_TOUCH = 2
"""Content words that a denial in the evidence must share with a sentence to be about the same matter."""

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
CONNECTING = frozenset(
    {"article", "report", "answer", "follow", "question", "passage", "source", "newspaper"}
)
"""Stems that claim nothing by themselves."""

_WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")
_FOREIGN = re.compile(r"https?:|www\.|[\[\]【】<>{}|`\\]|\]\(")
_STATEMENT = re.compile(r"[.!…][\"'”’»)]*$")
_QUOTATION = re.compile(
    r"[\"“”„«»](?P<double>[^\"“”„«»]*)[\"“”«»]|‘(?P<single>[^‘’]*)’(?!\w)|(?<!\w)'(?P<plain>[^']+)'(?!\w)"
)
_QUOTE_MARK = re.compile(r"[\"“”„«»‘]")
_ATTRIBUTION = re.compile(r",? according to [^,.]*|, (?:[\w’'-]+ ){1,6}(?:said|says|wrote|tweeted)\.?$")
_FOLD = str.maketrans("‘’‚′“”„«»–—‑‐\u00a0\u202f\u2009", '\'\'\'\'"""""----   ')


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of a passage that bears a sentence out: `start` and `end` count characters of the article's text."""

    passage: Passage
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words there, exactly as they stand in the article."""
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown. `text` has its quotations exactly as a passage has them.

    Two verdicts are equal where text and reason are.
    """

    text: str
    reason: str = ""
    """Why it may not be shown, "" where it may."""
    spans: tuple[Evidence, ...] = field(default=(), compare=False)
    """What bears the sentence out, in the order of the passages; none where it may not be shown or says nothing."""
    support: float | None = field(default=None, compare=False)
    """How likely the evidence bears it out, from 0 to 1; None where no model was asked."""

    @property
    def passed(self) -> bool:
        """Whether the sentence may be shown."""
        return not self.reason


def verify(sentence: str, passages: Sequence[Passage]) -> Verdict:
    """Judge a sentence, without its citation marks, by the passages that it cites (one at least)."""
    if _FOREIGN.search(sentence):
        return Verdict(sentence, "it holds a link or markup")
    if not _STATEMENT.search(sentence):
        return Verdict(sentence, "it is no whole statement")
    text, missing = _with_exact_quotations(sentence, passages)
    if missing:
        return Verdict(sentence, f"no cited passage has the words {missing!r}")
    wanted = _stems(text)
    if not wanted:
        return Verdict(text, "it says nothing")
    shortcoming = ""
    for count in range(1, SENTENCES_TOGETHER + 1):
        spans = [span for passage in passages for span in _nearest(wanted, passage, count)]
        shortcoming = _shortcoming(text, wanted, [span.quote for span in spans], passages)
        if not shortcoming:
            return Verdict(text, spans=tuple(span for span in spans if wanted & _stems(span.quote)))
    return Verdict(text, shortcoming)


def recite(sentence: str, hits: Sequence[Hit]) -> tuple[Verdict, tuple[Passage, ...]] | None:
    """Find a passage among the hits, the best first, that alone bears out a sentence whose own citations don't.

    Gives the verdict, which has passed, and the passages to cite; None where no hit bears the sentence out.
    """
    for hit in hits:
        verdict = verify(sentence, [hit.passage])
        if verdict.passed:
            return verdict, (hit.passage,)
    return None


def is_connecting(sentence: str) -> bool:
    """Whether a sentence only leads on ("Here is what the articles say.") and claims nothing: it needs no citation."""
    return not _stems(sentence) - CONNECTING and not any(character.isdigit() for character in sentence)


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
        words = next(group for group in match.groups() if group is not None).strip()
        inside = words.rstrip(".,;:!?…")
        exact = next((found for passage in passages if (found := _exact(inside, passage.text))), "")
        before = sentence[position : match.start()]
        if not exact or _QUOTE_MARK.search(before):
            return sentence, words or match.group()
        # A comma or full stop that the passage doesn't have moves behind the closing mark.
        parts += [before, match.group()[0], exact, match.group()[-1], words[len(inside) :]]
        position = match.end()
    rest = sentence[position:]
    return "".join([*parts, rest]), rest if _QUOTE_MARK.search(rest) else ""


def _exact(words: str, text: str) -> str:
    """Find words in a text, typography and blanks folded, and give them as the text has them, else ""."""
    if not any(character.isalnum() for character in words):
        return ""
    pattern = r"[ \t\u00a0]+".join(re.escape(word) for word in words.translate(_FOLD).split())
    # The fold maps one character to one, so that offsets stay.
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text.translate(_FOLD))
    return text[match.start() : match.end()] if match else ""


def _nearest(wanted: set[str], passage: Passage, count: int) -> list[Evidence]:
    """Give those `count` neighbouring sentences of a passage that together have most of the wanted stems."""
    sentences = [
        Evidence(passage, passage.start + start, passage.start + end)
        for start, end in sentence_spans(passage.text)
    ]
    starts = range(max(1, len(sentences) - count + 1))
    runs = [sentences[first : first + count] for first in starts]
    return max(runs, key=lambda run: len(wanted & _stems(" ".join(span.quote for span in run))))


def _shortcoming(text: str, wanted: set[str], evidence: Sequence[str], passages: Sequence[Passage]) -> str:
    """Say what keeps the evidence from bearing the text out, "" where nothing does.

    Besides the evidence, only the outlet's name is known: a day of publication is not the day of an event.
    """
    outlets = " ".join(passage.header.outlet for passage in passages)
    unknown = _unknown(text, _words(" ".join([*evidence, outlets])))
    if unknown:
        return f"its evidence lacks {unknown}"
    missed = wanted - _stems(" ".join([*evidence, outlets]))
    if len(missed) > (1 - WORDS_BORNE_OUT) * len(wanted):
        return f"its evidence lacks {', '.join(sorted(missed))}"
    touching = min(WORDS_THAT_TOUCH, len(wanted))
    denied = any(_negated(sentence) and len(wanted & _stems(sentence)) >= touching for sentence in evidence)
    if _negated(text) != denied:
        return "one of it and its evidence denies something"
    return _turned_round(text, evidence)


def _turned_round(text: str, evidence: Sequence[str]) -> str:
    """Say which two names the evidence has the other way round, for who did it to whom may be swapped.

    A trailing "according to ..." or ", ... said" may stand anywhere.
    """
    names = [_normal(word) for word in _WORD.findall(_ATTRIBUTION.sub("", text)) if word[0].isupper()]
    names = [name for name in names if name not in STOP_WORDS]
    told = [[_normal(word) for word in _WORD.findall(sentence)] for sentence in evidence]
    for first, second in combinations(dict.fromkeys(names), 2):
        both = [words for words in told if first in words and second in words]
        if both and all(words.index(first) > _last(words, second) for words in both):
            return f"its evidence has {second} before {first}"
    return ""


def _last(words: Sequence[str], word: str) -> int:
    return len(words) - 1 - list(reversed(words)).index(word)


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
