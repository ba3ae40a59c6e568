"""What can be refused before anything is written, by whatever writer: questions that the evidence is not even about."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.terms import met, names_of, stems
from assistant.answers import Hit
from assistant.questions import points_elsewhere

PASSAGES_READ = 5


def is_beside_the_point(question: str, hits: Sequence[Hit]) -> bool:
    """Tell whether a question names nothing, or somebody or something that none of the best passages mentions."""
    if points_elsewhere(question):
        return True
    passages = [hit.passage for hit in hits[:PASSAGES_READ]]
    evidence = stems(
        " ".join(f"{passage.header.title} {passage.header.outlet} {passage.text}" for passage in passages)
    )
    return any(met(name, evidence) == 0 for name in names_of(question))
