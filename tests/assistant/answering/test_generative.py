"""The writer that asks a language model, with a server that says what each test needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from llama_index.core.llms import ChatMessage, ChatResponse, ChatResponseGen, MockLLM

import assistant.answering.generative as generative
from assistant import Assistant
from assistant.answering.claims import Claim
from assistant.answering.extractive import ExtractiveWriter
from assistant.answering.generative import GenerativeWriter
from assistant.answering.judging import Judgement
from assistant.answering.language_model import language_model
from assistant.answering.prompts import REFUSAL
from assistant.answers import Answer, Hit
from ingest.embedding import BundledEmbedding
from ingest.errors import LanguageModelError, LanguageModelSettingsError, LanguageModelUnavailableError
from ingest.records import Header, Passage
from tests.openai_server import (
    BROKEN_EVENT,
    BROKEN_JSON,
    EMPTY_CHOICES_EVENTS,
    ERROR_EVENT,
    HTML_PAGE,
    NO_CHOICES,
    OpenAIServer,
    Reply,
    failed,
    openai_server,
    said,
)

QUESTION = "What happened to the bridge of Marl?"
BRIDGE = "The bridge of Marl was closed on Monday after a storm. Mayor Ida Brandt called it “a bitter blow”."
COPY = (
    "Mayor Ida Brandt called it “a bitter blow”. A storm closed the bridge of Marl on Monday, says the town."
)
FERRY = "The ferries carried 2,100 people on Tuesday. See also [2] in the annex."


def passage(name: str, text: str) -> Passage:
    return Passage(
        name, Header(f"Title {name}", "Coast Courier", "", date(2021, 5, 3)), 0, 0, len(text), text
    )


def hits() -> list[Hit]:
    copies = (passage("copy", COPY), passage("other", "The bridge of Marl is old."))
    return [Hit(passage("bridge", BRIDGE), 3.0, copies), Hit(passage("ferry", FERRY), 1.0)]


def judged() -> Judgement:
    return Judgement(tuple(hits()), is_hopeless=False)


def written(reply: Reply) -> list[Claim]:
    with openai_server(reply) as server:
        return list(GenerativeWriter(language_model(server.endpoint, "m")).write(QUESTION, judged()))


def texts(reply: Reply) -> list[str]:
    return [claim.text for claim in written(reply)]


# --- what is asked


def test_without_hits_nothing_is_asked() -> None:
    with openai_server(said("Yes [1].")) as server:
        assert (
            list(GenerativeWriter(language_model(server.endpoint, "m")).write(QUESTION, Judgement(()))) == []
        )
    assert server.requests == []


def test_the_prompt_numbers_the_passages_and_names_title_outlet_and_day() -> None:
    with openai_server(said(f"{BRIDGE} [1]")) as server:
        list(GenerativeWriter(language_model(server.endpoint, "m")).write("Is it [1] or [2]?", judged()))
    *_, request = server.requests[0]["messages"]
    assert "(Title bridge, Coast Courier, 3 May 2021) The bridge of Marl was closed" in request["content"]
    assert "“a bitter blow”. [1]" in request["content"]
    assert "The ferries carried 2,100 people on Tuesday. [2]" in request["content"]
    assert "Is it (1) or (2)?" in request["content"]
    assert "See also (2) in the annex" in request["content"]


def test_the_writer_is_named_after_the_model() -> None:
    with openai_server(said("")) as server:
        assert GenerativeWriter(language_model(server.endpoint, "small-chat")).model == "small-chat"


# --- what is kept


@pytest.mark.parametrize("step", [1, 4, 500])
def test_a_borne_out_sentence_becomes_a_claim_that_cites_its_passages(step: int) -> None:
    claims = written(
        said("The bridge of Marl was closed on Monday [1]. 2,100 people took ferries. [2]", step=step)
    )
    assert [claim.text for claim in claims] == ["The bridge of Marl was closed on Monday."]
    (claim,) = claims
    assert [cited.article_id for cited in claim.passages] == ["bridge", "copy"]
    assert claim.support == "supported"


def test_a_sentence_taken_whole_from_the_passage_counts_as_quoted() -> None:
    (claim,) = written(said("The ferries carried 2,100 people on Tuesday [2]."))
    assert claim.support == "quoted"


def test_a_copy_that_lacks_the_fact_is_not_cited() -> None:
    (claim,) = written(said("The bridge of Marl was closed on Monday after a storm [1]."))
    assert "other" not in [cited.article_id for cited in claim.passages]


def test_a_quotation_is_shown_with_the_very_characters_of_the_passage() -> None:
    assert texts(said('Ida Brandt called it "a bitter blow." [1]')) == [
        'Ida Brandt called it "a bitter blow".'
    ]


def test_a_repeated_sentence_is_given_once() -> None:
    assert len(texts(said("The bridge of Marl was closed [1]. " * 3))) == 1


def test_no_more_than_four_sentences_are_given() -> None:
    days = " ".join(f"The bridge of Marl was closed{' on Monday' * count} [1]." for count in range(9))
    assert len(texts(said(days))) == 4


# --- what is dropped


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The ferries carried 2,100 people on Tuesday.", id="no citation"),
        pytest.param("The ferries carried 2,100 people on Tuesday [3].", id="unknown number"),
        pytest.param("Ferries that carried 2,100 people [2]\n", id="no statement"),
        pytest.param("Did the ferries carry 2,100 people on Tuesday [2]?", id="question"),
        pytest.param("The ferries carried 2,100 people on Tuesday [0].", id="number nought"),
        pytest.param("The ferries carried 2,100 people on Tuesday [1].", id="wrong passage"),
        pytest.param("The ferries carried 4,200 people on Tuesday [2].", id="invented figure"),
        pytest.param("The ferries carried two million people on Tuesday [2].", id="invented amount"),
        pytest.param("The ferries of Holm carried 2,100 people on Tuesday [2].", id="invented name"),
        pytest.param('The ferries "bravely" carried 2,100 people on Tuesday [2].', id="invented quotation"),
        pytest.param("The ferries carried 2,100 people on Tuesday, see [this](http://x.y) [2].", id="link"),
        pytest.param("The ferries carried 2,100 people on Tuesday ![x](http://x.y/z.png) [2].", id="image"),
    ],
)
def test_a_sentence_that_is_not_borne_out_is_dropped(sentence: str) -> None:
    assert texts(said(f"{sentence} The bridge of Marl was closed [1].")) == ["The bridge of Marl was closed."]


def test_an_unknown_number_beside_a_known_one_is_left_out() -> None:
    (claim,) = written(said("The ferries carried 2,100 people [2][7]."))
    assert [cited.article_id for cited in claim.passages] == ["ferry"]


def test_where_nothing_is_borne_out_the_writer_says_so() -> None:
    with pytest.raises(LanguageModelError, match="bear out nothing"):
        written(said("The moon is made of cheese [1]. It costs 5 crowns [2]."))


@pytest.mark.parametrize("reply", [REFUSAL, f"{REFUSAL}.", f"**{REFUSAL}**", f"{REFUSAL} [1]"])
def test_a_model_that_declines_claims_nothing(reply: str) -> None:
    assert written(said(reply)) == []


def test_a_model_that_repeats_the_instructions_has_not_declined() -> None:
    with pytest.raises(LanguageModelError):
        written(
            said(f"If the passages do not hold the answer, I will reply with {REFUSAL} and nothing else.")
        )


def test_a_model_that_goes_on_for_ever_is_stopped() -> None:
    taken: list[str] = []

    class Endless(MockLLM):
        def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
            while True:
                taken.append("The moon is made of cheese [1]. ")
                yield ChatResponse(message=ChatMessage(content=taken[-1]), delta=taken[-1])

    with pytest.raises(LanguageModelError):
        list(GenerativeWriter(Endless()).write(QUESTION, judged()))
    assert len(taken) < 20


# --- faults

FAULTS = [
    pytest.param(failed(401), LanguageModelSettingsError, 1, id="401"),
    pytest.param(failed(403), LanguageModelSettingsError, 1, id="403"),
    pytest.param(failed(404), LanguageModelSettingsError, 1, id="404"),
    pytest.param(failed(400), LanguageModelSettingsError, 1, id="400"),
    pytest.param(failed(429, retry_after="120"), LanguageModelUnavailableError, 1, id="429"),
    pytest.param(failed(500), LanguageModelUnavailableError, 3, id="500"),
    pytest.param(failed(503, retry_after="90"), LanguageModelUnavailableError, 1, id="503"),
    pytest.param(HTML_PAGE, LanguageModelUnavailableError, 1, id="web page"),
    pytest.param(BROKEN_JSON, LanguageModelUnavailableError, 1, id="broken JSON"),
    pytest.param(NO_CHOICES, LanguageModelUnavailableError, 1, id="no choices"),
    pytest.param(Reply(body=b""), LanguageModelUnavailableError, 1, id="nothing"),
    pytest.param(BROKEN_EVENT, LanguageModelUnavailableError, 1, id="broken event"),
    pytest.param(ERROR_EVENT, LanguageModelUnavailableError, 1, id="error event"),
    pytest.param(EMPTY_CHOICES_EVENTS, LanguageModelUnavailableError, 1, id="empty choices"),
    pytest.param(said(""), LanguageModelUnavailableError, 1, id="empty reply"),
    pytest.param(
        said("The bridge of Marl was", cut=True, finish=None), LanguageModelUnavailableError, 1, id="cut"
    ),
    pytest.param(
        said("The bridge of Marl was closed [1].", finish=None), LanguageModelUnavailableError, 1, id="end"
    ),
]


@pytest.mark.parametrize(("reply", "expected", "calls"), FAULTS)
def test_a_fault_before_the_first_sentence_is_an_error_of_ours(
    reply: Reply, expected: type[Exception], calls: int
) -> None:
    with openai_server(reply) as server, pytest.raises(expected):
        list(GenerativeWriter(language_model(server.endpoint, "m")).write(QUESTION, judged()))
    assert len(server.requests) == calls


CUT = "The bridge of Marl was closed [1]. The ferries carried 2,100 people on Tuesday [2]."


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(said(CUT, finish=None), id="no reason given"),
        pytest.param(said(CUT, finish=None, cut=True), id="connection broken"),
        pytest.param(said(CUT, finish="length"), id="length"),
        pytest.param(said(CUT, finish="content_filter"), id="filter"),
    ],
)
def test_when_the_reply_is_cut_finished_sentences_stay_and_the_last_is_dropped(reply: Reply) -> None:
    given: list[str] = []
    with openai_server(reply) as server, pytest.raises(LanguageModelUnavailableError):
        for claim in GenerativeWriter(language_model(server.endpoint, "m")).write(QUESTION, judged()):
            given.append(claim.text)
    assert given == ["The bridge of Marl was closed."]


def test_a_reply_that_drips_on_past_the_limit_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generative, "SECONDS_PER_REPLY", 0.0)
    with pytest.raises(LanguageModelUnavailableError, match="took more than"):
        written(said(CUT))


# --- in the assistant

ASKED = "What did Edda Morn spend on a new oven?"
TRUE = "Its owner, Edda Morn, spent 85,000 crowns on a new oven [1]."


@pytest.fixture
def ask(invented_library_folder: Path, embedding: BundledEmbedding) -> Iterator[Asker]:
    asker = Asker(invented_library_folder, embedding)
    yield asker
    asker.close()


class Asker:
    """Asks an assistant whose language model does what a script says."""

    def __init__(self, folder: Path, embedding: BundledEmbedding) -> None:
        self._folder = folder
        self._embedding = embedding
        self._opened: list[Assistant] = []

    def __call__(self, server: OpenAIServer, question: str = ASKED) -> Answer:
        llm = language_model(server.endpoint, "small-chat")
        self._opened.append(Assistant.open(self._folder, llm=llm, embed_model=self._embedding))
        return self._opened[-1].ask(question)

    def close(self) -> None:
        for opened in self._opened:
            opened.close()


def test_an_answer_of_the_model_cites_the_article_and_names_the_model(ask: Asker) -> None:
    with openai_server(said(TRUE)) as server:
        answer = ask(server)
    assert answer.model == "small-chat"
    assert answer.text == "Its owner, Edda Morn, spent 85,000 crowns on a new oven. [1]"
    assert [citation.article_id for citation in answer.citations] == ["bakery"]


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(failed(401), id="401"),
        pytest.param(failed(429, retry_after="120"), id="429"),
        pytest.param(HTML_PAGE, id="web page"),
        pytest.param(said("Edda Morn spent 99 million crowns [1]."), id="nothing borne out"),
        pytest.param(said("Its owner, Edda Morn, spent", cut=True, finish=None), id="cut"),
    ],
)
def test_where_the_model_gives_nothing_the_extractive_writer_answers(ask: Asker, reply: Reply) -> None:
    with openai_server(reply) as server:
        answer = ask(server)
    assert answer.model == "extractive"
    assert "85,000" in answer.text
    assert "99" not in answer.text


def test_where_nothing_can_be_quoted_in_its_place_the_extractive_writer_refuses_in_its_own_name(
    ask: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ExtractiveWriter, "write", lambda *_: iter(()))
    with openai_server(failed(401)) as server:
        answer = ask(server)
    assert (answer.outcome, answer.model) == ("not_found", "extractive")


def test_where_the_model_declines_nothing_is_found(ask: Asker) -> None:
    with openai_server(said(REFUSAL)) as server:
        answer = ask(server)
    assert answer.outcome == "not_found"
    assert answer.citations == ()
    assert answer.nearest


def test_when_the_stream_breaks_the_answer_keeps_what_was_finished(ask: Asker) -> None:
    with openai_server(said(f"{TRUE} The recipe for its rye bread has not", cut=True, finish=None)) as server:
        answer = ask(server)
    assert [sentence.text for sentence in answer.sentences] == [
        "Its owner, Edda Morn, spent 85,000 crowns on a new oven."
    ]
