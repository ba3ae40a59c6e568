"""A sentence as the network reads it: with the name for its leading "he", where its passage says who that is.

"What does Ida Moll say of the plan?" is answered by '"It is a beginning," she said', which the network can't know.
A row of a table is read with the heads of its columns.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.candidates import KEPT_TEXTS, Candidate
from assistant.answering.language.referring import Reading, leading_pronoun
from ingest.records import Article, Header
from ingest.rows import BETWEEN_CELLS, Row

_MAY_NEED_A_NAME = re.compile(r"\b(?:he|she|his|her)\b|^\W*(?:But |And )?the\b", re.IGNORECASE)


def as_read(candidate: Candidate) -> str:
    """Give a candidate with the name for its leading pronoun or behind its "The minister", a row with its heads."""
    text = candidate.text
    if candidate.row:
        return _as_sentence(text, candidate.row, candidate.before)
    if candidate.speaker:
        return f"{candidate.speaker}: {text}"
    if not _MAY_NEED_A_NAME.search(text):
        return text
    reading = _reading(candidate.passage.text)
    sentence = reading.sentence_at(candidate.start)
    if reading.sentences[sentence][0] != candidate.start:
        return text
    own = reading.own_words(candidate.start, candidate.end)
    pronoun = leading_pronoun(own)
    if pronoun is None:
        described = reading.described(sentence)
        place = described[0] - candidate.start if described else len(text) + 1
        return (
            f"{text[:place]} {described[1].name}{text[place:]}" if described and place <= len(text) else text
        )
    start, end, gender = pronoun
    person = reading.antecedent(sentence, gender)
    if person is None or reading.names_somebody_before(sentence, candidate.start + start):
        return text
    name = f"{person.name}'s" if own[start:end].casefold() in ("his", "her") else person.name
    return f"{text[:start]}{name}{text[end:]}"


def _as_sentence(text: str, row: Row, opening: str) -> str:
    """Give "Baths are open at these hours: Day: Saturday; Hours: 09:00-18:00" for "Saturday | 09:00-18:00"."""
    cells = text.split(BETWEEN_CELLS)
    if len(cells) == len(row.heads):
        cells = [f"{head}: {cell}" if head else cell for head, cell in zip(row.heads, cells, strict=True)]
    return f"{opening} {'; '.join(cells)}".strip()


@lru_cache(KEPT_TEXTS)
def _reading(text: str) -> Reading:
    return Reading(Article("", Header(), text))
