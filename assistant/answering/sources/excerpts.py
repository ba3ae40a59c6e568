"""How much of a sentence is quoted where there is no room for all: a clause with its value, a subject and a verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.answering.candidates import Candidate, quotations_are_whole
from assistant.answering.sources.views import View

SHORTEST_SIDE = 7
"""Words: with less room a side is not told, because a bare figure tells nothing."""

_JOINT = r"(?:and|but|while|although|though|whereas)"
_BEGINS = re.compile(
    rf"[;:](?:\s{_JOINT})?\s|,?\s{_JOINT}\s|(?<=\bsaid)\sthat\s|(?<=\bsays)\sthat\s|(?<=\badded)\sthat\s"
    r"|\b(?:told|tells)\s(?:[^\s,;]+\s){1,6}?that\s"
)
"""What stands before a clause that may be quoted alone, if it has a subject."""
_LED_IN = re.compile(
    r"^(?:When|After|As|While|Although|Though|Because|In|On|At|With|According|By|Since|Before)\b"
)
_COMMA = re.compile(r",\s")
_ENDS = re.compile(
    r"[;:,—–](?=\s)|\s(?=(?:and|but|while|although|though|whereas|after|before|because|when|where|who|which|that|as|in|on|at"
    r"|near|from|for|with|without|during|since|until|according|following|despite|amid|if|so)\s)"
)
_SUBORDINATE = re.compile(
    r".*\b(?:after|before|when|because|while|as|until|since|if|although|though|whereas)\b(?P<clause>[^,;]*)$",
    re.DOTALL,
)
_RELATIVE = re.compile(r",?\s(?:who|which|that|whose|where)\s")
_OPEN_END = re.compile(
    r"\b(?:of|in|on|at|by|for|from|with|to|and|or|the|an?|its|their|his|her|most|some|many)$", re.IGNORECASE
)
_CAPITAL = r"[^\W\d_a-z][\w.’'-]*"
_ARTICLE = r"(?:The |An? )?"
_HEADING = re.compile(
    rf"(?P<first>{_ARTICLE}{_CAPITAL})(?: [\w’'-]+){{0,7}}? \([^()]{{2,40}}\) (?={_ARTICLE}(?P=first)\b)"
    rf"|(?P<name>{_CAPITAL}(?: [\w’'-]+){{1,7}}?) (?={_ARTICLE}(?P=name)\b)"
)
"""A heading that runs into the sentence behind it, which names the same once more: "Halm (village) Halm is a ..."."""
_FINITE = re.compile(
    r"\b(?<!who\s)(?<!which\s)(?<!that\s)(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|rose|fell|took|cost|hit"
    r"|left|lost|won|began|came|went|saw|stood|stands?|said|says|put|met|held|made|gave|got|grew|ran|sold|bought|paid|spent"
    r"|costs|drowned|\w{2,}ed|takes?|lives?|marche[sd]|sought|wants?|needs?|holds?|leads?|rises?|falls?|counts?|\w+n['’]t)\b"
)
_NO_SUBJECT = re.compile(
    r"(?:\w+(?:ed|ing)|is|are|was|were|has|have|had|will|would|can|could|may|might|to|not|left|took|made|gave|put|cost|hit"
    r"|said|says|that|which|who|after|because|when|as|by|with|in|on|at|of|for|from|then|so|also|rose|fell|killed|and|but|while)\b",
    re.IGNORECASE,
)


def excerpt(view: View, words: int) -> Candidate | None:
    """Give the sentence of a view, or the longest clause with subject and value that `words` hold, None for too few."""
    text = view.candidate.text
    if len(text.split()) <= words:
        return view.candidate
    if words < SHORTEST_SIDE:
        return None
    fitting = [span for span in _clauses(view) if len(text[slice(*span)].split()) <= words]
    if not fitting:
        return None
    start, end = max(fitting, key=lambda span: len(text[slice(*span)].split()))
    return _cut(view.candidate, start, end)


def fewest_words(view: View) -> int:
    """Give the words of the shortest clause that tells a view, of the sentence where there is none."""
    whole = len(view.candidate.text.split())
    shortest = min((len(view.candidate.text[slice(*span)].split()) for span in _clauses(view)), default=whole)
    return min(whole, max(shortest, SHORTEST_SIDE))


def _clauses(view: View) -> list[tuple[int, int]]:
    """Give the spans of the parts of a sentence that can be quoted alone: with its value, a subject and a verb."""
    text, heading = view.candidate.text, _HEADING.match(view.candidate.text)
    spans = []
    if heading and (value := _behind(heading.end(), view)):
        spans = _spans(text, heading.end(), *value)
    return _with_whole_quotations(text, spans + _spans(text, 0, view.value.start, view.value.end))


def _behind(place: int, view: View) -> tuple[int, int] | None:
    """Give where a view tells its value behind a place of its sentence: there, or once more in the same words."""
    value = view.candidate.text[view.value.start : view.value.end]
    start = view.candidate.text.find(value, max(place, view.value.start))
    return (start, start + len(value)) if start >= 0 else None


def _spans(text: str, opening: int, start: int, end: int) -> list[tuple[int, int]]:
    """Give the spans that hold the value at `start` to `end` and begin at `opening` or where a clause does."""
    ends = [*(match.start() for match in _ENDS.finditer(text, end)), len(text)]
    return [
        (begun, ended)
        for begun in (opening, *_beginnings(text, start))
        for ended in ends
        if _is_clause(text[begun:ended]) and not _breaks_off(text[begun:ended], text[ended:])
    ]


def _beginnings(text: str, value: int) -> Iterator[int]:
    """Give the places before a value where a clause begins that has its subject."""
    led_in = _COMMA.finditer(text) if _LED_IN.match(text) else ()
    for match in (*_BEGINS.finditer(text), *led_in):
        if match.end() <= value and not _NO_SUBJECT.match(text, match.end()):
            yield match.end()


def _is_clause(text: str) -> bool:
    """Tell whether a part of a sentence has a verb behind its first word, and does not only lead in."""
    verb = _FINITE.search(text)
    if verb is None or verb.start() == 0 or _OPEN_END.search(text):
        return False
    return not (_LED_IN.match(text) and "," not in text)


def _breaks_off(part: str, behind: str) -> bool:
    """Tell whether a part ends in a clause that has come to its subject only: "after a man of 66 | who was missing"."""
    opened = _SUBORDINATE.search(part)
    return bool(opened and _RELATIVE.match(behind) and not _FINITE.search(opened["clause"]))


def _with_whole_quotations(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [span for span in spans if quotations_are_whole(text[slice(*span)].strip())]


def _cut(candidate: Candidate, start: int, end: int) -> Candidate:
    text = candidate.text[start:end]
    start += len(text) - len(text.lstrip())
    kept = text.strip().rstrip(";:,—– ")
    return replace(candidate, start=candidate.start + start, end=candidate.start + start + len(kept))
