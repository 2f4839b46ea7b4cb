"""Photographs a running platform for the documentation: `python -m infoseek.ui.screenshots`.

What lives here: which pages are photographed, and where the pictures go. What may not: the browser's details.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from infoseek.embedded.airflow import USER, password
from infoseek.embedded.home import PROJECT, default_home, home_at
from infoseek.embedded.record import live_record
from infoseek.errors import BadInput
from infoseek.ui.browsing import browser, log_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

IMAGES = PROJECT / "docs" / "images"
WIDTH = 1280
MOST_BYTES = 300_000


def main(arguments: list[str] | None = None) -> None:
    """Write the pictures; exit status 2 with one sentence where the platform cannot be photographed."""
    parser = argparse.ArgumentParser(prog="python -m infoseek.ui.screenshots", description=main.__doc__)
    parser.add_argument("--home", type=Path, default=default_home(), help="folder of the running platform")
    parser.add_argument("--address", help="Airflow's address; default: the running platform's")
    parser.add_argument("--images", type=Path, default=IMAGES, help="folder the pictures go to")
    parser.add_argument(
        "--item", default="", help="id of the item shown; default: the newest release's first"
    )
    given = parser.parse_args(arguments)
    try:
        photograph(given.home, given.address, given.images, given.item)
    except BadInput as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)


def photograph(root: Path, address: str | None, images: Path, item: str = "") -> None:
    """Photograph Airflow, our pages and, where it is served, the sample site.

    root: the platform's home; address: of Airflow, where it is not the one the home names;
    item: id of the item that is shown, by default the first of the newest release.
    Raises `BadInput` where nothing runs, nothing is published yet or a picture is too large.
    """
    home = home_at(root)
    record = live_record(home)
    airflow = address or (record.airflow if record else "")
    if not airflow:
        raise BadInput(f"No platform runs in {home.root}: start it with infoseek up.")
    from playwright.sync_api import Error

    images.mkdir(parents=True, exist_ok=True)
    try:
        with browser() as chromium:
            page = chromium.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
            log_in(page, airflow, USER, password(home))
            _airflow(page, airflow, images)
            _pages(page, airflow, images, item)
            if record and record.sample:
                page.goto(record.sample)
                _shoot(page, images / "sample-site.png", 800)
    except Error as error:
        raise BadInput(f"{airflow} cannot be photographed: {error.message.splitlines()[0]}.") from None


def _airflow(page: Page, address: str, images: Path) -> None:
    page.goto(f"{address}/dags")
    page.get_by_text("publish_release").first.wait_for()
    _shoot(page, images / "airflow-dags.png", 900)


def _pages(page: Page, address: str, images: Path, item: str) -> None:
    page.goto(f"{address}/plugin/infoseek")
    frame = page.frame_locator("iframe").first
    if frame.locator(".empty").count():
        raise BadInput(f"The platform at {address} has no batch yet: run one first.")
    frame.locator(".chart .main-svg").first.wait_for()
    _shoot(page, images / "batches.png", 1150)
    page.goto(f"{address}/infoseek/")
    page.locator(".funnel .name a").first.click()
    page.locator(".chart .main-svg").first.wait_for()
    _shoot(page, images / "crawl.png", 1350)
    if item:
        page.goto(f"{address}/infoseek/items/{quote(item, safe='')}")
    else:
        page.goto(f"{address}/infoseek/")
        published = page.locator(".batch", has=page.locator(".badge.passed")).first.locator("h3 a")
        page.goto(f"{address}{published.get_attribute('href')}?status=accepted")
        page.locator("td.question a").first.click()
    page.locator("svg.tree").wait_for()
    _shoot(page, images / "item.png", 1350)


def _shoot(page: Page, file: Path, height: int) -> None:
    page.set_viewport_size({"width": WIDTH, "height": height})
    # Charts fit themselves to the new size; animations come to rest.
    page.wait_for_timeout(1000)
    size = len(page.screenshot(path=file, animations="disabled"))
    if size > MOST_BYTES:
        raise BadInput(f"{file} has {size} bytes, more than the {MOST_BYTES} a picture may have.")
    sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
