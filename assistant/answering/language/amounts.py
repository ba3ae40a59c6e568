"""Words that tell an amount or deny something, wherever two statements are compared by them."""

from __future__ import annotations

import re

from ingest.number_words import SMALL_NUMBERS

NUMBER_WORDS = {word: str(number) for word, number in SMALL_NUMBERS.items() if 2 <= number <= 12}
"""Without "one", which is a pronoun as often."""
AMOUNT_WORD = re.compile(
    r"(?:hundred|thousand|million|billion|trillion|dozen|quarter|third)s?|half|halved?|doubled?|tripled?|twice|percent"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
)
NEGATION = re.compile(
    r"no|not|never|none|nobody|nothing|neither|nor|without|cannot|.*n't|un(?:likely|able|true)|(?:den|refus|reject|fail)\w*"
)
