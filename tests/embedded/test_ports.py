"""The ports that `infoseek up` wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from infoseek.embedded.ports import Wish, claim, is_free, wishes
from infoseek.embedded.service import free_port
from infoseek.errors import BadInput
from infoseek.settings import EmbeddedSettings, ModelSettings, S3Settings, Settings


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def wish(port: int, setting: str = "S3_PORT") -> Wish:
    return Wish(port, "the S3 server", setting)


def test_a_taken_port_is_named_with_what_wants_it(taken: socket.socket) -> None:
    """One sentence says which port, for what, and by which setting it can be another."""
    port = taken.getsockname()[1]
    assert not is_free(port)
    with pytest.raises(
        BadInput, match=rf"Port {port}, which the S3 server wants, .*INFOSEEK_EMBEDDED__S3_PORT"
    ):
        claim([wish(port)])


def test_a_port_that_is_about_to_be_free_is_waited_for(taken: socket.socket) -> None:
    """Services of a killed keeper take a moment to end."""
    threading.Timer(0.3, taken.close).start()
    claim([wish(taken.getsockname()[1])], patience_s=30)


def test_two_services_cannot_have_one_port() -> None:
    """Equal ports are found before anything starts."""
    port = free_port()
    with pytest.raises(BadInput, match=rf"Port {port} is wanted by .* set INFOSEEK_EMBEDDED__MODEL_PORT"):
        claim([wish(port), Wish(port, "the offline model server", "MODEL_PORT")])


def test_only_servers_of_our_own_want_ports() -> None:
    """A named endpoint needs none, and port 0 is left to chance."""
    named = Settings(
        s3=S3Settings(endpoint_url="http://s3.example"),
        model=ModelSettings(base_url="http://model.example/v1"),
    )
    assert [wish.setting for wish in wishes(named)] == ["AIRFLOW_PORT", "SAMPLE_PORT"]
    chance = Settings(embedded=EmbeddedSettings(airflow_port=0, s3_port=0, model_port=0, sample_port=0))
    assert wishes(chance) == []
