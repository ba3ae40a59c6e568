"""What the sentence selector learns from: questions with candidate sentences, some of which answer."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from assistant.answering.candidates import quotable_of
from assistant.answering.judging.as_read import as_read
from assistant.answering.judging.judge import above, joined
from assistant.answers import Hit
from assistant.retrieval.by_words import content_words
from ingest.chunking import passages_of
from ingest.errors import CallError
from ingest.records import Article, Header

NEWS = Path(__file__).with_name("news")
LATER_NEWS = Path(__file__).with_name("later_news")
"""Stories with tables, lists, live pages and interviews, which the shipped weights were not tuned on: questions that
readers' feedback is rehearsed with must be such as they had learnt."""
OTHERS = 5
"""Sentences that do not answer, drawn anew for each question in each epoch: two that share most words, and others."""
ALIKE = 2
MOST_ANSWERING = 3
HIDDEN_IN_NEWS = 0.15
HIDDEN_ELSEWHERE = 0.35
"""Share of the questions whose answering sentences are kept back, so that "none of these" is right. Half of the news
questions have none anyway."""
IN_CONTEXT = 0.55
"""Share of the questions whose sentences are read behind their title and the sentence before."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A candidate: `title` and `before`, the sentence before it, are "" where they are unknown."""

    text: str
    answers: bool
    title: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A question with its candidate sentences; none of them answers an unanswerable one."""

    question: str
    sentences: tuple[Sentence, ...]
    in_context: bool
    """Whether title and sentence before are known."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question as it is shown to the network once: texts that answer, and texts that do not."""

    question: str
    answering: tuple[str, ...]
    others: tuple[str, ...]


def news_groups(folder: Path = NEWS) -> list[Group]:
    """Read the questions of `news/`: the sentences of both articles of a story are candidates.

    A story has `articles`, each with title and text, and `questions`, each with `q` and `a`, the sentences that
    answer it.
    """
    groups: list[Group] = []
    for path in sorted(folder.glob("*.yaml")):
        for story in yaml.safe_load(path.read_text(encoding="utf-8")):
            quotable = [one for article in story["articles"] for one in _quotable(article)]
            groups.extend(_news_group(question, quotable) for question in story["questions"])
    return groups


def sentence_groups(path: Path) -> list[Group]:
    """Read JSON Lines with the fields question, answering and other, whose sentences have no context.

    Raises CallError where the file can't be read or is another one.
    """
    groups: list[Group] = []
    for item in _items(path, "question", "answering", "other"):
        answering = (Sentence(_one_line(text), answers=True) for text in item["answering"])
        others = (Sentence(_one_line(text), answers=False) for text in item["other"])
        groups.append(Group(item["question"], (*answering, *others), in_context=False))
    return groups


def unanswerable_groups(path: Path) -> list[Group]:
    """Read CLAPnq's questions whose passage does not answer them: the first half, since the second is reported on.

    A line is a JSON object: `question`, `answerable`, and `articles` with one article's `title` and `sentences`.
    Raises CallError where the file can't be read or is another one.
    """
    unanswerable = [
        item for item in _items(path, "question", "answerable", "articles") if not item["answerable"]
    ]
    groups: list[Group] = []
    for item in unanswerable[: len(unanswerable) // 2]:
        (article,) = item["articles"]
        texts = [_one_line(text) for text in article["sentences"]]
        sentences = (
            Sentence(text, False, article.get("title", ""), before)
            for text, before in zip(texts, ["", *texts], strict=False)
        )
        groups.append(Group(item["question"], tuple(sentences), in_context=True))
    return groups


def drawn(group: Group, chance: random.Random) -> Drawn:
    """Choose what is shown of a group this time, and in which form."""
    answering = [sentence for sentence in group.sentences if sentence.answers]
    if chance.random() < (HIDDEN_IN_NEWS if group.in_context else HIDDEN_ELSEWHERE):
        answering = []
    others = [sentence for sentence in group.sentences if not sentence.answers]
    words = set(content_words(group.question))
    others.sort(key=lambda sentence: -len(words & set(content_words(sentence.text))) - chance.random())
    rest = others[ALIKE:]
    chance.shuffle(rest)
    others = [*others[:ALIKE], *rest[: OTHERS - ALIKE]]
    form = _form(group, chance)
    return Drawn(
        group.question,
        tuple(form(sentence) for sentence in answering[:MOST_ANSWERING]),
        tuple(form(sentence) for sentence in others),
    )


def _items(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            item = json.loads(line) if line.strip() else None
            if item is None:
                continue
            if not isinstance(item, dict) or not set(fields) <= set(item):
                raise CallError(f"{path}, line {number} lacks one of the fields {', '.join(fields)}.")
            yield item
    except (OSError, ValueError) as error:
        raise CallError(f"{path} can't be read as JSON Lines: {error}") from error


def _form(group: Group, chance: random.Random) -> Any:
    if chance.random() > IN_CONTEXT:
        return lambda sentence: sentence.text
    if group.in_context:
        return lambda sentence: joined(sentence.title, sentence.before, sentence.text)
    # Any sentence of the same passage in front: what stands before must not make an answer of what follows.
    return lambda sentence: joined("", chance.choice(group.sentences).text, sentence.text)


def _news_group(question: dict[str, Any], quotable: Sequence[tuple[str, Sentence]]) -> Group:
    answering = {_one_line(text) for text in question.get("a", ())}
    unknown = answering - {words for words, _ in quotable}
    if unknown:
        raise ValueError(f"'{question['q']}' is answered by what is no sentence of its articles: {unknown}")
    marked = (replace(sentence, answers=words in answering) for words, sentence in quotable)
    return Group(question["q"], tuple(marked), in_context=True)


def _quotable(story: dict[str, Any]) -> Iterator[tuple[str, Sentence]]:
    """Give what could be quoted of an article of a story, and each as the judge reads it."""
    article = Article("", Header(story["title"]), story["text"].strip())
    for candidate in quotable_of([Hit(passage, 0.0) for passage in passages_of(article)]):
        before = _one_line(above(candidate))
        sentence = Sentence(_one_line(as_read(candidate)), False, story["title"], before)
        yield _one_line(candidate.text), sentence


def _one_line(text: str) -> str:
    return " ".join(text.split())
