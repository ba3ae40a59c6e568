"""What the sentence selector is shown."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from evals.fitting.stories import (
    LATER_NEWS,
    NEWS,
    OTHERS,
    Group,
    Sentence,
    drawn,
    news_groups,
    sentence_groups,
    unanswerable_groups,
)

STORY = """
- articles:
    - title: "Orrin sells its tower"
      text: |
        The council sells the tower. It wants 200,000 crowns.

        Gulls nest there.
    - title: "Tower for sale"
      text: |
        For 200,000 crowns the tower is yours.
  questions:
    - q: "What does the tower cost?"
      a: ["It wants 200,000 crowns.", "For 200,000 crowns the tower is yours."]
    - q: "Who buys the tower?"
"""


def written(folder: Path, content: str) -> Path:
    (folder / "story.yaml").write_text(content, encoding="utf-8")
    return folder


def test_the_sentences_of_both_articles_are_candidates_with_what_stands_before(tmp_path: Path) -> None:
    answered, unanswered = news_groups(written(tmp_path, STORY))
    assert [sentence.text for sentence in answered.sentences if sentence.answers] == [
        "It wants 200,000 crowns.",
        "For 200,000 crowns the tower is yours.",
    ]
    assert answered.sentences[1].before == "The council sells the tower."
    assert [sentence.before for sentence in answered.sentences][3] == ""
    assert not any(sentence.answers for sentence in unanswered.sentences)
    assert len(unanswered.sentences) == 4


def test_an_answer_that_is_no_sentence_of_its_story_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="What does the tower cost"):
        news_groups(written(tmp_path, STORY.replace('["It wants', '["It needs')))


@pytest.mark.parametrize("folder", [NEWS, LATER_NEWS])
def test_the_shipped_stories_can_be_read_and_half_of_their_questions_are_unanswerable(folder: Path) -> None:
    groups = news_groups(folder)
    answerable = sum(any(sentence.answers for sentence in group.sentences) for group in groups)
    assert len(groups) > 2000
    assert 0.45 < answerable / len(groups) < 0.55


def test_what_is_shown_changes_and_never_holds_more_than_it_may(tmp_path: Path) -> None:
    others = tuple(Sentence(f"Gull {number} nests there.", answers=False) for number in range(20))
    group = Group("Which gull?", (Sentence("Gull x is it.", answers=True), *others), in_context=True)
    chance = random.Random(1)
    shown = [drawn(group, chance) for _ in range(50)]
    assert all(len(one.others) == OTHERS for one in shown)
    assert len({one.others for one in shown}) > 10
    assert {one.answering for one in shown} == {(), ("Gull x is it.",)}


def test_sentences_without_an_article_stand_alone_or_behind_any_other(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        json.dumps({"question": "Why?", "answering": ["Because."], "other": ["No."]}), encoding="utf-8"
    )
    (group,) = sentence_groups(file)
    chance = random.Random(1)
    texts = {text for _ in range(50) for text in drawn(group, chance).others}
    assert texts == {"No.", "Because. [SEP] No.", "No. [SEP] No."}


def test_only_the_first_half_of_the_unanswerable_questions_is_learnt_from(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    items = [
        {"question": f"Q{n}", "answerable": n == 0, "articles": [{"title": "T", "sentences": ["A.", "B."]}]}
        for n in range(5)
    ]
    file.write_text("\n".join(map(json.dumps, items)), encoding="utf-8")
    groups = unanswerable_groups(file)
    assert [group.question for group in groups] == ["Q1", "Q2"]
    assert groups[0].sentences == (Sentence("A.", False, "T"), Sentence("B.", False, "T", "A."))


def test_a_row_is_learnt_as_the_judge_reads_it(tmp_path: Path) -> None:
    story = """
- articles:
    - title: "Baths"
      text: |
        The hours are these:

        Day | Hours
        Saturday | 09:00-18:00
        Sunday | 10:00-16:00
  questions:
    - q: "When do the baths open on Sunday?"
      a: ["Sunday | 10:00-16:00"]
"""
    (group,) = news_groups(written(tmp_path, story))
    (answer,) = (sentence for sentence in group.sentences if sentence.answers)
    assert (answer.text, answer.before) == ("The hours are these: Day: Sunday; Hours: 10:00-16:00", "")
