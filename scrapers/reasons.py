"""Why a request gave no page, as reason codes. What may not live here: what is done about it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import brotli
from backports.zstd import ZstdError
from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError
from twisted.web._newclient import BadResponseVersion, ParseError
from twisted.web.client import ResponseFailed

from infoseek.web.crawl.frontier import Failure

_CODING_ERRORS = (OSError, EOFError, zlib.error, brotli.error, ZstdError)

NETWORK_ERRORS = (
    CannotResolveHostError,
    ConnectError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    *_CODING_ERRORS,
)

_REASONS: tuple[tuple[type[BaseException] | tuple[type[BaseException], ...], str, str], ...] = (
    (DownloadConnectionRefusedError, "connection_refused", "The server refused the connection."),
    (CannotResolveHostError, "dns", "Its host has no usable address."),
    (DownloadTimeoutError, "timeout", "It took longer than the time limit."),
    (DownloadCancelledError, "too_large", "It is larger than the page size limit."),
    (ResponseDataLossError, "broken", "The connection ended before the response did."),
    (UnsupportedURLSchemeError, "bad_scheme", "It is neither http nor https."),
    # What the decompression middleware raises for a body that grows past the limit.
    (IgnoreRequest, "too_large", "It is larger than the page size limit."),
    ((DownloadFailedError, ConnectError), "connection_failed", "The connection failed."),
    (_CODING_ERRORS, "bad_coding", "Its body cannot be decompressed."),
)
_HTTP_ERRORS = (ParseError, BadResponseVersion, ValueError)

HOST_FAILS = frozenset({"connection_refused", "connection_failed", "dns", "tls"})
"""Reasons that tell of the host, not of the one URL."""

PASSING = frozenset({"broken", "timeout"})
"""Reasons that may be gone at the next try, and tell of this URL alone."""

LEFT = frozenset({"host_busy", "host_fails", "crawl_delay"})
"""Reasons for which a host is left until the next batch."""


class Refused(IgnoreRequest):
    """A request that this crawl does not send."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.failure = Failure(reason, detail)


def failure_of(error: BaseException) -> Failure:
    """The reason code and sentence for an exception of a download."""
    if isinstance(error, Refused):
        return error.failure
    if isinstance(error, DownloadFailedError):
        for cause in _causes(error):
            if isinstance(cause, _HTTP_ERRORS):
                return Failure("bad_http", f"What the server sent is no HTTP answer: {cause.args[0]}."[:300])
            if isinstance(cause, TlsError):
                return Failure("tls", f"No secure connection could be agreed on: {cause}."[:300])
    for kind, reason, detail in _REASONS:
        if isinstance(error, kind):
            return Failure(reason, detail)
    return Failure("error", f"{type(error).__name__}: {error}"[:300])


def _causes(error: DownloadFailedError) -> Iterator[BaseException]:
    """What Twisted's own exception behind this one was made of."""
    if isinstance(error.__cause__, ResponseFailed):
        for reason in error.__cause__.reasons:
            if reason.value is not None:
                yield reason.value
