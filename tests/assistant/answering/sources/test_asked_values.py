"""What a question asks for, and what a sentence gives for it."""

from __future__ import annotations

import pytest

from assistant.answering.sources.asked_values import asked_of
from tests.assistant.answering.sources.asking import (
    BUILT,
    DEAD,
    DESIGNED,
    POPULATION,
    SPORT,
    given,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        (DEAD, "number"),
        (POPULATION, "number"),
        ("What percentage of voters turned out?", "number"),
        (BUILT, "date"),
        ("What year did the mill burn down?", "date"),
        (DESIGNED, "name"),
        ("In which city was the treaty signed?", "name"),
        (SPORT, "class"),
        ("Why did the bridge fall?", "reason"),
        ("What caused the fire?", "reason"),
    ],
)
def test_the_kind_of_value_that_is_asked_for(question: str, kind: str) -> None:
    asked = asked_of(question)
    assert asked is not None
    assert asked.kind == kind


@pytest.mark.parametrize("question", ["What did the minister say?", "Is it true?"])
def test_what_has_no_single_value_is_not_compared(question: str) -> None:
    assert asked_of(question) is None


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        (DEAD, "Nine people were killed and 23 were injured.", "Nine"),
        (DEAD, "The blast injured 23 people and killed nine.", "nine"),
        (DEAD, "St Anna hospital said 27 people had been killed.", "27"),
        (POPULATION, "By then its population was 924 and it contained 401 houses.", "924"),
        ("When was Odd Brekke born?", "Brekke (1885-1955) Date of birth 22 October 1900.", "22 October 1900"),
        ("What party is Ada Lunn of?", "She sat for the Norland Farmers Party.", "Norland Farmers Party"),
        (DEAD, "The death toll rose to 17 overnight.", "17"),
        (DEAD, "The number of people killed has risen to 17, rescuers said.", "17"),
        (DEAD, "Eleven people are now known to have died, after four bodies were found in Halm.", "Eleven"),
        (
            DEAD,
            "The number of people killed by the blast rose to seven after five bodies were found.",
            "seven",
        ),
        (DEAD, "The toll rose to seven after rescuers found the bodies of five fishermen.", "seven"),
        (DEAD, "Twenty-three people were injured.", ""),
        (DEAD, "The blast broke 200 windows.", ""),
        (POPULATION, "In the census of 2010 its population was 741.", "741"),
        (BUILT, "It was built on 19 September 1902 of iron.", "19 September 1902"),
        (DESIGNED, "The library of Halm was designed by Ida Voss.", "Ida"),
        (SPORT, "Odd Brekke is a former ice hockey player who lives in Halm.", "hockey"),
    ],
)
def test_the_value_of_a_sentence(question: str, sentence: str, value: str) -> None:
    assert given(question, sentence) == value


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        ("When was Ida Moll born?", "Ida Moll (15 May 1885 – 8 July 1955) was a painter.", "15 May 1885"),
        ("When did Ida Moll die?", "Ida Moll (15 May 1885 – 8 July 1955) was a painter.", "8 July 1955"),
        ("Which line is Halm on?", "Halm is a stop of the Ring line of Osk.", "Ring line"),
        (POPULATION, "There were 741 people, 310 households and 190 families.", "741"),
        (POPULATION, "There were 58 people per square mile.", ""),
    ],
)
def test_the_value_that_goes_with_what_is_asked(question: str, sentence: str, value: str) -> None:
    assert given(question, sentence) == value


def test_somebody_of_a_party_gives_its_name() -> None:
    question = "What party does Lunn belong to?"
    assert given(question, "Lunn was a member of the Liberals following a merger.") == "Liberals"


def test_a_reason_is_given_where_it_is_plainly_told_as_one() -> None:
    why = "Why did the bridge fall?"
    assert given(why, "The bridge fell because a bolt was rusty, the builder said.") == "a bolt was rusty"
    assert given(why, "Police blamed the fall of the bridge on a lorry.") == "a lorry"
    assert given(why, "The bridge fell after a lorry had crossed it.") == ""


def test_the_fullest_date_is_the_one_that_is_shown() -> None:
    assert given(BUILT, "Begun in 1911, the bridge was built by 4 May 1913.") == "4 May 1913"
