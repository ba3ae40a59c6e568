"""Invented articles in which the same things are told twice, differently, at length and badly, and what to ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ingest.records import Header, Passage
from tests.ingest.invented import write_invented_articles

ASKED_ON = date(2021, 5, 31)
"""Within three months of every article, so that none is too old for a question about now."""
COMET_SEEN = date(2021, 5, 20)
TOWER = "For how much does the council of Orrin want to sell the tower?"
OVEN = "How much did Edda Morn spend on a new oven?"
COMET = "When will the comet be closest to Earth?"
NOWHERE = "Who won the chess championship of Lisbon in 1999?"
ANSWERED = (
    TOWER,
    OVEN,
    COMET,
    "When was the lighthouse of Orrin switched off?",
    "Who found a comet with a telescope?",
    "How much does a ticket for the ferry cost?",
    "What did the harbour master Pelle Vann say about the lighthouse?",
    "Why will the harbour of Kelm be closed to all ships?",
    "How many rooms will the small hotel in the tower have?",
)
OTHERS = (
    "How many sheep did the farmer Odd Brekke lose?",
    "Who founded the museum of Halm?",
    "What did the minister say about the tunnel?",
    "Why?",
    NOWHERE,
    "What is the capital of Mongolia?",
)

ARTICLES = {
    "lighthouse-copy": (
        "Orrin switches off its lighthouse",
        "Northern Wire",
        "2021-03-05",
        "The lighthouse of Orrin was switched off on Thursday after 140 years. “It kept us safe. It always did,” "
        "said the harbour master, Pelle Vann. A buoy with a lamp will take its place from April.\n\n"
        "The council of Orrin wants to sell the tower for 200,000 crowns. Three buyers have come forward, the "
        "mayor, Sanna Kreel, said on Friday. One of them plans a small hotel with nine rooms.",
    ),
    "tower": (
        "Wanted: somebody with a head for heights",
        "Halm Herald",
        "2021-03-06",
        "Estate agents have never had such an offer on their books. At 200,000 crowns, the tower is what the "
        "council of Orrin wants to sell. It has 96 steps and no lift, and gulls nest under its roof.",
    ),
    "dear": (
        "Orrin prices its past",
        "Coast Courier",
        "2021-03-20",
        "The spring market opens on Sunday with forty stalls. The council of Orrin wants to sell the tower for "
        "250,000 crowns. A brass band from Vessby will play.",
    ),
    "harbour": (
        "Mines close Kelm's harbour",
        "Coast Courier",
        "2021-04-02",
        "The harbour of Kelm will be closed to all ships from the first of May until the end of September, the "
        "port authority said, because divers have found eleven mines from the last war in the mud below the "
        "northern quay; fishermen may use the small basin at Lund, and the ferry to Vessby will leave from the "
        "pier of the sugar factory, where a waiting room, a kiosk and forty parking places are to be built in "
        "April.",
    ),
    "marks": (
        "Flood and tunnel",
        "Tamsel Daily",
        "2021-05-25",
        "“We have lost four hundred sheep to the flood, the farmer Odd Brekke said.\n\n"
        "“The meadow at Tarn will be dry in June.\n\n"
        "“The tunnel under the fjord is a gift to our grandchildren and to everyone who has ever waited for a "
        "boat on a winter night with a sick child in the back of the car, and to nobody else,” the minister, "
        "Ann Holm, said on Tuesday, “and whoever tells you that it could have been had for less than nine "
        "hundred million crowns has never dug so much as a potato out of frozen ground.”\n\n"
        'The pipe is 5" wide. The museum of Halm was founded in 1871 [3] by the painter Ragna Holt [12].',
    ),
}


def write_press(folder: Path) -> None:
    """Write these articles and the other invented ones, the comet of 20 May 2021, as Markdown files with a header."""
    write_invented_articles(folder)
    comet = folder / "comet.md"
    comet.write_text(
        comet.read_text(encoding="utf-8").replace("2022-01-12", COMET_SEEN.isoformat()), encoding="utf-8"
    )
    for name, (title, outlet, published, text) in ARTICLES.items():
        header = f"id: {name}\ntitle: {title}\noutlet: {outlet}\npublished: {published}\n"
        (folder / f"{name}.md").write_text(f"---\n{header}---\n\n{text}\n", encoding="utf-8")


def passage(
    article_id: str, text: str, published: date | None = None, start: int = 0, title: str = ""
) -> Passage:
    """A passage of an invented article that is in no library."""
    header = Header(title=title, outlet="Orrin Gazette", published=published)
    return Passage(article_id, header, 0, start, start + len(text), text)
