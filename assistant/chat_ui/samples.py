"""Sample questions made from the articles themselves, each one tried before it is shown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from assistant.answering.extractive.writer import ExtractiveWriter
from assistant.answering.language.people import People
from assistant.answers import Citation
from assistant.assistant import Assistant
from assistant.made_questions import question_of
from ingest.errors import AssistantError
from ingest.library.library import Library
from ingest.records import Article
from ingest.sentences import sentence_spans

SAMPLES = 4
ARTICLES_READ = 8
CANDIDATES_TRIED = 24
SECONDS_SPENT = 4.0

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'\-]+"
_NAME = rf"{_WORD}(?: (?:(?:de|la|le|von|van|der|al|bin) )?{_WORD})*"
_SUBJECT = rf"(?<!\S)((?:the )?{_NAME})"
_TOLD = re.compile(rf"{_SUBJECT} told ((?:the )?{_NAME}) that\b")
_URGED = re.compile(rf"{_SUBJECT} (?:has |have )?(?:urged|asked|called on) ((?:the )?{_NAME}) to\b")
_AUXILIARY = "(?:would|will|was|were|is|are|has|have|had|could|can|must|should|may|might)"
_WHO = re.compile(rf"\b({_WORD} {_NAME}), (?:the|an?|his|her|their) [a-z][^,.;]{{3,60}},")
_WANTS = re.compile(rf"(?:^|[,;] )({_NAME}) (?:also )?(wants|demands|seeks|is demanding|is seeking)\b")
_SPOKE = re.compile(
    rf"(?:^|[,;] )({_NAME})(?:, [^,;]{{3,60}},)? (?:said|says|warned|argued)(?: that)? "
    rf"(the [a-z-]{{3,}}) {_AUXILIARY}\b"
)
_NOT_NAMES = """
he she it they we i you this that these those there then when while who which one some many most another
officials ministers people but and in on at after before according meanwhile earlier later however
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
"""
_NO_NAMES = frozenset(_NOT_NAMES.split())
_GOES_ON = frozenset("and or & of for to with from by in at on than as between against the".split())
"""A name behind one of these is but the end of what was named, or not who did it."""
_DEMANDS = {"demands": "demand", "is demanding": "demand", "seeks": "seek", "is seeking": "seek"}
_SHORT = 14
"""Words. A longer question repeats its sentence rather than asks."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question, what kind it is of, and the sentence it was made from, which its answer should cite."""

    kind: str
    question: str
    article_id: str
    start: int
    end: int


def sample_questions(
    assistant: Assistant, wanted: int = SAMPLES, seconds: float = SECONDS_SPENT
) -> list[str]:
    """Give up to `wanted` questions that the articles answer, of different kinds, in about `seconds`.

    Each was asked, and its answer cites the sentence that it was made from. Where a language model writes the
    answers, which would cost money and time, the best passage is looked at instead. Raises LibraryError.
    """
    deadline = time.perf_counter() + seconds
    chosen: dict[str, str] = {}
    spare: list[str] = []
    for candidate in islice(candidates(assistant.library), CANDIDATES_TRIED):
        if len(chosen) == wanted or time.perf_counter() > deadline:
            break
        if candidate.kind in chosen and len(spare) >= wanted:
            continue
        if _is_answered(assistant, candidate):
            if candidate.kind in chosen:
                spare.append(candidate.question)
            chosen.setdefault(candidate.kind, candidate.question)
    return [*chosen.values(), *spare][:wanted]


def candidates(library: Library) -> Iterator[Candidate]:
    """Give questions made from the newest articles, each once, the kinds and the articles mixed."""
    articles = [library.article(summary.id) for summary in library.articles()[:ARTICLES_READ]]
    rows = [list(_of_article(article)) for article in articles]
    met: set[str] = set()
    for candidate in chain.from_iterable(zip_longest(*rows)):
        if candidate is not None and candidate.question not in met:
            met.add(candidate.question)
            yield candidate


def _of_article(article: Article) -> Iterator[Candidate]:
    by_kind: dict[str, list[Candidate]] = {
        kind: [] for kind in ("urged", "number", "day", "who", "told", "wants", "spoke")
    }
    for start, end in sentence_spans(article.text):
        for kind, question in questions_of(article.text[start:end], article.text):
            by_kind[kind].append(Candidate(kind, question, article.id, start, end))
    for row in zip_longest(*by_kind.values()):
        yield from (candidate for candidate in row if candidate is not None)


def questions_of(sentence: str, text: str) -> Iterator[tuple[str, str]]:
    """Give (kind, question) pairs that a sentence of the article `text` should answer."""
    for match in _subjects(_URGED, sentence):
        yield from _asked("urged", "What did {} urge {} to do?", text, match[1], match[2])
    made = question_of(sentence, text)
    if made and made.kind in ("number", "day") and len(made.question.split()) <= _SHORT:
        yield made.kind, made.question
    for match in _WHO.finditer(sentence):
        if match[1] in {person.name for person in People(text).persons}:
            yield from _asked("who", "Who is {}?", text, match[1])
    for match in _subjects(_TOLD, sentence):
        yield from _asked("told", "What did {} tell {}?", text, match[1], match[2])
    for match in _WANTS.finditer(sentence):
        yield from _asked("wants", f"What does {{}} {_DEMANDS.get(match[2], 'want')}?", text, match[1])
    for match in _SPOKE.finditer(sentence):
        yield from _asked("spoke", f"What did {{}} say about {match[2]}?", text, match[1])


def _subjects(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    """Give the matches that begin with a whole name: not behind a word of its first half, nor behind "and" or "of"."""
    for match in pattern.finditer(sentence):
        before = sentence[: match.start()].rpartition(" ")[0].rpartition(" ")[2]
        begins = match[1].startswith("the ") or not before[:1].isupper()
        if begins and before not in _GOES_ON:
            yield match


def _asked(kind: str, form: str, text: str, *matched: str) -> Iterator[tuple[str, str]]:
    names = [_name(one) for one in matched]
    # "Prosecutors" at the beginning of a sentence is no name where the article writes of prosecutors.
    if all(names) and not any(re.search(rf"\b{re.escape(name.lower())}\b", text) for name in names):
        yield kind, form.format(*names)


def _name(matched: str) -> str:
    """Give a name without what stood before it at the beginning of its sentence, "" where no name is left."""
    words = matched.split()
    while words and words[0].casefold() in _NO_NAMES:
        words.pop(0)
    if words and words[0] == "The":
        words[0] = "the"
    return " ".join(words) if words and words[-1] != "the" and not words[-1].endswith(("’s", "'s")) else ""


def _is_answered(assistant: Assistant, candidate: Candidate) -> bool:
    try:
        if assistant.model != ExtractiveWriter.model:
            hits = assistant.retrieve(candidate.question, limit=1)
            return any(_covers(Citation.of(hit.passage, 1), candidate) for hit in hits)
        answer = assistant.ask(candidate.question)
    except AssistantError:
        return False
    return any(_covers(citation, candidate) for citation in answer.citations)


def _covers(citation: Citation, candidate: Candidate) -> bool:
    same = citation.article_id == candidate.article_id
    return same and citation.start < candidate.end and candidate.start < citation.end
