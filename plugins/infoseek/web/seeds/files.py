"""Seed sets as a user writes them: a URL, a list of URLs, a TOML file or a table in CSV.

What may not live here: what a set must be (seed_set.py).
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from infoseek.errors import BadInput
from infoseek.web.seeds.seed_set import SeedSet, seed_set_of, slug
from infoseek.web.urls import canonical_url, site_of

MAX_FILE_BYTES = 64_000_000

_TOML_FIELDS = frozenset(
    ("name", "urls", "sitemaps", "scope", "left_out", "max_pages", "max_depth", "delay_s")
)
_KINDS = {"": "urls", "url": "urls", "sitemap": "sitemaps"}
# Columns whose rows must agree within a set, and how a cell of theirs is read.
_AGREED: dict[str, Callable[[str], Any]] = {
    "scope": str.split,
    "left_out": str.split,
    "max_pages": int,
    "max_depth": int,
    "delay_s": float,
}
_COLUMNS = ("seed_set", "url", "kind", *_AGREED)


def parse_seeds(text: str, name: str | None = None) -> SeedSet:
    """The one seed set that a URL or a file names. Raises `BadInput` where a file holds several, and as below."""
    found = parse_seed_sets(text, name)
    if len(found) > 1:
        raise BadInput(f"{text.strip()} holds {len(found)} seed sets and one is wanted here.")
    return found[0]


def parse_seed_sets(text: str, name: str | None = None) -> list[SeedSet]:
    """The seed sets that a URL, or a file, names, sorted by name.

    text: a URL, or the path of a file: `.toml` with `[[seed_set]]` tables, `.csv` with the columns seed_set,
        url, kind, scope, left_out, max_pages, max_depth and delay_s, anything else with one URL a line, where
        `#` at a line's start or after a space begins a comment.
    name: of a set whose source gives none; by default made of the file's name or the URL's host.
    Raises `BadInput` naming the file, the line or table, and the field that cannot be used.
    """
    source = text.strip()
    if not source:
        raise BadInput("No seeds are given: name a URL, or a file of seeds.")
    if "://" in source:
        url = canonical_url(source)
        return [_made({"name": name or slug(site_of(url)), "urls": [url]}, "The seed URL")]
    path = Path(source)
    given = _READERS.get(path.suffix.lower(), _read_lines)(path, _text_of(path))
    return sorted(_named(path, given, name), key=lambda seeds: seeds.name)


class _Written(NamedTuple):
    """A set as it stands in a file. where: its place there, as errors name it."""

    where: str
    fields: dict[str, Any]


def _named(path: Path, given: list[_Written], name: str | None) -> Iterator[SeedSet]:
    seen: dict[str, str] = {}
    for where, fields in given:
        if len(given) > 1 and (name is not None or "name" not in fields):
            raise BadInput(
                f"{where}: name: the file holds {len(given)} seed sets, and each must have its own name there."
            )
        called = name or fields.get("name") or slug(path.stem)
        made = _made({**fields, "name": called}, where)
        if made.name in seen:
            raise BadInput(f"{where}: name: {made.name!r} is the name of {seen[made.name]} already.")
        seen[made.name] = where
        yield made


def _made(fields: dict[str, Any], where: str) -> SeedSet:
    try:
        return seed_set_of(fields)
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from None


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise BadInput(f"The seed file {path} is larger than {MAX_FILE_BYTES // 1_000_000} MB.")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            raise BadInput(f"The seed file {path} is not UTF-8 text.") from None
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput(f"{str(path)!r} is neither a URL nor a readable file: {reason}.") from None


def _read_lines(path: Path, text: str) -> list[_Written]:
    """One set: a URL a line."""
    urls: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        url = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if url:
            urls.append(_canonical_at(f"{path}, line {number}", url))
    if not urls:
        raise BadInput(f"The seed file {path} names no URL.")
    return [_Written(str(path), {"urls": urls})]


def _read_toml(path: Path, text: str) -> list[_Written]:
    """The `[[seed_set]]` tables, or one `[seed_set]` table."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"The seed file {path} is no TOML: {error}.") from None
    tables = document.pop("seed_set", [])
    if document:
        raise BadInput(f"{path}: {next(iter(document))!r} stands outside the [[seed_set]] tables.")
    tables = [tables] if isinstance(tables, dict) else tables
    if not tables or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadInput(f"The seed file {path} holds no [[seed_set]] table.")
    return [_table(f"{path}, table {number}", table) for number, table in enumerate(tables, 1)]


def _table(where: str, table: dict[str, Any]) -> _Written:
    unknown = sorted(table.keys() - _TOML_FIELDS)
    if unknown:
        raise BadInput(
            f"{where}: {unknown[0]}: there is no such field; the fields are {', '.join(sorted(_TOML_FIELDS))}."
        )
    name = table.get("name")
    return _Written(f"{where} ({name})" if isinstance(name, str) and name else where, table)


def _read_csv(path: Path, text: str) -> list[_Written]:
    """A table with one seed a row; the rows of one set need not stand together."""
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    sets: dict[str, _Rows] = {}
    try:
        _check_columns(path, rows.fieldnames or [])
        for row in rows:
            where = f"{path}, line {rows.line_num}"
            if None in row or None in row.values():
                raise BadInput(f"{where}: it has not as many cells as the table has columns.")
            cells = {column: cell.strip() for column, cell in row.items()}
            if any(cells.values()):
                sets.setdefault(cells.get("seed_set", ""), _Rows()).add(where, cells)
    except csv.Error as error:
        raise BadInput(f"{path}, line {rows.line_num}: it is no CSV: {error}.") from None
    if not sets:
        raise BadInput(f"The seed file {path} names no URL.")
    return [rows_of.written(name) for name, rows_of in sets.items()]


def _check_columns(path: Path, columns: list[str] | Any) -> None:
    unknown = [column for column in columns if column not in _COLUMNS]
    if unknown or "url" not in columns or len(set(columns)) < len(columns):
        reason = (
            f"{unknown[0]!r:.60} is no column of it"
            if unknown
            else "it needs the column url, each column once"
        )
        raise BadInput(f"{path}, line 1: {reason}; the columns are {', '.join(_COLUMNS)}.")


class _Rows:
    """What the rows of one set say so far, and in which line each bound was said."""

    def __init__(self) -> None:
        self._first = ""
        self._seeds: dict[str, list[str]] = {}
        self._agreed: dict[str, tuple[Any, str]] = {}

    def add(self, where: str, cells: dict[str, str]) -> None:
        self._first = self._first or where
        kind = _KINDS.get(cells.get("kind", ""))
        if kind is None:
            raise BadInput(f"{where}: kind: {cells['kind']!r:.60} is neither url nor sitemap.")
        self._seeds.setdefault(kind, []).append(_canonical_at(f"{where}: url", cells["url"]))
        for column, read in _AGREED.items():
            if cells.get(column):
                self._agree(where, column, _cell(f"{where}: {column}", cells[column], read))

    def _agree(self, where: str, column: str, value: Any) -> None:
        said, first = self._agreed.setdefault(column, (value, where))
        if said != value:
            raise BadInput(
                f"{where}: {column}: it is {value} here and {said} in {first}, for one and the same set."
            )

    def written(self, name: str) -> _Written:
        fields = {column: value for column, (value, _) in self._agreed.items()}
        return _Written(self._first, {**self._seeds, **fields, **({"name": name} if name else {})})


def _cell(where: str, text: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(text)
    except ValueError:
        raise BadInput(f"{where}: {text!r:.60} is no number.") from None


def _canonical_at(where: str, url: str) -> str:
    try:
        return canonical_url(url)
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from None


_READERS: dict[str, Callable[[Path, str], list[_Written]]] = {".toml": _read_toml, ".csv": _read_csv}
