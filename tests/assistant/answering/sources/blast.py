"""What several articles say of one blast, as views of it."""

from __future__ import annotations

from datetime import date

from assistant.answering.candidates import candidates_of
from assistant.answering.sources.asked_values import asked_of, value_in
from assistant.answering.sources.views import View
from assistant.answers import Hit
from tests.assistant.press import passage

QUESTION = "How many people were killed in the blast?"
NINE = "Nine people were killed in the blast, police said."
LONG = (
    "After a night of rain, and with all roads still closed, the governor told reporters at the gate that "
    "17 people were killed in the blast, while the search for others went on in the cellars of the old mill."
)
MARCH = date(2022, 3, 1)


def view(name: str, text: str, published: date | None = MARCH) -> View:
    """Give what an article says of how many the blast killed."""
    (candidate, *_) = candidates_of([Hit(passage(name, text, published), 1.0)])
    asked = asked_of(QUESTION)
    assert asked is not None
    value = value_in(text, asked)
    assert value is not None
    return View(candidate, value, 5.0)
