"""The suites over the linked tables: what their rows must look like, and how good a batch's linking must be.

What may not live here: running them (linked_gate.py), computing the measures (infoseek.linking.report).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import great_expectations as gx
import pandas as pd
from great_expectations import expectations as gxe
from great_expectations.expectations.expectation import Expectation

from infoseek.linking.predicates.lexicon import PREDICATES
from infoseek.linking.report import DRIFTING, MEANINGS
from infoseek.settings import LinkSettings
from infoseek.store.schemas import ALIASES, EDGES, ENTITIES, MENTIONS, Table

MEASURES = "linked measures"

_KINDS = ["person", "work", "place", "organisation", "event", "thing", "unknown", "list"]
_TYPED_BY = ["lead", "box", "category", "title", ""]
_NAME_SOURCES = "title name redirect bold declared anchor short acronym inflected transliteration".split()
_MENTION_SOURCES = ["link", "name", "subject"]
_EDGE_SOURCES = ["row", "lead", "list", "sentence"]
_VALUE_TYPES = ["entity", "name", "place", "date", "duration", "number", "term"]


@dataclass(frozen=True)
class Bound:
    """What a measure must lie between; None for no bound. A measure that is not there is not judged."""

    least: float | None = None
    most: float | None = None


def bounds(settings: LinkSettings) -> dict[str, Bound]:
    """The bounds of the report's measures, by column of the measures' frame."""
    return {
        "accuracy": Bound(least=settings.least_accuracy),
        "typed": Bound(least=settings.least_typed),
        "orphans": Bound(most=settings.most_orphans),
        "ambiguous": Bound(most=settings.most_ambiguous),
        "broken": Bound(most=0),
        **{f"drift of {name}": Bound(most=settings.most_drift) for name in DRIFTING},
    }


def measures_frame(report: Mapping[tuple[str, str], float], columns: list[str]) -> pd.DataFrame:
    """One row: the judged measures, NaN where there is none; `broken` is the sum of its counts."""
    values = {name: report.get((name, ""), float("nan")) for name in columns}
    values["broken"] = sum(value for (name, _), value in report.items() if name == "broken")
    values |= {f"drift of {name}": report.get(("drift", name), float("nan")) for name in DRIFTING}
    return pd.DataFrame([{"measures": "batch", **values}])


def measures_suite(settings: LinkSettings) -> gx.ExpectationSuite:
    """The suite over `measures_frame`; an expectation's meta names its measure."""
    return gx.ExpectationSuite(
        MEASURES,
        expectations=[
            gxe.ExpectColumnValuesToBeBetween(
                column=name,
                min_value=bound.least,
                max_value=bound.most,
                description=f"{_said(name)} is {_within(bound)}",
                meta={"measure": name},
            )
            for name, bound in bounds(settings).items()
        ],
    )


def _said(name: str) -> str:
    return f"the {name}" if name.startswith("drift of ") else f"the {MEANINGS[name]} ({name})"


def _within(bound: Bound) -> str:
    parts = [f"at least {bound.least:g}"] if bound.least is not None else []
    return " and ".join(parts + ([f"at most {bound.most:g}"] if bound.most is not None else []))


def rows_suites() -> dict[Table, gx.ExpectationSuite]:
    """For each linked table, what any of its rows must look like."""
    return {
        ENTITIES: _suite(
            ENTITIES,
            gxe.ExpectColumnValuesToBeUnique(column="entity_id", description="an entity's id is its own"),
            _not_empty("entity_id", "an entity has an id"),
            _one_of("kind", _KINDS, "an entity is of a known kind"),
            _one_of("type_source", _TYPED_BY, "a type comes from a known place"),
            _from("in_links", 0, None, "links are counted"),
            _from("page_rank", 0, None, "a rank is a positive number"),
        ),
        ALIASES: _suite(
            ALIASES,
            _not_empty("alias", "a name has letters"),
            _not_empty("folded", "a name has letters when folded"),
            _one_of("source", _NAME_SOURCES, "a name comes from a known place"),
            _from("prior", 0, 1, "a prior is a probability"),
            _from("count", 1, None, "a name was seen"),
        ),
        MENTIONS: _suite(
            MENTIONS,
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="end", column_B="start", description="a mention spans something"
            ),
            _one_of("source", _MENTION_SOURCES, "a mention comes from a known place"),
            _from("score", 0, 1, "a score is a probability"),
        ),
        EDGES: _suite(
            EDGES,
            gxe.ExpectColumnValuesToBeUnique(column="edge_id", description="an edge's id is its own"),
            _not_empty("statement_id", "an edge belongs to a statement"),
            _one_of("predicate", sorted(PREDICATES), "a predicate stands in the lexicon"),
            _one_of("source", _EDGE_SOURCES, "an edge comes from a known place"),
            _one_of("value_type", _VALUE_TYPES, "a value is of a known type"),
            _from("score", 0, 1, "a score is a probability"),
            _not_empty("text", "an edge cites what it was read off"),
        ),
    }


def _suite(table: Table, *expectations: Expectation) -> gx.ExpectationSuite:
    return gx.ExpectationSuite(f"linked {table.name}", expectations=list(expectations))


def _not_empty(column: str, description: str) -> Expectation:
    return gxe.ExpectColumnValueLengthsToBeBetween(column=column, min_value=1, description=description)


def _one_of(column: str, values: list[str], description: str) -> Expectation:
    return gxe.ExpectColumnValuesToBeInSet(column=column, value_set=values, description=description)


def _from(column: str, least: float, most: float | None, description: str) -> Expectation:
    return gxe.ExpectColumnValuesToBeBetween(
        column=column, min_value=least, max_value=most, description=description
    )
