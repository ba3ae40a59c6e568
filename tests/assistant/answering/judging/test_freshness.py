"""Old articles do not answer a question about now; what lies long ago they may tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.answering.candidates import candidates_of
from assistant.answering.judging.freshness import find, is_older, newest_on_this
from assistant.answering.judging.judge import Judge, Judgement
from assistant.answering.judging.other_days import AskedTime
from assistant.answers import Hit, Window
from assistant.retrieval.retriever import Retrieved
from assistant.retrieval.timeliness import PREFERENCE, STALE_AFTER, timing_of
from ingest import ingest
from ingest.embedding import BundledEmbedding
from ingest.records import Filter, Passage
from tests.assistant.press import passage

TROOPS = "How many troops are at the border of Velmark?"
OLD, NEW = date(2022, 1, 30), date(2023, 6, 10)
ARTICLES = {
    "troops-old": (
        "Velmark counts troops",
        "2022-01-30",
        "About 40,000 troops are at the border of Velmark, its defence minister, Ida Brand, said on Sunday. "
        "They came by rail from the east, she told reporters in the capital.",
    ),
    "troops-new": (
        "Fewer troops near Velmark",
        "2023-06-10",
        "The defence ministry of Velmark has counted again. Some 7,000 troops are at the border of Velmark, it "
        "said, after most had left in spring.",
    ),
    "bridge": (
        "The bridge of Arn turns a hundred",
        "2022-02-02",
        "The stone bridge of Arn was built in 1922 by the engineer Olaf Thure. It has nine arches and carries two "
        "lanes. Rut Hansen of the Lake Party won the election of 2018 in Arn, with 61 per cent of the vote.",
    ),
    "flood-march": (
        "Flood in Tessin",
        "2022-03-12",
        "The flood in Tessin killed 12 people, the police said. The river had burst its banks in the night.",
    ),
    "flood-later": (
        "A year of water",
        "2023-05-02",
        "Tessin has seen two floods. The flood in Tessin of April 2023 killed three people. After the flood of "
        "March 2022 the town of Tessin had built a dam for two million crowns.",
    ),
    "strike": (
        "Bakers of Hollin strike",
        "2022-03-20",
        "The bakers of Hollin have stopped work. Their union demands a raise of 9 per cent, its leader, Per Lund, "
        "said.",
    ),
    "notes": (
        "Opening hours of the library of Hollin",
        "",
        "The library of Hollin opens at ten in the morning and closes at six. A card costs 15 crowns a year.",
    ),
}


def library_of(folder: Path, embedding: BundledEmbedding, names: list[str]) -> Assistant:
    (folder / "articles").mkdir(parents=True)
    for name in names:
        title, published, text = ARTICLES[name]
        dated = f"published: {published}\n" if published else ""
        file = folder / "articles" / f"{name}.md"
        file.write_text(f"---\nid: {name}\ntitle: {title}\n{dated}---\n\n{text}\n", encoding="utf-8")
    assert not ingest([folder / "articles"], folder / "library", embed_model=embedding).rejected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        return Assistant.open(folder / "library", embed_model=embedding)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    with closing(library_of(tmp_path_factory.mktemp("all"), embedding, list(ARTICLES))) as opened:
        yield opened


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    with closing(library_of(tmp_path_factory.mktemp("old"), embedding, ["troops-old", "bridge"])) as opened:
        yield opened


class _Finds:
    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits

    def retrieve(self, question: str, search_filter: Filter, *, known: Sequence[Hit] = ()) -> Retrieved:
        return Retrieved(self._hits, 0.0, 0.0)


class _Says(Judge):
    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement

    def judge(
        self,
        question: str,
        hits: Sequence[Hit],
        handicap: Callable[[Passage], float] | None = None,
        time: AskedTime | None = None,
    ) -> Judgement:
        return self._judgement


def cited(answer: Answer) -> set[str]:
    return {citation.article_id for citation in answer.citations}


def test_an_old_article_does_not_answer_about_now_and_its_day_is_told(archive: Assistant) -> None:
    answer = archive.ask(TROOPS, asked_on=date(2023, 1, 1))
    assert answer.outcome == "not_found"
    assert answer.text.startswith(
        "The articles do not say; the newest article on this is of 30 January 2022."
    )
    assert (answer.sentences, answer.citations) == ((), ())
    assert answer.nearest[0].article_id == "troops-old"
    assert answer.window == PREFERENCE
    assert answer.confidence <= archive.ask(TROOPS, asked_on=OLD).confidence / 2


@pytest.mark.parametrize("asked_on", [OLD, OLD + timedelta(days=STALE_AFTER), None])
def test_while_it_is_young_and_in_an_archive_it_answers(archive: Assistant, asked_on: date | None) -> None:
    answer = archive.ask(TROOPS, asked_on=asked_on)
    assert "40,000" in answer.text
    assert cited(answer) == {"troops-old"}
    assert answer.window is None, "that newer articles are preferred decided nothing"


@pytest.mark.parametrize(("other", "told"), [(3.0, True), (1.0, False)])
def test_that_newer_articles_are_preferred_is_told_where_a_better_sentence_is_older(
    other: float, told: bool
) -> None:
    newer, older = (
        candidates_of([Hit(passage(name, "Some 7,000 troops are at the border of Velmark.", day), 3.0)])[0]
        for name, day in (("newer", NEW), ("older", NEW - timedelta(days=60)))
    )
    judged = Judgement(
        (newer.hit, older.hit), ((newer, 2.0), (older, other)), answers=True, is_hopeless=False
    )
    found = find(TROOPS, timing_of(TROOPS, NEW, asked_on=NEW), "", _Finds(judged.hits), _Says(judged))
    assert found.window == (PREFERENCE if told else None)


def test_the_day_after_it_no_longer_does(archive: Assistant) -> None:
    assert archive.ask(TROOPS, asked_on=OLD + timedelta(days=STALE_AFTER + 1)).outcome == "not_found"


def test_since_and_until_let_it_answer_again(archive: Assistant) -> None:
    answer = archive.ask(TROOPS, asked_on=date(2023, 1, 1), since=date(2022, 1, 1))
    assert "40,000" in answer.text
    assert answer.window == Window(date(2022, 1, 1), None, "the dates asked for")
    assert "40,000" in archive.ask(TROOPS, asked_on=date(2023, 1, 1), until=OLD).text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When was the stone bridge of Arn built?", "1922"),
        ("Who won the 2018 election in Arn?", "Rut Hansen"),
    ],
)
def test_what_lies_long_ago_is_answered_by_old_articles(archive: Assistant, question: str, said: str) -> None:
    answer = archive.ask(question, asked_on=date(2024, 1, 1))
    assert said in answer.text
    assert answer.window is None


def test_a_newer_article_answers_before_an_older_one_that_fits_as_well(everything: Assistant) -> None:
    answer = everything.ask(TROOPS, asked_on=date(2023, 6, 20))
    assert "7,000" in answer.text
    assert cited(answer) == {"troops-new"}
    assert "40,000" in everything.ask(TROOPS, asked_on=date(2022, 2, 10)).text


def test_nothing_later_than_the_day_of_asking_is_used(everything: Assistant) -> None:
    assert "7,000" in everything.ask(TROOPS, asked_on=NEW).text
    before = everything.ask(TROOPS, asked_on=NEW - timedelta(days=1))
    assert before.outcome == "not_found"
    assert all(one.published is None or one.published < NEW for one in before.nearest)
    assert "newest article on this is of 30 January 2022" in before.text


def test_an_old_article_does_not_answer_beside_new_ones_on_other_things(everything: Assistant) -> None:
    answer = everything.ask("What raise does the bakers' union of Hollin demand?", asked_on=date(2023, 6, 20))
    assert answer.outcome == "not_found"
    assert "newest article on this is of 20 March 2022" in answer.text
    assert answer.nearest[0].article_id == "strike"


def test_an_article_without_a_date_may_answer_about_now(everything: Assistant) -> None:
    answer = everything.ask(
        "When does the library of Hollin open in the morning?", asked_on=date(2024, 6, 20)
    )
    assert cited(answer) == {"notes"}


def test_of_this_week_s_question_the_newest_older_article_is_told(everything: Assistant) -> None:
    answer = everything.ask(
        "How many people did the flood in Tessin kill this week?", asked_on=date(2023, 6, 12)
    )
    assert answer.outcome == "not_found"
    assert answer.window == Window(date(2023, 6, 4), date(2023, 6, 12), 'the question says "this week"')
    assert "newest article on this is of 2 May 2023" in answer.text


def test_a_month_limits_the_search_to_the_articles_of_then(everything: Assistant) -> None:
    answer = everything.ask("How many people did the flood in Tessin kill in March 2022?", asked_on=NEW)
    assert "12 people" in answer.text
    assert answer.window == Window(date(2022, 3, 1), date(2022, 4, 15), 'the question says "in March 2022"')


def test_an_article_that_cannot_mean_the_day_asked_about_does_not_answer(everything: Assistant) -> None:
    question, asked_on = "How many people did the flood in Tessin kill on {}?", date(2022, 3, 14)
    assert "12 people" in everything.ask(question.format("11 March"), asked_on=asked_on).text
    assert everything.ask(question.format("8 March"), asked_on=asked_on).outcome == "not_found"


def test_where_they_do_not_answer_later_articles_that_name_the_month_may(everything: Assistant) -> None:
    question = "How much did the dam of Tessin cost that the town built after the flood of March 2022?"
    answer = everything.ask(question, asked_on=NEW)
    assert cited(answer) == {"flood-later"}
    assert answer.window is not None
    assert (answer.window.since, answer.window.until) == (date(2022, 3, 1), NEW)
    assert answer.window.why.endswith("and of later articles those that name it")


def test_nothing_at_all_on_a_matter_names_no_newest_article(everything: Assistant) -> None:
    answer = everything.ask("How many whales are there in the Baltic?", asked_on=NEW)
    assert answer.outcome == "not_found"
    assert "newest article on this" not in answer.text


def test_a_hit_is_as_old_as_its_newest_copy_and_one_without_a_date_is_never_older() -> None:
    old, new, undated = passage("a", "x", OLD), passage("b", "x", NEW), passage("c", "x")
    assert is_older(Hit(old, 1.0), NEW)
    assert not is_older(Hit(old, 1.0, (new,)), NEW)
    assert not is_older(Hit(undated, 1.0), NEW)
    assert not is_older(Hit(old, 1.0), None)


def test_the_newest_on_a_matter_counts_copies_and_leaves_out_what_hardly_answers() -> None:
    text = "The flood in Tessin killed 12 people, the police said on Saturday."
    first = Hit(passage("a", text, OLD), 3.0, (passage("copy", text, OLD + timedelta(days=1)),))
    other = Hit(passage("b", text, NEW), 3.0)
    one, another = candidates_of([first])[0], candidates_of([other])[0]
    assert newest_on_this(Judgement((first, other), ((one, 4.0), (another, 1.0)))) == OLD + timedelta(days=1)
    assert newest_on_this(Judgement((first, other), ((one, 4.0), (another, 2.0)))) == NEW
