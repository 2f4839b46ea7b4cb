"""Fixtures shared by all tests: a real S3 server on loopback and a fresh bucket for each test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore

# Airflow takes its home, and makes files in it, when it is first imported: before any fixture can say where.
_AIRFLOW_HOME = tempfile.TemporaryDirectory(prefix="airflow-home-")
os.environ["AIRFLOW_HOME"] = _AIRFLOW_HOME.name

# What a machine has to do beside the tests decides how long an example takes.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def s3_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real S3 server, one a test session."""
    root: Path = tmp_path_factory.mktemp("s3")
    port = free_port()
    environment = {
        **os.environ,
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "S3_PERSIST": "1",
        "PERSIST_STATE": "1",
        "S3_DATA_DIR": str(root / "data"),
        "STATE_DIR": str(root / "state"),
        # Otherwise it listens on further ports, on all interfaces.
        "SERVICES": "s3",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    command = [str(Path(sys.executable).parent / "ministack")]
    with (root / "log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    endpoint = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(endpoint, timeout=1).close()
            except urllib.error.HTTPError:
                break
            except OSError:
                if server.poll() is not None:
                    pytest.fail(f"the S3 server stopped: {(root / 'log').read_text()[-500:]}")
                time.sleep(0.1)
            else:
                break
        yield endpoint
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture
def s3(s3_endpoint: str) -> S3Settings:
    """Settings of a bucket that nobody else uses."""
    settings = S3Settings(
        endpoint_url=s3_endpoint, bucket=f"t-{uuid.uuid4().hex[:12]}", access_key="test", secret_key="test"
    )
    ObjectStore(settings).create_bucket()
    return settings


@pytest.fixture
def store(s3: S3Settings) -> ObjectStore:
    """The object store on that bucket."""
    return ObjectStore(s3)
