"""The names and noun phrases of a question or a short answer, found by small lists of words and not by a grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.answering.language.terms import without_possessive
from assistant.answering.language.word_classes import (
    ADVERBS,
    ATTACHED,
    AUXILIARIES,
    BASE_FORMS,
    BEFORE_BASE_FORM,
    BEFORE_PARTICIPLE,
    COUNTRY_WORDS,
    DETERMINERS,
    GROUPS,
    NAME_PARTICLES,
    PAST,
    PLACES,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
    SINGULARS,
    THINGS,
    TIMES,
    TITLES,
    VERBS,
)
from assistant.retrieval.by_words import STOP_WORDS

Kind = Literal["person", "place", "group", "thing"]

_TOKEN = re.compile(r"\w+(?:[.'’\-]\w+)*(?:['’](?!\w))?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name or a noun phrase at `start` to `end` (code points) of the text that it was found in."""

    text: str
    start: int
    end: int
    kind: Kind
    is_plural: bool
    is_name: bool


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return without_possessive(self.text).casefold()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper() and self.folded not in TIMES

    @property
    def is_possessive(self) -> bool:
        return without_possessive(self.text) != self.text


def phrases(text: str) -> list[Phrase]:
    """Give the names and noun phrases of a text in order, with what is attached: "the lighthouse of Orrin"."""
    words = [_Word(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    return list(_phrases(text, words))


def is_country(name: str) -> bool:
    """Tell whether a name is one by which the press calls a country or its people."""
    return re.sub(r"^the\s+", "", name.casefold()) in COUNTRY_WORDS


def gender(name: str, texts: tuple[str, ...]) -> str:
    """Give "he", "she" or "" for a person, by titles and by the pronoun that most often follows the last name.

    A name that an answer has put behind a pronoun, "He [Marcus Teal]", tells it too.
    """
    last = re.escape(name.split()[-1])
    titles = r"(?:(Mr|Sir|Lord|King|Prince)|(Mrs|Ms|Miss|Lady|Queen|Princess))\.? (?:\w+ ){0,2}"
    votes = {"he": 0, "she": 0}
    for text in texts:
        for match in re.finditer(rf"\b{titles}{last}\b", text):
            votes["he" if match.group(1) else "she"] += 2
        quoting = rf"\b{last}\b[^A-Z\"“]{{0,80}}[\"“][^\"”]{{1,200}}[\"”] (he|she)\b"
        for match in re.finditer(rf"\b{last}\b[^A-Z]{{0,120}}?\s((?i:he|she))\b|{quoting}", text):
            votes[(match.group(1) or match.group(2)).casefold()] += 1
        for match in re.finditer(rf"\b((?i:he|she)) \[[^\]]*\b{last}\]", text):
            votes[match.group(1).casefold()] += 1
    if votes["he"] == votes["she"]:
        return ""
    return max(votes, key=lambda pronoun: votes[pronoun])


def _phrases(text: str, words: list[_Word]) -> Iterator[Phrase]:
    position = 0
    while position < len(words):
        end = _end_of_phrase(words, position)
        if end == position:
            position += 1
            continue
        head = end
        attached = _attached_end(words, end, position)
        yield _phrase(text, words, position, head, attached)
        position = attached


def _end_of_phrase(words: list[_Word], begin: int) -> int:
    """Give where the phrase that begins at a word ends, `begin` itself where none does."""
    first = words[begin]
    is_pointer = first.folded in ("that", "this", "those", "these") and _is_bare(words, begin)
    if first.folded in DETERMINERS and not is_pointer:
        end = _end_of_nouns(words, begin + 1, begin)
        return end if end > begin + 1 else begin
    if _begins_name(words, begin):
        return _end_of_name(words, begin)
    if first.folded in ("many", "which", "what") and begin + 1 < len(words) and _is_noun(words[begin + 1]):
        return begin
    is_verb = first.folded.removesuffix("s") in BASE_FORMS and first.folded not in PLURALS
    if first.text.isalpha() and _is_noun(first) and _is_plural_word(first.folded) and not is_verb:
        return begin + 1
    return begin


def _is_bare(words: list[_Word], position: int) -> bool:
    if position + 1 >= len(words):
        return True
    following = words[position + 1]
    is_verb = following.folded in VERBS or bool(re.search(r"(?:ed|ing)$", following.folded))
    return not following.is_capital and (is_verb or not _is_noun(following))


def _begins_name(words: list[_Word], position: int) -> bool:
    word = words[position]
    if not word.is_capital or not any(letter.isalpha() for letter in word.text):
        return False
    is_abbreviation = word.text.isupper() and len(word.text) > 1
    common = STOP_WORDS | AUXILIARIES | DETERMINERS | PRONOUNS | PREPOSITIONS | ADVERBS
    if word.folded in common and not is_abbreviation:
        return False
    begins_sentence = position == 0 or words[position - 1].text in '.?!:"“'
    if begins_sentence and word.folded not in VERBS and _goes_on_as_name(words, position):
        return True
    return not (
        begins_sentence and (word.folded in VERBS or _is_plural_word(word.folded)) and not word.is_possessive
    )


def _goes_on_as_name(words: list[_Word], position: int) -> bool:
    """Tell "Lukas Ferrant" at the beginning of a sentence from "Doctors are"."""
    return (
        position + 1 < len(words) and words[position + 1].is_capital and words[position + 1].text[0].isalpha()
    )


def _end_of_name(words: list[_Word], begin: int) -> int:
    end = begin + 1
    while end < len(words) and not words[end - 1].is_possessive:
        if words[end].is_capital and words[end].text[0].isalpha():
            end += 1
        elif (
            (words[end].text == "&" or words[end].folded in NAME_PARTICLES)
            and end + 1 < len(words)
            and words[end + 1].is_capital
        ):
            end += 2
        else:
            break
    if words[end - 1].is_possessive or (end < len(words) and _is_role_or_plural(words[end].folded)):
        return max(end, _end_of_nouns(words, end, begin))
    return end


def _is_role_or_plural(word: str) -> bool:
    return word in ROLES or (
        _is_plural_word(word) and word not in STOP_WORDS and word.removesuffix("s") not in VERBS
    )


def _end_of_nouns(words: list[_Word], begin: int, phrase: int) -> int:
    end = begin
    before = words[phrase - 1].folded if phrase else ""
    while end < len(words) and (_is_noun(words[end]) or words[end].is_capital):
        if end > begin and (_ends_nouns(words[end], words[end - 1], before) or _governs(words, end)):
            break
        end += 1
    # After "did the minister ..." the last word of the run is the verb, whatever verb it is.
    after = words[end].folded if end < len(words) else ""
    if before in BEFORE_PARTICIPLE and end - begin > 1 and not after.strip("?.!"):
        return end - (not words[end - 1].is_capital)  # "was the deal close?"
    if before not in BEFORE_BASE_FORM or end - begin < 2 or after in VERBS | {"of"}:
        return end
    last = words[end - 1]
    return end if last.is_capital or _known_ending(last) else end - 1


def _governs(words: list[_Word], position: int) -> bool:
    """Tell the verb of "the final result gives Okrim 93 votes" from a plural noun, by the object behind it."""
    word = words[position]
    if word.is_capital or word.folded[-1] != "s" or word.folded[:-1] not in BASE_FORMS:
        return False
    following = words[position + 1] if position + 1 < len(words) else None
    return following is not None and (following.is_capital or following.folded in DETERMINERS)


def _known_ending(word: _Word) -> bool:
    return _is_plural_word(word.folded) or word.folded in ROLES | GROUPS | PLACES | THINGS


def _ends_nouns(word: _Word, previous: _Word, auxiliary: str) -> bool:
    """Tell whether a word behind a noun is a verb; behind "is the dock ..." a base form such as "strike" is none."""
    if word.is_capital or previous.is_possessive:
        return False
    is_verb = word.folded in PAST or (word.folded in BASE_FORMS and auxiliary in BEFORE_BASE_FORM)
    is_verb = is_verb or (previous.is_capital and word.folded[-1] == "s" and word.folded[:-1] in BASE_FORMS)
    return is_verb or bool(re.search(r"(?:ed|ing)$", word.folded))


def _is_noun(word: _Word) -> bool:
    folded = word.folded
    functional = (
        folded in AUXILIARIES or folded in PREPOSITIONS or folded in DETERMINERS or folded in PRONOUNS
    )
    return word.text[0].isalnum() and not functional and folded not in ADVERBS and folded not in TIMES


def _attached_end(words: list[_Word], end: int, phrase: int) -> int:
    """Take in what is attached by a preposition: always after "of", else only where a name follows."""
    while end + 1 < len(words) and words[end].folded in ATTACHED and not words[end - 1].is_possessive:
        begin = end + 1
        following = _end_of_phrase(words, begin)
        inner = begin + 1 if words[begin].folded in DETERMINERS else begin
        named = inner < len(words) and words[inner].is_capital
        is_name_before = words[end - 1].is_capital
        is_bare = is_name_before or words[phrase].folded not in DETERMINERS
        if following == begin or (words[end].folded != "of" and (is_bare or not named)):
            break
        end = following
    return end


def _phrase(text: str, words: list[_Word], begin: int, head: int, end: int) -> Phrase:
    inside = words[begin:head]
    core = [word for word in inside if word.folded not in DETERMINERS]
    last = core[-1]
    is_name = last.is_capital or (len(core) == 1 and core[0].is_capital)
    until = words[end - 1].end
    shown = without_possessive(text[words[begin].start : until])
    before = words[begin - 1].folded if begin else ""
    after = words[head].folded if head < len(words) else ""
    is_abbreviation = len(core) == 1 and last.text.isupper() and len(last.text) > 1
    kind: Kind = (
        "group"
        if is_abbreviation
        else _kind(
            [word.folded for word in core],
            before,
            after,
            is_name=is_name,
            is_capital_first=core[0].is_capital,
        )
    )
    kind = "place" if is_country(" ".join(word.text for word in core)) else kind
    plural = not is_name and _is_plural_word(last.folded)
    return Phrase(shown, words[begin].start, words[begin].start + len(shown), kind, plural, is_name)


def _kind(core: list[str], before: str, after: str, *, is_name: bool, is_capital_first: bool) -> Kind:
    last = core[-1]
    if is_name and last in COUNTRY_WORDS:
        return "place"
    if (
        core[0] in TITLES
        or last in ROLES
        or last.removesuffix("s") in ROLES
        or (is_name and ROLES.intersection(core))
    ):
        return "person"
    if not is_capital_first and core[0] in GROUPS:
        return "group"
    for kind, known in (("group", GROUPS), ("place", PLACES), ("thing", THINGS)):
        if last in known or (is_name and known is PLACES and core[0] in known):
            return kind  # type: ignore[return-value]
    if not is_name:
        return "thing"
    if before in TITLES or before in ROLES or after in ("said", "says", "told", "say"):
        return "person"
    if before in ("in", "at", "near", "off", "into", "around", "across"):
        return "place"
    return "person"


def _is_plural_word(word: str) -> bool:
    if word in PLURALS or re.fullmatch(r"\w+[^n]men", word):
        return True
    return (
        bool(re.search(r"[^sui]s$", word)) and len(word) > 3 and word not in SINGULARS and word not in VERBS
    )
