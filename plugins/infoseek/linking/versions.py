"""Which code reads and links pages: what an earlier batch found holds as long as it is the same.

What may not live here: the stage's own version, which says what its tables mean (stage.py).
"""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("anyascii", "inflect", "marisa-trie", "numpy")
"""Those that pages are read and linked with."""


@functools.cache
def reader_version() -> str:
    """Digest of this room's sources and of the versions of what they stand on."""
    found = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted(folder.rglob("*.py")):
        found.update(f"{path.relative_to(folder)}\n{path.read_text()}\n".encode())
    found.update(" ".join([unicodedata.unidata_version, *map(version, _LIBRARIES)]).encode())
    return found.hexdigest()[:20]
