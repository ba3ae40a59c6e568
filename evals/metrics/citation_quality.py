"""Citation recall and precision, as in ALCE, on proving quotes in place of an entailment model.

Source: Gao, Yen, Yu and Chen, "Enabling Large Language Models to Generate Text with Citations" (EMNLP 2023).
There a model says whether the cited passages entail a sentence. Here the suite's proving quotes do, so the
figures are the same on every machine, and stricter in one point: a sentence that is true and well cited but
beside the question counts as not proved.
"""

from __future__ import annotations

import re

from assistant.answering.extractive.additions import without_additions
from assistant.answers import Answer, Citation
from assistant.retrieval.by_words import STOP_WORDS
from evals.metrics.spans import proves, true_spans
from evals.normalise import normalise, without_marks
from evals.records import ArticleSource, Case

WORDS_HELD = 0.8
"""Share of a sentence's words without stop words that a span must hold to bear on it."""

_FIGURE = re.compile(r"\d")


def citation_recall(case: Case, answer: Answer, library: ArticleSource) -> float:
    """Give the share of the answer's sentences, 0 to 1, that are proved by what they cite.

    A sentence is proved where a span that it cites holds a proving quote wholly, and the sentence overlaps
    that quote (four words in a row) or holds an accepted wording. An answer without sentences has 0. Raises
    UnknownArticleError where a proof names no article of the library.
    """
    cited = _by_number(answer, library)
    proved = [
        any(
            proves(cited[number], sentence.text, case, library)
            for number in sentence.citations
            if number in cited
        )
        for sentence in answer.sentences
    ]
    return sum(proved) / len(proved) if proved else 0.0


def citation_precision(case: Case, answer: Answer, library: ArticleSource) -> float:
    """Give the share of the answer's citation marks, 0 to 1, whose span bears on the sentence they stand at.

    A span bears on a sentence where it proves it (as in `citation_recall`), or holds its words: every word
    with a figure and four of five of the others, stop words aside. A mark without a true citation bears on
    nothing, and so does a citation that no sentence marks. An answer that cites nothing has 0. Raises
    UnknownArticleError where a proof names no article of the library.
    """
    cited = _by_number(answer, library)
    marks = [(sentence.text, number) for sentence in answer.sentences for number in sentence.citations]
    bearing = sum(
        number in cited
        and (holds_words(cited[number].quote, text) or proves(cited[number], text, case, library))
        for text, number in marks
    )
    unmarked = {citation.number for citation in answer.citations} - {number for _, number in marks}
    return bearing / (len(marks) + len(unmarked)) if marks or unmarked else 0.0


def statements_borne_out(case: Case, answer: Answer, library: ArticleSource) -> float | None:
    """Give the share, 0 to 1, of the sentences in a language model's own words that the suite's facts bear out.

    Such a sentence is borne out where a span that it cites proves it (as in `citation_recall`), or holds its words
    (as in `citation_precision`). To a question that the articles do not answer none is. None where no sentence is in a
    language model's own words. Raises UnknownArticleError where a proof names no article of the library.
    """
    told = [one for one in answer.sentences if one.support == "supported" and one.verdict != "connecting"]
    if not told:
        return None
    if case.unanswerable is not None:
        return 0.0
    cited = _by_number(answer, library)
    borne_out = [
        any(
            proves(cited[number], one.text, case, library) or holds_words(cited[number].quote, one.text)
            for number in one.citations
            if number in cited
        )
        for one in told
    ]
    return sum(borne_out) / len(borne_out)


def holds_words(span: str, sentence: str) -> bool:
    """Say whether a span holds a sentence's words: all with a figure, and four of five of the others."""
    wanted = set(normalise(without_additions(without_marks(sentence))).split()) - STOP_WORDS
    held = set(normalise(span).split())
    figures = {word for word in wanted if _FIGURE.search(word)}
    return bool(wanted) and figures <= held and len(wanted & held) >= WORDS_HELD * len(wanted)


def _by_number(answer: Answer, library: ArticleSource) -> dict[int, Citation]:
    return {citation.number: citation for citation in true_spans(answer.citations, library)}
