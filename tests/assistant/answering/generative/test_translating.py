"""A question in another language than the articles', answered in its own where that is certain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant
from assistant.answering.generative.language_model import language_model
from assistant.answering.generative.translating import TRANSLATED, UNTRANSLATED
from evals.openai_server import OpenAIServer, Reply, failed, openai_server, said
from ingest.embedding import BundledEmbedding

ASKED = "Wie viel gab Edda Morn für einen neuen Ofen aus?"
IN_ENGLISH = "How much did Edda Morn spend on a new oven?"
SAID = "Its owner, Edda Morn, spent 85,000 crowns on a new oven."
GERMAN = "Die Besitzerin, Edda Morn, gab 85.000 Kronen für einen neuen Ofen aus."
BACK = "The owner, Edda Morn, spent 85,000 crowns on a new oven."


def translating(german: str = GERMAN, back: str = BACK, question: str = IN_ENGLISH) -> Reply:
    """A model that answers SAID, and translates as told."""

    def reply(request: dict[str, Any]) -> str:
        system, *_, last = (str(message["content"]) for message in request["messages"])
        if "translate one sentence into German" in system:
            return german
        if "translate one sentence into English" in system:
            return question if last == ASKED else back
        return f"{SAID.rstrip('.')} [1]."

    return said(reply)


@pytest.fixture
def open_with(library_folder: Path, embedding: BundledEmbedding) -> Callable[[OpenAIServer], Any]:
    @contextmanager
    def opened(server: OpenAIServer) -> Iterator[Assistant]:
        llm = language_model(server.endpoint, "small-chat")
        assistant = Assistant.open(library_folder, llm=llm, embed_model=embedding)
        yield assistant
        assistant.close()

    return opened


Opener = Callable[[OpenAIServer], Any]


def answered(open_with: Opener, *replies: Reply) -> tuple[Answer, OpenAIServer]:
    with openai_server(*replies) as server, open_with(server) as assistant:
        return assistant.ask(ASKED), server


def notices(answer: Answer) -> list[str]:
    return [notice.text for notice in answer.notices]


def test_a_german_question_is_answered_in_german_from_english_articles(open_with: Opener) -> None:
    answer, _ = answered(open_with, translating())
    assert answer.text == f"{GERMAN} [1]"
    assert (answer.question, answer.standalone_question) == (ASKED, IN_ENGLISH)
    assert [citation.article_id for citation in answer.citations] == ["bakery"]
    (sentence,) = answer.sentences
    assert (sentence.support, sentence.verdict) == ("supported", "supported")
    assert sentence.spans
    assert notices(answer) == [TRANSLATED.format(language="German")]
    assert answer.model == "small-chat"


def test_translated_sentences_are_what_is_streamed(open_with: Opener) -> None:
    with openai_server(translating()) as server, open_with(server) as assistant:
        first, last = assistant.stream(ASKED)
    assert first.text == GERMAN
    assert last.sentences == (first,)


@pytest.mark.parametrize(
    ("german", "back"),
    [
        pytest.param(GERMAN, "The owner, Edda Morn, did not spend 85,000 crowns on a new oven.", id="denial"),
        pytest.param(GERMAN, "The owner, Edda Morn, wants to spend 85,000 crowns on a new oven.", id="plan"),
        pytest.param(GERMAN, "The owner, Edda Morn, spent crowns on an oven.", id="something left out"),
        pytest.param(GERMAN, "The owner, Olaf Lind, spent 85,000 crowns on a new oven.", id="name"),
        pytest.param(GERMAN, "", id="nothing comes back"),
        pytest.param(GERMAN.replace("85.000", "58.000"), BACK, id="figure"),
        pytest.param(f"{GERMAN} https://planted.example", BACK, id="link"),
        pytest.param(GERMAN.replace("Die Besitzerin", "„Die Besitzerin“"), BACK, id="made-up quotation"),
        pytest.param(SAID, SAID, id="not translated at all"),
        pytest.param(f"{GERMAN}\nGern geschehen!", BACK, id="two lines"),
        pytest.param(f"{GERMAN} {'Das ist sehr viel. ' * 12}", BACK, id="far too long"),
    ],
)
def test_what_does_not_come_back_as_it_was_is_shown_in_english(
    open_with: Opener, german: str, back: str
) -> None:
    answer, _ = answered(open_with, translating(german, back))
    assert answer.text == f"{SAID} [1]"
    assert notices(answer) == [UNTRANSLATED.format(language="German")]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("She spent 85,000 crowns.", id="an answer"),
        pytest.param("How much did Edda Morn spend on a new oven in 1999?", id="a year that was not asked"),
        pytest.param(ASKED, id="not translated"),
    ],
)
def test_a_question_that_the_model_can_not_translate_is_not_answered(
    open_with: Opener, question: str
) -> None:
    answer, server = answered(open_with, translating(question=question))
    assert answer.outcome == "not_found"
    assert "seems to be in German" in answer.text
    assert len(server.requests) == 1


def test_where_the_endpoint_fails_the_question_is_told_to_be_in_another_language(open_with: Opener) -> None:
    answer, _ = answered(open_with, failed(401))
    assert "seems to be in German" in answer.text


def test_where_the_endpoint_fails_behind_the_question_the_articles_are_quoted_in_english(
    open_with: Opener,
) -> None:
    answer, _ = answered(open_with, said(IN_ENGLISH), failed(401))
    assert "85,000" in answer.text
    assert answer.model == "extractive"
    assert [notice.kind for notice in answer.notices] == ["fallback", "untranslated"]


def test_a_translation_is_kept_with_the_replies(open_with: Opener) -> None:
    with openai_server(translating()) as server, open_with(server) as assistant:
        first, again = assistant.ask(ASKED), assistant.ask(ASKED)
    assert again.text == first.text
    assert first.usage.calls == 4
    assert (again.usage.calls, again.usage.cached) == (0, True)


def test_an_english_question_is_not_translated(open_with: Opener) -> None:
    with openai_server(translating()) as server, open_with(server) as assistant:
        answer = assistant.ask(IN_ENGLISH)
    assert answer.text == f"{SAID} [1]"
    assert not answer.notices
