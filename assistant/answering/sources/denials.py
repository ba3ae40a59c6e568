"""Claim against denial: one sentence says that something is so, another that it is not.

A denial must govern what the claim tells: the first word that it governs, and most of the next ones, stand in the claim
(or in the question that both answer), it names nobody whom these do not name, and its subject is theirs. A denial that
only points ("The union disputed that.") denies the sentence before it. Rules that speak only where it is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.candidates import Candidate
from assistant.answering.judging.relation import verb_stem
from assistant.answering.language.question_kinds import kind_asked
from assistant.answering.language.terms import KEPT_TEXTS, is_day, stems
from assistant.answering.sources.moments import moments_of, other_days
from assistant.answering.sources.quantities import MONEY, quantities_of
from assistant.retrieval.by_words import content_words, is_stop_word

GOVERNED = 4
"""Words behind a denial that are compared with the claim."""
SHARED = 0.66
"""Share of them that the claim or the question must have where that asks for yes or no, or for sides; else the claim
has the first three."""
SAME_MATTER = 0.5
"""Share of a claim's content words that the sentence before a pointing denial must have."""

_CLAIM = r"(?:claims?|reports?|accusations?|allegations?|suggestions?|rumou?rs?|assertions?|speculation|idea|notion)"
_POINTED_AT = (
    r"(?:it|that|this|so|(?:(?:the|these|those|that|this|any|all|such|both|their|his|her|its)\s)+(?:\w+\s)?"
    rf"(?:{_CLAIM}|charges?|figures?|numbers?|counts?|account|version|statement|finding|findings))"
)
_DENY = r"(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)|contradict(?:s|ed|ing)?|refut(?:e|es|ed|ing)|contest(?:s|ed)?)"
_TURN_DOWN = r"(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|call(?:s|ed)?|describ(?:es|ed))"
_POINTING = re.compile(
    rf"\b(?:(?:{_DENY}|{_TURN_DOWN}(?=\s(?:this|that|it|the|these|those|such|all|any|both|their|his|her|its)\s?))\s{_POINTED_AT}"
    r"(?=\s*(?:[.,;]|$|as\s|and\s|but\s|on\s|false|untrue|nonsense|a lie|lies|wrong|baseless|absurd))"
    rf"|{_DENY}\s(?:that\s)?(?:he|she|it|they)\s(?:did|had|has|was|is|were|would)(?=\s*(?:[.,;]|$))"
    r"|(?:says?|said|insist(?:s|ed))\s(?:that\s)?(?:he|she|it|they)\s(?:did|had|has|was|is|were)(?:\snot|n['’]t)"
    r"(?=\s*(?:[.,;]|$))"
    r"|(?:says?|said)\s(?:that\s)?(?:this|that|it)\s(?:is|was)\s(?:false|untrue|not true|wrong|a lie|nonsense))",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(r"\b(?:did|had|has|was|were|is|are|would)(?:\snot|n['’]t)?$", re.IGNORECASE)
"""The end of a denial that leaves its verb out: "they did not"."""
_SAID_BEFORE = re.compile(r"\bsa(?:id|ys?)\b.*\b(?:and|but|while|whereas)\s[^,;]*$", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"\b(?:{_DENY}(?:\s(?:on|in|to|at|last)\s(?:\w+\s){{0,3}}?\w+(?=\s(?:that|having|being)\s))?"
    rf"(?:\s(?:any|all|the|media|press))*(?:\s{_CLAIM})?(?:\s(?:that|of|about))?"
    rf"|(?:{_TURN_DOWN}|play(?:s|ed) down)\s(?:(?:as|the|a|any|all|these|those|such|media|press)\s)*(?:\w+\s)?"
    rf"{_CLAIM}\s(?:that|of|about)|rul(?:es?|ed) out(?:\sthat)?"
    r"|no (?:evidence|truth|sign|proof)(?:\s(?:that|of|in|to)(?:\s(?:the\s)?\w+\s(?=that))?)*"
    r"(?:\sthat)?"
    r"|(?:untrue|false|not true|wrong) that)\s",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could) not(?:\syet)?"
    r"|(?:did|does|do|has|have|had|was|were|is|are|could|would|wo|ca)n['’]t|cannot|never|no longer"
    r"|not to|not(?=\s\w+ing\b)|not (?:because of|due to|caused by|owing to)"
    r"|(?:decided|opted|voted) against|refus(?:ed|es) to|declin(?:ed|es) to|fail(?:ed|s) to"
    r"|(?:has|have|had) no (?:plans?|intention) (?:to|of))\s",
    re.IGNORECASE,
)
_ANY_DENIAL = re.compile(
    r"\b(?:den|disput|contradict|refut|contest|reject|dismiss|call|describ|not\b|cannot|never|no\b|against|refus|declin"
    r"|fail|rul|play|untrue|false|wrong)|n['’]t\b|\bsa(?:id|ys?)\b",
    re.IGNORECASE,
)
"""What any denial has a word of: most sentences have none, and need not be looked through for each kind."""
_CAUSE = re.compile(r"^not (?:because|due|caused|owing)\b", re.IGNORECASE)
_LIFTED = re.compile(
    r"^(?:the (?:first|only|last|same)\b"
    r"|(?:\W*\w+){0,3}?\W*\b(?:only|just|alone|merely|solely|until|before|unless|except"
    r"|as (?:many|much)|say|comment|rule out|exclude|know(?!\s(?:of|about)\b)|respond|enough"
    r"|fully|completely|entirely|necessarily|immediately)\b)",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|whether|unless|in case|fears?|feared|worried|hopes?)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;:.!?—–]|,\s(?:but|and|though|although|while|where|which|who)\b|\sbut\s|\sand\s(?=(?:said|says|added|adds)\b)|\s(?:although|because|while|whereas|since)\s|,\s"
)
_SUBJECT_BEGINS = re.compile(
    r"[;:,“\"]\s*|\b(?:but|and|that|although|because|while|whereas|says?|said|told \w+|insist(?:s|ed)?|claim(?:s|ed)?"
    r"|maintain(?:s|ed)?|argue[sd]?|wrote|stress(?:es|ed)?|confirm(?:s|ed)?|announced|added|found)\b\s*",
    re.IGNORECASE,
)
_OF = re.compile(r"\s(?:of|in|for|at|from|with|on|by|as)\s")
_PRONOUN = re.compile(r"\b(?:he|she|it|they|we|i|there|who|which|that|this)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|going to|plans? to|planning to|planned to|intends? to|plans? of|intention (?:of|to))\b"
)
_POSSIBLE = re.compile(
    r"\b(?:could|might|may|should|if|whether|urged?|asked|asks|calls? (?:on|for)|called (?:on|for)|demand(?:s|ed)?"
    r"|wants?|hopes?|ready to|willing to|threaten(?:s|ed)?)\b"
)
_SIDES = re.compile(
    r"\b(?:and|but) (?:do|does|did|is|are|was|were|has|have|what (?:do|does|did))\b|\bversions?\b|\bsides?\b"
    r"|\b(?:agree|dispute[ds]?|den(?:y|ies|ied)|contest(?:ed|s)?|contradict(?:s|ed)?)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not|never|without|neither|nor)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_OWN_WORDS = frozenset(
    verb_stem(word)
    for word in """claim claims report reports accusation accusations allegation allegations suggestion suggestions
    having being been evidence truth deny denies denied denying yet ever any also""".split()
)
_BEFORE_VERB = 4
"""Words before a verb among which its auxiliary stands."""
_SAME_PEOPLE = tuple(
    frozenset(map(verb_stem, words.split()))
    for words in (
        "police officers policemen",
        "army military troops soldiers forces",
        "firm company",
        "workers staff employees",
    )
)
"""Words for the same people, whoever is meant by them."""
_GENERIC = frozenset(
    verb_stem(word)
    for word in """want wants wanted seek seeks sought make makes made take takes took taken say says said plan plans
    planned planning need needs needed get gets got give gives gave given ask asks asked go goes went gone use uses used
    keep keeps kept put puts try tries tried hope hopes hoped expect expects expected intend intends intended call calls
    called think thinks thought believe believes believed know knows knew known see sees saw seen hold holds held
    receive received offer offers offered demand demands demanded set send sends sent show shows showed own owns owned
    allow allows allowed accept accepts accepted support supports supported""".split()
)
"""Verbs that say nothing without their object: not to want war is not to want nothing."""
OBJECT_WITHIN = 4
"""Content words behind such a verb among which its object stands."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial in a sentence: the words that it governs, in order, what stands before it, and whether it only points.

    `text[start:end]` is the denial itself with what it governs.
    """

    governed: tuple[str, ...]
    before: str
    points: bool
    is_spoken: bool
    start: int
    end: int


@lru_cache(KEPT_TEXTS)
def denials_in(text: str) -> tuple[Denial, ...]:
    """Give the denials of a sentence that nothing lifts ("not only", "not until March"), plain ones last."""
    return tuple(_denials(text)) if _ANY_DENIAL.search(text) else ()


def _denials(text: str) -> Iterator[Denial]:
    for pattern, points in ((_POINTING, True), (_SPOKEN, False), (_PLAIN, False)):
        for match in pattern.finditer(text):
            before = text[: match.start()]
            ending = _CLAUSE_END.search(text, match.end())
            end = match.end() if points else ending.start() if ending else len(text)
            clause = text[match.end() : end]
            if _CONDITION.search(before) or (not points and _LIFTED.match(clause)):
                continue
            if points and _LEFT_OUT.search(match.group()) and _SAID_BEFORE.search(before):
                continue  # "58 percent said they understood, and 33 percent said they did not": of its own sentence
            governed = tuple(_WORD.findall(clause))
            if points or governed:
                yield Denial(governed, before, points, pattern is not _PLAIN, match.start(), end)


def contradicts(denial: Candidate, claim: Candidate, question: str) -> Denial | None:
    """Give the denial by which one sentence plainly says that what the other one tells is not so, None for none."""
    found = (one for one in denials_in(denial.text) if _is_against(one, denial, claim, question))
    return next(found, None)


def _is_against(one: Denial, denial: Candidate, claim: Candidate, question: str) -> bool:
    if one.points:
        return _points_at(denial, claim) and not denials_in(claim.text)
    is_open = wants_sides(question)
    are_apart = are_of_other_years if one.is_spoken else are_of_other_times  # what is denied may be the day
    known = _verbs(claim.text) | (_verbs(question) if is_open else frozenset())
    words = [word for word in _matter(one.governed) if verb_stem(word) not in _OWN_WORDS and not is_day(word)]
    words = words[: GOVERNED if is_open else GOVERNED - 1]
    is_cause = _CAUSE.search(denial.text[one.start : one.end]) is not None
    if len(words) < (1 if is_open or is_cause else 2) or verb_stem(words[0]) not in _verbs(claim.text):
        return False
    least = SHARED * len(words) if is_open or is_cause else len(words)
    if sum(_is_known(word, known) for word in words) < least:
        return False
    names = [word for word in words if word[:1].isupper()]
    around = stems(f"{claim.passage.header.title} {claim.passage.text} {question}")
    if not all(stems(name) <= around for name in names):
        return False
    if (
        all(word[:1].isupper() for word in words)
        or are_apart(denial, claim)
        or not is_of_the_same(one, claim, question)
    ):
        return False
    if not _same_objects(words, denial.text, claim.text):
        return False
    return _stands_undenied(words[0], claim.text) and _same_tense(one, words[0], denial.text, claim.text)


def _same_objects(words: Sequence[str], denial: str, claim: str) -> bool:
    """Tell whether a claim has for a verb the object that is denied with it, where the verb alone says too little.

    So it is of a generic verb ("does not want war"), and where the denying sentence also affirms the verb of
    something else ("did not sell the house, but sold the ferry").
    """
    places = [place for place, word in enumerate(words) if verb_stem(word) in _GENERIC]
    if not places and _stands_undenied(words[0], denial):
        places = [0]
    if not places:
        return True
    behind = [word for word in words[places[0] + 1 :] if verb_stem(word) not in _GENERIC]
    if not behind or (behind[0] == "money" and any(one.unit in MONEY for one in quantities_of(claim))):
        return True
    return any(
        not told or any(_is_one_word(behind[0], word) for word in told)
        for match in _WORD.finditer(claim)
        if verb_stem(match.group()) == verb_stem(words[places[0]])
        for told in [_objects(claim, match.end())]
    )


def _objects(text: str, place: int) -> list[str]:
    """Give the content words in which the object of a verb stands, none where it is only told before: "they knew"."""
    words = _matter(tuple(_WORD.findall(_clause_from(text, place))))
    return [word for word in words if not is_day(word)][:OBJECT_WITHIN]


def _is_one_word(one: str, other: str) -> bool:
    """Tell whether two words are forms of one, and both or neither a name: the "War" of "Cold War" is no war."""
    return one[:1].isupper() == other[:1].isupper() and _is_known(other, frozenset((verb_stem(one),)))


def _clause_from(text: str, place: int) -> str:
    """Give the rest of a clause, as far as the object of a verb goes: "money" of "money for the victims"."""
    ending = _CLAUSE_END.search(text, place)
    rest = text[place : ending.start() if ending else len(text)]
    added = _OF.search(rest, 1)
    return rest[: added.start()] if added else rest


def wants_sides(question: str) -> bool:
    """Tell whether a question asks for yes or no, or who says what: "and does Valck accept that?"."""
    asked = [part for part in re.split(r"(?<=\?)\s+", question) if part.endswith("?")]
    return any(kind_asked(part) == "none" for part in asked or [question]) or bool(_SIDES.search(question))


def are_of_other_times(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences tell of days that can't be the same, or one of a year long past."""
    return other_days(one.text, other.text) or are_of_other_years(one, other)


def are_of_other_years(one: Candidate, other: Candidate) -> bool:
    """Tell whether one of two sentences tells of a year long past that the other one doesn't know."""
    pairs = ((one, other), (other, one))
    return any(
        _years_past(ours) - {moment.year for moment in moments_of(theirs.text)} for ours, theirs in pairs
    )


def _years_past(candidate: Candidate) -> set[int]:
    published = candidate.passage.header.published
    years = {moment.year for moment in moments_of(candidate.text) if moment.year}
    return {year for year in years if published and year < published.year - 1}


def _points_at(denial: Candidate, claim: Candidate) -> bool:
    """Tell whether the sentence before a denial that only points is the claim, or says most of what it says."""
    if denial.passage.article_id == claim.passage.article_id and denial.before == claim.text:
        return True
    ours, theirs = _verbs(claim.text), _verbs(denial.before)
    return (
        bool(ours) and len(ours & theirs) >= SAME_MATTER * len(ours) and denial.passage is not claim.passage
    )


def is_of_the_same(one: Denial, claim: Candidate, question: str) -> bool:
    """Tell whether the subject of a denial is told of in the claim or the question too; a pronoun may be anybody."""
    subject = one.before
    if one.is_spoken:
        pronoun = one.governed[0].casefold() in ("it", "he", "she", "they")
        gerund = one.governed[0].endswith("ing")
        if not (pronoun or gerund):
            return True  # "denied that the mayor had ...": the subject is governed
    else:
        last = _SUBJECT_BEGINS.split(subject.rstrip())[-1]
        subject = last if content_words(last) or _PRONOUN.match(last.strip()) else subject.split(",")[0]
    head = _matter(tuple(_WORD.findall(_OF.split(f" {subject.strip()} ", maxsplit=1)[0])))
    if not head or (not one.is_spoken and _PRONOUN.match(subject.strip())):
        return True
    known = _verbs(claim.text) | _verbs(question) | {verb_stem(word) for word in content_words(claim.before)}
    known |= frozenset[str]().union(*(group for group in _SAME_PEOPLE if group & known))
    return _is_known(head[-1], known) or any(word[:1].isupper() and _is_known(word, known) for word in head)


def _stands_undenied(word: str, text: str) -> bool:
    """Tell whether a claim has a word outside of any denial of its own."""
    wanted = verb_stem(word)
    denied = [(one.start, one.end) for one in denials_in(text)]
    return any(
        verb_stem(match.group()) == wanted
        and not any(start <= match.start() < end for start, end in denied)
        and not is_only_possible(text[: match.start()])
        and not _NONE.search(" ".join(text[: match.start()].split()[-_BEFORE_VERB:]))
        for match in _WORD.finditer(text)
    )


def is_only_possible(before: str) -> bool:
    """Tell whether the words before a verb say that it may or should be, and not that it is: "urged them to"."""
    return bool(_POSSIBLE.search(" ".join(before.split()[-_BEFORE_VERB:])))


def _same_tense(one: Denial, word: str, denial: str, claim: str) -> bool:
    """Tell whether both tell of what is to come, or both of what is or was."""
    return _is_future(denial[one.start : one.end], word) == _is_future(claim, word)


def _is_future(text: str, word: str) -> bool:
    wanted = verb_stem(word)
    for match in _WORD.finditer(text):
        if verb_stem(match.group()) == wanted:
            near = " ".join([*text[: match.start()].split()[-_BEFORE_VERB:], match.group()])
            return bool(_FUTURE.search(near))
    return False


def _is_known(word: str, known: frozenset[str]) -> bool:
    return verb_stem(re.sub(r"['’]s?$", "", word)) in known


def _matter(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if not is_stop_word(word)]


@lru_cache(KEPT_TEXTS)
def _verbs(text: str) -> frozenset[str]:
    """Give the content words of a text as verbs are compared."""
    return frozenset(verb_stem(re.sub(r"['’]s?$", "", word)) for word in content_words(text))
