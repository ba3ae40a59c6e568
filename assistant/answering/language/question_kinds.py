"""What kind of thing a question asks for: a person, a day, a number, a reason."""

from __future__ import annotations

import re
from typing import Literal

from assistant.answering.language.terms import may_be_name, without_possessive
from assistant.retrieval.by_words import content_words
from ingest.sentences import sentence_spans

Kind = Literal["person", "name", "site", "moment", "place", "amount", "quotation", "reason", "phrase", "none"]

_TOKEN = re.compile(r"\w+(?:[.'’\-]\w+)*")
_WH = re.compile(r"\b(who|whom|whose|when|where|why|which|what|how)\b", re.IGNORECASE)
_ASKED_WITH_WHAT: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("moment", frozenset("day date year month time hour weekday season decade".split())),
    (
        "amount",
        frozenset(
            """number share percentage percent per proportion price cost fee fine sum amount age size length height
            speed rate margin toll score distance total temperature weight salary budget width depth turnout profit loss
            revenue population reward bill bounty""".split()
        ),
    ),
    (
        "site",
        frozenset(
            """country city town village state island region continent province county port district nation venue
            area valley capital place""".split()
        ),
    ),
)
_HOW_AMOUNT = re.compile(
    r"how (?:many|much|old|long|far|big|tall|high|fast|often|quickly|deep|heavy|hot|cold|large|wide|strong|steep)\b",
    re.I,
)
_PAYS = re.compile(r"\b(?:cost|pay|paid|earn|owe|spend|spent|weigh|measure)s?\W*$", re.I)
_NAMING = re.compile(
    r"\b(?:call(?:s|ed)?|describe[ds]?|nickname[ds]?|dubbed|compared?|liken(?:ed)?|slogan|motto)\b", re.I
)
_CALLED = re.compile(r"\b(?:name|title|titled|named|called)\b", re.I)


_POINTERS = frozenset({"ones", "thing", "things"})


def main_question(question: str) -> str:
    """Give the sentence that asks: the last one with a question mark, without what was added in brackets."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", question)
    asking = [part for part in re.split(r"(?<=[.?!])\s+", bare) if part.endswith("?")]
    return asking[-1] if asking else bare


def kind_asked(question: str) -> Kind:
    """Tell what kind of thing a question asks for: "phrase" for what has no form of its own, "none" for yes or no."""
    wh = _WH.search(question)
    if wh is None:
        return "none"
    word, behind = wh.group().casefold(), question[wh.end() :].casefold()
    plain: dict[str, Kind] = {
        "who": "person",
        "whom": "person",
        "whose": "person",
        "when": "moment",
        "where": "place",
        "why": "reason",
    }
    if word == "how":
        return "amount" if _HOW_AMOUNT.match(question, wh.start()) else "phrase"
    return plain[word] if word in plain else _kind_of_thing(word, behind)


def _kind_of_thing(word: str, behind: str) -> Kind:
    """Tell the kind for "which ..." and "what ..." by the words behind."""
    is_it = re.match(r"['’]s |\s*(?:is|was|are|were|will be|has been|had been) ", behind)
    head = re.split(
        r"[,?]| (?:of|in|for|by|at|to|on|from|that|who|this|last) ", behind[is_it.end() if is_it else 0 :]
    )[0]
    nouns = re.findall(r"[\w-]+", head)[: 6 if is_it else 2]
    for kind, known in _ASKED_WITH_WHAT:
        if any(noun in known or noun.removesuffix("s") in known for noun in nouns):
            return kind
    if word == "which":
        return "name"
    if _PAYS.search(behind):
        return "amount"
    if _NAMING.search(behind):
        return "quotation"
    if _CALLED.search(behind):
        return "name"
    return "phrase"


def noun_asked(question: str) -> str:
    """Give the noun behind "which", lower-cased: "plastic" of "which sort of plastic", "" where there is none."""
    match = re.search(
        r"\b(?:which|what) (?:(?:sort|kind|type)s? of )?(?:\d+ |two |three )?([a-z-]{3,})", question, re.I
    )
    return match.group(1).casefold() if match else ""


def names_in_question(question: str) -> list[str]:
    """Give the names in a question, as they stand there: runs of capitals but for days and a sentence's first word."""
    runs: list[list[str]] = [[]]
    end = 0
    openings = {begin for begin, _ in sentence_spans(question)}
    for number, match in enumerate(_TOKEN.finditer(question)):
        word = without_possessive(match.group())
        is_name = number > 0 and match.start() not in openings and may_be_name(word)
        if not is_name or question[end : match.start()].strip():
            runs.append([])
        if is_name:
            runs[-1].append(word)
        end = match.start() + len(word)
    named = dict.fromkeys(" ".join(run) for run in runs if run)
    return [] if question.isupper() else list(named)


def points_elsewhere(question: str) -> bool:
    """Tell whether a question names nothing that it is about, such as "What did he say about it?" or "Why?".

    Asked on its own such a question has no answer; in a conversation the turn before says what it points to.
    """
    return _POINTERS.issuperset(content_words(question))
