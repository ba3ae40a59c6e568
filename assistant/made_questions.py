"""Questions made of single sentences by rules that keep to English grammar; a sentence that fits no rule gives none.

Who did or said something needs no change of order: "Kyiv urged Moscow to withdraw" becomes "Who
urged Moscow to withdraw?". A figure or a day is asked for by putting the auxiliary first ("will cost 9 crowns":
"How many crowns will it cost?"), and of a verb in the past that is in `_PRESENT` by "did".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.calendar_names import MONTH

Kind = Literal["who-said", "who", "day", "number"]

WORDS = range(4, 31)
"""How long a question may be."""

_PRESENT = {
    past: present
    for present, pasts in (
        pair.split(":")
        for pair in """
        add:added announce:announced approve:approved arrest:arrested arrive:arrived ask:asked attract:attracted
        begin:began build:built buy:bought carry:carried catch:caught cause:caused close:closed collect:collected
        cost:cost crash:crashed create:created cut:cut damage:damaged destroy:destroyed die:died donate:donated
        draw:drew earn:earned employ:employed end:ended evacuate:evacuated fall:fell find:found flood:flooded
        gather:gathered hire:hired hold:held injure:injured kill:killed launch:launched leave:left lend:lent
        lose:lost make:made meet:met move:moved open:opened order:ordered pay:paid plant:planted produce:produced
        publish:published raise:raised reach:reached receive:received record:recorded release:released
        rescue:rescued resign:resigned return:returned save:saved score:scored sell:sold send:sent serve:served
        sign:signed spend:spent start:started supply:supplied take:took test:tested treat:treated visit:visited
        win:won
        """.split()
    )
    for past in pasts.split(",")
}
_ACTS = (
    "urged|asked|told|warned|accused|ordered|announced|thanked|rejected|denied|approved|appointed|signed|criticised"
    "|criticized|praised|promised|proposed|refused|demanded|welcomed|condemned|won|opened|founded|designed"
)
_TELLS = "said|says|warned|announced|added|told reporters|wrote|argued|admitted|confirmed|insisted"

_DAY = rf"(?:\d{{1,2}} (?:{MONTH})|(?:{MONTH}) \d{{1,2}}\b)(?:,? \d{{4}}\b)?"
_ABOUT = r"(?:(?:some|about|around|nearly|almost|over|up to|more than|less than|fewer than|at least|at most|only) )?"
_FIGURE = r"(?P<figure>\d[\d,.]*(?<![.,])(?: (?:hundred|thousand|million|billion))?)"
_COUNTED = (
    r"(?P<counted>(?:(?!of|in|on|at|to|and|or|for|from|by|per|as|than|with|more|other|such)[A-Za-z-]+ ){0,2}"
    r"(?:people|children|men|women|[a-z-]{3,}(?<![su])s))"
)
_AFTER = r"(?P<after>, (?!\d)[^;:]+)?\."
_END = rf"(?P<rest>(?: [^,;:]+)?){_AFTER}"
_END_OF_PLACE_OR_TIME = (
    r"(?P<rest>(?: (?:in|on|at|to|for|from|since|after|before|during|along|near|by|with|into|through|across|over|under"
    rf"|between|against|within|until|as|this|last) [^,;:]+)?){_AFTER}"
)
"""Behind what is counted anything else may belong to it: "found 37 slaves worked", "had 8 inches of rain"."""
_WORD_OF_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_NAME = rf"(?:[Tt]he )?{_WORD_OF_NAME}(?: (?:(?:de|la|le|von|van|der|al|bin|of) )?{_WORD_OF_NAME}){{0,4}}"
_ASIDE = r"(?:, (?:the|an?|his|her|their|its|who|whose) [^,;]{3,80},)?"
_LEAD = r"(?:^On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day |^|^[A-Z][^,;:“”\"]{2,60}, )"
"""Where a sentence's subject may stand: on top, or behind one opening phrase."""
_SUBJECT = r"(?P<subject>[A-Za-z](?:[\w’'-]| (?!that|which|who|whose|while|when|because|if|and then)){2,60})"
_PLAIN_VERB = (
    rf"(?:[a-z]+ed|{'|'.join([*_PRESENT, *_PRESENT.values()])}|taken|given|written|driven|drawn|fallen|begun)"
)
_BE = r"(?P<auxiliary>was|were|is|are|has been|have been|had been|will be)"
_FINITE = "(?:is|was|has|had|does|did|will|would|can|could|may|might|must|should)"
_HAVE = r"(?P<auxiliary>has|have|had|will|would|could|can|may|must|should)"
_TIME = re.compile(r"\b(?:second|minute|hour|day|week|month|year|decade)s$")
"""What tells when or how long, not what was done: "resigned 10 days after the shooting"."""
_QUOTATION = r"[“\"](?P<what>[A-Z][^“”\"]{20,240}?)[,.]?[”\"]"

_QUOTED = (
    re.compile(
        rf"{_QUOTATION},? (?:[a-z]+ ){{0,3}}(?P<who>{_NAME}){_ASIDE} (?:said|says|told|added|wrote|warned|asked)\b"
    ),
    re.compile(rf"{_QUOTATION},? (?:said|says|added|wrote|warned|asked) (?P<who>{_NAME})"),
)
_TOLD = re.compile(
    rf"{_LEAD}(?:[a-z ]+ )?(?P<who>{_NAME}){_ASIDE} (?P<verb>{_TELLS}) (?P<what>that (?!{_FINITE}\b)[^;:]+)\."
)
_DONE = re.compile(
    rf"{_LEAD}(?P<who>{_NAME}){_ASIDE} (?P<verb>(?:(?:has|have|had) )?(?:{_ACTS})) "
    rf"(?P<what>(?!that {_FINITE}\b)[^;:]+)\."
)
_ON_DAY_BE = re.compile(
    rf"{_LEAD}{_SUBJECT} {_BE} (?P<verb>{_PLAIN_VERB}\b[^,;:]*?) on (?P<day>{_DAY}){_END}"
)
_ON_DAY = re.compile(
    rf"{_LEAD}{_SUBJECT} (?P<verb>{'|'.join(_PRESENT)})(?P<what>(?: [^,;:]*?)?) on (?P<day>{_DAY}){_END}"
)
_DAY_FIRST = re.compile(rf"^On (?P<day>{_DAY}),? {_SUBJECT} (?P<verb>{'|'.join(_PRESENT)}){_END}")
_COUNTED_FIRST = re.compile(
    rf"^(?i:{_ABOUT}){_FIGURE} {_COUNTED} (?P<verb>was|were|is|are|had|have|has|will|would|could|can|may|must"
    rf"|{'|'.join(_PRESENT)}){_END}"
)
_THERE = re.compile(rf"^There (?P<verb>are|were|will be) {_ABOUT}{_FIGURE} {_COUNTED}{_END_OF_PLACE_OR_TIME}")
_COUNTED_HAVE = re.compile(
    rf"{_LEAD}{_SUBJECT} {_HAVE} (?P<verb>{_PLAIN_VERB}(?: (?:for|up|out|off))?) {_ABOUT}{_FIGURE} {_COUNTED}"
    rf"{_END_OF_PLACE_OR_TIME}"
)
_COUNTED_DID = re.compile(
    rf"{_LEAD}{_SUBJECT} (?P<verb>{'|'.join(_PRESENT)}) {_ABOUT}{_FIGURE} {_COUNTED}{_END_OF_PLACE_OR_TIME}"
)
_NO_SPEAKER = re.compile(
    r"(?:He|She|It|They|We|I|You|This|That|These|Those|There|Who|When|While|One|Some|Many|Most|Others|And|But|As|In|On"
    r"|At|After|Before|By|For|With|From|Rep|Sen)\b|The\b(?! \S)"
)
_NO_SUBJECT = re.compile(
    r"(?:he|she|it|they|we|i|you|this|that|these|those|there|and|but|as|in|on|at|by|for|with|from|to|of|after"
    r"|before|because|while|when|if|since|although|though|until|his|her|its|their|some|many|most|who|what|which|whose|not)\b"
    r"|the (?:first|second|third|last|next|latter|former|others?)$"
    r"|.*\b(?:was|were|is|are|has|have|had|will|would|said|says)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(r"^as | but |, and | and \w+ say | and (?:the|an?) [\w’'-]+ [\w’'-]+ed\b")
"""Where somebody else does something in the second half of a sentence."""
_LEANS = re.compile(
    r"\b(?:he|she|they|it|we|i|you|him|them|us|me|my|your|our|this|these|those|here|so|such|also|too|however"
    r"|from there|out there|that (?:same )?(?:day|week|month|year|night|time))\b|^Who \w+ (?:his|her|its|their) ",
    re.IGNORECASE,
)
"""Words whose meaning stands in another sentence."""


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question, what kind it is of, and the wordings of which a right answer holds one."""

    kind: Kind
    question: str
    wordings: tuple[str, ...]


def question_of(sentence: str, text: str) -> MadeQuestion | None:
    """Give the first question that a rule makes of `sentence`, None where none does.

    `text` is the whole article, which tells whether a word that begins the sentence is a name.
    """
    for rule in (_quoted, _counted, _on_a_day, _told, _done):
        for found in rule(sentence, text):
            own_words = re.sub("“.*”", "", found.question)
            if len(found.question.split()) in WORDS and not _LEANS.search(own_words):
                return found
    return None


def _quoted(sentence: str, _text: str) -> Iterator[MadeQuestion]:
    for match in _matches(_QUOTED, sentence, re.Pattern.search):
        if not _NO_SPEAKER.match(match["who"]) and not match["what"].endswith(("?", "!")):
            yield MadeQuestion("who-said", f"Who said “{match['what']}”?", _names(match["who"]))


def _told(sentence: str, _text: str) -> Iterator[MadeQuestion]:
    match = _TOLD.fullmatch(sentence)
    if match and _is_whole(match["what"]) and not _NO_SPEAKER.match(match["who"]):
        verb = "said" if match["verb"] == "added" else match["verb"]
        yield MadeQuestion("who-said", f"Who {verb} {match['what']}?", _names(match["who"]))


def _done(sentence: str, _text: str) -> Iterator[MadeQuestion]:
    match = _DONE.fullmatch(sentence)
    if (
        match
        and _is_whole(match["what"])
        and not _NO_SPEAKER.match(match["who"])
        and not _TURNS.search(match["what"])
    ):
        verb = re.sub(r"^have ", "has ", match["verb"])
        yield MadeQuestion("who", f"Who {verb} {match['what']}?", _names(match["who"]))


def _on_a_day(sentence: str, text: str) -> Iterator[MadeQuestion]:
    for pattern in (_ON_DAY_BE, _ON_DAY, _DAY_FIRST):
        match = pattern.fullmatch(sentence)
        subject = _subject(match["subject"], sentence, text) if match else ""
        if not match or not subject or not _is_whole(match["rest"]):
            continue
        parts = match.groupdict()
        if parts.get("auxiliary"):
            first, *others = parts["auxiliary"].split()
            said = " ".join([first, subject, *others, parts["verb"]])
        else:
            said = f"did {subject} {_PRESENT[parts['verb']]}{parts.get('what') or ''}"
        yield MadeQuestion("day", f"On which day {said}{match['rest']}?", (match["day"],))


def _counted(sentence: str, text: str) -> Iterator[MadeQuestion]:
    if match := _COUNTED_FIRST.fullmatch(sentence):
        yield from _how_many(match, f"{match['verb']}{match['rest']}")
    if match := _THERE.fullmatch(sentence):
        verb, *others = match["verb"].split()
        yield from _how_many(match, f"{' '.join([verb, 'there', *others])}{match['rest']}")
    for pattern in (_COUNTED_HAVE, _COUNTED_DID):
        match = pattern.fullmatch(sentence)
        subject = _subject(match["subject"], sentence, text) if match else ""
        if match and subject and not _TIME.search(match["counted"]):
            auxiliary = match.groupdict().get("auxiliary")
            verb = match["verb"] if auxiliary else _PRESENT[match["verb"]]
            yield from _how_many(match, f"{auxiliary or 'did'} {subject} {verb}{match['rest']}")


def _how_many(match: re.Match[str], asked: str) -> Iterator[MadeQuestion]:
    if _is_whole(match["rest"]) and not re.search(r"\b(?:and|or|to)$|\b(?:and|or) (?:\w+ )?\d", asked):
        yield MadeQuestion("number", f"How many {match['counted']} {asked}?", (match["figure"],))


def _matches(
    patterns: tuple[re.Pattern[str], ...],
    sentence: str,
    how: Callable[[re.Pattern[str], str], re.Match[str] | None],
) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns if (match := how(pattern, sentence)))


def _names(who: str) -> tuple[str, ...]:
    """Give a name whole, without its article, and its last word alone."""
    bare = re.sub(r"^[Tt]he ", "", who)
    return tuple(dict.fromkeys((bare, bare.split()[-1])))


def _is_whole(part: str) -> bool:
    """Tell whether quotation marks and brackets in `part` are closed, and nothing follows who said so."""
    return (
        part.count('"') % 2 == 0
        and part.count("“") == part.count("”")
        and part.count("(") == part.count(")")
        and not re.search(
            r", (?:[\w’'.]+ ){1,5}(?:said|say|says|added|reported|reports)\b|\b(?:said|says|reported)$"
            r"|, according\b",
            part,
        )
    )


def _subject(subject: str, sentence: str, text: str) -> str:
    """Give a subject as it stands inside a sentence, "" where it is none or its first word may be a name or not."""
    if _NO_SUBJECT.match(subject):
        return ""
    first, *others = subject.split()
    if first.islower() and others and first not in ("the", "a", "an"):
        return ""
    if not sentence.startswith(subject):
        return subject
    if first in ("The", "A", "An"):
        return f"{first.lower()}{subject[len(first) :]}"
    if re.match(rf"{_WORD_OF_NAME} [A-Z]", subject):
        return subject
    if re.search(rf"\b{re.escape(first.lower())}\b", text):
        return f"{first.lower()}{subject[len(first) :]}"
    return subject if re.search(rf"[a-z,] {re.escape(first)}\b", text) else ""
