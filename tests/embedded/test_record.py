"""The record of what runs in a home."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from infoseek.embedded.home import Home, made_home
from infoseek.embedded.record import (
    PlatformRecord,
    forget_record,
    live_record,
    read_record,
    record_of_this_process,
    shown_settings,
    write_record,
)
from infoseek.errors import BadInput
from infoseek.settings import ModelSettings, S3Settings, Settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made_home(tmp_path)


def mine(home: Home) -> PlatformRecord:
    return record_of_this_process("up", home, Settings())


def test_a_record_is_read_back_and_is_its_owners_alone(home: Home) -> None:
    """The process that wrote it lives, so it counts; nobody else may read the file."""
    write_record(home, mine(home))
    assert live_record(home) == read_record(home) == mine(home)
    assert stat.S_IMODE(home.record.stat().st_mode) == 0o600
    forget_record(home)
    assert live_record(home) is None


def test_a_record_outlived_by_its_process_does_not_count(home: Home) -> None:
    """It stays readable, and does not pass for a running platform, also before the dead process is reaped."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        record = mine(home).model_copy(update={"pid": process.pid})
        assert process.stdin is not None
        process.stdin.close()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        write_record(home, record)
        assert live_record(home) is None
    assert read_record(home) == record
    assert live_record(home) is None


def test_a_number_given_to_another_process_does_not_count(home: Home) -> None:
    """A process of that number that started at another time is a stranger."""
    write_record(home, mine(home).model_copy(update={"started": 1.0}))
    assert live_record(home) is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"kind": "down", "pid": 1, "started": 0}'])
def test_a_file_that_is_no_record_is_named(home: Home, text: str) -> None:
    """Nothing is guessed from a broken record."""
    home.record.write_text(text)
    with pytest.raises(BadInput, match=r"platform\.json is no record"):
        read_record(home)


def test_secrets_are_not_recorded() -> None:
    """Keys and secrets stay out of the file, all other settings that tasks take are in it."""
    settings = Settings(
        s3=S3Settings(access_key="sesame", secret_key="sesame"), model=ModelSettings(api_key="sesame")
    )
    shown = shown_settings(settings)
    assert "sesame" not in str(shown)
    assert shown["s3"]["bucket"] == settings.s3.bucket
    assert shown["growth"] == settings.growth.model_dump(mode="json")
