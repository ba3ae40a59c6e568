"""Sample questions made from the articles themselves, each one tried before it is shown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, zip_longest

from assistant.answering.extractive import ExtractiveWriter
from assistant.answers import Citation
from assistant.assistant import Assistant
from ingest.errors import AssistantError
from ingest.records import Article
from ingest.sentences import sentence_spans

SAMPLES = 4
ARTICLES_READ = 8
CANDIDATES_TRIED = 24
SECONDS_SPENT = 4.0

_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'\-]+(?: (?:(?:de|la|le|von|van|der|al|bin) )?[A-ZÀ-ÖØ-Þ][\w’'\-]+)*"
_TOLD = re.compile(rf"\b({_NAME}) told ({_NAME}) that\b")
_SPOKE = re.compile(rf"\b({_NAME}) (?:said|says|warned|announced|tweeted|argued|added)\b")
_URGED = re.compile(rf"\b({_NAME}) (?:urged|asked|called on) ({_NAME}) to\b")
_WANTS = re.compile(rf"\b({_NAME}) (?:wants|demands|seeks|is demanding|is seeking)\b")
_WHO = re.compile(rf"\b({_NAME}), (?:the|an?|his|her|their) [a-z][\w’'\- ]{{3,60}},")
_COUNT = re.compile(r"\b\d[\d,.]*\d (?:people|((?:[A-Z]{2,3} )?[a-z]{4,}s))\b")
_NO_NAMES = frozenset(
    """he she it they we i you the this that these those there then when while who which one some many most another
    officials ministers people but and in on at after before according monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december""".split()
)
_UNITS = frozenset("years months weeks days hours minutes seconds times miles metres meters kilometres percent".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question and the sentence it was made from, which its answer should cite."""

    question: str
    article_id: str
    start: int
    end: int


def sample_questions(assistant: Assistant, wanted: int = SAMPLES, seconds: float = SECONDS_SPENT) -> list[str]:
    """Give up to `wanted` questions that the articles answer, found within about `seconds`.

    Each was asked, and its answer cites the sentence that it was made from. Where a language model writes the
    answers, which would cost money and time, the best passage is looked at instead of the answer.
    """
    deadline = time.perf_counter() + seconds
    chosen: list[str] = []
    for candidate in islice(candidates(assistant), CANDIDATES_TRIED):
        if len(chosen) == wanted or time.perf_counter() > deadline:
            break
        if _is_answered(assistant, candidate):
            chosen.append(candidate.question)
    return chosen


def candidates(assistant: Assistant) -> Iterator[Candidate]:
    """Give questions made from the newest articles, each once, the kinds and the articles mixed."""
    library = assistant.library
    articles = [library.article(summary.id) for summary in library.articles()[:ARTICLES_READ]]
    rows = [list(_of_article(article)) for article in articles]
    met: set[str] = set()
    for candidate in chain.from_iterable(zip_longest(*rows)):
        if candidate is not None and candidate.question not in met:
            met.add(candidate.question)
            yield candidate


def _of_article(article: Article) -> Iterator[Candidate]:
    by_kind: dict[str, list[Candidate]] = {}
    for start, end in sentence_spans(article.text):
        for kind, question in _of_sentence(article.text[start:end]):
            by_kind.setdefault(kind, []).append(Candidate(question, article.id, start, end))
    for row in zip_longest(*by_kind.values()):
        yield from (candidate for candidate in row if candidate is not None)


def _of_sentence(sentence: str) -> Iterator[tuple[str, str]]:
    """Give (kind, question) pairs."""
    for match in _TOLD.finditer(sentence):
        if _are_names(*match.groups()):
            yield "told", f"What did {match[1]} tell {match[2]}?"
    for match in _URGED.finditer(sentence):
        if _are_names(*match.groups()):
            yield "urged", f"What did {match[1]} urge {match[2]} to do?"
    for match in _COUNT.finditer(sentence):
        if (match[1] or "people") not in _UNITS:
            yield "count", f"How many {match[1] or 'people'} are there?"
    for match in _WANTS.finditer(sentence):
        if _are_names(match[1]):
            yield "wants", f"What does {match[1]} want?"
    for match in _WHO.finditer(sentence):
        if _are_names(match[1]):
            yield "who", f"Who is {match[1]}?"
    for match in _SPOKE.finditer(sentence):
        if _are_names(match[1]):
            yield "spoke", f"What did {match[1]} say?"


def _are_names(*names: str) -> bool:
    return all(name.split()[0].casefold() not in _NO_NAMES for name in names)


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
