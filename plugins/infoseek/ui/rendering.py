"""Templates: every value is cleaned, bounded and escaped on its way into a page.

What lives here: the template environment and its filters. What may not: routes, reading tables.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from infoseek.ui.assets import version
from infoseek.ui.guards import CHART_POLICY

MOST_CHARS = 20_000
"""Longer texts are cut: a page of the web can be of any length."""

_MOST_URL_CHARS = 2000
_REPLACEMENT = "\ufffd"
# Control characters but tab and line breaks; marks that turn the direction of the text around them; halves
# of surrogate pairs, which no page can be encoded with.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def rendered(
    request: Request, template: str, status_code: int = 200, has_charts: bool = False, **values: Any
) -> HTMLResponse:
    """A page. Its links begin with the path the application is mounted at."""
    root = request.scope.get("root_path", "").rstrip("/")
    # The application stands one step below Airflow.
    page = _environment().get_template(template).render(root=root, airflow=root.rpartition("/")[0], **values)
    return HTMLResponse(page, status_code, {"Content-Security-Policy": CHART_POLICY} if has_charts else None)


def cleaned(value: Any) -> Any:
    """What a template writes of a value: texts without unsafe characters, cut where they are too long."""
    if value is None:
        return ""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = value if len(value) <= MOST_CHARS else f"{value[:MOST_CHARS]}…"
    return _UNSAFE.sub(_REPLACEMENT, text)


def web_address(url: str) -> str:
    """The URL if it is one of the web, else nothing: other schemes run things (RFC 3986, section 3.1)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_usable = (
        parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s\\\x00-\x20]", url)
    )
    return url if is_usable and len(url) <= _MOST_URL_CHARS else ""


def _count(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}".replace(",", "\u202f")


def _share(part: float, whole: float) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _usd(value: float | None) -> str:
    return "–" if value is None else f"${value:,.4f}" if value < 1 else f"${value:,.2f}"


def _size(size_bytes: float) -> str:
    for unit in ("B", "kB", "MB"):
        if size_bytes < 1000:
            return f"{size_bytes:.0f} {unit}"
        size_bytes /= 1000
    return f"{size_bytes:,.1f} GB"


def _per_s(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _words(code: str) -> str:
    """A reason code as words."""
    return code.replace("_", " ")


def _segment(text: str) -> str:
    """A text as one segment of a path."""
    return quote(text.encode(errors="replace"), safe="")


def _dumped(value: Any) -> str:
    """A JSON-able value as text for people."""
    return json.dumps(value, indent=1, ensure_ascii=False, default=str)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        count=_count,
        dumped=_dumped,
        usd=_usd,
        rate=_per_s,
        size=_size,
        words=_words,
        segment=_segment,
        web_address=web_address,
    )
    environment.globals.update(share=_share, version=version())
    return environment
