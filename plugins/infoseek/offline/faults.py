"""How a fault looks on the wire: errors, and answers that are not what was asked for.

What lives here: the shapes of faults. What may not: which request meets one (switches.py).
"""

from __future__ import annotations

import json

from infoseek.offline.api_errors import error
from infoseek.offline.switches import Fault, Switches
from infoseek.offline.wire import Reply

REFUSAL = "I'm sorry, I can't help with that."


def http_fault(fault: Fault | None, switches: Switches) -> Reply | None:
    """The error that answers the request in place of the model, if any."""
    if fault == "rate_429":
        return too_many(switches)
    if fault == "rate_500":
        return server_error()
    if fault == "rate_503":
        message = "The engine is currently overloaded, please try again later."
        return error(503, message, kind="server_error", headers=_retry_after(switches))
    return None


def server_error() -> Reply:
    """500, in the API's words."""
    message = "The server had an error while processing your request. Sorry about that!"
    return error(500, message, kind="server_error")


def too_many(switches: Switches) -> Reply:
    """429, with how long to wait."""
    wait = f"{switches.retry_after_s:g}"
    message = f"Rate limit reached on requests per min (RPM). Please try again in {wait}s."
    return error(429, message, kind="requests", code="rate_limit_exceeded", headers=_retry_after(switches))


def spoilt(content: str, fault: Fault | None) -> str:
    """The content as the fault leaves it."""
    if fault == "rate_malformed":
        return content[:-1] + ' "'
    if fault == "rate_empty":
        return ""
    if fault == "rate_wrong_schema":
        return json.dumps({"of_another_schema": content})
    return content


def _retry_after(switches: Switches) -> dict[str, str]:
    return {"retry-after": f"{switches.retry_after_s:g}"}
