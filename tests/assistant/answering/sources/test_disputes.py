"""Articles and speakers that contradict each other, and look-alikes that don't, with real models."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from assistant import Answer, Assistant
from ingest import ingest
from ingest.embedding import BundledEmbedding
from tests.assistant.answering.sources.promises import check_promises
from tests.assistant.disputed_press import HELD_BACK, SEEN, Case, write_disputed_press


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("disputed")
    write_disputed_press(folder / "articles", (*SEEN, *HELD_BACK))
    report = ingest([folder / "articles"], folder / "library", embed_model=embedding)
    assert not report.rejected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        opened = Assistant.open(folder / "library", embed_model=embedding)
    yield opened
    opened.close()


def asked(assistant: Assistant, case: Case) -> Answer:
    answer = assistant.ask(case.question, asked_on=case.asked_on)
    assert answer.outcome == "answered"
    check_promises(assistant, answer)
    return answer


def named(cases: tuple[Case, ...], expected: str) -> list[object]:
    return [pytest.param(case, id=case.name) for case in cases if case.expected == expected]


@pytest.mark.parametrize("case", named((*SEEN, *HELD_BACK), "differ"))
def test_each_side_is_told_with_its_outlet_and_day(assistant: Assistant, case: Case) -> None:
    (disagreement,) = asked(assistant, case).disagreements
    sides = [side.says for side in disagreement.sides]
    for pattern in case.shown:
        assert any(re.search(pattern, side) for side in sides), (pattern, sides)
    outlets = {told.outlet for told in case.articles}
    assert {side.split(",")[0] for side in sides} == outlets


@pytest.mark.parametrize("case", named((*SEEN, *HELD_BACK), "agree"))
def test_what_only_looks_like_it_is_no_disagreement(assistant: Assistant, case: Case) -> None:
    answer = assistant.ask(case.question, asked_on=case.asked_on)
    check_promises(assistant, answer)
    assert answer.disagreements == ()
    assert "Others differ:" not in answer.text
    assert "Earlier:" not in answer.text


@pytest.mark.parametrize("case", named((*SEEN, *HELD_BACK), "update"))
def test_the_latest_word_is_the_answer_and_contradicts_nothing(assistant: Assistant, case: Case) -> None:
    answer = asked(assistant, case)
    assert answer.disagreements == ()
    assert re.search(case.shown[0], answer.sentences[0].text)


def test_a_yes_or_no_question_is_about_whether_it_is_so(assistant: Assistant) -> None:
    case = next(case for case in SEEN if case.name == "annexation")
    (disagreement,) = asked(assistant, case).disagreements
    assert disagreement.about == "whether Marland is planning to annex the Sel islands"
    assert {side.says.split(":")[0] for side in disagreement.sides} == {
        "Coast Herald, 3 May 2023, citing diplomats in three capitals",
        "Marland Gazette, 4 May 2023, citing Marland",
    }


def test_a_side_that_begins_with_a_pronoun_is_told_with_the_sentence_before_it(assistant: Assistant) -> None:
    case = next(case for case in SEEN if case.name == "trawler")
    assert "The Norvan navy stopped the trawler Aldis on Wednesday. It said" in asked(assistant, case).text


def test_a_denial_that_was_overtaken_is_told_as_earlier(assistant: Assistant) -> None:
    case = next(case for case in SEEN if case.name == "transfer")
    assert re.search(r"Earlier: .*denied.* \(10 January 2023\)$", asked(assistant, case).text)
