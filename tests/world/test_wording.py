"""The texts that pages are written from, and how alike the pages are."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from itertools import combinations

from infoseek.world.build import build_world
from infoseek.world.kinds import FAMILIES, FAMILY_OF, ROWS
from infoseek.world.slots import WORDS
from infoseek.world.wording import WORDING

MEAN_LIMIT, MOST_LIMIT = 0.05, 0.25
PROSE = re.compile(r"<p>(.*?)</p>", re.DOTALL)
PREDICATES = {predicate for rows in ROWS.values() for _, predicate in rows}


def grams(html: str) -> set[tuple[str, ...]]:
    """The runs of eight words in a page's paragraphs."""
    words = re.findall(r"\w+", re.sub(r"<[^>]+>", "", " ".join(PROSE.findall(html))))
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}


def test_no_two_pages_of_a_kind_read_alike() -> None:
    """Of pages of one kind, drawn in pairs, few share any run of eight words, and none more than a quarter."""
    by_kind = defaultdict(list)
    for page in build_world(800, 5).pages.values():
        if page.kind in FAMILY_OF:
            by_kind[page.kind].append(page)
    rng = random.Random(5)
    alike = []
    for pages in by_kind.values():
        drawn = [grams(page.html) for page in rng.sample(pages, min(8, len(pages)))]
        alike += [len(one & other) / len(one | other) for one, other in combinations(drawn, 2)]
    assert len(alike) > 200
    assert sum(alike) / len(alike) < MEAN_LIMIT
    assert max(alike) < MOST_LIMIT


def test_every_kind_can_be_told_without_a_single_fact() -> None:
    """Each kind has a lead and sentences for each section's page that need no stated fact."""
    free = {"elsewhere", "further", "peer", *WORDS}
    for kind in FAMILY_OF:
        wording = WORDING[kind]
        assert any(each.needs <= free for each in wording.leads), kind
        assert any(each.needs <= free for each in wording.after), kind
        assert sum(each.needs <= free for section in wording.sections for each in section.sentences) >= 5, (
            kind
        )


def test_every_slot_can_be_filled() -> None:
    """Each slot is a known word, a predicate, or something that points here, of a known kind or family."""
    for kind, wording in WORDING.items():
        sentences = [each for section in wording.sections for each in section.sentences]
        for name in set().union(*(each.needs for each in (*wording.leads, *wording.after, *sentences))):
            if name in WORDS:
                continue
            name, _, of = name.partition("@")
            assert not of or of in FAMILIES or of in FAMILY_OF, (kind, name, of)
            name = name.partition(".")[0].removesuffix("_other").removesuffix("_of")
            assert name.removeprefix("when_").removeprefix("year_") in PREDICATES, (kind, name)


def test_no_lead_says_something_that_is_not_a_fact() -> None:
    """First sentences hold no digits and no years but those of slots."""
    for wording in WORDING.values():
        for lead in wording.leads:
            assert not re.search(r"\d", str(lead.parts))
