"""What the page's own functions give to the browser; the browser itself is in test_page_in_browser."""

from __future__ import annotations

from assistant import Assistant
from assistant.chat_ui.page import ALL_OUTLETS, _Events
from tests.assistant.chat_ui.conftest import BRIDGE, FERRIES, make_library


def test_the_heading_and_the_outlets_count_what_was_ingested_meanwhile(tmp_path):
    folder = make_library(tmp_path / "library", BRIDGE)
    assistant = Assistant.open(folder)
    events = _Events(assistant)
    *_, outlets, session = events.show(None)
    assert outlets["choices"] == [ALL_OUTLETS, "Ellisport Courier"]
    make_library(folder, FERRIES)
    steps = list(events.ask("What did Norwick lend?", "", "", "", ALL_OUTLETS, session))
    *_, heading, outlets = steps[0]
    assert "2 articles · newest of 7 March 2024" in heading
    assert "Norwick Post" in outlets["choices"]
    assert "four ferries" in steps[-1][0]
    assistant.close()
