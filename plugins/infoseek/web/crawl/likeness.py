"""When two pages say the same, and when one says no more than a part of the other.

What may not live here: tables, and names of pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from infoseek.web.crawl import prints
from infoseek.web.crawl.prints import Said

EXCERPT_SHARE = 0.8
"""Of a part's shingles so many stand in the whole: the rest is where its lines were put together otherwise."""
OTHER_SHARE = 0.5
CAPTION_WORDS = 15
MAX_OWN_WORDS = 2
"""Words that a part may have beside the whole: the label of a button."""

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class Page:
    title: str
    said: Said


def similarity(left: Said, right: Said) -> float:
    """The Jaccard index of two texts' shingles, 0.0 to 1.0."""
    ours, theirs = prints.shared(left, right)
    # |A∩B| / |A∪B| from the shares |A∩B|/|A| and |A∩B|/|B|.
    return 1 / (1 / ours + 1 / theirs - 1) if ours and theirs else 0.0


def still_stands(copy: Page, page: Page, least: float) -> bool:
    """Whether a page that was the copy of another one still is: nearly the same, or a part of it.

    least: the Jaccard index from which on two texts are nearly the same.
    """
    return (similarity(copy.said, page.said) >= least and agree(copy, page)) or is_part(copy, page) is True


def agree(one: Page, other: Page) -> bool:
    """Whether two pages, title and all, have no numbers of their own, and one of them no words of its own."""
    if sorted(_DIGITS.findall(one.title)) != sorted(_DIGITS.findall(other.title)):
        return False
    ours, theirs = (prints.joined(page.said, prints.said(page.title)) for page in (one, other))
    (our_words, our_numbers), (their_words, their_numbers) = (
        prints.own(ours, theirs),
        prints.own(theirs, ours),
    )
    return not (our_numbers or their_numbers) and not (our_words and their_words)


def is_part(part: Page, whole: Page) -> bool | None:
    """Whether `part` says nothing beside `whole` and its title: True, False, or None where that cannot be told.

    A part of a few words is a caption: it is one of that page's if both have one title and it knows all words.
    A number that the whole does not know makes no part: it may be what changed.
    """
    if not len(part.said.words) or not len(whole.said.words):
        return None
    told = prints.joined(whole.said, prints.said(whole.title))
    words, _ = prints.own(part.said, told)
    share, _ = prints.shared(part.said, whole.said)
    is_caption = len(part.said.words) <= CAPTION_WORDS and part.title == whole.title != ""
    if (is_caption and not words) or (share >= EXCERPT_SHARE and words <= MAX_OWN_WORDS):
        return None if prints.own_numbers(part.said, told) else True
    return False if share < OTHER_SHARE and words > MAX_OWN_WORDS else None
