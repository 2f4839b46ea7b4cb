"""Headless Chromium for the screenshots and the browser tests: finding it, opening it, logging in.

What lives here: the browser. What may not: what is looked at.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from infoseek.errors import BadInput

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Chromium fetches nothing for itself, and needs no kernel sandbox: it only sees this platform's own pages.
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The browser's path: `CHROMIUM`, else the first on the path; None where there is none."""
    return os.environ.get("CHROMIUM") or next(
        (found for name in _NAMES if (found := shutil.which(name))), None
    )


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser for the length of a block. Raises `BadInput` where there is none, or it does not start."""
    from playwright.sync_api import Error, sync_playwright

    path = chromium()
    if path is None:
        raise BadInput("There is no Chromium: install it, or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        except Error as error:
            raise BadInput(f"{path} does not start: {error.message.splitlines()[0]}.") from None
        try:
            yield opened
        finally:
            opened.close()


def log_in(page: Page, address: str, user: str, password: str) -> None:
    """Log in through Airflow's own form, and wait for its first page."""
    page.goto(f"{address}/auth/login/")
    page.locator("input[name=username]").fill(user)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "/login" not in url)
