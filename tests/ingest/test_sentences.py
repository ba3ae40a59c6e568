from __future__ import annotations

import time
from itertools import pairwise

import pytest

from ingest.sentences import sentence_spans
from tests.ingest.invented import random_text


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge is closed.", "It opens in May."],
        ["Who paid?", "Nobody knows!", "So it goes."],
        ["Mr. Vann and Dr. Lund met Gen. Okafor in St. Orrin."],
        ["J. K. Morn signed it.", "So did P. Vann."],
        ["The U.S. Army left at 6 p.m. on Monday.", "It came back."],
        ["They live in the U.S.", "But they work here."],
        ["It cost £3.5 million.", "The old one cost £2.1m."],
        ["See No. 10 for more.", "No.", "We won't."],
        ["It stopped…", "Then it went on."],
        ["The Jan. 30 issue sold out.", "Kreel Inc. printed it."],
        ["He wondered... and left.", "Nobody saw him."],
        ["(It rained.)", "The game went on."],
        ["What did I do?", "It was I.", "They knew."],
    ],
)
def test_text_is_cut_where_a_sentence_ends_and_nowhere_else(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "“It kept us safe. It always did,” said the harbour master.",
        '"It kept us safe. It always did," said the harbour master.',
        "Vann said: “It kept us safe. It always did.”",
        "“Are we ready for the queue?” Morn asked.",
        "“Stop the ferry!” Pelle Vann shouted from the quay.",
        '"Is that a comet?" Dr. Tove Lund wondered.',
        "“Will it open? Will it ever?” Mayor Sanna Kreel said on Monday.",
        "“Who pays?” asked Kreel.",
    ],
)
def test_quoted_speech_stays_with_its_speaker(sentence: str) -> None:
    text = f"It was late. {sentence} Then it rained."
    assert sentences(text) == ["It was late.", sentence, "Then it rained."]


def test_a_quotation_that_is_a_sentence_of_its_own_is_cut_off() -> None:
    assert sentences("“We will see.” The door closed.") == ["“We will see.”", "The door closed."]
    assert sentences("“Ready?” The door closed.") == ["“Ready?”", "The door closed."]


def test_an_unclosed_quotation_mark_does_not_hold_back_the_rest() -> None:
    text = "“It began here. " + "It went on and on. " * 60
    assert len(sentences(text)) == 61


def test_line_breaks_end_sentences() -> None:
    assert sentences("A headline\nThe story begins\n\nIt ends") == [
        "A headline",
        "The story begins",
        "It ends",
    ]


def test_no_text_has_no_sentences() -> None:
    assert sentence_spans("") == []
    assert sentence_spans(" \n\t \n") == []


def test_a_part_of_a_text_gives_offsets_into_the_whole() -> None:
    text = "One here. Two here. Three here."
    spans = sentence_spans(text, 10, len(text))
    assert [text[start:end] for start, end in spans] == ["Two here.", "Three here."]


@pytest.mark.parametrize("seed", range(60))
def test_every_visible_character_of_random_text_lies_in_exactly_one_trimmed_sentence(seed: int) -> None:
    text = random_text(seed)
    spans = sentence_spans(text)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    covered = {position for start, end in spans for position in range(start, end)}
    assert {position for position, character in enumerate(text) if not character.isspace()} <= covered
    assert all("\n" not in text[start:end] for start, end in spans)


@pytest.mark.parametrize(
    "unit",
    [
        "The bridge of Orrin is closed, she said. ",
        "“It is. It was,” said J. Vann. ",
        ".",
        "! ",
        "“",
        '"a. ',
        " . ",
    ],
)
def test_time_grows_with_the_length_of_a_line_and_not_with_its_square(unit: str) -> None:
    started = time.process_time()
    sentence_spans(unit * (1_000_000 // len(unit)))
    assert time.process_time() - started < 20
