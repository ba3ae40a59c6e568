"""What the form of a page gives before the rules that all forms share are applied."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.records import Dropped, Header


@dataclass(frozen=True, slots=True)
class Draft:
    """A page as paragraphs, in order, with the header and id that stood in the page itself.

    `dropped` is what reading the form already left out, `date_problem` why a date that stood there is no day.
    """

    header: Header
    paragraphs: tuple[str, ...]
    article_id: str = ""
    dropped: tuple[Dropped, ...] = ()
    date_problem: str = ""
