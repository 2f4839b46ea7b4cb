"""Defuses markup that costs an HTML parser more than its length: nesting without end, names left open.

What may not live here: anything that changes a page people could have meant to write.
"""

from __future__ import annotations

import re

MAX_DEPTH = 2000
"""Block elements inside one another; browsers stop at a few hundred."""
MAX_OPEN_FORMATS = 200
"""Formatting elements left open; the parser repeats each of them in every block that follows."""

_BLOCK = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figure|footer|form|"
    r"header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|ul)\b[^<>]*>",
    re.IGNORECASE,
)
_FORMAT = re.compile(r"<(/?)(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\b[^<>]*>", re.IGNORECASE)


def tamed(html: str) -> str:
    """The page, without its formatting or its block elements where there are absurdly many open ones."""
    if _deepest(_FORMAT, html) > MAX_OPEN_FORMATS:
        html = _FORMAT.sub("", html)
    if _deepest(_BLOCK, html) > MAX_DEPTH:
        html = _BLOCK.sub("<br><br>", html)
    return html


def _deepest(tag: re.Pattern[str], html: str) -> int:
    """How many elements are open at once, at most, as far as counting tags can tell."""
    depth = deepest = 0
    for match in tag.finditer(html):
        if match[1]:
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
