"""Who "the mayor" of a follow-up is: named in the last answer, or in the passages that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.answering.language.clauses import clause_of
from assistant.answering.language.phrases import Phrase, phrases
from assistant.answering.language.word_classes import ROLES

_NAME = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+"
_STRICTLY = r"(?:(?<![a-z] )|\b(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z]\w+) )"
_BEARER = (
    rf"{{before}}(?i:{{role}}),? (?P<behind>{_NAME})"
    rf"|(?P<ahead>{_NAME}), (?:(?:the|its|his|her|their|a) )?(?:[\w-]+ ){{{{0,2}}}}{{role}}\b"
)
_ATTACHED = re.compile(r"^(?:the|an?|.*['’]s?) | (?:of|at|in|for|from) .*", re.IGNORECASE)


def bearer(role: str, texts: Iterable[str]) -> str:
    """Give the name of "the director of the opera" from the first text that names any, "" where it names two.

    "Its director, Ida Moll" goes before "stage director Hew Tarrant".
    """
    core = re.escape(_ATTACHED.sub("", role))
    if not core.islower():
        return ""
    texts = tuple(texts)
    for before in (_STRICTLY, r"\b"):
        told = re.compile(_BEARER.format(before=before, role=core))
        for text in texts:
            found = {re.sub(r"['’]s$", "", one["behind"] or one["ahead"]) for one in told.finditer(text)}
            if found:
                return found.pop() if len(found) == 1 else ""
    return ""


def with_bearers(question: str, texts: Iterable[str]) -> str:
    """Write "What did the mayor, Ida Moll, say?" for "What did the mayor say?"; who is asked for stays unnamed."""
    clause = clause_of(question)
    asks_who = (
        clause is not None and clause.asked.casefold().startswith("who") and clause.auxiliary in ("is", "was")
    )
    if asks_who:
        return question
    for phrase in phrases(question):
        if is_bare_role(phrase) and (name := bearer(phrase.text, texts)) and name not in question:
            behind = question[phrase.end :]
            mark = "" if not behind or behind[0] in "?.,)" else ","
            return f"{question[: phrase.end]}, {name}{mark}{behind}"
    return question


def is_bare_role(phrase: Phrase) -> bool:
    """Tell "the mayor" and "the union leader", whose place nobody names, from "the mayor of Marl"."""
    words = phrase.text.split()
    return len(words) > 1 and words[0] == "the" and phrase.text.islower() and words[-1] in ROLES
