"""Great Expectations' pages through the authenticated route."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from infoseek.store.objects import ObjectStore

pytestmark = pytest.mark.service


def test_a_page_of_the_data_docs_is_served_in_a_sandbox(pages: TestClient, store: ObjectStore) -> None:
    """Its scripts run in an origin of their own: no cookie, no request, no form."""
    store.put("docs/site/index.html", b"<p>index</p>")
    store.put("docs/site/validations/gate/run 1/x.html", b"<p>one</p>")
    for path in ("/docs/", "/docs/index.html"):
        answer = pages.get(f"/infoseek{path}")
        assert answer.text == "<p>index</p>"
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("sandbox allow-scripts ")
        assert "allow-same-origin" not in policy
        assert "connect-src" not in policy
        assert "default-src 'none'" in policy
    assert pages.get("/infoseek/docs/validations/gate/run%201/x.html").text == "<p>one</p>"


def test_nothing_outside_the_site_is_served(pages: TestClient, store: ObjectStore) -> None:
    """Whatever the path looks like, no object but the site's own is read."""
    store.put("docs/secret.html", b"secret")
    store.put("docs/site/../secret.html", b"secret")
    for path in (
        "../secret.html",
        "..%2Fsecret.html",
        "%2E%2E/secret.html",
        "a/..%2F..%2Fsecret.html",
        "%2E%2E",
        "//secret.html",
        "x%00.html",
        "%ff",
        "missing.html",
        "a" * 300,
    ):
        answer = pages.get(f"/infoseek/docs/{path}")
        assert answer.status_code == 404, path
        assert "secret" not in answer.text.lower()
