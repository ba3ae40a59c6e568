"""A question to an answer, with the real library and models: what every answer promises, and every way to ask."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant import Answer, Assistant, Sentence
from assistant.answering.claims import in_text
from assistant.answering.extractive.additions import place_of_quote
from assistant.answering.judging import selection
from assistant.answers import Seconds, Window
from assistant.assistant import NEAREST
from ingest import Library
from ingest.embedding import BundledEmbedding
from ingest.errors import CallError, LibraryError, LibraryNotFoundError, ModelFileError, QuestionError
from tests.assistant.press import ANSWERED, ASKED_ON, COMET, COMET_SEEN, NOWHERE, OTHERS, OVEN, TOWER

EVERY = (*ANSWERED, *OTHERS)
VANN = "What did the harbour master Pelle Vann say about the lighthouse?"
FERRY = "How much does a ticket for the ferry cost?"
UNUSABLE = ("", " \n", "\0\u200b", "🚢🌊", "why " * 25_000)
QUOTATION = re.compile(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»")


def timeless(answer: Answer) -> Answer:
    return replace(answer, seconds=Seconds())


def cited(answer: Answer) -> list[str]:
    return [citation.article_id for citation in answer.citations]


# --- what every answer promises


@pytest.mark.parametrize("question", EVERY)
def test_every_citation_is_a_stretch_of_its_article(
    press: Assistant, answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    for citation in (*answer.citations, *answer.nearest):
        article = press.library.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote != ""
        header = article.header
        assert (citation.title, citation.outlet, citation.url, citation.published) == (
            header.title,
            header.outlet,
            header.url,
            header.published,
        )


@pytest.mark.parametrize("question", EVERY)
def test_marks_and_citations_belong_together(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)} == set(numbers)
    assert {number for sentence in answer.sentences for number in sentence.citations} == set(numbers)
    assert all(sentence.citations for sentence in answer.sentences)
    if answer.sentences:
        assert answer.text == in_text(answer.sentences)


@pytest.mark.parametrize("question", EVERY)
def test_what_is_quoted_stands_word_for_word_in_a_cited_passage(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    for sentence in answer.sentences:
        quotes = [answer.citations[number - 1].quote for number in sentence.citations]
        assert sentence.support == "quoted"
        assert place_of_quote(sentence.text, quotes[0])
        inside = ["".join(groups) for groups in QUOTATION.findall(sentence.text)]
        assert all(any(words in quote for quote in quotes) for words in inside)
        assert not re.search(r"[“”\"«»]", QUOTATION.sub("", sentence.text))


@pytest.mark.parametrize("question", EVERY)
def test_an_answer_has_at_most_sixty_words(answers: dict[str, Answer], question: str) -> None:
    assert len(re.sub(r"\[\d+\]", "", answers[question].text).split()) <= 60


@pytest.mark.parametrize("question", EVERY)
def test_an_answer_is_json_with_the_promised_keys(answers: dict[str, Answer], question: str) -> None:
    plain = answers[question].to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert list(plain) == [
        *("question", "standalone_question", "asked_on", "outcome", "text", "sentences", "citations"),
        *("disagreements", "window", "nearest", "newest_article", "model", "seconds"),
    ]
    assert (plain["question"], plain["asked_on"], plain["model"]) == (question, "2021-05-31", "extractive")
    assert plain["newest_article"] == "2021-05-25"
    assert set(plain["seconds"]) == {"search", "rerank", "write", "total"}
    for citation in (*plain["citations"], *plain["nearest"]):
        assert set(citation) == {
            *("number", "article_id", "title", "outlet", "url", "published", "start", "end", "quote")
        }
        assert citation["published"] is None or re.fullmatch(r"\d{4}-\d\d-\d\d", citation["published"])
    for sentence in plain["sentences"]:
        assert set(sentence) == {"text", "citations", "support", "verdict", "reason", "spans"}


@pytest.mark.parametrize("question", ANSWERED)
def test_what_the_articles_hold_is_answered(answers: dict[str, Answer], question: str) -> None:
    assert answers[question].outcome == "answered"
    assert answers[question].nearest == ()


@pytest.mark.parametrize("question", [NOWHERE, "What is the capital of Mongolia?", "Why?"])
def test_what_they_do_not_hold_cites_nothing_and_shows_the_nearest(
    answers: dict[str, Answer], question: str
) -> None:
    answer = answers[question]
    assert answer.outcome == "not_found"
    assert answer.text
    assert not set('[]"“”') & set(answer.text)
    assert (answer.sentences, answer.citations) == ((), ())
    assert [citation.number for citation in answer.nearest] == list(range(1, NEAREST + 1))


@pytest.mark.parametrize("question", [TOWER, NOWHERE])
def test_asking_twice_gives_the_same(press: Assistant, answers: dict[str, Answer], question: str) -> None:
    assert timeless(press.ask(question, asked_on=ASKED_ON)) == timeless(answers[question])


def test_the_seconds_of_the_stages_are_parts_of_the_total(answers: dict[str, Answer]) -> None:
    seconds = answers[TOWER].seconds
    assert min(seconds.search, seconds.rerank, seconds.write) > 0
    assert seconds.search + seconds.rerank + seconds.write <= seconds.total


# --- what the articles say


def test_a_fact_is_cited_from_its_copy_and_its_rewording_and_another_figure_stands_apart(
    answers: dict[str, Answer],
) -> None:
    answer = answers[TOWER]
    sources = {
        sentence.text: {answer.citations[number - 1].article_id for number in sentence.citations}
        for sentence in answer.sentences
    }
    right = [ids for text, ids in sources.items() if "200,000" in text]
    assert right == [{"lighthouse", "lighthouse-copy", "tower"}]
    assert all(ids == {"dear"} for text, ids in sources.items() if "250,000" in text)


def test_words_that_a_copy_carries_too_are_cited_from_both(answers: dict[str, Answer]) -> None:
    assert (
        "“It kept us safe. It always did,” said the harbour master, Pelle Vann. [1] [2]" in answers[VANN].text
    )
    assert set(cited(answers[VANN])) == {"lighthouse", "lighthouse-copy"}


def test_a_long_sentence_is_cut_at_a_clause(answers: dict[str, Answer]) -> None:
    (sentence, *_) = answers["Why will the harbour of Kelm be closed to all ships?"].sentences
    assert "eleven mines" in sentence.text
    assert sentence.text[-1] in ",;"


def test_an_article_s_own_footnote_is_never_taken_for_a_citation(answers: dict[str, Answer]) -> None:
    assert "[3]" not in answers["Who founded the museum of Halm?"].text
    assert "[12]" not in answers["Who founded the museum of Halm?"].text


# --- which articles may be seen


def test_nothing_later_than_the_day_of_asking_is_seen(press: Assistant) -> None:
    before = press.ask(COMET, asked_on=date(2021, 5, 19))
    assert before.outcome == "not_found"
    assert "comet" not in {citation.article_id for citation in before.nearest}
    assert before.newest_article == date(2021, 5, 17)
    on_the_day = press.ask(COMET, asked_on=COMET_SEEN)
    assert cited(on_the_day) == ["comet"]
    assert on_the_day.newest_article == COMET_SEEN


def test_an_earlier_day_gives_the_earlier_sources(press: Assistant) -> None:
    assert cited(press.ask(TOWER, asked_on=date(2021, 3, 4))) == ["lighthouse"]
    assert set(cited(press.ask(TOWER, asked_on=date(2021, 3, 5)))) == {"lighthouse", "lighthouse-copy"}


def test_the_day_of_asking_is_today_unless_given(press: Assistant) -> None:
    before, answer = date.today(), press.ask(OVEN)
    assert before <= answer.asked_on <= date.today()


def test_since_and_until_leave_out_undated_articles_and_the_day_of_asking_does_not(press: Assistant) -> None:
    assert cited(press.ask(FERRY, asked_on=date(1990, 1, 1))) == ["undated"]
    for since, until in ((date(1990, 1, 1), None), (None, ASKED_ON)):
        answer = press.ask(FERRY, asked_on=ASKED_ON, since=since, until=until)
        assert "undated" not in {citation.article_id for citation in (*answer.citations, *answer.nearest)}


def test_since_and_until_are_included_and_told_as_the_window(press: Assistant) -> None:
    day = date(2021, 5, 17)
    answer = press.ask(OVEN, asked_on=ASKED_ON, since=day, until=day)
    assert cited(answer) == ["bakery"]
    assert answer.window == Window(day, day, "the dates asked for")
    assert press.ask(OVEN, asked_on=ASKED_ON, since=date(2021, 5, 18)).outcome == "not_found"
    assert press.ask(OVEN, asked_on=ASKED_ON, until=date(2021, 5, 16)).outcome == "not_found"


def test_a_question_s_own_days_are_its_window(press: Assistant) -> None:
    question = "What did Pelle Vann say about the lighthouse this week?"
    answer = press.ask(question, asked_on=date(2021, 3, 8))
    assert answer.window == Window(date(2021, 2, 28), date(2021, 3, 8), 'the question says "this week"')
    assert "kept us safe" in answer.text
    later = press.ask(question, asked_on=date(2021, 4, 20))
    assert later.outcome == "not_found"
    assert later.text.startswith("The articles do not say; the newest article on this is of 5 March 2021.")
    assert {citation.article_id for citation in later.nearest} >= {"lighthouse"}
    assert press.ask(VANN, asked_on=ASKED_ON).window is None


@pytest.mark.parametrize("outlet", ["Tamsel Daily", "tamsel DAILY"])
def test_the_outlet_narrows_the_search_whatever_its_capitals(press: Assistant, outlet: str) -> None:
    assert cited(press.ask(OVEN, asked_on=ASKED_ON, outlet=outlet)) == ["bakery"]
    other = press.ask(COMET, asked_on=ASKED_ON, outlet=outlet)
    assert other.outcome == "not_found"
    assert {citation.outlet for citation in other.nearest} == {"Tamsel Daily"}


def test_retrieve_gives_the_passages_under_the_same_limits(press: Assistant) -> None:
    hits = press.retrieve(OVEN, asked_on=ASKED_ON, limit=2)
    assert len(hits) == 2
    assert hits[0].passage.article_id == "bakery"
    assert {hit.passage.article_id for hit in press.retrieve(OVEN, outlet="northern wire")} == {
        "comet",
        "lighthouse-copy",
    }


# --- questions that are none


@pytest.mark.parametrize("question", UNUSABLE)
def test_an_unusable_question_is_refused_whichever_way_it_is_asked(press: Assistant, question: str) -> None:
    ways = (
        lambda: press.ask(question),
        lambda: list(press.stream(question)),
        lambda: press.chat().ask(question),
        lambda: press.retrieve(question),
        lambda: asyncio.run(press.aask(question)),
    )
    for way in ways:
        with pytest.raises(QuestionError):
            way()


def test_a_question_is_searched_without_what_nobody_sees_and_returned_as_it_came(
    press: Assistant, answers: dict[str, Answer]
) -> None:
    answer = press.ask(f"\0 {OVEN[:20]}\u200b{OVEN[20:]} \n", asked_on=ASKED_ON)
    assert answer.standalone_question == OVEN
    assert answer.text == answers[OVEN].text
    assert answer.question.startswith("\0 ")


@pytest.mark.parametrize("question", ["What did he say about it?", "And why?", "Who was that?"])
def test_a_question_that_names_nothing_is_not_answered(press: Assistant, question: str) -> None:
    answer = press.ask(question, asked_on=ASKED_ON)
    assert answer.outcome == "not_found"
    assert answer.nearest


# --- conversations


def test_a_chat_s_question_takes_the_topic_from_the_turn_before(press: Assistant) -> None:
    chat = press.chat()
    assert chat.ask("What did he say about it?", asked_on=ASKED_ON).outcome == "not_found"
    first = chat.ask(VANN, asked_on=ASKED_ON)
    assert first.standalone_question == VANN
    second = chat.ask("What did he say about it?", asked_on=ASKED_ON)
    assert second.question == "What did he say about it?"
    assert second.standalone_question == "What did Pelle Vann say about the lighthouse?"
    assert "kept us safe" in second.text


def test_a_follow_up_is_cited_and_a_new_topic_replaces_the_old(press: Assistant) -> None:
    chat = press.chat()
    chat.ask("When was the lighthouse of Orrin switched off?", asked_on=ASKED_ON)
    follow_up = chat.ask("And who wants to buy the tower?", asked_on=ASKED_ON)
    assert "lighthouse" in follow_up.standalone_question
    assert set(cited(follow_up)) <= {"lighthouse", "lighthouse-copy", "tower", "dear"}
    assert chat.ask(COMET, asked_on=ASKED_ON).standalone_question == COMET
    assert "comet" in chat.ask("Why?", asked_on=ASKED_ON).standalone_question


def test_a_chat_keeps_to_the_limits_of_each_turn(press: Assistant) -> None:
    chat = press.chat()
    assert cited(chat.ask(OVEN, asked_on=ASKED_ON)) == ["bakery"]
    assert chat.ask(OVEN, asked_on=date(2021, 5, 16)).outcome == "not_found"
    assert chat.ask(OVEN, asked_on=ASKED_ON, outlet="Northern Wire").outcome == "not_found"


def test_a_refused_question_leaves_the_topic_as_it_was(press: Assistant) -> None:
    chat = press.chat()
    chat.ask(COMET, asked_on=ASKED_ON)
    with pytest.raises(QuestionError):
        chat.ask("🚢")
    assert "comet" in chat.ask("Why?", asked_on=ASKED_ON).standalone_question


def test_two_chats_know_nothing_of_each_other(press: Assistant) -> None:
    one, other = press.chat(), press.chat()
    one.ask(COMET, asked_on=ASKED_ON)
    assert other.ask("Why?", asked_on=ASKED_ON).standalone_question == "Why?"


# --- ways to ask


@pytest.mark.parametrize("question", [TOWER, VANN, NOWHERE])
def test_a_stream_gives_the_sentences_and_then_the_answer_that_ask_gives(
    press: Assistant, answers: dict[str, Answer], question: str
) -> None:
    *sentences, answer = press.stream(question, asked_on=ASKED_ON)
    assert isinstance(answer, Answer)
    assert timeless(answer) == timeless(answers[question])
    assert tuple(sentences) == answer.sentences


def test_a_chat_streams_like_the_assistant(press: Assistant) -> None:
    chat = press.chat()
    *sentences, answer = chat.stream(VANN, asked_on=ASKED_ON)
    assert isinstance(answer, Answer)
    assert tuple(sentences) == answer.sentences != ()
    assert "Vann" in chat.ask("Why?", asked_on=ASKED_ON).standalone_question


def test_asking_asynchronously_gives_the_same(press: Assistant, answers: dict[str, Answer]) -> None:
    async def both() -> tuple[Answer, Answer]:
        return await asyncio.gather(
            press.aask(TOWER, asked_on=ASKED_ON), press.aask(NOWHERE, asked_on=ASKED_ON)
        )

    found, missing = asyncio.run(both())
    assert timeless(found) == timeless(answers[TOWER])
    assert timeless(missing) == timeless(answers[NOWHERE])


def test_streaming_asynchronously_gives_the_same(press: Assistant, answers: dict[str, Answer]) -> None:
    async def events() -> list[Sentence | Answer]:
        return [event async for event in press.astream(TOWER, asked_on=ASKED_ON)]

    *sentences, answer = asyncio.run(events())
    assert isinstance(answer, Answer)
    assert timeless(answer) == timeless(answers[TOWER])
    assert tuple(sentences) == answer.sentences


def test_threads_and_a_second_assistant_give_equal_answers(
    press: Assistant, answers: dict[str, Answer], press_folder: Path, embedding: BundledEmbedding
) -> None:
    other = Assistant.open(press_folder, embed_model=embedding)
    questions = [TOWER, NOWHERE, VANN, COMET] * 2
    with ThreadPoolExecutor(4) as pool:
        calls = [
            pool.submit(asked.ask, question, asked_on=ASKED_ON)
            for question in questions
            for asked in (press, other)
        ]
        given = [timeless(call.result()) for call in calls]
    other.close()
    assert given == [timeless(answers[question]) for question in questions for _ in range(2)]


# --- libraries


@pytest.fixture
def empty(tmp_path: Path, embedding: BundledEmbedding) -> Iterator[Assistant]:
    opened = Assistant.open(Library.open(tmp_path / "empty", create=True), embed_model=embedding)
    yield opened
    opened.close()


def test_an_assistant_is_closed_at_the_end_of_a_with(invented_library_folder: Path) -> None:
    with Assistant.open(invented_library_folder) as opened:
        assert len(opened.library)
    with pytest.raises(LibraryError):
        opened.ask("Who is the mayor?")


def test_an_empty_library_answers_not_found(empty: Assistant) -> None:
    answer = empty.ask(OVEN, asked_on=ASKED_ON)
    assert (answer.outcome, answer.nearest, answer.newest_article) == ("not_found", (), None)
    assert json.loads(json.dumps(answer.to_dict()))["newest_article"] is None
    assert empty.retrieve(OVEN) == []
    assert empty.chat().ask("Why?").outcome == "not_found"


def test_a_closed_library_says_so(press_folder: Path, embedding: BundledEmbedding) -> None:
    closed = Assistant.open(press_folder, embed_model=embedding)
    closed.close()
    with pytest.raises(LibraryError, match="closed"):
        closed.ask(OVEN)
    with pytest.raises(LibraryError, match="closed"):
        list(closed.chat().stream(OVEN))


def test_a_folder_without_a_library_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(LibraryNotFoundError, match="python -m ingest add"):
        Assistant.open(tmp_path)


def test_no_assistant_opens_with_altered_weights(
    press_folder: Path, embedding: BundledEmbedding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / selection.WEIGHTS_FILE).write_bytes(b"altered")
    monkeypatch.setattr(selection, "files", lambda package: tmp_path)
    with pytest.raises(ModelFileError, match="altered"):
        Assistant.open(press_folder, embed_model=embedding)


def test_without_a_language_model_the_writer_is_the_extractive_one(press: Assistant) -> None:
    assert press.model == "extractive"


def test_since_later_than_until_is_a_wrong_call(press: Assistant) -> None:
    with pytest.raises(CallError, match="later than until"):
        press.ask("Who spoke?", since=date(2024, 5, 2), until=date(2024, 5, 1))


def test_a_day_in_words_is_a_wrong_call_that_says_how_to_give_it(press: Assistant) -> None:
    in_words: Any = "2022-01-30"
    for field in ("asked_on", "since", "until"):
        with pytest.raises(
            CallError, match=rf"^{field}: '2022-01-30' is no day; give .* date\(2022, 1, 30\)"
        ):
            press.ask("Who spoke?", **{field: in_words})


@pytest.mark.parametrize("question", [5, None, b"Who spoke?", ["Who spoke?"]])
def test_a_question_that_is_no_text_is_refused_as_a_question(press: Assistant, question: Any) -> None:
    with pytest.raises(QuestionError, match="which is no text"):
        press.ask(question)
    with pytest.raises(QuestionError, match="which is no text"):
        press.chat().ask(question)


@pytest.mark.parametrize("outlet", [["x"], 5, b"x"])
def test_an_outlet_that_is_no_text_is_a_wrong_call_that_names_the_argument(
    press: Assistant, outlet: Any
) -> None:
    with pytest.raises(CallError, match=r"^outlet: .* is no name"):
        press.ask("Who spoke?", outlet=outlet)


def test_models_of_another_kind_are_a_wrong_call(press_folder: Path, embedding: BundledEmbedding) -> None:
    another: Any = 5
    with pytest.raises(CallError, match="llm is 5, which is no language model"):
        Assistant.open(press_folder, llm=another, embed_model=embedding)
    with pytest.raises(CallError, match="embed_model is 5, which is no embedding model"):
        Assistant.open(press_folder, embed_model=another)


def test_moment_counts_as_its_day(press: Assistant) -> None:
    question = "Who spoke?"
    moment = datetime(2024, 5, 2, 18, 30)
    by_moment = press.ask(question, asked_on=moment, until=moment)
    assert timeless(by_moment) == timeless(press.ask(question, asked_on=moment.date(), until=moment.date()))


# --- words in square brackets


def test_a_relative_date_of_an_article_is_shown_with_its_day_and_cited_as_it_stands(
    answers: dict[str, Answer], press: Assistant
) -> None:
    answer = answers["When was the lighthouse of Orrin switched off?"]
    assert "on Thursday [4 March 2021]" in answer.text
    (sentence, *_) = answer.sentences
    assert sentence.support == "quoted"
    assert any("on Thursday after 140 years" in citation.quote for citation in answer.citations)
    for citation in answer.citations:
        article = press.library.article(citation.article_id)
        assert article.text[citation.start : citation.end] == citation.quote


def test_speech_without_marks_is_never_told_as_a_fact(answers: dict[str, Answer]) -> None:
    answer = answers["How many sheep did the farmer Odd Brekke lose?"]
    for sentence in answer.sentences:
        assert "four hundred sheep" not in sentence.text or re.search(r"said|\[.*:\]", sentence.text)
