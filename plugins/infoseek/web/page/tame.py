"""Defuses markup that costs an HTML parser more than its length: nesting without end, attributes without number.

What may not live here: anything that changes a page people could have meant to write.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate

MAX_DEPTH = 2000
"""Block elements inside one another; browsers stop at a few hundred."""
MAX_OPEN_FORMATS = 200
"""Formatting elements left open; the parser repeats each of them in every block that follows."""
MAX_ATTRIBUTES = 500
"""Attributes of one tag; the parser compares each of them with all before it."""
LONG_TAG = 3 * MAX_ATTRIBUTES
"""Characters of attributes from which a tag is looked at: none shorter holds too many."""
MAX_LONG_TAGS = 2000
"""Long tags of a page that are looked at; what follows more of them is cut off."""

_BLOCKS = (
    "address article aside blockquote center details dialog dir div dl fieldset figure footer form header hgroup "
    "listing main menu nav ol pre search section summary ul"
).split()
_FORMATS = "b big code em font i nobr s small strike strong tt u".split()
_BLOCK = re.compile(rf"<(/?)(?:{'|'.join(_BLOCKS)})\b[^<>]*>", re.IGNORECASE)
_FORMAT = re.compile(rf"<(/?)(?:{'|'.join(_FORMATS)})\b[^<>]*>", re.IGNORECASE)
_BLOCK_STEPS = dict.fromkeys(_BLOCKS, 1) | {f"/{name}": -1 for name in _BLOCKS}
_FORMAT_STEPS = dict.fromkeys(_FORMATS, 1) | {f"/{name}": -1 for name in _FORMATS}

# An attribute and a tag as a tokenizer reads them (WHATWG HTML §13.2.5.32 to 13.2.5.39); possessive, so linear.
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(rf"<(/?[A-Za-z][^\s/>]*+)((?:{_ATTRIBUTE})*+)")


def tamed(html: str) -> str:
    """The page, without its formatting, block elements or attributes where there are absurdly many of them."""
    tags = _TAG.findall(html)
    if not tags:
        return html
    names, attributes = zip(*tags, strict=True)
    if max(map(len, attributes)) >= LONG_TAG:
        html = _with_few_attributes(html)
    counts = Counter(names)
    if _are_deep(_FORMAT_STEPS, names, counts, MAX_OPEN_FORMATS):
        html = _FORMAT.sub("", html)
    if _are_deep(_BLOCK_STEPS, names, counts, MAX_DEPTH):
        html = _BLOCK.sub("<br><br>", html)
    return html


def _are_deep(steps: Mapping[str, int], names: Sequence[str], counts: Mapping[str, int], limit: int) -> bool:
    """Whether more elements than the limit are open at once, as far as counting tags can tell."""
    step_of = {name: steps.get(name.lower(), 0) for name in counts}
    if sum(counts[name] for name, step in step_of.items() if step > 0) <= limit:
        return False
    # What closes nothing that is open does not count: depths are measured from the lowest point so far.
    depths = list(accumulate(map(step_of.__getitem__, names), initial=0))
    return max(map(int.__sub__, depths, accumulate(depths, min))) > limit


def _with_few_attributes(html: str) -> str:
    """The page, without the attributes of tags that have too many."""
    parts: list[str] = []
    kept = at = 0
    for _ in range(MAX_LONG_TAGS):
        tag = _long_tag(html, at)
        if tag is None:
            return "".join([*parts, html[kept:]])
        # Where quotes stand in scripts or comments, what looks like one tag hides others: look into it, too.
        at = tag.start(2) if "<" in tag[2] else tag.end()
        if _has_many(tag[2]):
            parts.append(html[kept : tag.start(2)])
            kept = at = tag.end()
    return "".join([*parts, html[kept:at]])


def _long_tag(html: str, at: int) -> re.Match[str] | None:
    return next((tag for tag in _TAG.finditer(html, at) if len(tag[2]) >= LONG_TAG), None)


def _has_many(attributes: str) -> bool:
    return sum(1 for _ in _ATTRIBUTES.finditer(attributes)) > MAX_ATTRIBUTES
