"""The number that a sentence gives for what a question counts."""

from __future__ import annotations

import re

from assistant.answering.language.fates import FATE_OF, fates_in
from assistant.answering.language.terms import stem
from assistant.answering.sources.quantities import MONEY, PERCENT, Quantity, quantities_of
from assistant.answering.sources.values import Asked, Value
from assistant.retrieval.by_words import STOP_WORDS, WORD

_POPULATION_IS = re.compile(
    r"\bpopulation\s(?:(?:was|is|of|at|to|total(?:l?ed)?|reached|stood|counted|estimated|about|around|some)\s)+$",
    re.IGNORECASE,
)
_PER = re.compile(r"\s(?:\w+\s){1,2}(?:per|a|each)\s|\s?(?:/|per\s)")
_PREPOSITION = re.compile(
    r"(?:at|in|by|on|for|from|after|before|since|during|as|according|when|while|last|this|today)\b"
)
_CROWD = frozenset(
    stem(word)
    for word in """protesters protestors marchers demonstrators supporters fans visitors participants spectators
    attendees strikers worshippers pilgrims mourners guests""".split()
)
_PEOPLE = _CROWD | frozenset(
    stem(word)
    for word in """people person persons man men woman women child children civilians residents victims bodies workers
    passengers soldiers others lives souls inhabitants villagers patients students""".split()
)
INHABITANTS = frozenset(map(stem, "population people inhabitants residents souls inhabited".split()))
_ANYBODY = frozenset(map(stem, "people person persons lives souls victims others".split()))
_HOSPITAL = frozenset(("hospital", "Hospital"))
_NO_LONGER = re.compile(
    r"\b(?:(?:up|down|revised|raised|lowered|corrected|cut|rose|risen|rising|fell|fallen|grown|increased|went"
    r"|changed)\s(?:\w+\s)?from"
    r"|(?:and|,)\snot|\snot the|instead of|rather than|compared (?:with|to)"
    r"|(?:earlier|previous|initial|first|preliminary|original)\s"
    r"(?:figure|toll|count|estimate|number|total|report)s? (?:of|was)"
    r"|(?:previously|earlier|originally|initially|first|wrongly)\s(?:\w+\s){0,3}(?:as|at|of|that|reported|given))"
    r"\s(?:the\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
"""What stands before an amount that is told only as what it was before: "up from 12", "and not 14"."""
_ADDED_BEFORE = re.compile(
    r"\b(?:another|(?:a )?further|(?:an )?additional|rose by|fell by|up by|down by)\s$", re.I
)
_ADDED_BEHIND = re.compile(r"\s(?:more|further|additional|others?)\b", re.IGNORECASE)
_OF_A_WHOLE = re.compile(r"\sof\s(?:(?:the|its|their|his|her|all)\s)*\d[\d.,]*(?<=\d)(?!\w)")
"""What stands behind an amount that is some of so many: "41 of the 120 seats"."""
_OF_THEM = re.compile(r"\s(?:\w+\s)?of\s(?:them|whom|which|(?P<those>those|these)(?=\s(?:who|\w+ed)\b))")
_NEIGHBOURS = 6
"""Words before and behind an amount in which it is looked for what befell those counted, behind it one more."""
_TOTAL_OF = re.compile(
    r"\b(?:(?:number|total) of (?:\w+\s){0,3}?(?P<word>\w+)|(?P<toll>toll))\b[^;:!?]*?"
    r"\b(?:to|at|is|was|reached|passed|hit)\s(?:(?:at least|about|around|more than|over|some|nearly|almost)\s)?$",
    re.IGNORECASE,
)
"""What stands before a total: "the number of people killed by the storm rose to"."""
_BODIES_BEFORE = re.compile(r"\b(?:bodies|remains|corpses) of\s(?:\w+\s)?$", re.IGNORECASE)
_BODIES = re.compile(r"\s(?:\w+\s)?(?:bodies|corpses)\b", re.IGNORECASE)


def number_in(sentence: str, asked: Asked) -> Value | None:
    """Give the amounts that count what is asked for, rather a total than a part, None where there is none."""
    found = quantities_of(sentence)
    wholes = {match.end() for one in found if (match := _OF_A_WHOLE.match(sentence, one.end))}
    amounts = [one for one in found if one.end not in wholes and not _is_part_of_them(sentence, one, asked)]
    fitting = [one for one in amounts if _fits(sentence, one, asked)]
    named = [one for one in fitting if _is_counted(sentence, one, asked)]
    chosen = named or fitting
    chosen = [one for one in chosen if not _is_no_whole(sentence, one)] or chosen
    chosen = [one for one in chosen if not _counts_bodies(sentence, one)] or chosen
    if asked.fate:
        chosen = [one for one in chosen if _TOTAL_OF.search(sentence[: one.start])] or chosen
    if not chosen:
        return None
    return Value("number", chosen[0].start, chosen[0].end, quantities=tuple(chosen))


def is_part_of(one: Value, other: Value, ours: str, theirs: str) -> bool:
    """Tell whether a sentence counts some group of people, and the other more people of whatever kind.

    So "twelve children drowned" says nothing against "60 people drowned". A crowd of protesters is all who came.
    """
    if one.kind != "number" or max(map(_number_of, one.quantities)) > min(map(_number_of, other.quantities)):
        return False
    group, whole = _people_counted(one, ours), _people_counted(other, theirs)
    anybody = _ANYBODY if fates_in(ours) else _ANYBODY | _CROWD
    return bool(group) and not group & anybody and bool(whole & _ANYBODY)


def _number_of(one: Quantity) -> float:
    return one.number


def _people_counted(value: Value, sentence: str) -> frozenset[str]:
    words = {word for one in value.quantities for word in _following(sentence, one)[:1]}
    return frozenset(words & _PEOPLE)


def counts_only_bodies(value: Value, sentence: str) -> bool:
    """Tell whether a sentence gives only how many bodies were found somewhere: no total, where another gives one."""
    return bool(value.quantities) and all(_counts_bodies(sentence, one) for one in value.quantities)


def _counts_bodies(sentence: str, one: Quantity) -> bool:
    return bool(_BODIES_BEFORE.search(sentence[: one.start]) or _BODIES.match(sentence, one.end))


def _is_part_of_them(sentence: str, one: Quantity, asked: Asked) -> bool:
    """Tell whether an amount is some of those told before: "two of those arrested"; "two of them died" may be all."""
    match = _OF_THEM.match(sentence, one.end)
    if match is None or one.unit == PERCENT:
        return False
    behind = WORD.findall(sentence[match.end() :])[:3]
    return match["those"] is not None or not any(FATE_OF.get(word, "") == asked.fate != "" for word in behind)


def _is_no_whole(sentence: str, one: Quantity) -> bool:
    """Tell whether an amount is what it was before, or only what came to it: "six more"."""
    before, behind = sentence[: one.start], sentence[one.end :]
    return bool(_NO_LONGER.search(before) or _ADDED_BEFORE.search(before) or _ADDED_BEHIND.match(behind))


def _fits(sentence: str, one: Quantity, asked: Asked) -> bool:
    """Tell whether an amount can be what is asked: of the right unit, and not of another matter."""
    if (asked.unit == PERCENT) != (one.unit == PERCENT):
        return False
    if asked.counted == INHABITANTS and _PER.match(sentence, one.end):
        return False
    if asked.unit == "money" and one.unit not in MONEY:
        return False
    if asked.unit == "money" or not (asked.counted or asked.fate):
        return True
    if asked.fate:
        return _fate(sentence, one) in (asked.fate, "") and not _counts_things(sentence, one, asked)
    if asked.counted == INHABITANTS and _POPULATION_IS.search(sentence[: one.start]):
        return True
    return _is_counted(sentence, one, asked) or not _following(sentence, one)


def _counts_things(sentence: str, one: Quantity, asked: Asked) -> bool:
    """Tell whether a plural behind an amount is of something else: "200 windows" of a question about people."""
    clause = _clause_behind(sentence, one)
    if _PREPOSITION.match(clause.lstrip()):
        return False
    words = [word.casefold() for word in WORD.findall(clause)[:2]]
    plurals = [word for word in words if re.fullmatch(r"[a-z]{3,}[^s\W]s", word) and word not in STOP_WORDS]
    return any(stem(word) not in _PEOPLE | asked.counted and word not in FATE_OF for word in plurals[:1])


def _is_counted(sentence: str, one: Quantity, asked: Asked) -> bool:
    """Tell whether the words behind an amount, or what befell, are those of the question."""
    behind = set(_following(sentence, one))
    people = bool(asked.counted & _PEOPLE and behind & _PEOPLE)
    if asked.counted == INHABITANTS and _POPULATION_IS.search(sentence[: one.start]):
        return True
    if asked.fate:
        return _fate(sentence, one) == asked.fate
    return people or bool(behind & asked.counted)


def _fate(sentence: str, one: Quantity) -> str:
    """Tell what befell those whom an amount counts: the nearest word that says so, rather behind than before."""
    if total := _TOTAL_OF.search(sentence[: one.start]):
        told = FATE_OF.get((total["word"] or total["toll"]).casefold(), "")
        if told:
            return told
    behind = [
        FATE_OF.get(word.casefold(), "") for word in WORD.findall(sentence[one.end :])[: _NEIGHBOURS + 1]
    ]
    # "St Anna hospital said 27 people": a hospital before an amount mostly is who tells it.
    before = [
        "" if word in _HOSPITAL else FATE_OF.get(word.casefold(), "")
        for word in WORD.findall(sentence[: one.start])[-_NEIGHBOURS:]
    ]
    near = [(place, fate) for place, fate in enumerate(behind) if fate]
    near += [(place, fate) for place, fate in enumerate(reversed(before)) if fate]
    return min(near, key=lambda pair: pair[0])[1] if near else ""


def _clause_behind(sentence: str, one: Quantity) -> str:
    whole = _OF_A_WHOLE.match(sentence, one.end)
    behind = sentence[whole.end() if whole else one.end :]
    return re.split(r"[,;:.()]\s|[.!?]$", behind, maxsplit=1)[0]


def _following(sentence: str, one: Quantity) -> list[str]:
    """Give the stems of the few words behind an amount, as far as its clause goes."""
    clause = _clause_behind(sentence, one)
    if _PREPOSITION.match(clause.lstrip()):
        return []
    words = WORD.findall(clause)[:3]
    return [stem(word) for word in words if word.casefold() not in STOP_WORDS]
