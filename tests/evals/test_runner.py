from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.answers import Hit
from evals.records import Asked, Row, Suite
from evals.reports.document import to_dict
from evals.reports.markdown import markdown
from evals.reports.terminal import terminal
from evals.runner import run_suite
from evals.statistics import Share
from evals.summary import shortfalls, summarise
from ingest.errors import LanguageModelUnavailableError, SuiteError
from tests.evals.stand_ins import (
    ARTICLES,
    HARBOUR,
    LIGHTHOUSE,
    Scripted,
    ShelfLibrary,
    answered,
    citation,
    passage,
)


def failing(suite: Suite, assistant: Scripted) -> set[str]:
    return {shortfall.metric for shortfall in shortfalls(run_suite(suite, assistant))}


def test_a_right_assistant_passes(suite: Suite, right_assistant: Scripted) -> None:
    result = run_suite(suite, right_assistant)
    assert [row.case.id for row in result.rows] == ["cost", "who-opened", "keeper-age"]
    assert [row.wrong for row in result.rows] == [(), (), ()]
    assert shortfalls(result) == []


def test_every_question_is_asked_as_the_case_says(suite: Suite, right_assistant: Scripted) -> None:
    run_suite(suite, right_assistant)
    assert right_assistant.asked[0]["asked_on"] == date(2021, 5, 5)
    assert right_assistant.asked[1] == {
        "question": "Who opened the harbour, and when?",
        "asked_on": None,
        "since": date(2021, 5, 1),
        "until": date(2021, 5, 6),
        "outlet": "Tern Post",
    }


def test_an_assistant_that_always_refuses_fails(suite: Suite) -> None:
    assert failing(suite, Scripted()) == {"answered_right", "cited_right"}


def test_an_assistant_that_answers_everything_with_the_first_sentence_fails(suite: Suite) -> None:
    sentence = HARBOUR.text.split(". ")[0] + "."
    first = answered(sentence, citation(HARBOUR, sentence))
    assistant = Scripted(script={case.question: first for case in suite.cases})
    assert failing(suite, assistant) == {"answered_right", "refused_right"}


def test_an_assistant_that_cites_the_wrong_article_fails(suite: Suite, right_assistant: Scripted) -> None:
    wrong = citation(LIGHTHOUSE, "It cost 1,250 crowns.")
    for question, answer in right_assistant.script.items():
        right_assistant.script[question] = replace(answer, citations=(wrong,))
    assert failing(suite, right_assistant) == {"cited_right", "quoted_verbatim"}


def test_an_assistant_that_changes_a_digit_fails(suite: Suite, right_assistant: Scripted) -> None:
    question = "What did the harbour cost?"
    right = right_assistant.script[question]
    right_assistant.script[question] = replace(right, text=right.text.replace("1,250", "1,260"))
    assert failing(suite, right_assistant) == {"answered_right"}


@pytest.mark.parametrize(
    "error", [LanguageModelUnavailableError("The endpoint is down."), ZeroDivisionError("division"), None]
)
def test_a_question_that_raises_is_a_wrong_row_and_the_rest_goes_on(
    suite: Suite, right_assistant: Scripted, error: Exception | None
) -> None:
    right_assistant.script["What did the harbour cost?"] = error
    right_assistant.script["How old is the keeper?"] = error
    result = run_suite(suite, right_assistant)
    assert [len(row.wrong) for row in result.rows] == [3, 0, 2]
    assert [row.outcome for row in result.rows] == ["wrong", "right", "wrong"]
    assert type(error).__name__ in result.rows[0].error or error is None
    summary = summarise(result)
    assert summary.errors == 2
    assert summary.shares == {
        "answered_right": Share(1, 2),
        "cited_right": Share(1, 2),
        "refused_right": Share(0, 1),
        "quoted_verbatim": Share(1, 3),
    }
    assert (summary.refused, summary.wrong_though_answerable) == (Share(0, 2), Share(0, 2))


def test_stopping_the_run_is_not_a_row(suite: Suite, right_assistant: Scripted) -> None:
    def stop(*_args, **_options):
        raise KeyboardInterrupt

    right_assistant.ask = stop
    with pytest.raises(KeyboardInterrupt):
        run_suite(suite, right_assistant)


def test_a_rotten_proof_ends_the_run_before_a_question_is_asked(
    suite: Suite, right_assistant: Scripted
) -> None:
    changed = replace(HARBOUR, text=HARBOUR.text.replace("1,250", "1,300"))
    right_assistant.library = ShelfLibrary({"harbour": changed, "lighthouse": LIGHTHOUSE})
    with pytest.raises(SuiteError, match="case 'cost'"):
        run_suite(suite, right_assistant)
    assert right_assistant.asked == []


def test_of_other_articles_the_answer_in_a_cited_quote_is_enough(
    suite: Suite, right_assistant: Scripted
) -> None:
    renamed = {article.id + "-raw": replace(article, id=article.id + "-raw") for article in ARTICLES}
    right_assistant.library = ShelfLibrary(renamed)
    for question, answer in right_assistant.script.items():
        cited = tuple(replace(one, article_id=one.article_id + "-raw") for one in answer.citations)
        right_assistant.script[question] = replace(answer, citations=cited)
    result = run_suite(suite, right_assistant, articles="raw")
    assert [row.wrong for row in result.rows] == [(), (), ()]
    assert result.articles == "raw"


def halved(suite: Suite) -> Suite:
    halves = ("test", "development", "test")
    cases = tuple(replace(case, half=half) for case, half in zip(suite.cases, halves, strict=True))
    return replace(suite, cases=cases)


@pytest.mark.parametrize(
    ("half", "asked"),
    [
        (None, ["cost", "keeper-age"]),
        ("test", ["cost", "keeper-age"]),
        ("development", ["who-opened"]),
        ("all", ["cost", "who-opened", "keeper-age"]),
    ],
)
def test_a_half_is_asked_and_the_thresholds_are_of_the_test_half(
    suite: Suite, half: Asked | None, asked: list[str]
) -> None:
    result = run_suite(halved(suite), Scripted(), half=half)
    assert [row.case.id for row in result.rows] == asked
    assert bool(shortfalls(result)) == (half in (None, "test"))
    assert result.identity.half == (half or "test")


def test_a_half_that_is_not_there_is_refused(suite: Suite) -> None:
    with pytest.raises(SuiteError, match="no question of the half 'test'"):
        run_suite(suite, Scripted(), half="test")


def test_the_proofs_of_the_other_half_are_checked_too(suite: Suite) -> None:
    library = ShelfLibrary({"harbour": replace(HARBOUR, text="It cost 1,250 crowns.")})
    with pytest.raises(SuiteError, match="case 'who-opened'"):
        run_suite(halved(suite), Scripted(library=library), half="test")


def test_earlier_turns_are_asked_first_and_only_the_last_is_judged(
    suite: Suite, right_assistant: Scripted
) -> None:
    case = replace(suite.cases[1], turns=("What is new?", "What did the harbour cost?"))
    question = "Who opened the harbour, and when?"
    result = run_suite(replace(suite, cases=(case,), thresholds={}), right_assistant)
    assert right_assistant.chats == 1
    assert [one["question"] for one in right_assistant.asked] == [*case.turns, question]
    assert {one["until"] for one in right_assistant.asked} == {date(2021, 5, 6)}
    assert [row.wrong for row in result.rows] == [()]


def test_the_passages_that_an_answer_was_written_from_are_measured(
    suite: Suite, right_assistant: Scripted
) -> None:
    question = "What did the harbour cost?"
    cost = Hit(passage(HARBOUR, "It cost 1,250 crowns.", 1), 3.0)
    right_assistant.script[question] = replace(right_assistant.script[question], hits=(cost,))
    rows = run_suite(suite, right_assistant).rows
    assert [row.measures.get("reciprocal_rank") for row in rows] == [1.0, 0.0, None]


def test_a_crash_counts_as_nothing_found(suite: Suite) -> None:
    row = run_suite(suite, Scripted({"What did the harbour cost?": RuntimeError("gone")})).rows[0]
    assert row.measures == {"recall@5": 0.0, "recall@30": 0.0, "reciprocal_rank": 0.0, "ndcg@10": 0.0}


def test_without_ir_measures_a_run_goes_on_and_says_so(
    suite: Suite, right_assistant: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    result = run_suite(suite, right_assistant)
    assert set(result.rows[0].measures) == {"citation_recall", "citation_precision"}
    assert shortfalls(result) == []
    for shown in (terminal(result), markdown(result).replace("\\", ""), json.dumps(to_dict(result))):
        assert "Retrieval was not measured: ir_measures is not installed; run: pip install" in shown


def test_an_unfinished_run_is_taken_up_again(suite: Suite, right_assistant: Scripted, tmp_path: Path) -> None:
    journal = tmp_path / "new" / "seaside.jsonl"
    whole = run_suite(suite, right_assistant)

    def stop(row: Row) -> None:
        if row.case.id == "who-opened":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_suite(suite, right_assistant, journal=journal, asked=stop)
    right_assistant.asked.clear()
    told: list[str] = []
    resumed = run_suite(suite, right_assistant, journal=journal, asked=lambda row: told.append(row.case.id))
    assert [one["question"] for one in right_assistant.asked] == ["How old is the keeper?"]
    assert told == ["cost", "who-opened", "keeper-age"]
    assert resumed.resumed == 2
    assert replace(resumed, resumed=0) == whole
    assert list(journal.parent.iterdir()) == []


def test_each_row_is_told_as_it_is_made(suite: Suite, right_assistant: Scripted) -> None:
    told: list[str] = []
    run_suite(suite, right_assistant, asked=lambda row: told.append(row.case.id))
    assert told == ["cost", "who-opened", "keeper-age"]
