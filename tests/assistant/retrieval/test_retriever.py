"""A question to hits, on a real library with the real models."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Hit
from assistant.retrieval.reranking import CrossEncoder
from assistant.retrieval.retriever import FOUND, RERANKED, SEARCHED, Retriever, reranked_text
from ingest import Library, ingest
from ingest.chunking import passages_of
from ingest.embedding import BundledEmbedding, Vectors, embedded_text
from ingest.errors import LibraryError
from ingest.library.filing import FiledArticle
from ingest.records import Filter
from tests.assistant.press import OVEN, TOWER, passage
from tests.ingest.invented import make_article, write_lines

ANYTHING = Filter()


@pytest.fixture(scope="module")
def retriever(
    press_folder: Path, embedding: BundledEmbedding, cross_encoder: CrossEncoder
) -> Iterator[Retriever]:
    with Library.open(press_folder) as library:
        yield Retriever(library, embedding, cross_encoder)


def article_ids(hits: tuple[Hit, ...]) -> set[str]:
    return {found.article_id for hit in hits for found in (hit.passage, *hit.copies)}


def test_the_passage_that_answers_comes_first_and_the_scores_fall(retriever: Retriever) -> None:
    hits = retriever.retrieve(OVEN, ANYTHING).hits
    assert "85,000" in hits[0].passage.text
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert len({hit.passage.id for hit in hits}) == len(hits) > 5


def test_a_score_is_the_cross_encoder_s_of_title_and_text(
    retriever: Retriever, cross_encoder: CrossEncoder
) -> None:
    best = retriever.retrieve(OVEN, ANYTHING).hits[0]
    assert cross_encoder.scores(OVEN, [reranked_text(best.passage)]) == [best.score]


def test_the_title_is_read_before_the_text_and_nothing_stands_for_a_missing_one() -> None:
    assert reranked_text(passage("a", "It rained.", title="Weather")) == "Weather\nIt rained."
    assert reranked_text(passage("a", "It rained.")) == "It rained."


def test_a_wire_copy_comes_back_as_one_hit_with_two_sources(retriever: Retriever) -> None:
    hits = retriever.retrieve(TOWER, ANYTHING).hits
    holding = [
        hit for hit in hits if "lighthouse" in {hit.passage.article_id, *(c.article_id for c in hit.copies)}
    ]
    assert len(holding) == 1
    assert [copy.article_id for copy in holding[0].copies] == ["lighthouse-copy"]


def test_a_question_that_is_searched_for_twice_is_embedded_once(
    press_folder: Path,
    embedding: BundledEmbedding,
    cross_encoder: CrossEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    embedded: list[str] = []
    embed_question = embedding.embed_question

    def counted(text: str) -> Vectors:
        embedded.append(text)
        return embed_question(text)

    monkeypatch.setattr(embedding, "embed_question", counted)
    with Library.open(press_folder) as library:
        own = Retriever(library, embedding, cross_encoder)
        young = own.retrieve(OVEN, Filter(since=date(2021, 1, 1))).hits
        own.retrieve(OVEN, ANYTHING, known=young)
    assert embedded == [OVEN]


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_no_more_hits_come_than_asked_for(retriever: Retriever, limit: int) -> None:
    assert len(retriever.retrieve(OVEN, ANYTHING, limit).hits) == limit


def test_the_seconds_of_both_halves_are_measured(retriever: Retriever) -> None:
    retrieved = retriever.retrieve(OVEN, ANYTHING)
    assert retrieved.search_seconds > 0
    assert retrieved.rerank_seconds > 0


@pytest.mark.parametrize("outlet", ["Tamsel Daily", "tamsel daily", "TAMSEL DAILY"])
def test_the_outlet_s_capitals_do_not_matter(retriever: Retriever, outlet: str) -> None:
    assert article_ids(retriever.retrieve(OVEN, Filter(outlet=outlet)).hits) == {"bakery", "marks"}


def test_an_unknown_outlet_has_no_hits(retriever: Retriever) -> None:
    assert retriever.retrieve(OVEN, Filter(outlet="Tamsel")).hits == ()


def test_a_window_leaves_out_what_is_older_newer_or_undated(retriever: Retriever) -> None:
    window = Filter(since=date(2021, 3, 5), until=date(2021, 3, 20))
    assert article_ids(retriever.retrieve(TOWER, window).hits) == {"lighthouse-copy", "tower", "dear"}


def test_the_day_of_asking_hides_later_articles_and_no_undated_one(retriever: Retriever) -> None:
    assert article_ids(retriever.retrieve(TOWER, Filter(known_by=date(2021, 3, 5))).hits) == {
        "lighthouse",
        "lighthouse-copy",
        "undated",
    }


def test_a_copy_that_the_filter_hides_is_no_source(retriever: Retriever) -> None:
    hits = retriever.retrieve(TOWER, Filter(known_by=date(2021, 3, 4))).hits
    assert article_ids(hits) == {"lighthouse", "undated"}


def test_a_question_without_words_to_search_for_is_searched_by_meaning(retriever: Retriever) -> None:
    assert retriever.retrieve("What did he say about it?", ANYTHING).hits


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Library]:
    """A recipe among more court cases than a search gives."""
    folder = tmp_path_factory.mktemp("crowded")
    recipe: dict[str, object] = {
        "id": "recipe",
        "outlet": "Kitchen",
        "text": "Stir butter and flour with Marl salt until smooth.",
    }
    cases: list[dict[str, object]] = [
        {
            "id": f"case{number}",
            "outlet": "Court",
            "text": f"Judge {number} heard the case of a thief in court.",
        }
        for number in range(SEARCHED + 10)
    ]
    write_lines(folder / "articles.jsonl", recipe, *cases)
    ingest([folder / "articles.jsonl"], folder / "library", embed_model=embedding)
    with Library.open(folder / "library") as library:
        yield library


def test_a_rare_word_finds_what_is_far_in_meaning(
    crowded: Library, embedding: BundledEmbedding, cross_encoder: CrossEncoder
) -> None:
    question = "Which crimes and trials of thieves concerned Marl?"
    near = crowded.search_vectors(embedding.embed_question(question), ANYTHING, SEARCHED)
    assert "recipe" not in {p.article_id for p in crowded.passages([key for key, _ in near]).values()}
    found = Retriever(crowded, embedding, cross_encoder).retrieve(question, ANYTHING).hits
    assert "recipe" in article_ids(found)
    assert len(found) <= FOUND


def test_copies_of_one_story_leave_room_for_the_rest(
    crowded: Library, embedding: BundledEmbedding, cross_encoder: CrossEncoder
) -> None:
    retriever = Retriever(crowded, embedding, cross_encoder)
    found = retriever.retrieve("Which judge heard the case of a thief in court?", ANYTHING).hits
    assert sum(1 + len(hit.copies) for hit in found) > FOUND


def test_what_the_cross_encoder_does_not_read_follows_what_it_reads(
    tmp_path: Path,
    embedding: BundledEmbedding,
    cross_encoder: CrossEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = (
        "thief hat boat clock drum egg fork glove ink jar key lamp map net oar pan quill rug saw tent".split()
    )
    texts = [" ".join(random.Random(number).choices(words, k=15)) for number in range(40)]
    write_lines(tmp_path / "a.jsonl", *({"id": f"a{n}", "text": f"{text}."} for n, text in enumerate(texts)))
    ingest([tmp_path / "a.jsonl"], tmp_path / "library", embed_model=embedding)
    read: list[str] = []

    def counted(question: str, texts: Sequence[str]) -> list[float]:
        read.extend(texts)
        return scores(question, texts)

    scores = cross_encoder.scores
    monkeypatch.setattr(cross_encoder, "scores", counted)
    with Library.open(tmp_path / "library") as library:
        hits = Retriever(library, embedding, cross_encoder).retrieve("Who stole the hats?", ANYTHING).hits
    assert len(read) == RERANKED < len(hits)
    assert [reranked_text(hit.passage) in read for hit in hits] == [
        place < RERANKED for place in range(len(hits))
    ]
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_filter_is_held_against_every_article_and_not_only_the_nearest(
    crowded: Library, embedding: BundledEmbedding, cross_encoder: CrossEncoder
) -> None:
    retriever = Retriever(crowded, embedding, cross_encoder)
    assert article_ids(retriever.retrieve("Who stole what?", Filter(outlet="Kitchen")).hits) == {"recipe"}


def test_an_empty_library_has_no_hits(
    tmp_path: Path, embedding: BundledEmbedding, cross_encoder: CrossEncoder
) -> None:
    with Library.open(tmp_path, create=True) as library:
        assert Retriever(library, embedding, cross_encoder).retrieve(OVEN, ANYTHING).hits == ()


def test_a_closed_library_says_so(
    press_folder: Path, embedding: BundledEmbedding, cross_encoder: CrossEncoder
) -> None:
    library = Library.open(press_folder)
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        Retriever(library, embedding, cross_encoder).retrieve(OVEN, ANYTHING)


def file_anew(folder: Path, text: str, embedding: BundledEmbedding) -> None:
    """File another text of the article on the bakery, as another process would."""
    article = make_article("bakery", text)
    passages = passages_of(article)
    vectors = embedding.embed_passages([embedded_text(passage) for passage in passages])
    with Library.open(folder) as library, library.writing() as writer:
        writer.file([FiledArticle(article, passages, vectors, "new")], embedding.name)


def test_an_article_replaced_between_the_two_searches_is_still_found(
    press_folder: Path,
    tmp_path: Path,
    embedding: BundledEmbedding,
    cross_encoder: CrossEncoder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(press_folder, tmp_path / "library")
    library = Library.open(tmp_path / "library")
    search_words = library.search_words

    def replaced_before(expression: str, search_filter: Filter, limit: int) -> list[tuple[int, float]]:
        file_anew(library.folder, "The bakery is closed again.", embedding)
        return search_words(expression, search_filter, limit)

    with monkeypatch.context() as patch:
        patch.setattr(library, "search_words", replaced_before)
        before = Retriever(library, embedding, cross_encoder).retrieve(OVEN, ANYTHING).hits
    after = Retriever(library, embedding, cross_encoder).retrieve(OVEN, ANYTHING).hits
    library.close()
    assert "85,000" in before[0].passage.text
    assert [hit.passage.text for hit in after if hit.passage.article_id == "bakery"] == [
        "The bakery is closed again."
    ]
