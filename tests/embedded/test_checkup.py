"""The checks of `infoseek doctor`."""

from __future__ import annotations

import shutil
import socket
import time
from collections import namedtuple
from pathlib import Path

import pytest

from infoseek.embedded import machine_checks, service_checks
from infoseek.embedded.checkup import CHECKS, bounded, checkup
from infoseek.embedded.finding import Finding
from infoseek.embedded.home import Home, made_home
from infoseek.embedded.service import free_port
from infoseek.settings import EmbeddedSettings, ModelSettings, S3Settings, Settings
from tests.offline.serving import recording_server

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made_home(tmp_path / "home")


def test_a_check_that_dies_is_a_finding(home: Home) -> None:
    """Its error is told under its name; nothing else is stopped."""

    def dies(settings: Settings, home: Home) -> Finding:
        raise KeyError("lost")

    found = bounded("keys", dies, Settings(), home)
    assert (found.check, found.state, found.seen) == ("keys", "fail", "KeyError: 'lost'")


def test_a_check_that_hangs_is_given_up(home: Home) -> None:
    """Its time is bounded."""

    def hangs(settings: Settings, home: Home) -> Finding:
        time.sleep(60)
        return Finding("slow", "ok", "")

    assert bounded("slow", hangs, Settings(), home, 0.1).state == "fail"


@pytest.mark.service
def test_a_sound_machine_passes_every_check(home: Home) -> None:
    """Findings come one a check, under the check's name, and none fails where tests can run."""
    told: list[str] = []
    findings = list(checkup(Settings(), home, told.append))
    assert [found.check for found in findings] == told == list(CHECKS)
    assert [found for found in findings if found.state == "fail"] == []


def test_pins_are_read_from_the_lock(tmp_path: Path) -> None:
    """Hashes, comments and packages of other systems are passed over."""
    lock = tmp_path / "requirements.txt"
    lock.write_text(
        "# made by a tool\n"
        "attrs==25.1.0 \\\n    --hash=sha256:00\n    # via x\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
        "uvicorn[standard]==0.30.0\n"
    )
    assert list(machine_checks.locked(lock)) == [("attrs", "25.1.0"), ("uvicorn", "0.30.0")]


def test_a_package_of_another_version_fails(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both versions are told, and a missing package is called so."""
    (tmp_path / "requirements.txt").write_text("pytest==0.0.1\nno-such-package==1.0\n")
    monkeypatch.setattr(machine_checks, "PROJECT", tmp_path)
    found = machine_checks.packages(Settings(), home)
    assert found.state == "fail"
    assert f"pytest {pytest.__version__} instead of 0.0.1" in found.seen
    assert "no-such-package missing instead of 1.0" in found.seen


def test_little_room_is_a_warning(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder and what is free there are told."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(2**40, 0, 2**30))
    found = machine_checks.disk(Settings(), home)
    assert (found.state, found.seen) == ("warn", f"1.0 GiB free at {home.root}")


def test_a_home_that_is_a_file_fails(tmp_path: Path) -> None:
    """Nothing could be written there."""
    (tmp_path / "file").write_text("")
    assert machine_checks.disk(Settings(), Home(tmp_path / "file")).state == "fail"


def test_a_taken_port_is_a_warning(home: Home) -> None:
    """The service that wants it and its setting are told."""
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        port = stranger.getsockname()[1]
        found = machine_checks.ports(Settings(embedded=EmbeddedSettings(model_port=port)), home)
    assert found.state == "warn"
    assert f"{port} (the offline model server, INFOSEEK_EMBEDDED__MODEL_PORT)" in found.seen


@pytest.mark.service
def test_a_bucket_that_works_is_told(home: Home, s3: S3Settings) -> None:
    """The endpoint that is set is probed, not one of our own."""
    found = service_checks.s3(Settings(s3=s3), home)
    assert found.state == "ok"
    assert s3.bucket in found.seen


@pytest.mark.service
@pytest.mark.parametrize("wrong", ["endpoint_url", "bucket"])
def test_storage_that_cannot_be_used_fails(
    home: Home, s3: S3Settings, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead endpoint and a missing bucket are told as the store tells them."""
    # The client pauses between its tries.
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    value = {"endpoint_url": f"http://127.0.0.1:{free_port()}", "bucket": "no-such-bucket"}[wrong]
    found = service_checks.s3(Settings(s3=s3.model_copy(update={wrong: value})), home)
    assert found.state == "fail"
    assert value in found.seen


@pytest.mark.service
@pytest.mark.parametrize(
    ("update", "sentence"),
    [
        ({"api_key": "wrong"}, "answered 401"),
        ({"planner": "no-such-model"}, "no-such-model"),
        ({"base_url": "http://127.0.0.1:1/v1"}, "http://127.0.0.1:1/v1 did not answer"),
        ({}, "answered what the schema does not allow"),
    ],
)
def test_a_model_that_cannot_be_used_fails(
    home: Home, tmp_path: Path, update: dict[str, str], sentence: str
) -> None:
    """A wrong key, an unknown model, a dead endpoint, and a model that cannot do the task are told."""
    with recording_server(tmp_path, api_key="right") as (base_url, _):
        model = ModelSettings(base_url=base_url, api_key="right").model_copy(update=update)
        found = service_checks.model(Settings(model=model), home)
    assert found.state == "fail"
    assert sentence in found.seen
