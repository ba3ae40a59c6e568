"""The sentences that the set is made of: each with its passage, its article and the other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.records import Half, Suite
from ingest.chunking import passages_of
from ingest.errors import SourceError
from ingest.extraction import extract
from ingest.readers.files import find_files, read_file
from ingest.records import Article, Passage, RawPage, Rejection
from ingest.sentences import sentence_spans

STORY = re.compile(r"[a-z]\d+")
"""How the names of articles and the ids of questions begin where they belong to a story, as in "s01-..."."""
FEWEST_WORDS = 6
MOST_WORDS = 45

_LEANS = re.compile(
    r"[\"“‘']?(?:he|she|it|they|his|her|its|their|this|that|these|those|both|neither|the (?:two|three|others?)|one)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence as it stands in an article: `passage` holds it, `following` is the next one there, "" for none."""

    text: str
    following: str
    passage: Passage
    passages: tuple[Passage, ...]
    """All passages of the article."""
    story: str


def articles_of(folder: Path, stories: frozenset[str] | None = None) -> list[tuple[str, Article]]:
    """Read the articles in a folder, in the order of their names, each with its story.

    `stories` names those that are wanted, None for all. What can't be read is left out: the tests of the suite
    say so where it is asked.
    """
    found: list[tuple[str, Article]] = []
    for path in find_files(folder):
        if isinstance(path, Rejection):
            continue
        match = STORY.match(path.name)
        story = match.group() if match else path.stem
        if stories is not None and story not in stories:
            continue
        for page in read_file(path):
            article = _extracted(page) if isinstance(page, RawPage) else None
            if article is not None:
                found.append((story, article))
    return found


def stories_of(suite: Suite, half: Half) -> frozenset[str]:
    """Give the stories whose questions belong to one half of a suite."""
    found = ((STORY.match(case.id), case.half) for case in suite.cases)
    return frozenset(match.group() for match, other in found if match and other == half)


def sources_of(articles: Sequence[tuple[str, Article]]) -> list[Source]:
    """Give the sentences that can stand alone: whole, not too long, and not about what a sentence before names."""
    return [source for story, article in articles for source in _of_article(story, article)]


def stands_alone(sentence: str) -> bool:
    """Tell whether a sentence is a whole statement that a reader understands without the one before."""
    words = sentence.split()
    if not FEWEST_WORDS <= len(words) <= MOST_WORDS or not sentence.endswith((".", '."', ".”")):
        return False
    return not _LEANS.match(sentence) and sentence[:1].isupper() and sentence.count('"') % 2 == 0


def _extracted(page: RawPage) -> Article | None:
    try:
        return extract(page)
    except SourceError:
        return None


def _of_article(story: str, article: Article) -> Iterator[Source]:
    passages = tuple(passages_of(article))
    for passage in passages:
        sentences = [passage.text[start:end] for start, end in sentence_spans(passage.text)]
        for place, sentence in enumerate(sentences):
            following = sentences[place + 1] if place + 1 < len(sentences) else ""
            if stands_alone(sentence):
                yield Source(sentence, following, passage, passages, story)
