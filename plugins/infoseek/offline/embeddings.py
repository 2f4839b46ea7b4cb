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

from infoseek.offline.api_errors import error, not_understood, unknown_model
from infoseek.offline.faults import http_fault
from infoseek.offline.switches import Draws, Switches
from infoseek.offline.wire import Reply, count_tokens

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

    model_config = ConfigDict(strict=True, extra="forbid")

    model: str
    input: _Input
    dimensions: int | None = Field(None, ge=8, le=4_096)
    encoding_format: Literal["float", "base64"] | None = None
    user: str | None = None


class Embeddings:
    """Answers embeddings requests. requests: asked for so far, faults included."""

    def __init__(self) -> None:
        self._draws = Draws()
        self.requests = 0

    def answer(self, body: bytes, switches: Switches) -> Reply:
        """The vectors, or the error that the request deserves or the switches have in store."""
        self.requests += 1
        failed = http_fault(self._draws.fault(switches, hashlib.sha256(body).hexdigest()), switches)
        if failed is not None:
            return failed
        try:
            request = EmbeddingRequest.model_validate_json(body)
        except ValidationError as problem:
            return not_understood(problem)
        if request.model != NAME:
            return unknown_model(request.model)
        texts = [request.input] if isinstance(request.input, str) else request.input
        refusal = _refusal(texts)
        return refusal or _reply(request, [text for text in texts if isinstance(text, str)])


def _refusal(texts: list[Any]) -> Reply | None:
    if not 1 <= len(texts) <= MOST_INPUTS:
        return _wrong(f"1 to {MOST_INPUTS} texts, not {len(texts)}")
    for number, text in enumerate(texts):
        if not isinstance(text, str):
            return _wrong(f"{NAME} has no tokens; send texts, not token arrays")
        if not text:
            return _wrong("it is empty", f"[{number}]")
        if count_tokens(text) > MOST_TOKENS:
            return _wrong(f"it has more than {MOST_TOKENS} tokens", f"[{number}]")
    return None


def _wrong(what: str, where: str = "") -> Reply:
    return error(400, f"Invalid 'input{where}': {what}.", param=f"input{where}", code="invalid_value")


def _reply(request: EmbeddingRequest, texts: list[str]) -> Reply:
    vectors = embed(texts, request.dimensions or DIMENSIONS)
    data = [
        {"object": "embedding", "index": number, "embedding": _encoded(vector, request.encoding_format)}
        for number, vector in enumerate(vectors)
    ]
    tokens = sum(map(count_tokens, texts))
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return Reply(200, {"object": "list", "data": data, "model": NAME, "usage": usage})


def _encoded(vector: NDArray[np.float32], form: str | None) -> str | list[float]:
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
