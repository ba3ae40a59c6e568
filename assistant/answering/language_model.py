"""The language model of an endpoint that speaks OpenAI's API, as a LlamaIndex LLM."""

from __future__ import annotations

from llama_index.core.llms import LLM
from llama_index.llms.openai_like import OpenAILike  # type: ignore[import-untyped]

from ingest.errors import SettingsError
from ingest.openai_endpoint import openai_clients
from ingest.settings import Endpoint

LONGEST_REPLY = 300
"""Tokens: four sentences with their marks take about 150."""
CLIENT_HAS_KEY = "kept in the client"


def language_model(endpoint: Endpoint, model: str) -> LLM:
    """Make the chat model named `model` of an endpoint; nothing is called before the first question.

    The key is handed to the client alone: LlamaIndex's own fields, which it prints, never hold it.
    Raises SettingsError for a model that can't be asked by chat.
    """
    client, async_client = openai_clients(endpoint)
    try:
        llm: LLM = OpenAILike(
            model=model,
            api_key=CLIENT_HAS_KEY,
            api_base=endpoint.base_url or str(client.base_url),
            is_chat_model=True,
            temperature=0.0,
            max_tokens=LONGEST_REPLY,
            max_retries=client.max_retries,
            openai_client=client,
            async_openai_client=async_client,
        )
    except ValueError as error:
        raise SettingsError(
            f"ASSISTANT_LLM is {model!r}, which can't be asked by chat; name a chat model."
        ) from error
    return llm
