"""The question as a search by words: its content words, and its names and quotations kept whole."""

from __future__ import annotations

import re

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as asked at be because been before being
    between both but by can could did do does doing down during each either else ever every few for from further
    get give given gives had has have having he her here hers him his how i if in into is it its itself just know
    let like made make many may me might more most much must my near no nor not now of off on once one only or
    other our out over own per said same say says she should so some such tell than that the their them then there
    these they this those through to too under until up upon us very was we were what when where whether which
    while who whom whose why will with within without would yes you your anyone anything anybody article articles
    according""".split()
)
LONGEST_QUERY = 40
"""Words: of a longer question only the first so many are searched for."""

WORD = re.compile(r"\w+(?:[.,'’\-]\w+)*")
"""A word or number, with what is joined to it by a mark: "Jean-Yves", "U.S", "1,200"."""
POSSESSIVE = re.compile(r"['’]s?$")
_QUOTED = re.compile(r"[\"“«]([^\"”»]{2,120})[\"”»]")
_NAME = re.compile(
    r"\b[A-ZÀ-ÖØ-Þ][\w'’\-]*"
    r"(?:\s+(?:(?:de|la|le|el|al|bin|von|van|der|den|di|da|du)\s+){0,2}[A-ZÀ-ÖØ-Þ][\w'’\-]*)+"
)


def content_words(text: str) -> list[str]:
    """Give the words of a text that carry its matter, in order, each once, lower-cased, possessives cut off."""
    shouted = text.isupper()
    words: dict[str, None] = {}
    for token in WORD.findall(text):
        word = POSSESSIVE.sub("", token)
        if not is_stop_word(word, shouted=shouted):
            words[word.casefold()] = None
    return list(words)


def is_stop_word(word: str, *, shouted: bool = False) -> bool:
    """Tell whether a word carries no matter. US and WHO do, unless all of the text is `shouted` in capitals."""
    is_abbreviation = len(word) > 1 and word.isupper() and not shouted
    return word.casefold() in STOP_WORDS and not is_abbreviation


def names(text: str) -> list[str]:
    """Give the names of several words in a text, such as Jean-Yves Le Drian."""
    found = (re.sub(r"['’]s\b", "", match.group()) for match in _NAME.finditer(text))
    trimmed = (" ".join(word for word in name.split() if word.casefold() not in STOP_WORDS) for name in found)
    return [name for name in trimmed if " " in name]


def words_expression(question: str) -> str:
    """Give the FTS5 expression that searches for a question, "" where it has no words to search for.

    Every word is looked for on its own; names and quotations are looked for as phrases besides, so that a passage
    that has "Le Drian" outranks one that has "le" and "drian" apart.
    """
    words = content_words(question)[:LONGEST_QUERY]
    phrases = [*_QUOTED.findall(question), *names(question)]
    terms = dict.fromkeys(
        [*words, *(phrase.casefold() for phrase in phrases if len(WORD.findall(phrase)) > 1)]
    )
    return " OR ".join(f'"{_quoted(term)}"' for term in terms)


def _quoted(term: str) -> str:
    return term.replace('"', '""').replace("\0", "")
