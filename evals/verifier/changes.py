"""One change that makes a true sentence untrue: ten kinds, each a rule that gives None where it does not fit.

What is put in stands nowhere near: a figure or a name that the passage has in the same place by chance would leave
the sentence true.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from assistant.retrieval.by_words import is_stop_word
from evals.verifier.paraphrases import COUNTS, NAME
from evals.verifier.sources import FEWEST_WORDS, Source
from ingest.calendar_names import MONTHS, WEEKDAYS

Change: TypeAlias = "Callable[[str, Source, Sequence[Source], random.Random], str | None]"

UNITS = {
    "kilometres": "miles", "kilometre": "mile", "metres": "feet", "millimetres": "centimetres", "miles": "kilometres",
    "hectares": "square miles", "tonnes": "pounds", "kilograms": "tonnes", "litres": "barrels", "degrees": "metres",
    "crowns": "dollars", "euros": "dollars", "dollars": "euros", "pounds": "euros", "per cent": "percentage points",
    "percent": "percentage points", "%": " percentage points", "million": "billion", "billion": "million",
    "thousand": "million", "hours": "days", "hour": "day", "minutes": "hours", "days": "weeks", "day": "week",
    "weeks": "months", "months": "years", "years": "months", "year": "month",
}  # fmt: skip
QUANTIFIERS = {
    "all": "some", "every": "hardly any", "most": "a few of", "some": "all", "many": "few", "few": "many",
    "several": "all", "both": "neither of the", "half": "all", "more than": "fewer than", "less than": "more than",
    "fewer than": "more than", "at least": "at most", "up to": "more than", "nearly": "well over",
    "almost": "more than", "about": "more than", "under": "over", "over": "under", "only": "not only", "no": "several",
    "none": "all", "each": "hardly any", "at most": "at least", "around": "fewer than",
}  # fmt: skip
HEDGES = (
    (r"\b(?:may|might|could) (?=not\b)", "will "),
    (r"\b(?:may|might|could) (?=have [a-z])", ""),
    (r"\b(?:may|might|could) (?=[a-z]+\b)", "will "),
    (r"\b(?:plan|intend|hope|want|seek|aim|propose)s? to\b", "will"),
    (
        r"\b(?:is|are|was|were) (?:expected|likely|due|set|said|thought|believed|reported|supposed|hoped) to have\b",
        "has",
    ),
    (r"\b(?:is|are|was|were) (?:expected|likely|thought|believed|reported|supposed) to be\b", "is"),
    (r"\b(?:is|are|was|were) (?:expected|likely|due|set|hoped|planned|supposed) to\b", "will"),
    (r"\b(?:allegedly|reportedly|apparently|possibly|probably|perhaps|presumably|provisionally) ", ""),
    (r"\b(?:alleged|suspected|presumed|supposed|provisional|possible|unconfirmed) ", ""),
    (r"\b(?:appear|seem)(?:s|ed) to have\b", "has"),
    (r"\b(?:appear|seem)(?:s|ed) to be\b", "is"),
    (r"\bwould (?=[a-z]+\b)", "did "),
)
_FIGURE = re.compile(r"(?<![\w.,:-])\d+(?:[.,]\d+)*(?![\w:]|[.,]\d)")
_SPELLED = re.compile(rf"\b(?:{'|'.join(COUNTS)})\b", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_DATE = re.compile(rf"\b\d{{1,2}}(?= (?:{'|'.join(MONTHS)})\b)|(?<=\b)(?:19|20)\d\d\b")
_NAME = re.compile(rf"(?<!^)(?<![.\"“‘] )\b{NAME}")
_PERSON = re.compile(r"(?:M[rs]s? |Dr )?[A-Z][a-zé-]+ [A-Z][a-zé-]+")
_ATTRIBUTED = re.compile(
    r", (?:said|says|according to) (?:[^,.\"“”]|, (?=an? |the ))+(?=\.$)|, [^,.\"“”]{3,50} (?:said|says)(?=\.$)"
    r"|^[^,.\"“”]{3,60}(?:, [^,\"“”]{3,60},)? (?:said|says|claimed|claims|insisted|argued|warned"
    r"|told [^,.]{3,40}?|alleged)(?: on \w+day)? (?:that )"
)
_SPEAKER = re.compile(
    rf"(?P<who>{NAME})(?=(?:, [^,\"“”]{{3,60}},)? (?:said|says|told|denied|denies|claimed|claims|insisted|insists"
    rf"|argued|argues|warned|warns|added|announced|wrote|confirmed|rejected|called|blamed)\b)"
    rf"|(?<=said )(?P<after>{NAME})|(?<=according to )(?P<last>{NAME})"
)
_HELPER = re.compile(
    r"\b(was|were|is|are|has|have|had|will|would|can|could|did|does|do|should)\b(?! not|n't)"
)
_NOT = re.compile(
    r"\b(was|were|is|are|has|have|had|will|would|can|could|should) not "
    r"|\b(was|were|is|are|has|have|had|would|could)n't "
)
_QUOTATION = re.compile(r"(?<=[\"“])[^\"“”]{12,}(?=[\"”])")
_PLACE_WORDS = frozenset([*WEEKDAYS, *MONTHS, "I", "The", "Mr", "Ms", "Mrs", "Dr"])


def digit(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Put another number in the place of one."""
    matches = [match for match in _FIGURE.finditer(text) if not _is_year(match.group())]
    spelled = list(_SPELLED.finditer(text))
    if not matches and not spelled:
        return None
    match = chance.choice([*matches, *spelled])
    old = match.group()
    if not old[0].isdigit():
        new = chance.choice([word for word in COUNTS if word != old.lower()])
        return _put(text, match, new.capitalize() if old[0].isupper() else new)
    elsewhere = [found for found in _FIGURE.findall(_article(source)) if found != old and not _is_year(found)]
    if elsewhere and chance.random() < 0.4:
        return _put(text, match, chance.choice(elsewhere))
    place = chance.choice([index for index, letter in enumerate(old) if letter.isdigit()])
    digits = [letter for letter in "123456789" if letter != old[place]]
    return _put(text, match, old[:place] + chance.choice(digits) + old[place + 1 :])


def date(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Put another day, month or year in the place of one."""
    choices: list[tuple[re.Match[str], tuple[str, ...]]] = [
        (match, WEEKDAYS) for match in _DAY.finditer(text)
    ]
    choices += [(match, MONTHS) for match in _MONTH.finditer(text) if match.group() != "May" or match.start()]
    choices += [(match, ()) for match in _DATE.finditer(text)]
    if not choices:
        return None
    match, names = chance.choice(choices)
    if names:
        return _put(text, match, chance.choice([name for name in names if name != match.group()]))
    old = int(match.group())
    new = (
        old + chance.choice([-2, -1, 1, 2])
        if old > 31
        else chance.choice([n for n in range(1, 29) if n != old])
    )
    return _put(text, match, str(new))


def name(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Put another name in the place of one: of the same article where it has one of the same kind."""
    matches = [match for match in _NAME.finditer(text) if match.group().split()[0] not in _PLACE_WORDS]
    if not matches:
        return None
    match = chance.choice(matches)
    old = match.group()
    near, far = _names(_article(source)), _names(" ".join(other.text for other in others))
    for known in (near, far) if chance.random() < 0.7 else (far,):
        alike = sorted({one for one in known if _another(one, old) and one not in text})
        if alike:
            return _put(text, match, chance.choice(alike))
    return None


def speaker(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Give the statement to another speaker, or tell it as a fact."""
    attributed = _ATTRIBUTED.search(text)
    said = _SPEAKER.search(text)
    if attributed and (said is None or chance.random() < 0.5):
        rest = text[: attributed.start()] + text[attributed.end() :]
        if len(rest.split()) >= FEWEST_WORDS and rest.count(",") < 2:
            return rest[:1].upper() + rest[1:]
    if said is None:
        return None
    old = said.group()
    persons = sorted(
        {one for one in _PERSON.findall(_article(source)) if _another(one, old) and one not in text}
    )
    persons = persons or sorted(
        {one for other in others for one in _PERSON.findall(other.text) if _another(one, old)}
    )
    return _put(text, said, chance.choice(persons)) if persons else None


def negation(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Deny what is said, or say what is denied."""
    denied = _NOT.search(text)
    if denied:
        return _put(text, denied, f"{denied[1] or denied[2]} ")
    helpers = [match for match in _HELPER.finditer(text) if not _in_quotation(text, match.start())]
    if not helpers:
        return None
    match = chance.choice(helpers)
    return _put(text, match, f"{match.group()} not")


def unit(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Put another unit behind a figure."""
    numbers = rf"(?:\d|\b(?:{'|'.join(COUNTS)}|hundred|thousand|million|billion))"
    pattern = rf"(?<=\w)(?: |-)?(?:{'|'.join(sorted(map(re.escape, UNITS), key=len, reverse=True))})(?!\w)"
    matches = [m for m in re.finditer(pattern, text) if re.search(rf"{numbers}$", text[: m.start()])]
    if not matches:
        return None
    match = chance.choice(matches)
    old = match.group().lstrip(" -")
    return _put(text, match, match.group().replace(old, UNITS[old]))


def quantifier(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Put another quantity word in the place of one, or another measure before a figure."""
    pattern = rf"\b(?:{'|'.join(sorted(QUANTIFIERS, key=len, reverse=True))})\b"
    matches = [
        match
        for match in re.finditer(pattern, text, re.IGNORECASE)
        if (
            match.group().lower() not in ("about", "over", "under", "around", "up to")
            or _FIGURE.match(text, match.end() + 1)
        )
        and not re.match(r" (?:longer|one\b)| of\b", text[match.end() :])
        and not _in_quotation(text, match.start())
    ]
    if not matches:
        return None
    match = chance.choice(matches)
    new = QUANTIFIERS[match.group().lower()]
    return _put(text, match, new.capitalize() if match.group()[0].isupper() else new)


def hedge(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Tell as certain what is told as possible, planned or alleged."""
    fitting = [
        match_and_new
        for pattern, new in HEDGES
        if (match := re.search(pattern, text)) and not _in_quotation(text, match.start())
        for match_and_new in [(match, new)]
    ]
    if not fitting:
        return None
    match, new = chance.choice(fitting)
    return _put(text, match, new)


def quotation(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Change, leave out or add a word within quotation marks."""
    matches = list(_QUOTATION.finditer(text))
    if not matches:
        return None
    match = chance.choice(matches)
    words = match.group().split()
    place = chance.randrange(len(words))
    new = chance.choice([["really"], [], ["never", words[place]], ["very", words[place]]])
    altered = " ".join([*words[:place], *new, *words[place + 1 :]])
    # Less of a quotation is still word for word.
    return None if altered.rstrip(".,") in match.group() else _put(text, match, altered)


def wrong_source(text: str, source: Source, others: Sequence[Source], chance: random.Random) -> str | None:
    """Leave the sentence as it is: the set then cites another passage for it."""
    return text


KINDS: dict[str, Change] = {
    "digit": digit, "date": date, "name": name, "speaker": speaker, "negation": negation, "unit": unit,
    "quantifier": quantifier, "hedge dropped": hedge, "quotation altered": quotation, "wrong source": wrong_source,
}  # fmt: skip


def _put(text: str, match: re.Match[str], new: str) -> str:
    changed = f"{text[: match.start()]}{new}{text[match.end() :]}"
    changed = re.sub(r"\b([Aa])n(?= [^aeiouAEIOU\"“])", r"\1", re.sub(r"  +", " ", changed))
    return changed[:1].upper() + changed[1:]


def _article(source: Source) -> str:
    return "\n".join(passage.text for passage in source.passages)


def _names(text: str) -> list[str]:
    found = (name for name in _NAME.findall(text) if name.split()[0] not in _PLACE_WORDS and "'" not in name)
    return [name for name in found if not any(is_stop_word(word) for word in name.split())]


def _another(one: str, old: str) -> bool:
    """Whether a name may stand in for another: as many words, and none in common."""
    return len(one.split()) == len(old.split()) and not set(one.split()) & set(old.split())


def _is_year(figure: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", figure))


def _in_quotation(text: str, place: int) -> bool:
    return sum(text.count(mark, 0, place) for mark in '"“”') % 2 == 1
