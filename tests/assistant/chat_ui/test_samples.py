from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.chat_ui.samples import candidates, questions_of, sample_questions
from tests.assistant.chat_ui.conftest import make_library


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("On Sunday Tolland urged Norwick to send ferries.", "What did Tolland urge Norwick to do?"),
        ("Owen Marsh, the harbour master, said so.", "Who is Owen Marsh?"),
        ("In that call Marsh told Tolland that he would.", "What did Marsh tell Tolland?"),
        ("About 1,150 UK troops are there.", "How many UK troops are there?"),
        ("The council said so.", None),
        ("The Council said so.", None),
        ("Tolland said the ferries would sail at noon.", "What did Tolland say about the ferries?"),
        ("Tolland said the ferries already were at sea.", None),
        ("Prosecutors asked Tolland to come, but the prosecutors left.", None),
        ("Norwick's demands are high.", None),
        ("Norwick wants the money.", "What does Norwick want?"),
        ("The second proposal seeks a loan.", None),
        ("The Weather and Harbour Agency told Norwick that it was late.", None),
        ("A spokesman for the Coast Guard told Norwick that it was late.", None),
        (
            "On Monday the Coast Guard told Norwick that it was late.",
            "What did the Coast Guard tell Norwick?",
        ),
        ("There were 3,400 flights canceled.", None),
        ("Crews from Norwick have found 37 cracks.", None),
        ("The repair will cost 12 million crowns.", "How many crowns will the repair cost?"),
        ("The bridge opened on 3 May 2021.", "On which day did the bridge open?"),
        ("He said so.", None),
        ("Storm Edna, the strongest storm in years, hit Norwick.", None),
        ("It took 12 years.", None),
        ("An aide to Tolland said that it was late.", None),
    ],
)
def test_a_question_is_made_of_what_a_sentence_tells(sentence, question):
    assert [found for _, found in questions_of(sentence, sentence)] == ([question] if question else [])


def test_every_sample_is_answered_from_the_sentence_it_was_made_of(library_folder):
    assistant = Assistant.open(library_folder)
    samples = sample_questions(assistant, seconds=30)
    made_of = {candidate.question: candidate for candidate in candidates(assistant.library)}
    assert 2 <= len(samples) <= 4
    assert len(set(samples)) == len(samples)
    for question in samples:
        candidate = made_of[question]
        cited = assistant.ask(question).citations
        assert any(
            item.article_id == candidate.article_id
            and item.start < candidate.end
            and candidate.start < item.end
            for item in cited
        )
    assistant.close()


def test_an_empty_library_gives_no_samples(tmp_path):
    assistant = Assistant.open(make_library(tmp_path / "empty"))
    assert sample_questions(assistant) == []
    assistant.close()
