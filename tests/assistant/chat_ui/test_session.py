from __future__ import annotations

import shutil
import time

import pytest

from assistant import Assistant
from assistant.chat_ui.session import BROKEN, BUSY, LEFT, MOST_WAITING, Limits, Session
from assistant.feedback import FEEDBACK_FILE, read_feedback
from evals.openai_server import openai_server, said
from ingest import Library
from ingest.settings import Settings
from tests.assistant.chat_ui.conftest import make_library


@pytest.fixture
def assistant(library_folder):
    opened = Assistant.open(library_folder)
    yield opened
    opened.close()


def ask(session: Session, question: str, limits: Limits | None = None) -> int:
    return sum(1 for _ in session.ask(question, limits or Limits()))


def test_an_answer_opens_its_first_citation_by_itself(assistant):
    session = Session(assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    assert session.opened is not None
    assert (session.opened.turn, session.opened.number) == (0, 1)
    assert "<mark>" in session.pane
    assert 'data-by-click="false"' in session.pane


def test_each_sentence_is_a_step(assistant):
    session = Session(assistant)
    steps = ask(session, "How many cracks did engineers find in the harbour bridge?")
    assert steps >= 2 + len(session.turns[0].answer.sentences)


def test_a_citation_of_an_older_answer_can_be_opened_again(assistant):
    session = Session(assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    ask(session, "Who is Owen Marsh, the harbour master?")
    session.open(0, 1)
    assert session.opened.turn == 0
    assert 'data-by-click="true"' in session.pane
    assert "Harbour bridge in Ellisport" in session.pane


@pytest.mark.parametrize(("turn", "number"), [(5, 1), (0, 99), (-1, 0)])
def test_an_unknown_citation_changes_nothing(assistant, turn, number):
    session = Session(assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    before = session.pane, session.opened
    session.open(turn, number)
    assert (session.pane, session.opened) == before


@pytest.mark.parametrize(
    ("question", "says"),
    [("", "empty"), ("🙂🙂", "no words"), ("\0", "empty"), ("why " * 50_000, "characters")],
)
def test_a_bad_question_is_answered_with_what_to_do(assistant, question, says):
    session = Session(assistant)
    ask(session, question)
    assert says in session.turns[0].problem
    assert session.turns[0].answer is None


def test_a_question_to_an_empty_library_is_answered_with_what_to_do(tmp_path):
    assistant = Assistant.open(make_library(tmp_path / "empty"))
    session = Session(assistant)
    ask(session, "Who is Owen Marsh?")
    assert "corpus/" in session.turns[0].problem
    assert session.turns[0].problem.endswith(f"--library {tmp_path / 'empty'}")
    assistant.close()


def test_a_bad_day_is_answered_with_how_to_write_it(assistant):
    session = Session(assistant)
    ask(session, "Who is Owen Marsh?", Limits(since="yesterday"))
    assert "From" in session.turns[0].problem
    assert "2022-01-30" in session.turns[0].problem


def test_the_filters_narrow_the_search(assistant):
    session = Session(assistant)
    ask(session, "What about the harbour bridge?", Limits(outlet="Norwick Post"))
    assert {citation.outlet for citation in session.turns[0].answer.citations} <= {"Norwick Post"}
    ask(session, "What about the harbour bridge?", Limits(until="1990-01-01"))
    assert session.turns[1].answer.outcome == "not_found"


def test_questions_meanwhile_wait_for_the_ones_before(assistant):
    session = Session(assistant)
    questions = "How many cracks did engineers find in the harbour bridge?", "And when?", "Who is Owen Marsh?"
    asked = [session.ask(question, Limits()) for question in questions]
    for steps in asked:
        next(steps)
    for steps in reversed(asked[1:]):
        next(steps)
    assert [(turn.question, turn.answer, turn.problem) for turn in session.turns] == [
        (question, None, "") for question in questions
    ]
    for steps in asked:
        list(steps)
    assert all(turn.answer is not None for turn in session.turns)
    assert session.turns[1].answer.standalone_question != "And when?"


def test_the_same_question_sent_twice_at_once_is_asked_once(assistant):
    session = Session(assistant)
    first = session.ask("Who is Owen Marsh?", Limits())
    next(first)
    ask(session, "Who is Owen Marsh?")
    list(first)
    ask(session, "Who is Owen Marsh?")
    assert [turn.answer is not None for turn in session.turns] == [True, True]


def test_more_questions_than_can_wait_are_put_off_in_words(assistant):
    session = Session(assistant)
    asked = [session.ask(f"Who is Owen Marsh {number}?", Limits()) for number in range(MOST_WAITING)]
    for steps in asked:
        next(steps)
    ask(session, "Who is Mira Tolland?")
    assert [turn.problem for turn in session.turns] == [""] * MOST_WAITING + [BUSY]
    for steps in asked:
        steps.close()
    ask(session, "Who is Mira Tolland?")
    assert session.turns[-1].answer is not None


def test_a_reader_who_leaves_frees_the_session(assistant):
    session = Session(assistant)
    first = session.ask("How many cracks did engineers find in the harbour bridge?", Limits())
    next(first)
    first.close()
    ask(session, "Who is Owen Marsh?")
    assert session.turns[1].answer is not None


def test_a_page_opened_anew_does_not_wait_for_what_was_under_way(assistant):
    session = Session(assistant)
    ask(session, "Who is Owen Marsh?")
    first = session.ask("How many cracks did engineers find in the harbour bridge?", Limits())
    next(first)
    session.resume()
    assert [turn.problem for turn in session.turns] == ["", LEFT]
    assert session.turns[0].answer is not None
    first.close()


def test_an_unforeseen_failure_is_told_without_its_inside(assistant, monkeypatch):
    session = Session(assistant)

    def broken(*_args, **_limits):
        raise RuntimeError("secret inside")

    monkeypatch.setattr(assistant, "stream", broken)
    ask(session, "Who is Owen Marsh?")
    assert session.turns[0].problem == BROKEN


def test_an_article_that_was_removed_meanwhile_is_told(library_folder, tmp_path):
    folder = tmp_path / "library"
    shutil.copytree(library_folder, folder)
    assistant = Assistant.open(folder)
    session = Session(assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    cited = session.turns[0].answer.citations[0]
    with Library.open(folder) as library, library.writing() as writer:
        writer.remove(cited.article_id)
    session.open(0, 1)
    assert "removed from the library" in session.pane
    assistant.close()


@pytest.fixture
def own_assistant(library_folder, tmp_path):
    shutil.copytree(library_folder, tmp_path / "library")
    opened = Assistant.open(tmp_path / "library")
    yield opened
    opened.close()


def test_what_a_reader_says_of_an_answer_is_kept_once(own_assistant):
    session = Session(own_assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    assert session.turns[0].verdict == "open"
    session.judge(0, right=False)
    session.judge(0, right=False)
    assert session.turns[0].verdict == "wrong"
    file = own_assistant.library.folder / FEEDBACK_FILE
    assert len(file.read_text(encoding="utf-8").splitlines()) == 1
    session.judge(0, right=True)
    ((kept,), _) = read_feedback(file)
    assert kept.right


@pytest.mark.parametrize("turn", [5, -1, 1])
def test_a_verdict_on_what_is_no_answer_changes_nothing(own_assistant, turn):
    session = Session(own_assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    ask(session, "")
    before = list(session.turns)
    session.judge(turn, right=True)
    assert session.turns == before
    assert not (own_assistant.library.folder / FEEDBACK_FILE).exists()


def test_a_verdict_that_cannot_be_kept_is_told_and_can_be_given_again(own_assistant):
    session = Session(own_assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    # A folder in the file's place can't be opened for writing, by root neither.
    (own_assistant.library.folder / FEEDBACK_FILE).mkdir()
    session.judge(0, right=True)
    assert session.turns[0].verdict == "open"
    assert "can't be used" in session.turns[0].verdict_problem
    (own_assistant.library.folder / FEEDBACK_FILE).rmdir()
    session.judge(0, right=True)
    assert (session.turns[0].verdict, session.turns[0].verdict_problem) == ("right", "")


def test_nobody_is_asked_for_a_verdict_where_feedback_is_off(library_folder, monkeypatch):
    monkeypatch.setenv("ASSISTANT_FEEDBACK", "off")
    assistant = Assistant.open(library_folder)
    session = Session(assistant)
    ask(session, "How many cracks did engineers find in the harbour bridge?")
    assert session.turns[0].verdict == "not asked"
    session.judge(0, right=True)
    assert session.turns[0].verdict == "not asked"
    assistant.close()


def test_sessions_see_nothing_of_each_other(assistant):
    one, other = Session(assistant), Session(assistant)
    ask(one, "How many cracks did engineers find in the harbour bridge?")
    assert other.turns == []
    assert other.opened is None


def test_a_reader_who_leaves_ends_the_call_to_the_language_model(invented_library_folder, embedding):
    with openai_server(said("Well.", silent_first=30)) as server:
        settings = Settings(language_model="m", endpoint=server.endpoint, answer_cache=False)
        asked = Assistant.open(invented_library_folder, embed_model=embedding, settings=settings)
        steps = Session(asked).ask("What did Edda Morn spend on a new oven?", Limits())
        while not server.requests:
            next(steps)
        moment = time.monotonic()
        steps.close()
        while not server.left and time.monotonic() - moment < 1.5:
            time.sleep(0.02)
        assert server.left
        assert server.left[0] - moment < 1.0
        asked.close()


def test_a_new_conversation_leans_on_nothing_of_the_old(assistant):
    session = Session(assistant)
    asked = "How many cracks did engineers find in the harbour bridge?", "And when?"
    for question in asked:
        ask(session, question)
    assert session.turns[1].answer.standalone_question != "And when?"
    session.begin_anew()
    assert (session.turns, session.opened) == ([], None)
    assert "<mark>" not in session.pane
    ask(session, "And when?")
    assert session.turns[0].answer.standalone_question == "And when?"


def test_a_question_under_way_is_given_up_by_a_new_conversation(assistant):
    session = Session(assistant)
    first = session.ask("How many cracks did engineers find in the harbour bridge?", Limits())
    second = session.ask("Who is Owen Marsh?", Limits())
    for steps in (first, second):
        next(steps)
    session.begin_anew()
    for steps in (first, second):
        list(steps)
    assert session.turns == []
    assert "<mark>" not in session.pane


def test_a_new_conversation_need_not_wait_for_the_last_question_of_the_old(assistant):
    session = Session(assistant)
    first = session.ask("How many cracks did engineers find in the harbour bridge?", Limits())
    next(first)
    session.begin_anew()
    ask(session, "Who is Owen Marsh?")
    list(first)
    assert [turn.question for turn in session.turns] == ["Who is Owen Marsh?"]
    assert session.turns[0].answer is not None
