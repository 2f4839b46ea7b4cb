"""Pages that are about no one thing: lists, indexes, and those that tell things of one name apart.

What lives here: recognising them by title, lead, categories and shape. What may not: what an article is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from infoseek.linking.page import Page

LEAST_ITEMS = 8
LIST_SHARE = 0.8
LEAST_ENTRIES, ENTRY_SHARE = 50, 0.35
_NAME_IS_SPOKEN_OF = 120

_LIST_TITLE = re.compile(
    r"^(?:lists? of|index of|outline of|timeline of|glossary of|category:|portal:|special:|comparison of|"
    r"country comparison\b)"
    r"|\b(?:discography|filmography|bibliography|videography|disambiguation|index|gallery of)\b",
    re.IGNORECASE,
)
_LIST_LEAD = re.compile(
    r"^this is an? (?:[\w-]+ ){0,4}?(?:list|discography|index)\b"
    r"|^(?:the following|below|here) (?:is|are) (?:an? |the )?(?:[\w-]+ ){0,3}?(?:list|index)\b"
    r"|\b(?:is|are) (?:an? )?(?:[\w-]+ ){0,3}?(?:list|index|disambiguation page) of\b"
    r"|^(?:this (?:page|entry|list|article) (?:is an? )?(?:lists?|collects|indexes|includes)\b|country comparison ::)",
    re.IGNORECASE,
)
_LIST_CATEGORY = re.compile(
    r"^(?:lists?\b|indexes\b|guest list|discographies\b|filmographies\b)", re.IGNORECASE
)
# The same in the languages of the larger Wikipedias.
_APART_TITLE = re.compile(
    r"\((?:disambiguation|homonymie|begriffsklärung|desambiguaci[oó]n|desambiguação|disambigua|doorverwijspagina|"
    r"значения|olika betydelser|ujednoznacznienie|surname|given name|family name|first name|name)\)\s*$",
    re.IGNORECASE,
)
_APART_LEAD = re.compile(
    r"\b(?:may|can|could|might) (?:also )?(?:refer to|mean|stand for)\b|\b(?:usually |most often |commonly )?refers to:"
    r"|\bhas (?:several|multiple|different|many) meanings\b|\bis an? (?:[\w-]+ ){0,2}?(?:surname|given name|disambiguation page)\b"
    r"|\b(?:peut désigner|peut faire référence à|bezeichnet:|steht für|puede referirse a|può riferirsi a|"
    r"pode referir-se a|kan verwijzen naar|kan syfta på|может означать|многозначный термин)",
    re.IGNORECASE,
)
_APART_CATEGORY = re.compile(
    r"\b(?:disambiguation|homonymie|begriffsklärung|desambiguación|surnames|given names)\b", re.IGNORECASE
)


def is_disambiguation(page: Page) -> bool:
    """True of a page that only tells things of one name apart: by its title, its lead, its categories."""
    if _APART_TITLE.search(page.title) or any(map(_APART_CATEGORY.search, page.categories)):
        return True
    return bool(_APART_LEAD.search(page.lead_text[:_NAME_IS_SPOKEN_OF]))


def is_called_list(page: Page) -> bool:
    """True of a page whose title, lead or categories call it a list, an index or a disambiguation page."""
    if _LIST_TITLE.search(page.title) or _LIST_LEAD.search(page.lead_text[:400]):
        return True
    return is_disambiguation(page) or any(map(_LIST_CATEGORY.match, page.categories))


def is_shaped_as_list(page: Page) -> bool:
    """True where nearly all of a page's sentences are list items that begin with a link.

    Also where a great many lines do, each before what is said of its target, as in a table of all countries.
    """
    starts = sorted(link.start for link in page.links)
    linked = items = items_linked = 0
    for sentence in page.sentences:
        at = bisect_left(starts, sentence.start)
        begins = at < len(starts) and starts[at] < min(sentence.start + 3, sentence.end)
        linked += begins
        items += sentence.kind == "list"
        items_linked += begins and sentence.kind == "list"
    if linked >= LEAST_ENTRIES and linked >= ENTRY_SHARE * len(page.sentences):
        return True
    return (
        items >= LEAST_ITEMS
        and items >= LIST_SHARE * len(page.sentences)
        and items_linked >= LIST_SHARE * items
    )
