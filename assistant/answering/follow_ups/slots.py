"""The changed part of a follow-up ("And in March?", "What about the UK?") put into the last question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.answering.follow_ups.referents import Turn, full_name
from assistant.answering.follow_ups.topics import NOW, TIME, asked_of_the_same, without_anchor
from assistant.answering.language.clauses import clause_of
from assistant.answering.language.phrases import Phrase, phrases
from assistant.answering.language.word_classes import AUXILIARIES, DETERMINERS, PREPOSITIONS, VERBS

LIKE_FROM = 0.6
"""Share of letters in common from which two names are taken for the two that were mixed up."""

_ELSE = re.compile(r" else\b", re.IGNORECASE)
_MAY = re.compile(r"^may$", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:killed|hurt|injured|wounded|arrested|missing|dead|rescued|evacuated|found|charged|released|freed|saved|sold"
    r"|bought|hired|sacked|dismissed|elected|rejected|accepted)\b",
    re.IGNORECASE,
)
_PLACE_PREPOSITIONS = frozenset("in at near on to from off".split())


def filled(part: str, turns: Sequence[Turn], *, corrects: bool = False) -> str:
    """Give the last question with `part` in the place of its like; "" where it has nothing like it.

    `corrects` says that the asker had named something else than was meant: then a first name gets its surname.
    """
    last, _ = without_anchor(turns[-1].question)
    last = _ELSE.sub("", last)
    whole = _filled(part.strip(" ?!.,"), last, turns, corrects=corrects)
    return asked_of_the_same(whole, turns[-1]) if whole else ""


def _filled(part: str, last: str, turns: Sequence[Turn], *, corrects: bool) -> str:
    time = TIME.fullmatch(part)
    if time and not _MAY.fullmatch(part):
        return _with_time(part, last)
    first, _, rest = part.partition(" ")
    if first.casefold() in PREPOSITIONS and rest:
        return _with_preposition(first, rest, last)
    found = phrases(part)
    if found and found[0].start == 0:
        phrase = found[0]
        texts = [text for turn in reversed(turns) for text in (turn.answer, *turn.evidence)]
        name = full_name(phrase.text, texts) if phrase.is_name and corrects else part
        return _with_phrase(phrase, name, last)
    state = _HAPPENED.fullmatch(part.removeprefix("the ").removeprefix("The "))
    if state and _HAPPENED.search(last):
        return _HAPPENED.sub(state.group(), last, count=1)
    return ""


def _with_time(part: str, last: str) -> str:
    found = TIME.search(last)
    if found is None:
        part = (
            part
            if part.split()[0].casefold() in PREPOSITIONS or not part[0].isupper()
            else f"{_in_or_on(part)} {part}"
        )
        return f"{last.rstrip(' ?!.')} {part}?"
    preposition = found.group().split()[0]
    if (
        preposition.casefold() in PREPOSITIONS
        and part.split()[0].casefold() not in PREPOSITIONS
        and part[0].isupper()
    ):
        part = f"{preposition} {part}"
    return f"{last[: found.start()]}{part}{last[found.end() :]}"


def _in_or_on(time: str) -> str:
    return "on" if re.match(r"\w+day\b", time) else "in"


def _with_preposition(preposition: str, rest: str, last: str) -> str:
    """Replace what follows the same preposition, else another place's, else put it at the end."""
    new = phrases(rest)
    is_name = bool(new) and new[0].is_name
    same = _behind(last, {preposition.casefold()})
    others = _behind(last, set(_PLACE_PREPOSITIONS)) if preposition.casefold() in _PLACE_PREPOSITIONS else []
    for start, phrase_start, phrase in (*same, *others):
        if phrase.is_name == is_name or preposition.casefold() not in _PLACE_PREPOSITIONS:
            end = phrase_start + phrase.end
            return f"{last[:start]}{preposition.casefold()} {rest}{last[end:]}"
    last = last if is_name else NOW.sub("", last)
    return f"{last.rstrip(' ?!.')} {preposition.casefold()} {rest}?"


def _behind(text: str, prepositions: set[str]) -> list[tuple[int, int, Phrase]]:
    """Give (start of the preposition, start of what is behind it, the phrase behind it), the last one first."""
    found = []
    for match in re.finditer(r"\b([A-Za-z]+)\s+(?=\w)", text):
        if match.group(1).casefold() in prepositions:
            behind = phrases(text[match.end() :])
            if behind and behind[0].start == 0:
                found.append((match.start(), match.end(), behind[0]))
    return found[::-1]


def _with_phrase(phrase: Phrase, part: str, last: str) -> str:
    """Replace the phrase or name of the last question that is most like the new one."""
    candidates = [
        (_likeness(phrase, old, last), -old.start, old)
        for old in _all_phrases(last)
        if not _is_a_time(old.text)
        and not (_is_counted(old, last) and part.split()[0].casefold() in DETERMINERS)
    ]
    best = max(candidates, key=lambda one: one[:2], default=None)
    if best is None or best[0] < 2:
        return _with_owner(part, last) if phrase.is_name else ""
    old = best[2]
    part = part if old.start or not part[0].islower() else part[0].upper() + part[1:]
    part = part[0].lower() + part[1:] if old.start and part.startswith(("The ", "A ", "An ")) else part
    return f"{last[: old.start]}{part}{last[old.end :]}"


def _is_a_time(phrase: str) -> bool:
    """Tell "a year" and "the next week", whose place only another time can take."""
    return bool(TIME.search(phrase.split()[-1]))


def _is_counted(phrase: Phrase, question: str) -> bool:
    """Tell the dockers of "How many dockers", whose place "the director" can't take."""
    before = question[: phrase.start].casefold().split()
    return bool(before) and before[-1] in ("many", "much")


def takes(part: str, last: Turn) -> bool:
    """Tell whether the last question says of `part` what it said of the phrase most like it.

    It does of its subject, of what something is about, and of a person, group or place in the place of another;
    of two things nobody can tell: "say no to the film" is no question about a bridge.
    """
    own, _ = without_anchor(last.question)
    new = phrases(part)
    best = max(_all_phrases(own), key=lambda old: (_likeness(new[0], old, own), -old.start), default=None)
    if best is None or (best.kind != new[0].kind and not (best.is_plural and new[0].is_plural)):
        return False
    before = own[: best.start].casefold().split()
    is_subject = not before or before[-1] in AUXILIARIES
    return is_subject or before[-1] == "about" or best.kind != "thing"


def _with_owner(part: str, last: str) -> str:
    """Ask for the troops of the UK where the troops were asked for, but nobody's."""
    clause = clause_of(last)
    if clause is None or not clause.noun:
        return ""
    return f"{clause.asked} of {part} {clause.auxiliary} {clause.rest}?".replace("  ", " ")


def _all_phrases(text: str) -> list[Phrase]:
    """Give the phrases of a text and the names within them: "Orrin" in "the lighthouse of Orrin"."""
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in phrases(text):
        found[phrase.start, phrase.end] = phrase
        for match in re.finditer(r"\b(?:of|by|in|at|from|for|on|to)\s+", phrase.text):
            for inner in phrases(phrase.text[match.end() :]):
                start = phrase.start + match.end() + inner.start
                end = phrase.start + match.end() + inner.end
                found[start, end] = Phrase(inner.text, start, end, inner.kind, inner.is_plural, inner.is_name)
    return list(found.values())


def _letters_in_common(new: str, old: str) -> float:
    """Give the share of letters that two names, or a name and a part of the other, have in common."""
    parts = (old, *(word for word in old.split() if word[0].isupper()))
    return max(SequenceMatcher(None, new.casefold(), part.casefold()).ratio() for part in parts)


def _likeness(new: Phrase, old: Phrase, last: str) -> float:
    points = 2.0 * (new.is_name == old.is_name) + 2.0 * (new.kind == old.kind) - 1.0 * (new.kind == "thing")
    points += new.is_plural == old.is_plural
    if new.is_name and _letters_in_common(new.text, old.text) >= LIKE_FROM:
        points += 3
    before = last[: old.start].split()
    points += 0.5 * bool(before and before[-1].casefold() == "about")
    return points - 2.0 * (old.text.split()[0].casefold() in VERBS)
