"""JSON documents that several processes change: read with their ETag, changed by compare-and-swap (DESIGN §5).

What may not live here: what any of them says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from infoseek.errors import BadInput
from infoseek.store.objects import Conflict, ObjectMissing, ObjectStore

Document = TypeVar("Document", bound=BaseModel)


def read_document(
    store: ObjectStore, key: str, kind: type[Document], what: str, remedy: str = ""
) -> tuple[Document, str]:
    """A document and its ETag; the empty one and "" where there is none.

    kind: its model, which can be made of nothing. Raises `BadInput` where it is no `what`; remedy: what to do then.
    """
    try:
        body, etag = store.get_with_etag(key)
        return kind.model_validate_json(body), etag
    except ObjectMissing:
        return kind(), ""
    except ValidationError as error:
        address = store.address(key)
        raise BadInput(f"{address} is no {what} ({error.error_count()} errors){remedy}.") from error


def change_document(
    store: ObjectStore, key: str, kind: type[Document], what: str, change: Callable[[Document], Document]
) -> tuple[Document, Document]:
    """A document as it was and as it is after the change, whoever else writes at the same time.

    change: called again where somebody else wrote meanwhile; what it leaves alone is not written.
    Raises `BadInput` where the document is no `what`.
    """
    while True:
        before, etag = read_document(store, key, kind, what)
        after = change(before)
        if after != before:
            try:
                store.replace(key, after.model_dump_json(indent=1).encode(), etag)
            except Conflict:
                continue
        return before, after
