"""A small fictional discography with known truth: albums in a chain, with dates, lengths and genres."""

from __future__ import annotations

import json
import math
from datetime import date
from typing import Any

from infoseek.linking.corpus import LinkedCorpus
from infoseek.llm.call import LlmCall, LlmResult
from infoseek.offline.roles import ROLES
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES
from tests.store.blank import blank

NAMES = (
    "Amber Tide;Brass Orchard;Copper Lantern;Dusk Parade;Ember Lane;Fable Hour;Glass Harvest;Hollow Pines;"
    "Indigo Stair;Juniper Bell;Kestrel Road;Lunar Ferry;Marble Kite;Nettle Choir;Opal Engine;Pilgrim Salt"
).split(";")
GENRES = ("jazz", "soul", "country", "jazz")


def days(year: int, month: int = 1, day: int = 1) -> float:
    return float(date(year, month, day).toordinal() - date(1970, 1, 1).toordinal())


class Pages:
    """Pages of rows only, with edges whose offsets are exact."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, Any]] = {}
        self.edges: list[dict[str, Any]] = []

    def album(self, number: int) -> None:
        page_id, name = f"p{number:02d}", NAMES[number]
        year, seconds = 1951 + number * 7 % 24, 1500 + number * 371 % 1500
        lines: list[str] = []
        rows: list[dict[str, Any]] = []

        def row(label: str, value: str) -> dict[str, Any]:
            start = sum(len(line) + 1 for line in lines)
            line = f"{label}: {value}"
            lines.append(line)
            end = start + len(line)
            rows.append(
                {
                    "label": label,
                    "start": start,
                    "end": end,
                    "value_start": end - len(value),
                    "value_end": end,
                    "box": 0,
                }
            )
            return {"start": start, "end": end, "text": line, "label": label, "page_id": page_id}

        nothing = {"low": math.nan, "high": math.nan}
        self._edge(
            page_id, "released", row("Released", str(year)), "date", str(year), days(year), days(year, 12, 31)
        )
        length = f"{seconds // 60}:{seconds % 60:02d}"
        self._edge(page_id, "length", row("Length", length), "duration", str(seconds), seconds, seconds)
        genre = GENRES[number % len(GENRES)]
        self._edge(page_id, "genre", row("Genre", genre), "term", genre, **nothing)
        if number + 1 < len(NAMES):
            value = NAMES[number + 1]
            self._edge(
                page_id,
                "followed_by",
                row("Followed by", value),
                "entity",
                value.casefold(),
                **nothing,
                object_id=f"p{number + 1:02d}",
            )
        text = "\n".join(lines)
        self.pages[page_id] = {
            "page_id": page_id,
            "title": name,
            "text": text,
            "rows": rows,
            "sentences": [],
            "links": [],
            "content_sha256": f"{number:064d}",
            "url": f"http://albums.test/{page_id}",
        }

    def _edge(
        self,
        subject: str,
        predicate: str,
        line: dict[str, Any],
        value_type: str,
        value: str,
        low: float,
        high: float,
        object_id: str = "",
    ) -> None:
        number = int(subject[1:])
        self.edges.append(
            {
                **blank(EDGES),
                **line,
                "statement_id": f"{subject}-{predicate}",
                "score": 1.0,
                "edge_id": f"{subject}-{predicate}",
                "subject_id": subject,
                "predicate": predicate,
                "object_id": object_id,
                "value_type": value_type,
                "value": value,
                "low": low,
                "high": high,
                "is_functional": predicate in ("released", "length", "followed_by"),
                "is_complete": False,
                "source": "row",
                "url": f"http://albums.test/{subject}",
                "content_sha256": f"{number:064d}",
            }
        )


def corpus() -> LinkedCorpus:
    """Sixteen albums, each followed by the next."""
    made = Pages()
    for number in range(len(NAMES)):
        made.album(number)
    entities = [
        {
            **blank(ENTITIES),
            "entity_id": key,
            "page_id": key,
            "url": page["url"],
            "name": page["title"],
            "title": page["title"],
            "type_noun": "album",
            "kind": "work",
            "is_answerable": True,
            "in_links": 1,
            "lead_start": 0,
            "lead_end": 0,
        }
        for key, page in made.pages.items()
    ]
    aliases = [
        blank(ALIASES, entity_id=row["entity_id"], alias=row["name"], source="title", count=1)
        for row in entities
    ]
    return LinkedCorpus("test-corpus", entities, made.edges, aliases, made.pages)


class OfflineAsker:
    """The offline model's rules, asked without HTTP; remembers the calls."""

    def __init__(self) -> None:
        self.calls: list[LlmCall] = []

    async def ask(self, call: LlmCall) -> LlmResult:
        self.calls.append(call)
        payload = json.loads(call.messages[-1].content)
        parsed = ROLES[payload["task"]](payload)
        return LlmResult(
            key=call.key,
            content=json.dumps(parsed),
            parsed=parsed,
            model="offline-extractive-1",
            prompt_tokens=1,
            completion_tokens=1,
            cost_usd=0.0,
            attempts=1,
        )
