"""Hold, check, show: what becomes of each sentence that a language model has written."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from assistant.answering.checking.verification import (
    Check,
    Verdict,
    is_connecting,
    is_quoted,
    recite,
    verify,
)
from assistant.answering.claims import Claim
from assistant.answering.generative.citations import CitingSentence
from assistant.answering.generative.instructions import is_instruction
from assistant.answers import Checked, Hit
from ingest.records import Passage

logger = logging.getLogger(__name__)

INSTRUCTION = "it tells somebody what to do"
UNCITED = "it cites no passage that it was given"


def checked_claim(
    sentence: CitingSentence,
    hits: dict[str, Hit],
    retrieved: Sequence[Hit],
    *,
    mended: str = "",
    check: Check = verify,
) -> Claim | str:
    """Make a claim of a sentence, or say why the articles don't bear it out.

    `hits` are the passages of the request by id, `retrieved` all that were found: where what it cites does not bear
    a sentence out, or it cites nothing, another passage is looked for. `mended` says what was wrong with the
    sentence before, "" for one that was written so at first. `check` judges a sentence by passages.
    """
    cited = [hits[name] for name in sentence.ids]
    passages = tuple(hit.passage for hit in cited)
    if is_instruction(sentence.text):
        return INSTRUCTION
    if is_connecting(sentence.text):
        return Claim(sentence.text, (), "supported", "connecting", mended)
    verdict = check(sentence.text, passages) if passages else Verdict(sentence.text, UNCITED)
    if verdict.passed and verdict.spans:
        copies = [copy for hit in cited for copy in hit.copies]
        return _claim(verdict, passages, copies, "mended" if mended else "supported", mended)
    found = recite(sentence.text, retrieved, check)
    if found and found[0].spans:
        return _claim(found[0], found[1], (), "mended" if mended else "recited", mended or verdict.reason)
    logger.info("A sentence was kept back: %s.", verdict.reason)
    return verdict.reason or "it says nothing"


def _claim(
    verdict: Verdict,
    passages: tuple[Passage, ...],
    copies: Sequence[Passage],
    how: Checked,
    reason: str,
) -> Claim:
    """Cite the passages that bear a sentence out, and those of their copies that do so alone."""
    bearing = {span.passage for span in verdict.spans}
    cited = tuple(passage for passage in passages if passage in bearing) or passages
    agreeing = [(copy, other) for copy in copies if (other := verify(verdict.text, [copy])).passed]
    quoted = is_quoted(verdict.text, cited)
    return Claim(
        verdict.text,
        (*cited, *(copy for copy, _ in agreeing)),
        "quoted" if quoted else "supported",
        "quoted" if quoted and how == "supported" else how,
        reason,
        (*verdict.spans, *(span for _, other in agreeing for span in other.spans)),
        score=verdict.score,
    )
