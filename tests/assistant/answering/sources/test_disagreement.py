"""Several sources on one question, with real models: who differs, who only seems to, and what is an update."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from assistant import Answer, Assistant
from ingest import ingest
from ingest.embedding import BundledEmbedding
from tests.assistant.answering.sources.promises import check_promises
from tests.assistant.differing_press import ASKED_ON, write_differing_press

MARCH = "How many people marched through Velbury against the dam?"
AVALANCHE = "How many people were killed by the avalanche in Tarrowfall?"
BRIDGE = "When was the iron bridge of Orlen built?"
LIBRARY = "Who designed the public library of Halm?"
TUNNEL = "When will the Sundby tunnel open?"
SEALS = "How many seals did the wardens count on the sandbank of Strand?"
DAYS = {
    MARCH: date(2022, 3, 8),
    AVALANCHE: date(2022, 1, 31),
    TUNNEL: date(2022, 5, 16),
    SEALS: date(2022, 11, 16),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("differing")
    write_differing_press(folder / "articles")
    report = ingest([folder / "articles"], folder / "library", embed_model=embedding)
    assert not report.rejected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        opened = Assistant.open(folder / "library", embed_model=embedding)
    yield opened
    opened.close()


def asked(assistant: Assistant, question: str) -> Answer:
    answer = assistant.ask(question, asked_on=DAYS.get(question, ASKED_ON))
    assert answer.outcome == "answered"
    check_promises(assistant, answer)
    return answer


def test_two_counts_of_one_day_are_told_side_by_side_with_outlet_day_and_speaker(
    assistant: Assistant,
) -> None:
    (disagreement,) = asked(assistant, MARCH).disagreements
    assert disagreement.about == "how many people marched through Velbury against the dam"
    told = {side.says.split(":")[0]: side.says for side in disagreement.sides}
    assert set(told) == {
        "Velbury Post, 6 March 2022, citing police",
        "Red Banner, 6 March 2022, citing the organisers",
    }
    assert "4,000" in told["Velbury Post, 6 March 2022, citing police"]
    assert "20,000" in told["Red Banner, 6 March 2022, citing the organisers"]


def test_the_text_says_that_others_differ(assistant: Assistant) -> None:
    text = asked(assistant, MARCH).text
    assert "Others differ:" in text
    assert "4,000" in text
    assert "20,000" in text


def test_a_risen_toll_is_an_update_and_the_earlier_one_is_told_as_such(assistant: Assistant) -> None:
    answer = asked(assistant, AVALANCHE)
    assert answer.disagreements == ()
    assert "17" in answer.sentences[0].text
    assert re.search(r"Earlier: .*\b12\b.* \[2\] \(28 January 2022\)$", answer.text)


def test_an_opening_that_was_put_off_is_told_with_its_newest_day(assistant: Assistant) -> None:
    answer = asked(assistant, TUNNEL)
    assert answer.disagreements == ()
    assert "20 August" in answer.sentences[0].text
    assert "Earlier: " in answer.text
    assert answer.text.endswith("(1 March 2022)")


def test_years_of_something_long_past_differ_whenever_they_were_printed(assistant: Assistant) -> None:
    (disagreement,) = asked(assistant, BRIDGE).disagreements
    assert disagreement.about == "when the iron bridge of Orlen was built"
    assert {year for side in disagreement.sides for year in re.findall(r"\b19\d\d\b", side.says)} == {
        "1902",
        "1911",
    }


def test_two_names_for_one_deed_differ(assistant: Assistant) -> None:
    (disagreement,) = asked(assistant, LIBRARY).disagreements
    assert [("Voss" in side.says, "Brandt" in side.says) for side in disagreement.sides] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )


@pytest.mark.parametrize(
    "question",
    [
        "How many people visited the cheese fair in Kelm?",  # about 1,200; 1,234; more than 1,000
        "How many people were killed when the mill in Osk blew up?",  # 23 were injured
        "How many houses did the fire destroy in Lower Brann?",  # 40 in Upper Kesh
        "When was the town clock of Sarn built?",  # 1888; 19 September 1888
        "How many bakers of Dunmarsh went on strike?",  # twelve; 12
        SEALS,
    ],
)
def test_false_friends_are_no_disagreement(assistant: Assistant, question: str) -> None:
    answer = asked(assistant, question)
    assert answer.disagreements == ()
    assert "Others differ" not in answer.text
    assert "Earlier:" not in answer.text


def test_an_agencys_report_and_its_copy_are_one_origin_and_a_papers_own_is_another(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, SEALS)
    counted = next(sentence for sentence in answer.sentences if "640" in sentence.text)
    assert len(counted.citations) == 3
    assert counted.origins == 2


def test_what_is_not_promised_stays_out_of_the_plain_answer(assistant: Assistant) -> None:
    plain = asked(assistant, AVALANCHE).to_dict()
    assert not {"lead", "told_on", "origins"} & {name for sentence in plain["sentences"] for name in sentence}
    assert plain["disagreements"] == []


def test_the_sentences_that_are_streamed_are_those_of_the_answer(assistant: Assistant) -> None:
    *sentences, answer = assistant.stream(MARCH, asked_on=DAYS[MARCH])
    assert isinstance(answer, Answer)
    assert [sentence.text for sentence in sentences] == [sentence.text for sentence in answer.sentences]
