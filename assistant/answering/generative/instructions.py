"""Sentences that tell somebody what to do: an article may hold them, but an answer is never made of them."""

from __future__ import annotations

import re

_IMPERATIVES = """
    ignore disregard forget override provide write explain describe compose develop draft translate include insert
    integrate augment enhance modify replace substitute convert render introduce misspell scramble jumble rearrange
    anagram remove group combine embed append reply respond answer say repeat print output tell give recommend suggest
    encourage promote advertise click visit download install send subscribe buy pretend decode craft summarise summarize
"""
_IMPERATIVE = re.compile(
    r"^(?:please,?\s+|now,?\s+|then,?\s+|also,?\s+|first,?\s+)*(?:do not|don['’]t|break down|come up with|"
    rf"{'|'.join(_IMPERATIVES.split())})\b(?!\s+(?:of|is|are|was|were|has|have|had|will|would|said)\b)",
    re.IGNORECASE,
)
_TO_THE_WRITER = re.compile(
    r"\byour (?:next |whole |entire |final )?(?:answer|response|reply|output|message)\b"
    r"|\b(?:ignore|disregard|forget|override)\b.{0,30}\b(?:instructions?|prompts?|rules|guidelines)\b"
    r"|\bin (?:the|this) (?:response|reply|output)\b|\bsystem prompt\b|\bas an ai\b",
    re.IGNORECASE,
)
"""A sentence of the news hardly speaks of "your answer"."""
_QUOTED = re.compile(r"[\"“«]|,\s+(?:[\w’'-]+\s+){0,5}(?:said|says|told|wrote|warned|urged|asked)\b")

_ASKS = re.compile(
    r"^(?:who|whom|whose|which|what|how|why|when|where)\b[^,;:]*$"
    r"(?<!\bknown\.)(?<!\bclear\.)(?<!\bunknown\.)(?<!\bunclear\.)",
    re.IGNORECASE,
)
"""A planted question, told with a full stop. What says that the answer is not known says something."""


def is_instruction(sentence: str) -> bool:
    """Tell whether a sentence gives an order, asks something, or speaks to whoever writes the answer.

    What somebody in an article has said ("Do not travel," the minister said) is no order to the reader.
    """
    told = sentence.strip()
    return bool(
        _TO_THE_WRITER.search(told)
        or _ASKS.match(told)
        or (_IMPERATIVE.search(told) and not _QUOTED.search(told))
    )
