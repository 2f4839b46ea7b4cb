"""The Airflow plugin: mounts the pages at /infoseek and puts them into the navigation.

What lives here: registration, and Airflow's login for the pages. What may not: anything heavy at import, for
every Airflow process loads this file.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from fastapi import FastAPI

    from infoseek.quality.remembering import RememberingStore

PREFIX = "/infoseek"

Message = MutableMapping[str, Any]


class Pages:
    """The pages as an ASGI application that is built at the first request: only the API server ever gets one."""

    def __init__(self) -> None:
        self._building = asyncio.Lock()
        self._app: FastAPI | None = None

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        async with self._building:
            if self._app is None:
                self._app = await asyncio.to_thread(_build)
        await self._app(scope, receive, send)


def _build() -> FastAPI:
    from airflow.api_fastapi.core_api.security import get_user

    from infoseek.quality.remembering import UpToDate
    from infoseek.ui.app import create_app

    return create_app(get_user, UpToDate(_store))


def _store() -> RememberingStore:
    """The store of this process's settings. Raises `BadInput` where they are wrong."""
    from infoseek.environment import load_settings
    from infoseek.quality.remembering import RememberingStore

    # A reader waits for the page: an endpoint that is down is said to be soon.
    return RememberingStore(load_settings().s3, attempts=2)


class InfoSeekPages(AirflowPlugin):
    """Registers the pages with Airflow."""

    name = "infoseek"
    fastapi_apps = [{"app": Pages(), "url_prefix": PREFIX, "name": "InfoSeek"}]  # noqa: RUF012
    external_views = [  # noqa: RUF012
        {
            "name": "InfoSeek",
            "href": f"{PREFIX.removeprefix('/')}/",
            "destination": "nav",
            "url_route": "infoseek",
            "nav_top_level": True,
            "icon": f"{PREFIX}/static/icon.svg",
            "icon_dark_mode": f"{PREFIX}/static/icon-dark.svg",
        }
    ]
