"""Embeddings by feature hashing: from a request's bytes to the API's answer.

It has learnt nothing: texts are near each other where they share words and parts of words. What may not live
here: HTTP routes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.offline.switches import Draws, Switches
from infoseek.offline.wire import Reply, count_tokens, error

if TYPE_CHECKING:
    from sklearn.feature_extraction.text import HashingVectorizer

NAME = "offline-hashing-1"
DIMENSIONS = 256
"""Of a vector, where the request does not say."""

MOST_INPUTS = 2_048
MOST_TOKENS = 8_192
"""Of one input, as OpenAI's embedding models have it; see `wire.count_tokens`."""

_WORD_WEIGHT = 0.7
_Input = str | list[str] | list[int] | list[list[int]]


class EmbeddingRequest(BaseModel):
    """An embeddings request."""

    model_config = ConfigDict(strict=True)

    model: str
    input: _Input
    dimensions: int = Field(DIMENSIONS, ge=8, le=4_096)
    encoding_format: Literal["float", "base64"] = "float"
    user: str = ""


class Embeddings:
    """Answers embeddings requests. requests: asked for so far, faults included."""

    def __init__(self) -> None:
        self._draws = Draws()
        self.requests = 0

    def answer(self, body: bytes, switches: Switches) -> Reply:
        """The vectors, or the error that the request deserves or the switches have in store."""
        self.requests += 1
        fault = self._draws.fault(switches, hashlib.sha256(body).hexdigest())
        if fault == "rate_429":
            reply = error(429, "Rate limit reached.", kind="rate_limit_error", code="rate_limit_exceeded")
            return Reply(reply.status, reply.body, {"retry-after": f"{switches.retry_after_s:g}"})
        if fault == "rate_500":
            return error(500, "The server had an error.", kind="server_error")
        try:
            request = EmbeddingRequest.model_validate_json(body)
        except ValidationError as problem:
            first = problem.errors(include_url=False)[0]
            where = ".".join(str(step) for step in first["loc"][:1]) or "body"
            return error(400, f"Invalid request at {where}: {first['msg']}.")
        if request.model != NAME:
            return error(404, f"The model {request.model!r:.100} does not exist.", code="model_not_found")
        texts = [request.input] if isinstance(request.input, str) else request.input
        refusal = _refusal(texts)
        return refusal or _reply(request, [text for text in texts if isinstance(text, str)])


def _refusal(texts: list[Any]) -> Reply | None:
    if not 1 <= len(texts) <= MOST_INPUTS:
        return error(400, f"Invalid request at input: 1 to {MOST_INPUTS} texts, not {len(texts)}.")
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            return error(
                400, f"Invalid request at input: {NAME} has no tokens; send texts, not token arrays."
            )
        if not text:
            return error(400, f"Invalid request at input.{number}: it is empty.")
        if count_tokens(text) > MOST_TOKENS:
            return error(400, f"Invalid request at input.{number}: it has more than {MOST_TOKENS} tokens.")
    return None


def _reply(request: EmbeddingRequest, texts: list[str]) -> Reply:
    vectors = embed(texts, request.dimensions)
    data = [
        {"object": "embedding", "index": number, "embedding": _encoded(vector, request.encoding_format)}
        for number, vector in enumerate(vectors)
    ]
    tokens = sum(map(count_tokens, texts))
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return Reply(200, {"object": "list", "data": data, "model": NAME, "usage": usage})


def _encoded(vector: NDArray[np.float32], form: str) -> str | list[float]:
    """Little-endian float32 in base64, as the official client asks for, or numbers."""
    if form == "base64":
        return base64.b64encode(vector.astype("<f4").tobytes()).decode()
    found: list[float] = vector.tolist()
    return found


def embed(texts: list[str], dimensions: int = DIMENSIONS) -> NDArray[np.float32]:
    """Unit vectors, a row a text: words and trigrams of letters, hashed with signs (Weinberger et al. 2009).

    A text without any word has the first axis.
    """
    words, letters = _hashers(dimensions)
    found = np.asarray(
        (_WORD_WEIGHT * words.transform(texts) + (1 - _WORD_WEIGHT) * letters.transform(texts)).todense(),
        dtype=np.float32,
    )
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    found[lengths[:, 0] == 0, 0] = 1.0
    return (found / np.where(lengths == 0, 1.0, lengths)).astype(np.float32)


@lru_cache(maxsize=8)
def _hashers(dimensions: int) -> tuple[HashingVectorizer, HashingVectorizer]:
    # Half a second and 60 MiB that a server without embeddings does not need.
    from sklearn.feature_extraction.text import HashingVectorizer

    common = {"n_features": dimensions, "norm": "l2", "strip_accents": "unicode"}
    return (
        HashingVectorizer(**common, token_pattern=r"\w+"),
        HashingVectorizer(**common, analyzer="char_wb", ngram_range=(3, 3)),
    )
