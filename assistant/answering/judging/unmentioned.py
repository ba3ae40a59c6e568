"""Questions that the evidence is not even about: they name nothing, or what none of the best passages mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.judging.namesakes import names_only_a_namesake
from assistant.answering.language.question_kinds import points_elsewhere
from assistant.answering.language.terms import met, names_of, stems
from assistant.answers import Hit
from ingest.records import Header

NAMES_SOUGHT_IN = 10
"""Best passages of which one must mention each name of the question. Ten instead of five cost no refusal on the suite
`development` but one in a hundred, and left three more of 153 questions of RealTime QA 2024 answerable."""

_IN_SMALL_LETTERS = re.compile(r"\b[a-z]\w+")


def is_about_the_unmentioned(question: str, hits: Sequence[Hit]) -> bool:
    """Tell whether a question names nothing, or somebody or something that none of the best passages mentions.

    Mireille Tanvold is no mention of Emil Tanvold where nobody is called Emil. The Harbour Party is none of the Green
    Party: a word that the passages write in small letters too, like
    "party", names nobody beside one that they don't.
    """
    if points_elsewhere(question):
        return True
    names = names_of(question)
    if not names:
        return False
    passages = [hit.passage for hit in hits[:NAMES_SOUGHT_IN]]
    text = "; ".join(told_of(passage.header, passage.text) for passage in passages)
    if names_only_a_namesake(question, text):
        return True
    return any(lacks_name(text, name) for name in names)


def told_of(header: Header, text: str) -> str:
    """Give what tells of an article's matter: its title, its outlet and a text of it."""
    return f"{header.title}; {header.outlet}; {text}"


def lacks_name(text: str, name: frozenset[str]) -> bool:
    """Tell whether a text has no word of a name, given by its stems, but such as it writes in small letters too."""
    common = stems(" ".join(_IN_SMALL_LETTERS.findall(text)))
    return met(name - common or name, stems(text)) == 0
