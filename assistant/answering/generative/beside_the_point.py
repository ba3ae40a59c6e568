"""Does what a language model wrote tell what was asked for? Every sentence may be true, and none of them the answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.claims import Claim, Inquiry
from assistant.answering.extractive.key import key_of_answer
from assistant.answering.language.terms import content_stems

SHARE_TOLD = 0.5
"""Where no part of the quotation is certain to be what was asked for: so much of what it adds to the question."""


def has_nothing_of(question: str, sentence: str) -> bool:
    """Tell whether a sentence has no word that says something in common with a question that has such words."""
    asked = content_stems(question)
    return bool(asked) and not asked & content_stems(sentence)


def is_beside_the_point(inquiry: Inquiry, shown: Sequence[str], quoted: Sequence[Claim]) -> bool:
    """Tell whether the sentences that are shown lack what the articles, quoted for the same question, would tell.

    Nothing is lacking where nothing can be quoted. Where the key of the quotation is certain a single sentence must
    hold it; else all of them together a share of its words that are not the question's.
    """
    if not quoted:
        return False
    key = key_of_answer(inquiry.question, quoted, inquiry.judgement, inquiry.scores)
    if wanted := content_stems(key):
        return not any(wanted <= content_stems(sentence) for sentence in shown)
    told = content_stems(" ".join(shown))
    added = content_stems(quoted[0].text) - content_stems(inquiry.question)
    return len(added & told) < SHARE_TOLD * len(added)
