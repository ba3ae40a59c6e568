from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from ingest.chunking import LONGEST_PASSAGE, WORDS_PER_PASSAGE, passages_of
from ingest.sentences import sentence_spans
from tests.ingest.invented import make_article, random_text, story


def test_passages_are_whole_sentences_of_about_ninety_words() -> None:
    article = make_article("bridge", story("Orrin", sentences=200))
    passages = passages_of(article)
    starts, ends = zip(*sentence_spans(article.text), strict=True)
    assert all(passage.start in starts and passage.end in ends for passage in passages)
    counts = [len(passage.text.split()) for passage in passages]
    assert sum(counts) / len(counts) == pytest.approx(WORDS_PER_PASSAGE, rel=0.1)
    assert all(WORDS_PER_PASSAGE / 2 < count < WORDS_PER_PASSAGE * 1.5 for count in counts)


@pytest.mark.parametrize("sentences", range(1, 40))
def test_no_passage_is_a_leftover_of_a_few_words(sentences: int) -> None:
    counts = [
        len(passage.text.split()) for passage in passages_of(make_article("a", story("Orrin", sentences)))
    ]
    assert min(counts) * 2 >= max(counts)


def test_a_passage_carries_its_articles_header_and_its_place() -> None:
    article = make_article("bridge", story("Orrin", 30), outlet="Gazette", published=date(2021, 3, 4))
    passages = passages_of(article)
    assert [passage.number for passage in passages] == list(range(len(passages)))
    assert {passage.header for passage in passages} == {article.header}
    assert {passage.article_id for passage in passages} == {"bridge"}
    assert {passage.id for passage in passages} == {0}


@pytest.mark.parametrize("seed", range(60))
def test_passages_of_random_text_hold_every_visible_character_once_at_its_offset(seed: int) -> None:
    article = make_article("random", random_text(seed, length=1500))
    passages = passages_of(article, words=20)
    assert all(article.text[passage.start : passage.end] == passage.text for passage in passages)
    assert all(left.end <= right.start for left, right in pairwise(passages))
    covered = {position for passage in passages for position in range(passage.start, passage.end)}
    assert {place for place, character in enumerate(article.text) if not character.isspace()} <= covered


def test_a_text_without_spaces_or_sentences_is_cut_all_the_same() -> None:
    article = make_article("word", "x" * 200_000)
    passages = passages_of(article)
    assert "".join(passage.text for passage in passages) == article.text
    assert max(len(passage.text) for passage in passages) <= LONGEST_PASSAGE


def test_an_endless_sentence_is_cut_between_words() -> None:
    article = make_article("list", "crown " * 5000)
    passages = passages_of(article)
    assert max(len(passage.text) for passage in passages) <= LONGEST_PASSAGE
    assert {word for passage in passages for word in passage.text.split()} == {"crown"}


def test_long_sentences_do_not_add_up_to_a_passage_beyond_the_limit() -> None:
    sentence = "A" + "a" * (LONGEST_PASSAGE - 200) + "."
    passages = passages_of(make_article("long", f"{sentence} Short one. {sentence} {sentence}"))
    assert max(len(passage.text) for passage in passages) <= LONGEST_PASSAGE


def test_an_article_without_text_has_no_passages() -> None:
    assert passages_of(make_article("empty", " \n ")) == []


def test_a_million_characters_become_passages_in_seconds() -> None:
    article = make_article("million", story("Orrin", 12_000))
    assert len(article.text) > 1_000_000
    assert len(passages_of(article)) > 1000


def test_a_table_stays_in_one_passage_with_its_heads_and_the_sentence_that_opens_it() -> None:
    table = "\n\n".join(
        ["The count stands so:", "Town | Ill", *(f"Town {number} | {number}" for number in range(20))]
    )
    text = f"{story('Orrin', 7)}\n\n{table}\n\n{story('Vell', 7)}"
    (holding,) = [one for one in passages_of(make_article("a", text)) if "Town" in one.text]
    assert table in holding.text


def test_a_table_beyond_all_measure_is_cut_between_its_rows() -> None:
    text = "\n".join(["Town | Ill", *(f"Town {number} | {number}" for number in range(400))])
    passages = passages_of(make_article("a", text))
    assert max(len(passage.text.split()) for passage in passages) < WORDS_PER_PASSAGE * 1.5
    assert all(passage.text.startswith("Town") for passage in passages)


def test_passages_with_lists_in_them_hold_every_sentence_once() -> None:
    lists = "\n\n".join(
        f"It rained on day {number}. They sold:\n- salt\n- a lamp:\n- glass\n- wool | 2\n\nTown | Ill\nVell | {number}"
        for number in range(60)
    )
    article = make_article("a", lists)
    passages = passages_of(article)
    assert all(before.end <= after.start for before, after in pairwise(passages))
    assert "".join(one.text for one in passages).replace(" ", "").replace("\n", "") == (
        lists.replace(" ", "").replace("\n", "")
    )


def test_a_heading_stands_with_what_it_heads() -> None:
    items = "\n\n".join(f"Place number {number}\n\n{story('Orrin', 3)}" for number in range(12))
    passages = passages_of(make_article("brief", items))
    assert any(passage.text.startswith("Place number") for passage in passages[1:])
    for passage in passages:
        assert not passage.text.rsplit("\n", 1)[-1].startswith("Place number")


def test_headings_without_a_text_stay_in_passages_of_the_usual_length() -> None:
    text = "\n\n".join(f"Orrin and Vell in {number}" for number in range(200))
    counts = [len(passage.text.split()) for passage in passages_of(make_article("names", text))]
    assert max(counts) < WORDS_PER_PASSAGE * 1.5
