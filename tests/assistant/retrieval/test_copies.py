"""The same words in several articles."""

from __future__ import annotations

from datetime import date

from assistant.retrieval.copies import group_copies
from ingest.copies import SAME_FROM, resemblance, shingles
from tests.assistant.press import passage

WIRE = (
    "The lighthouse of Orrin was switched off on Thursday after 140 years. A buoy with a lamp will take its place "
    "from April, the harbour master said. Three buyers have come forward for the tower."
)


def alike(left: str, right: str) -> float:
    one, other = shingles(left), shingles(right)
    return resemblance(len(one), len(other), len(one & other))


def test_texts_that_differ_in_marks_and_capitals_only_are_the_same() -> None:
    assert alike(WIRE, WIRE.upper().replace(".", " –")) == 1.0


def test_texts_without_a_common_run_of_words_have_nothing_in_common() -> None:
    assert alike("one two three four", "four three two one") == 0.0


def test_resemblance_is_the_share_of_common_runs() -> None:
    # (a b c) (b c d) and (b c d) (c d e): one in common of three.
    assert alike("a b c d", "b c d e") == 1 / 3


def test_a_text_without_words_resembles_nothing_not_even_itself() -> None:
    assert shingles("…!") == frozenset()
    assert alike("…!", "…!") == 0.0


def test_texts_shorter_than_a_run_are_compared_whole() -> None:
    assert alike("Good morning", "good morning!") == 1.0
    assert alike("Good morning", "good evening") == 0.0


def test_a_wire_story_with_small_edits_is_one_group_and_the_first_found_stays_first() -> None:
    edited = WIRE.replace("Three buyers", "Four buyers").replace("harbour master", "harbourmaster")
    assert alike(WIRE, edited) >= SAME_FROM
    first = passage("first", WIRE, date(2021, 3, 4))
    other = passage(
        "other", "Nothing of this has to do with the sea at all, said the baker.", date(2022, 1, 1)
    )
    undated = passage("undated", WIRE)
    old, new = passage("old", edited, date(2020, 1, 1)), passage("new", edited, date(2022, 1, 1))
    groups = group_copies([first, undated, other, old, new])
    assert [[member.article_id for member in group] for group in groups] == [
        ["first", "new", "old", "undated"],
        ["other"],
    ]


def test_a_rewritten_story_is_no_copy() -> None:
    rewritten = (
        "After 140 years Orrin has turned off its lighthouse; from April there will be a buoy with a lamp."
    )
    assert len(group_copies([passage("first", WIRE), passage("second", rewritten)])) == 2


def test_passages_of_one_article_are_never_copies_of_each_other() -> None:
    groups = group_copies([passage("a", WIRE), passage("a", WIRE, start=500), passage("b", WIRE)])
    assert [[member.article_id for member in group] for group in groups] == [["a", "b"], ["a"]]


def test_nothing_makes_no_group() -> None:
    assert group_copies([]) == []
