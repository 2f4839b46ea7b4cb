"""Embeddings over the OpenAI HTTP API, a request at a time, each with its row in the ledger.

What may not live here: which texts, and what is done with the vectors.
"""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from infoseek.errors import BadInput, Unavailable
from infoseek.llm.ledger import LedgerRow

if TYPE_CHECKING:
    from types import TracebackType

    import openai

    from infoseek.settings import ModelSettings, RetrievalSettings

ROLE = "embedder"
_MOST_CHARS = 20_000
_WRONG_SETTING = {400, 401, 402, 403, 404, 405, 422, 501}


class OpenAIEmbedder:
    """A context manager. `embed` asks once for all its texts and tries again as the endpoint says.

    tell: hears of each request that was answered, as a ledger row; the client's own retries are part of it.
    """

    def __init__(
        self,
        model: ModelSettings,
        retrieval: RetrievalSettings,
        tell: Callable[[LedgerRow], None] = lambda row: None,
    ) -> None:
        self._model = model
        self._retrieval = retrieval
        self._tell = tell
        self._client: openai.OpenAI | None = None

    def __enter__(self) -> Self:
        import openai

        self._client = openai.OpenAI(
            base_url=self._model.base_url,
            api_key=self._model.api_key,
            timeout=self._model.timeout_s,
            max_retries=self._model.max_attempts - 1,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors, a row a text. Raises `BadInput` where endpoint or model is wrong, else `Unavailable`."""
        import openai

        if self._client is None:
            raise RuntimeError("the embedder is not open")
        name, begun = self._retrieval.dense_model, time.monotonic()
        where = f"The embeddings endpoint {self._model.base_url} (model {name!r})"
        given = [text[:_MOST_CHARS].strip() or "." for text in texts]
        try:
            answer = self._client.embeddings.create(model=name, input=given)
        except openai.APIStatusError as error:
            said = f"{where} answered {error.status_code}: {' '.join(str(error.message).split())[:300]}"
            raise (BadInput if error.status_code in _WRONG_SETTING else Unavailable)(said) from error
        except openai.APIError as error:
            raise Unavailable(f"{where} gave no answer: {error.message:.300}") from error
        except ValueError as error:
            # The client's own, for an answer without data.
            raise Unavailable(f"{where} gave no answer: {error!s:.300}") from error
        found = _vectors([item.embedding for item in sorted(answer.data, key=lambda item: item.index)])
        if found is None or len(found) != len(texts):
            raise Unavailable(
                f"{where} answered {len(texts)} texts with something else than a vector for each."
            )
        self._tell(
            self._row(given, answer.usage.prompt_tokens if answer.usage else 0, time.monotonic() - begun)
        )
        return found

    def _row(self, texts: Sequence[str], tokens: int, elapsed_s: float) -> LedgerRow:
        key = hashlib.sha256("\0".join([self._retrieval.dense_model, *texts]).encode("utf-8", "replace"))
        return LedgerRow(
            key=key.hexdigest()[:32],
            role=ROLE,
            model=self._retrieval.dense_model,
            status="ok",
            prompt_tokens=tokens,
            cost_usd=tokens * self._retrieval.usd_per_million_tokens / 1e6,
            elapsed_s=elapsed_s,
        )


def _vectors(rows: Sequence[Sequence[float]]) -> NDArray[np.float32] | None:
    """The rows as unit vectors; None where they are none, or not of one length."""
    try:
        found = np.asarray(rows, dtype=np.float32)
    except (TypeError, ValueError):
        return None
    if found.ndim != 2 or not found.shape[1] or not math.isfinite(float(np.abs(found).sum())):
        return None
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return None if (lengths == 0).any() else found / lengths
