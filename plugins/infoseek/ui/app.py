"""The pages as one FastAPI application: every path takes a logged-in user, every answer the same guards.

What lives here: putting routes, guards and error pages together. What may not: Airflow, which gives the user
dependency from outside, and what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from starlette.exceptions import HTTPException as StarletteHTTPException

from infoseek.errors import BadInput, Unavailable
from infoseek.quality.batches import NoSuchBatch
from infoseek.quality.items import NoSuchItem
from infoseek.store.objects import ObjectStore
from infoseek.ui import assets, data_docs, pages
from infoseek.ui.guards import Guards
from infoseek.ui.rendering import rendered


def create_app(user: Callable[..., Any], store: Callable[[], ObjectStore]) -> FastAPI:
    """The application. It is mounted below any prefix; links follow its root path.

    user: the dependency every route takes; it raises `HTTPException` 401 for a stranger. Whoever is logged
    in may read all pages: they show what the batches hold, and start or change nothing.
    store: gives the object store. `BadInput` and `Unavailable` are shown with status 503.
    """
    app = FastAPI(
        title="InfoSeek", dependencies=[Depends(user)], docs_url=None, redoc_url=None, openapi_url=None
    )
    app.state.store = store
    app.add_middleware(Guards)
    for module in (assets, data_docs, pages):
        app.include_router(module.router)
    # Whatever is not a page is refused to strangers too, before it is said to be missing.
    app.add_api_route("/{path:path}", _nothing_here, methods=["GET"])
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(NoSuchBatch, _missing)
    app.add_exception_handler(NoSuchItem, _missing)
    app.add_exception_handler(BadInput, _unavailable)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(Exception, _failed)
    return app


def _nothing_here() -> Response:
    raise HTTPException(404, "There is no such page.")


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, StarletteHTTPException)
    if error.status_code in (401, 403):
        sentence = "This page is for people who are logged in to Airflow."
    else:
        sentence = str(error.detail)
    return _page(request, error.status_code, sentence)


def _missing(request: Request, error: Exception) -> Response:
    return _page(request, 404, str(error))


def _unavailable(request: Request, error: Exception) -> Response:
    return _page(request, 503, str(error))


def _failed(request: Request, error: Exception) -> Response:
    # The server logs the error itself; what it holds is nothing for a page.
    return _page(request, 500, "The page could not be made; the API server's log says why.")


def _page(request: Request, status: int, sentence: str) -> Response:
    return rendered(request, "error.html", status_code=status, sentence=sentence, status=status)
