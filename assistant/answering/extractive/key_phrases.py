"""The phrases of a sentence that could be an answer: names, numbers, moments, places, quotations, reasons.

Rules over the surface of an English sentence; each gives stretches of it (start and end in characters), in order.
"""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.answering.language.amounts_and_denials import NUMBER_WORDS, SPELLED_AMOUNT
from assistant.answering.language.datelines import behind_dateline
from assistant.answering.language.terms import stem
from assistant.retrieval.by_words import STOP_WORDS
from ingest.calendar_names import MONTH

Stretch = tuple[int, int]

_MONTH = (
    rf"(?:{MONTH}"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY_NUMBER = r"(?:[12]\d|3[01]|0?[1-9])"
_DAY_OF_MONTH = rf"{_DAY_NUMBER}(?:st|nd|rd|th)?(?![\d.,:]\d)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?(?!\d)|(?:1[0-2]|[1-9])\s?[ap]\.?m\.?(?!\w)|noon|midnight"
_SEASON = r"(?:spring|summer|autumn|winter)"
_SPAN = r"(?:week|month|year|weekend|night|morning|afternoon|evening|season|decade|century)"
_MOMENT = re.compile(
    r"(?:(?:the )?(?:beginning|start|middle|end|first half|second half|first day) of |early |late |mid-)*(?:"
    rf"(?:{_WEEKDAY},? )?(?:{_DAY_OF_MONTH} (?:of )?{_MONTH}|{_MONTH} (?:the )?{_DAY_OF_MONTH})(?:,? {_YEAR})?"
    rf"|{_MONTH},? {_YEAR}|{_WEEKDAY}(?:s\b| {_SPAN}\b)?|{_MONTH}(?!\w)|the {_DAY_NUMBER}(?:st|nd|rd|th)\b"
    rf"|(?:the )?{_SEASON} of {_YEAR}|(?:the |this |next |last )?{_SEASON}(?: {_YEAR})?\b"
    rf"|(?:this|next|last|the (?:following|previous|same)) (?:{_SPAN}|{_WEEKDAY}|{_MONTH})\b"
    rf"|(?:the )?{_YEAR}s?(?![\d,.]\d|\s*(?:per|%|km|people))|yesterday|today|tomorrow|tonight|{_CLOCK})",
)
_JOINS_MOMENTS = re.compile(
    r",? (?:at|on|in|of|before|the|this|around|about|shortly before|shortly after) |,? "
)
_FIRST_NAME_NOTE = re.compile(r"\[[^\]]*\] $")
_NOTE = re.compile(r" \[[^\]]*\]")

_WORD_NUMBER = "|".join(("zero", "one", *NUMBER_WORDS, SPELLED_AMOUNT))
_NUMBER = (
    r"\d+(?::\d\d)+(?:\.\d+)?|(?:[$€£¥]\s?)?\d+(?:,\d{3})*(?:\.\d+)?(?:(?:st|nd|rd|th)\b)?"
    rf"|\b(?:{_WORD_NUMBER})\b"
)
_MAGNITUDE = (
    r"(?:hundred|thousand|million|billion|trillion|dozen|bn|m|k)s?\b|per cent|percent|percentage points?|%"
)
_QUALIFIER = (
    r"(?:about|around|roughly|approximately|some|nearly|almost|more than|over|at least|at most|up to|only|just"
    r"|fewer than|less than|no more than|close to|as (?:many|much|few|little) as)"
)
_AMOUNT = re.compile(
    rf"(?:\b{_QUALIFIER} )?(?:{_NUMBER})(?:(?:-| to |–| and | or | in | of (?:the )?|/)(?:{_NUMBER}))?"
    rf"(?:[ -]?(?:{_MAGNITUDE})| and a (?:half|quarter))*",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"[ -](?!(?:and|or|in|of|to|on|at|by|for|from|with|the|a|an|as|but|were|was|is|are|have|had|has|than|that"
    r"|will|would|who|which|when|after|before|since|until)\b)[a-z°]+\b"
)
_PLURAL = re.compile(r"[^su\W]s$")
_SMALL = r"(?:of the|of|the|de la|de|la|le|el|al|bin|von|van|der|den|di|da|du|and the|for|&|y)"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-Þ]\.)+|[A-ZÀ-ÖØ-Þ][\w’'\-]*\w|[A-Z]\b|\d+[A-Z]\w*"
_ABBREVIATED = (
    r"(?:(?:(?<=\bMr|\bDr|\bSt|\bMs|\bJr|\bSr|\bLt|\bMt)|(?<=\bMrs|\bGen|\bSen|\bGov|\bRep|\bCol|\bRev)"
    r"|(?<=\bProf|\bCapt)|(?<=\b[A-Z]))\.)?"
)
_NAME = re.compile(
    rf"(?<![\w’'])(?:{_CAPITAL})(?:{_ABBREVIATED}(?: {_SMALL})? (?:{_CAPITAL}|\d{{1,3}}\b(?! [a-z])(?!,\d)))*"
)
_JOINS_NAMES = re.compile(r"(?:,? and|,)(?: the)? ")
_AND = re.compile(r"\band\b")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?= )")
_OPENING = re.compile(
    rf"(?:{'|'.join(sorted(STOP_WORDS, key=len, reverse=True))}|but|yet|still|since|despite|though|although|while|two"
    r"|three|four|five|six|seven|eight|nine|ten|many|several|police|officials|yes|no)(?:$| )",
    re.IGNORECASE,
)
_QUOTATION = re.compile(r"[“\"«]([^”\"»]+)[”\"»]|‘([^’]+)’(?!\w)")
_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|thanks to|on account of|on the grounds that|as a result of|in response to"
    r"|blamed on|caused by|so that|so as (?:not )?to|in order to|in protest (?:at|against)|prompted by|hurt by"
    r"|on suspicion of|for fear of|blam(?:es?|ed|ing)(?: [\w’'-]+){1,8} on(?! \w+day\b))\b\s*"
)
_WEAK_REASON = re.compile(
    r"\b(?:after|since|as(?= (?:he|she|it|they|the|there)\b)|for(?= \w+ing\b)|to(?= [a-z]{3,}\b)|over|amid"
    r"|by(?= \w+ing\b))\s+"
)
_REASON_ENDS = re.compile(
    r"[.;:!?—–]|,? (?:but|while|although|though|whereas)\b|,? [”\"] "
    r"|,(?= (?:according|which|who|where|said|says|told|added|the|he|she|they|it|and|an?|[A-Z])\b)"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|from|to|outside|off|into|on|onto|through|across|around|over|beside|behind|under|inside|along"
    r"|via|between|beneath|towards?|of|above|below|by)(?: the| a| an)? $",
    re.IGNORECASE,
)
_PLACE_PHRASE = re.compile(
    r"\b(?:in|at|near|from|outside|off|into|on|inside|under|behind|beside|between|beneath|above|below) "
    r"((?:the|a|an|his|her|their|its) (?:[\w’'-]+ ){0,3}?[\w’'-]+)"
    r"(?=[,.;:!?]|$| (?:on|in|at|near|by|after|before|and|when|where|who|that|which|for|of|to|early|late)\b)"
)

_PLAIN_WORD = re.compile(r"[$€£]?\w+(?:[.,'’\-]\w+)*%?")
_MARK = re.compile(r"[,.;:—–]")
_FUNCTION_WORD = re.compile(
    r"and|or|but|that|which|who|when|where|while|because|if|than|was|were|is|are|be|been|being|has|have|had|will|would"
    r"|can|could|should|may|might|must|did|do|does|not|in|on|at|by|to|of|for|from|with|into|over|under|after|before"
    r"|about|as|it|its|he|she|they|his|her|their|the|a|an|this|these|said|says|also",
    re.IGNORECASE,
)


def names_in(sentence: str) -> list[Stretch]:
    """Give the runs of capitalised words, without possessive endings and a capital that only opens the sentence."""
    found: list[Stretch] = []
    begin = after_dateline(sentence)
    for match in _NAME.finditer(sentence, begin):
        for start, end in _parts_of_name(sentence, match.start(), match.end()):
            if (
                any(map(str.isalpha, sentence[start:end]))
                and end - start > 1
                and not _MOMENT.fullmatch(sentence, start, end)
            ):
                first_name = _FIRST_NAME_NOTE.search(sentence[:start])
                if first_name:
                    found = [one for one in found if one[0] < first_name.start()]
                found.append((first_name.start() if first_name else start, end))
    return found


def lists_of_names_in(sentence: str, most: int) -> list[Stretch]:
    """Give the names, those that are listed as one, `most` of them: "Belmont and Ridgeway", "Orrin, Pell and Holt".

    Of a longer list the last ones are given: what stands before may be what the others are of.
    """
    lists: list[list[Stretch]] = []
    for name in names_in(sentence):
        between = sentence[lists[-1][-1][1] : name[0]] if lists else ""
        if _JOINS_NAMES.fullmatch(between) and not _AND.search(sentence, *_gap(lists[-1])):
            lists[-1].append(name)
        else:
            lists.append([name])
    found: list[Stretch] = []
    for names in lists:
        is_list = len(names) > 1 and _AND.search(sentence, *_gap(names))
        found += [(names[-most:][0][0], names[-1][1])] if is_list else names
    return found


def _gap(names: list[Stretch]) -> Stretch:
    """Give what stands between the last two names of a list, nothing where it has but one."""
    return (names[-2][1], names[-1][0]) if len(names) > 1 else (0, 0)


def amounts_in(sentence: str) -> list[Stretch]:
    """Give the numbers with their qualifier, magnitude and the word counted: "about 2,500 soldiers"."""
    dated = [one for one in moments_in(sentence) if any(letter.isdigit() for letter in sentence[slice(*one)])]
    found: list[Stretch] = []
    for match in _AMOUNT.finditer(sentence, after_dateline(sentence)):
        start, end = match.span()
        if any(start < last and first < end for first, last in dated) or sentence[:start][-1:].isalnum():
            continue
        found.append((start, _end_of_unit(sentence, end)))
    return found


def moments_in(sentence: str) -> list[Stretch]:
    """Give the days, dates, months, years, times of day and the like, neighbours joined: "on Monday at noon"."""
    found: list[Stretch] = []
    for match in _MOMENT.finditer(sentence, after_dateline(sentence)):
        start, end = match.span()
        if sentence[:start][-1:].isalnum() or (found and start < found[-1][1]):
            continue
        note = _NOTE.match(sentence, end)  # the date in square brackets that resolves "Saturday"
        end = note.end() if note else end
        if found and _JOINS_MOMENTS.fullmatch(sentence, found[-1][1], start):
            start = found.pop()[0]
        found.append((start, end))
    return found


def places_in(sentence: str) -> list[Stretch]:
    """Give what stands behind in, at, near and the like: the names first, then phrases such as "a cellar"."""
    named = [
        (start, end)
        for start, end in names_in(sentence)
        if _PLACE_BEFORE.search(sentence[:start]) or sentence[:start].endswith(", ")
    ]
    phrases = [
        match.span(1) for match in _PLACE_PHRASE.finditer(sentence) if not _MOMENT.search(match.group())
    ]
    return named + [
        one for one in phrases if not any(one[0] < end and start < one[1] for start, end in named)
    ]


def quotations_in(sentence: str) -> list[Stretch]:
    """Give what stands between quotation marks, without them and without a comma at the end."""
    spans = (match.span(1) if match.group(1) else match.span(2) for match in _QUOTATION.finditer(sentence))
    return [(start, start + len(sentence[start:end].rstrip(" ,"))) for start, end in spans]


def reasons_in(sentence: str, *, is_plain: bool = False) -> list[Stretch]:
    """Give the clauses of reason, each up to its end; those behind a weak sign ("after", "to") last, or left out."""
    strong = [_clause(sentence, match) for match in _REASON.finditer(sentence)]
    if is_plain:
        return strong
    weak = [_clause(sentence, match) for match in _WEAK_REASON.finditer(sentence)]
    return strong + [one for one in weak if not any(start <= one[0] < end for start, end in strong)]


def wordings_in(sentence: str, known: frozenset[str] = frozenset()) -> list[Stretch]:
    """Give the runs of words between function words and marks, and neighbouring two of them joined, in order.

    A word whose stem is `known` parts runs too. Quotations and amounts are given besides, so that a number keeps what
    it counts.
    """
    runs: list[Stretch] = []
    open_run = False
    end = after_dateline(sentence)
    for match in _PLAIN_WORD.finditer(sentence, end):
        parts = bool(_FUNCTION_WORD.fullmatch(match.group())) or stem(match.group()) in known
        if open_run and not parts and not sentence[end : match.start()].strip():
            runs[-1] = (runs[-1][0], match.end())
        elif not parts:
            runs.append(match.span())
        open_run, end = not parts, match.end()
    joined = [
        (one[0], other[1])
        for one, other in pairwise(runs)
        if len(sentence[one[1] : other[0]].split()) <= 2
        and not _MARK.search(sentence, one[1], other[0])
        and not known.intersection(stem(word) for word in sentence[one[1] : other[0]].split())
    ]
    amounts = amounts_in(sentence)
    whole = [
        one
        for one in (*runs, *joined)
        if not any(first < edge < last for first, last in amounts for edge in one)
    ]
    return sorted({*whole, *quotations_in(sentence), *amounts})


def after_dateline(sentence: str) -> int:
    """Give where the sentence begins behind a dateline such as "PARIS, May 3 (Agency) - ", 0 without one."""
    return behind_dateline(sentence, 0, len(sentence))


def _parts_of_name(sentence: str, start: int, end: int) -> list[Stretch]:
    """Cut a run at its possessives, and take the stop words off the beginning of each part."""
    parts: list[Stretch] = []
    for match in _POSSESSIVE.finditer(sentence, start, end + 2):
        if match.start() <= end:
            parts.append((start, match.start()))
            start = match.end()
    trimmed: list[Stretch] = []
    for first, last in [*parts, (start, end)]:
        first += len(sentence[first:last]) - len(sentence[first:last].lstrip())
        while (opening := _OPENING.match(sentence, first, last)) and not _is_abbreviation(opening.group()):
            first = opening.end()
        trimmed.append((first, last))
    return trimmed


def _is_abbreviation(word: str) -> bool:
    return word.strip().isupper() and len(word.strip()) > 1


def _end_of_unit(sentence: str, end: int) -> int:
    """Give where the word or two that say what is counted end."""
    for _ in range(2):
        match = _UNIT.match(sentence, end)
        if not match:
            break
        end = match.end()
        if _PLURAL.search(match.group()):
            break
    return end


def _clause(sentence: str, opened: re.Match[str]) -> Stretch:
    ending = _REASON_ENDS.search(sentence, opened.end() + 1)
    end = ending.start() if ending else len(sentence)
    return opened.end(), opened.end() + len(sentence[opened.end() : end].rstrip(' .,;!?”"'))
