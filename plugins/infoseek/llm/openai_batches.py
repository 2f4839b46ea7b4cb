"""Provider batches over the OpenAI HTTP API: files up and down, batches made, found, watched, cancelled.

What may not live here: which calls make a batch, and what becomes of its rows.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from infoseek.errors import BadInput, Unavailable

if TYPE_CHECKING:
    import openai
    from openai.types import Batch

    from infoseek.settings import ModelSettings

MAX_FILE_BYTES = 1_000_000_000
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_MOST_LISTED = 10_000


@dataclass(frozen=True)
class ProviderBatch:
    """A batch as the provider shows it. detail: what is wrong with one that failed."""

    id: str
    status: str
    input_file_id: str
    output_file_id: str = ""
    error_file_id: str = ""
    detail: str = ""

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED


class OpenAIBatches:
    """An async context manager. Every method raises `BadInput` and `Unavailable`.

    Nothing it asks is paid by the token, so the client's own retries stand, but for making a batch: whoever hears
    nothing of one must look for it before making another.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._opened: openai.AsyncOpenAI | None = None

    async def __aenter__(self) -> OpenAIBatches:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._opened is not None:
            await self._opened.close()
            self._opened = None

    @property
    def _client(self) -> openai.AsyncOpenAI:
        import openai

        if self._opened is None:
            self._opened = openai.AsyncOpenAI(
                base_url=self._settings.base_url,
                api_key=self._settings.api_key,
                timeout=self._settings.timeout_s,
                max_retries=self._settings.max_attempts - 1,
                http_client=openai.DefaultAioHttpClient(timeout=self._settings.timeout_s),
            )
        return self._opened

    async def make(self, lines: bytes, metadata: Mapping[str, str]) -> str:
        """Make a batch of these lines unless there is one of this metadata; its id."""
        found = await self.find(metadata)
        if found:
            return found
        with self._asking("take a file for a batch"):
            file = await self._client.files.create(file=("calls.jsonl", lines), purpose="batch")
        for attempt in range(1, self._settings.max_attempts + 1):
            try:
                return await self._create(file.id, metadata)
            except Unavailable:
                await asyncio.sleep(random.uniform(0.2, 0.5) * 2**attempt)
                found = await self.find(metadata)
                if found or attempt == self._settings.max_attempts:
                    break
        if not found:
            raise Unavailable(f"The model endpoint {self._settings.base_url} makes no batch.")
        return found

    async def _create(self, file_id: str, metadata: Mapping[str, str]) -> str:
        once = self._client.with_options(max_retries=0)
        with self._asking("make a batch"):
            made = await once.batches.create(
                input_file_id=file_id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata=dict(metadata),
            )
        return made.id

    async def find(self, metadata: Mapping[str, str]) -> str:
        """The id of the batch with this metadata; "" where there is none among the newest `_MOST_LISTED`."""
        listed = 0
        with self._asking("list its batches"):
            async for known in self._client.batches.list(limit=100):
                if known.metadata and all(known.metadata.get(k) == v for k, v in metadata.items()):
                    return known.id
                listed += 1
                if listed >= _MOST_LISTED:
                    break
        return ""

    async def look(self, batch_id: str) -> ProviderBatch | None:
        """The batch as it is now; None where the provider knows none of this id."""
        import openai

        with self._asking(f"show batch {batch_id}"):
            try:
                known = await self._client.batches.retrieve(batch_id)
            except openai.NotFoundError:
                return None
        return ProviderBatch(
            id=known.id,
            status=known.status,
            input_file_id=known.input_file_id,
            output_file_id=known.output_file_id or "",
            error_file_id=known.error_file_id or "",
            detail=_detail(known),
        )

    async def cancel(self, batch_id: str) -> None:
        """Ask the provider to stop; one that has ended stays as it is."""
        import openai

        with self._asking(f"cancel batch {batch_id}"):
            try:
                await self._client.batches.cancel(batch_id)
            except (openai.BadRequestError, openai.ConflictError, openai.NotFoundError):
                return

    async def read(self, file_id: str) -> bytes:
        """A file's bytes; nothing where the batch has no such file."""
        if not file_id:
            return b""
        chunks, size = [], 0
        with self._asking(f"hand out file {file_id}"):
            async with self._client.files.with_streaming_response.content(file_id) as answer:
                async for chunk in answer.iter_bytes():
                    size += len(chunk)
                    if size > MAX_FILE_BYTES:
                        raise BadInput(
                            f"File {file_id} of the model endpoint {self._settings.base_url} has more than "
                            f"{MAX_FILE_BYTES} bytes."
                        )
                    chunks.append(chunk)
        return b"".join(chunks)

    async def discard(self, file_id: str) -> None:
        """Delete a file; one that cannot be deleted is left behind."""
        try:
            with self._asking(f"delete file {file_id}"):
                await self._client.files.delete(file_id)
        except (BadInput, Unavailable):
            return

    @contextmanager
    def _asking(self, what: str) -> Iterator[None]:
        import openai

        try:
            yield
        except openai.APIStatusError as error:
            status = error.status_code
            kind = Unavailable if (status >= 500 and status != 501) or status in (408, 409, 429) else BadInput
            raise kind(
                f"The model endpoint {self._settings.base_url} does not {what}: {status}, {error.message[:300]}"
            ) from error
        except openai.APIError as error:
            raise Unavailable(
                f"The model endpoint {self._settings.base_url} does not {what}: {error.message[:300]}"
            ) from error


def _detail(known: Batch) -> str:
    found = (known.errors.data if known.errors else None) or []
    return "; ".join(f"{one.code}: {one.message}" for one in found)[:300]
