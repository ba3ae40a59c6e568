"""The core of an answer, with the real tuned cross-encoder."""

from __future__ import annotations

import pytest

from assistant.answering.candidates import candidates_of
from assistant.answering.extractive.key import key_of, key_of_answer, place_of
from assistant.answering.judging.judge import Judgement
from assistant.answering.judging.selection import load_selector
from assistant.answers import Hit, Sentence
from assistant.retrieval.reranking import CrossEncoder
from tests.assistant.press import passage

MAYOR = "The mayor of Velm, Dora Filip, told Paul Mbeza on Friday that 300 people had come to the old mill."
REPAIR = "The repairs will cost 62 million crowns and take 14 months, the ministry said."


@pytest.fixture(scope="module")
def selector() -> CrossEncoder:
    return load_selector()


@pytest.mark.parametrize(
    ("question", "sentence", "key"),
    [
        ("Who found the leak?", "A retired nurse, Ottilie Brandt, found the leak.", "Ottilie Brandt"),
        ("How many people came to the mill?", MAYOR, "300 people"),
        ("When did the mayor speak?", MAYOR, "Friday"),
        ("What will the repairs cost?", REPAIR, "62 million crowns"),
        ("How long will the repairs take?", REPAIR, "14 months"),
        ("Why was the road shut?", "The road was shut because a bridge had cracked.", "a bridge had cracked"),
        ("How old is the winner?", "The winner, who is 22 years old, was paid 500 crowns.", "22 years"),
        ("What will they guard?", "They would guard bridges and power stations.", "bridges and power stations"),
        ("What did she call the plan?", 'She called the plan "a match held to straw".', "a match held to straw"),
        ("How many drivers joined?", "The union said 1,150 of the city's 1,200 drivers had joined.", "1,150"),
        ("How many people were injured?", "Nine people were killed and 57 injured in the crash.", "57 injured"),
        ("When is the parade?", "The parade, planned for Monday, was put off until Thursday.", "Thursday"),
        ("How many drivers joined?", "On Monday 680 bus drivers joined.", "680 bus drivers"),
        ("What per cent did she get?", "Nadia Frey got 17.4 per cent in the first round.", "17.4 per cent"),
        ("Which two funds own it?", "Two funds own Kestrel, Belmont and Ridgeway.", "Belmont and Ridgeway"),
        ("Which towns were hit?", "Lower Hythe, Orrin and Pell were hit.", "Lower Hythe, Orrin and Pell"),
        ("Which town was hit?", "The storm, said Ida Moll, hit Orrin on Monday.", "Orrin"),
        ("Whom did Filip call?", "Dora Filip made the demand when she called Paul Mbeza.", "Paul Mbeza"),
        ("Which sort of plastic is it no good against?", "It does not break down hard plastic.", "hard plastic"),
    ],
)  # fmt: skip
def test_the_key_is_what_was_asked_for(
    selector: CrossEncoder, question: str, sentence: str, key: str
) -> None:
    assert key_of(question, sentence, selector.scores) == key


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the mayor speak on Friday?", MAYOR),
        ("Who is Dora Filip?", "Dora Filip spoke on Friday."),
        ("When did it happen?", "It happened in the harbour."),
        ("Where is the mill?", ""),
        ("Which states did the US name?", "The United States named none."),
        ("How many under-16s were banned?", "The law is for children under 16."),
    ],
)
def test_without_certainty_there_is_no_key(selector: CrossEncoder, question: str, sentence: str) -> None:
    assert key_of(question, sentence, selector.scores) == ""


def test_no_key_begins_in_the_middle_of_a_date_phrase(selector: CrossEncoder) -> None:
    warned = "The maker warned that prices, which have risen since October, would weigh on the year."
    assert key_of("Why does the maker warn of a loss?", warned, selector.scores) == ""


def test_what_the_question_leans_on_is_no_answer(selector: CrossEncoder) -> None:
    said = "Dora Filip met Paul Mbeza."
    assert key_of("And who met her?", said, selector.scores, "And who met Dora Filip?") == "Paul Mbeza"


def test_the_key_stands_in_the_sentence_that_was_judged_best(selector: CrossEncoder) -> None:
    before, best = "Marcus Teal will leave in May.", "He will be replaced by Yasmin Orr."
    ranked = tuple((one, 1.0) for one in candidates_of([Hit(passage("a", best), 1.0)]))
    shown = [Sentence(before, (1,), "quoted"), Sentence(best, (1,), "quoted")]
    judgement = Judgement((), ranked)
    assert key_of_answer("Who replaces Marcus Teal?", shown, judgement, selector.scores) == "Yasmin Orr"
    named = [shown[0], Sentence("He [Marcus Teal] will be replaced by Yasmin Orr.", (1,), "quoted")]
    assert key_of_answer("Who replaces Marcus Teal?", named, judgement, selector.scores) == "Yasmin Orr"
    assert key_of_answer("Who replaces Marcus Teal?", [], judgement, selector.scores) == ""


def test_the_key_of_a_row_stands_without_its_head_and_a_list_has_none(selector: CrossEncoder) -> None:
    hit = Hit(passage("a", "Minute | Scorer | Score\n\n88 | Jory Vance | 2-2\n\n109 | Sami Delk | 3-2"), 1.0)
    first, second = candidates_of([hit])
    shown = [Sentence("109 | [Scorer:] Sami Delk | [Score:] 3-2", (1,), "quoted")]
    judgement = Judgement((), ((second, 3.0), (first, 2.5)))
    assert key_of_answer("Who scored in the 109th minute?", shown, judgement, selector.scores) == "Sami Delk"
    assert key_of_answer("Who scored?", shown * 3, judgement, selector.scores) == ""


def test_a_key_is_placed_only_as_whole_words() -> None:
    assert place_of("4", "In 1984 he had 4 cows.") == (15, 16)
    assert place_of("4", "In 1984.") is None
    assert place_of("", "Nothing.") is None
