"""A collection that takes ledger documents and nothing else.

The way of Mallku's secured collections: the plain methods that could change or remove what is written are not there,
whatever a caller tries by mistake is refused by its name, and what is written has to have one of the collection's own
types. The server's schema holds other programs to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

import msgspec
from arango.collection import StandardCollection

from argentum.adapters.ledger_arango.documents import Document
from argentum.adapters.ledger_arango.schema import CollectionPolicy
from argentum.errors import SecuredCollectionError


class SecuredCollection:
    """The two ways in: adding what is new and, where the policy says so, putting it in an older one's place."""

    def __init__(self, collection: StandardCollection, policy: CollectionPolicy) -> None:
        """Guard a collection, inside a transaction or outside."""
        self._collection = collection
        self.policy = policy

    def insert_secured(self, documents: Sequence[Document], *, sync: bool | None = None) -> None:
        """Add documents. Raises `SecuredCollectionError` for other types, and the driver's errors."""
        self._write(documents, overwrite_mode="conflict", sync=sync)

    def put_secured(self, documents: Sequence[Document], *, sync: bool | None = None) -> None:
        """Add documents, or put them in the place of those with their keys; raises as `insert_secured`."""
        if not self.policy.replaceable:
            raise SecuredCollectionError(f"{self.policy.name}: what is written stays; record a reversal")
        self._write(documents, overwrite_mode="replace", sync=sync)

    def _write(self, documents: Sequence[Document], *, overwrite_mode: str, sync: bool | None) -> None:
        for document in documents:
            if type(document) not in self.policy.models:
                raise SecuredCollectionError(
                    f"{self.policy.name}: found {type(document).__name__}, allowed: "
                    f"{', '.join(model.__name__ for model in self.policy.models)}"
                )
        # Not silent: then the server would answer 202 to refused documents, and the driver would call it a success.
        self._collection.insert_many(
            [msgspec.to_builtins(document) for document in documents],
            overwrite_mode=overwrite_mode,
            sync=sync,
            raise_on_document_error=True,
        )

    def __getattr__(self, name: str) -> NoReturn:
        """Refuse every other method of a collection."""
        raise SecuredCollectionError(
            f"{self.policy.name}: {name} is not for a ledger, allowed: insert_secured, put_secured"
        )
