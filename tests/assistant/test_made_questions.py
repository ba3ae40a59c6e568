from __future__ import annotations

import pytest

from assistant.made_questions import MadeQuestion, question_of


def asked(sentence: str, text: str = "") -> MadeQuestion | None:
    return question_of(sentence, f"{sentence} {text}")


@pytest.mark.parametrize(
    ("sentence", "question", "wording"),
    [
        ("The repair will cost 12 million crowns.", "How many crowns will the repair cost?", "12 million"),
        (
            "According to the West, the Kremlin has placed more than 100,000 troops along the border.",
            "How many troops has the Kremlin placed along the border?",
            "100,000",
        ),
        (
            "Chief Justice Ada Quill opened the court on 3 May 2021, and the chief clerk sang.",
            "On which day did Chief Justice Ada Quill open the court?",
            "3 May 2021",
        ),
        ("About 1,150 soldiers died in the battle.", "How many soldiers died in the battle?", "1,150"),
        ("There were 149 concerts in 51 cities.", "How many concerts were there in 51 cities?", "149"),
        (
            "The mayor opened the new bridge on 3 May 2021, ten years late.",
            "On which day did the mayor open the new bridge?",
            "3 May 2021",
        ),
        (
            "On 4 July 2020 the bridge opened after three years.",
            "On which day did the bridge open after three years?",
            "4 July 2020",
        ),
        (
            "Mira Tolland, the mayor of Ellisport, urged Norwick to send ferries.",
            "Who urged Norwick to send ferries?",
            "Mira Tolland",
        ),
        (
            "Ada Quill, who runs the harbour, added that the ferries sail at noon.",
            "Who said that the ferries sail at noon?",
            "Ada Quill",
        ),
        (
            "“The ferries will sail at noon,” harbour master Ada Quill said.",
            "Who said “The ferries will sail at noon”?",
            "Ada Quill",
        ),
    ],
)
def test_a_plain_sentence_becomes_a_question_in_good_order(
    sentence: str, question: str, wording: str
) -> None:
    found = asked(sentence)
    assert found is not None
    assert (found.question, found.wordings[0]) == (question, wording)


@pytest.mark.parametrize(
    "sentence",
    [
        "She won 3 prizes at the fair.",
        "Quill said that he would resign from the council.",
        "The bridge is closed, because its piers have moved by 14 centimetres.",
        "California has approximately 1,100 dairies.",
        "The won sank to its lowest since May 2023 against the yen.",
        "When asked about the report, a spokesman did not comment on it.",
        "Whom the president has appointed as the head of the office is not known.",
        "The mayor denied the claim, but the jury awarded the widow a sum.",
        "“Is the public at risk?” Senator Ada Quill asked.",
        "The clerk called it a “well-meant effort of theirs to help,” Quill said.",
        "In 2019 the company had lost nothing at all.",
        "The count of 1860 found 77 slaves worked the hills.",
        "The mayor had recorded 8 inches of rain.",
        "The mayor sent 60 firefighters and rescue workers to the coast.",
        "Some 40 people were rescued over the weekend while 1,200 waited.",
        "Rescuers saved the goats, which killed 3 wolves.",
        "There were 3,400 flights canceled and 9,000 late.",
        "The record height had been 21 feet on 3 May 2021.",
        "About 30 more jurors were excused.",
        "Since the war, only eight storms have killed 30 people.",
        "The mayor named three bridges, and the first was opened on 3 May 2021.",
        "Of the bridges, the first was opened on 3 May 2021.",
        "Captain Ada Quill left 10 days after the storm.",
        "About 30 people were killed and 48 were wounded in the storm.",
        "Ada Quill warned that does not mean the storm is over.",
        "Ada Quill said that two had died, the Ellisport Courier, part of the Norwick group of papers, reported.",
    ],
)
def test_a_sentence_of_which_no_rule_makes_good_english_gives_no_question(sentence: str) -> None:
    assert asked(sentence) is None


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("The engineers were tired.", "How many cracks did engineers find"),
        ("The mayor thanked Engineers.", "How many cracks did Engineers find"),
    ],
)
def test_a_word_that_begins_the_sentence_is_a_name_only_where_the_article_says_so(
    text: str, begins: str
) -> None:
    found = asked("Engineers found 37 cracks in the bridge.", text)
    assert found is not None
    assert found.question.startswith(begins)


def test_a_word_of_which_the_article_does_not_tell_whether_it_is_a_name_is_not_asked_about() -> None:
    assert asked("Engineers found 37 cracks in the bridge.") is None
