"""What is told where one name has several bearers. Scores are given."""

from __future__ import annotations

from datetime import date

from assistant.answering.candidates import Candidate, candidates_of
from assistant.answering.judging.judge import Judgement
from assistant.answering.sources.disagreement import differing_in
from assistant.answering.sources.views import Differing
from assistant.answers import Hit
from tests.assistant.press import passage

MARCH, APRIL = date(2022, 3, 1), date(2022, 4, 1)
POPULATION = "What is the population of Holm Township?"
SUND = "Holm Township, Sund County, is small. The census of 2000 found 887 people in the township."
ELM = "Holm Township, Elm County, is old. The census of 2010 found 924 people in the township."


def told(question: str, *texts: str, days: tuple[date, date] = (MARCH, MARCH)) -> Differing | None:
    """Ask with the last sentence of each text as those that answer, the first best."""
    hits = [Hit(passage(name, text, day), 1.0) for name, text, day in zip("ab", texts, days, strict=True)]
    ranked: list[tuple[Candidate, float]] = [
        (candidates_of([hit])[-1], 5.0 - place) for place, hit in enumerate(hits)
    ]
    judgement = Judgement(tuple(hits), tuple(ranked), None, 1.0, answers=True)
    return differing_in(question, judgement, lambda _, texts: [-5.0] * len(texts))


def test_each_bearer_of_a_name_is_told_by_its_name() -> None:
    found = told(POPULATION, SUND, ELM)
    assert found is not None
    assert [view.bearer for view in found.views] == [
        "Holm Township, Sund County",
        "Holm Township, Elm County",
    ]


def test_what_is_told_of_two_bearers_is_no_series() -> None:
    found = told(POPULATION, SUND, ELM, days=(MARCH, APRIL))
    assert found is not None
    assert not found.is_series
    assert "887" in found.views[0].candidate.text


def test_figures_of_other_years_do_not_differ() -> None:
    assert told(POPULATION, SUND, ELM.replace(", Elm County,", "")) is None


def test_what_can_not_be_compared_is_told_of_each_bearer_of_a_name() -> None:
    found = told(
        "What is made in Holm Township?",
        "Holm Township, Sund County, is small. It is known for its glass.",
        "Holm Township, Elm County, is old. The township lives by fishing.",
    )
    assert found is not None
    assert [view.bearer for view in found.views] == [
        "Holm Township, Sund County",
        "Holm Township, Elm County",
    ]


def test_of_one_bearer_what_can_not_be_compared_is_told_once() -> None:
    assert (
        told(
            "What is made in Holm Township?",
            "Holm Township, Sund County, is small. It is known for its glass.",
            "Holm Township, Sund County, is old. The township lives by fishing.",
        )
        is None
    )


def test_bearers_of_a_name_may_have_a_forefather_in_common() -> None:
    found = told(
        "Who was the husband of Ysolde?",
        "Ysolde (daughter of Orm) was a queen. Ysolde was the wife of Ragnar and a niece of Harald.",
        "Ysolde (wife of Sigurd) was a queen. Ysolde was the wife of Sigurd and an aunt of Harald.",
    )
    assert found is not None
    assert len(found.views) == 2


YES_OR_NO = "Did the smugglers fire first at the post of Olbia?"
WHY = "Why did the whales strand at Skarra?"
SONAR = "The whales stranded at Skarra because of the noise of warships, the society said."
ILL = "The whales stranded at Skarra because they were ill, the navy said."


def test_reasons_that_two_speakers_give_differ() -> None:
    found = told(WHY, SONAR, ILL)
    assert found is not None
    assert len(found.views) == 2


def test_reasons_that_nobody_or_one_speaker_gives_may_both_be_true() -> None:
    assert told(WHY, SONAR, ILL.replace(", the navy said", "")) is None
    assert told(WHY, SONAR, ILL.replace("the navy", "the society")) is None


def test_a_sentence_before_that_names_who_speaks_is_told_though_it_begins_with_that() -> None:
    found = told(
        "How many jobs will be lost at Kessler?",
        "Kessler said 900 jobs will be lost.",
        "That is far too low, the union said. It counted 2,000 jobs that will be lost at Kessler.",
    )
    assert found is not None
    assert found.views[1].candidate.text.startswith("That is far too low, the union said. It counted")


def test_what_is_so_instead_is_told_with_the_denial_before_it() -> None:
    claim = "Smugglers fired first at the post of Olbia, the minister said."
    denial = (
        "Villagers denied that the smugglers had fired first. Guards at the post fired when a lorry came."
    )
    hits = [Hit(passage(name, text, MARCH), 1.0) for name, text in (("a", claim), ("b", denial))]
    ranked = tuple((candidates_of([hit])[0], 5.0) for hit in hits)
    judgement = Judgement(tuple(hits), ranked, None, 1.0, answers=True)
    for question, told_in_all in (
        ("Who fired first at the post of Olbia?", denial),
        (YES_OR_NO, denial[:52]),
    ):
        found = differing_in(question, judgement, lambda _, texts: [-5.0] * len(texts))
        assert found is not None
        assert found.views[1].candidate.text == told_in_all
