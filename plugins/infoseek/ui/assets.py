"""The style sheet, scripts and icons of the pages, and plotly.js out of its Python package.

What lives here: files by name; no path ever comes from a request.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter, HTTPException, Response

router = APIRouter()

_KINDS = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
# A file's address changes with its content, so a browser may keep it.
_KEPT = "private, max-age=31536000, immutable"
_CHECKED = "private, max-age=300"


@router.get("/static/{name}")
def asset(name: str, v: str = "") -> Response:
    """One file; 404 where it is none of ours."""
    found = _assets().get(name)
    if found is None:
        raise HTTPException(404, "There is no such file.")
    kind = _KINDS[name.rpartition(".")[2]]
    return Response(found.read_bytes(), media_type=kind, headers={"Cache-Control": _KEPT if v else _CHECKED})


@cache
def version() -> str:
    """Changes whenever one of the files does."""
    digest = hashlib.sha256()
    for name, file in sorted(_assets().items()):
        digest.update(name.encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _assets() -> dict[str, Traversable]:
    own = {file.name: file for file in files("infoseek.ui").joinpath("static").iterdir()}
    known = {name: file for name, file in own.items() if name.rpartition(".")[2] in _KINDS}
    return {**known, "plotly.min.js": files("plotly").joinpath("package_data", "plotly.min.js")}
