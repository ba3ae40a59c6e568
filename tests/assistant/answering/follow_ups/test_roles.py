"""Who bears a role that a follow-up speaks of without a name."""

from __future__ import annotations

import pytest

from assistant.answering.follow_ups.roles import bearer, with_bearers

HALM = (
    "Prime Minister Edda Morn came to Halm. The mayor, Sanna Kreel, met her with stage director Hew Tarrant."
)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("the prime minister", "Edda Morn"),
        ("the mayor of Halm", "Sanna Kreel"),
        ("the director", "Hew Tarrant"),
        ("the farmer", ""),
    ],
)
def test_a_role_s_bearer_is_named_beside_it(role: str, name: str) -> None:
    assert bearer(role, [HALM]) == name


def test_a_director_goes_before_a_stage_director() -> None:
    assert bearer("the director", ["The opera and its director, Ida Moll, part.", HALM]) == "Ida Moll"
    assert bearer("the director", [f"{HALM} The opera has lost its director, Ida Moll."]) == "Ida Moll"


def test_of_two_bearers_neither_is_named() -> None:
    assert bearer("the minister", ["The minister, Ida Moll, met the minister, Odd Brekke, in Marl."]) == ""


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did the mayor say?", "What did the mayor, Sanna Kreel, say?"),
        ("Who met the mayor?", "Who met the mayor, Sanna Kreel?"),
        ("Who is the mayor?", "Who is the mayor?"),
        ("What did the mayor of Marl say?", "What did the mayor of Marl say?"),
        ("What did the farmer say?", "What did the farmer say?"),
    ],
)
def test_a_bare_role_gets_its_bearer_s_name(question: str, named: str) -> None:
    assert with_bearers(question, [HALM]) == named
