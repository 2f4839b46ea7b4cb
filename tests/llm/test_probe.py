"""The question asked of a model endpoint before a batch, against real HTTP servers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infoseek.errors import BadInput
from infoseek.llm.probe import probe
from infoseek.offline.switches import Switches
from infoseek.settings import ModelSettings
from tests.conftest import free_port
from tests.e2e.proxy import HANG_UP, Reply, always, before
from tests.offline.serving import recording_server

pytestmark = pytest.mark.service


def test_every_model_of_a_role_is_asked_once(tmp_path: Path) -> None:
    """A working endpoint gives an answer by model, equal models being asked once."""
    with recording_server(tmp_path) as (base_url, _):
        assert list(probe(ModelSettings(base_url=base_url))) == ["offline-extractive-1"]


def test_a_wrong_key_and_a_wrong_model_are_named(tmp_path: Path) -> None:
    """What the endpoint refuses is one sentence with its address."""
    with recording_server(tmp_path, api_key="right") as (base_url, _):
        with pytest.raises(BadInput, match=rf"{base_url} answered 401 .*Incorrect API key"):
            probe(ModelSettings(base_url=base_url, api_key="wrong"))
        with pytest.raises(BadInput, match=rf"{base_url} answered 404 for model 'composer-9'"):
            probe(ModelSettings(base_url=base_url, api_key="right", composer="composer-9"))


def test_nobody_there_is_bad_input() -> None:
    """Before a batch, an endpoint that cannot be reached is a wrong setting."""
    address = f"http://127.0.0.1:{free_port()}/v1"
    with pytest.raises(BadInput, match=rf"{address} \(INFOSEEK_MODEL__BASE_URL\) cannot be used: .*connect"):
        probe(ModelSettings(base_url=address))


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(200, b"<html>Welcome</html>"), "does not speak the OpenAI API"),
        (Reply(200, b'{"choices": []}'), "no chat completion"),
        (Reply(400, b'{"error": {"message": "no response_format"}}'), "requests with a JSON schema"),
        (Reply(403, b'{"error": {"message": "not for you"}}'), "answered 403 .*not for you"),
        (HANG_UP, "cannot be used"),
        (Reply(200, b"{}", pause_s=1.0), r"no answer within 0\.3 s"),
    ],
)
def test_what_is_no_model_endpoint_is_named(tmp_path: Path, reply: Reply, words: str) -> None:
    """Whatever else answers there, or does not, is one sentence with its address."""
    with recording_server(tmp_path) as (base_url, _), before(base_url) as proxy:
        proxy.fault = always(reply)
        with pytest.raises(BadInput, match=words) as caught:
            probe(ModelSettings(base_url=f"{proxy.address}/v1", timeout_s=0.3))
    assert proxy.address in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("switches", [{"rate_429": 1}, {"rate_500": 1}])
def test_what_may_pass_is_no_error(tmp_path: Path, switches: dict[str, float]) -> None:
    """A busy endpoint is left to the batch's own retries."""
    with recording_server(tmp_path, switches=Switches.model_validate(switches)) as (base_url, _):
        assert probe(ModelSettings(base_url=base_url)) == {}


def test_the_question_is_a_request_with_a_schema(tmp_path: Path) -> None:
    """It is asked as the agents ask, so that an endpoint without structured output is found out."""
    bodies = []
    with recording_server(tmp_path) as (base_url, _), before(base_url) as proxy:
        proxy.fault = lambda asked: bodies.append(asked.body) or asked  # type: ignore[func-returns-value]
        probe(ModelSettings(base_url=f"{proxy.address}/v1"))
    (body,) = bodies
    assert json.loads(body)["response_format"]["json_schema"]["strict"] is True
