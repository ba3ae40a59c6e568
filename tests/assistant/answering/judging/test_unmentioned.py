"""Refusing what the evidence is not even about."""

from assistant.answering.judging.unmentioned import is_about_the_unmentioned
from assistant.answers import Hit
from ingest.records import Header, Passage

TEXT = "Harbour master Ilse Tarn told the council on Monday that the quay at Brenholm would close."
HITS = [Hit(Passage("quay", Header(title="Quay to close"), 0, 0, len(TEXT), TEXT), score=1.0)]


def test_question_about_a_name_that_no_passage_mentions_is_about_the_unmentioned() -> None:
    assert is_about_the_unmentioned("What did Tarn tell Odo Breck?", HITS)


def test_question_about_names_that_the_passages_mention_is_not() -> None:
    assert not is_about_the_unmentioned("What did Ilse Tarn say about Brenholm's quay?", HITS)


def test_one_part_of_a_name_is_enough() -> None:
    assert not is_about_the_unmentioned("What did Professor Tarn Brenholm say?", HITS)


def test_somebody_of_the_same_surname_is_somebody_else() -> None:
    assert is_about_the_unmentioned("What did Ingrid Tarn say?", HITS)
    assert not is_about_the_unmentioned("What did Harbour Master Tarn say?", HITS)


def test_question_that_names_nothing_is_about_the_unmentioned() -> None:
    assert is_about_the_unmentioned("What did he say about it?", HITS)


def test_a_word_that_is_no_name_elsewhere_names_nobody_beside_one_that_is_missing() -> None:
    text = "The Harbour Party won 38 per cent, more than any other party."
    hits = [Hit(Passage("vote", Header(title="Vote"), 0, 0, len(text), text), score=1.0)]
    assert is_about_the_unmentioned("What share did the Green Party win?", hits)
    assert not is_about_the_unmentioned("What share did the Harbour Party win?", hits)
