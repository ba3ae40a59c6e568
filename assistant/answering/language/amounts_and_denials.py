"""Words that tell an amount, and words that deny: two statements that differ in one of them are not the same."""

from __future__ import annotations

import re

from ingest.number_words import SMALL_NUMBERS

NUMBER_WORDS = {word: str(number) for word, number in SMALL_NUMBERS.items() if 2 <= number <= 12}
"""Words for 2 to 12 with their digits; without "one", which is a pronoun as often."""
SPELLED_AMOUNT = (
    r"(?:hundred|thousand|million|billion|trillion|dozen|quarter|third)s?|half|doubled?|tripled?|twice"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
)
"""A pattern of the words that stand for a number where a sentence gives one; those of `NUMBER_WORDS` besides."""
AMOUNT_WORD = re.compile(rf"{SPELLED_AMOUNT}|halved?|percent")
"""A word that changes what is told of an amount."""
NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|neither|nor|without|cannot|.*n't|un(?:likely|able|true)|(?:den|refus|reject|fail)\w*"
)
"""A word that denies what it stands with; to be matched in full, in small letters, with a straight apostrophe."""
