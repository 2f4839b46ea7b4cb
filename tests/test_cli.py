"""The command line's exit statuses and sentences."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

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


def test_a_served_world_answers_until_it_is_interrupted() -> None:
    """The address is printed, pages are served there, and SIGTERM ends it with status 130."""
    served = subprocess.Popen(
        [COMMAND, "world", "serve", "--pages", "12"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert served.stdout is not None
    address = served.stdout.readline().strip()
    assert "List of novels" in httpx.get(address, follow_redirects=True).text
    served.send_signal(signal.SIGTERM)
    assert served.communicate(timeout=10)[1] == "Interrupted.\n"
    assert served.returncode == 130


def test_a_world_can_be_made_in_a_folder(tmp_path: Path) -> None:
    """`world make` writes the pages asked for."""
    subprocess.run([COMMAND, "world", "make", str(tmp_path / "w"), "--pages", "15"], check=True)
    assert len(list((tmp_path / "w" / "pages").iterdir())) == 15
