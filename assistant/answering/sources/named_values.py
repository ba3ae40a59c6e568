"""The name, the class or the reason that a sentence gives for what a question asks for."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.extractive.key_phrases import reasons_in
from assistant.answering.judging.introductions import IS_A
from assistant.answering.language.terms import content_stems, stem
from assistant.answering.sources.values import Asked, Value
from assistant.retrieval.by_words import STOP_WORDS, WORD
from ingest.calendar_names import CALENDAR_NAMES

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
_NO_NAMES = frozenset(
    """mr mrs ms dr sir lord lady president prime minister general king queen prince princess judge senator professor
    pope saint st wikipedia""".split()
).union(CALENDAR_NAMES)
_CAPITALISED = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w’'-]*")
_OF_A_PARTY = re.compile(
    r"\b(?:member|leader|candidate|nominee|politician|deputy|senator)\s(?:of|for|from)\s(?:the\s)?"
    r"(?P<party>[^\W\d_a-z][\w’'-]*(?:\s[^\W\d_a-z][\w’'-]*)*)"
)
_RELATIVE = re.compile(
    r"\b(?:who|which|that|from|for|by|in|at|on|with|written|directed|released|recorded|published|following|after|during|since)\b"
)


def name_in(sentence: str, asked: Asked) -> Value | None:
    """Give the names that are no part of the question, or the one before the noun asked for; None without any."""
    found: list[tuple[int, int, str]] = []
    for match in _CAPITALISED.finditer(sentence):
        word = re.sub(r"['’]s?$", "", match.group())
        if len(word) < 2 or word.casefold() in STOP_WORDS or word.casefold() in _NO_NAMES:
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


def class_in(sentence: str, asked: Asked) -> Value | None:
    """Give the sport, the party or the kind of thing that somebody or something is said to be; None without any."""
    if _SPORT_ASKED & asked.words:
        return _sport_in(sentence)
    if asked.noun and (named := _named_so(sentence, asked)):
        return replace(named, kind="class")
    if asked.noun == "party" and (match := _OF_A_PARTY.search(sentence)):
        named_words = frozenset(stem(word) for word in WORD.findall(match["party"])) - asked.words
        return Value("class", match.start("party"), match.end(), words=named_words) if named_words else None
    for match in IS_A.finditer(sentence):
        phrase = _RELATIVE.split(match["what"])[0]
        words = {
            stem(word)
            for part in WORD.findall(phrase)
            for word in part.split("-")
            if word and word.casefold() not in STOP_WORDS and not (word[0].isupper() or word[0].isdigit())
        }
        words -= _GENERIC | asked.words
        if words:
            end = match.start("what") + len(phrase.rstrip())
            return Value("class", match.start("what"), end, words=frozenset(words))
    return None


def reason_in(sentence: str, asked: Asked) -> Value | None:
    """Give the first reason that is plainly told as one: "because they were ill", not "after they fell ill"."""
    for start, end in reasons_in(sentence, is_plain=True):
        words = content_stems(sentence[start:end]) - asked.words
        return Value("reason", start, end, words=words) if words else None
    return None


def _named_so(sentence: str, asked: Asked) -> Value | None:
    """Give the name that stands before the noun asked for: "the Ring line" where the question is "Which line ...?"."""
    noun = f"(?i:{re.escape(asked.noun)})"
    match = re.search(rf"((?:(?!{noun}\b)[^\W\d_a-z][\w’'-]*\s)+){noun}\b", sentence)
    words = frozenset(stem(word) for word in match[1].split()) - asked.words if match else frozenset()
    return Value("name", match.start(1), match.end(), words=words) if match and words else None


def _begins_a_sentence(sentence: str, place: int) -> bool:
    return not sentence[:place].strip(" \"'“‘«([")


def _goes_on(sentence: str, place: int) -> bool:
    following = WORD.match(sentence[place:].lstrip())
    return bool(following and following.group()[0].isupper())


def _sport_in(sentence: str) -> Value | None:
    found = list(_SPORT.finditer(sentence))
    words = frozenset(stem(_SPORT_OF.get(match[0].casefold(), match[0])) for match in found)
    return Value("class", found[0].start(), found[0].end(), words=words) if found else None
