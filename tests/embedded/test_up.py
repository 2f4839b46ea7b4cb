"""Bringing the platform up and down: the keeper's life, heard and ended. The end-to-end test has a whole one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from infoseek.embedded.home import Home, locked_home, made_home
from infoseek.embedded.keeper import FAILED, IS_BAD_INPUT, READY, STEP
from infoseek.embedded.ports import is_free
from infoseek.embedded.record import PlatformRecord, read_record, record_of_this_process, write_record
from infoseek.embedded.service import ServiceFailed, free_port
from infoseek.embedded.up import bring_down, bring_up, hear
from infoseek.errors import BadInput
from infoseek.settings import Settings

PORTS = ("AIRFLOW", "S3", "MODEL", "SAMPLE")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made_home(tmp_path / "home")


def teller(*lines: str) -> subprocess.Popen[bytes]:
    """A process that tells these lines and ends."""
    code = "import sys\nfor line in sys.argv[1:]: print(line)"
    return subprocess.Popen([sys.executable, "-c", code, *lines], stdout=subprocess.PIPE)


def test_a_keeper_is_heard_until_it_is_ready(tmp_path: Path) -> None:
    """Its steps are told on, and what it says later is nobody's concern."""
    steps: list[str] = []
    with teller(f'{{"{STEP}": "one"}}', f'{{"{STEP}": "two"}}', f'{{"{READY}": true}}', "anything") as keeper:
        hear(keeper, tmp_path / "log", steps.append)
    assert steps == ["one", "two"]


@pytest.mark.parametrize(("is_bad_input", "error"), [("true", BadInput), ("false", ServiceFailed)])
def test_a_keepers_reason_is_raised(tmp_path: Path, is_bad_input: str, error: type[Exception]) -> None:
    """Bad input stays bad input."""
    said = f'{{"{FAILED}": "Port 1 is taken.", "{IS_BAD_INPUT}": {is_bad_input}}}'
    with teller(said) as keeper, pytest.raises(error, match=r"^Port 1 is taken\.$"):
        hear(keeper, tmp_path / "log", lambda step: None)


def test_a_keeper_that_dies_silently_shows_the_end_of_its_log(tmp_path: Path) -> None:
    """Without a reason its log has to do."""
    (tmp_path / "log").write_text("begun\nSegmentation fault\n")
    with teller() as keeper, pytest.raises(ServiceFailed, match=r"ended before it could say why(.|\n)*fault"):
        hear(keeper, tmp_path / "log", lambda step: None)


def test_a_taken_port_is_told_before_anything_starts(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """`up` fails with the sentence, and leaves the home free and without a record."""
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        monkeypatch.setenv("INFOSEEK_EMBEDDED__AIRFLOW_PORT", str(stranger.getsockname()[1]))
        with pytest.raises(BadInput, match="which Airflow's UI wants, is taken"):
            bring_up(home.root, lambda step: None)
    assert read_record(home) is None
    with locked_home(home.root):
        pass


def test_a_home_in_use_cannot_be_brought_up(home: Home) -> None:
    """A run of its own holds the home until it is over."""
    with locked_home(home.root), pytest.raises(BadInput, match="Another run uses the home"):
        bring_up(home.root, lambda step: None)


def test_what_is_up_is_not_started_twice(home: Home) -> None:
    """The record of a live platform is given back at once."""
    record = record_of_this_process("up", home, Settings())
    write_record(home, record)
    assert bring_up(home.root, lambda step: None) == (record, True)


def test_down_where_nothing_is_up_does_nothing(home: Home) -> None:
    """No record, a run's record, and the record of a keeper that was killed: none is a platform."""
    assert bring_down(home.root) is None
    running = record_of_this_process("run", home, Settings())
    write_record(home, running)
    assert bring_down(home.root) is None
    assert read_record(home) == running
    write_record(home, running.model_copy(update={"kind": "up", "started": 1.0}))
    assert bring_down(home.root) is None
    assert read_record(home) is None


def test_down_ends_the_keeper_and_waits_for_it(home: Home) -> None:
    """When it returns the process is gone and so is the record."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as keeper:
        begun = psutil.Process(keeper.pid).create_time()
        record = PlatformRecord(kind="up", pid=keeper.pid, started=begun)
        write_record(home, record)
        assert bring_down(home.root) == record
        assert not psutil.pid_exists(keeper.pid)
    assert read_record(home) is None


@pytest.fixture
def starting(home: Home) -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    """A keeper that has started its S3 server and is about to start Airflow, and its ports."""
    ports = [free_port() for _ in PORTS]
    env = {f"INFOSEEK_EMBEDDED__{name}_PORT": str(port) for name, port in zip(PORTS, ports, strict=True)}
    keeper = subprocess.Popen(
        [sys.executable, "-m", "infoseek.embedded.keeper", "--home", str(home.root)],
        env={**os.environ, **env, "INFOSEEK_EMBEDDED__SAMPLE_PAGES": "30"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert keeper.stdout is not None
    for line in keeper.stdout:
        if "database" in line:
            break
    else:
        pytest.fail(f"the keeper stopped: {keeper.communicate()[1]}")
    yield keeper, ports
    keeper.kill()
    keeper.communicate()


def are_freed(ports: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while not all(is_free(port) for port in ports) and time.monotonic() < deadline:
        time.sleep(0.1)
    return all(is_free(port) for port in ports)


@pytest.mark.service
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_services_end_with_their_keeper(
    starting: tuple[subprocess.Popen[str], list[int]], home: Home, number: signal.Signals
) -> None:
    """However it ends, its ports are free again and the home can be used."""
    keeper, ports = starting
    assert not is_free(ports[PORTS.index("S3")])
    keeper.send_signal(number)
    assert keeper.wait(30) == (0 if number == signal.SIGTERM else -signal.SIGKILL)
    assert are_freed(ports)
    with locked_home(home.root):
        pass
