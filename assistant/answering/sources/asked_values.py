"""What a question asks for that two sources could tell differently, and what a sentence gives for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answering.extractive.key_phrases import reasons_in
from assistant.answering.judging.introductions import IS_A
from assistant.answering.language.question_kinds import noun_asked
from assistant.answering.language.terms import content_stems, stem
from assistant.answering.sources.moments import Moment, can_be_one, moments_of, share_a_part
from assistant.answering.sources.quantities import (
    MONEY,
    PERCENT,
    Quantity,
    agree,
    comparable,
    quantities_of,
    same_number,
)
from assistant.retrieval.by_words import STOP_WORDS

Kind = Literal["number", "date", "name", "class", "reason", "stance"]

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
# What may have befallen people: a number of the one group says nothing of another.
_FATES = {
    fate: frozenset(words.split())
    for fate, words in {
        "dead": "dead die died dies dying kill killed kills killing death deaths toll fatal fatalities lives perished "
        "drowned slain murdered bodies",
        "hurt": "injured injuring injuries injury wounded wounding hurt hospitalised hospitalized hospital",
        "missing": "missing unaccounted",
        "held": "arrested arrests detained detentions custody jailed",
        "moved": "evacuated evacuees displaced fled flee homeless sheltered",
        "saved": "rescued saved survived survivors",
        "ill": "infected infections cases sick ill tested",
    }.items()
}
_HOSPITAL = frozenset(("hospital", "Hospital"))
FATE_OF = {word: fate for fate, words in _FATES.items() for word in words}
_GENERIC = frozenset(
    stem(word)
    for word in """former retired late professional player born early well known new first second third original
    member one two name article""".split()
)
_SPORT_OF = {
    "footballer": "football",
    "golfer": "golf",
    "cricketer": "cricket",
    "boxer": "boxing",
    "swimmer": "swimming",
    "cyclist": "cycling",
    "runner": "running",
    "sprinter": "running",
    "wrestler": "wrestling",
    "skier": "skiing",
    "gymnast": "gymnastics",
    "jockey": "racing",
    "soccer": "football",
    "skater": "skating",
    "rower": "rowing",
}
_SPORT = re.compile(
    r"\b(?:(?:foot|base|basket|soft|volley|hand|net)ball(?:er)?|soccer|rugby|hockey|tennis|golf(?:er)?|cricket(?:er)?|box(?:ing|er)"
    r"|swimm(?:ing|er)|cycl(?:ing|ist)|runn(?:ing|er)|sprinter|wrestl(?:ing|er)|ski(?:ing|er)|gymnast(?:ics)?|athletics|badminton"
    r"|racing|jockey|skat(?:ing|er)|row(?:ing|er)|chess|lacrosse|judo|karate|fencing|archery|polo|snooker|darts|squash|curling"
    r"|biathlon|triathlon|surfing|sailing|weightlifting|bowling)\b",
    re.IGNORECASE,
)
_SPORT_ASKED = frozenset((stem("sport"), stem("sports")))
LIFE = re.compile(r"\((?:[^()]*?;\s)?(?:born\s|b\.\s)?[^()]*?\d{4}\s?[–—-]\s?[^()]*?\d{4}\s?\)")
LIFE_ASKED = re.compile(r"\b(?:born|birth|birthday|died?|death)\b", re.IGNORECASE)
_BIRTH = frozenset(map(stem, "born birth birthday".split()))
_DEATH = frozenset(map(stem, "die died death".split()))
_BORN_ON = re.compile(r"\b(?:born|birth|birthday|b\.)(?:\s(?:on|in|is|was|:))*:?\s(?=\S*\d|[A-Z])")
_TITLES = frozenset(
    """mr mrs ms dr sir lord lady president prime minister general king queen prince princess judge senator professor
    pope saint st monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december wikipedia""".split()
)
_CAPITALISED = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w’'-]*")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_OF_A_PARTY = re.compile(
    r"\b(?:member|leader|candidate|nominee|politician|deputy|senator)\s(?:of|for|from)\s(?:the\s)?"
    r"(?P<party>[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*)*)"
)
_RELATIVE = re.compile(
    r"\b(?:who|which|that|from|for|by|in|at|on|with|written|directed|released|recorded|published|following|after|during|since)\b"
)
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for: the kind, and of a number the stems of what is counted, its unit and what befell."""

    kind: Kind
    words: frozenset[str]
    counted: frozenset[str] = frozenset()
    unit: str = ""
    fate: str = ""
    noun: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """What a sentence gives: amounts, dates or stems of names, and the span of the first of them, of dates the fullest.

    A stance is what a sentence says of a matter on which another says the contrary: its span is where it says so.
    """

    kind: Kind
    start: int
    end: int
    quantities: tuple[Quantity, ...] = ()
    moments: tuple[Moment, ...] = ()
    words: frozenset[str] = frozenset()


def fates_in(text: str) -> frozenset[str]:
    """Give the fates that the words of a text tell: "dead", "hurt", "missing" and the like."""
    folded = (word.casefold() for word in _WORD.findall(text))
    return frozenset(FATE_OF[word] for word in folded if word in FATE_OF)


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
        return _number_in(sentence, asked)
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
    ways = {"name": _name_in, "class": _class_in, "reason": _reason_in}
    return ways[asked.kind](sentence, asked)


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


def _of_a_life(moments: tuple[Moment, ...], life: re.Match[str], asked: Asked) -> tuple[Moment, ...]:
    """Give of "(15 May 1885 - 8 July 1955)" the birth or the death that is asked for, else all its dates."""
    within = [one for one in moments if life.start() <= one.start < life.end()]
    if len(within) == 2 and _BIRTH & asked.words:
        return (within[0],)
    return (within[1],) if len(within) == 2 and _DEATH & asked.words else moments


def without_the_common(one: Value, other: Value) -> Value:
    """Give a name or class without the words that another one has too, as far as both have more: a swapped name."""
    if one.kind not in ("name", "class") or not (one.words - other.words and other.words - one.words):
        return one
    return replace(one, words=one.words - other.words)


def differ(one: Value, other: Value, *, as_update: bool = False) -> bool:
    """Tell whether two values of one kind can't both be true.

    With `as_update` numbers need only be other numbers: "at least 17" brings "at least 12" up to date, though the
    two don't contradict each other.
    """
    if one.kind != other.kind:
        return False
    if one.kind == "number":
        same = same_number if as_update else agree
        return not any(
            not comparable(left, right) or same(left, right)
            for left in one.quantities
            for right in other.quantities
        )
    if one.kind == "date":
        return all(
            share_a_part(left, right) and not can_be_one(left, right)
            for left in one.moments
            for right in other.moments
        )
    return not one.words & other.words


# --- numbers


def _counted(question: str) -> frozenset[str]:
    match = _AFTER_HOW_MANY.search(question) or _OF_WHAT.search(question)
    if not match and _POPULATION.search(question):
        return INHABITANTS
    if not match:
        return frozenset()
    return frozenset(stem(word) for word in _WORD.findall(match[1]) if word.casefold() not in STOP_WORDS)


def _number_in(sentence: str, asked: Asked) -> Value | None:
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


def _is_part_of_them(sentence: str, one: Quantity, asked: Asked) -> bool:
    """Tell whether an amount is some of those told before: "two of those arrested"; "two of them died" may be all."""
    match = _OF_THEM.match(sentence, one.end)
    if match is None or one.unit == PERCENT:
        return False
    behind = _WORD.findall(sentence[match.end() :])[:3]
    return match["those"] is not None or not any(FATE_OF.get(word, "") == asked.fate != "" for word in behind)


def _is_no_whole(sentence: str, one: Quantity) -> bool:
    """Tell whether an amount is what it was before, or only what came to it: "six more"."""
    before, behind = sentence[: one.start], sentence[one.end :]
    return bool(_NO_LONGER.search(before) or _ADDED_BEFORE.search(before) or _ADDED_BEHIND.match(behind))


def counts_only_bodies(value: Value, sentence: str) -> bool:
    """Tell whether a sentence gives only how many bodies were found somewhere: no total, where another gives one."""
    return bool(value.quantities) and all(_counts_bodies(sentence, one) for one in value.quantities)


def _counts_bodies(sentence: str, one: Quantity) -> bool:
    return bool(_BODIES_BEFORE.search(sentence[: one.start]) or _BODIES.match(sentence, one.end))


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
    words = [word.casefold() for word in _WORD.findall(clause)[:2]]
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
        FATE_OF.get(word.casefold(), "") for word in _WORD.findall(sentence[one.end :])[: _NEIGHBOURS + 1]
    ]
    # "St Anna hospital said 27 people": a hospital before an amount mostly is who tells it.
    before = [
        "" if word in _HOSPITAL else FATE_OF.get(word.casefold(), "")
        for word in _WORD.findall(sentence[: one.start])[-_NEIGHBOURS:]
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
    words = _WORD.findall(clause)[:3]
    return [stem(word) for word in words if word.casefold() not in STOP_WORDS]


# --- names, classes and reasons


def _reason_in(sentence: str, asked: Asked) -> Value | None:
    """Give the first reason that is plainly told as one: "because they were ill", not "after they fell ill"."""
    for start, end in reasons_in(sentence, is_plain=True):
        words = content_stems(sentence[start:end]) - asked.words
        return Value("reason", start, end, words=words) if words else None
    return None


def _name_in(sentence: str, asked: Asked) -> Value | None:
    found: list[tuple[int, int, str]] = []
    for match in _CAPITALISED.finditer(sentence):
        word = re.sub(r"['’]s?$", "", match.group())
        if len(word) < 2 or word.casefold() in STOP_WORDS or word.casefold() in _TITLES:
            continue
        if _begins_a_sentence(sentence, match.start()) and not _goes_on(sentence, match.end()):
            continue
        if stem(word) not in asked.words:
            found.append((match.start(), match.end(), stem(word)))
    if asked.noun and (named := _named_so(sentence, asked)):
        return named
    if not found:
        return None
    return Value("name", found[0][0], found[0][1], words=frozenset(name for _, _, name in found))


def _named_so(sentence: str, asked: Asked) -> Value | None:
    """Give the name that stands before the noun asked for: "the Ring line" where the question is "Which line ...?"."""
    noun = f"(?i:{re.escape(asked.noun)})"
    match = re.search(rf"((?:(?!{noun}\b)[^\W\d_a-z][\w’'-]*\s)+){noun}\b", sentence)
    words = frozenset(stem(word) for word in match[1].split()) - asked.words if match else frozenset()
    return Value("name", match.start(1), match.end(), words=words) if match and words else None


def _begins_a_sentence(sentence: str, place: int) -> bool:
    return not sentence[:place].strip(" \"'“‘«([")


def _goes_on(sentence: str, place: int) -> bool:
    following = _WORD.match(sentence[place:].lstrip())
    return bool(following and following.group()[0].isupper())


def _sport_in(sentence: str) -> Value | None:
    found = list(_SPORT.finditer(sentence))
    words = frozenset(stem(_SPORT_OF.get(match[0].casefold(), match[0])) for match in found)
    return Value("class", found[0].start(), found[0].end(), words=words) if found else None


def _class_in(sentence: str, asked: Asked) -> Value | None:
    if _SPORT_ASKED & asked.words:
        return _sport_in(sentence)
    if asked.noun and (named := _named_so(sentence, asked)):
        return replace(named, kind="class")
    if asked.noun == "party" and (match := _OF_A_PARTY.search(sentence)):
        named_words = frozenset(stem(word) for word in _WORD.findall(match["party"])) - asked.words
        return Value("class", match.start("party"), match.end(), words=named_words) if named_words else None
    for match in IS_A.finditer(sentence):
        phrase = _RELATIVE.split(match["what"])[0]
        words = {
            stem(word)
            for part in _WORD.findall(phrase)
            for word in part.split("-")
            if word and word.casefold() not in STOP_WORDS and not (word[0].isupper() or word[0].isdigit())
        }
        words -= _GENERIC | asked.words
        if words:
            end = match.start("what") + len(phrase.rstrip())
            return Value("class", match.start("what"), end, words=frozenset(words))
    return None
