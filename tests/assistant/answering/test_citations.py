"""A model's stream to sentences with the numbers that they cite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.citations import finished_sentences, without_marks
from ingest.errors import LanguageModelUnavailableError


def cited(text: str, step: int = 1) -> list[tuple[str, tuple[int, ...]]]:
    deltas = (text[first : first + step] for first in range(0, len(text), step))
    return [(sentence.text, sentence.numbers) for sentence in finished_sentences(deltas)]


@pytest.mark.parametrize("step", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("reply", "numbers"),
    [
        ("It rained [1].", (1,)),
        ("It rained. [1]", (1,)),
        ("It rained.[1]", (1,)),
        ("It rained [2][1].", (2, 1)),
        ("It rained [1, 2].", (1, 2)),
        ("It rained [1,2] [3].", (1, 2, 3)),
        ("It rained [1; 3].", (1, 3)),
        ("It rained [1 and 3].", (1, 3)),
        ("It rained [2-4].", (2, 3, 4)),
        ("It rained 【1】.", (1,)),
        ("It rained 【4†source】.", (4,)),
        ("It rained [^2].", (2,)),
        ("It rained [Passage 2].", (2,)),
        ("It rained [passages 2 and 3].", (2, 3)),
        ("It [1] rained [1].", (1,)),
        ("It rained. [1] [2]", (1, 2)),
        ("It rained.", ()),
    ],
)
def test_marks_are_read_in_every_common_form_and_in_any_pieces(
    reply: str, numbers: tuple[int, ...], step: int
) -> None:
    follow = " The sun [9] shone."
    assert cited(reply + follow, step) == [("It rained.", numbers), ("The sun shone.", (9,))]


def test_an_absurd_range_is_no_citation() -> None:
    assert cited("It rained [1-999].") == [("It rained.", ())]


def test_a_sentence_is_given_as_soon_as_the_next_one_begins() -> None:
    taken: list[str] = []

    def deltas() -> Iterator[str]:
        for piece in ("It rained", " [1].", " The", " sun shone [2]."):
            taken.append(piece)
            yield piece

    first = next(finished_sentences(deltas()))
    assert first.numbers == (1,)
    assert taken == ["It rained", " [1].", " The"]


def test_a_sentence_waits_for_the_mark_behind_its_full_stop() -> None:
    assert cited("It rained. [1") == [("It rained.", ()), ("[1", ())]
    assert cited("It rained. [1] ") == [("It rained.", (1,))]


def test_quoted_speech_of_several_sentences_stays_together() -> None:
    assert cited('She said "It rained. We stayed in." [3]') == [('She said "It rained. We stayed in."', (3,))]


def test_what_was_unfinished_is_lost_when_the_stream_breaks() -> None:
    def deltas() -> Iterator[str]:
        yield "It rained [1]. The sun shone [2"
        raise LanguageModelUnavailableError("broken")

    sentences = finished_sentences(deltas())
    assert next(sentences).text == "It rained."
    with pytest.raises(LanguageModelUnavailableError):
        next(sentences)


def test_list_bullets_and_bold_are_taken_off() -> None:
    assert cited("- **It rained** [1]\n* The sun shone [2]") == [("It rained", (1,)), ("The sun shone", (2,))]


def test_a_decimal_point_ends_nothing() -> None:
    assert cited("It cost 1.5 million [1].") == [("It cost 1.5 million.", (1,))]


def test_a_text_without_marks_cannot_be_taken_for_a_citation() -> None:
    assert without_marks("See [3] and 【4】.") == "See (3) and (4)."
