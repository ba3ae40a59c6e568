"""What a broad question is about."""

from __future__ import annotations

import pytest

from assistant.retrieval.broad_questions import question_within, topic_of


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Tell me about the dam", "the dam"),
        ("Can you tell me more about the dam, please?", "the dam"),
        ("tell me everything you know about Ida Moll", "Ida Moll"),
        ("What's the latest on the ferry strike?", "the ferry strike"),
        ("What is going on in Orrby right now?", "Orrby"),
        ("any news on the Kessler trial?", "the Kessler trial"),
        ("Is there anything about the oysters?", "the oysters"),
        ("Please summarise the port strike in two sentences.", "the port strike"),
        ("Could you give me a quick overview of the budget row?", "the budget row"),
        ("background to the inquiry", "the inquiry"),
        ("fill me in on the hacking of the archive", "the hacking of the archive"),
        ("catch me up on the harbour", "the harbour"),
        ("What do the articles say about the bridge?", "the bridge"),
        ("I missed the news about the storm, what happened?", "the storm"),
        ("tl;dr archive hackers", "archive hackers"),
    ],
)
def test_the_topic_of_a_broad_question_is_what_stands_behind_its_opening(question: str, topic: str) -> None:
    assert topic_of(question) == topic


@pytest.mark.parametrize(
    "question",
    [
        "How many people live in Orrby?",
        "Tell me how many people live in Orrby.",
        "Give me a summary of what Moll said",
        "Tell me about it",
        "Tell me about yourself",
        "Summarise the articles",
        "What is the dam made of?",
        "Is there a bridge over the Skane?",
        "Who is Ida Moll?",
        "What happened on Friday?",
        "Explain why the dam broke",
        "What are the plans of the council?",
    ],
)
def test_questions_for_one_thing_have_no_topic(question: str) -> None:
    assert topic_of(question) == ""


def test_a_question_within_a_broad_one_is_found() -> None:
    assert (
        question_within("Give me the main points of what Moll said about the budget")
        == "what Moll said about the budget"
    )
    assert question_within("Tell me about the dam") == ""
