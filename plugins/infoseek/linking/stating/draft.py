"""Drafts of edges: statements read from one page, before their objects are resolved over the corpus.

What lives here: the draft and how one is made. What may not: how pages are read (row_edges, lead_edges, …).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from infoseek.linking.kinds.entities import Description
from infoseek.linking.page import Page
from infoseek.linking.predicates.lexicon import Predicate
from infoseek.linking.stating.name_lists import Name
from infoseek.linking.values.dates import DateSpan
from infoseek.linking.values.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a page states something: source is row, lead or list; label the row's label as written."""

    start: int
    end: int
    source: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement about a page's own entity; the value columns are those of linked__edges.

    target_url: the link that stands for the object, or "".
    families: what the object may be (`Description.family`); empty for values.
    needs_object: the statement counts only if its object is a page of the corpus.
    unit, is_volatile, as_of, score: as in linked__edges.
    subject_id, object_id: the entities where a mention has told them already; "" for the page's own subject,
    and for an object that is still to be resolved.
    """

    predicate: str
    target_url: str
    value_type: str
    value: str
    low: float
    high: float
    is_functional: bool
    is_complete: bool
    source: str
    label: str
    start: int
    end: int
    text: str
    families: tuple[str, ...]
    needs_object: bool
    unit: str = ""
    is_volatile: bool = False
    as_of: str = ""
    score: float = 1.0
    subject_id: str = ""
    object_id: str = ""


def name_draft(
    page: Page,
    entity: Description,
    predicate: Predicate,
    name: Name,
    evidence: Evidence,
    *,
    is_complete: bool = False,
    needs_object: bool = False,
    as_of: str = "",
) -> Draft:
    """A statement that points to a named thing."""
    families = {entity.family if family == "same" else family for family in predicate.objects}
    # What can only be a place is one, though no page tells which.
    value_type = "place" if predicate.objects == {"place"} else "name"
    return _draft(
        page,
        predicate,
        evidence,
        (value_type, name.folded, math.nan, math.nan),
        target_url=name.target_url,
        families=tuple(sorted(families - {""})),
        is_complete=is_complete,
        needs_object=needs_object,
        as_of=as_of,
    )


def term_draft(
    page: Page,
    predicate: Predicate,
    term: str,
    evidence: Evidence,
    *,
    is_complete: bool = False,
    as_of: str = "",
) -> Draft:
    """A statement whose value is a term, such as a genre."""
    value = ("term", term, math.nan, math.nan)
    return _draft(page, predicate, evidence, value, is_complete=is_complete, as_of=as_of)


def number_draft(
    page: Page,
    predicate: Predicate,
    quantity: DateSpan | Quantity,
    evidence: Evidence,
    *,
    is_complete: bool = False,
    as_of: str = "",
) -> Draft:
    """A statement whose value is a date, a duration or a number; one that is not sure refutes no other."""
    value_type = predicate.range if predicate.range in ("date", "duration") else "number"
    value = (value_type, quantity.value, quantity.low, quantity.high)
    is_sure = not isinstance(quantity, DateSpan) or quantity.is_sure
    return _draft(page, predicate, evidence, value, is_complete=is_complete, as_of=as_of, is_sure=is_sure)


def _draft(
    page: Page,
    predicate: Predicate,
    evidence: Evidence,
    value: tuple[str, str, float, float],
    *,
    target_url: str = "",
    families: tuple[str, ...] = (),
    is_complete: bool = False,
    needs_object: bool = False,
    as_of: str = "",
    is_sure: bool = True,
) -> Draft:
    return Draft(
        predicate=predicate.name,
        target_url=target_url,
        value_type=value[0],
        value=value[1],
        low=value[2],
        high=value[3],
        is_functional=predicate.is_functional and is_sure,
        is_complete=is_complete and is_sure,
        source=evidence.source,
        label=evidence.label,
        start=evidence.start,
        end=evidence.end,
        text=page.text[evidence.start : evidence.end],
        families=families,
        needs_object=needs_object,
        unit=predicate.unit,
        is_volatile=predicate.is_volatile,
        as_of=as_of,
    )
