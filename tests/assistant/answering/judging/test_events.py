"""The day of an event that a question counts from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.judging.events import event_of
from assistant.answers import Window
from assistant.retrieval.timeliness import PREFERENCE, Event, timing_of
from ingest import ingest
from ingest.embedding import BundledEmbedding

ARTICLES = {
    "vote": (
        "Lake Party wins in Arn",
        "2023-05-15",
        "The Lake Party won the election in Arn on Sunday. Its leader, Rut Hansen, thanked the voters.",
    ),
    "recount": (
        "Arn counts again",
        "2023-05-20",
        "The votes of the election of 14 May in Arn are counted again. Hansen's lead has shrunk to 90 votes.",
    ),
    "preview": (
        "Arn before the vote",
        "2023-05-09",
        "Polls before the election in Arn gave no clear picture on Monday, when 4,000 people marched through Arn.",
    ),
    "fines": (
        "Fines for posters",
        "2023-06-01",
        "Since the election the council of Arn has fined 31 people for posters that still hang, it said.",
    ),
}
QUESTION = "How many people has the council of Arn fined since the election?"


@pytest.fixture(scope="module")
def arn(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("arn")
    write(folder / "articles")
    assert not ingest([folder / "articles"], folder / "library", embed_model=embedding).rejected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        opened = Assistant.open(folder / "library", embed_model=embedding)
    with closing(opened):
        yield opened


def write(folder: Path) -> None:
    folder.mkdir()
    for name, (title, published, text) in ARTICLES.items():
        header = f"---\nid: {name}\ntitle: {title}\npublished: {published}\n---\n\n"
        (folder / f"{name}.md").write_text(f"{header}{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("question", "asked_on", "event"),
    [
        (QUESTION, date(2023, 6, 5), Event("since the election", date(2023, 5, 14))),
        (QUESTION, date(2023, 5, 8), Event("since the election", None)),
        ("How many were fined since the great fire?", date(2023, 6, 5), Event("since the great fire", None)),
        ("How many were fined in Arn?", date(2023, 6, 5), None),
        ("Since when has he led the council?", date(2023, 6, 5), None),
        ("How many were fined since then?", date(2023, 6, 5), None),
    ],
)
def test_the_day_that_most_articles_give_an_event_counts(
    arn: Assistant, question: str, asked_on: date, event: Event | None
) -> None:
    assert event_of(question, arn.library, asked_on) == event


def test_since_an_event_is_a_window_from_its_day_on(arn: Assistant) -> None:
    answer = arn.ask(QUESTION, asked_on=date(2023, 6, 5))
    assert "31 people" in answer.text
    why = 'the question says "since the election", which was on 14 May 2023'
    assert answer.window == Window(date(2023, 5, 14), date(2023, 6, 5), why)


def test_an_event_whose_day_no_article_gives_makes_newer_articles_preferred(arn: Assistant) -> None:
    question, asked_on = "How many people has the council of Arn fined since the storm?", date(2023, 6, 5)
    event = event_of(question, arn.library, asked_on)
    assert timing_of(question, asked_on, asked_on=asked_on, event=event).window == PREFERENCE
