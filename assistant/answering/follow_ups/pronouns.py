"""Names in the place of a follow-up's pronouns; those that their own sentence explains stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.follow_ups.referents import (
    Turn,
    is_plural,
    person,
    place,
    several,
    the_other,
    thing,
)
from assistant.answering.language.clauses import statement_of
from assistant.answering.language.phrases import phrases
from assistant.answering.language.word_classes import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    PAST,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
)
from ingest.sentences import sentence_spans

_OF_ONE = {"do": "does", "have": "has", "are": "is", "were": "was"}
_OF_SEVERAL = re.compile(r"\b(?:do|have|are|were)(?= $)", re.IGNORECASE)
"""Before "they", that the group or country in its place has another form of: "What does Black Heron want?"."""
_PERSONAL = {
    "he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "it": "it", "its": "it",
}  # fmt: skip
_POSSESSIVE = frozenset("his her its their".split())
_ALWAYS_POSSESSIVE = frozenset("hers theirs".split())
_OBJECTS = frozenset("him her them it".split())
_BOUNDARY = re.compile(
    r"\b(?:when|that|if|because|after|before|and|but|as|where|while|which|who|whether|until|since"
    r"|though|to)\b|,",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|hers?|they|them|theirs?|theirs|it|its)\b", re.IGNORECASE)
_SAID_IT = re.compile(
    r"\b(?P<verb>say|said|saying|says|claim|claimed|tell \w+|told \w+|write|wrote|announce|announced"
    r"|deny|denied|confirm|confirmed|admit|admitted|believe|doubt|dispute|know) (?P<it>it|that|this|so)\b"
    r"(?=\W*$|\s+(?:on|in|at|to|first|again|and|when|where|before|after|exactly|publicly)\b)",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\bit(?:'s|’s)?\s+(?:(?:is|was|be|been|really|now|still|already|not|also)\s+)*(?:true|possible"
    r"|likely|clear|known|certain|"
    r"said|reported|confirmed|believed|thought|expected|raining|snowing|take|takes|took|taken|safe|legal|too late|"
    r"that|cost)\s+(?:\w+ ){0,2}?(?:that|to|how|whether|who|for)\b"
    r"|\b(?:is|was|has|had|be|been|does|did|will|would)\s+it\s+(?:\w+\s+){1,3}?(?:that|whether)\b"
    r"|\bit (?:rain|snow|freeze)\w*\b|\b(?:who|what|when|where|why|how) (?:is|was) it that\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:call|calls|called|describe[sd]?|dub|dubs|dubbed|labels?|labelled) it (?=(?:as )?(?:an?|the|[\"“‘'])\W*\w)",
    re.IGNORECASE,
)
"""Before what somebody called it: "it" is what was told, and no thing that a question or an answer names."""
_THE_OTHER = re.compile(r"\bthe other (?:one|side|party|man|woman|country)\b", re.IGNORECASE)
_HAPPENS = re.compile(
    r"^ (?:\w+ )?(?:ends?|ended|over|begins?|began|starts?|started|lasts?|lasted|finish(?:ed)?|happen(?:s|ed)?|played"
    r"|continues?|continued|called off|put off|postponed|broke out|break out|go on|went on)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:(?P<behind>is|was|are|were|does|did|will|would|has|had|can|could|after|before|since|to"
    r"|about|of|with|by|for|from|"
    r"on|at|like|do|done|than|against|mean|accept)\s+)?(?P<word>that|this|these|those)\b"
    r"(?P<following>\s+\w+)?",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"\b(?:over |in |from )?there\b(?=\W*$|\s+(?:now|today|before|after|on|in|at)\b)", re.IGNORECASE
)
_JOINED = frozenset("who whom whose which that of in from with".split())
_ASKED_OF = re.compile(
    r"^(?:(?:and|but|so|then|also)\b[\s,]*)*(?:how (?:much|many)|what|which)\s+(?:\w+\s+)+?"
    r"(?:do|does|did|has|have|had|will|would|can|could)\s+$"
    r"|^(?:where|what|which|who|how \w+) (?:is|are|was|were) (?:the|a|an) (?:\w+ ){1,3}(?:that|which)\s+$",
    re.IGNORECASE,
)
"""Before a pronoun that what is asked for, or what a clause describes, can't be: "how much tax did it pay"."""
_NOT_POINTED_AT = frozenset(
    "week month year morning afternoon evening day days time summer spring autumn winter".split()
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question with names for its pronouns; `is_open` says that one is left whose name nobody said."""

    text: str
    is_changed: bool = False
    is_open: bool = False


def with_names_for_pronouns(question: str, turns: Sequence[Turn]) -> Resolved:
    """Put the names that the turns before hold in the place of a question's pronouns."""
    resolved = _with_the_other(Resolved(question), turns)
    resolved = _with_pointed_at(resolved, turns)
    resolved = _with_statement(resolved, turns)
    resolved = _with_place(resolved, turns)
    return _with_persons_and_things(resolved, turns)


def _with_the_other(so_far: Resolved, turns: Sequence[Turn]) -> Resolved:
    """Write "What does Droskia say?" for "What does the other one say?" where Ketria was asked about."""
    match = _THE_OTHER.search(so_far.text)
    other = the_other(turns)[1] if match and turns else ""
    if match is None:
        return so_far
    if not other:
        return Resolved(so_far.text, so_far.is_changed, is_open=True)
    return Resolved(f"{so_far.text[: match.start()]}{other}{so_far.text[match.end() :]}", is_changed=True)


def _with_statement(so_far: Resolved, turns: Sequence[Turn]) -> Resolved:
    """Write "When did he say that the road is open?" for "When did he say it?"."""
    match = _SAID_IT.search(so_far.text)
    spans = sentence_spans(turns[-1].answer) if turns else []
    if match is None:
        return so_far
    if not spans:
        return Resolved(so_far.text, so_far.is_changed, is_open=True)
    statement = statement_of(turns[-1].answer[spans[0][0] : spans[0][1]])
    rest = so_far.text[match.end() :]
    return Resolved(f"{so_far.text[: match.start('it')]}that {statement}{rest}", is_changed=True)


def _with_place(so_far: Resolved, turns: Sequence[Turn]) -> Resolved:
    match = _THERE.search(so_far.text)
    before = so_far.text[: match.start()].split() if match else []
    if match is None or (
        before and before[-1].casefold() in ("is", "are", "was", "were") and len(before) > 3
    ):
        return so_far
    found = place(turns)
    if not found:
        return Resolved(so_far.text, so_far.is_changed, is_open=True)
    return Resolved(f"{so_far.text[: match.start()]}{found}{so_far.text[match.end() :]}", is_changed=True)


def _with_pointed_at(so_far: Resolved, turns: Sequence[Turn]) -> Resolved:
    """Resolve "that", "this", "those reports" where they point and don't join: "does he say to that?"."""
    for match in _POINTING.finditer(so_far.text):
        word = match.group("word").casefold()
        following = (match.group("following") or "").strip()
        if _joins(word, following) or (word == "that" and not match.group("behind") and match.start("word")):
            continue
        noun = following.casefold() if following and not _is_function_word(following.casefold()) else ""
        found = _named_before(noun, turns) if noun else _bare(word, turns)
        if noun and not found and word == "that":
            continue
        if not found:
            return Resolved(so_far.text, so_far.is_changed, is_open=True)
        end = match.end("following") if noun else match.end("word")
        return Resolved(f"{so_far.text[: match.start('word')]}{found}{so_far.text[end:]}", is_changed=True)
    return so_far


def _joins(word: str, following: str) -> bool:
    """Tell "says that the road", "those who left" and "this week" from what points to an earlier turn."""
    folded = following.casefold()
    begins_clause = folded in DETERMINERS | PRONOUNS or following[:1].isupper()
    return folded in _JOINED | _NOT_POINTED_AT or (word == "that" and begins_clause)


def _bare(word: str, turns: Sequence[Turn]) -> str:
    return several(turns) if word in ("these", "those") else ""


def _is_function_word(word: str) -> bool:
    return word in AUXILIARIES | PREPOSITIONS | ADVERBS | PAST or word in ("true", "so", "much", "many")


def _is_no_noun(word: str) -> bool:
    return word in AUXILIARIES | PREPOSITIONS | ADVERBS | VERBS or word in ("true", "so", "much", "many")


def _named_before(noun: str, turns: Sequence[Turn]) -> str:
    """Give the phrase of an earlier turn that has the noun, such as "the report by the Survey" for "report"."""
    for turn in reversed(turns):
        for text in turn.texts:
            for phrase in phrases(text):
                words = phrase.text.casefold().split()
                if noun in words:
                    has_article = words[0] in ("a", "an", "the", "this", "that")
                    return f"the {' '.join(phrase.text.split()[has_article:])}"
    return ""


def _with_persons_and_things(so_far: Resolved, turns: Sequence[Turn]) -> Resolved:
    text, is_changed, is_open = so_far.text, so_far.is_changed, so_far.is_open
    told: set[str] = set()
    position = 0
    while match := _PRONOUN.search(text, position):
        position = match.end()
        word = match.group().casefold()
        kind = _PERSONAL[word]
        owns = word in _ALWAYS_POSSESSIVE or (word in _POSSESSIVE and _owns(word, text[match.end() :]))
        is_object = word in _OBJECTS and not owns and match.start() > 0
        before = _before_clause(text[: match.start()]) if is_object else text[: match.start()]
        is_bound = not _ASKED_OF.search(text[: match.start()]) and _is_bound(kind, before)
        if kind in told or is_bound or _is_empty(text, match.start(), kind):
            continue
        event = bool(_HAPPENS.search(text[match.end() :]))
        found = "" if _is_what_was_told(text, match.start(), kind) else _referent(kind, turns, event=event)
        if not found or found in text:
            is_open = is_open or not found
            continue
        told.add(kind)
        start, end = match.span()
        if kind == "they" and not owns and not is_plural(found):
            before = _OF_SEVERAL.sub(lambda one: _OF_ONE[one.group().casefold()], text[:start])
            text, start, end = f"{before}{text[start:]}", len(before), len(before) + end - start
        shown = f"{found}{'’' if found.endswith('s') else '’s'}" if owns else found
        shown = shown[0].upper() + shown[1:] if start == 0 else shown
        text = f"{text[:start]}{shown}{text[end:]}"
        position = start + len(shown)
        is_changed = True
    return Resolved(text, is_changed, is_open)


def _before_clause(before: str) -> str:
    """Give what stands before the clause of an object: in "did Putin call him" he is somebody else."""
    boundaries = list(_BOUNDARY.finditer(before))
    return before[: boundaries[-1].start()] if boundaries else ""


def _owns(word: str, behind: str) -> bool:
    """Tell "her report" from "tell her": only "her" can be both."""
    following = re.match(r"\s+([\w'’-]+)", behind)
    if word != "her":
        return True
    return bool(following) and not _is_no_noun(following.group(1).casefold()) if following else False


def _referent(kind: str, turns: Sequence[Turn], *, event: bool) -> str:
    if kind in ("he", "she"):
        return person(kind, turns)
    return several(turns) if kind == "they" else thing(turns, event=event)


def _is_bound(kind: str, before: str) -> bool:
    """Tell whether a phrase earlier in the same question is what the pronoun stands for."""
    for phrase in phrases(before):
        is_person = phrase.kind == "person" and not phrase.is_plural
        if kind in ("he", "she") and is_person:
            return True
        if kind == "they" and (phrase.is_plural or phrase.kind in ("group", "place") or " and " in before):
            return True
        if kind == "it" and not is_person and not phrase.is_plural and not _is_time_word(phrase.text):
            return True
    return kind == "they" and bool(
        re.search(r"\b(?:who|anyone|anybody|someone|everyone)\b", before, re.IGNORECASE)
    )


def _is_time_word(text: str) -> bool:
    return bool(_NOT_POINTED_AT.intersection(text.casefold().split()))


def _is_empty(text: str, start: int, kind: str) -> bool:
    return kind == "it" and any(match.start() <= start < match.end() for match in _EMPTY_IT.finditer(text))


def _is_what_was_told(text: str, start: int, kind: str) -> bool:
    return kind == "it" and any(match.start() <= start < match.end() for match in _CALLED.finditer(text))
