"""The ports that `infoseek up` promises: free before anything starts, or one sentence on what is in the way.

What lives here: looking at ports. What may not: starting what listens on them.
"""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass

from infoseek.embedded.services import has_own_model, has_own_s3
from infoseek.errors import BadInput
from infoseek.settings import Settings

_POLL_S = 0.2


@dataclass(frozen=True)
class Wish:
    """A port that a service wants, and the setting that says so."""

    port: int
    service: str
    setting: str


def wishes(settings: Settings) -> list[Wish]:
    """The ports that `infoseek up` would listen on with these settings; not those left to chance."""
    embedded = settings.embedded
    found = [Wish(embedded.airflow_port, "Airflow's UI", "AIRFLOW_PORT"), sample_wish(settings)]
    if has_own_s3(settings):
        found.append(Wish(embedded.s3_port, "the S3 server", "S3_PORT"))
    if has_own_model(settings):
        found.append(Wish(embedded.model_port, "the offline model server", "MODEL_PORT"))
    return [wish for wish in found if wish.port]


def sample_wish(settings: Settings) -> Wish:
    """The port of the sample site."""
    return Wish(settings.embedded.sample_port, "the sample site", "SAMPLE_PORT")


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address now; true of 0."""
    with socket.socket() as probe:
        # As servers do it: connections of the last one that still fade away are not in the way.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError:
            return False
    return True


def claim(wanted: list[Wish], patience_s: float = 0.0) -> None:
    """Check that the ports are free, waiting for them if need be.

    Raises `BadInput` naming the first that is taken, or that two services want.
    """
    named: dict[int, Wish] = {}
    for wish in wanted:
        if wish.port in named:
            raise BadInput(
                f"Port {wish.port} is wanted by {named[wish.port].service} and by {wish.service}: "
                f"set INFOSEEK_EMBEDDED__{wish.setting} to another."
            )
        named[wish.port] = wish
    deadline = time.monotonic() + patience_s
    for wish in wanted:
        while not is_free(wish.port):
            if time.monotonic() > deadline:
                raise BadInput(taken(wish))
            time.sleep(_POLL_S)


def taken(wish: Wish) -> str:
    """The sentence on a port that something else listens on."""
    return (
        f"Port {wish.port}, which {wish.service} wants, is taken: stop what listens there, or set "
        f"INFOSEEK_EMBEDDED__{wish.setting} to another."
    )
