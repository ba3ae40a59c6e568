"""A model's stream to sentences with the numbers that they cite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answering.generative.citations import finished_sentences, without_marks
from ingest.errors import LanguageModelUnavailableError

KNOWN = ("k1a", "m2b", "p3c", "r4d", "t9e")
BY_NUMBER = {name[1]: name for name in KNOWN}


def cited(text: str, step: int = 1) -> list[tuple[str, tuple[str, ...]]]:
    deltas = (text[first : first + step] for first in range(0, len(text), step))
    return [(sentence.text, sentence.ids) for sentence in finished_sentences(deltas, KNOWN)]


@pytest.mark.parametrize("step", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("reply", "ids"),
    [
        ("It rained [k1a].", ("k1a",)),
        ("It rained. [k1a]", ("k1a",)),
        ("It rained.[k1a]", ("k1a",)),
        ("It rained [m2b][k1a].", ("m2b", "k1a")),
        ("It rained [k1a, m2b].", ("k1a", "m2b")),
        ("It rained [k1a,m2b] [p3c].", ("k1a", "m2b", "p3c")),
        ("It rained [k1a; p3c].", ("k1a", "p3c")),
        ("It rained [k1a and p3c].", ("k1a", "p3c")),
        ("It rained 【k1a】.", ("k1a",)),
        ("It rained 【r4d†source】.", ("r4d",)),
        ("It rained [^m2b].", ("m2b",)),
        ("It rained [Passage m2b].", ("m2b",)),
        ("It rained [passages m2b and p3c].", ("m2b", "p3c")),
        ("It [k1a] rained [k1a].", ("k1a",)),
        ("It rained. [k1a] [m2b]", ("k1a", "m2b")),
        ("It rained.", ()),
        ("It rained [K1A].", ("k1a",)),
        ("It rained (k1a).", ("k1a",)),
        ("It rained [[k1a]].", ("k1a",)),
        ("It rained [k1a m2b].", ("k1a", "m2b")),
        ("It rained [k1a/m2b].", ("k1a", "m2b")),
        ("It rained [id: k1a].", ("k1a",)),
        ("It rained ［k1a］.", ("k1a",)),
        ("It rained [1].", ()),
        ("It rained [z7z].", ()),
        ("It rained [1, k1a, z7z].", ("k1a",)),
    ],
)
def test_marks_are_read_in_every_common_form_and_in_any_pieces(
    reply: str, ids: tuple[str, ...], step: int
) -> None:
    follow = " The sun [t9e] shone."
    assert cited(reply + follow, step) == [("It rained.", ids), ("The sun shone.", ("t9e",))]


def test_a_list_of_numbers_is_taken_out_and_cites_nothing() -> None:
    assert cited("It rained [1-3].") == [("It rained.", ())]


def test_brackets_that_are_no_mark_stay() -> None:
    assert cited("He [the mayor] left (on foot).") == [("He [the mayor] left (on foot).", ())]


def test_what_a_model_thinks_aloud_is_passed_over() -> None:
    assert cited("<think>Rain? [k1a] I see.</think>It rained [m2b].") == [("It rained.", ("m2b",))]
    assert cited("<think>Rain? It rained [k1a].") == []


@pytest.mark.parametrize("tag", ["thinking", "reasoning"])
@pytest.mark.parametrize("step", [1, 3, 500])
def test_thinking_under_another_name_is_passed_over_in_pieces_too(tag: str, step: int) -> None:
    text = f"<{tag}>Rain? [k1a] I see.</{tag}>It rained [m2b]."
    pieces = [text[first : first + step] for first in range(0, len(text), step)]
    assert [one.text for one in finished_sentences(pieces, {"k1a", "m2b"})] == ["It rained."]


def test_a_label_before_the_answer_is_taken_off() -> None:
    assert cited("Answer: It rained [k1a].") == [("It rained.", ("k1a",))]


def test_a_sentence_is_given_as_soon_as_the_next_one_begins() -> None:
    taken: list[str] = []

    def deltas() -> Iterator[str]:
        for piece in ("It rained", " [k1", "a].", " The", " sun shone [m2b]."):
            taken.append(piece)
            yield piece

    first = next(finished_sentences(deltas(), KNOWN))
    assert first.ids == ("k1a",)
    assert taken == ["It rained", " [k1", "a].", " The"]


def test_a_sentence_waits_for_the_mark_behind_its_full_stop() -> None:
    assert cited("It rained. [k1a] ") == [("It rained.", ("k1a",))]


def test_a_mark_that_was_cut_off_is_no_sentence() -> None:
    assert cited("It rained. [k1") == [("It rained.", ())]


def test_quoted_speech_of_several_sentences_stays_together() -> None:
    assert cited('She said "It rained. We stayed in." [p3c]') == [
        ('She said "It rained. We stayed in."', ("p3c",))
    ]


def test_what_was_unfinished_is_lost_when_the_stream_breaks() -> None:
    def deltas() -> Iterator[str]:
        yield "It rained [k1a]. The sun shone [m2"
        raise LanguageModelUnavailableError("broken")

    sentences = finished_sentences(deltas(), KNOWN)
    assert next(sentences).text == "It rained."
    with pytest.raises(LanguageModelUnavailableError):
        next(sentences)


@pytest.mark.parametrize("step", [1, 7, 1000])
def test_list_bullets_and_bold_are_taken_off_and_what_ends_with_its_mark_is_finished(step: int) -> None:
    assert cited("- **It rained** [k1a]\n* The sun shone [m2b]\n1. It [r4d] hailed\n- It snowed", step) == [
        ("It rained.", ("k1a",)),
        ("The sun shone.", ("m2b",)),
        ("It hailed", ("r4d",)),
        ("It snowed", ()),
    ]


def test_a_decimal_point_ends_nothing() -> None:
    assert cited("It cost 1.5 million [k1a].") == [("It cost 1.5 million.", ("k1a",))]


def test_a_text_without_marks_cannot_be_taken_for_a_citation() -> None:
    assert without_marks("See [3] and 【4】.") == "See (3) and (4)."
