"""Embeddings over HTTP: retries, faults, the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi import FastAPI, Request, Response

from infoseek.errors import BadInput, Unavailable
from infoseek.llm.ledger import LedgerRow
from infoseek.llm.openai_embeddings import OpenAIEmbedder
from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.embeddings import NAME, embed
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings, RetrievalSettings
from tests.offline.serving import serving

pytestmark = pytest.mark.service


@contextmanager
def embedder(
    base_url: str, rows: list[LedgerRow], attempts: int = 1, model: str = NAME
) -> Iterator[OpenAIEmbedder]:
    at = ModelSettings(base_url=base_url, max_attempts=attempts, timeout_s=5)
    retrieval = RetrievalSettings(dense_model=model, usd_per_million_tokens=2.0)
    with OpenAIEmbedder(at, retrieval, rows.append) as found:
        yield found


def test_vectors_come_with_their_cost(tmp_path: Path) -> None:
    """A row a text, in order; an empty text has a vector too; the request is one ledger row with its price."""
    rows: list[LedgerRow] = []
    texts = ["Ropes.", "Bees.", " "]
    with serving(create_app(ServerOptions(state_dir=tmp_path))) as base_url, embedder(base_url, rows) as port:
        found = port.embed(texts)
    assert found == pytest.approx(embed(["Ropes.", "Bees.", "."]), abs=1e-6)
    assert [(row.role, row.model, row.status, row.prompt_tokens) for row in rows] == [
        ("embedder", NAME, "ok", 5)
    ]
    assert rows[0].cost_usd == pytest.approx(5 * 2 / 1e6)


def test_a_busy_endpoint_is_asked_again(tmp_path: Path) -> None:
    """Faults pass within the attempts allowed; each answer is one row."""
    rows: list[LedgerRow] = []
    busy = ServerOptions(state_dir=tmp_path, switches=Switches(rate_429=0.5, retry_after_s=0, seed=3))
    with serving(create_app(busy)) as base_url, embedder(base_url, rows, attempts=12) as port:
        assert all(port.embed([f"text {number}"]).shape == (1, 256) for number in range(6))
    assert len(rows) == 6


def test_an_endpoint_that_fails_is_unavailable(tmp_path: Path) -> None:
    """While it answers 5xx, and when it is gone; no row says ok."""
    rows: list[LedgerRow] = []
    broken = ServerOptions(state_dir=tmp_path, switches=Switches(rate_500=1))
    with (
        serving(create_app(broken)) as base_url,
        embedder(base_url, rows) as port,
        pytest.raises(Unavailable, match="answered 500"),
    ):
        port.embed(["text"])
    with embedder(base_url, rows) as port, pytest.raises(Unavailable, match="gave no answer"):
        port.embed(["text"])
    assert rows == []


@pytest.mark.parametrize(
    ("key", "model", "sentence"),
    [("secret", NAME, "answered 401"), (None, "other", r"\(model 'other'\) answered 404")],
)
def test_a_wrong_model_or_key_is_bad_input(
    tmp_path: Path, key: str | None, model: str, sentence: str
) -> None:
    """The sentence names endpoint, model and status."""
    app = create_app(ServerOptions(state_dir=tmp_path, api_key=key))
    with (
        serving(app) as base_url,
        embedder(base_url, [], model=model) as port,
        pytest.raises(BadInput, match=sentence),
    ):
        port.embed(["text"])


@pytest.mark.parametrize(
    "data",
    [
        [],
        [{"object": "embedding", "index": 0, "embedding": [0.0, 0.0]}],
        [{"object": "embedding", "index": 0, "embedding": []}],
        [{"object": "embedding", "index": n, "embedding": [1.0] * (n + 1)} for n in (0, 1)],
        [{"object": "embedding", "index": n, "embedding": [1.0]} for n in (0, 1, 2)],
    ],
)
def test_an_answer_that_is_no_vectors_is_refused(data: list[dict[str, Any]]) -> None:
    """Too few, too many, of different lengths, or without a direction."""
    app = FastAPI()

    @app.post("/v1/embeddings")
    async def answer(request: Request) -> Response:
        body = {
            "object": "list",
            "data": data,
            "model": "m",
            "usage": {"prompt_tokens": 1, "total_tokens": 1},
        }
        return Response(json.dumps(body), media_type="application/json")

    with (
        serving(app) as base_url,
        embedder(base_url, []) as port,
        pytest.raises(Unavailable),
    ):
        port.embed(["a", "b"])


def test_numbers_stay_exact(tmp_path: Path) -> None:
    """What is embedded in one request or in several is the same."""
    with serving(create_app(ServerOptions(state_dir=tmp_path))) as base_url, embedder(base_url, []) as port:
        texts = [f"text {number}" for number in range(5)]
        apart = np.concatenate([port.embed([text]) for text in texts])
        assert port.embed(texts) == pytest.approx(apart, abs=1e-6)
