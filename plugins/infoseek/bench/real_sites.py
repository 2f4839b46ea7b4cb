"""Real sites in a folder outside the project: their pages, and serving them on loopback.

What may not live here: what is measured on them, and the sites themselves, which are no part of the project.
"""

from __future__ import annotations

import json
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import httpx

import infoseek
from infoseek.embedded.servers import READY_LIMIT_S
from infoseek.embedded.service import Service, Services, free_port
from infoseek.errors import BadInput

_SAFE = "/:#%()',!*"


@dataclass(frozen=True)
class RealSite:
    """One site. start: path of the page to begin at."""

    name: str
    start: str


RAY_CHARLES = RealSite("ray_charles", "/A/Ray_Charles.html")
FACTBOOK = RealSite("factbook2013", "/library/publications/the-world-factbook/index.html")
INDIEWEB = RealSite("indieweb", "/wiki/Main_Page")
SITES = (RAY_CHARLES, FACTBOOK, INDIEWEB)


def beside() -> Path | None:
    """The folder of real sites beside the checkout, `../shared/sites`, or None where there is none."""
    folder = Path(infoseek.__file__).parents[3] / "shared" / "sites"
    return folder if (folder / "serve.py").is_file() else None


def unpacked(site: RealSite, sites: Path, into: Path) -> Path:
    """Unpack a site below a folder, once. Raises `BadInput` where it is missing or broken."""
    target = into / site.name
    if target.is_dir():
        return target
    archive = sites / f"{site.name}.tar.xz"
    try:
        with tarfile.open(archive) as packed:
            packed.extractall(target, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise BadInput(f"The site {archive} cannot be unpacked: {error}.") from None
    return target


def pages_of(site: RealSite, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Path on the site and bytes of each HTML page of an unpacked site, by path."""
    if site is INDIEWEB:
        listed: dict[str, int] = json.loads((folder / "manifest.json").read_text())["pages"]
        for path, number in sorted(listed.items()):
            yield quote(unquote(path), safe=_SAFE), (folder / "p" / f"{number:05d}.html").read_bytes()
        return
    prefix = site.start.rpartition("/")[0] if site is FACTBOOK else ""
    for file in sorted(folder.rglob("*.html")):
        yield quote(f"{prefix}/{file.relative_to(folder).as_posix()}", safe=_SAFE), file.read_bytes()


@contextmanager
def serving_site(site: RealSite, sites: Path, cache: Path) -> Iterator[str]:
    """The address of a served site, without a last slash, while the block runs.

    cache: folder that takes the unpacked site and the server's log. Raises `ServiceFailed`.
    """
    with Services() as services:
        port = free_port()
        command = [sys.executable, str(sites / "serve.py"), site.name, str(port)]
        log = cache / f"{site.name}.log"
        service = Service(f"site {site.name}", command, {"SITES_CACHE": str(cache)}, log, cache)
        services.add(service)
        address = f"http://127.0.0.1:{port}"
        service.wait_until(lambda: _answers(address + site.start), READY_LIMIT_S)
        yield address


def _answers(url: str) -> bool:
    try:
        return httpx.head(url, timeout=2, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
