"""What the floor of the support score is set on."""

from __future__ import annotations

from assistant.answering.checking.support import SupportModel
from assistant.answering.checking.verification import is_quoted, verify
from evals.fitting.support import floor_of, true_sentences
from evals.suite import find_suite, load_suite
from evals.verifier.sources import articles_of, stories_of


def _articles(name: str, stories: frozenset[str] | None) -> set[str]:
    return {article.id for _, article in articles_of(load_suite(find_suite(name)).articles, stories)}


def test_true_sentences_of_a_suite_with_halves_are_of_its_development_half() -> None:
    suite = load_suite(find_suite("newsroom"))
    used = {one.passages[0].article_id for one in true_sentences("newsroom")}
    assert used
    assert used <= _articles("newsroom", stories_of(suite, "development"))
    assert not used & _articles("newsroom", stories_of(suite, "test"))


def test_true_sentences_of_a_suite_without_halves_are_of_all_its_articles() -> None:
    used = {one.passages[0].article_id for one in true_sentences("development")}
    assert len(used) > len(_articles("development", None)) / 2


def test_the_floor_keeps_most_of_the_true_sentences_and_is_of_one_of_the_worst() -> None:
    model = SupportModel.load()
    true = [one for one in true_sentences("development") if one.kind != "verbatim"][:60]
    floor = floor_of(model, true)
    scores = [
        model.probability(one.text, [passage.text for passage in one.passages])
        for one in true
        if verify(one.text, one.passages).passed and not is_quoted(one.text, one.passages)
    ]
    assert len(scores) > 10
    assert sum(score < floor for score in scores) == 1
