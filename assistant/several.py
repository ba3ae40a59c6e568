"""Several questions put in one go: each is answered alone, and the answers are made one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import LONGEST_QUOTE
from assistant.answering.claims import marked
from assistant.answers import Answer, Citation, Disagreement, Seconds, Sentence, Side

_ROOM_FOR_NOTE = 12
"""Words that are kept free for saying which question has no answer."""


def joined(question: str, standalone: str, answers: Sequence[Answer]) -> Answer:
    """Make the answers to the parts of a question one, of sixty words at most where they are quoted.

    Each part gives its first sentence, and its others as far as there is room. What a part asks that the articles
    don't say, or that there is no room for, is named behind. Citations are numbered anew; where nothing is answered
    it is "not_found".
    """
    found = [answer for answer in answers if answer.outcome == "answered"]
    if not found:
        nearest = _numbered([citation for answer in answers for citation in answer.nearest[:2]])
        seconds = _sum([answer.seconds for answer in answers])
        return replace(
            answers[0], question=question, standalone_question=standalone, nearest=nearest, seconds=seconds
        )
    missing = [answer.standalone_question for answer in answers if answer.outcome != "answered"]
    notes = [f"The articles do not say: {_asked(part)}" for part in missing]
    is_quoted = all(answer.model == "extractive" for answer in found)
    room = LONGEST_QUOTE - sum(len(note.split()) for note in notes) if is_quoted else 10_000
    kept, crowded = _kept(found, room)
    notes += [f"Ask alone: {_asked(part)}" for part in crowded]
    while is_quoted and len(kept) > 1 and _length(kept, notes) > LONGEST_QUOTE:
        kept.pop()
    if is_quoted and _length(kept, notes) > LONGEST_QUOTE:
        notes = ["Ask the other question alone."] if LONGEST_QUOTE - _length(kept, []) > 4 else []
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
    citations: list[Citation] = []
    numbers: dict[tuple[str, int, int], int] = {}

    def renumbered(answer: Answer, old: Sequence[int]) -> tuple[int, ...]:
        new = []
        for citation in (one for one in answer.citations if one.number in old):
            place = (citation.article_id, citation.start, citation.end)
            if place not in numbers:
                numbers[place] = len(numbers) + 1
                citations.append(replace(citation, number=numbers[place]))
            new.append(numbers[place])
        return tuple(dict.fromkeys(new))

    sentences = tuple(
        replace(sentence, citations=renumbered(answer, sentence.citations)) for answer, sentence in kept
    )
    disagreements = tuple(
        Disagreement(
            differing.about,
            tuple(Side(side.says, renumbered(answer, side.citations)) for side in differing.sides),
        )
        for answer in answers
        for differing in answer.disagreements
    )
    first = next(answer for answer in answers if answer.outcome == "answered")
    return replace(
        first,
        question=question,
        standalone_question=standalone,
        text=" ".join([*(marked(sentence) for sentence in sentences), *notes]),
        sentences=sentences,
        citations=tuple(citations),
        disagreements=disagreements,
        window=next((answer.window for answer in answers if answer.window), None),
        seconds=_sum([answer.seconds for answer in answers]),
        confidence=min(answer.confidence for answer in answers if answer.outcome == "answered"),
    )


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


def _sum(seconds: Sequence[Seconds]) -> Seconds:
    return Seconds(
        search=sum(one.search for one in seconds),
        rerank=sum(one.rerank for one in seconds),
        write=sum(one.write for one in seconds),
        total=sum(one.total for one in seconds),
    )
