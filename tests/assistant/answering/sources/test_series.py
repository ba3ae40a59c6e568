"""Figures, dates and states that move: the newest is the answer, earlier ones "
"are told as such. With real models."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant
from ingest import ingest
from ingest.embedding import BundledEmbedding

ASKED_ON = date(2023, 12, 31)
# question, what the first sentence holds, what is told as earlier, and the articles with their days (of 2023)
SERIES = {
    "toll": (
        "How many people were killed by the earthquake in Tarvos?",
        "23",
        "17",
        {
            "12-08": "At least 12 people were killed by the earthquake in Tarvos, the governor said. "
            "Roads are blocked.",
            "12-09": "After the earthquake rescuers in Tarvos dug on. The death toll has risen to 17, "
            "the ministry said.",
            "12-11": "Tarvos held the first funerals after the earthquake on Monday. The number of "
            "dead climbed to 23 after "
            "six more bodies were found, officials said.",
        },
    ),
    "checks": (
        "How many checks has the government of Sarn sent out so far?",
        "127 million",
        "90 million",
        {
            "11-02": "The government of Sarn has sent out 90 million relief checks, the "
            "treasury said on Thursday.",
            "12-28": "So far 127 million relief checks have been sent out, the treasury of Sarn said "
            "on Thursday.",
        },
    ),
    "election": (
        "When is the election in Orland?",
        "19 June",
        "5 June",
        {
            "12-01": "The election in Orland is on 5 June, the president announced on Friday.",
            "12-08": "The election in Orland has been moved to 19 June because of the floods, the "
            "commission said.",
        },
    ),
    "money": (
        "How much money has the city of Belm raised for the new hospital?",
        "35 million",
        "20 million",
        {
            "11-01": "The city of Belm has raised 20 million crowns for the new hospital.",
            "12-18": "With the money from the concert, 35 million crowns have now been raised for the "
            "hospital, the city "
            "of Belm said.",
        },
    ),
    "leader": (
        "Who leads the Tour of Kelm?",
        "Mona Reiss",
        "Ida Falk",
        {
            "12-05": "Ida Falk leads the Tour of Kelm by 20 seconds after a sprint in Orm.",
            "12-08": "Mona Reiss leads the Tour of Kelm after the climb to Halden.",
        },
    ),
    "contract": (
        "How many doses of the vaccine has Ostrow bought?",
        "9 million",
        "five million",
        {
            "12-01": "Ostrow has bought five million doses of the vaccine, the minister said.",
            "12-20": "The contract for the vaccine was raised from five million to 9 million doses, "
            "the minister told "
            "parliament in Ostrow.",
        },
    ),
    "airport": (
        "Is the airport of Larn open?",
        "is open again",
        "is closed",
        {
            "12-08": "The airport of Larn is closed because of volcanic ash, its operator said on Friday.",
            "12-11": "The airport of Larn is open again after three days, its operator said on Monday.",
        },
    ),
    "charge": (
        "Has Ilda Krone been charged?",
        "has been charged",
        "has not been charged",
        {
            "12-01": "Ilda Krone has not been charged, the police said.",
            "12-13": "Ilda Krone has been charged with fraud, the prosecutor said on Wednesday.",
        },
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, embedding: BundledEmbedding) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("series")
    (folder / "articles").mkdir()
    for name, (_, _, _, articles) in SERIES.items():
        for day, text in articles.items():
            write_article(folder / "articles", f"{name}-{day}", day, text)
    report = ingest([folder / "articles"], folder / "library", embed_model=embedding)
    assert not report.rejected
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_LLM", "none")
        opened = Assistant.open(folder / "library", embed_model=embedding)
    yield opened
    opened.close()


def write_article(folder: Path, name: str, day: str, text: str) -> None:
    record = {"id": name, "title": "", "outlet": name, "published": f"2023-{day}", "text": text}
    (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize("name", SERIES)
def test_the_newest_is_the_answer_and_what_was_before_is_told_as_earlier(
    assistant: Assistant, name: str
) -> None:
    question, newest, earlier, _ = SERIES[name]
    answer = assistant.ask(question, asked_on=ASKED_ON)
    assert answer.disagreements == ()
    assert newest in answer.sentences[0].text
    assert re.search(rf"Earlier: [^(]*{earlier}[^(]*\(\d+ \w+ 2023\)", answer.text)
