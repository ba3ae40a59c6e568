"""A page as it was read becomes a clean article: text without the page around it, and a header that can be trusted."""

from ingest.extraction.article import extract

__all__ = ["extract"]
