"""A small fictional corpus with exact offsets, and one good question on it; shared by gate and release tests.

What may not live here: assertions.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pyarrow as pa

from infoseek.agents.reader import Reading, stored
from infoseek.gates.corpus import PAGE_COLUMNS, GateCorpus
from infoseek.linking.naming.names import fold_name
from infoseek.store.manifests import content_hash
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, PAGES
from infoseek.tree.claim import Claim, Constraint, Evidence
from infoseek.tree.edits import AddRoot, Blur, Constrain, Edit, Extend, Finish, dump_edits
from infoseek.tree.hcsp import problem_kind
from infoseek.tree.research_tree import ResearchTree
from infoseek.tree.vertex import Vertex
from tests.store.blank import blank

BATCH = "2026-11-05"
LINKED = "linked-key"
Row = dict[str, Any]


def day(text: str) -> float:
    """An ISO date as days since 1970-01-01."""
    return float((date.fromisoformat(text) - date(1970, 1, 1)).days)


@dataclass
class World:
    """Pages, entities, aliases and edges under construction; `state` writes a row and the edge read off it."""

    texts: dict[str, str] = field(default_factory=dict)
    entities: dict[str, Row] = field(default_factory=dict)
    aliases: list[Row] = field(default_factory=list)
    edges: list[Row] = field(default_factory=list)

    def entity(
        self, entity_id: str, name: str, type_noun: str, aliases: Iterable[tuple[str, str]] = ()
    ) -> None:
        """A page and its entity. aliases: (name, source), beside its own name."""
        self.texts[entity_id] = name
        self.entities[entity_id] = {
            **blank(ENTITIES),
            "entity_id": entity_id,
            "page_id": entity_id,
            "url": f"http://books.example/{entity_id}",
            "name": name,
            "title": f"{name} ({type_noun})",
            "type_noun": type_noun,
            "kind": "person" if type_noun == "novelist" else "work",
            "is_answerable": True,
            "in_links": 1,
            "lead_start": 0,
            "lead_end": 0,
        }
        for alias, source in [(name, "name"), *aliases]:
            self.aliases.append(
                blank(
                    ALIASES, entity_id=entity_id, alias=alias, source=source, count=1, folded=fold_name(alias)
                )
            )

    def state(
        self,
        subject: str,
        predicate: str,
        value: str,
        *,
        object_id: str = "",
        bounds: tuple[float, float] = (math.nan, math.nan),
        is_functional: bool = True,
        value_type: str = "",
    ) -> None:
        """Write the row "predicate: value" on the subject's page, with its edge. value_type: told by the rest."""
        line = f"{predicate}: {value}"
        start = len(self.texts[subject]) + 1
        self.texts[subject] += f"\n{line}"
        self.edges.append(
            {
                **blank(EDGES),
                "edge_id": content_hash([subject, predicate, value, start]),
                "statement_id": content_hash([subject, predicate, value]),
                "score": 1.0,
                "subject_id": subject,
                "predicate": predicate,
                "object_id": object_id,
                "value_type": value_type
                or ("entity" if object_id else "name" if math.isnan(bounds[0]) else "number"),
                "value": value.casefold(),
                "low": bounds[0],
                "high": bounds[1],
                "is_functional": is_functional,
                "is_complete": False,
                "source": "row",
                "label": predicate,
                "page_id": subject,
                "url": self.entities[subject]["url"],
                "content_sha256": "",
                "start": start,
                "end": start + len(line),
                "text": line,
            }
        )

    def number(self, subject: str, predicate: str, value: float) -> None:
        self.state(subject, predicate, f"{value:g}", bounds=(value, value))

    def born(self, subject: str, when: str) -> None:
        self.state(subject, "born", when, bounds=(day(when), day(when)), value_type="date")

    def year(self, subject: str, year: int) -> None:
        bounds = (day(f"{year}-01-01"), day(f"{year}-12-31"))
        self.state(subject, "published", str(year), bounds=bounds, value_type="date")

    def author(self, subject: str, author: str) -> None:
        self.state(subject, "author", self.entities[author]["name"], object_id=author)

    def sha(self, page_id: str) -> str:
        return hashlib.sha256(self.texts[page_id].encode()).hexdigest()

    def edge_rows(self) -> list[Row]:
        """The edges, with the hashes of the finished pages."""
        return [{**edge, "content_sha256": self.sha(edge["page_id"])} for edge in self.edges]

    def drop(self, subject: str, predicate: str) -> None:
        """Forget what is stated of one predicate; the page keeps its line."""
        self.edges = [e for e in self.edges if (e["subject_id"], e["predicate"]) != (subject, predicate)]

    def evidence(self, subject: str, predicate: str) -> Evidence:
        edge = next(e for e in self.edge_rows() if (e["subject_id"], e["predicate"]) == (subject, predicate))
        return Evidence(**{name: edge[name] for name in Evidence.model_fields})

    def page_rows(self) -> list[Row]:
        return [
            {
                **{column.name: [] if pa.types.is_list(column.type) else "" for column in PAGES.columns},
                "page_id": page,
                "url": self.entities[page]["url"],
                "title": self.entities[page]["title"],
                "text": text,
                "language": "en",
                "content_sha256": self.sha(page),
                "text_sha256": self.sha(page),
                "size_bytes": len(text.encode()),
                "warc_offset": 0,
                "warc_length": 1,
                "batch_id": BATCH,
            }
            for page, text in self.texts.items()
        ]

    def corpus(self) -> GateCorpus:
        """The corpus as the gate sees it, without a store."""
        pages = pa.Table.from_pylist(
            [{name: page[name] for name in PAGE_COLUMNS} for page in self.page_rows()],
            schema=pa.schema([PAGES.schema.field(name) for name in PAGE_COLUMNS]),
        )
        return GateCorpus(
            list(self.entities.values()),
            self.edge_rows(),
            self.aliases,
            pages,
            linked=LINKED,
            snapshot="snap",
        )


def books() -> World:
    """Three novelists and five novels; "The Salt Ledger" is the only one that `good_tree` describes."""
    world = World()
    world.entity("quill", "Ada Quill", "novelist", [("Quill", "short"), ("A. M. Quill", "redirect")])
    world.entity("vane", "Tom Vane", "novelist", [("Vane", "short")])
    world.entity("sol", "Mira Sol", "novelist", [("Sol", "short")])
    world.entity(
        "salt", "The Salt Ledger", "novel", [("Le Registre du sel", "redirect"), ("novel", "anchor")]
    )
    world.entity("tides", "Winter Tides", "novel")
    world.entity("copper", "Copper Rain", "novel")
    world.entity("glass", "Glass Orchard", "novel")
    world.entity("ferry", "Night Ferry", "novel")
    for author, born in (("quill", "1893-04-02"), ("vane", "1895-11-30"), ("sol", "1911-07-19")):
        world.born(author, born)
    for novel, author, year, pages in (
        ("salt", "quill", 1931, 240),
        ("tides", "quill", 1952, 260),
        ("copper", "vane", 1933, 410),
        ("glass", "sol", 1936, 250),
        ("ferry", "vane", 1947, 300),
    ):
        world.author(novel, author)
        world.year(novel, year)
        world.number(novel, "pages", pages)
    return world


def entity_vertex(world: World, vertex_id: str, entity_id: str) -> Vertex:
    row = world.entities[entity_id]
    return Vertex(
        id=vertex_id,
        kind="entity",
        name=row["name"],
        entity_id=entity_id,
        type_noun=row["type_noun"],
        visibility="hidden",
    )


def attribute(vertex_id: str, name: str) -> Vertex:
    return Vertex(id=vertex_id, kind="attribute", name=name, visibility="given")


def ranged(predicate: str, low: float, high: float) -> Constraint:
    return Constraint(form="range", predicate=predicate, low=low, high=high)


def related(predicate: str, direction: Literal["forward", "inverse"] = "forward") -> Constraint:
    return Constraint(form="relation", predicate=predicate, direction=direction)


def claim(world: World, text: str, constraint: Constraint, subject: str) -> Claim:
    """A claim that cites the row of the subject that states its predicate."""
    return Claim(text=text, constraint=constraint, evidence=(world.evidence(subject, constraint.predicate),))


def good_edits(world: World) -> list[Edit]:
    """The Salt Ledger: by someone born in the 1890s, published in the 1930s, of 200 to 300 pages."""
    born = day("1893-04-02")
    return [
        AddRoot(vertex=entity_vertex(world, "A", "salt")),
        Extend(
            parent="A",
            vertex=entity_vertex(world, "B", "quill"),
            claim=claim(world, "A was written by B", related("author"), "salt"),
            candidates=2,
        ),
        Constrain(
            parent="B",
            vertex=attribute("C", "1893-04-02"),
            claim=claim(world, "B was born on that day", ranged("born", born, born), "quill"),
            candidates=1,
        ),
        Constrain(
            parent="A",
            vertex=attribute("D", "1931"),
            claim=claim(
                world,
                "A was published that year",
                ranged("published", day("1931-01-01"), day("1931-12-31")),
                "salt",
            ),
            candidates=1,
        ),
        Constrain(
            parent="A",
            vertex=attribute("E", "240"),
            claim=claim(world, "A has so many pages", ranged("pages", 240, 240), "salt"),
            candidates=1,
        ),
        Finish(),
        blurred("C", ranged("born", day("1890-01-01"), day("1899-12-31")), "was born in the 1890s"),
        blurred("D", ranged("published", day("1930-01-01"), day("1939-12-31")), "was published in the 1930s"),
        blurred("E", ranged("pages", 200, 300), "has 200 to 300 pages"),
    ]


def blurred(child: str, constraint: Constraint, text: str) -> Blur:
    return Blur(child=child, strategy="band", constraint=constraint, text=text, before=1, after=3)


QUESTION = (
    "A novelist was born in the 1890s. Which novel of between 200 and 300 pages, "
    "published in the 1930s, is by that novelist?"
)
_CLUE = {
    "direction": "forward",
    "to": "",
    "value": "",
    "low": None,
    "high": None,
    "unit": "",
    "other": "",
    "through": "",
}
READING = Reading.model_validate(
    {
        "things": [{"id": "author", "type": "novelist"}, {"id": "book", "type": "novel"}],
        "asked": "book",
        "clues": [
            {**_CLUE, "thing": "book", "form": "relation", "predicate": "author", "to": "author"},
            {
                **_CLUE,
                "thing": "author",
                "form": "range",
                "predicate": "born",
                "low": 1890,
                "high": 1899,
                "unit": "years",
            },
            {
                **_CLUE,
                "thing": "book",
                "form": "range",
                "predicate": "published",
                "low": 1930,
                "high": 1939,
                "unit": "years",
            },
            {
                **_CLUE,
                "thing": "book",
                "form": "range",
                "predicate": "pages",
                "low": 200,
                "high": 300,
                "unit": "count",
            },
        ],
    }
)
"""What QUESTION says."""


def question_row(world: World, edits: list[Edit] | None = None, /, **changed: Any) -> Row:
    """A row of blurred__questions for these edits; `changed` replaces columns. The reading is of its question."""
    edits = edits or good_edits(world)
    tree = ResearchTree.replay(edits)
    root = tree.root
    sub = {"vertex": "B", "question": "Which writer was born in the 1890s?", "answer": "Ada Quill"}
    row = {
        "question_id": content_hash([dump_edits(edits), QUESTION]),
        "tree_id": content_hash(dump_edits(edits)),
        "batch_id": BATCH,
        "question": QUESTION,
        "answer": root.name,
        "answer_id": root.entity_id,
        "answer_aliases": [root.name],
        "sub_questions": json.dumps([sub]),
        "reading": "",
        "kind": problem_kind(tree),
        "vertices": len(tree.vertices),
        "hops": tree.hops,
        "tree": json.dumps(tree.as_dict()),
        "edits": dump_edits(edits),
        "model": "offline-extractive-1",
        "corpus": LINKED,
    }
    question = changed.get("question", QUESTION)
    reading = stored(question, READING, "offline-extractive-1") if isinstance(question, str) else ""
    return {**row, "reading": reading, **changed}
