"""Real sites, where they lie beside the checkout."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from infoseek.bench.real_sites import FACTBOOK, beside, unpacked


def _folder() -> Path:
    folder = beside()
    if folder is None:
        pytest.skip("no real sites: ../shared/sites is absent")
    return folder


@pytest.fixture(scope="session")
def factbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked pages of a real site of 2013: old, hand-made markup without a marked content."""
    return unpacked(FACTBOOK, _folder(), tmp_path_factory.mktemp("sites"))


@pytest.fixture(scope="session")
def wiki() -> dict[str, bytes]:
    """300 pages of a real wiki, by name."""
    found: dict[str, bytes] = {}
    with tarfile.open(_folder() / "indieweb.tar.xz") as files:
        for member in files:
            if member.name.endswith(".html") and (file := files.extractfile(member)) is not None:
                found[member.name] = file.read()
            if len(found) == 300:
                break
    return found
