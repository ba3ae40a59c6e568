"""Assistants that are right or wrong on purpose, made of the real records, to judge the judges."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from assistant.answers import Answer, Citation, Seconds, Sentence
from ingest.errors import UnknownArticleError
from ingest.records import Article, Header, Passage
from ingest.sentences import sentence_spans

HARBOUR = Article(
    id="harbour",
    header=Header(title="Harbour fills up", outlet="Tern Post", published=date(2021, 5, 4)),
    text=(
        "Mayor Ada Quill opened the harbour on Sunday. It cost 1,250 crowns.\n\n"
        "“We waited nineteen years,” Quill said. The ferries sail at noon."
    ),
)
LIGHTHOUSE = Article(
    id="lighthouse",
    header=Header(title="Lamp goes out", outlet="Gull Wire", published=date(2021, 5, 2)),
    text="The lamp of the lighthouse failed on Friday. Keeper Bo Lund blamed the damp. It cost 1,250 crowns.",
)
ARTICLES = (HARBOUR, LIGHTHOUSE)


@dataclass(frozen=True)
class Listed:
    id: str
    source: str


@dataclass
class ShelfLibrary:
    """A library of a few articles, without the machinery. Every sentence is a passage."""

    shelf: dict[str, Article] = field(default_factory=lambda: {article.id: article for article in ARTICLES})
    embedding_model: str = "none"

    def article(self, article_id: str) -> Article:
        if article_id not in self.shelf:
            raise UnknownArticleError(f"No article has the id {article_id}.")
        return self.shelf[article_id]

    def articles(self) -> list[Listed]:
        return [Listed(article.id, article.source) for article in self.shelf.values()]

    def article_passages(self, article_id: str) -> list[Passage]:
        article = self.shelf[article_id]
        return [
            Passage(article_id, article.header, number, start, end, article.text[start:end])
            for number, (start, end) in enumerate(sentence_spans(article.text))
        ]


def citation(article: Article, quote: str, number: int = 1) -> Citation:
    start = article.text.index(quote)
    header = article.header
    return Citation(
        number,
        article.id,
        header.title,
        header.outlet,
        header.url,
        header.published,
        start,
        start + len(quote),
        quote,
    )


def passage(article: Article, text: str, number: int = 0) -> Passage:
    start = article.text.index(text)
    return Passage(article.id, article.header, number, start, start + len(text), text)


def answered(text: str, *citations: Citation) -> Answer:
    marks = " ".join(f"[{one.number}]" for one in citations)
    numbers = tuple(one.number for one in citations)
    support = "quoted" if any(text in one.quote for one in citations) else "supported"
    return _answer("answered", f"{text} {marks}", (Sentence(text, numbers, support),), citations)


def refused() -> Answer:
    return _answer("not_found", "The articles do not say.", (), ())


def _answer(outcome, text, sentences, citations) -> Answer:
    return Answer(
        question="?",
        standalone_question="?",
        asked_on=date(2021, 5, 5),
        outcome=outcome,
        text=text,
        sentences=sentences,
        citations=citations,
        disagreements=(),
        window=None,
        nearest=(),
        newest_article=date(2021, 5, 4),
        model="stand-in",
        seconds=Seconds(search=0.1, rerank=0.2, write=0.3, total=0.6),
    )


@dataclass
class Scripted:
    """Gives each question the answer that was written for it (an exception is raised), and else refuses.

    It remembers what it was asked with.
    """

    script: dict[str, Answer | Exception] = field(default_factory=dict)
    library: ShelfLibrary = field(default_factory=ShelfLibrary)
    asked: list[dict] = field(default_factory=list)
    chats: int = 0
    model: str = "stand-in"

    def chat(self) -> Scripted:
        self.chats += 1
        return self

    def ask(self, question, *, asked_on=None, since=None, until=None, outlet=None) -> Answer:
        self.asked.append(
            {"question": question, "asked_on": asked_on, "since": since, "until": until, "outlet": outlet}
        )
        answer = self.script.get(question, refused())
        if isinstance(answer, Exception):
            raise answer
        return answer


def with_thresholds(suite_folder: Path, share: float) -> str:
    """Give a suite one threshold for all its metrics, and say where it lies."""
    file = suite_folder / "suite.yaml"
    head = file.read_text(encoding="utf-8").split("thresholds")[0]
    shares = f"{{answered_right: {share}, cited_right: {share}, refused_right: {share}}}"
    file.write_text(f"{head}thresholds: {shares}\n", encoding="utf-8")
    return str(suite_folder)
