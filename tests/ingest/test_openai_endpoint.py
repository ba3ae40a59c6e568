"""The embedding endpoint, against a server that misbehaves on demand."""

from __future__ import annotations

import logging
import time
import traceback
from collections.abc import Callable

import httpx
import numpy as np
import openai
import pytest

from evals.openai_server import (
    BROKEN_JSON,
    HTML_PAGE,
    KEY,
    Reply,
    as_json,
    failed,
    openai_server,
    vectors,
)
from ingest.errors import (
    EmbeddingError,
    LanguageModelError,
    LanguageModelSettingsError,
    LanguageModelUnavailableError,
)
from ingest.library.library import Library
from ingest.openai_endpoint import OpenAIEmbedding, endpoint_faults, openai_clients
from ingest.pipeline import ingest
from ingest.settings import Endpoint


def test_vectors_come_back_in_the_order_of_the_texts_and_have_length_one() -> None:
    swapped = as_json(
        {
            "object": "list",
            "model": "m",
            "data": [
                {"object": "embedding", "index": 1, "embedding": [0, 2]},
                {"object": "embedding", "index": 0, "embedding": [3, 4]},
            ],
        }
    )
    with openai_server(swapped) as server:
        found = OpenAIEmbedding(server.endpoint, "small").embed_passages(["one", "two"])
    assert np.allclose(found, [[0.6, 0.8], [0.0, 1.0]])
    assert server.paths == ["/v1/embeddings"]
    assert server.requests[0]["model"] == "small"


def test_no_text_means_no_call() -> None:
    with openai_server(HTML_PAGE) as server:
        assert len(OpenAIEmbedding(server.endpoint, "small").embed_passages([])) == 0
    assert server.requests == []


def test_many_texts_are_sent_in_pages() -> None:
    with openai_server(vectors([[1.0, 0.0]] * 64), vectors([[0.0, 1.0]] * 6)) as server:
        found = OpenAIEmbedding(server.endpoint, "small").embed_passages(["text"] * 70)
    assert found.shape == (70, 2)
    assert [len(request["input"]) for request in server.requests] == [64, 6]


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(failed(401), id="refused key"),
        pytest.param(failed(403), id="forbidden"),
        pytest.param(failed(404), id="unknown model"),
        pytest.param(failed(400), id="bad request"),
        pytest.param(failed(422), id="unprocessable"),
        pytest.param(failed(429, retry_after="120"), id="busy"),
        pytest.param(failed(500, retry_after="60"), id="broken"),
        pytest.param(HTML_PAGE, id="a web page"),
        pytest.param(BROKEN_JSON, id="broken JSON"),
        pytest.param(Reply(body=b""), id="nothing"),
        pytest.param(as_json({"hello": "world"}), id="other JSON"),
        pytest.param(as_json([1, 2]), id="a list"),
        pytest.param(vectors([]), id="no vectors"),
        pytest.param(vectors([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), id="too many vectors"),
        pytest.param(vectors([[1.0, 0.0], [1.0]]), id="vectors of two lengths"),
        pytest.param(vectors([[1.0, 0.0], [0.0, 0.0]]), id="zero vector"),
        pytest.param(vectors([[1.0, 0.0], [0.0, float("nan")]]), id="not a number"),
        pytest.param(vectors([[1.0, 0.0], [0.0, float("inf")]]), id="infinite"),
        pytest.param(vectors([[], []]), id="empty vectors"),
    ],
)
def test_an_unusable_reply_is_an_embedding_error_without_the_key(
    reply: Reply, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with openai_server(reply) as server:
        model = OpenAIEmbedding(server.endpoint, "small")
        with pytest.raises(EmbeddingError) as caught:
            model.embed_passages(["one", "two"])
    assert KEY not in "".join(traceback.format_exception(caught.value))
    assert KEY not in repr(model) + repr(vars(model)) + caplog.text


def test_pages_of_different_dimension_are_refused() -> None:
    with openai_server(vectors([[1.0, 0.0]] * 64), vectors([[1.0, 0.0, 0.0]])) as server:
        model = OpenAIEmbedding(server.endpoint, "small")
        with pytest.raises(EmbeddingError, match="different lengths"):
            model.embed_passages(["text"] * 65)


def test_nothing_is_filed_when_the_endpoint_gives_too_few_vectors(tmp_path) -> None:
    page = tmp_path / "bakery.md"
    page.write_text(
        "---\ntitle: Bakery\n---\n\nThe oldest bakery of Tamsel opened again on Monday after two years.\n"
    )
    with openai_server(vectors([])) as server:
        report = ingest(
            [page], library=tmp_path / "library", embed_model=OpenAIEmbedding(server.endpoint, "small")
        )
    assert report.added == ()
    assert len(report.rejected) == 1
    assert len(Library.open(tmp_path / "library")) == 0


def test_a_server_that_recovers_is_asked_again() -> None:
    with openai_server(failed(500), vectors([[1.0, 0.0]])) as server:
        assert OpenAIEmbedding(server.endpoint, "small").embed_question("one").shape == (2,)
    assert len(server.requests) == 2


def test_a_refused_key_is_not_tried_again() -> None:
    with openai_server(failed(401)) as server, pytest.raises(EmbeddingError, match="OPENAI_API_KEY"):
        OpenAIEmbedding(server.endpoint, "small").embed_question("one")
    assert len(server.requests) == 1


@pytest.mark.parametrize("wait", ["120", "6", "Fri, 31 Dec 2100 23:59:59 GMT", "soon", "-1", "nan"])
def test_a_long_or_unreadable_wait_is_not_waited_for(wait: str) -> None:
    started = time.monotonic()
    with openai_server(failed(429, retry_after=wait)) as server, pytest.raises(EmbeddingError, match="429"):
        OpenAIEmbedding(server.endpoint, "small").embed_question("one")
    assert len(server.requests) == 1
    assert time.monotonic() - started < 3


def test_a_short_wait_is_waited_for() -> None:
    with openai_server(failed(429, retry_after="1"), vectors([[1.0, 0.0]])) as server:
        started = time.monotonic()
        OpenAIEmbedding(server.endpoint, "small").embed_question("one")
        assert time.monotonic() - started >= 1


def test_an_address_where_nobody_listens_is_named_in_the_error() -> None:
    with openai_server(HTML_PAGE) as server:
        pass
    with pytest.raises(EmbeddingError, match="OPENAI_BASE_URL"):
        OpenAIEmbedding(server.endpoint, "small").embed_question("one")


def test_an_endpoint_without_a_key_is_called_all_the_same() -> None:
    with openai_server(vectors([[1.0, 0.0]])) as server:
        OpenAIEmbedding(Endpoint(server.endpoint.base_url), "small").embed_question("one")
    assert len(server.requests) == 1


async def _ask_async(client: openai.AsyncOpenAI) -> None:
    with endpoint_faults():
        await client.embeddings.create(model="m", input="one")


def test_the_async_client_does_not_wait_long_either() -> None:
    import asyncio

    with openai_server(failed(429, retry_after="100")) as server:
        _, client = openai_clients(server.endpoint)
        with pytest.raises(LanguageModelUnavailableError, match="429"):
            asyncio.run(_ask_async(client))
    assert len(server.requests) == 1


REQUEST = httpx.Request("POST", "http://127.0.0.1/v1")


def _status(kind: Callable[..., Exception], status: int) -> Exception:
    return kind(f"the key {KEY}", response=httpx.Response(status, request=REQUEST), body=None)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (_status(openai.AuthenticationError, 401), LanguageModelSettingsError),
        (_status(openai.PermissionDeniedError, 403), LanguageModelSettingsError),
        (_status(openai.NotFoundError, 404), LanguageModelSettingsError),
        (_status(openai.BadRequestError, 400), LanguageModelSettingsError),
        (_status(openai.UnprocessableEntityError, 422), LanguageModelSettingsError),
        (_status(openai.RateLimitError, 429), LanguageModelUnavailableError),
        (_status(openai.ConflictError, 409), LanguageModelUnavailableError),
        (_status(openai.InternalServerError, 503), LanguageModelUnavailableError),
        (openai.APITimeoutError(REQUEST), LanguageModelUnavailableError),
        (openai.APIConnectionError(request=REQUEST), LanguageModelUnavailableError),
        (openai.APIError(KEY, REQUEST, body=None), LanguageModelUnavailableError),
        (httpx.RemoteProtocolError(KEY), LanguageModelUnavailableError),
        (httpx.ReadTimeout(KEY), LanguageModelUnavailableError),
        (AttributeError(KEY), LanguageModelUnavailableError),
        (KeyError(KEY), LanguageModelUnavailableError),
    ],
)
def test_every_fault_of_the_client_becomes_one_of_ours(fault: Exception, expected: type[Exception]) -> None:
    with pytest.raises(expected) as caught, endpoint_faults():
        raise fault
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_our_own_errors_pass_through() -> None:
    own = LanguageModelError("as it is")
    with pytest.raises(LanguageModelError) as caught, endpoint_faults():
        raise own
    assert caught.value is own
