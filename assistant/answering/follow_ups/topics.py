"""The topic of the last question, put behind one that names too little: "Was anyone hurt? (the US, Estonia)"."""

from __future__ import annotations

import re

from assistant.answering.follow_ups.referents import FIRM, Turn, definite
from assistant.answering.follow_ups.roles import is_bare_role
from assistant.answering.language.clauses import clause_of
from assistant.answering.language.phrases import Phrase, phrases
from assistant.answering.language.terms import content_stems, stems
from assistant.retrieval.by_words import content_words
from ingest.calendar_names import MONTH, WEEKDAY

LONGEST_ANCHOR = 25
"""Words of the last topic that are put behind a question, so that a long conversation adds up to no end."""
MOST_NAMES = 2
"""Names of the last topic that are put behind a question."""

TIME = re.compile(
    r"\b(?:(?:in|on|at|since|until|before|after|by|during|for|from|of)\s+)?"
    r"(?:(?:the|this|last|next|past|early|late|mid|previous|following|coming|first|second|end of)[\s-]+)*"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?:{MONTH}|(?:{WEEKDAY})s?|days?|weeks?|weekends?|months?|years?|summer|winter|spring|autumn"
    r"|today|yesterday|tomorrow|tonight|now|morning|afternoon|evening|night|(?:19|20)\d\d)\b"
    r"(?:\s+(?:before|after|ago|earlier|later)\b)?(?:\s+\d{1,2}(?!\d))?(?:,?\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"\s*\((?P<topic>[^()]*)\)(?=[\s?!.]*$)")
_SPEAKS = re.compile(r"\b(?:say|says|said|tell|tells|told|think|thinks|thought)\b", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<name>[A-Z][\w-]*(?: [A-Z][\w-]*)*)['’]s? .+$")
_MORE = re.compile(r"what (?:else )?happened\b", re.IGNORECASE)
NOW = re.compile(r" (?:now|today|currently)\b", re.IGNORECASE)


def anchored(question: str, last: Turn, *, lightly: bool = False) -> str:
    """Put the last question's topic behind a question that names nothing of its own.

    The topic is what the last question itself named; what had been put behind that one only where it named nothing.
    `lightly` is for one that has its names by now: only what is named and no loose words are put behind it, as
    behind one that speaks of a thing itself ("How many homes lost power?"). A time
    goes to the next question alone, and only where that names no matter of its own.
    """
    own, before = without_anchor(last.question)
    found = _of_the_topic(own, question)
    if found or lightly or before or _MORE.match(own):
        topic = _in_short(_named(question, last, found), question, lightly=lightly)
    else:
        topic = " ".join(content_words(own))
    topic = " ".join(topic.split()[:LONGEST_ANCHOR])
    time = _time_of_both(question, last)
    if time and time.casefold() not in topic.casefold():
        topic = f"{topic}, {time}" if topic else time
    return with_anchor(question, topic)


def _of_the_topic(last: str, question: str) -> list[Phrase]:
    """Give the phrases of the last question, but for who spoke there, where another one speaks now."""
    found = phrases(last)
    if found and found[0].kind == "person" and _SPEAKS.search(last) and _SPEAKS.search(question):
        return found[1:]
    return found


def _named(question: str, last: Turn, found: list[Phrase]) -> list[str]:
    """Give what is named by the phrases found in the last question, or had been put behind it, and not by this one."""
    own, before = without_anchor(last.question)
    named = [phrase.text for phrase in found]
    if not any(_is_definite(text) for text in named):
        named += [part for part in before.split(", ") if part and not TIME.fullmatch(part)]
    if any(is_bare_role(phrase) for phrase in phrases(question)):
        named = _of_no_person([*named, *before.split(", ")]) or named
    told = _told_of(question, last)
    named = [_OWNED.sub(r"\g<name>", text) for text in named]
    named = [*told, *(text for text in named if not _is_in(text, " ".join(told)))]
    return [
        text
        for text in dict.fromkeys(named)
        if not _is_in(text, question) and not _is_said_to_be(text, question, own)
    ]


def _in_short(named: list[str], question: str, *, lightly: bool) -> str:
    """Join a few of the things named: names first, and besides them what is definite at most."""
    with_name = [text for text in named if _has_name(text)][:MOST_NAMES]
    others = [text for text in named if not _has_name(text)]
    if lightly or (with_name and phrases(question)):
        others = [text for text in others if _is_definite(text)]
    return ", ".join([*with_name, *others[: 1 if with_name else MOST_NAMES]])


def _time_of_both(question: str, last: Turn) -> str:
    """Give the time of the last question that holds for this one too, "" where it names another or another matter."""
    own, _ = without_anchor(last.question)
    time = TIME.search(own)
    if time is None or NOW.fullmatch(f" {time.group()}") or TIME.search(question):
        return ""
    known = stems(" ".join((own, last.answer)))
    is_same = all(content_stems(phrase.text) <= known for phrase in phrases(question))
    return time.group() if is_same else ""


def _is_said_to_be(role: str, question: str, last: str) -> bool:
    """Tell a role whose bearer the question names: the last one asked of "the hotel's manager, Leopold Graf"."""
    match = re.search(rf"{re.escape(role)}, ((?:[A-Z][\w’'-]+ ?)+)", last)
    return match is not None and match[1].strip() in question


def _told_of(question: str, last: Turn) -> list[str]:
    """Give the last answer's phrase for a thing asked about: "the observers of the Accord Mission" for "observers".

    It may stand beside the answer as well, in the passage cited; where there are two, neither is meant. "The
    observers" of a question that names somebody need no more.
    """
    asked_about = phrases(question)
    has_name = any(phrase.is_name for phrase in asked_about)
    asked = {
        _head(phrase.text)
        for phrase in asked_about
        if phrase.text.islower() and not (has_name and phrase.text.startswith("the "))
    }
    clause = clause_of(question)
    if clause and clause.noun:
        asked.add(clause.noun.split()[-1].casefold())
    for text in (last.answer, *last.evidence[: bool(last.answer)]):
        found = {
            definite(phrase): None
            for phrase in phrases(text)
            if _head(phrase.text) in asked and any(word[0].isupper() for word in phrase.text.split()[1:])
        }
        if found:
            return list(found) if len(found) == 1 else []
    return []


def _of_no_person(named: list[str]) -> list[str]:
    """Give the names of clubs, firms and places, whose manager or mayor can be meant; nobody is a player's manager."""
    found = [(text, phrase) for text in named for phrase in phrases(text)[:1] if phrase.is_name]
    return [text for text, phrase in found if phrase.kind != "person" or FIRM.search(text)]


def _head(phrase: str) -> str:
    """Give "observers" of "the observers of the Accord Mission" and "company" of "Sennick Harbour Company"."""
    return re.sub(r" (?:of|by|in|at|from|for|on|to) .*", "", phrase).split()[-1].casefold()


def without_anchor(question: str) -> tuple[str, str]:
    """Give a question as it was asked, and the topic that was put behind it ("" for none)."""
    match = _ANCHOR.search(question)
    return (question[: match.start()] + question[match.end() :], match["topic"]) if match else (question, "")


def with_anchor(question: str, topic: str) -> str:
    """Put a topic behind a question."""
    topic = topic.strip(" ,")
    return f"{question.rstrip()} ({topic})" if topic else question


def asked_of_the_same(question: str, last: Turn) -> str:
    """Keep the last question's topic behind one made of it, but for its time, where it has no name of its own."""
    _, topic = without_anchor(last.question)
    if any(_has_name(phrase.text) for phrase in phrases(question)):
        return question
    return with_anchor(question, ", ".join(part for part in topic.split(", ") if not TIME.fullmatch(part)))


def _is_definite(phrase: str) -> bool:
    return phrase.casefold().startswith(("the ", "a ", "an ")) or _has_name(phrase)


def _has_name(phrase: str) -> bool:
    return any(word[0].isupper() for word in phrase.split())


def _is_in(phrase: str, question: str) -> bool:
    """Tell whether a question holds a phrase already, with whatever article, or the name at its end."""
    name = re.search(r"\b[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*$", phrase)
    if name and name.group() in question:
        return True
    return re.sub(r"^(?:the|an?)\s+", "", phrase.casefold()) in question.casefold()
