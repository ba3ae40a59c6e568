"""A question taken apart (what it asks, its auxiliary, the rest), and asked again with another question word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.language.phrases import phrases
from assistant.answering.language.word_classes import AUXILIARIES, BASE_FORMS, DETERMINERS, PAST, PREPOSITIONS

LONGEST_STATEMENT = 40
"""Words of an answer that a question takes over at most."""

_LEAD = re.compile(
    r"^(?:(?:and|but|or|so|also|then|well|ok|okay|right|sorry|no|yes|thanks|thank you|hm+|oh|ah)\b[\s,.!:;–-]*)+",
    re.IGNORECASE,
)
QUESTION_WORDS = frozenset("who whom whose what which when where why how".split())
_ADVERBIAL = re.compile(
    r"(?:since |until |till |by |from )?(?:when|where|why|how)(?: (?:long|often|far|soon|exactly"
    r"|quickly|fast|late))*"
    r"|(?:at|on|in|by|since|until) (?:what|which) (?:time|day|date|place|month|year|town|city"
    r"|country)|what time|how come"
    r"|what for|for what|with whom|by whom|to whom|for how long",
    re.IGNORECASE,
)
_SPEAKER = r"[^,\"“”]{2,80}?"
_SAYS = (
    r"(?:said|says|told \w+|announced|claimed|wrote|added|warned|insisted|argued|declared|confirmed|tweeted)"
)
_SAID_BEFORE = re.compile(
    rf"^{_SPEAKER} (?:{_SAYS}(?: (?:late )?(?:on|in|at) \w+(?: \w+)?)?(?: yesterday)? that|said"
    rf"|says) (?=\S)(?P<said>.+)$"
)
_SAID_BEHIND = re.compile(rf"^(?P<said>.+?),[\"”]? (?:{_SPEAKER} {_SAYS}|{_SAYS} [^\"“”]+)\.?$")
_ACCORDING = re.compile(r"^according to [^,]+, |,? according to [^,]+$", re.IGNORECASE)
_UNFINISHED = re.compile(r"^(?:he|she|they|it|this|these|those|his|her|their|its)\b|[.!?]\s", re.IGNORECASE)
_SPEAKS = re.compile(r"\b(?:say|said|tell \w+|told \w+|think|mean|write|claim)\b(?! that)", re.IGNORECASE)
_ADDED = re.compile(r"(?P<before>(?P<pronoun>\b(?:He|She|They|It|he|she|they|it))?)\s*\[(?P<added>[^\]]+)\]")
_ANYBODY = re.compile(r"^(?:anyone|anybody|someone|somebody)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A question: what is `asked` ("How many people", "" for yes or no), its auxiliary ("" for none), the rest."""

    asked: str
    auxiliary: str
    rest: str

    @property
    def asks_adverbial(self) -> bool:
        """Whether it asks when, where, why or how."""
        return bool(_ADVERBIAL.fullmatch(self.asked))

    @property
    def noun(self) -> str:
        """What is counted or chosen from: "people" of "How many people", "" for none."""
        match = re.fullmatch(r"(?:how many|how much|which|what|whose)\s+(.+)", self.asked, re.IGNORECASE)
        return match.group(1) if match else ""


def without_lead(question: str) -> str:
    """Give a question without what only ties it to the one before: "And", "So", "OK,", and without its mark."""
    return _LEAD.sub("", question.strip()).rstrip(" ?!.")


def is_adverbial(words: str) -> bool:
    """Tell whether some words ask for nothing but when, where, why, how, since when, how long and the like."""
    return bool(_ADVERBIAL.fullmatch(words))


def clause_of(question: str) -> Clause | None:
    """Take a question apart, None where it is none but a bare phrase or a command."""
    words = without_lead(question).split()
    if len(words) < 2:
        return None
    first = words[0].casefold()
    if first in AUXILIARIES:
        return Clause("", first, " ".join(words[1:]))
    begin = 1 if first in PREPOSITIONS - QUESTION_WORDS and words[1].casefold() in QUESTION_WORDS else 0
    if words[begin].casefold().removesuffix("'s").removesuffix("’s") not in QUESTION_WORDS:
        return None
    if words[begin].casefold() not in QUESTION_WORDS:  # who's, what's
        return Clause(words[begin][:-2], "is", " ".join(words[begin + 1 :]))
    for position in range(begin + 1, min(len(words), begin + 9)):
        word = words[position].casefold()
        if word in AUXILIARIES:
            return Clause(" ".join(words[:position]), words[position], " ".join(words[position + 1 :]))
        if _is_verb(word, bare=position == begin + 1):
            return Clause(" ".join(words[:position]), "", " ".join(words[position:]))
    return Clause(" ".join(words[: begin + 1]), "", " ".join(words[begin + 1 :]))


def _is_verb(word: str, *, bare: bool) -> bool:
    return word in PAST or bool(re.fullmatch(r"\w+ed", word)) or (bare and word in BASE_FORMS)


def asked_again(asked: str, question: str, statement: str = "") -> str:
    """Ask another thing of the same matter: "Since when" of "How many troops are there?".

    `statement` is what the last answer said ("" for a refusal): where a question asked who or what, its words alone
    no longer hold the matter.
    """
    clause = clause_of(question)
    word = asked[0].upper() + asked[1:]
    folded = asked.casefold()
    if folded in ("what for", "for what", "how come"):
        word, folded = "Why", "why"
    asked_back = f"{question.rstrip(' ?!.')}, and {folded}?"
    if clause is None:
        return f"{word}: {question}"
    if folded in ("how many", "how much"):
        if clause.asked.casefold().startswith(folded):
            return question
        return _counted(word, clause) or asked_back
    if folded in ("who", "which", "which ones", "what", "name them", "who are they"):
        return _named(clause) or asked_back
    return _of_the_same_matter(word, clause, statement) or asked_back


def _of_the_same_matter(word: str, clause: Clause, statement: str) -> str:
    """Ask when, where, why or how of a clause or, where that asked who or what, of the statement; "" for neither."""
    if clause.auxiliary and (not clause.asked or clause.asks_adverbial):
        return f"{word} {clause.auxiliary} {clause.rest}?"
    if clause.auxiliary and clause.noun:
        return _with_noun(word, clause)
    if clause.auxiliary and _SPEAKS.search(clause.rest):
        return f"{word} {clause.auxiliary} {_SPEAKS.sub(_with_that, clause.rest, count=1)}?"
    if statement and not _UNFINISHED.search(statement):
        return f"{word} {'is' if word == 'Why' else 'was'} it that {statement}?"
    if clause.auxiliary and clause.asked.casefold() != "who":
        return f"{word} {clause.auxiliary} {clause.rest}?"
    return ""


def _with_that(match: re.Match[str]) -> str:
    return f"{match.group()} that"


def _with_noun(word: str, clause: Clause) -> str:
    """Put the noun of "Which talks did they hold?" behind the verb again: "When did they hold talks?"."""
    found = phrases(clause.rest)
    if found and found[0].start == 0:
        verb, _, behind = clause.rest[found[0].end :].strip().partition(" ")
        return f"{word} {clause.auxiliary} {found[0].text} {verb} {clause.noun} {behind}".rstrip() + "?"
    return f"{word} {clause.auxiliary} {clause.noun} {clause.rest}?"


def _counted(word: str, clause: Clause) -> str:
    """Ask how many there are of the first plural thing of a clause, "" where it has none."""
    found = next((phrase for phrase in phrases(clause.rest) if phrase.is_plural), None)
    if found is None or not clause.auxiliary:
        return ""
    counted = " ".join(part for part in found.text.split() if part.casefold() not in DETERMINERS)
    counted = counted.removeprefix("more ")
    rest = f"{clause.rest[: found.start]} {clause.rest[found.end :]}"
    return " ".join(f"{word} {counted} {clause.auxiliary} {rest}?".split()).replace(" ?", "?")


def _named(clause: Clause) -> str:
    """Ask which ones or who: of things that were counted, of "anyone", or of a plural subject; "" for none of these."""
    if clause.asked.casefold().startswith("how many") and clause.noun:
        rest = f"{clause.auxiliary} {clause.rest}".strip()
        return f"Which {clause.noun} {rest}?"
    if not clause.asked and _ANYBODY.match(clause.rest):
        return f"Who {clause.auxiliary} {_ANYBODY.sub('', clause.rest)}?"
    found = next((phrase for phrase in phrases(clause.rest) if phrase.is_plural), None)
    if not clause.asked and found and found.start == 0:
        return f"Which {found.text.split(' ', 1)[-1]} {clause.auxiliary}{clause.rest[found.end :]}?"
    return ""


def _without_addition(match: re.Match[str]) -> str:
    """Give the name that was added in brackets for its pronoun, and leave out an added day."""
    return match.group("added") if match.group("pronoun") else match.group("before")


def statement_of(sentence: str) -> str:
    """Give what a sentence of an answer says, to stand behind "that": without its full stop and who says it."""
    text = _ADDED.sub(_without_addition, " ".join(sentence.split())).rstrip(" .!?")
    match = _SAID_BEHIND.match(text) or _SAID_BEFORE.match(text)
    said = match.group("said") if match and len(match.group("said").split()) > 3 else text
    said = said.strip().strip('"“”') if said.count('"') % 2 or "“" in said[:1] else said.strip()
    said = re.sub(r"^(?:- |• |[A-Z]{3,}(?: [A-Z]+)* \([^)]*\) - )", "", said)
    said = _ACCORDING.sub("", said)
    words = said.split()[:LONGEST_STATEMENT]
    if words and words[0].casefold() in DETERMINERS | PREPOSITIONS | {"he", "she", "they", "it", "there"}:
        words[0] = words[0][0].lower() + words[0][1:]
    return " ".join(words)
