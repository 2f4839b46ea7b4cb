"""Objects lent to Great Expectations by name, for the time of one run.

What lives here: the loan. It builds stores and metrics from JSON configuration, which can hold neither an
open S3 client nor a corpus, so the configuration names them instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

_lent: dict[str, object] = {}


@contextmanager
def lend(name: str, thing: object) -> Iterator[str]:
    """Lend a thing under a name inside the block. Raises `ValueError` where the name is taken."""
    if name in _lent:
        raise ValueError(f"{name} is lent already.")
    _lent[name] = thing
    try:
        yield name
    finally:
        del _lent[name]


def borrow(name: str, kind: type[T]) -> T:
    """The thing lent under a name. Raises `LookupError` where there is none of this kind."""
    thing = _lent.get(name)
    if not isinstance(thing, kind):
        raise LookupError(f"No {kind.__name__} is lent under {name!r}.")
    return thing
