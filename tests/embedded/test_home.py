"""The embedded installation's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from infoseek.embedded.home import default_home, locked_home
from infoseek.errors import BadInput


def test_a_home_has_one_user_at_a_time(tmp_path: Path) -> None:
    """A second run in the same home is refused by name, and let in once the first is over."""
    with locked_home(tmp_path / "h") as home:
        assert home.s3.is_dir()
        with pytest.raises(BadInput, match="Another run uses the home"), locked_home(tmp_path / "h"):
            pass
    with locked_home(tmp_path / "h"):
        pass


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A path below a file is refused with the reason."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="file/h cannot be used"), locked_home(tmp_path / "file" / "h"):
        pass


def test_the_environment_names_the_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """INFOSEEK_HOME comes before the checkout's own folder."""
    monkeypatch.setenv("INFOSEEK_HOME", str(tmp_path))
    assert default_home() == tmp_path
    monkeypatch.delenv("INFOSEEK_HOME")
    assert default_home().name == ".infoseek"
