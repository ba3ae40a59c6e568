"""A live page whose later entries bring earlier ones up to date. With real models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from ingest import ingest

PAGE = """---
title: "Storm Ulla: live updates from the coast"
outlet: Coast Courier
published: 2024-03-12
---

18.40

The death toll has risen to nine, the interior ministry says. Two of the victims were found in a flooded garage in Velm.

17.05

The bridge over the Orn has reopened to traffic, the road authority says.

15.20

Seven people are now known to have died in the storm, according to the interior ministry. Some 40,000 homes are without
electricity.

12.10

Four people have died, the fire service says. The bridge over the Orn has been closed because of high water.

09.30

Ulla reached the coast this morning with winds of 140 km/h. About 15,000 homes have no electricity.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("live")
    (folder / "page.md").write_text(PAGE, encoding="utf-8")
    ingest([folder / "page.md"], folder / "library")
    with Assistant.open(folder / "library") as opened:
        yield opened


def test_the_newest_count_is_the_answer_and_earlier_ones_follow_with_their_times(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("How many people died in the storm?", asked_on=date(2024, 3, 13))
    first, *earlier = answer.sentences
    assert "nine" in first.text and answer.key == "nine"
    assert [(one.lead, one.text[:7]) for one in earlier] == [
        ("Earlier:", "[15.20]"),
        ("Earlier:", "[12.10]"),
    ]
    assert answer.disagreements == ()


def test_two_speakers_of_two_entries_do_not_differ(assistant: Assistant) -> None:
    answer = assistant.ask("How many homes have no electricity?", asked_on=date(2024, 3, 13))
    assert "40,000" in answer.sentences[0].text and "Others differ" not in answer.text


def test_a_later_entry_takes_back_an_earlier_one(assistant: Assistant) -> None:
    answer = assistant.ask("Is the bridge over the Orn open?", asked_on=date(2024, 3, 13))
    assert "reopened" in answer.sentences[0].text
    assert all(one.lead == "Earlier:" and one.text.startswith("[12.10]") for one in answer.sentences[1:])


def test_a_question_about_a_time_of_day_is_not_answered_by_the_newest_entry(assistant: Assistant) -> None:
    answer = assistant.ask("How many deaths were known by midday?", asked_on=date(2024, 3, 13))
    assert not any(one.lead for one in answer.sentences)
