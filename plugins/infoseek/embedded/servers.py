"""The S3 server and the offline model server of the embedded installation.

What lives here: how these two are started and told to be ready. What may not: Airflow (airflow.py).
"""

from __future__ import annotations

import sys
from pathlib import Path

import httpx

from infoseek.embedded.home import Home
from infoseek.embedded.service import Service, Services, free_port
from infoseek.settings import ModelSettings, S3Settings

READY_LIMIT_S = 60.0


def start_s3(home: Home, services: Services, bucket: str, port: int = 0) -> S3Settings:
    """Start an S3 server that keeps its data in the home; the settings that reach it. Port 0: a free one."""
    port = port or free_port()
    env = {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "S3_PERSIST": "1",
        "PERSIST_STATE": "1",
        "S3_DATA_DIR": str(home.s3 / "data"),
        "STATE_DIR": str(home.s3 / "state"),
        # It offers more than S3 unless told otherwise, some of it on all interfaces.
        "SERVICES": "s3",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
    }
    command = [sys.executable, "-m", "infoseek.embedded.s3_server"]
    service = Service("S3 server", command, env, home.logs / "s3.log", home.root)
    services.add(service)
    address = f"http://127.0.0.1:{port}"
    service.wait_until(lambda: _answers(address), READY_LIMIT_S)
    return own_s3(address, bucket)


def own_s3(address: str, bucket: str) -> S3Settings:
    """The settings that reach an S3 server of our own, which checks no secrets."""
    return S3Settings(endpoint_url=address, bucket=bucket, access_key="embedded", secret_key="embedded")


def start_model(
    home: Home, services: Services, model: ModelSettings, port: int = 0, transcript: Path | None = None
) -> ModelSettings:
    """Start the offline model server; the model settings with its address. Port 0: a free one.

    transcript: file that every request and its answer is added to.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "infoseek.offline", "--port", str(port)]
    if transcript is not None:
        command += ["--transcript", str(transcript)]
    service = Service("offline model server", command, {}, home.logs / "model.log", home.root)
    services.add(service)
    address = f"http://127.0.0.1:{port}/v1"
    service.wait_until(lambda: _answers(f"{address}/models"), READY_LIMIT_S)
    return model.model_copy(update={"base_url": address})


def _answers(address: str) -> bool:
    """Whether something speaks HTTP there, whatever it says."""
    try:
        httpx.get(address, timeout=2, trust_env=False)
    except httpx.TransportError:
        return False
    return True
