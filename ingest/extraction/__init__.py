"""A page as it was read becomes a clean article: the story without the page around it, and its header."""

from ingest.extraction.article import extract

__all__ = ["extract"]
