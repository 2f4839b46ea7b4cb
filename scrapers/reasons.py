"""Why a request gave no page, as reason codes. What may not live here: what is done about it."""

from __future__ import annotations

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

from infoseek.web.crawl.frontier import Failure

NETWORK_ERRORS = (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
    OSError,
)

_REASONS: tuple[tuple[type[BaseException], str, str], ...] = (
    (DownloadConnectionRefusedError, "connection_refused", "The server refused the connection."),
    (CannotResolveHostError, "dns", "Its host has no usable address."),
    (DownloadTimeoutError, "timeout", "It took longer than the time limit."),
    (DownloadCancelledError, "too_large", "It is larger than the page size limit."),
    (ResponseDataLossError, "broken", "The connection ended before the response did."),
    (UnsupportedURLSchemeError, "bad_scheme", "It is neither http nor https."),
    # What the decompression middleware raises for a body that grows past the limit.
    (IgnoreRequest, "too_large", "It is larger than the page size limit."),
    (OSError, "broken", "Its body cannot be decompressed."),
    (DownloadFailedError, "connection_failed", "The connection failed."),
)


class Refused(IgnoreRequest):
    """A request that this crawl does not send."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.failure = Failure(reason, detail)


class NotNeeded(IgnoreRequest):
    """A request whose seed set is full by now: no failure."""


def failure_of(error: BaseException) -> Failure:
    """The reason code and sentence for an exception of a download."""
    if isinstance(error, Refused):
        return error.failure
    for kind, reason, detail in _REASONS:
        if isinstance(error, kind):
            return Failure(reason, detail)
    return Failure("error", f"{type(error).__name__}: {error}"[:300])
