"""A tower for sale, told in several wordings."""

from __future__ import annotations

from assistant.answers import Hit
from tests.assistant.press import passage

TOWER = "The council of Orrin wants to sell the tower for 200,000 crowns."
REWORDED = "At 200,000 crowns, the tower is what the council of Orrin wants to sell."
DEAR = "The council of Orrin wants to sell the tower for 250,000 crowns."
STORY = (
    f"It rained in the morning. {TOWER} Three buyers have come forward, the mayor told reporters on Friday."
)


def hit(article_id: str, text: str, *copies: tuple[str, str], score: float = 3.0) -> Hit:
    return Hit(passage(article_id, text), score, tuple(passage(name, words) for name, words in copies))
