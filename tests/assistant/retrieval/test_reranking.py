"""The cross-encoder: what answers scores above what does not, and a score belongs to its pair alone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from assistant.retrieval.reranking import CrossEncoder

QUESTION = "How much did the new oven cost?"
ANSWER = "The owner spent 85,000 crowns on a new oven."
TEXTS = [
    ANSWER,
    "The comet can't be seen without glasses.",
    "The recipe for rye bread has not changed. " * 20,
    "",
    "🎈",
    "oven " * 2000,
]


def test_what_answers_scores_above_what_does_not(cross_encoder: CrossEncoder) -> None:
    answer, comet, recipe, *_ = cross_encoder.scores(QUESTION, TEXTS)
    assert answer > 0 > comet
    assert answer > recipe


def test_a_score_is_the_same_in_any_company(cross_encoder: CrossEncoder) -> None:
    together = cross_encoder.scores(QUESTION, TEXTS)
    assert [cross_encoder.scores(QUESTION, [text])[0] for text in TEXTS] == together
    assert cross_encoder.scores(QUESTION, TEXTS[::-1]) == together[::-1]


def test_a_score_is_the_same_on_any_number_of_threads(cross_encoder: CrossEncoder) -> None:
    expected = cross_encoder.scores(QUESTION, TEXTS)
    assert CrossEncoder(threads=1).scores(QUESTION, TEXTS) == expected
    assert CrossEncoder(threads=3).scores(QUESTION, TEXTS) == expected
    with ThreadPoolExecutor(4) as pool:
        calls = [pool.submit(cross_encoder.scores, QUESTION, TEXTS) for _ in range(4)]
        assert all(call.result() == expected for call in calls)


def test_no_texts_have_no_scores(cross_encoder: CrossEncoder) -> None:
    assert cross_encoder.scores(QUESTION, []) == []
