"""A question that leans on the one before, made one that stands alone."""

from __future__ import annotations

import re

from assistant.retrieval.by_words import content_words, names

_LEANS = re.compile(
    r"^(and|but|or|so|also|then|what about|how about)\b"
    r"|^(why|when|where|who|how|how many|how much)\W*$"
    r"|\b(he|she|they|him|her|them|his|hers|their|theirs|it|its|this|that|these|those|there|so|one|ones)\b",
    re.IGNORECASE,
)
_ASKS_WHO_SAID = re.compile(
    r"^(?:and|but|so)?[\s,]*(?:who|(?:what|which) (?:source|paper|outlet)) (?:\w+ )?"
    r"(?:said|says|say|reported|reports|claimed|claims|told|wrote) (?:so|that|it|this)\W*$",
    re.IGNORECASE,
)
SHORT = 2
"""A question with at most so many content words and without a name of its own can't stand alone if it leans."""
LONGEST_TOPIC = 40
"""Names and words that are taken over from the turn before, so that a long conversation adds up to no end."""


def standalone_question(question: str, topic: str, said: str = "") -> str:
    """Give the question as it can be searched for: with the last topic behind it where it leans on that.

    `topic` is the stand-alone question of the turn before, and `said` the first sentence of its answer; "" where
    there is none. Whoever asks "And who said so?" asks about that sentence.
    """
    if not topic or not _leans(question):
        return question
    if said and _ASKS_WHO_SAID.match(question.strip()):
        return f"Who said: {said}"
    subject = " ".join(dict.fromkeys([*names(topic), *content_words(topic)][:LONGEST_TOPIC]))
    return f"{question} ({subject})" if subject else question


def _leans(question: str) -> bool:
    if not _LEANS.search(question.strip()):
        return False
    own_names = [word for word in re.findall(r"(?<!^)\b[A-Z][\w'’-]+", question)]
    return len(content_words(question)) <= SHORT or not own_names
