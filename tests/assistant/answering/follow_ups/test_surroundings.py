"""What a text asks, apart from what is told around it."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups.surroundings import asked_part


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("I write on harbours for a living. Who runs the port of Vessby?", "Who runs the port of Vessby?"),
        ("Who runs the port of Vessby? I need it for a fact check.", "Who runs the port of Vessby?"),
        ("how many ships sank? please be brief", "how many ships sank?"),
        ("I am writing a piece on this. Harbour of Vessby depth", "Harbour of Vessby depth"),
        ("Do you know on which day the lock opened?", "On which day the lock opened?"),
        (
            "There was something in the paper and I lost it. When did the lock open?",
            "When did the lock open?",
        ),
        ("My editor wants this exact: how many ships sank?", "How many ships sank?"),
        ("Quick question - when did the lock open?", "When did the lock open?"),
        ("I can't find it any more. when did the lock open?", "When did the lock open?"),
        ("Could you tell me who Ida Moll is?", "Who Ida Moll is?"),
        ("I'd like to know how many ships there were.", "How many ships there were?"),
        ("Do you know when the lock opened", "When the lock opened?"),
    ],
)
def test_what_the_asker_tells_around_a_question_is_left_out(text: str, asked: str) -> None:
    assert asked_part(text) == asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Ida Moll - what post does she hold?", "What post does Ida Moll hold?"),
        ("the Vessby lock: when was it opened?", "When was the Vessby lock opened?"),
        ("Ida Moll - what are her plans?", "What are Ida Moll's plans?"),
    ],
)
def test_what_is_named_before_a_dash_takes_the_place_of_the_pronoun(text: str, asked: str) -> None:
    assert asked_part(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "I read about the flood in Vessby. How many people died?",
        "Moll wants the ships gone. When did they come?",
        "The dam broke. Why?",
        "The mayor was not at the march, I hear. Where was she?",
        "The organisers spoke of a large turnout. How many people did they count?",
        "Who is Ida Moll? How many ships sank?",
        'Who said: "We will fight"?',
        "Tell me about the port of Vessby.",
        "Mr. Moll said no. To what?",
        "port of Vessby ships",
    ],
)
def test_what_a_question_needs_to_be_understood_stays(text: str) -> None:
    assert asked_part(text) == text
