"""What every answer promises, whatever it tells of other sources."""

from __future__ import annotations

import re

from assistant import Answer, Assistant
from assistant.answering.extractive.additions import without_additions


def check_promises(assistant: Assistant, answer: Answer) -> None:
    """Whatever is told of other sources keeps what every answer promises."""
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {citation.number for citation in answer.citations}
    assert len(re.sub(r"\[\d+\]", "", answer.text).split()) <= 60
    for citation in answer.citations:
        text = assistant.library.article(citation.article_id).text
        assert text[citation.start : citation.end] == citation.quote
    for sentence in answer.sentences:
        words = without_additions(sentence.text)
        assert all(words in answer.citations[number - 1].quote for number in sentence.citations[:1])
    for disagreement in answer.disagreements:
        for side in disagreement.sides:
            assert side.citations
            assert set(side.citations) <= marks
