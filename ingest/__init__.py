"""Makes the library: reads articles, cleans them, cuts them into passages, embeds and files them."""

from ingest.library.library import Library
from ingest.pipeline import ingest
from ingest.records import Article, Header, Passage, Rejection, Report

__all__ = ["Article", "Header", "Library", "Passage", "Rejection", "Report", "ingest"]
