"""What the selector and the answerability learn from readers: their feedback as questions with sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answering.candidates import Candidate, quotable_of
from assistant.answering.sources.same_fact import tells_the_same
from assistant.answers import Hit
from assistant.feedback import Feedback, Place, digest_of
from evals.fitting.stories import Group, Sentence
from evals.records import Case
from ingest.library.library import Library


@dataclass(frozen=True, slots=True)
class Taught:
    """What feedback teaches, and a line on each entry that teaches nothing."""

    groups: tuple[Group, ...]
    left_out: tuple[str, ...]


def taught_by(feedback: Iterable[Feedback], library: Library) -> Taught:
    """Make training questions of feedback, its sentences read again from the library.

    A right answer: its sentences answer, and those that were ranked below them don't, unless they tell the same. A
    wrong answer: its sentences don't answer; of the others nothing is known. A refusal that was right: nothing that
    was ranked answers. A refusal that was wrong names no sentence and teaches nothing.
    """
    groups: list[Group] = []
    left_out: list[str] = []
    for one in feedback:
        sentences = tuple(_sentences(one, library))
        if sentences and (any(sentence.answers for sentence in sentences) or not _answered_rightly(one)):
            groups.append(Group(one.standalone_question, sentences, in_context=True))
        else:
            left_out.append(f"“{one.question[:80]}”: {_why_not(one)}")
    return Taught(tuple(groups), tuple(left_out))


def cases_of(feedback: Iterable[Feedback], library: Library) -> Iterator[Case]:
    """Make cases of feedback: a wrong answer's question becomes one that should not have been answered.

    A refusal that was wrong gives none, for what would have been right is not known.
    """
    for number, one in enumerate(feedback, start=1):
        if one.outcome == "not_found" and not one.right:
            continue
        said = tuple(sentence.text for sentence in _sentences(one, library) if sentence.answers)
        if _answered_rightly(one) and not said:
            continue
        yield Case(
            id=f"feedback-{number}",
            question=one.standalone_question,
            line=number,
            asked_on=one.asked_on,
            answers=(said,) if said else (),
            unanswerable=None if said else "absent",
        )


def _answered_rightly(one: Feedback) -> bool:
    return one.right and one.outcome == "answered"


def _sentences(one: Feedback, library: Library) -> Iterator[Sentence]:
    chosen = [found for place in one.chosen if (found := _candidate(place, library))]
    if not _answered_rightly(one):
        places = one.chosen if one.outcome == "answered" else one.others * one.right
        for found in filter(None, (_candidate(place, library) for place in places)):
            yield _sentence(found, answers=False)
        return
    for candidate in chosen:
        yield _sentence(candidate, answers=True)
    lowest = min((place.score for place in one.chosen if place.score is not None), default=None)
    for place in one.others:
        if lowest is None or place.score is None or place.score >= lowest:
            continue
        other = _candidate(place, library)
        if other and not any(tells_the_same(other.text, candidate.text) for candidate in chosen):
            yield _sentence(other, answers=False)


def _candidate(place: Place, library: Library) -> Candidate | None:
    """Give the sentence at a place as the judge reads it, None where its article is gone or says something else."""
    passages = library.article_passages(place.article_id)
    if not passages:
        return None
    if digest_of(library.article(place.article_id).text[place.start : place.end]) != place.digest:
        return None
    for candidate in quotable_of([Hit(passage, 0.0) for passage in passages]):
        start = candidate.passage.start + candidate.start
        if start <= place.start < start + len(candidate.text):
            return candidate
    return None


def _sentence(candidate: Candidate, *, answers: bool) -> Sentence:
    text, before = (" ".join(part.split()) for part in (candidate.text, candidate.before))
    return Sentence(text, answers, candidate.passage.header.title, before)


def _why_not(one: Feedback) -> str:
    if one.outcome == "not_found" and not one.right:
        return "nothing was found, and so no sentence is known to answer"
    return "its articles were changed or removed since, or no sentence was ranked"
