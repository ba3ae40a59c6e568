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
