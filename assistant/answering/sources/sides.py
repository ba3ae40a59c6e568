"""How an answer tells that sources differ, or what earlier ones said: the best sentence first, then the others' words.

All that is told stays within sixty words together with the answer's own sentences, and each side is quoted word for
word: whole where there is room, and else the clause that holds its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from assistant.answering.candidates import LONGEST_QUOTE, Candidate, quotable_of
from assistant.answering.claims import Claim, Numbering
from assistant.answering.extractive.additions import without_additions
from assistant.answering.extractive.standing_alone import without_dateline
from assistant.answering.judging.judge import Judgement
from assistant.answering.sources.excerpts import SHORTEST_SIDE, excerpt, fewest_words
from assistant.answering.sources.same_fact import sources_of
from assistant.answering.sources.views import Differing, View
from assistant.answers import Answer, Disagreement, Hit, Sentence, Side
from ingest.records import Passage
from ingest.sections import moment_in

OTHERS = "Others differ:"
EARLIER = "Earlier:"
NEWEST = "Newest:"
WORDS_OF_A_DAY = 3
LONGEST_LABEL = 8
"""Words of a bearer of a name that is told before what is told of it."""
FIRST_OF_TWO = 40
"""Words that the first of two sides may take if the other can be told in the rest."""

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
    shared = min(max(fair, fewest_words(first)), limit - _needed(others, limit - fewest_words(first)))
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
    return fewest_words(view) + len(_label(view).split())


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
        later = _needed(untold[place + 1 :], room - spent - fewest_words(view))
        words = room - spent - later
        candidate = excerpt(view, words)
        if candidate is None:
            continue
        candidate = without_dateline(candidate)
        sources = _sources(view, differing, judgement)
        day = view.published if differing.is_series and not view.is_entry else None
        is_row = candidate.row is not None
        time = f"[{moment_in(candidate.heading) or candidate.speaker}] " if view.is_entry else ""
        yield Claim(f"{time}{candidate.text}", sources, "quoted", lead=lead, told_on=day, is_row=is_row)
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
        (len(part.split()) >= SHORTEST_SIDE or view.candidate.text.startswith(part))
        and value in part
        and part in view.candidate.text
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
