"""Quoted verbatim: whatever an answer gives as a quotation stands word for word in what it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.answering.extractive.additions import additions_in, quote_pattern
from assistant.answering.extractive.standing_alone import UNKNOWN_SPEAKER, in_words
from assistant.answers import Answer, Sentence
from evals.metrics.spans import true_spans
from evals.normalise import without_marks
from evals.records import ArticleSource, Verdict
from ingest.dated_expressions import dated_expressions

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
_NAME_END = re.compile(r"(?:'s|:)$")
_LAST_MARKS = " .,;:!?-"


def quoted_verbatim(answer: Answer, library: ArticleSource) -> Verdict:
    """Judge whether every quotation of every sentence stands word for word in a span that the sentence cites.

    A quotation is what stands between quotation marks, and all of a sentence whose `support` is "quoted" but what
    stands in square brackets: that is the day of one of the article's relative dates, or in the article word for word.
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
            made_up += [] if _holds_sentence(spans, fold(sentence.text)) else [sentence.text]
            made_up += _made_up_additions(sentence, answer, library)
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


def _holds_sentence(spans: Sequence[str], text: str) -> bool:
    pattern = re.compile(
        rf"(?<!\w){quote_pattern(text)}(?!\w)" if text[-1:].isalnum() else quote_pattern(text)
    )
    return _holds(spans, text) or any(pattern.search(span) for span in spans)


def _made_up_additions(sentence: Sentence, answer: Answer, library: ArticleSource) -> list[str]:
    """Give what a sentence has in square brackets that no article which it cites bears out."""
    numbers = [span for span in true_spans(answer.citations, library) if span.number in sentence.citations]
    articles = [library.article(article_id) for article_id in {span.article_id for span in numbers}]
    days = {in_words(one.first, one.last) for article in articles for one in dated_expressions(article)}
    texts = [fold(article.text) for article in articles]
    return [
        words
        for words in additions_in(sentence.text)
        if words not in days
        and words != UNKNOWN_SPEAKER
        and not _holds(texts, _NAME_END.sub("", fold(words)))
    ]


def _holds(spans: Iterable[str], words: str) -> bool:
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    pattern = re.compile(f"{before}{re.escape(words)}{after}")
    return any(pattern.search(span) for span in spans)
