"""Two wordings that ask exactly the same."""

from __future__ import annotations

import pytest

from assistant.answering.judging.plain_wording import plainly_worded


@pytest.mark.parametrize(
    "question",
    [
        "What post does Ida Moll hold?",
        "What is Ida Moll's job?",
        "what is Ida Moll's official title",
        "Which office did Ida Moll hold?",
        "What does Ida Moll do for a living?",
        "what is the position of Ida Moll",
        "Ida Moll post",
    ],
)
def test_a_question_for_somebody_s_post_asks_who_it_is(question: str) -> None:
    assert plainly_worded(question) == "Who is Ida Moll?"


@pytest.mark.parametrize(
    "question",
    [
        "What does the union do?",
        "What title did Ida Moll win in 2021, and where?",
        "What job did she lose?",
        "Who is Ida Moll?",
        "What does Ida Moll do about the flood?",
        "What is Brenholm's largest bank?",
    ],
)
def test_another_question_stays_as_it_is(question: str) -> None:
    assert plainly_worded(question) == question


@pytest.mark.parametrize(
    ("question", "plainly"),
    [
        ("What about the bridge?", "What happened to the bridge?"),
        (
            "And what about the shares? (the shares of Kestrel)",
            "What happened to the shares? (the shares of Kestrel)",
        ),
        ("What about the UK?", "What about the UK?"),
        (
            "What about the price of a ticket for the ferry?",
            "What about the price of a ticket for the ferry?",
        ),
        ("What else did Ida Moll say?", "What did Ida Moll say?"),
    ],
)
def test_what_about_a_thing_asks_what_happened_to_it(question: str, plainly: str) -> None:
    assert plainly_worded(question) == plainly
