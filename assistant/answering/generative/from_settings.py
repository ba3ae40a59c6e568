"""The writer that asks a language model, as the settings name it; nothing big is imported where they name none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answering.extractive.writer import ExtractiveWriter
from ingest.errors import CallError
from ingest.library.library import Library
from ingest.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

    from assistant.answering.generative.writer import GenerativeWriter


def writer_from_settings(llm: LLM | None, settings: Settings, library: Library) -> GenerativeWriter | None:
    """Make the writer that asks a language model, None where neither `llm` nor the settings name one.

    Raises CallError where `llm` is no LlamaIndex LLM.
    """
    if llm is None and (settings.language_model is None or settings.endpoint is None):
        return None
    from llama_index.core.base.llms.base import BaseLLM

    from assistant.answering.checking.support import SupportModel
    from assistant.answering.generative.language_model import language_model, without_own_retries
    from assistant.answering.generative.reply_cache import ReplyCache
    from assistant.answering.generative.writer import GenerativeWriter

    if llm is not None and not isinstance(llm, BaseLLM):
        raise CallError(
            f"llm is {llm!r}, which is no language model; give a LlamaIndex LLM, or None for the environment's choice."
        )
    if llm is None:
        assert settings.endpoint and settings.language_model  # noqa: S101 - else it has returned above
        llm = language_model(settings.endpoint, settings.language_model, settings.context)
    cache = ReplyCache(library.folder) if settings.answer_cache else None
    return GenerativeWriter(
        without_own_retries(llm),
        cache=cache,
        fallback=ExtractiveWriter(library),
        check=SupportModel.load().check,
    )
