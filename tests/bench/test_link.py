"""What linking is held against."""

from __future__ import annotations

from infoseek.bench.link import other_names
from infoseek.world.truth import Page, World


def web(*, text: str, link: str = "/marlow") -> World:
    """Two pages and three redirects to the second."""
    pages = {
        "/start": Page("/start", "Start", "list", lambda: f"<body><a href='{link}'>a novelist</a></body>"),
        "/marlow": Page("/marlow", "The Ada Marlow", "novelist", lambda: f"<body>{text}</body>"),
    }
    redirects = dict.fromkeys(("/", "/Marlow,_Ada", "/Ada_Marlow", "/Dora_Fell"), "/marlow")
    return World(start="/start", pages=pages, redirects=redirects, dead=frozenset(), facts=())


def test_a_name_that_no_page_tells_is_not_asked_for() -> None:
    """Redirects that nothing leads through are known to nobody; part of a title is no other name."""
    assert other_names(web(text="The Ada Marlow is by Marlow. Ada wrote it.")) == {}


def test_a_name_in_the_pages_text_is_asked_for() -> None:
    """Also called Dora Fell: linking has to know."""
    assert other_names(web(text="Ada Marlow, born <b>Dora Fell</b>")) == {"/marlow": {"dora fell"}}


def test_a_redirect_that_a_link_leads_through_is_asked_for() -> None:
    """Its name stands in the address that the crawl was sent on from."""
    assert other_names(web(text="Ada", link="/Marlow,_Ada")) == {"/marlow": {"marlow ada"}}
