"""The offline server's embeddings, through the official client too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import openai
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infoseek.offline.app import ServerOptions, create_app
from infoseek.offline.embeddings import DIMENSIONS, NAME, Embeddings, embed
from infoseek.offline.switches import Switches
from tests.offline.serving import serving

CALM = Switches()


def asked(switches: Switches = CALM, **fields: Any) -> Any:
    body = {"model": NAME, "input": "ropes", **fields}
    return Embeddings().answer(json.dumps(body).encode(), switches)


@pytest.mark.service
def test_the_official_client_reads_both_encodings(tmp_path: Path) -> None:
    """Numbers and base64 are the same vectors, one a text, in order, with usage; the model is listed."""
    with serving(create_app(ServerOptions(state_dir=tmp_path))) as base_url:
        client = openai.OpenAI(base_url=base_url, api_key="k", max_retries=0)
        texts = ["Ropes were made in Vell.", "Bees."]
        packed = client.embeddings.create(model=NAME, input=texts)
        plain = client.embeddings.create(model=NAME, input=texts, encoding_format="float")
        short = client.embeddings.create(model=NAME, input="Bees.", dimensions=64)
        assert {each.id for each in client.models.list()} == {NAME, "offline-extractive-1"}
        with pytest.raises(openai.BadRequestError, match="send texts, not token arrays"):
            client.embeddings.create(model=NAME, input=[[1, 2]])
        with pytest.raises(openai.NotFoundError, match="does not exist"):
            client.embeddings.create(model="other", input="x")
    assert [item.index for item in packed.data] == [0, 1]
    for one, other in zip(packed.data, plain.data, strict=True):
        assert one.embedding == pytest.approx(other.embedding)
    assert (len(packed.data[0].embedding), len(short.data[0].embedding)) == (DIMENSIONS, 64)
    assert packed.usage.prompt_tokens == packed.usage.total_tokens == 8
    assert packed.model == NAME


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"input": []}, "1 to 2048 texts, not 0"),
        ({"input": ["x"] * 2049}, "1 to 2048 texts, not 2049"),
        ({"input": ["x", ""]}, "'input[1]': it is empty"),
        ({"input": "x" * 40_000}, "more than 8192 tokens"),
        ({"input": [1, 2]}, "token arrays"),
        ({"input": 7}, "Invalid 'input'"),
        ({"dimensions": 4}, "Invalid 'dimensions'"),
        ({"encoding_format": "int8"}, "Invalid 'encoding_format'"),
    ],
)
def test_a_bad_request_is_told_why(fields: dict[str, Any], sentence: str) -> None:
    """Status 400 with a sentence that names the field."""
    reply = asked(**fields)
    assert reply.status == 400
    assert sentence in reply.body["error"]["message"]


def test_switches_make_faults() -> None:
    """429 with Retry-After, and 500; no JSON is 400."""
    limited = asked(Switches(rate_429=1, retry_after_s=2))
    assert (limited.status, limited.headers["retry-after"]) == (429, "2")
    assert asked(Switches(rate_500=1)).status == 500
    assert Embeddings().answer(b"\xff", CALM).status == 400


@settings(max_examples=50)
@given(st.lists(st.text(min_size=1), min_size=1, max_size=4), st.sampled_from([8, 64, 256]))
def test_vectors_are_units_that_depend_on_the_text_alone(texts: list[str], dimensions: int) -> None:
    """Whatever the text, and whatever stands beside it in the request."""
    found = embed(texts, dimensions)
    assert found.shape == (len(texts), dimensions)
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
    assert found[-1] == pytest.approx(embed([texts[-1]], dimensions)[0])


def test_what_shares_words_is_near() -> None:
    """Another ending or case is nearer than another thing."""
    rope, ropes, bees = embed(["rope making in Vell", "Ropes are made in Vell", "a swarm of bees"])
    assert rope @ ropes > rope @ bees + 0.2
