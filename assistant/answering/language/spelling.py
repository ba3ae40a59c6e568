"""Names as the library writes them: for a misspelt name, and for a question all in capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from assistant.answering.language.countries import COUNTRIES
from assistant.answering.language.languages import language_of
from assistant.answering.language.misspelt import is_word, with_words_put_right
from assistant.answering.language.terms import index_stem, without_possessive
from assistant.retrieval.by_words import is_stop_word
from ingest.library.library import Library
from ingest.records import Filter

SHORTEST_NAME = 5
"""Letters: of shorter names too many differ by a single letter (Iran, Iraq)."""
TWO_ERRORS_FROM = 7
"""Letters from which a name may differ in two places; below that in one."""
LOOKED_AT = 8
"""Passages whose spelling of a word is looked at."""
_FEW = 3
"""Words up to which the first one is no sentence's beginning but as likely a name as the others."""
_LONGEST = 40
"""Words of a question whose spelling is looked at."""

_ABBREVIATIONS = frozenset("us uk eu un usa who imf".split())
_PART = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def well_written(question: str, library: Library, known_by: date | None = None) -> str:
    """Give a question with its names as the articles up to `known_by` write them.

    Corrected is only what neither an article nor the dictionary holds, towards the one name that is nearest: a name
    that two others are equally near to stays as it is, and so does a country. In a question all in capitals, or
    without any, the names have them and nothing else has.
    """
    search_filter = Filter(known_by=known_by)
    is_small = question.islower()
    if question.isupper() and len(_TOKEN.findall(question)) > 1:
        question = _with_names_in_capitals(question, library, search_filter)
    for word in list(_names_in(question))[:_LONGEST]:
        name = _nearest_name(word, library, search_filter)
        if name:
            question = re.sub(rf"\b{re.escape(word)}\b", name, question)
    if language_of(question) is None:
        question = with_words_put_right(question, library, search_filter)
    return _with_names_in_capitals(question, library, search_filter) if is_small else question


def edits(left: str, right: str) -> int:
    """Count the letters to insert, delete, replace or swap with their neighbour to make one word the other.

    Source: the optimal string alignment distance (Damerau, 1964; restricted edit distance).
    """
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(right, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _names_in(question: str) -> Iterator[str]:
    """Give the words of a question that may be names: those with a capital, or all where none has one."""
    tokens = _TOKEN.findall(question)
    has_capitals = any(token[0].isupper() for token in tokens)
    for position, token in enumerate(tokens):
        word = without_possessive(token)
        is_long = len(word) >= SHORTEST_NAME + (not word[0].isupper())
        may_be_name = word[0].isupper() or not has_capitals
        follows_name = question[len(token) :].lstrip()[:1].isupper()
        is_opening = position == 0 and word[0].isupper() and not follows_name and len(tokens) > _FEW
        if is_long and may_be_name and not is_opening and not is_stop_word(word):
            yield word


def _nearest_name(word: str, library: Library, search_filter: Filter) -> str:
    """Give the one name that a word is a misspelling of, "" where the word is known or nothing is near."""
    folded = _folded(word)
    if folded in COUNTRIES or not folded.isalpha() or library.has_words(f'"{folded}"', search_filter):
        return ""
    if is_word(folded):  # "Thursday" is not "Tuesday" misspelt, nor "Austrian" "Australian"
        return ""
    allowed = 2 if len(folded) >= TWO_ERRORS_FROM else 1
    stemmed = index_stem(folded)
    terms = library.terms(folded[0], len(stemmed) - allowed - 1, len(folded) + allowed + 1)
    near = sorted((edits(stemmed, term), -passages, term) for term, passages in terms)
    found: dict[str, int] = {}
    for distance, _, term in near[:LOOKED_AT]:
        if distance > allowed + 1:
            break
        name = _as_written(term, library, search_filter)
        errors = edits(folded, _folded(name))
        if name and errors <= allowed and not _is_another_short_name(folded, _folded(name)):
            found[name] = errors
    best = [name for name, errors in found.items() if errors == min(found.values())]
    return best[0] if len(best) == 1 else ""


def _is_another_short_name(word: str, name: str) -> bool:
    """Tell whether a letter of a short name is another one: Oskar is not Oscar, but Puitn is Putin."""
    return len(word) == len(name) == SHORTEST_NAME and sorted(word) != sorted(name)


def _as_written(term: str, library: Library, search_filter: Filter) -> str:
    """Give a word of the index as the passages write it where they always write it with a capital, else ""."""
    keys = [key for key, _ in library.search_words(f'"{term}"', search_filter, LOOKED_AT)]
    written: dict[str, int] = {}
    for passage in library.passages(keys, search_filter).values():
        for token in _TOKEN.findall(f"{passage.header.title}\n{passage.text}"):
            word = without_possessive(token)
            if term in (index_stem(_folded(word)), _folded(word)):
                written[word] = written.get(word, 0) + 1
    if not written or any(word[0].islower() for word in written):
        return ""
    return max(written, key=lambda word: (not word.isupper() or len(word) < SHORTEST_NAME, written[word]))


def _with_names_in_capitals(question: str, library: Library, search_filter: Filter) -> str:
    def written(match: re.Match[str]) -> str:
        word = match.group().casefold()
        bare = without_possessive(word)
        if bare in _ABBREVIATIONS and match.string[: match.start()].rstrip().casefold().endswith("the"):
            return bare.upper() + word[len(bare) :]
        if is_stop_word(bare):
            return word
        name = _as_written(index_stem(_folded(bare)), library, search_filter)
        return name + word[len(bare) :] if name else word

    small = _PART.sub(written, question)
    return small[0].upper() + small[1:]


def _folded(word: str) -> str:
    """Give a word in lower case and without accents, as the index compares it."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
