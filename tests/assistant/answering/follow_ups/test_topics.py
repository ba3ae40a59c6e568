"""The topic of the last question, put behind one that names too little."""

from __future__ import annotations

from assistant.answering.follow_ups.referents import Turn
from assistant.answering.follow_ups.topics import anchored


def test_a_topic_is_put_behind_with_its_days_and_not_twice() -> None:
    turn = Turn("How many troops has the US sent to Estonia this week?")
    assert anchored("Was anyone hurt?", turn) == "Was anyone hurt? (the US, Estonia, troops, this week)"
    assert anchored("Was Estonia warned this week?", turn) == "Was Estonia warned this week? (the US)"
    assert anchored("Was Estonia warned this week?", turn, lightly=True) == (
        "Was Estonia warned this week? (the US)"
    )


def test_a_role_is_not_put_behind_a_question_about_its_bearer() -> None:
    turn = Turn("What does the manager of the hotel, Leopold Graf, say?")
    assert anchored("Is Leopold Graf rich?", turn, lightly=True) == "Is Leopold Graf rich?"
