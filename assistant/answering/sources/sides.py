"""How an answer tells that sources differ, or what earlier ones said: the best sentence first, then the others' words.

All that is told stays within sixty words together with the answer's own sentences, and each side is quoted word for
word: whole where there is room, and else the clause that holds its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from assistant.answering.candidates import LONGEST_QUOTE, Candidate, quotable_of, quotations_are_whole
from assistant.answering.claims import Claim, Numbering
from assistant.answering.extractive.additions import without_additions
from assistant.answering.extractive.standing_alone import without_dateline
from assistant.answering.judging.judge import Judgement
from assistant.answering.sources.same_fact import sources_of
from assistant.answering.sources.views import Differing, View
from assistant.answers import Answer, Disagreement, Hit, Sentence, Side
from ingest.records import Passage

OTHERS = "Others differ:"
EARLIER = "Earlier:"
NEWEST = "Newest:"
SHORTEST_SIDE = 7
"""Words: with less room a side is not told, because a bare figure tells nothing."""
WORDS_OF_A_DAY = 3
LONGEST_LABEL = 8
"""Words of a bearer of a name that is told before what is told of it."""
FIRST_OF_TWO = 40
"""Words that the first of two sides may take if the other can be told in the rest."""

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
_SAYS = (
    r"(?:said|says?|claimed|claims?|insisted|insists?|told|announced|estimated|estimates?|reported|reports?|added|wrote"
    r"|confirmed|denied|denies|deny|disputed|disputes?|rejected|rejects?|dismissed|dismiss(?:es)?|counted|put the"
    r"|put it|spoke of|found|believes?)"
)
_WHO = r"(?P<who>(?!(?:he|she|it|they|we|who|which|that|this|there)\b)[^,.;:()“”\"]{3,60}?)"
_SPEAKER = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\baccording to (?P<who>[^,.;()]{3,60}?)(?=[,.;()]|\s(?:and|who|on|in|that)\s|$)",
        rf"^{_WHO}\s(?:has\s|have\s|had\s)?(?:also\s|later\s)?{_SAYS}\b",
        rf"[,”\"]\s{_WHO}\s(?:also\s|later\s|has\s|have\s)?{_SAYS}\b",
        r"[,”\"]\s(?:said|says)\s(?P<who>[^,.;()“\"]{3,50}?)(?=[,.;()]|$)",
    )
)


def led(judgement: Judgement, differing: Differing | None) -> Judgement:
    """Give the judgement with what leads the answer alone, where sources differ: the others are told behind it."""
    if differing is None or not differing.leads:
        return judgement
    first = differing.views[0]
    if differing.whole:
        return replace(judgement, ranked=((differing.whole, first.score),))
    candidate = excerpt(first, _room_for_the_first(differing)) or first.candidate
    others = _articles_against(first, differing)
    # Without the sentence before, which would be quoted with it in the room of the others.
    ranked = ((replace(_alone(candidate, others), before=""), first.score),)
    return replace(judgement, hits=_without(judgement.hits, others), ranked=ranked)


def _room_for_the_first(differing: Differing) -> int:
    """Give the words that the first view may take: as many as the others leave, and its share at least."""
    first, *others = differing.views
    leads = (
        len(others) * (WORDS_OF_A_DAY + len(EARLIER.split())) if differing.is_series else len(OTHERS.split())
    )
    limit = LONGEST_QUOTE - leads
    left = limit - sum(len(view.candidate.text.split()) for view in others)
    fair = FIRST_OF_TWO if len(others) == 1 else limit // len(differing.views)
    shared = min(max(fair, _fewest(first)), limit - _needed(others, limit - _fewest(first)))
    return max(left, shared)


def _needed(views: Sequence[View], room: int) -> int:
    """Give the words that as many of some views need as `room` words hold, each as short as it can be told."""
    return sum(map(_least, _fitting(views, room)))


def _fitting(views: Sequence[View], room: int) -> list[View]:
    """Give as many of some views as `room` words hold, the shortest first chosen, in the order that they stand in."""
    kept: list[View] = []
    for view in sorted(views, key=_least):
        room -= _least(view)
        if room >= 0:
            kept.append(view)
    return [view for view in views if view in kept]


def _least(view: View) -> int:
    """Give the words that a view needs with what stands before it."""
    return _fewest(view) + len(_label(view).split())


def _fewest(view: View) -> int:
    """Give the words of the shortest clause that tells a view, of the sentence where there is none."""
    whole = len(view.candidate.text.split())
    shortest = min((len(view.candidate.text[slice(*span)].split()) for span in _clauses(view)), default=whole)
    return min(whole, max(shortest, SHORTEST_SIDE))


def further_claims(
    differing: Differing | None, judgement: Judgement, said: Sequence[Sentence], limit: int = LONGEST_QUOTE
) -> Iterator[Claim]:
    """Give what the other sources say, as far as `limit` words for the whole answer go, nothing where nothing is said.

    `said` are the answer's own sentences; what they say already is not said again.
    """
    if differing is None or not said:
        return
    texts = [without_additions(sentence.text) for sentence in said]
    untold = [view for view in differing.views if not _is_told(view, texts)]
    room = limit - sum(len(sentence.text.split()) for sentence in said)
    others = EARLIER if differing.is_series else OTHERS
    if not differing.is_series:
        untold = _fitting(untold, room - len(others.split()))
    for place, view in enumerate(untold):
        newest = differing.is_series and view is differing.views[0]
        label = NEWEST if newest else _label(view)
        lead = label or others
        spent = len(lead.split()) + (WORDS_OF_A_DAY if differing.is_series else 0)
        later = _needed(untold[place + 1 :], room - spent - _fewest(view))
        words = room - spent - later
        candidate = excerpt(view, words)
        if candidate is None:
            continue
        candidate = without_dateline(candidate)
        sources = _sources(view, differing, judgement)
        day = view.published if differing.is_series else None
        is_row = candidate.row is not None
        yield Claim(candidate.text, sources, "quoted", lead=lead, told_on=day, is_row=is_row)
        room -= spent + len(candidate.text.split())
        others = others if label or differing.is_series else ""


def _label(view: View) -> str:
    """Give "On Rush Township, Scioto County:" for a side that tells of it without naming it, "" for others."""
    is_short = 0 < len(view.bearer.split()) <= LONGEST_LABEL
    return f"On {view.bearer}:" if is_short and view.bearer not in view.candidate.text else ""


def disagreements_of(
    differing: Differing | None, judgement: Judgement, numbering: Numbering
) -> tuple[Disagreement, ...]:
    """Give the disagreement, with those sides that the answer cites; none of a series, and none with one side."""
    if differing is None or differing.is_series:
        return ()
    sides = []
    for view in differing.views:
        numbers = [numbering.number_of(passage) for passage in _sources(view, differing, judgement)]
        cited = tuple(number for number in numbers if number)
        if cited:
            sides.append(Side(_told(view), cited))
    return (Disagreement(differing.about, tuple(sides)),) if len(sides) > 1 else ()


def sources_in_words(answer: Answer) -> list[str]:
    """Give lines for a person: on what the sources differ, and how many independent ones the first sentence has."""
    lines = []
    origins = answer.sentences[0].origins if answer.sentences else 0
    if origins > 1:
        lines.append(f"{origins} independent sources.")
    elif answer.sentences and len(_articles_of(answer.sentences[0], answer)) > 1:
        lines.append(f"{len(_articles_of(answer.sentences[0], answer))} articles, one source.")
    for disagreement in answer.disagreements:
        lines.append(f"The sources differ on {disagreement.about}:")
        lines += [
            f"- {side.says} {' '.join(f'[{number}]' for number in side.citations)}"
            for side in disagreement.sides
        ]
    return lines


def _articles_of(sentence: Sentence, answer: Answer) -> set[str]:
    return {answer.citations[number - 1].article_id for number in sentence.citations}


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
        if _is_clause(text[begun:ended])
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


def _with_whole_quotations(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    return [span for span in spans if quotations_are_whole(text[slice(*span)].strip())]


def speaker_of(sentence: str) -> str:
    """Give who is named in a sentence as the one who says so, "" where nobody is."""
    for pattern in _SPEAKER:
        match = pattern.search(sentence)
        if match:
            return " ".join(match["who"].split())
    return ""


def _cited(speaker: str) -> str:
    """Give a speaker as behind "citing": "the army" of "The army said"."""
    first, _, rest = speaker.partition(" ")
    return f"{first.casefold()} {rest}" if rest and first in ("The", "A", "An", "One", "Two") else speaker


def _told(view: View) -> str:
    """Give a side with its outlet, day and speaker, as far as they are known."""
    header = view.candidate.passage.header
    day = f"{header.published.day} {header.published:%B %Y}" if header.published else ""
    speaker = speaker_of(view.candidate.text)
    on = f"on {view.bearer}" if view.bearer and view.bearer not in view.candidate.text else ""
    parts = (header.outlet or header.title, day, on, f"citing {_cited(speaker)}" if speaker else "")
    source = ", ".join(part for part in parts if part)
    return f"{source}: {view.candidate.text}" if source else view.candidate.text


def _is_told(view: View, said: Sequence[str]) -> bool:
    """Tell whether an answer of some sentences holds the value of a view in the view's own words."""
    value, text = view.candidate.text[view.value.start : view.value.end], " ".join(said)
    return without_dateline(view.candidate).text in text or any(
        len(part.split()) >= SHORTEST_SIDE and value in part and part in view.candidate.text
        for part in (*said, *re.split(r"(?<=[.!?])\s+", text))
    )


def _sources(view: View, differing: Differing, judgement: Judgement) -> tuple[Passage, ...]:
    """Give the passages that say what a view says: never one that another view stands on."""
    others = _articles_against(view, differing)
    return sources_of(_alone(view.candidate, others), list(quotable_of(_without(judgement.hits, others))))


def _alone(candidate: Candidate, others: Set[str]) -> Candidate:
    """Give a candidate whose hit has no copies in the articles that say something else in much the same words."""
    copies = tuple(copy for copy in candidate.hit.copies if copy.article_id not in others)
    return replace(candidate, hit=replace(candidate.hit, copies=copies))


def _articles_against(view: View, differing: Differing) -> frozenset[str]:
    """Give the articles that say something else than a view, but for its own."""
    articles = {other.candidate.passage.article_id for other in differing.views if other is not view}
    return (view.against | articles) - {view.candidate.passage.article_id}


def _without(hits: Sequence[Hit], articles: Set[str]) -> tuple[Hit, ...]:
    """Give the hits without the passages of some articles, which say something else in much the same words."""
    kept = []
    for hit in hits:
        passages = [passage for passage in (hit.passage, *hit.copies) if passage.article_id not in articles]
        if passages:
            kept.append(replace(hit, passage=passages[0], copies=tuple(passages[1:])))
    return tuple(kept)


def _cut(candidate: Candidate, start: int, end: int) -> Candidate:
    text = candidate.text[start:end]
    start += len(text) - len(text.lstrip())
    kept = text.strip().rstrip(";:,—– ")
    return replace(candidate, start=candidate.start + start, end=candidate.start + start + len(kept))
