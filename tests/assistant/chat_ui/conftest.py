"""Two invented articles and a hostile one, filed in a real library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingest import Library
from ingest.chunking import passages_of
from ingest.embedding import BundledEmbedding
from ingest.library.filing import FiledArticle
from ingest.records import Article, Header

FILLER = "\n".join(
    f"Paragraph {number} of this report deals with the weather of the region, mild and dry all week."
    for number in range(1, 13)
)
BRIDGE = Article(
    id="bridge",
    header=Header(
        "Harbour bridge in Ellisport shut after cracks found",
        "Ellisport Courier",
        "https://courier.example/bridge",
        date(2024, 3, 5),
    ),
    text=f"{FILLER}\nEngineers found 37 cracks in the harbour bridge on Monday. Mira Tolland, the mayor of "
    f"Ellisport, urged Norwick to send ferries.\n{FILLER}\nThe repair will cost 12 million crowns.",
)
FERRIES = Article(
    id="ferries",
    header=Header("Norwick lends four ferries to its neighbour", "Norwick Post", "", date(2024, 3, 7)),
    text="Norwick has lent Ellisport four ferries until the harbour bridge opens again.\n"
    'Owen Marsh, the harbour master, said that the ferries run "every twenty minutes" from dawn to midnight.',
)
ATTACK = '<script>window.hacked=1</script><img src=x onerror="window.hacked=2;alert(1)"><svg onload=alert(2)>'
HOSTILE = Article(
    id="hostile",
    header=Header(f"Volcano {ATTACK}", f"Outlet {ATTACK}", "javascript:window.hacked=3", date(2024, 3, 6)),
    text=f"The volcano Mount Ember erupted at noon {ATTACK} said geologist Ada Quill.\n"
    "${window.hacked=4} {{constructor}} `+alert(3)+` lava reached the village of Sandholm.",
)


def make_library(folder: Path, *articles: Article) -> Path:
    """File the articles as they are, past the extraction, which would take the sting out of a hostile one."""
    embedding = BundledEmbedding(threads=1)
    with Library.open(folder, create=True) as library, library.writing() as writer:
        for article in articles:
            passages = passages_of(article)
            vectors = embedding.embed_passages([passage.text for passage in passages])
            writer.file([FiledArticle(article, passages, vectors, article.id)], embedding.name)
    return folder


@pytest.fixture(scope="package")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the two harmless articles and the hostile one."""
    return make_library(tmp_path_factory.mktemp("chat") / "library", BRIDGE, FERRIES, HOSTILE)
