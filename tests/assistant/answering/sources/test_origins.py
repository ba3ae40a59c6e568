"""From how many independent sources the sentences of an answer come."""

from __future__ import annotations

from assistant.answering.sources.origins import with_origins
from assistant.answers import Citation, Sentence
from ingest.records import Article, Header

TEXTS = {
    "a": (
        "Coast Press Agency",
        "STRAND (CPA) - Wardens counted 640 seals on the sandbank of Strand this autumn.",
    ),
    "b": ("Strand Echo", "In autumn 640 seals were counted, according to the Coast Press Agency."),
    "c": ("Nature Notes", "From my tent I saw the wardens count 640 seals."),
}


class Shelf:
    """A library of these three articles."""

    def article(self, article_id: str) -> Article:
        outlet, text = TEXTS[article_id]
        return Article(article_id, Header(outlet=outlet), text)


def test_each_sentence_has_the_number_of_origins_of_what_it_cites() -> None:
    citations = [
        Citation(number, name, "", outlet, "", None, 0, len(text), text)
        for number, (name, (outlet, text)) in enumerate(TEXTS.items(), start=1)
    ]
    sentences = [
        Sentence("All.", (1, 2, 3), "quoted"),
        Sentence("Wire.", (1, 2), "quoted"),
        Sentence("So", (), "quoted"),
    ]
    counted = [with_origins(sentence, citations, Shelf()) for sentence in sentences]
    assert [sentence.origins for sentence in counted] == [2, 1, 0]
    assert [sentence.text for sentence in counted] == ["All.", "Wire.", "So"]
