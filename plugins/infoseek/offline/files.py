"""The files of the batch API, kept in a folder: content beside a JSON description.

What lives here: files on disk. What may not: what is in them.
"""

from __future__ import annotations

import json
import os
import re
import time
import uuid
from pathlib import Path
from typing import Any

PURPOSES = ["fine-tune", "assistants", "batch", "vision", "user_data", "evals"]
MOST_FILE_BYTES = 200_000_000
"""As the API has it for the input of a batch."""

_ID = re.compile(r"file-[0-9a-f]{24}")


def write_atomically(path: Path, body: bytes) -> None:
    """Write a file so that a reader, or a restart, sees all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}.partial")
    partial.write_bytes(body)
    os.replace(partial, path)


class Files:
    """Uploaded files and batch outputs below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, content: bytes, filename: str, purpose: str, file_id: str | None = None) -> dict[str, Any]:
        """Keep a file and return its description. An id given is reused: the same file written again."""
        file_id = file_id or f"file-{uuid.uuid4().hex[:24]}"
        described = {
            "id": file_id,
            "object": "file",
            "bytes": len(content),
            "created_at": int(time.time()),
            "expires_at": None,
            "filename": filename,
            "purpose": purpose,
            "status": "processed",
            "status_details": None,
        }
        write_atomically(self._folder / file_id, content)
        write_atomically(self._folder / f"{file_id}.json", json.dumps(described).encode())
        return described

    def describe(self, file_id: str) -> dict[str, Any] | None:
        """A file's description, or None."""
        path = self._folder / f"{file_id}.json"
        if not _ID.fullmatch(file_id) or not path.exists():
            return None
        described: dict[str, Any] = json.loads(path.read_bytes())
        return described

    def content(self, file_id: str) -> bytes | None:
        """A file's bytes, or None."""
        return (self._folder / file_id).read_bytes() if self.describe(file_id) else None

    def all(self) -> list[dict[str, Any]]:
        """Every description, newest first."""
        found = [json.loads(path.read_bytes()) for path in self._folder.glob("file-*.json")]
        return sorted(found, key=lambda file: (-file["created_at"], file["id"]))

    def delete(self, file_id: str) -> bool:
        """Forget a file; False where there is none."""
        if not self.describe(file_id):
            return False
        (self._folder / f"{file_id}.json").unlink(missing_ok=True)
        (self._folder / file_id).unlink(missing_ok=True)
        return True
