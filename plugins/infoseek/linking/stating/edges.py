"""All statements a page makes about its own entity. What may not live here: resolving objects over the corpus."""

from __future__ import annotations

from infoseek.linking.kinds.entities import Description
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.stating.draft import Draft
from infoseek.linking.stating.lead_edges import lead_drafts
from infoseek.linking.stating.list_edges import list_drafts
from infoseek.linking.stating.row_edges import row_drafts


def page_drafts(page: Page, entity: Description) -> list[Draft]:
    """The drafts of a page's edges in the order of their evidence, each value of a span once; none for lists."""
    if not entity.is_answerable:
        return []
    drafts = [*row_drafts(page, entity), *lead_drafts(page, entity), *list_drafts(page, entity)]
    own = {fold_name(entity.name), fold_name(entity.title)}
    found: dict[tuple[str, str, int, int], Draft] = {}
    for draft in drafts:
        if not _is_of_itself(draft, page, own):
            found.setdefault((draft.predicate, draft.value, draft.start, draft.end), draft)
    return sorted(found.values(), key=lambda draft: (draft.start, draft.end))


def _is_of_itself(draft: Draft, page: Page, own: set[str]) -> bool:
    """A single's box names the single itself as its A-side; nothing comes before or on itself."""
    urls = {page.url, *page.aliases_urls}
    is_same_family = draft.predicate in ("a_side", "b_side", "preceded_by", "followed_by")
    return draft.target_url in urls or (is_same_family and not draft.target_url and draft.value in own)
