"""Quoted verbatim: whatever an answer gives as a quotation stands word for word in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answers import Answer
from evals.metrics.spans import true_spans
from evals.normalise import without_marks
from evals.records import ArticleSource, Verdict

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("–—―‑‐−", "-"),
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff", None),
        "…": "...",
    }
)
_QUOTATION = re.compile(r'"([^"]*)(?:"|$)|(?<!\w)\'([^\'"]*(?:(?<=\w)\'(?=\w)[^\'"]*)*)\'(?!\w)')
_LAST_MARKS = " .,;:!?-"


def quoted_verbatim(answer: Answer, library: ArticleSource) -> Verdict:
    """Judge whether every quotation of every sentence stands word for word in a span that the sentence cites.

    A quotation is what stands between quotation marks, and all of a sentence whose `support` is "quoted".
    Kinds of quotation marks, apostrophes, dashes and blanks make no difference, nor does a punctuation mark at
    the end of the quotation. A sentence that stands in its spans as a whole is right, wherever its marks stand.
    A quotation that is opened and not closed goes to the sentence's end. Where the text of the answer is not
    that of its sentences, it is judged too, against all spans.
    """
    cited = {span.number: fold(span.quote) for span in true_spans(answer.citations, library)}
    made_up: list[str] = []
    for sentence in answer.sentences:
        spans = [cited[number] for number in sentence.citations if number in cited]
        if sentence.support == "quoted":
            made_up += [] if _holds(spans, fold(sentence.text)) else [sentence.text]
        else:
            made_up += _made_up(sentence.text, spans)
    text = fold(without_marks(answer.text))
    if text != fold(" ".join(sentence.text for sentence in answer.sentences)):
        made_up += _made_up(text, list(cited.values()))
    if made_up:
        shown = "; ".join(f"“{words}”" for words in dict.fromkeys(made_up))
        return Verdict(
            "quoted_verbatim", False, f"No span that is cited for it holds word for word: {shown}."
        )
    return Verdict("quoted_verbatim", True, "Whatever it quotes stands in what it cites.")


def fold(text: str) -> str:
    """Give the text with one kind of each typographic mark and one blank between words."""
    return " ".join(text.translate(_FOLDED).split())


def quotations(text: str) -> list[str]:
    """Give what stands between quotation marks, folded, without the punctuation at its end."""
    found = (match[1] if match[1] is not None else match[2] for match in _QUOTATION.finditer(fold(text)))
    stripped = (words.strip().rstrip(_LAST_MARKS) for words in found)
    return [words for words in stripped if any(letter.isalnum() for letter in words)]


def _made_up(text: str, spans: Sequence[str]) -> list[str]:
    if _holds(spans, fold(text)):
        return []
    return [words for words in quotations(text) if not _holds(spans, words)]


def _holds(spans: Iterable[str], words: str) -> bool:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    pattern = re.compile(f"{before}{re.escape(words)}{after}")
    return any(pattern.search(span) for span in spans)
