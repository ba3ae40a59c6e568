"""Who did it to whom."""

from __future__ import annotations

import pytest

from assistant.answering.judging.relation import Relation, is_turned_round, relation_asked, verb_stem

MINISTER = "Whom did the minister visit?"
VISITOR = "Who visited the minister?"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (MINISTER, "The minister was visited by the king on Friday."),
        (MINISTER, "The king visited the minister on Friday."),
        (VISITOR, "The minister visited the king on Friday."),
        (VISITOR, "The king was visited by the minister."),
        ("Who defeated Lanvale United?", "Lanvale United defeated Port Hestle 3-1."),
        ("Which team did Lanvale United defeat?", "Lanvale United were defeated by Port Hestle."),
        ("Which company did Talvek buy?", "Talvek was bought by Oldbridge for 3 million."),
        ("Who accused Ilva Brandt of lying?", "Ilva Brandt accused the mayor of lying."),
        ("Who was accused by Ilva Brandt?", "The mayor accused Ilva Brandt of lying."),
    ],
)
def test_the_reverse_is_told(question: str, sentence: str) -> None:
    assert is_turned_round(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (MINISTER, "The minister visited the king on Friday."),
        (MINISTER, "The king was visited by the minister on Friday."),
        (VISITOR, "The king visited the minister on Friday."),
        (VISITOR, "The minister was visited by the king on Friday."),
        ("Who criticised the party?", "The mayor criticised the party, and the party criticised the mayor."),
        ("Who attacked the convoy?", "The convoy was attacked near Velm by men in masks."),
        ("Who met Dora Filip?", "Dora Filip met Paul Mbeza on Friday."),
        ("When did the minister visit the king?", "The king was visited by the minister on Friday."),
        ("Who won?", "The minister won."),
        (
            "Who did Emil Strand appoint as the next minister?",
            "She was a minister before Strand was elected.",
        ),
        ("Who attacked the convoy?", "The convoy left early to attack the camp."),
    ],
)
def test_what_tells_it_the_right_way_or_is_not_plain_stays(question: str, sentence: str) -> None:
    assert not is_turned_round(question, sentence)


def test_a_relation_is_read_from_plain_questions_only() -> None:
    assert relation_asked(MINISTER) == Relation("visit", frozenset({"minist"}), "doer")
    assert relation_asked(VISITOR) == Relation("visit", frozenset({"minist"}), "done to")
    assert relation_asked("Who is the minister?") is None
    assert relation_asked("Why did the minister go?") is None


def test_two_forms_of_a_verb_have_one_stem() -> None:
    assert verb_stem("sent") == verb_stem("send")
    assert verb_stem("sued") == verb_stem("sue")


@pytest.mark.parametrize("verb", ["say", "add", "warn", "reply"])
def test_who_speaks_may_stand_behind_the_verb(verb: str) -> None:
    told = {"say": "said", "reply": "replied"}.get(verb, f"{verb}ed")
    assert not is_turned_round(f"What did Ida Moll {verb}?", f'"We will fight," {told} Ida Moll.')


def test_a_question_that_names_both_is_turned_round_too() -> None:
    question = "When did Velm sue Orrinia?"
    assert is_turned_round(question, "On Sunday Orrinia sued Velm over the bridge.")
    assert not is_turned_round(question, "On Sunday Velm sued Orrinia over the bridge.")
    assert not is_turned_round("Why did Velm thank Orrinia?", "Velm also thanked Orrinia for the bridge.")
