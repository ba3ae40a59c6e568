"""Amounts of another kind, and things of another rank, than the one asked for: a share for a count, the second prize.

Only kinds that show in the words of a sentence are told apart; a sentence without any amount is left to the network.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.language.fates import fates_in, words_of_fates
from assistant.answering.language.question_kinds import main_question
from assistant.answering.language.terms import stem, stems
from assistant.answering.sources.quantities import MONEY, Quantity, quantities_of

_HOW_HEAVY = re.compile(r"^\W*(?:and )?how heavy\b|\bhow much (?:does|did|do)\b.*\bweigh\b", re.IGNORECASE)
_WEIGHT = re.compile(
    r"\b(?:(?:kilo|milli)?gram(?:me)?s?|kg|kilos?|tons?|tonnes?|pounds?|lbs?|stones?|ounces?|weigh\w*)\b",
    re.IGNORECASE,
)
_HOW_MANY_OF = re.compile(
    r"^\W*(?:and |but |so )?(?:about |roughly )?how many (?!of\b|per ?cent|points)(?P<noun>[a-z-]+)",
    re.IGNORECASE,
)
_HOW_MANY_DID = re.compile(r"^\W*(?:and |but |so )?how many \w+ed\b", re.IGNORECASE)
"""Without a noun, so that a share tells it too: "How many voted no?"."""
_TIME = re.compile(r"[ -](?:second|minute|hour|day|night|week|month|year|decade)s?\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"\b[^\W\d_a-z][\w'’-]+, $")
_UNCOUNTED = re.compile(
    r"\b(?:once|twice|thrice|double|doubles|both|pair|couple|brace|hat-trick|single|each|every|none|no)\b",
    re.I,
)
_WHAT_TIME = re.compile(
    r"^\W*(?:and )?(?:(?:at|from|by|until) )?(?:what|which) time(?! \w*frame| period| span| of)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d[:.]\d\d|\d ?[ap]\.?m\b|\d{4} (?:GMT|UTC)|o['’]clock"
    r"|\b(?:noon|midnight|midday|dawn|dusk|sunrise|sunset|hours?|morning|afternoon|evening|lunchtime|past|quarter)\b"
    r"|\b(?:late|early|night|overnight|tonight|before|after|shortly)\b",
    re.IGNORECASE,
)
_WHAT_SHARE = re.compile(
    r"\b(?:what|which) (?:percentage|share|proportion|per ?cent)\b|\bhow many per ?cent\b|\bby what percentage\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"%|\b(?:per ?cent|percentage|half|halves|thirds?|quarters?|fifths?|tenths?|majority|minority|most|all|none|every"
    r"|nearly all|(?:in|out of) (?:every )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten))\b",
    re.IGNORECASE,
)
_WHAT_CHANGE = re.compile(
    r"\bby how much\b|\bhow much (?:more|less|higher|lower|dearer|cheaper|bigger|smaller|faster|longer)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"%|\b(?:per ?cent|more|less|fewer|extra|further|half|doubl\w+|tripl\w+|third|quarter|up|down|from|than|above|below"
    r"|r[io]se[ns]?|rising|rais\w+|increas\w+|grow\w*|grew|gain\w*|jump\w*|climb\w*|soar\w*|surg\w+|fall\w*|fell|dropp?\w*"
    r"|declin\w+|reduc\w+|cuts?|cutting|lower\w*|higher|differ\w+|by \d\S*|add\w*|los[st]\w*|slump\w*|shr[aiu]nk)\b",
    re.IGNORECASE,
)
_SHOWN_BY = ((_HOW_HEAVY, _WEIGHT), (_WHAT_SHARE, _SHARE), (_WHAT_CHANGE, _CHANGE))
"""Questions for an amount, and the words by which a sentence with one of that kind is known."""
_MEASURES = tuple(
    frozenset(words.split())
    for words in (
        "revenue revenues sales turnover takings",
        "profit profits earnings loss losses ebit ebitda",
        "dividend dividends payout payouts",
        "debt debts borrowing borrowings",
        "turnout",
        "inflation",
        "unemployment",
    )
)
"""What a company or an economy is measured by; a sentence on one of them gives no figure of another."""
_ASKS_A_FIGURE = re.compile(r"^\W*(?:and |but |so )?(?:what|how (?:much|high|large|big))\b", re.IGNORECASE)
_WHOLE = re.compile(r"[.!?…][\"'”’»)\]]*$")
"""How a whole sentence ends."""
_FATES_ASKED = frozenset({"dead", "hurt", "missing", "held"})
_SOUGHT = re.compile(r"\b(?:found|trace|search\w*|looked for)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SHORT_ORDINALS = "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()
_BEST = re.compile(
    r"\bbest (?:(?:supporting|original|adapted|international|animated|young) )?"
    r"(?P<noun>actors?|actress(?:es)?|directors?|films?|pictures?|newcomers?|songs?|albums?|screenplays?|players?|goalkeepers?|documentar(?:y|ies)|drama|comedy"
    r"|musical|artists?|singers?|bands?|books?|novels?)\b",
    re.IGNORECASE,
)
"""Prizes, each of which somebody else gets."""
_RANK = re.compile(
    rf"\b(?P<which>{'|'.join([*_ORDINALS, *_SHORT_ORDINALS])}) (?P<noun>[a-z]{{3,}})\b", re.IGNORECASE
)


def is_of_another_kind(question: str, sentence: str) -> bool:
    """Tell whether a sentence has amounts, but none of the kind that a question asks for."""
    asked = main_question(question).strip()
    if not _WHOLE.search(sentence):
        return False  # the heading of a table's column may name the unit
    if _WHAT_TIME.match(asked):
        return not _CLOCK.search(sentence)
    amounts = quantities_of(sentence)
    return bool(amounts) and (
        any(kind.search(asked) and not shown.search(sentence) for kind, shown in _SHOWN_BY)
        or _is_of_another_measure(asked, sentence)
        or _is_no_such_count(asked, sentence, amounts)
    )


def _is_no_such_count(asked: str, sentence: str, amounts: Sequence[Quantity]) -> bool:
    """Tell whether a question asks how many there are, and a sentence gives money, shares, time or others' fates."""
    counted = _HOW_MANY_OF.match(asked)
    if counted is None:
        return False
    if all(one.unit in MONEY for one in amounts) and not _is_money(counted["noun"]):
        return True
    if all(_is_age(sentence, one) for one in amounts) and not _UNCOUNTED.search(sentence):
        return True
    if all(_TIME.match(sentence, one.end) for one in amounts) and _tells_no(counted["noun"], sentence):
        return True
    are_shares = all(re.search(r"%|per\s?cent", sentence[one.start : one.end]) for one in amounts)
    if are_shares and not _HOW_MANY_DID.match(asked):
        return True
    return len(amounts) <= max(1, len(words_of_fates(sentence))) and _is_another_fate(asked, sentence)


def _is_age(sentence: str, one: Quantity) -> bool:
    """Tell whether an amount stands behind a name, as an age does: "Viktor Hallam, 58, denied it"."""
    return bool(_NAME_BEFORE.search(sentence[: one.start]) and sentence[one.end : one.end + 1] == ",")


def _tells_no(noun: str, sentence: str) -> bool:
    """Tell whether a sentence neither has what is counted nor a count that is no number: "twice", "a pair"."""
    return stem(noun) not in stems(sentence) and not (_TIME.match(f" {noun}") or _UNCOUNTED.search(sentence))


def _is_money(noun: str) -> bool:
    return any(one.unit in MONEY for one in quantities_of(f"two {noun}"))


def _is_of_another_measure(asked: str, sentence: str) -> bool:
    """Tell whether a sentence is on profit where revenue is asked for, and so on, and not on both."""
    if not _ASKS_A_FIGURE.match(asked):
        return False
    asked_for, told = _measures(asked), _measures(sentence)
    return len(asked_for) == 1 and bool(told) and not asked_for & told


def _measures(text: str) -> set[int]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return {number for number, measure in enumerate(_MEASURES) if words & measure}


def _is_another_fate(asked: str, sentence: str) -> bool:
    """Tell whether a sentence's amounts are those of the ill where the dead are asked for, and so on."""
    fates, told = fates_in(asked), fates_in(sentence)
    return len(fates) == 1 and fates <= _FATES_ASKED and bool(told) and not fates & told


def is_of_no_such_fate(question: str, evidence: str) -> bool:
    """Tell whether a question counts the hurt, dead, missing or held, and a passage with its title tells of none."""
    asked = main_question(question).strip()
    fates = fates_in(asked)
    if len(fates) != 1 or not fates <= _FATES_ASKED:
        return False
    if not (_HOW_MANY_OF.match(asked) or _HOW_MANY_DID.match(asked)):
        return False
    return not fates & fates_in(evidence) and not (fates == {"missing"} and _SOUGHT.search(evidence))


def is_of_another_rank(question: str, sentence: str) -> bool:
    """Tell whether a sentence is on the second prize where the first is asked about, or on the best of others."""
    best, told_best = _best_of(question), _best_of(sentence)
    if best and told_best and best.isdisjoint(told_best):
        return True
    told = _ranks(sentence)
    return any(told.get(noun, ranks).isdisjoint(ranks) for noun, ranks in _ranks(question).items())


def _best_of(text: str) -> frozenset[str]:
    return frozenset(stem(match["noun"]) for match in _BEST.finditer(text))


def _ranks(text: str) -> dict[str, set[int]]:
    """Give the ranks that a text names, by the stem of what has them."""
    ranks: dict[str, set[int]] = {}
    for match in _RANK.finditer(text):
        if match["noun"].casefold() == "time":
            continue  # anything happens for the first time and the second
        which = match["which"].casefold()
        number = (_ORDINALS if which in _ORDINALS else _SHORT_ORDINALS).index(which)
        ranks.setdefault(stem(match["noun"]), set()).add(number)
    return ranks
