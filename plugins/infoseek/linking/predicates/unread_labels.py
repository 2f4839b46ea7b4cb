"""Labels of rows that state no predicate: what the lexicon lacks. What may not live here: reading values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from infoseek.linking.kinds.entities import describe
from infoseek.linking.page import Page
from infoseek.linking.predicates.labels import BELOW, normal_label
from infoseek.linking.predicates.lexicon import predicates_of
from infoseek.linking.stating.chronology import is_chronology


def unread_labels(pages: Iterable[Page]) -> Counter[str]:
    """How many rows of answerable pages have a label that states nothing of a thing of the page's type.

    By label in its normal form, that of the heading above it before it ("area › rank"); a row of such a label
    makes no edge. Labels that repeat on many pages and state a fact belong into the lexicon.
    """
    found: Counter[str] = Counter()
    for page in pages:
        entity = describe(page)
        if entity.is_answerable:
            found.update(labels_unread(page, entity.type_noun))
    return found


def labels_unread(page: Page, type_noun: str) -> list[str]:
    """The unread labels of one page's rows, in order, as often as they stand there."""
    unread = []
    for row in page.rows:
        if not row.label.strip() or is_chronology(row.label):
            continue
        if not predicates_of(row.label, type_noun, row.group):
            label = normal_label(row.label)
            unread.append(f"{normal_label(row.group)}{BELOW}{label}" if row.group.strip() else label)
    return unread
