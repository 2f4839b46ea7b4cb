"""The sample site: a fictional web that changes a little each day, for whoever has no seeds at hand.

What lives here: its address, its day, and starting it. What may not: its pages (infoseek.world), serving
them (sample_site.py).
"""

from __future__ import annotations

import sys
from datetime import date

import httpx
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infoseek.embedded.home import PROJECT, Home
from infoseek.embedded.ports import claim, sample_wish
from infoseek.embedded.service import Service, Services, free_port
from infoseek.errors import BadInput
from infoseek.settings import Settings
from infoseek.web.seeds import SeedSet, parse_seeds

SEED_SET = "sample-site"
READY_LIMIT_S = 60.0


class SampleDay(BaseModel):
    """What `sample.json` holds. first: date of the first batch that read the site. day: days since then."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first: date
    day: int = Field(ge=0)


def read_day(home: Home) -> SampleDay | None:
    """Which day of the site is served; None before the first batch. Raises `BadInput`."""
    try:
        return SampleDay.model_validate_json(home.sample.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        raise BadInput(f"{home.sample} does not tell the sample site's day: remove it.") from None


def turn_to(home: Home, batch_id: str) -> int:
    """Turn the site to a batch's date and return its day: days since the first batch of this home.

    Dates before the first see the site as it was on the first.
    """
    known = read_day(home)
    first = known.first if known is not None else date.fromisoformat(batch_id)
    turned = SampleDay(first=first, day=max(0, (date.fromisoformat(batch_id) - first).days))
    fresh = home.sample.with_suffix(".tmp")
    fresh.write_text(turned.model_dump_json())
    fresh.replace(home.sample)
    return turned.day


def address_of(port: int) -> str:
    return f"http://127.0.0.1:{port}/"


def seeds_of(address: str) -> SeedSet:
    """The seed set of the sample site."""
    return parse_seeds(address, SEED_SET)


def start_sample(settings: Settings, home: Home, services: Services, patience_s: float = 0.0) -> str:
    """Serve the site from a process of its own; its address, the same each time unless the port is 0.

    Raises `BadInput` where its port is taken.
    """
    if settings.embedded.sample_port:
        claim([sample_wish(settings)], patience_s)
    port = settings.embedded.sample_port or free_port()
    site = [str(port), str(settings.embedded.sample_pages), str(settings.embedded.sample_seed)]
    command = [sys.executable, "-m", "infoseek.embedded.sample_site", str(home.root), *site]
    service = Service("sample site", command, {}, home.logs / "sample.log", PROJECT)
    services.add(service)
    address = address_of(port)
    service.wait_until(lambda: _answers(address), READY_LIMIT_S)
    return address


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=10, trust_env=False, follow_redirects=True).is_success
    except httpx.TransportError:
        return False
