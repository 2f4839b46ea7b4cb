"""The sample site: its day, its address, its pages."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx
import pytest

from infoseek.embedded.home import Home, made_home
from infoseek.embedded.sample import read_day, seeds_of, start_sample, turn_to
from infoseek.embedded.service import Services, free_port
from infoseek.errors import BadInput
from infoseek.settings import EmbeddedSettings, Settings
from infoseek.world.build import build_world

PAGES = 30


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made_home(tmp_path)


def settings(port: int) -> Settings:
    return Settings(embedded=EmbeddedSettings(sample_port=port, sample_pages=PAGES))


def test_days_are_counted_from_the_first_batch(home: Home) -> None:
    """The first date is day 0; later ones count from it, earlier ones see the first day."""
    assert read_day(home) is None
    assert [turn_to(home, date) for date in ("2026-11-05", "2026-11-08", "2026-11-01")] == [0, 3, 0]


def test_a_broken_day_is_named(home: Home) -> None:
    """What does not tell a day is refused by its path."""
    home.sample.write_text('{"first": "2026-11-05", "day": -1}')
    with pytest.raises(BadInput, match=r"sample\.json does not tell"):
        turn_to(home, "2026-11-05")


def test_a_taken_port_is_one_sentence(home: Home) -> None:
    """A stranger on the site's port must not be crawled in its place."""
    with socket.create_server(("127.0.0.1", 0)) as stranger, Services() as services:
        port = stranger.getsockname()[1]
        with pytest.raises(BadInput, match=f"Port {port}, which the sample site wants"):
            start_sample(settings(port), home, services)


@pytest.mark.service
def test_the_site_follows_its_day(home: Home) -> None:
    """Each day's pages are those of the world of that day, at the same address."""
    served = []
    with Services() as services:
        address = start_sample(settings(free_port()), home, services)
        assert seeds_of(address).urls == [address]
        for batch in ("2026-11-05", "2026-11-15"):
            day = turn_to(home, batch)
            pages = {path: page.html for path, page in build_world(PAGES, 1, day=day).pages.items()}
            shown = {path: httpx.get(address.rstrip("/") + path).text for path in pages}
            assert shown == pages
            served.append(shown)
    assert served[0] != served[1]
