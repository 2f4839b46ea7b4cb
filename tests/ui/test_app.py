"""Who may see the pages, what guards every answer, and what is said when something is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from infoseek.embedded.service import free_port
from infoseek.errors import BadInput
from infoseek.quality.remembering import RememberingStore
from infoseek.settings import S3Settings
from infoseek.store.objects import ObjectStore
from infoseek.ui.app import create_app
from tests.gates.corpus import BATCH
from tests.quality.stored import crawled, gated
from tests.ui.conftest import LOGGED_IN, mounted, user

# Something to ask for on every route: a new route without an entry fails the test that walks them.
EXAMPLES = {
    "/": "/",
    "/batches/{batch_id}": f"/batches/{BATCH}",
    "/batches/{batch_id}/crawl": f"/batches/{BATCH}/crawl",
    "/batches/{batch_id}/linking": f"/batches/{BATCH}/linking",
    "/items/{question_id}": "/items/zz",
    "/trees/{tree_id}": "/trees/zz",
    "/static/{name}": "/static/plotly.min.js",
    "/docs/{path:path}": "/docs/index.html",
    "/{path:path}": "/nothing/here",
}


def nowhere() -> ObjectStore:
    raise AssertionError("a stranger reached the store")


def strangers(app: FastAPI) -> TestClient:
    parent = FastAPI()
    parent.mount("/infoseek", app)
    return TestClient(parent)


def routes(app: FastAPI) -> Iterator[APIRoute]:
    for route in app.routes:
        assert isinstance(route, APIRoute), f"{route} is no route that takes dependencies"
        yield route


def test_every_route_refuses_strangers() -> None:
    """Pages, files, data docs and paths that lead nowhere: 401 with a sentence, before anything is read."""
    app = create_app(user, nowhere)
    client = strangers(app)
    assert {route.path for route in routes(app)} == set(EXAMPLES)
    for path in EXAMPLES.values():
        answer = client.get(f"/infoseek{path}")
        assert answer.status_code == 401, path
        assert "logged in to Airflow" in answer.text
        assert "/api/v2/auth/login?next=/infoseek/" in answer.text


@pytest.mark.service
def test_every_route_answers_whoever_is_logged_in(pages: TestClient, store: ObjectStore) -> None:
    """The same paths give pages and files to a user, and 404 where there is nothing: the tree of no question."""
    crawled(store)
    gated(store)
    store.put("docs/site/index.html", b"<p>docs</p>")
    for route, path in EXAMPLES.items():
        expected = 404 if route in ("/{path:path}", "/trees/{tree_id}") else 200
        assert pages.get(f"/infoseek{path}").status_code == expected, path


@pytest.mark.service
def test_every_answer_is_guarded(pages: TestClient, store: ObjectStore) -> None:
    """No inline script, no frame of another site, no guessed type, no copy in a shared cache."""
    gated(store)
    for path in EXAMPLES.values():
        headers = pages.get(f"/infoseek{path}").headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        if not path.startswith("/docs"):
            assert "script-src 'self';" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"].startswith("private")
    assert "unsafe-inline" not in pages.get("/infoseek/items/zz").headers["content-security-policy"]


@pytest.mark.service
def test_what_is_not_there_is_said_in_one_sentence(pages: TestClient, store: ObjectStore) -> None:
    """An unknown item, batch or file is a page with status 404."""
    gated(store)
    for path in (
        "/items/unknown",
        "/items/zz?batch=2020-01-01",
        "/batches/2020-01-01",
        "/batches/today",
        "/batches/%3Cscript%3E",
        "/static/..%2Fapp.py",
        "/static/frame.css",
    ):
        answer = pages.get(f"/infoseek{path}")
        assert answer.status_code == 404, path
        assert "<script>" not in answer.text.lower().replace('<script src="', "")


@pytest.mark.service
def test_wrong_query_parameters_are_refused(pages: TestClient, store: ObjectStore) -> None:
    """A status that does not exist, or a page before the first, is no server error."""
    gated(store)
    for query in ("status=none", "page=0", "page=x", f"check={'x' * 100}"):
        assert pages.get(f"/infoseek/batches/{BATCH}?{query}").status_code == 422
    assert pages.get(f"/infoseek/batches/{BATCH}?page=99").status_code == 200


def test_unreachable_storage_is_a_page_with_one_sentence() -> None:
    """Where S3 does not answer, the pages say so with status 503 instead of failing."""
    address = f"http://127.0.0.1:{free_port()}"
    store = RememberingStore(S3Settings(endpoint_url=address, access_key="x", secret_key="x"), attempts=1)
    with TestClient(mounted(store), headers=LOGGED_IN) as client:
        answer = client.get("/infoseek/")
    assert answer.status_code == 503
    assert f"S3 at {address} cannot be reached" in answer.text


def test_wrong_settings_are_a_page_with_one_sentence() -> None:
    """A setting that cannot be read is named on the page."""

    def wrong() -> ObjectStore:
        raise BadInput("The setting INFOSEEK_S3__BUCKET is wrong: it is <empty>.")

    parent = FastAPI()
    parent.mount("/infoseek", create_app(lambda: None, wrong))
    answer = TestClient(parent).get("/infoseek/")
    assert answer.status_code == 503
    assert "INFOSEEK_S3__BUCKET is wrong: it is &lt;empty&gt;." in answer.text


def test_a_failure_shows_nothing_of_itself() -> None:
    """An error nobody foresaw is a page with status 500 that does not quote it."""

    def broken() -> ObjectStore:
        raise RuntimeError("the secret is 42")

    parent = FastAPI()
    parent.mount("/infoseek", create_app(lambda: None, broken))
    answer = TestClient(parent, raise_server_exceptions=False).get("/infoseek/")
    assert answer.status_code == 500
    assert "42" not in answer.text
