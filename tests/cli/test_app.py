"""The command line's exit statuses and sentences."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from infoseek.world.build import build_world

COMMAND = str(Path(sys.executable).parent / "infoseek")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--seeds", "no-such-file"], "'no-such-file' is neither a URL nor a readable file"),
        (["--seeds", "ftp://example.org/"], "ftp://example.org/"),
        (["--seeds", "http://example.org/", "--batch", "yesterday"], "--batch 'yesterday' is no date"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(arguments: list[str], sentence: str) -> None:
    """Nothing is started for input that cannot be used."""
    done = subprocess.run([COMMAND, "run", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["run", "--help"], ["status", "--help"]])
def test_help_and_version_need_nothing(arguments: list[str]) -> None:
    """They print to stdout and end well."""
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "infoseek" in done.stdout


def test_a_taken_port_keeps_the_platform_down(tmp_path: Path) -> None:
    """`up` is one sentence and status 2, `down` has nothing to do, and both leave nothing behind."""
    with socket.create_server(("127.0.0.1", 0)) as stranger:
        ports = {"S3": stranger.getsockname()[1], "AIRFLOW": 0, "MODEL": 0, "SAMPLE": 0}
        env = {**os.environ, **{f"INFOSEEK_EMBEDDED__{name}_PORT": str(port) for name, port in ports.items()}}
        up = subprocess.run(
            [COMMAND, "up", "--home", str(tmp_path)], env=env, capture_output=True, text=True, check=False
        )
    assert up.returncode == 2
    assert "which the S3 server wants, is taken" in up.stderr
    assert len(up.stderr.strip().splitlines()) == 1
    down = subprocess.run(
        [COMMAND, "down", "--home", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (down.returncode, down.stdout.strip()) == (0, f"No platform is up in {tmp_path}.")


def test_a_served_world_answers_until_it_is_interrupted() -> None:
    """The address is printed, pages are served there, and SIGTERM ends it with status 130."""
    served = subprocess.Popen(
        [COMMAND, "world", "serve", "--pages", "30"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stdout is not None
    address = served.stdout.readline().strip()
    world = build_world(30)
    assert httpx.get(address, follow_redirects=True).text == world.pages[world.start].html
    served.send_signal(signal.SIGTERM)
    assert served.communicate(timeout=10)[1] == "Interrupted.\n"
    assert served.returncode == 130


def test_a_world_can_be_made_in_a_folder(tmp_path: Path) -> None:
    """`world make` writes the pages asked for."""
    subprocess.run([COMMAND, "world", "make", str(tmp_path / "w"), "--pages", "30"], check=True)
    assert len(list((tmp_path / "w" / "pages").iterdir())) == 30
