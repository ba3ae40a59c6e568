"""A question as it is searched for."""

from __future__ import annotations

from datetime import date

import pytest

from assistant import Assistant
from assistant.asked_question import asked_question
from tests.assistant.press import ANSWERED, ASKED_ON, COMET


@pytest.mark.parametrize("question", [*ANSWERED, COMET])
def test_an_ordinary_question_is_searched_as_it_was_asked(press: Assistant, question: str) -> None:
    assert asked_question(question, press.library, asked_on=ASKED_ON).standalone == question


def test_a_question_s_own_days_bound_its_search_and_the_question_stays_as_it_came(press: Assistant) -> None:
    typed = "Hello,  what happened in  March 2021?"
    asked = asked_question(typed, press.library, asked_on=ASKED_ON, outlet=None)
    assert (asked.asked, asked.standalone, asked.outlet) == (typed, "What happened in March 2021?", "")
    assert asked.timing.limits(asked.outlet).since == date(2021, 3, 1)
