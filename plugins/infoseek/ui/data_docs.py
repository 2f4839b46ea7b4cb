"""Great Expectations' data docs, read from S3 for people who are logged in.

What lives here: one route to objects below `docs/site/`. What may not: the pages' making (expectations/).
"""

from __future__ import annotations

import re

from fastapi import APIRouter, HTTPException, Request, Response

from infoseek.store.objects import ObjectMissing, ObjectStore

router = APIRouter()

SITE = "docs/site"

# Great Expectations' pages hold scripts of their own and load their libraries from these hosts. They show
# values from the web, so they get an origin of their own: no cookie, no request, no form.
_HOSTS = " ".join(
    f"https://{host}"
    for host in (
        "cdn.jsdelivr.net",
        "cdnjs.cloudflare.com",
        "code.jquery.com",
        "maxcdn.bootstrapcdn.com",
        "stackpath.bootstrapcdn.com",
        "unpkg.com",
    )
)
POLICY = "; ".join(
    (
        "sandbox allow-scripts allow-popups allow-top-navigation-by-user-activation",
        "default-src 'none'",
        f"script-src 'unsafe-inline' {_HOSTS}",
        f"style-src 'unsafe-inline' {_HOSTS}",
        f"font-src data: {_HOSTS}",
        "img-src data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
_KINDS = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "json": "application/json"}
_NAME = re.compile(r"[A-Za-z0-9_.+:@=,~ -]{1,200}")


@router.get("/docs/{path:path}")
def document(request: Request, path: str) -> Response:
    """One object of the site; 404 for what is not below it, whatever the path looks like."""
    names = path.split("/") if path else ["index.html"]
    if any(not _NAME.fullmatch(name) or set(name) == {"."} for name in names):
        raise HTTPException(404, "There is no such page of the data docs.")
    store: ObjectStore = request.app.state.store()
    try:
        body = store.get("/".join((SITE, *names)))
    except ObjectMissing:
        raise HTTPException(404, "There is no such page of the data docs; the gate writes them.") from None
    kind = _KINDS.get(names[-1].rpartition(".")[2], "application/octet-stream")
    return Response(body, media_type=kind, headers={"Content-Security-Policy": POLICY})
