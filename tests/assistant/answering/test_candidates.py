"""What may be quoted."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import LONGEST_QUOTE, Candidate, candidates_of, quotable_of
from assistant.answers import Hit
from tests.assistant.press import passage
from tests.ingest.invented import random_text


def hit(text: str, article_id: str = "a") -> Hit:
    return Hit(passage(article_id, text), 0.0)


def offered(text: str) -> list[str]:
    return [candidate.text for candidate in candidates_of([hit(text)])]


def words(count: int, ending: str = "") -> str:
    return " ".join(f"w{number}" for number in range(count)) + ending


def marks_pair(text: str) -> bool:
    """Whether the marks of a text come in pairs, read from the left."""
    depth = 0
    for character in text:
        depth += {"“": 1, "”": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0 and text.count('"') % 2 == 0


def test_sentences_are_offered_word_for_word_with_their_places_and_the_sentence_before() -> None:
    text = "It rained  in Orrin. The lamp went out at nine!\n\nNobody saw it?"
    first, second, third = candidates_of([hit(text)])
    assert [c.text for c in (first, second, third)] == [
        "It rained  in Orrin.",
        "The lamp went out at nine!",
        "Nobody saw it?",
    ]
    assert (first.before, second.before, third.before) == ("", first.text, second.text)
    assert all(text[c.start : c.end] == c.text for c in (first, second, third))


def test_a_heading_is_not_offered_but_a_long_line_without_a_full_stop_is() -> None:
    long_line = "The council wants to sell the tower to a hotel"
    assert offered(f"Buyers come forward\n\n{long_line}\n\nIt rained.") == [long_line, "It rained."]


def test_rows_and_items_are_offered_however_short_with_what_opens_them_and_heads_are_not() -> None:
    text = "Tickets cost this:\n\nWho | Crowns\n\nAdults | 6\n\nChildren | 3\n\n- red\n- blue\n\nNews | Sport"
    found = [(one.text, one.before, one.row is not None) for one in candidates_of([hit(text)])]
    assert found == [
        ("Tickets cost this:", "", False),
        ("Adults | 6", "Tickets cost this:", True),
        ("Children | 3", "Tickets cost this:", True),
        ("red", "", True),
        ("blue", "", True),
    ]


def test_the_same_words_are_offered_once_and_by_the_better_hit() -> None:
    hits = [hit("It rained in Orrin.", "a"), hit("It  RAINED in Orrin. The lamp is out.", "b")]
    assert [(c.passage.article_id, c.text) for c in candidates_of(hits)] == [
        ("a", "It rained in Orrin."),
        ("b", "The lamp is out."),
    ]
    assert len(list(quotable_of(hits))) == 3


def test_nothing_is_offered_of_nothing() -> None:
    assert candidates_of([]) == []
    assert offered("") == []
    assert offered("***") == []


def test_a_sentence_of_sixty_words_stays_whole_and_a_longer_one_is_cut_where_a_clause_ends() -> None:
    assert offered(words(60, ".")) == [words(60, ".")]
    text = f"{words(20, ',')} {words(30, ';')} {words(30, ',')} {words(10, '.')}"
    assert offered(text) == [f"{words(20, ',')} {words(30, ';')}", f"{words(30, ',')} {words(10, '.')}"]


def test_a_sentence_without_clauses_is_cut_after_sixty_words() -> None:
    assert offered(words(130, ".")) == [
        words(60),
        " ".join(f"w{number}" for number in range(60, 120)),
        " ".join(f"w{number}" for number in range(120, 130)) + ".",
    ]


def test_no_comma_inside_a_number_is_a_cut() -> None:
    first, second = offered(f"{words(50)} paid 1,250,000 crowns, {words(40, '.')}")
    assert first.endswith("paid 1,250,000 crowns,")
    assert second == words(40, ".")


@pytest.mark.parametrize(
    "text",
    [
        'The pipe is 5" wide and it is broken.',
        "He said “no and went away.",
        "He said no” and went away.",
        "And so it was,” he said, “but not for long.",
        'And so it was," he said, "but not for long.',
        "He said «no and went away.",
        "The museum was founded in 1871 [3] by a painter.",
    ],
)
def test_what_would_leave_a_mark_without_its_partner_is_not_offered(text: str) -> None:
    assert offered(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“It kept us safe. It always did,” said the harbour master, Pelle Vann.",
        '"It kept us safe," he said, "and it always did."',
        "He called it “a ‘great’ loss” and “the end”.",
        'She (“the "lamp" lady”) left the tower.',
        'Vann said: "No." Nobody else did.',
        "He said «no» and went away from [Orrin].",
        "It's the keepers' 140-year-old lamp, isn't it?",
    ],
)
def test_whole_quotations_are_offered(text: str) -> None:
    assert "".join(offered(text)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("mark", ["“", '"', "“ "])
def test_of_speech_that_is_never_closed_the_words_are_offered(mark: str) -> None:
    assert offered(f"{mark}We have lost the lamp, Vann said.") == ["We have lost the lamp, Vann said."]


def test_no_part_of_a_long_quotation_begins_or_ends_inside_it_unseen() -> None:
    speech = f"“{words(40)},” the minister said, “{words(40, '.')}”"
    assert offered(speech) == [f"“{words(40)},” the minister said,", f"“{words(40, '.')}”"]
    endless = f"“{words(40)}, {words(40)},” the minister said, “{words(8)}.”"
    assert all(marks_pair(part) for part in offered(endless))


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_text_what_is_offered_stands_in_it_is_short_and_its_marks_pair(seed: int) -> None:
    found = candidates_of([hit(random_text(seed))])
    assert found
    for candidate in found:
        assert candidate.passage.text[candidate.start : candidate.end] == candidate.text
        assert candidate.text == candidate.text.strip() != ""
        assert len(candidate.text.split()) <= LONGEST_QUOTE
        assert marks_pair(candidate.text)


def test_a_candidate_knows_its_hit() -> None:
    found = hit("It rained.")
    (candidate,) = candidates_of([found])
    assert candidate == Candidate(found, found.passage, 0, 10, "")
