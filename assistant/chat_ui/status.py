"""The line above the page as HTML: what is being asked, how new it is, and what writes the answers."""

from __future__ import annotations

from assistant.answering.extractive.writer import ExtractiveWriter
from assistant.assistant import Assistant
from assistant.chat_ui.markup import escaped, readable_day


def heading(assistant: Assistant) -> str:
    """Give the page's title and its status line. Raises LibraryError."""
    library = assistant.library
    articles = len(library)
    parts = [f"{articles:,} article{'' if articles == 1 else 's'}"]
    newest = library.newest_article()
    if newest is not None:
        parts.append(f"newest of {readable_day(newest)}")
    quoting = assistant.model == ExtractiveWriter.model
    parts.append("answers quoted word for word" if quoting else f"answers written by {assistant.model}")
    return f'<h1>Ask the articles</h1><p class="status">{escaped(" · ".join(parts))}</p>'
