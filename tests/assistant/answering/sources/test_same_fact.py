"""Which passages are cited for telling the same fact."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.answering.candidates import Candidate, candidates_of, quotable_of
from assistant.answering.sources.same_fact import sources_of, tells_the_same
from assistant.answers import Hit
from tests.assistant.answering.tower import DEAR, REWORDED, STORY, TOWER, hit
from tests.assistant.press import passage


def sources(hits: Sequence[Hit], text: str = TOWER) -> list[str]:
    candidates = list(quotable_of(hits))
    (quoted, *_) = (candidate for candidate in candidates if candidate.text == text)
    return [source.article_id for source in sources_of(quoted, candidates)]


def test_the_sentence_s_own_passage_is_cited_first() -> None:
    assert sources([hit("other", REWORDED), hit("story", STORY)]) == ["story", "other"]


def test_the_same_words_in_another_article_are_cited() -> None:
    assert sources([hit("a", TOWER), hit("b", f"Gulls nest there. {TOWER}")]) == ["a", "b"]


def test_one_passage_of_each_article_is_cited() -> None:
    again = Hit(passage("story", f"Once more: {TOWER}", start=500), 1.0)
    assert sources([hit("story", STORY), again]) == ["story"]


def test_copies_of_an_agreeing_passage_are_cited_too() -> None:
    hits = [hit("story", STORY), hit("other", REWORDED, ("copy", REWORDED))]
    assert sources(hits) == ["story", "other", "copy"]


def test_a_copy_that_was_altered_where_it_matters_is_not_cited() -> None:
    hits = [
        hit(
            "story",
            STORY,
            ("dear", STORY.replace("200,000", "250,000")),
            ("not", STORY.replace("wants", "does not want")),
        ),
    ]
    assert sources(hits) == ["story"]


def test_a_figure_elsewhere_in_a_copy_does_not_make_up_for_the_altered_one() -> None:
    altered = STORY.replace("200,000", "250,000") + " Last year it was 200,000."
    assert sources([hit("story", STORY, ("altered", altered))]) == ["story"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (TOWER, REWORDED),
        (TOWER, TOWER.upper()),
        ("Three buyers have come forward for the tower.", "For the tower 3 buyers have come forward."),
        (
            "The council paid 1,250 crowns to mend the tower's lamp.",
            "To mend the lamp of the tower, the council paid 1250 crowns.",
        ),
        (
            "This spring Orrin's tower will not go to a hotel in Vessby.",
            "The tower of Orrin won’t go to a Vessby hotel this spring.",
        ),
        ("Mayor Helen Stroud did not attend the march.", "Helen Stroud, the mayor, didn't attend the march."),
    ],
)
def test_the_same_fact_in_other_words_is_the_same(left: str, right: str) -> None:
    assert tells_the_same(left, right)
    assert tells_the_same(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (TOWER, DEAR),
        (TOWER, TOWER.replace(" for 200,000 crowns", "")),
        ("Three buyers have come forward.", "Four buyers have come forward."),
        ("It cost 12 million crowns to mend.", "It cost 12 billion crowns to mend."),
        ("The tower will be sold in May.", "The tower will not be sold in May."),
        ("The tower will be sold in May.", "The tower won’t be sold in May."),
        (TOWER, "Gulls have nested under the roof of the tower for years."),
        ("Mayor Helen Stroud did not attend.", "The mayor, Helen Stroud, has not said how she will vote."),
        ("Mayor Helen Stroud attended.", "The mayor, Helen Stroud, resigned."),
        (
            "The council of Orrin did not sell the old tower in May.",
            "The council of Orrin did not mend the tower to sell in May.",
        ),
        ("What is it?", "What is it?"),
        ("", TOWER),
    ],
)
def test_another_figure_a_denial_or_another_matter_is_not_the_same(left: str, right: str) -> None:
    assert not tells_the_same(left, right)
    assert not tells_the_same(right, left)


def test_a_part_may_be_told_by_a_longer_sentence_but_not_the_other_way_round() -> None:
    longer = f"{TOWER[:-1]}, and three buyers have come forward for its 96 steps, lamp, roof and gulls."
    assert tells_the_same(TOWER, longer, part=True)
    assert not tells_the_same(TOWER, longer)
    assert not tells_the_same(longer, TOWER, part=True)


def test_a_candidate_may_be_its_own_only_source() -> None:
    (candidate,) = candidates_of([hit("a", TOWER)])
    assert isinstance(candidate, Candidate)
    assert sources_of(candidate, []) == (candidate.passage,)
