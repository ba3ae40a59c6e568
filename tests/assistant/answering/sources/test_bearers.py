"""Whether two articles tell of different bearers of one name."""

from __future__ import annotations

import pytest

from assistant.answering.sources.bearers import are_namesakes, namesakes

POPULATION = "What is the population of Holm Township, Norland?"


@pytest.mark.parametrize(
    ("question", "ours", "theirs"),
    [
        (
            POPULATION,
            "Holm Township, Sund County\nThe census found 887 people.",
            "Holm Township, Elm County, Norland\nIts population was 924.",
        ),
        (
            'Who sings on "Open Water"?',
            "Open Water (Ada Lunn album)\nIt came out in May.",
            "Open Water (1987 film)\nIt was shot in May.",
        ),
        ("When was Mayor Holm born?", "Ada Holm is the mayor of Lund.", "Nils Holm is the mayor of Varde."),
        (
            "What party does Brandt belong to?",
            "The mayor Ada Brandt joined the Greens.",
            "The pilot Nils Brandt is a Liberal.",
        ),
    ],
)
def test_what_each_adds_to_the_name_tells_two_bearers_apart(question: str, ours: str, theirs: str) -> None:
    assert are_namesakes(question, ours, theirs)


@pytest.mark.parametrize(
    ("question", "ours", "theirs"),
    [
        (POPULATION, "Holm Township, Sund County\nIt has 887 people.", "In Holm Township 924 people live."),
        (POPULATION, "Holm Township, Sund County", "Holm Township, Sund County, Norland"),
        ("Who beat Brandt?", "Mayor Brandt lost on Sunday.", "President Brandt lost on Sunday."),
        ("Who beat Brandt?", "Ada Brandt lost.", "Ms Brandt lost. Ada was in tears. Old Brandt wept."),
        ("When was the Museum of Fine Arts built?", "The Lund Museum is new.", "The Holm Museum is old."),
    ],
)
def test_one_bearer_may_be_called_in_two_ways(question: str, ours: str, theirs: str) -> None:
    assert not are_namesakes(question, ours, theirs)


def test_a_bearer_is_called_as_its_article_calls_it() -> None:
    glued = "Holm Township, Sund County, Norland Holm Township is one of nine townships."
    other = "Holm Township, Elm County\nIts population was 924."
    assert namesakes(POPULATION, glued, other) == (
        "Holm Township, Sund County, Norland",
        "Holm Township, Elm County",
    )
