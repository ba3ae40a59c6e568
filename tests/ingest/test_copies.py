"""The same story twice, and how many independent origins there are."""

from __future__ import annotations

import pytest

from ingest.copies import Telling, agencies_of, count_origins, is_copy
from ingest.records import Article, Header

WIRE = (
    "A ferry ran aground off Sallow Point on Tuesday with 80 people on board. All of them were brought ashore by "
    "fishing boats within two hours, the coast guard said. The cause of the accident is being looked into."
)
OWN = (
    "I was frying eggs when the Tern hit the rocks, says Mona Pell, who lives above the bay. Eighty passengers had to "
    "leave the ferry. Her husband took eleven of them home in his boat, wet through and singing."
)


def telling(name: str, text: str, outlet: str = "", words: str = "") -> Telling:
    return Telling(
        Article(name, Header(title=name, outlet=outlet or f"The {name} Paper"), text), words or text
    )


def test_reports_of_their_own_are_two_origins() -> None:
    assert count_origins([telling("a", WIRE), telling("b", OWN)]) == 2


def test_five_near_copies_are_one_origin() -> None:
    copies = [telling(f"a{n}", WIRE.replace("80 people", f"{80 + n} people")) for n in range(5)]
    assert count_origins(copies) == 1


def test_a_report_taken_over_into_a_longer_article_is_a_copy() -> None:
    assert is_copy(WIRE, f"{OWN}\n{WIRE}\n{OWN.replace('eggs', 'fish')}")
    assert not is_copy(WIRE, OWN)


def test_a_short_sentence_may_be_the_same_by_chance() -> None:
    assert not is_copy("Nobody was hurt.", "Nobody was hurt.")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "SALLOW (Reuters) - Mona Pell was frying eggs. ",
            "The ferry struck at noon, according to Reuters. ",
        ),
        ("SALLOW (AP) — Mona Pell was frying eggs. ", "Reported by Associated Press. "),
        (
            "SALLOW, May 4 (AFP) - Mona Pell was frying eggs. ",
            "The boat was old, Agence France-Presse reported. ",
        ),
        (
            "SALLOW (CPA) - Mona Pell was frying eggs. ",
            "The boat was old, according to the Coast Press Agency. ",
        ),
    ],
)
def test_articles_that_credit_one_agency_are_one_origin(one: str, other: str) -> None:
    assert count_origins([telling("a", one + OWN), telling("b", other + WIRE)]) == 1


def test_an_article_that_credits_an_agency_and_the_agencys_own_are_one_origin() -> None:
    own = telling("own", WIRE, outlet="Coast Press Agency")
    assert count_origins([own, telling("b", "SALLOW (CPA) - " + OWN)]) == 1
    assert count_origins([own, telling("b", OWN)]) == 2


def test_different_agencies_are_different_origins() -> None:
    articles = [telling("a", "SALLOW (Reuters) - " + WIRE), telling("b", "SALLOW (AFP) - " + OWN)]
    assert count_origins(articles) == 2


def test_articles_of_one_outlet_are_one_origin() -> None:
    assert count_origins([telling("a", WIRE, outlet="The Bay"), telling("b", OWN, outlet="the bay")]) == 1


def test_articles_without_an_outlet_are_not_taken_for_one() -> None:
    unknown = [Telling(Article(name, Header(), text), text) for name, text in (("a", WIRE), ("b", OWN))]
    assert count_origins(unknown) == 2


def test_an_agency_named_far_from_the_words_and_the_ends_is_no_credit() -> None:
    middle = f"{OWN * 3} The pilot told Reuters nothing. {OWN * 3}"
    assert agencies_of(telling("a", middle, words=OWN)) == frozenset()
    assert agencies_of(telling("a", middle, words="The pilot told Reuters nothing.")) == {"Reuters"}


def test_brackets_that_are_no_dateline_credit_nobody() -> None:
    assert agencies_of(telling("a", "The Tern (1974) was sold. " + OWN)) == frozenset()
    assert agencies_of(telling("a", "A tap of the ap told her. " + OWN)) == frozenset()


def test_nothing_has_no_origin() -> None:
    assert count_origins([]) == 0


def test_two_short_articles_that_are_the_same_word_for_word_are_one_origin() -> None:
    text = "The school on Mill Street closes in June, the council said on Monday evening."
    assert count_origins([telling("a", text), telling("b", f"{text}\n")]) == 1
    assert count_origins([telling("a", text), telling("b", text.replace("June", "July"))]) == 2
