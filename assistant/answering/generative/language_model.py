"""The language model of an endpoint that speaks OpenAI's API, as a LlamaIndex LLM."""

from __future__ import annotations

from llama_index.core.llms import LLM
from llama_index.llms.openai import OpenAI
from llama_index.llms.openai_like import OpenAILike  # type: ignore[import-untyped]

from ingest.errors import SettingsError
from ingest.openai_endpoint import openai_clients
from ingest.settings import DEFAULT_CONTEXT, Endpoint

LONGEST_REPLY = 300
"""Tokens: four sentences with their marks take about 150."""
CLIENT_HAS_KEY = "kept in the client"
SECONDS_OF_SILENCE = 600.0
"""The question's own deadline ends a call long before."""


def language_model(endpoint: Endpoint, model: str, context: int = DEFAULT_CONTEXT) -> LLM:
    """Make the chat model named `model` of an endpoint; nothing is called before the first question.

    `context` is how many tokens it reads and writes at most. The key is handed to the client alone: LlamaIndex's own
    fields, which it prints, never hold it. Raises SettingsError for a model that can't be asked by chat.
    """
    client, async_client = openai_clients(endpoint, seconds=SECONDS_OF_SILENCE, retries=0)
    try:
        llm: LLM = OpenAILike(
            model=model,
            api_key=CLIENT_HAS_KEY,
            api_base=endpoint.base_url or str(client.base_url),
            is_chat_model=True,
            context_window=context,
            temperature=0.0,
            max_tokens=LONGEST_REPLY,
            max_retries=0,
            openai_client=client,
            async_openai_client=async_client,
        )
    except ValueError as error:
        raise SettingsError(
            f"ASSISTANT_LLM is {model!r}, which can't be asked by chat; name a chat model."
        ) from error
    return llm


def without_own_retries(llm: LLM) -> LLM:
    """Give an LLM of OpenAI's kind as one that tries once: tries are counted, and limited in time, by the caller."""
    if not isinstance(llm, OpenAI):
        return llm
    once: LLM = llm.model_copy(update={"max_retries": 0})
    for name in ("_client", "_aclient"):
        client = getattr(llm, name, None)
        if client is not None:
            setattr(once, name, client.with_options(max_retries=0))
    return once
