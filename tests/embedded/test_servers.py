"""Services of the embedded installation as real processes."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from infoseek.embedded.home import Home, locked_home
from infoseek.embedded.servers import start_model, start_s3
from infoseek.embedded.service import Service, ServiceFailed, Services
from infoseek.embedded.services import storage, task_environment
from infoseek.errors import BadInput
from infoseek.settings import ModelSettings, S3Settings, Settings
from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service

LISTENING = "0A"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    with locked_home(tmp_path / "home") as made:
        return made


def listening_hosts(home: Home) -> set[str]:
    """Hosts, in hex as /proc has them, that the S3 server of this home listens on."""
    sockets = set()
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if f"S3_DATA_DIR={home.s3}".encode() in (process / "environ").read_bytes():
                sockets |= {os.readlink(file) for file in (process / "fd").iterdir()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING and f"socket:[{fields[9]}]" in sockets:
                found.add(fields[1].split(":")[0])
    return found


def test_data_outlives_the_s3_server(home: Home) -> None:
    """A second start in the same home finds what the first stored."""
    for start in range(2):
        with Services() as services:
            store = ObjectStore(start_s3(home, services, "lake"))
            if start == 0:
                store.create_bucket()
                store.put("a/b", b"kept")
            assert store.get("a/b") == b"kept"
    assert (home.objects("lake") / "a" / "b").read_bytes() == b"kept"


def test_the_s3_server_listens_on_loopback_alone(home: Home) -> None:
    """Starting it opens no port that other machines could reach."""
    with Services() as services:
        start_s3(home, services, "lake")
        assert listening_hosts(home) == {"0100007F"}


def test_the_offline_model_server_answers(home: Home) -> None:
    """The address handed on speaks the OpenAI API."""
    with Services() as services:
        model = start_model(home, services, ModelSettings())
        assert httpx.get(f"{model.base_url}/models").json()["data"]


def test_a_named_endpoint_is_used_and_checked(home: Home, s3: S3Settings) -> None:
    """Settings that name an endpoint start no server; a bucket that is not there is one sentence."""
    with storage(Settings(s3=s3), home) as reached:
        assert reached.s3 == s3
    missing = s3.model_copy(update={"bucket": "no-such-bucket"})
    with pytest.raises(BadInput, match="no bucket 'no-such-bucket'"), storage(Settings(s3=missing), home):
        pass
    assert not list(home.logs.iterdir())


def test_tasks_are_led_to_the_services(home: Home, s3: S3Settings) -> None:
    """The environment for tasks reads back as the settings it was made of."""
    model = ModelSettings(base_url="http://127.0.0.1:1/v1")
    env = task_environment(Settings(s3=s3, model=model), home)
    assert env["INFOSEEK_S3__BUCKET"] == s3.bucket
    assert env["INFOSEEK_MODEL__BASE_URL"] == model.base_url
    assert env["INFOSEEK_SCRATCH"] == str(home.scratch)


def service(home: Home, code: str) -> Service:
    return Service("test service", [sys.executable, "-c", code], {}, home.logs / "test.log", home.root)


def test_a_service_that_stops_says_why(home: Home) -> None:
    """Waiting for it ends at once, with the end of its log."""
    failing = service(home, "raise SystemExit('port is taken')")
    with pytest.raises(ServiceFailed, match=r"stopped by itself(.|\n)*port is taken"):
        failing.wait_until(lambda: False, 30)
    failing.stop()


def test_a_service_that_never_answers_is_given_up(home: Home) -> None:
    """Waiting ends at its limit and names the log."""
    silent = service(home, "import time; time.sleep(60)")
    with pytest.raises(ServiceFailed, match=r"not ready after 0 s; see .*test\.log"):
        silent.wait_until(lambda: False, 0.2)
    silent.stop()


def test_a_stranger_on_the_port_is_not_taken_for_the_service(home: Home) -> None:
    """An answer counts only while our own process lives."""
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        ended = service(home, "pass")
        time.sleep(0.5)
        with pytest.raises(ServiceFailed, match="stopped by itself"):
            ended.wait_until(lambda: True, 30)
        ended.stop()


def answers(address: str) -> bool:
    try:
        httpx.get(address, timeout=1)
    except httpx.TransportError:
        return False
    return True


def test_services_end_with_a_killed_launcher(tmp_path: Path) -> None:
    """After kill -9 of the launcher its S3 server is gone, and the home can be used again."""
    code = (
        "import sys, time\n"
        "from infoseek.embedded.service import Services\n"
        "from pathlib import Path\n"
        "from infoseek.embedded.home import locked_home\n"
        "from infoseek.embedded.servers import start_s3\n"
        "with locked_home(Path(sys.argv[1])) as home, Services() as services:\n"
        "    print(start_s3(home, services, 'lake').endpoint_url, flush=True)\n"
        "    time.sleep(60)\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "home")]
    launcher = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert launcher.stdout is not None
    address = launcher.stdout.readline().strip()
    launcher.send_signal(signal.SIGKILL)
    launcher.wait()
    deadline = time.monotonic() + 15
    while answers(address) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(address)
    with locked_home(tmp_path / "home"):
        pass
