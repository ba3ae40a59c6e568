"""What a question asks for, and whether two sentences give different values for it."""

from __future__ import annotations

import pytest

from assistant.answering.sources.asked_values import asked_of, differ, is_part_of, value_in

DEAD = "How many people were killed in the blast?"
POPULATION = "What is the population of Halm?"
BUILT = "When was the bridge built?"
DESIGNED = "Who designed the library of Halm?"
SPORT = "What sport is Odd Brekke associated with?"


def given(question: str, sentence: str) -> str:
    asked = asked_of(question)
    value = value_in(sentence, asked) if asked else None
    return sentence[value.start : value.end] if value else ""


def values_differ(question: str, one: str, other: str, *, as_update: bool = False) -> bool:
    asked = asked_of(question)
    assert asked is not None
    left, right = value_in(one, asked), value_in(other, asked)
    return bool(left and right and differ(left, right, as_update=as_update))


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
    ("question", "one", "other"),
    [
        (DEAD, "Nine people were killed.", "The blast killed 17."),
        (
            DEAD,
            "Nine people were killed and 23 injured.",
            "The death toll stands at 17, with 23 people injured.",
        ),
        (BUILT, "It was built in 1902.", "The bridge was built on 3 May 1911."),
        (DESIGNED, "The library was designed by Ida Voss.", "Its designer was the architect Karl Brandt."),
        (SPORT, "Odd Brekke is an ice hockey player.", "Odd Brekke is a golfer from Halm."),
        (
            "How much does the tower cost?",
            "The tower costs 200,000 crowns.",
            "The tower costs 250,000 crowns.",
        ),
    ],
)
def test_other_values_for_the_same_thing_differ(question: str, one: str, other: str) -> None:
    assert values_differ(question, one, other)
    assert values_differ(question, other, one)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (DEAD, "Nine people were killed.", "Twenty-three people were injured."),
        (DEAD, "Nine people were killed.", "9 people were killed."),
        (DEAD, "Nine people were killed.", "More than eight people were killed."),
        (DEAD, "Nine people were killed.", "The blast broke 200 windows."),
        (BUILT, "It was built in 1902.", "It was built on 19 September 1902."),
        (BUILT, "It was built in 1902.", "It was opened on 19 September."),
        (DESIGNED, "It was designed by Ida Voss.", "Ms Voss drew it with Karl Brandt."),
        (SPORT, "Odd Brekke is an ice hockey player.", "Odd Brekke was the captain of a hockey team."),
        ("How much does the tower cost?", "The tower costs 200,000 crowns.", "The tower costs $25,000."),
    ],
)
def test_what_can_both_be_true_does_not_differ(question: str, one: str, other: str) -> None:
    assert not values_differ(question, one, other)


def test_a_higher_lower_bound_brings_the_other_up_to_date() -> None:
    one, other = "At least 12 people were killed.", "At least 17 people were killed."
    assert values_differ(DEAD, one, other, as_update=True)
    assert not values_differ(DEAD, one, other)


@pytest.mark.parametrize(
    "sentence",
    [
        "The death toll rose from 12 to 17 people.",
        "The death toll was put at 17 people, up from 12.",
        "The blast killed 17 people, and not 12 as we wrote.",
    ],
)
def test_an_amount_that_no_longer_holds_is_not_the_value(sentence: str) -> None:
    assert given(DEAD, sentence).startswith("17")


def test_no_more_than_is_a_bound_from_above() -> None:
    asked = asked_of("How many drivers went on strike?")
    assert asked is not None
    few, many = (
        value_in(f"{words} drivers went on strike.", asked) for words in ("No more than 30", "Over 80")
    )
    assert few is not None
    assert many is not None
    assert differ(few, many)


def test_a_group_of_people_is_part_of_all_people() -> None:
    asked = asked_of(DEAD)
    assert asked is not None
    sentences = "Twelve children were killed.", "The blast killed 60 people."
    few, all_of_them = (value_in(sentence, asked) for sentence in sentences)
    assert few is not None
    assert all_of_them is not None
    assert is_part_of(few, all_of_them, *sentences)
    assert not is_part_of(all_of_them, few, *reversed(sentences))


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


@pytest.mark.parametrize(
    "one",
    [
        "About 1,500 protesters took to the streets of Halm.",
        "1,500 marchers came, the organisers said.",
        "The organisers counted 1,500 demonstrators.",
        "1,500 supporters were there.",
    ],
)
@pytest.mark.parametrize(
    "question", ["How many people marched in Halm?", "How many protesters marched in Halm?"]
)
def test_a_crowd_is_people(one: str, question: str) -> None:
    assert values_differ(question, one, "Some 600 people marched through Halm.")


def test_a_crowd_is_no_part_of_more_people_unless_something_befell_it() -> None:
    def is_part(question: str, one: str, other: str) -> bool:
        asked = asked_of(question)
        assert asked is not None
        left, right = value_in(one, asked), value_in(other, asked)
        assert left is not None
        assert right is not None
        return is_part_of(left, right, one, other)

    assert not is_part("How many people marched?", "600 protesters marched.", "1,500 people marched.")
    assert is_part(DEAD, "Six protesters were killed.", "15 people were killed.")


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Two of those arrested were children.", ""),
        ("The treaty was signed by 40 states, 12 of them in the north.", ""),
        ("The police held 31 people, two of whom were arrested at home.", "31"),
    ],
)
def test_some_of_those_counted_are_no_count_of_all(sentence: str, value: str) -> None:
    question = (
        "How many countries signed the treaty?" if "treaty" in sentence else "How many people were arrested?"
    )
    assert given(question, sentence) == value


def test_so_many_of_the_things_asked_for_are_a_count() -> None:
    assert given("How many votes are needed to win?", "It takes 270 of these votes to win.") == "270"


def test_some_of_so_many_are_counted_and_not_the_whole() -> None:
    assert given("How many seats did the Blues win?", "The Blues won 41 of the 120 seats.") == "41"


def test_those_who_died_of_the_injured_are_all_who_died() -> None:
    assert given(DEAD, "The blast hurt 40 people, 12 of whom died.") == "12"


def test_only_one_is_a_count() -> None:
    question = "How many ships were sunk in the raid?"
    assert values_differ(
        question, "Three ships were sunk in the raid.", "Only one ship was sunk in the raid."
    )
    assert given(question, "The one ship in the bay was theirs.") == ""


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
