"""What a question asks for that two sources could tell differently, and what a sentence gives for it."""

from __future__ import annotations

import re

from assistant.answering.language.fates import fates_in
from assistant.answering.language.question_kinds import noun_asked
from assistant.answering.language.terms import content_stems, stem
from assistant.answering.sources.counted_values import INHABITANTS, number_in
from assistant.answering.sources.moments import Moment, moments_of
from assistant.answering.sources.named_values import class_in, name_in, reason_in
from assistant.answering.sources.quantities import PERCENT
from assistant.answering.sources.values import Asked, Value
from assistant.retrieval.by_words import STOP_WORDS, WORD

_HOW_MANY = re.compile(
    r"\bhow\s+(?:many|much|long|old|far|tall|high|big|large|deep|wide|heavy|fast|often|few)\b"
    r"|\bwhat\s+(?:number|percentage|per\s?cent|share|proportion|amount|fraction)\b"
    r"|\b(?:what|which|give|tell)\b[^?]{0,30}?\b(?:number|population|toll|cost|costs|price|value|percentage|share|proportion"
    r"|rate|length|height|size|area|age|turnout|margin|majority|budget|salary|fine|sum|amount|capacity|speed"
    r"|distance|depth|weight|bill|total|lead|temperature|magnitude)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which)\s+(?:year|date|day|month)\b|\b(?:birth|release|opening|start|death)?\s?date\s+of\b",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\bwh(?:at|ich)\b[^?]{0,24}?\b(?P<noun>sport|profession|occupation|job|medium|genre|type|kind|language|nationality"
    r"|religion|position|role|instrument|format|species|industry|field|function|party)\b",
    re.IGNORECASE,
)
_WHO_OR_WHERE = re.compile(
    r"\b(?:who|whom|whose|where)\b|\b(?:what|which)\s+(?:is\s+the\s+)?(?:current\s+)?(?:country|city|town|state|county|village|company"
    r"|club|team|airline|bank|person|man|woman|actor|author|artist|band|singer|director|creator|war|line|location"
    r"|capital|name|producer|architect|composer|founder|winner|champion)\b",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\bwhy\b|\bwhat\s(?:(?:has|have|had)\s)?(?:caused?|led\sto|prompted|triggered)\b"
    r"|\b(?:cause|reason)s?\s(?:of|for|behind)\b",
    re.IGNORECASE,
)
_MONEY_ASKED = re.compile(
    r"\b(?:cost|costs|price|pay|pays|paid|budget|salary|fine|fined|bill|worth|money|dollars?|euros?|pounds?)\b",
    re.I,
)
_SHARE_ASKED = re.compile(
    r"\b(?:percent|per\scent|percentage|share|proportion|turnout|fraction)\b", re.IGNORECASE
)
_AFTER_HOW_MANY = re.compile(r"\bhow\s+(?:many|much)\s+((?:[\w'’-]+\s*){1,4})", re.IGNORECASE)
_OF_WHAT = re.compile(
    r"\b(?:number|percentage|share|proportion)\s+of\s+((?:[\w'’-]+\s*){1,3})", re.IGNORECASE
)

_POPULATION = re.compile(r"\b(?:population|inhabitants)\b", re.IGNORECASE)

LIFE = re.compile(r"\((?:[^()]*?;\s)?(?:born\s|b\.\s)?[^()]*?\d{4}\s?[–—-]\s?[^()]*?\d{4}\s?\)")
LIFE_ASKED = re.compile(r"\b(?:born|birth|birthday|died?|death)\b", re.IGNORECASE)
_BIRTH = frozenset(map(stem, "born birth birthday".split()))
_DEATH = frozenset(map(stem, "die died death".split()))
_BORN_ON = re.compile(r"\b(?:born|birth|birthday|b\.)(?:\s(?:on|in|is|was|:))*:?\s(?=\S*\d|[A-Z])")


def asked_of(question: str) -> Asked | None:
    """Tell what kind of value a question asks for, None where sources can only tell more or less of it."""
    words = content_stems(question)
    if _HOW_MANY.search(question):
        unit = PERCENT if _SHARE_ASKED.search(question) else "money" if _MONEY_ASKED.search(question) else ""
        fates = fates_in(question)
        return Asked("number", words, _counted(question), unit, next(iter(fates)) if len(fates) == 1 else "")
    if _WHEN.search(question):
        return Asked("date", words)
    if _WHO_OR_WHERE.search(question):
        return Asked("name", words, noun=noun_asked(question))
    if match := _CLASS.search(question):
        return Asked("class", words, noun=match["noun"].casefold())
    return Asked("reason", words) if _WHY.search(question) else None


def value_in(sentence: str, asked: Asked) -> Value | None:
    """Give what a sentence tells of what is asked, None where it tells nothing of the kind."""
    if asked.kind == "number":
        return number_in(sentence, asked)
    if asked.kind == "date":
        moments = tuple(one for one in moments_of(sentence) if one.is_dated)
        if _BIRTH & asked.words and (born := _BORN_ON.search(sentence)):
            moments = tuple(one for one in moments if one.start == born.end()) or moments
        elif life := LIFE.search(sentence):
            moments = _of_a_life(moments, life, asked)
        if not moments:
            return None
        fullest = max(moments, key=lambda one: (one.day > 0, one.month > 0))
        return Value("date", fullest.start, fullest.end, moments=moments)
    ways = {"name": name_in, "class": class_in, "reason": reason_in}
    return ways[asked.kind](sentence, asked)


def _of_a_life(moments: tuple[Moment, ...], life: re.Match[str], asked: Asked) -> tuple[Moment, ...]:
    """Give of "(15 May 1885 - 8 July 1955)" the birth or the death that is asked for, else all its dates."""
    within = [one for one in moments if life.start() <= one.start < life.end()]
    if len(within) == 2 and _BIRTH & asked.words:
        return (within[0],)
    return (within[1],) if len(within) == 2 and _DEATH & asked.words else moments


def _counted(question: str) -> frozenset[str]:
    match = _AFTER_HOW_MANY.search(question) or _OF_WHAT.search(question)
    if not match and _POPULATION.search(question):
        return INHABITANTS
    if not match:
        return frozenset()
    return frozenset(stem(word) for word in WORD.findall(match[1]) if word.casefold() not in STOP_WORDS)
