"""Reads a robots.txt as RFC 9309 says, whatever is in it. What may not live here: fetching it.

The matching is Protego's; this keeps from it what a hostile file could blow up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from protego import Protego
from w3lib.encoding import read_bom

MAX_ROBOTS_BYTES = 512_000
"""What is read of a file (RFC 9309 §2.5 asks for 500 KiB at least)."""

MAX_SITEMAPS = 500

_AGENT_LINE = re.compile(r"\s*user[- ]?agent\b[\s:]*([^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]+")
# A group of this name is nobody's: all groups for other crawlers become it.
_NOBODY = "User-agent: none-of-ours"


def read_rules(body: bytes, agent: str) -> Protego:
    """The rules of a robots.txt for the crawler of this product token.

    Its groups are matched by the whole token, in any case (§2.2.1); a file of many agents times many rules
    would otherwise take the product of both in time and memory.
    """
    bom_encoding, bom = read_bom(body[:MAX_ROBOTS_BYTES])
    text = body[len(bom or b"") : MAX_ROBOTS_BYTES].decode(bom_encoding or "utf-8", "replace")
    return Protego.parse("\n".join(_lines(text, agent.lower())))


def delay_s(rules: Protego, agent: str) -> float:
    """The pause between requests that the rules ask for (Crawl-delay or Request-rate); 0 where they do not."""
    rate = rules.request_rate(agent)
    return max(float(rules.crawl_delay(agent) or 0.0), rate.seconds / rate.requests if rate else 0.0)


def _lines(text: str, agent: str) -> Iterator[str]:
    sitemaps = 0
    for line in text.splitlines():
        match = _AGENT_LINE.match(line)
        if match is not None:
            yield _agent_line(match[1].strip(), agent)
        elif line.lstrip()[:4].lower() == "site" and sitemaps >= MAX_SITEMAPS:
            continue
        else:
            sitemaps += line.lstrip()[:4].lower() == "site"
            yield line


def _agent_line(value: str, agent: str) -> str:
    if value == "*":
        return "User-agent: *"
    token = _TOKEN.match(value)
    return f"User-agent: {agent}" if token is not None and token[0].lower() == agent else _NOBODY
