"""Who somebody or what something is: "harbour master Ida Moll said ...", "Jack Snow was a football player"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.language.terms import met, names_of, stems
from assistant.answering.language.word_classes import NAME_PARTICLES

INTRODUCED = 4.0
"""Logits by which a sentence that introduces somebody answers better who that is: the tuned network overlooks what is
told in passing, since most sentences that name somebody tell what they did."""

DEFINED = 3.0
"""Logits by which a sentence that says what something is answers better for its medium, genre, sport and the like."""

_WHAT_IT_IS = re.compile(
    r"\bwhat\s+(?:sport|(?:is|was)\s(?:[^?]+['’]s\s|the\s)(?:\w+\s)?(?:profession|occupation|medium|genre|nationality|job|format"
    r"|(?:type|kind)\sof\s\w+))\b|\bwhat\s(?:profession|occupation|genre|medium)\b",
    re.IGNORECASE,
)
IS_A = re.compile(
    r"\b(?:is|was|are|were|as|became|becomes)\s+(?:an?|the|one of the)\s+(?P<what>[^,.;:()]+)", re.IGNORECASE
)
"""What somebody or something is said to be, up to the next mark: "was a football player"."""
_WHO_IS = re.compile(
    r"^\W*(?:and |so |but )?who(?:['’]s| is| was) (?P<name>[A-Z][^?,;]*?)\W*$", re.IGNORECASE
)
_ROLE = (
    r"(?:minister|president|premier|chancellor|secretary|spokes(?:man|woman|person)|mayor|governor|director|head|chief"
    r"|leader|chair(?:man|woman|person)?|officer|judge|justice|professor|king|queen|prince|princess|pope|bishop|general"
    r"|colonel|captain|commander|admiral|ambassador|envoy|lawmaker|senator|deputy|congress(?:man|woman)|mp|economist"
    r"|analyst|owner|founder|editor|author|writer|singer|actor|actress|player|coach|manager|engineer|doctor|teacher"
    r"|farmer|baker|driver|student|boss|executive|expert|scientist|researcher|historian|geologist|lawyer|prosecutor"
    r"|journalist|reporter|columnist|candidate|master|representative|counterpart|husband|wife|widow|son|daughter"
    r"|brother|sister|father|mother|resident|activist|inspector|detective|guard|keeper|champion|striker|goalkeeper"
    r"|architect|builder|nurse|surgeon|priest|astronaut|pilot|trader|investor|chef|designer|artist|painter|poet)s?"
)
_APPOSITION = re.compile(
    r",\s(?:(?:\d{2}|aged \d{2}),\s)?"
    r"(?:(?:the|a|an|his|her|its|their|former|[A-Za-z’'\-]+['’]s?)\s|[a-z])(?:[\w'’\-]+\s){0,9}?"
    rf"\b{_ROLE}\b",
    re.IGNORECASE,
)
_WHO_RUNS = re.compile(
    r",\s(?:a |an |the )?who\s(?:has\s)?"
    r"(?:leads?|led|heads?|headed|runs?|ran|chairs?|owns?|founded|edits?|commands?|commanded|represents?|coaches"
    r"|manages?|presides?|teaches|works|is|was)\b"
)
_IS = re.compile(
    rf"\s(?:is|was|became|has been)\s(?:the|a|an)\s(?:[\w'’\-]+\s){{0,6}}?\b{_ROLE}\b", re.IGNORECASE
)
_TITLE_BEFORE = re.compile(rf"\b{_ROLE}(?:,)?\s$", re.IGNORECASE)


def somebody_asked(question: str) -> str:
    """Give the name in a question that asks who somebody is, "" for any other question."""
    match = _WHO_IS.match(question.strip())
    if match is None:
        return ""
    name = str(match["name"])
    # "Who is the mayor?" asks for a name; "Who is Ida Moll meeting?" for somebody else.
    return name if all(word[:1].isupper() or word in NAME_PARTICLES for word in name.split()) else ""


def asks_what_it_is(question: str) -> bool:
    """Tell whether a question asks for what the first words on a person or a work tell: profession, medium, genre."""
    return bool(_WHAT_IT_IS.search(question))


def defines(sentence: str, names: Sequence[frozenset[str]]) -> bool:
    """Tell whether a sentence says what the bearer of the names is; `names` as of `names_of`."""
    match = IS_A.search(sentence)
    head = stems(sentence[: match.start()]) if match else frozenset()
    return bool(match and names) and all(met(name, head) == 1.0 for name in names)


def told_in_passing(question: str, sentence: str) -> float:
    """Give the logits by which a sentence answers better than the network says, 0 for most."""
    name = somebody_asked(question)
    if name and introduces(sentence, name):
        return INTRODUCED
    if asks_what_it_is(question) and defines(sentence, names_of(question)):
        return DEFINED
    return 0.0


def introduces(sentence: str, name: str) -> bool:
    """Tell whether a sentence says who the bearer of a name is: in apposition, by a title before it, or outright."""
    surname = name.split()[-1]
    first_names = [word for word in name.split()[:-1] if word not in NAME_PARTICLES]
    for match in re.finditer(rf"(?<!\w){re.escape(surname)}(?:['’]s)?(?!\w)", sentence):
        before, behind = sentence[: match.start()], sentence[match.end() :]
        full = re.search(r"(?:[A-Z][\w'’.\-]*\s(?:(?:de|la|le|van|von|der|bin|al)\s)*)*$", before)
        stated = full.group() if full else ""
        head = before[: len(before) - len(stated)]
        if first_names and stated and not _is_named(stated, first_names):
            continue
        if _APPOSITION.match(behind) or _WHO_RUNS.match(behind) or _IS.match(behind):
            return True
        if _TITLE_BEFORE.search(head) or re.search(rf"\b{_ROLE}\s", stated, re.IGNORECASE):
            return True
    return False


def _is_named(stated: str, first_names: list[str]) -> bool:
    """Tell whether the capital words before a surname are one's first names, or none of another's."""
    words = stated.split()
    return any(first in words for first in first_names) or bool(
        re.fullmatch(rf"(?:[A-Z][\w'’\-]*\s)*?{_ROLE}\s|(?:Mr|Mrs|Ms|Dr)\.?\s", stated, re.IGNORECASE)
    )
