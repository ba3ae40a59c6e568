"""What the page's own functions give to the browser; the browser itself is in test_page_in_browser."""

from __future__ import annotations

from assistant import Assistant
from assistant.chat_ui.page import ALL_OUTLETS, CONVERSATIONS_KEPT, _Conversations, _Events
from tests.assistant.chat_ui.conftest import BRIDGE, FERRIES, make_library


def test_the_heading_and_the_outlets_count_what_was_ingested_meanwhile(tmp_path):
    folder = make_library(tmp_path / "library", BRIDGE)
    assistant = Assistant.open(folder)
    events = _Events(assistant)
    *_, outlets, session = events.show("")
    assert outlets["choices"] == [ALL_OUTLETS, "Ellisport Courier"]
    make_library(folder, FERRIES)
    steps = list(events.ask("What did Norwick lend?", "", "", "", ALL_OUTLETS, session))
    *_, heading, outlets = steps[0]
    assert "2 articles · newest of 7 March 2024" in heading
    assert "Norwick Post" in outlets["choices"]
    assert "four ferries" in steps[-1][0]
    assistant.close()


def test_a_conversation_is_found_again_by_the_secret_name_of_its_tab_only(library_folder):
    assistant = Assistant.open(library_folder)
    conversations = _Conversations(assistant)
    tab, other = "0a" * 16, "1b" * 16
    mine = conversations.of(tab)
    assert conversations.of(tab) is mine
    assert conversations.of(other) is not mine
    for name in ("", "x" * 32, tab.upper(), tab + "0"):
        assert conversations.of(name) is not conversations.of(name)
    for number in range(CONVERSATIONS_KEPT):
        conversations.of(f"{number:032x}")
    assert conversations.of(tab) is not mine, "the oldest is given up"
    assistant.close()


def test_a_library_that_cannot_be_read_is_told_in_place_of_the_welcome(tmp_path):
    assistant = Assistant.open(make_library(tmp_path / "library", BRIDGE))
    events = _Events(assistant)
    events._samples.get()
    assistant.close()
    _, talk, _, _, session = events.show("0a" * 16)
    assert "The articles can't be read" in talk and 'role="alert"' in talk
    assert events.suggest(session) == events.begin_anew(session)[0] == talk
