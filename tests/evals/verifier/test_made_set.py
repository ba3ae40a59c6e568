"""The made set: what its changes do, and a small set of it that the assistant's rules must tell apart."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from evals.suite import find_suite, load_suite
from evals.verifier.changes import KINDS
from evals.verifier.command_line import DROPPED, PASSED, judged, within_aims
from evals.verifier.made_set import made_set
from evals.verifier.paraphrases import RULES
from evals.verifier.sources import Source, articles_of, sources_of, stories_of
from ingest.chunking import passages_of
from ingest.records import Article, Header

TEXT = (
    "Olga Brandt, the mayor of Marl, said on Monday that all 1,200 crowns may be paid and that it was late. "
    "The ferry was not stopped by the storm. "
    "“We will rebuild every house in the harbour,” Mr Per Holt said."
)


@pytest.fixture(scope="module")
def source() -> Source:
    passages = tuple(passages_of(Article("marl", Header(), TEXT)))
    return Source(TEXT.split(". ")[0] + ".", "", passages[0], passages, "s01")


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    suite = load_suite(find_suite("newsroom"))
    return sources_of(articles_of(suite.articles, stories_of(suite, "development")))


@pytest.mark.parametrize(
    "kind", ["digit", "date", "negation", "unit", "quantifier", "hedge dropped", "speaker"]
)
def test_a_change_changes_its_sentence(source: Source, kind: str) -> None:
    changed = KINDS[kind](source.text, source, [], random.Random(1))
    assert changed is not None
    assert changed != source.text


def test_a_paraphrase_that_does_not_fit_gives_nothing(source: Source) -> None:
    assert RULES["verbatim"](source) == source.text
    assert RULES["active"](source) is None


def test_the_halves_share_no_story() -> None:
    suite = load_suite(find_suite("newsroom"))
    assert not stories_of(suite, "development") & stories_of(suite, "test")


def test_the_same_seed_makes_the_same_set(sources: list[Source]) -> None:
    first, again = made_set(sources, 60), made_set(sources, 60)
    assert [one.text for one in first] == [one.text for one in again]
    assert Counter(one.true for one in first) == {True: 60, False: 60}
    assert {one.kind for one in first if not one.true} == set(KINDS)


def test_a_small_set_is_told_apart(sources: list[Source]) -> None:
    findings = judged(made_set(sources, 100))
    assert within_aims(findings)
    names = [figure.name for figure in findings.groups[0].figures]
    assert names[:2] == [DROPPED, PASSED]
    assert len(findings.rows) == 200
