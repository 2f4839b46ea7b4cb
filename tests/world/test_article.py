"""The page of a thing: it states what it should, and nothing that is left off."""

from __future__ import annotations

import re
from html import unescape

import pytest

from infoseek.world.build import build_world
from infoseek.world.kinds import FAMILY_OF, written
from infoseek.world.truth import Fact, World

BOX = re.compile(r'<table class="infobox">.*?</table>', re.DOTALL)
FURNITURE = re.compile(
    r'<header.*?</header>|<div class="(?:hatnote|navbox)".*?</div>|<footer.*?</footer>|<svg.*?</svg>',
    re.DOTALL,
)
LISTED = re.compile(r"<ul.*?</ul>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def own_part(html: str) -> str:
    """A page without its furniture: navigation boxes show the works of one maker, whatever else holds among them."""
    return FURNITURE.sub("", html)


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(400, 6, left_out=0.3)


def shown(fact: Fact) -> set[str]:
    return {written(fact, is_month_first) for is_month_first in (True, False)}


def test_every_stated_fact_stands_in_the_box_of_its_page(world: World) -> None:
    """Values are written in the box of the page they are about, and lead to their page where they have one."""
    for fact in world.facts:
        if fact.is_stated:
            (box,) = BOX.findall(world.pages[fact.subject].html)
            assert any(text in unescape(TAG.sub(" ", box)) for text in shown(fact)), fact
            assert f'href="{fact.object}"' in unescape(box) or not fact.object


def test_a_relation_left_off_leaves_no_link_at_either_end(world: World) -> None:
    """Neither the subject's page nor the object's links the other, unless a stated fact relates the two as well."""
    related = {frozenset((f.subject, f.object)) for f in world.facts if f.is_stated and f.object}
    left_off = [f for f in world.facts if not f.is_stated and f.object]
    assert len(left_off) > 100
    parts = {
        path: unescape(own_part(page.html)) for path, page in world.pages.items() if page.kind in FAMILY_OF
    }
    for fact in left_off:
        if frozenset((fact.subject, fact.object)) not in related:
            assert f'href="{fact.object}"' not in parts[fact.subject], fact
            assert f'href="{fact.subject}"' not in parts[fact.object], fact


def test_a_value_left_off_is_not_told_elsewhere_on_the_page(world: World) -> None:
    """No date, year, number or name that is left off stands in the page's box or prose; lists are of other things."""
    stated: dict[str, set[str]] = {}
    for fact in world.facts:
        if fact.is_stated and fact.value_type == "date":
            stated.setdefault(fact.subject, set()).add(fact.value[:4])
    left_off = [f for f in world.facts if not f.is_stated and f.value_type in ("date", "number", "name")]
    assert len(left_off) > 100
    for fact in left_off:
        text = unescape(TAG.sub(" ", LISTED.sub("", own_part(world.pages[fact.subject].html))))
        if fact.value_type == "date" and fact.value[:4] not in stated.get(fact.subject, ()):
            assert fact.value[:4] not in text, fact
        if fact.value_type != "date" and fact.predicate != "pages":
            assert not any(re.search(rf"(?<![\d:]){re.escape(value)}", text) for value in shown(fact)), fact


def test_a_term_left_off_stands_neither_in_the_box_nor_in_the_lead(world: World) -> None:
    """Occupations, genres and the like that are left off are missing from box and first sentence."""
    left_off = [f for f in world.facts if not f.is_stated and f.value_type == "term"]
    assert left_off
    for fact in left_off:
        html = world.pages[fact.subject].html
        lead = html.partition("<p>")[2].partition(".")[0]
        assert fact.value not in TAG.sub(" ", BOX.findall(html)[0])
        assert fact.value.lower() not in TAG.sub(" ", lead).lower().split()


def test_the_kind_is_told_whatever_is_left_off(world: World) -> None:
    """The lead of every article says what it is about by its kind."""
    for page in world.pages.values():
        if page.kind in FAMILY_OF:
            lead = TAG.sub("", page.html.partition("<p>")[2].partition("</p>")[0])
            assert re.search(rf"(?:is|was) an? (?:\d{{4}} )?{page.kind}\b", lead), lead


def test_names_are_escaped(world: World) -> None:
    """Ampersands of names stand in no page unescaped."""
    named = [page for page in world.pages.values() if "&" in page.title]
    assert named
    for page in world.pages.values():
        assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", page.html)


def test_pages_load_nothing_from_elsewhere(world: World) -> None:
    """No page has a script, an image file or an address of another host."""
    for page in world.pages.values():
        assert not re.search(r"<script|<img|<iframe|https?://|\son\w+=", page.html)
