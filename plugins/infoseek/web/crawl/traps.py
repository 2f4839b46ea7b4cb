"""Traps: URLs without end that lead to nothing new, told by their shape or by what came of others like them.

What may not live here: redirects, sizes and budgets (frontier/, scrapers/), and copies of pages (copies.py).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from infoseek.web.crawl.frontier.asks import Failure
from infoseek.web.crawl.state import CrawlState

MAX_CHARS = 1000
MAX_SEGMENTS = 16
MAX_REPEATS = 2
"""A run of path segments may come so many times in a row (Heritrix, PathologicalPathDecideRule)."""
MAX_OCCURRENCES = 3
"""A segment may come so many times in a path."""
DEEP_SEGMENTS = 8
PATIENCE = 48
"""Weight of pages in a row without anything new after which no more of their kind is asked for."""
COPY_WEIGHT, STALE_WEIGHT, NUMBERED_WEIGHT = 6, 2, 1
"""Of a copy; of a page that held the same but for numbers and dates; of a copy under another number."""

_MAX_KINDS = 64
_NUMBERED = "numbered "
_LONGEST_RUN = 4
_READ_CHARS = 20_000

_WORD = re.compile(r"[^\W\d_]+")
_YEAR = r"(?:19|20|21)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"(?<!\d){_YEAR}([-/._]){_MONTH}(?:\1{_DAY})?(?!\d)|(?<=[?&])(?:month|day|week|year|date|m|d|y)=\d+"
)
_TOKEN = re.compile(
    r"\(?[A-Za-z]?\(?(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{12,}\)*|"
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    re.IGNORECASE,
)
# Words that a calendar turns over: months and days of the week, whole and cut to three letters.
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday "
    "januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "janvier février mars avril juin juillet août septembre octobre novembre décembre "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "lunes martes miércoles jueves viernes sábado domingo "
    "gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "janeiro fevereiro março maio junho julho setembro outubro novembro dezembro "
    "januari februari maart mei augustus maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
)
_SHORT = frozenset(word[:3] for word in _CALENDAR)

_DETAILS = {
    "query_trap": "Of its path, {} pages in a row with other queries held nothing new.",
    "calendar_trap": "Of such dates, {} pages in a row held nothing new.",
    "session_trap": "Of paths that differ in an identifier only, {} pages in a row held nothing new.",
    "deep_trap": "Of paths this deep below one folder, {} pages in a row held nothing new.",
}


class Traps:
    """What is learnt is kept in the tables `trap_kinds` (kinds of URL) and `trap_seen` (what their pages held).

    Only kinds of URL that a server can make without end are watched: queries of one path, dates, identifiers
    in a path, deep paths. A page with something new clears its kind of all suspicion, so that neither numbered
    items nor the archives of a newspaper ever add up to a trap.
    """

    def __init__(self, state: CrawlState) -> None:
        self._connection = state.connection
        state.keep("trap_kinds", "kind TEXT PRIMARY KEY, weight INTEGER NOT NULL, pages INTEGER NOT NULL")
        state.keep("trap_seen", "content TEXT PRIMARY KEY, kind TEXT NOT NULL", "(kind)")
        self._sprung: dict[str, int] | None = None

    def refusal(self, url: str) -> Failure | None:
        """Why a URL is not to be asked for, or None."""
        failure = _shape(url)
        sprung = self._traps()
        if failure is not None or not sprung:
            return failure
        for reason, kind in _kinds(url):
            pages = sprung.get(kind)
            if pages is not None:
                return Failure(reason, _DETAILS[reason].format(pages))
        return None

    def note(self, url: str, is_fresh: bool, text: str) -> None:
        """Learn from a page that was taken in. is_fresh: it is no copy; text: its main text."""
        for reason, kind in _kinds(url):
            is_numbered = kind.startswith(_NUMBERED)
            if not is_fresh:
                self._weigh(kind, NUMBERED_WEIGHT if is_numbered else COPY_WEIGHT)
            elif not is_numbered and self._is_seen(kind, _skeleton(reason, url, text)):
                self._weigh(kind, STALE_WEIGHT)
            else:
                self._clear(kind)

    def _clear(self, kind: str) -> None:
        self._connection.execute(
            "UPDATE trap_kinds SET weight = 0, pages = 0, changed = 1 "
            "WHERE kind = ? AND weight BETWEEN 1 AND ?",
            (kind, PATIENCE - 1),
        )

    def _weigh(self, kind: str, weight: int) -> None:
        self._connection.execute(
            "INSERT INTO trap_kinds (kind, weight, pages) VALUES (?, ?, 1) ON CONFLICT (kind) DO UPDATE "
            "SET weight = weight + excluded.weight, pages = pages + 1, changed = 1",
            (kind, weight),
        )
        row = self._connection.execute(
            "SELECT weight, pages FROM trap_kinds WHERE kind = ?", (kind,)
        ).fetchone()
        if row[0] >= PATIENCE:
            self._traps()[kind] = row[1]

    def _is_seen(self, kind: str, content: str) -> bool:
        """Whether a page of this kind held the same before; it has now."""
        key = f"{kind} {content}"
        if (
            self._connection.execute("SELECT 1 FROM trap_seen WHERE content = ?", (key,)).fetchone()
            is not None
        ):
            return True
        self._connection.execute(
            "INSERT INTO trap_seen (content, kind) SELECT ?1, ?2 "
            "WHERE (SELECT count(*) FROM trap_seen WHERE kind = ?2) < ?3",
            (key, kind, _MAX_KINDS),
        )
        return False

    def _traps(self) -> dict[str, int]:
        """The kinds that are traps, and after how many pages that was plain."""
        if self._sprung is None:
            rows = self._connection.execute(
                "SELECT kind, pages FROM trap_kinds WHERE weight >= ?", (PATIENCE,)
            )
            self._sprung = dict(rows.fetchall())
        return self._sprung


def _shape(url: str) -> Failure | None:
    """Why no sane site has such a URL, or None."""
    if len(url) > MAX_CHARS:
        return Failure("too_long", f"Its URL is longer than {MAX_CHARS} characters.")
    if url.count("/") < MAX_REPEATS + 3:
        return None
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    if len(segments) > MAX_SEGMENTS:
        return Failure("too_deep", f"Its path has more than {MAX_SEGMENTS} segments.")
    if _repeats(segments):
        return Failure("repeating_path", "Its path repeats itself.")
    return None


def _repeats(segments: list[str]) -> bool:
    words = [segment for segment in segments if not segment.isdigit()]
    if any(words.count(word) > MAX_OCCURRENCES for word in set(words)):
        return True
    for size in range(1, _LONGEST_RUN + 1):
        length = size * (MAX_REPEATS + 1)
        for at in range(len(segments) - length + 1):
            run = segments[at : at + size]
            is_number = all(segment.isdigit() for segment in run)
            if segments[at : at + length] == run * (MAX_REPEATS + 1) and not is_number:
                return True
    return False


@lru_cache(maxsize=1024)
def _kinds(url: str) -> tuple[tuple[str, str], ...]:
    """The kinds of endless URL that one may be of: reason, key."""
    return tuple(_kinds_of(url))


def _kinds_of(url: str) -> Iterator[tuple[str, str]]:
    path, mark, _ = url.partition("?")
    start = path.find("/", path.find("//") + 2)
    host, rest = path[:start], url[start:]
    if mark:
        yield "query_trap", f"query {path}"
    if _DATE.search(rest):
        yield "calendar_trap", f"date {host}{re.sub(r'[0-9]+', '0', _DATE.sub('D', rest))}"
    segments = path[start + 1 :].split("/")
    token = next((at for at, segment in enumerate(segments) if _TOKEN.fullmatch(segment)), None)
    number = next((at for at, segment in enumerate(segments) if segment.isdigit()), None)
    if token is not None:
        yield "session_trap", f"session {host}/{'/'.join(segments[:token])}"
    elif number is not None:
        yield "session_trap", f"{_NUMBERED}{host}/{'/'.join(segments[:number])}"
    if len(segments) >= DEEP_SEGMENTS:
        yield "deep_trap", f"deep {host}/{'/'.join(segments[:2])}"


def _skeleton(reason: str, url: str, text: str) -> str:
    """What a page holds beside numbers, names of months and days, and, of a deep path, the words of its URL."""
    words = set(_WORD.findall(text[:_READ_CHARS].lower()))
    if reason == "calendar_trap":
        words -= _CALENDAR | _SHORT
    elif reason == "deep_trap":
        words -= set(_WORD.findall(url.lower()))
    return hashlib.sha256(" ".join(sorted(words)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
