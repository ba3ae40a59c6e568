"""What readers say of answers, kept in the library's folder."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.feedback import (
    FEEDBACK_FILE,
    Feedback,
    Place,
    digest_of,
    feedback_on,
    keep_feedback,
    read_feedback,
)
from ingest.embedding import BundledEmbedding
from ingest.errors import (
    CallError,
    LibraryFullError,
    LibraryPermissionError,
    SettingsError,
)
from ingest.settings import Settings
from tests.assistant.press import ANSWERED, ASKED_ON, OTHERS

NOON = datetime(2024, 3, 8, 12, 0, tzinfo=UTC)
SAID = Feedback(
    question="And the bridge?",
    standalone_question="What did the bridge cost?",
    asked_on=date(2024, 3, 8),
    outcome="answered",
    right=True,
    given_at=NOON,
    chosen=(Place("bridge", 10, 20, "0123456789abcdef", 3.25),),
    others=(Place("ferry", 0, 9, "fedcba9876543210", -1.5),),
)


@pytest.fixture
def own_press(press_folder: Path, tmp_path: Path, embedding: BundledEmbedding) -> Iterator[Assistant]:
    """An assistant on a library of its own, which the test may write to."""
    shutil.copytree(press_folder, tmp_path / "library")
    assistant = Assistant.open(
        tmp_path / "library", embed_model=embedding, settings=Settings(library=tmp_path / "library")
    )
    yield assistant
    assistant.close()


def test_what_is_kept_names_the_sentences_of_the_answer_and_the_others_that_were_ranked(
    answers: dict[str, Answer], press: Assistant
) -> None:
    answer = next(answers[question] for question in ANSWERED if answers[question].outcome == "answered")
    kept = feedback_on(answer, right=True, now=NOON)
    assert kept.given_at == NOON
    assert kept.standalone_question == answer.standalone_question
    texts = [press.library.article(place.article_id).text[place.start : place.end] for place in kept.chosen]
    assert answer.sentences[0].text in texts
    assert [digest_of(text) for text in texts] == [place.digest for place in kept.chosen]
    assert len(kept.chosen) + len(kept.others) == len(answer.ranked)
    assert not set(kept.chosen) & set(kept.others)


def test_no_word_of_an_article_is_kept(answers: dict[str, Answer], tmp_path: Path) -> None:
    answer = next(answers[question] for question in ANSWERED if answers[question].outcome == "answered")
    keep_feedback(tmp_path, feedback_on(answer, right=False))
    content = (tmp_path / FEEDBACK_FILE).read_text(encoding="utf-8")
    assert answer.sentences[0].text not in content
    assert answer.citations[0].title not in content


def test_a_refusal_stands_on_no_sentence(answers: dict[str, Answer]) -> None:
    refused = next(answers[question] for question in OTHERS if answers[question].outcome == "not_found")
    assert feedback_on(refused, right=True).chosen == ()


def test_feedback_comes_back_from_its_file_as_it_was_given(tmp_path: Path) -> None:
    other = replace(SAID, standalone_question="Where is the bridge? — “Orrin”", right=False)
    keep_feedback(tmp_path, SAID)
    keep_feedback(tmp_path, other)
    assert read_feedback(tmp_path / FEEDBACK_FILE) == ([SAID, other], [])


def test_what_a_reader_says_last_of_an_answer_counts(tmp_path: Path) -> None:
    keep_feedback(tmp_path, SAID)
    keep_feedback(tmp_path, replace(SAID, right=False))
    ((kept,), _) = read_feedback(tmp_path / FEEDBACK_FILE)
    assert not kept.right


def test_an_assistant_keeps_feedback_beside_its_library(own_press: Assistant) -> None:
    answer = own_press.ask(next(iter(ANSWERED)), asked_on=ASKED_ON)
    given = own_press.feedback(answer, right=True)
    assert read_feedback(own_press.library.folder / FEEDBACK_FILE) == ([given], [])


def test_feedback_that_is_switched_off_is_refused_and_nothing_is_written(
    press_folder: Path, tmp_path: Path, embedding: BundledEmbedding, answers: dict[str, Answer]
) -> None:
    shutil.copytree(press_folder, tmp_path / "library")
    settings = Settings.from_environment({"ASSISTANT_FEEDBACK": "off"})
    assistant = Assistant.open(tmp_path / "library", embed_model=embedding, settings=settings)
    with pytest.raises(SettingsError, match="unset ASSISTANT_FEEDBACK"):
        assistant.feedback(next(iter(answers.values())), right=True)
    assistant.close()
    assert not (tmp_path / "library" / FEEDBACK_FILE).exists()


def test_a_full_disk_is_told_and_what_was_kept_before_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_feedback(tmp_path, SAID)
    real = os.write
    # A disk that fills up takes a part of what is written.
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, content[:40]))
    with pytest.raises(LibraryFullError, match="disk is full"):
        keep_feedback(tmp_path, replace(SAID, right=False))
    monkeypatch.setattr(os, "write", real)
    later = replace(SAID, standalone_question="Who pays?")
    keep_feedback(tmp_path, later)
    assert read_feedback(tmp_path / FEEDBACK_FILE) == ([SAID, later], ["line 2 is no feedback"])


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    # Root, who runs the tests in a container, may write everywhere.
    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(LibraryPermissionError, match="permissions"):
        keep_feedback(tmp_path, SAID)


def test_lines_of_many_writers_stay_whole(tmp_path: Path) -> None:
    items = [replace(SAID, standalone_question=f"Question {number}?" * 50) for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda item: keep_feedback(tmp_path, item), items))
    kept, left_out = read_feedback(tmp_path / FEEDBACK_FILE)
    assert {item.standalone_question for item in kept} == {item.standalone_question for item in items}
    assert left_out == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        '{"right": true}',
        json.dumps({"outcome": "answered", "right": "yes"}),
        "\x00\x00",
    ],
)
def test_a_line_that_is_no_feedback_is_left_out_and_told(line: str, tmp_path: Path) -> None:
    keep_feedback(tmp_path, SAID)
    with (tmp_path / FEEDBACK_FILE).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert read_feedback(tmp_path / FEEDBACK_FILE) == ([SAID], ["line 2 is no feedback"])


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="can't be read"):
        read_feedback(tmp_path / FEEDBACK_FILE)
