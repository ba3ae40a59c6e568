"""Several questions that are asked in one go: told apart, and their answers made one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from assistant.answering.candidates import LONGEST_QUOTE
from assistant.answering.claims import in_text
from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.standalone import standalone_question
from assistant.answering.language.clauses import clause_of
from assistant.answering.language.phrases import phrases
from assistant.answers import NO_USAGE, Answer, Citation, Disagreement, Seconds, Sentence, Usage
from assistant.questions import sentences_of
from assistant.retrieval.by_words import content_words

MOST_PARTS = 4
"""Questions that are told apart at most; more of them are taken as one."""
_SHORTEST_PART = 3
"""Words that a question before "and" has at least."""
_LEAST_MATTER = 2
"""Words of content that a question has at least which says all of its matter."""
_TWO_QUESTIONS = re.compile(
    r"(?P<first>(?:who|whom|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|will|can)\b.+?)"
    r"(?:,|;)? (?:and|but|and also|also) (?P<second>(?:who|what|when|where|why|how|which)\b.+)",
    re.IGNORECASE,
)
_ROOM_FOR_NOTE = 12
"""Words that are kept free for saying which question has no answer."""
_NO_END_OF_ROOM = 10_000
"""Words: more than any answer has that a language model wrote."""
_ROOM_FOR_LAST_NOTE = 5
"""Words of the note that there is another question at all."""


def questions_in_one(question: str) -> list[str]:
    """Give the questions that are asked in one go, each able to stand alone, or just the one.

    "Who is Kuleba? How many troops are at the border?" are two, and so are they with "and" between them. Where a later
    one leans on the first ("Who won? And by how much?") they are one matter, and asked as one. Four at most are told
    apart.
    """
    asked = [
        sentence for sentence in sentences_of(question) if sentence.endswith("?") and clause_of(sentence)
    ]
    parts = [part for sentence in asked or [question] for part in _joined_by_and(sentence)]
    if not 1 < len(parts) <= MOST_PARTS or not all(_is_whole(part) for part in parts[1:]):
        return [question]
    turns: list[Turn] = []
    for part in parts:
        turns.append(Turn(standalone_question(part, turns)))
    alone = list(dict.fromkeys(turn.question for turn in turns))
    return [question] if any(part.endswith(")") for part in alone) else alone


def _joined_by_and(sentence: str) -> list[str]:
    """Part "Who won the race and how many whales died?" where both are whole questions."""
    match = _TWO_QUESTIONS.fullmatch(sentence)
    if not match:
        return [sentence]
    first, second = match.group("first").rstrip(" ,;"), match.group("second")
    if not phrases(first) or len(first.split()) < _SHORTEST_PART or not _is_whole(second):
        return [sentence]
    return [f"{first}?", f"{second[0].upper()}{second[1:]}"]


def _is_whole(part: str) -> bool:
    """Tell whether a question says all of its matter: "what does the chair reply?" doesn't say to what."""
    clause = clause_of(part)
    if clause is None or len(content_words(part)) < _LEAST_MATTER:
        return False
    found = phrases(clause.rest)
    named = len(found) + bool(clause.noun) + (clause.asks_adverbial and bool(found) and found[0].is_name)
    if clause.auxiliary.casefold() in ("is", "are", "was", "were"):
        return named > 0
    return named > bool(clause.auxiliary) or (not clause.auxiliary and len(clause.rest.split()) > 1)


def joined_answers(question: str, standalone: str, answers: Sequence[Answer]) -> Answer:
    """Make the answers to several questions one, of `LONGEST_QUOTE` words at most where they are quoted.

    `question` is what was asked in one go, and `standalone` the same as it stands alone. Each answer gives its first
    sentence, and its others as far as there is room. Questions that the articles don't answer, or that there is no
    room for, are named at the end. Citations are numbered anew; where nothing is answered it is "not_found".
    """
    found = [answer for answer in answers if answer.outcome == "answered"]
    if not found:
        nearest = _numbered([citation for answer in answers for citation in answer.nearest[:2]])
        seconds = _total([answer.seconds for answer in answers])
        usage = reduce(Usage.plus, (answer.usage for answer in answers), NO_USAGE)
        return replace(
            answers[0],
            question=question,
            standalone_question=standalone,
            nearest=nearest,
            seconds=seconds,
            usage=usage,
        )
    missing = [answer.standalone_question for answer in answers if answer.outcome != "answered"]
    notes = [f"The articles do not say: {_asked(part)}" for part in missing]
    is_quoted = all(answer.model == "extractive" for answer in found)
    room = LONGEST_QUOTE - sum(len(note.split()) for note in notes) if is_quoted else _NO_END_OF_ROOM
    kept, crowded = _kept(found, room)
    notes += [f"Ask separately: {_asked(part)}" for part in crowded]
    while is_quoted and len(kept) > 1 and _length(kept, notes) > LONGEST_QUOTE:
        kept.pop()
    if is_quoted and _length(kept, notes) > LONGEST_QUOTE:
        has_room = LONGEST_QUOTE - _length(kept, []) >= _ROOM_FOR_LAST_NOTE
        notes = ["Ask the other question separately."] if has_room else []
    return _merged(question, standalone, answers, kept, notes)


def _kept(found: list[Answer], room: int) -> tuple[list[tuple[Answer, Sentence]], list[str]]:
    """Choose the sentences that fit: every part's first before any part's second, in the order of the parts."""
    chosen: list[tuple[int, int]] = []
    texts: set[str] = set()
    crowded: list[str] = []
    for rank in range(max(len(answer.sentences) for answer in found)):
        for position, answer in enumerate(found):
            if rank >= len(answer.sentences) or answer.sentences[rank].text in texts:
                continue
            words = len(answer.sentences[rank].text.split())
            if words <= room:
                room -= words
                texts.add(answer.sentences[rank].text)
                chosen.append((position, rank))
            elif rank == 0:
                crowded.append(answer.standalone_question)
                room -= _ROOM_FOR_NOTE
    return [(found[position], found[position].sentences[rank]) for position, rank in sorted(chosen)], crowded


def _merged(
    question: str,
    standalone: str,
    answers: Sequence[Answer],
    kept: Sequence[tuple[Answer, Sentence]],
    notes: Sequence[str],
) -> Answer:
    found = [answer for answer in answers if answer.outcome == "answered"]
    numbering = _Renumbering()
    sentences = tuple(numbering.sentence(answer, sentence) for answer, sentence in kept)
    return replace(
        found[0],
        question=question,
        standalone_question=standalone,
        text=_with_notes(sentences, notes),
        sentences=sentences,
        citations=tuple(numbering.citations),
        disagreements=tuple(
            numbering.disagreement(answer, differing)
            for answer in found
            for differing in answer.disagreements
            if numbering.knows(answer, differing)
        ),
        window=next((answer.window for answer in answers if answer.window), None),
        seconds=_total([answer.seconds for answer in answers]),
        notices=tuple(dict.fromkeys(notice for answer in answers for notice in answer.notices)),
        usage=reduce(Usage.plus, (answer.usage for answer in answers), NO_USAGE),
        confidence=min(answer.confidence for answer in found),
    )


def _with_notes(sentences: Sequence[Sentence], notes: Sequence[str]) -> str:
    """Give the text of an answer and the notes behind it, which stand on a line of their own behind a row."""
    between = "\n" if sentences and sentences[-1].is_row else " "
    return between.join([in_text(sentences), " ".join(notes)]).strip()


class _Renumbering:
    """New numbers for the citations of several answers, in the order in which their sentences use them."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._numbers: dict[tuple[str, int, int], int] = {}

    def sentence(self, answer: Answer, sentence: Sentence) -> Sentence:
        """Give a sentence of `answer` with the new numbers."""
        new = {
            citation.number: self._number(citation)
            for citation in answer.citations
            if citation.number in sentence.citations
        }
        return replace(
            sentence,
            citations=tuple(dict.fromkeys(new.values())),
            spans=tuple(
                replace(span, number=new[span.number]) for span in sentence.spans if span.number in new
            ),
        )

    def knows(self, answer: Answer, differing: Disagreement) -> bool:
        """Tell whether all that the sides cite is cited by a sentence that was kept: only that has its mark."""
        cited = {number for side in differing.sides for number in side.citations}
        return all(_place(one) in self._numbers for one in answer.citations if one.number in cited)

    def disagreement(self, answer: Answer, differing: Disagreement) -> Disagreement:
        """Give a disagreement of `answer` with the new numbers."""
        new = {one.number: self._numbers.get(_place(one), 0) for one in answer.citations}
        sides = (
            replace(side, citations=tuple(dict.fromkeys(new[number] for number in side.citations)))
            for side in differing.sides
        )
        return replace(differing, sides=tuple(sides))

    def _number(self, citation: Citation) -> int:
        place = _place(citation)
        if place not in self._numbers:
            self._numbers[place] = len(self._numbers) + 1
            self.citations.append(replace(citation, number=self._numbers[place]))
        return self._numbers[place]


def _place(citation: Citation) -> tuple[str, int, int]:
    return citation.article_id, citation.start, citation.end


def _numbered(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    return tuple(replace(citation, number=number) for number, citation in enumerate(citations, start=1))


def _length(kept: Sequence[tuple[Answer, Sentence]], notes: Sequence[str]) -> int:
    return sum(len(sentence.text.split()) for _, sentence in kept) + sum(len(note.split()) for note in notes)


def _asked(question: str) -> str:
    """Give a question as it stands behind a colon; quotation marks are for what the articles say."""
    plain = question.translate(str.maketrans("", "", '"“”«»'))
    words = plain.rstrip(" ?!.").split()
    shown = " ".join(words[:_ROOM_FOR_NOTE]) + ("…" if len(words) > _ROOM_FOR_NOTE else "?")
    return shown[0].lower() + shown[1:]


def _total(seconds: Sequence[Seconds]) -> Seconds:
    return Seconds(
        search=sum(one.search for one in seconds),
        rerank=sum(one.rerank for one in seconds),
        write=sum(one.write for one in seconds),
        total=sum(one.total for one in seconds),
    )
