"""Every way a download fails has a reason code, and every reason code a meaning."""

from __future__ import annotations

import ast
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from twisted.internet.error import ConnectError
from twisted.python.failure import Failure as TwistedFailure
from twisted.web._newclient import ParseError, ResponseFailed

from infoseek.web.crawl.reasons import REASONS, meaning
from scrapers.reasons import HOST_FAILS, LEFT, PASSING, Refused, failure_of

ROOT = Path(__file__).parents[2]


def caused_by(cause: Exception) -> DownloadFailedError:
    error = DownloadFailedError("x")
    error.__cause__ = ResponseFailed([TwistedFailure(cause)])  # type: ignore[no-untyped-call]
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DownloadTimeoutError(), "timeout"),
        (ResponseDataLossError(), "broken"),
        (IgnoreRequest(), "too_large"),
        (DownloadFailedError(), "connection_failed"),
        (ConnectError(), "connection_failed"),
        (caused_by(ParseError("odd", b"")), "bad_http"),  # type: ignore[no-untyped-call]
        (caused_by(ValueError("odd")), "bad_http"),
        (caused_by(ConnectionError()), "connection_failed"),
        (zlib.error("x"), "bad_coding"),
        (brotli.error("x"), "bad_coding"),
        (EOFError(), "bad_coding"),
        (Refused("robots", "No."), "robots"),
        (ZeroDivisionError("x"), "error"),
    ],
)
def test_errors_have_reasons(error: Exception, reason: str) -> None:
    """An exception of a download has its code; one that nobody thought of has `error` with its name."""
    found = failure_of(error)
    assert found.reason == reason
    assert reason != "error" or "ZeroDivisionError" in found.detail


def test_every_reason_has_a_meaning() -> None:
    """What the code calls a reason is in the one list of them."""
    used = set(reasons_in_code())
    assert len(used) > 30
    assert used - REASONS.keys() == set()
    assert meaning("http_404") == "The server answered 404."
    assert meaning("robots") == REASONS["robots"]
    assert meaning("nonsense") == ""
    assert REASONS.keys() >= HOST_FAILS | LEFT | PASSING


def reasons_in_code() -> Iterator[str]:
    """String literals in the place of a reason: of Failure, Refused, fail, leave and refuse."""
    for path in (*ROOT.glob("scrapers/**/*.py"), *ROOT.glob("plugins/infoseek/web/crawl/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            yield from _of_node(node)


def _of_node(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = {"Failure": 0, "Refused": 0, "fail": 1, "_fail": 1, "leave": 1, "later": 2, "refuse": 2}.get(
            name
        )
        if place is not None and len(node.args) > place:
            yield from _text(node.args[place])
        if name == "Counter":
            yield from (word.arg for word in node.keywords if word.arg)
    elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "REASON":
        yield from _text(node.value)
    elif isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "refused":
        yield from _text(node.slice)
    elif isinstance(node, ast.Tuple) and len(node.elts) == 3 and _is_exception(node.elts[0]):
        yield from _text(node.elts[1])


def _is_exception(node: ast.expr) -> bool:
    names = node.elts if isinstance(node, ast.Tuple) else [node]
    return all(
        isinstance(each, ast.Name) and each.id.endswith(("Error", "Request", "ERRORS")) for each in names
    )


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
