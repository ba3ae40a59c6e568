"""What may be done to a library while the writer's lock is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.advice import command_on
from ingest.errors import UnknownArticleError
from ingest.library.catalogue import Catalogue
from ingest.library.filing import FiledArticle
from ingest.library.published_index import PublishedIndex
from ingest.records import Article

if TYPE_CHECKING:
    from ingest.library.library import Library

REPLY_CACHE = "replies.db"
"""What a language model has replied to questions of this library; written by the assistant, deleted by `purge`."""


class LibraryWriter:
    """What may be done while the writer's lock is held. Made by `Library.writing`."""

    def __init__(self, library: Library, catalogue: Catalogue, index: PublishedIndex) -> None:
        self._library = library
        self.folder = library.folder
        self._catalogue = catalogue
        self._index = index

    def file(self, articles: Sequence[FiledArticle], embedding_model: str) -> None:
        """File articles, each whole and in place of its older version; on return they are on the disk.

        Raises LibraryMismatchError where the vectors are of another model or dimension than the library's.
        """
        self._library.check_embedding(embedding_model)
        dimensions = {item.vectors.shape[1] for item in articles if item.passages}
        for dimension in dimensions:
            self._library.check_dimension(dimension)
        stamps = {"embedding_model": embedding_model, "dimension": str(max(dimensions))} if dimensions else {}
        self._catalogue.file(articles, stamps)

    def remember_source(self, source: str, digest: str) -> None:
        """Note that a source has been read to its end without a rejection: it is skipped next time."""
        self._catalogue.remember_source(source, digest)

    def source_digest(self, source: str) -> str:
        """Give the digest under which a source was last read, "" for never."""
        return self._catalogue.source_digest(source)

    def article_ids_from(self, source: str) -> list[str]:
        """Give the ids of the articles that came from a source."""
        return self._catalogue.article_ids_from(source)

    def article_sources(self) -> dict[str, str]:
        """Give every article's id with the source that it came from, in the order of filing."""
        return self._catalogue.article_sources()

    def source_digests(self) -> dict[str, str]:
        """Give the digests under which sources were last read, by source."""
        return self._catalogue.source_digests()

    def known(self, article_id: str) -> tuple[str, Article] | None:
        """Give an article's content hash and the article as it is filed, None where there is none."""
        return self._catalogue.known(article_id)

    def was_removed(self, article_id: str, content_hash: str) -> bool:
        """Tell whether an article was removed on purpose with just this content."""
        return self._catalogue.removed_hash(article_id) == content_hash

    def remove(self, article_id: str) -> None:
        """Remove an article on purpose: from this moment no search finds it. Raises UnknownArticleError."""
        if not self._catalogue.remove(article_id, on_purpose=True):
            raise UnknownArticleError(
                f"No article {article_id!r} in the library {self.folder}; "
                f"see: {command_on(self.folder, 'list')}"
            )

    def drop(self, article_id: str) -> None:
        """Remove an article that its source no longer holds; it comes back when the source holds it again."""
        self._catalogue.remove(article_id, on_purpose=False)

    def update_index(self) -> None:
        """Bring the vector index up to date now rather than at the end."""
        self._index.update()

    def rebuild(self) -> None:
        """Write the vector index anew from the catalogue's vectors. Nothing is embedded again."""
        self._index.update(anew=True)

    def purge(self) -> None:
        """Overwrite what removed articles left on the disk: write the index and the catalogue anew."""
        self.rebuild()
        self._index.delete_before(self._index.state().generation)
        # What a language model replied may repeat what was removed.
        (self.folder / REPLY_CACHE).unlink(missing_ok=True)
        self._catalogue.vacuum()
