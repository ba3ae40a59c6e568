"""Conversations about the two articles that the project comes with, and about the invented ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.standalone import standalone_question
from assistant.conversation import TURNS_KEPT
from evals.suite import find_suite, load_suite
from ingest import ingest
from ingest.embedding import BundledEmbedding
from tests.assistant.press import ASKED_ON, COMET, OVEN

VANN = "What did the harbour master Pelle Vann say about the lighthouse?"
SUNDAY = date(2022, 1, 30)
CORPUS = Path(__file__).parents[2] / "corpus"
TROOPS = "How many troops are at the border?"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    """An assistant on the two articles in `corpus/`."""
    folder = tmp_path_factory.mktemp("corpus") / "library"
    assert not ingest([CORPUS], folder, embed_model=embedding).rejected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        opened = Assistant.open(folder, embed_model=embedding)
    yield opened
    opened.close()


def test_who_said_so_is_answered_by_the_speaker(corpus: Assistant) -> None:
    chat = corpus.chat()
    assert "100,000" in chat.ask(TROOPS, asked_on=SUNDAY).text
    follow_up = chat.ask("And who said so?", asked_on=SUNDAY)
    # Both articles say it, and their sentences are as good as equal: either may be the one that is quoted.
    assert follow_up.standalone_question.startswith(
        ("Who said that the Kremlin has placed more than 100,000", "Who said that over 100,000 troops")
    )
    assert "West" in follow_up.text


def test_a_pronoun_is_the_person_of_the_turn_before(corpus: Assistant) -> None:
    chat = corpus.chat()
    chat.ask("Who is the foreign minister of Ukraine?", asked_on=SUNDAY)
    follow_up = chat.ask("To whom did he speak on Saturday?", asked_on=SUNDAY)
    assert follow_up.standalone_question == "To whom did Dmytro Kuleba speak on Saturday?"
    assert "Le Drian" in follow_up.text


def test_a_changed_place_takes_the_old_one_s(corpus: Assistant) -> None:
    chat = corpus.chat()
    chat.ask("What did Zelenskyy urge?", asked_on=SUNDAY)
    assert chat.ask("What about Kuleba?", asked_on=SUNDAY).standalone_question == "What did Kuleba urge?"


def test_after_a_refusal_the_topic_can_be_leaned_on(corpus: Assistant) -> None:
    chat = corpus.chat()
    assert chat.ask("How old is Emmanuel Macron?", asked_on=SUNDAY).outcome == "not_found"
    follow_up = chat.ask("How long did he speak with Putin?", asked_on=SUNDAY)
    assert follow_up.standalone_question == "How long did Emmanuel Macron speak with Putin?"
    assert "more than an hour" in follow_up.text


def test_a_greeting_between_two_questions_does_not_change_the_topic(press: Assistant) -> None:
    chat = press.chat()
    chat.ask(COMET, asked_on=ASKED_ON)
    assert chat.ask("Thanks!", asked_on=ASKED_ON).text.startswith("You're welcome")
    assert "comet" in chat.ask("Why?", asked_on=ASKED_ON).standalone_question


def test_a_question_that_leans_keeps_day_and_outlet_and_a_new_one_does_not(press: Assistant) -> None:
    chat = press.chat()
    chat.ask(VANN, asked_on=ASKED_ON, outlet="Northern Wire")
    leaning = chat.ask("When did he say it?")
    assert leaning.asked_on == ASKED_ON
    assert {citation.outlet for citation in (*leaning.citations, *leaning.nearest)} <= {"Northern Wire"}
    assert chat.ask(OVEN).asked_on == date.today()


def test_a_limit_that_is_given_anew_is_not_kept(press: Assistant) -> None:
    chat = press.chat()
    chat.ask(VANN, asked_on=ASKED_ON, outlet="Northern Wire")
    anew = chat.ask("When did he say it?", asked_on=ASKED_ON, outlet=None)
    assert {citation.outlet for citation in (*anew.citations, *anew.nearest)} - {"Northern Wire"}


def test_only_the_last_turns_are_kept(press: Assistant) -> None:
    chat = press.chat()
    for _ in range(TURNS_KEPT + 2):
        chat.ask(COMET, asked_on=ASKED_ON)
    assert len(chat._turns) == TURNS_KEPT


def test_a_new_topic_of_the_suite_s_conversations_stays_as_it_was_asked() -> None:
    suite = load_suite(find_suite("conversations"))
    changes = [case for case in suite.cases if "topic-change" in case.tags]
    assert len(changes) >= 20
    for case in changes:
        turns = [Turn(turn) for turn in case.turns]
        standalone = standalone_question(case.question, turns)
        assert case.question.casefold().endswith(standalone.casefold())


def test_a_reader_who_asks_for_more_is_not_told_the_same_again(press: Assistant) -> None:
    chat = press.chat()
    first = chat.ask(VANN, asked_on=ASKED_ON)
    more = chat.ask("What else did he say?", asked_on=ASKED_ON)
    assert first.sentences
    assert not {one.text for one in first.sentences} & {one.text for one in more.sentences}
    assert chat.ask(VANN, asked_on=ASKED_ON).text == first.text


def test_ok_between_two_questions_does_not_change_the_topic(press: Assistant) -> None:
    chat = press.chat()
    chat.ask(COMET, asked_on=ASKED_ON)
    assert chat.ask("ok", asked_on=ASKED_ON).text.startswith("Is there anything else")
    assert "comet" in chat.ask("Why?", asked_on=ASKED_ON).standalone_question
