"""Rules by which a site names the copies of its pages: `print_` before the name, `/print` behind the path.

What may not live here: which of them hold (namings.py), what makes a page a copy (copies.py), and any table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+|[^A-Za-z0-9]")

Pair = tuple[str, str]
"""URL of a copy, URL of what it copies."""


@dataclass(frozen=True)
class Naming:
    """`{before}{x}{after}` is the copy of `{plain_before}{x}{plain_after}`, for every x.

    is_sibling: the parts are of the name behind the last slash, and both lie in one folder; otherwise they are
    of the whole path. A query belongs to the name.
    """

    is_sibling: bool
    before: str
    after: str
    plain_before: str
    plain_after: str

    def original(self, url: str) -> str | None:
        """What a URL would be the copy of; None where its name does not say so."""
        return self._turned(url, self.before, self.after, self.plain_before, self.plain_after)

    def copy(self, url: str) -> str | None:
        """What the copy of a URL would be called; None where the rule has no name for it."""
        return self._turned(url, self.plain_before, self.plain_after, self.before, self.after)

    def _turned(self, url: str, before: str, after: str, to_before: str, to_after: str) -> str | None:
        folder, name = _parts(url, self.is_sibling)
        if not (name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after)):
            return None
        return f"{folder}{to_before}{name[len(before) : len(name) - len(after)]}{to_after}"

    def __str__(self) -> str:
        folder = "" if self.is_sibling else "/"
        return f"{folder}{self.before}…{self.after} copies {folder}{self.plain_before}…{self.plain_after}"


def naming_of(one: Pair, other: Pair) -> Naming | None:
    """The rule that two pairs have in common; None where they have none.

    It holds for each pair's copy and original with one and the same part between, another one in each pair,
    and a name of an original is never that of a copy.
    """
    is_sibling = all(_parts(copy, True)[0] == _parts(original, True)[0] for copy, original in (one, other))
    names = [[_parts(url, is_sibling)[1] for url in pair] for pair in (one, other)]
    before, copy_parts, after = _common(names[0][0], names[1][0])
    plain_before, plain_parts, plain_after = _common(names[0][1], names[1][1])
    if copy_parts != plain_parts or not all(copy_parts) or copy_parts[0] == copy_parts[1]:
        return None
    found = Naming(is_sibling, before, after, plain_before, plain_after)
    return None if any(found.original(original) for _, original in (one, other)) else found


def stems_of(url: str) -> list[str]:
    """The names that a URL's own name begins or ends with, which an original's may be: at most 16."""
    tokens = _TOKEN.findall(stem_of(url))
    cuts = range(1, len(tokens)) if len(tokens) <= 12 else ()
    found = [("".join(tokens[:cut]), "".join(tokens[cut:])) for cut in cuts]
    stems = [name.strip("_-.~+ ") for pair in found for name in pair]
    return [name for name in dict.fromkeys(stems) if name][:16]


def stem_of(url: str) -> str:
    """The name behind the last slash, without suffix and query."""
    return _parts(url, True)[1].partition("?")[0].rpartition("/")[2].split(".", 1)[0]


def shortened(url: str) -> list[str]:
    """The URLs that come of leaving out one folder of the path, or the query: at most 9."""
    path, mark, _ = url.partition("?")
    origin, rest = _parts(path, False)
    segments = rest.split("/")
    found = [path] if mark else []
    if len(segments) <= 8:
        found += [origin + "/".join(segments[:at] + segments[at + 1 :]) for at in range(len(segments))]
    return list(dict.fromkeys(each for each in found if each != url))


def _parts(url: str, is_sibling: bool) -> Pair:
    """A URL's folder and name, or its origin with the first slash and all the rest."""
    path = url.partition("?")[0]
    cut = path.rfind("/") if is_sibling else path.find("/", path.find("//") + 2)
    return url[: cut + 1], url[cut + 1 :]


def _common(one: str, other: str) -> tuple[str, Pair, str]:
    """What two names begin with, what is between in each, and what they end with; in whole tokens."""
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    before = _alike(left, right)
    after = _alike(left[before:][::-1], right[before:][::-1])
    parts = ("".join(tokens[before : len(tokens) - after]) for tokens in (left, right))
    return "".join(left[:before]), (next(parts), next(parts)), "".join(left[len(left) - after :])


def _alike(left: list[str], right: list[str]) -> int:
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
