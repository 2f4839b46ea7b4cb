"""What went wrong at an S3 endpoint, in one sentence, and whether trying again can help.

What lives here: the translation of the SDK's errors. What may not: requests.
"""

from __future__ import annotations

import re

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    HTTPClientError,
    IncompleteReadError,
    NoCredentialsError,
    ParamValidationError,
    PartialCredentialsError,
)
from botocore.parsers import ResponseParserError

from infoseek.errors import BadInput, Unavailable
from infoseek.settings import S3Settings

SDK_ERRORS = (BotoCoreError, ClientError, ResponseParserError)

_CONFLICT = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
_MISSING = {"NoSuchKey", "404", "NotFound"}
_REFUSED = {
    "AccessDenied",
    "AuthorizationHeaderMalformed",
    "ExpiredToken",
    "InvalidAccessKeyId",
    "InvalidToken",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "401",
    "403",
}
_PASSING = {"RequestTimeout", "SlowDown", "ThrottlingException", "TooManyRequests", "429", "408"}
_NETWORK = (ConnectionError, HTTPClientError, IncompleteReadError)
# The SDK's sentences end in the address, which ours begin with.
_ENDPOINT = re.compile(r'(?: to the| on| from)? endpoint URL: "?[^"]*"?\.?$|\.$')
_NOT_IMPLEMENTED = 501
_SERVER_ERROR = 500


class ObjectMissing(KeyError):
    """No object has this key."""


class Conflict(RuntimeError):
    """A conditional write lost: the object exists already, or changed since it was read."""


def where(settings: S3Settings) -> str:
    """The endpoint, for messages."""
    return f"S3 at {settings.endpoint_url or f'AWS {settings.region}'}"


def not_s3(settings: S3Settings, detail: str) -> BadInput:
    """The error for a server that answers and is no S3 server."""
    return BadInput(
        f"{where(settings)} (INFOSEEK_S3__ENDPOINT_URL) does not speak the S3 API: {flat(detail)}."
    )


def explained(error: Exception, settings: S3Settings, key: str) -> Exception:
    """The error to raise for one of `SDK_ERRORS` that a request for this key met.

    `ObjectMissing` and `Conflict` are answers; `Unavailable` may pass; `BadInput` a person must mend.
    """
    if isinstance(error, ClientError):
        return _answered(error, settings, key)
    if isinstance(error, _NETWORK):
        return Unavailable(f"{where(settings)} cannot be reached: {_ENDPOINT.sub('', flat(error))}.")
    if isinstance(error, NoCredentialsError | PartialCredentialsError):
        return BadInput(
            f"There are no credentials for {where(settings)}: set INFOSEEK_S3__ACCESS_KEY and INFOSEEK_S3__SECRET_KEY."
        )
    if isinstance(error, ParamValidationError):
        return BadInput(f"{where(settings)} cannot be asked for s3://{settings.bucket}/{key}: {flat(error)}")
    if isinstance(error, ResponseParserError):
        return not_s3(settings, "its answer is no XML that the API has")
    return BadInput(f"{where(settings)} cannot be used: {flat(error)}")


def _answered(error: ClientError, settings: S3Settings, key: str) -> Exception:
    """As `explained`, for an error that the server sent."""
    told = error.response.get("Error", {})
    status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
    code = str(told.get("Code") or status)
    address = f"s3://{settings.bucket}/{key}"
    words = ": ".join(part for part in (code, flat(told.get("Message", ""))) if part)
    if code in _CONFLICT:
        return Conflict(f"{address} exists or has changed")
    if code in _MISSING:
        return ObjectMissing(address)
    if code == "NoSuchBucket":
        return BadInput(f"{where(settings)} has no bucket {settings.bucket!r}: create it or set its name.")
    if code in _REFUSED:
        return BadInput(f"{where(settings)} refused the credentials for bucket {settings.bucket!r}: {code}.")
    if code in _PASSING or (status >= _SERVER_ERROR and status != _NOT_IMPLEMENTED):
        return Unavailable(f"{where(settings)} failed at {address}: {words.rstrip('.')}.")
    return BadInput(f"{where(settings)} refused a request for {address}: {words.rstrip('.')}.")


def flat(text: object) -> str:
    """An SDK's or a server's words on one line, at most 300 characters."""
    return " ".join(str(text).split())[:300]
