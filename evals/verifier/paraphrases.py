"""Light paraphrases, made by rules: each says what its sentence says, in other order or with less beside it.

A rule gives None where it does not fit. None of them takes away who said it, a denial, a doubt or a measure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from evals.verifier.sources import Source, stands_alone
from ingest.calendar_names import MONTH
from ingest.number_words import SMALL_NUMBERS

Rule: TypeAlias = "Callable[[Source], str | None]"

FEWEST_WORDS_LEFT = 9

NAME = r"(?:[A-Z][\w’'-]+(?: (?:of|de|van|von|the) (?=[A-Z]))?(?: [A-Z][\w’'-]+)*)"
SPEAKER = (
    rf"(?:(?:(?:[Tt]he |[Aa]n? |[A-Z])[\w’' -]{{0,50}}?)?{NAME}(?:, [^,\"“]{{3,60}},)?"
    r"|[Tt]he [a-z][\w’' -]{2,40}?)"
)
_NO_SPEAKER = re.compile(r"(?:He|She|It|They|We|I|But|And|On|In|At|After|This|That)\b", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"(?:he|she|it|they|we|his|her|its|their|this|that|and|but)\b|.* (?:and|but) that ", re.IGNORECASE
)
_SAID_AFTER = re.compile(rf"(?P<what>[^\"“”]+), (?P<who>{SPEAKER}) (?P<verb>said|says)\.")
_SAID_BEFORE = re.compile(rf"(?P<who>{SPEAKER}) (?P<verb>said|says) that (?P<what>[^\"“”]+)\.")
_QUOTED_FIRST = re.compile(
    r"[\"“](?P<what>[^\"“”]+?)[,.][\"”] (?P<who>[A-Z][\w’' -]{2,40}?) (?P<verb>said|says)\."
)
_OPENING = re.compile(
    r"(?P<first>(?:In|On|At|After|Before|When|As|While|Because|Since|By|During) [^,\"“”]{3,80}), (?P<rest>[^\"“”]+)\."
)
_ENDING = re.compile(
    r"(?P<rest>[A-Z][^,;\"“”]{15,}?) (?P<last>(?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|in (?:"
    + MONTH
    + r")|(?:after|because|when|before) [a-z][^,\"“”]{8,}))\."
)
_ASIDE = re.compile(r", (?:which|who|where|whose|an?|the) [^,;\"“”]{3,90},(?= [a-z])")
_TELLS = re.compile(r"\b(?:said|says|told|announced|called|claimed|calling|denied|according)\b")
_TAIL = re.compile(r", (?:which|who|where|whose) [^;\"“”]{3,140}\.$")
_PASSIVE = re.compile(
    r"(?P<whom>(?:The |A |An )?[A-Z]?[\w’' -]{3,50}?) (?P<be>was|were) (?P<verb>\w+ed) by "
    r"(?P<who>(?:the |a |an )?[\w’' -]{3,60})"
    r"(?P<rest>(?: (?:on|in|at|after|because) [^,\"“”]+)?)\."
)
_ACTIVE = re.compile(
    rf"(?P<who>(?:The )?{NAME}) (?P<verb>closed|approved|ordered|blamed|praised|rejected|signed|called|accused|opened|"
    r"published|appointed|arrested|charged|elected|questioned|cancelled|postponed|announced) "
    r"(?P<whom>(?:the|a|an|its|\d+) [a-z][\w’' -]{3,60}?|[A-Z][\w’']+(?: [A-Z][\w’']+)*)"
    r"(?P<rest>(?: (?:on|in|at|after|because) [^,\"“”]+)?)\."
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}}) ({MONTH})\b")
COUNTS = [word for word, number in SMALL_NUMBERS.items() if 2 <= number <= 12]
_SPELLED = re.compile(rf"(?<!-)\b({'|'.join(COUNTS)})(?= [a-z])")
_NOT = re.compile(r"\b(was|were|is|are|has|have|had|did|does|do|could|would) not\b")
_FIRST_WORD = re.compile(r"[A-Z][a-z]*\b")
_ARTICLE_FIRST = re.compile(
    r"(?:The|A|An|In|On|At|After|Before|When|As|While|Because|Since|By|During|Both|All|Most|Some|No|There|Nobody|About|More|Two|Three|"
    r"Four|Five|Six|Seven|Eight|Nine|Ten|Police|Doctors|Officials|Residents|Rescuers|Workers|Pickets)\b"
)


def verbatim(source: Source) -> str | None:
    """Give the sentence as it stands."""
    return source.text


def said_so_first(source: Source) -> str | None:
    """Put who said so first: "X, Y said." becomes "Y said that X."."""
    match = _SAID_AFTER.fullmatch(source.text)
    if not match or _NO_SPEAKER.match(match["who"]) or " said " in match["what"]:
        return None
    return f"{_capital(match['who'])} {match['verb']} that {_small(match['what'], source)}."


def according_to(source: Source) -> str | None:
    """Put who said so last: "Y said that X." becomes "X, according to Y."."""
    match = _SAID_BEFORE.fullmatch(source.text)
    if not match or _NO_SPEAKER.match(match["who"]) or _NO_SUBJECT.match(match["what"]):
        return None
    return f"{_capital(match['what'])}, according to {_small(match['who'].rstrip(','), source)}."


def speaker_before_quotation(source: Source) -> str | None:
    """Put a speaker before the quotation: '"X," Y said.' becomes 'Y said: "X."'."""
    match = _QUOTED_FIRST.fullmatch(source.text)
    return f'{match["who"]} {match["verb"]}: "{match["what"]}."' if match else None


def opening_last(source: Source) -> str | None:
    """Put the opening words last: "On Friday, X." becomes "X on Friday."."""
    match = _OPENING.fullmatch(source.text)
    if not match or re.search(r",| and |^(?:And|But|Each|Both|He|She|It|They|This|That) ", match["rest"]):
        return None
    if re.search(r"(?:that|this|them|then|who|those .*)$", match["first"]):
        return None
    return f"{_capital(match['rest'])} {_small(match['first'], source)}."


def ending_first(source: Source) -> str | None:
    """Put the last words first: "X after Y." becomes "After Y, X."."""
    match = _ENDING.fullmatch(source.text)
    if not match or re.search(r" (?:said|says|told|and|but|not|that) ", match["rest"]):
        return None
    return f"{_capital(match['last'])}, {_small(match['rest'], source)}."


def without_aside(source: Source) -> str | None:
    """Leave out what stands between two commas beside a name: a relative clause or an apposition."""
    shorter = _ASIDE.sub("", source.text, count=1)
    if _TELLS.search(source.text) and not _TELLS.search(shorter):
        return None  # it would take away who said so
    return shorter if shorter != source.text and stands_alone(shorter) else None


def without_tail(source: Source) -> str | None:
    """Leave out a relative clause at the end."""
    shorter = _TAIL.sub(".", source.text)
    whole = len(shorter.split()) >= FEWEST_WORDS_LEFT and shorter.count('"') % 2 == 0
    return shorter if shorter != source.text and whole and stands_alone(shorter) else None


def active(source: Source) -> str | None:
    """Turn "X was seen by Y." into "Y seen X." for regular verbs, whose two forms are one."""
    match = _PASSIVE.fullmatch(source.text)
    if not match or " by " in match["who"] or " not " in source.text:
        return None
    return f"{_capital(match['who'])} {match['verb']} {_small(match['whom'], source)}{match['rest']}."


def passive(source: Source) -> str | None:
    """Turn "Y closed X." into "X was closed by Y."."""
    match = _ACTIVE.fullmatch(source.text)
    if not match or re.search(r" (?:and|to|that|of being|for|as|not) ", match["whom"]):
        return None
    be = "were" if re.search(r"[^s]s$", match["whom"]) else "was"
    return f"{_capital(match['whom'])} {be} {match['verb']} by {_small(match['who'], source)}{match['rest']}."


def merged(source: Source) -> str | None:
    """Join a sentence with the next one."""
    following = source.following
    if not following or not stands_alone(following) or len((source.text + following).split()) > 45:
        return None
    if not source.text.endswith(".") or '"' in source.text + following:
        return None
    return f"{source.text[:-1]}, and {_small(following, source)}"


def other_figures(source: Source) -> str | None:
    """Write a figure otherwise: 1200 for 1,200, 3 for three, March 8 for 8 March, % for per cent."""
    text = _THOUSANDS.sub("", source.text)
    text = _DAY_FIRST.sub(r"\2 \1", text)
    text = _SPELLED.sub(lambda match: str(SMALL_NUMBERS[match[1]]), text)
    text = re.sub(r"(?<=\d) per cent\b", "%", text)
    return text if text != source.text and '"' not in text and "“" not in text else None


def contracted(source: Source) -> str | None:
    """Write "isn't" for "is not"."""
    if '"' in source.text or "“" in source.text:
        return None
    text = _NOT.sub(r"\1n't", source.text)
    return text if text != source.text else None


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        verbatim, said_so_first, according_to, speaker_before_quotation, opening_last, ending_first,
        without_aside, without_tail, active, passive, merged, other_figures, contracted,
    )
}  # fmt: skip


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _small(text: str, source: Source) -> str:
    """Give words for the middle of a sentence: a first word that is no name loses its capital."""
    word = _FIRST_WORD.match(text)
    if word is None:
        return text
    article = " ".join(passage.text for passage in source.passages)
    common = bool(_ARTICLE_FIRST.match(text)) or re.search(rf"\b{word.group().lower()}\b", article)
    return text[:1].lower() + text[1:] if common else text
