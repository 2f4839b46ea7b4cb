"""What pages declare of themselves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page.metadata import Declared, detected_language, language_of, read_declared
from infoseek.web.page.targets import Targets


def declared(html: str, robot: str = "infoseekbot") -> Declared:
    return read_declared(LexborHTMLParser(html), html, Targets("http://h/a/b"), robot)


def json_ld(thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


def test_names_are_declared_without_the_site() -> None:
    """og:title and the names in JSON-LD lose the name of the site; the site and its makers are no subject."""
    graph = [
        {"@type": "WebSite", "name": "The Daily"},
        {"@type": "Organization", "name": "Daily Corp"},
        {"@type": ["Article"], "name": "River", "alternateName": ["Stream", "The Daily"]},
    ]
    found = declared(
        '<meta property="og:site_name" content="The Daily"><meta property="og:title" content="River – The Daily">'
        + json_ld({"@context": "https://schema.org", "@graph": graph})
    )
    assert found.names == ["River", "Stream"]
    assert declared(json_ld({"@type": "Organization", "name": "Daily Corp"})).names == ["Daily Corp"]


def test_categories_of_all_kinds() -> None:
    """Category links of wikis, tags, sections and keywords are kept in order, each once; hidden ones are none."""
    found = declared(
        '<div id=catlinks><div id=mw-normal-catlinks><a href=/c>Categories</a>: <ul><li><a href=/r>Rivers</a></ul></div>'
        '<div id=mw-hidden-catlinks><ul><li><a href=/s>Stubs</a></ul></div></div>'
        '<a rel="tag" href=/t>water</a><span class="p-category">notes</span>'
        '<meta property="article:section" content="Nature"><meta property="article:tag" content="water">'
        + json_ld({"@type": "Article", "keywords": "hills, water", "articleSection": "Land"})
    )  # fmt: skip
    assert found.categories == ["Rivers", "water", "notes", "Nature", "hills", "Land"]


@pytest.mark.parametrize(
    ("html", "published", "modified"),
    [
        ('<meta property="article:published_time" content="2020-01-02T03:04:05+01:00">', "2020-01-02T02:04:05Z", ""),
        (json_ld({"@type": "Article", "datePublished": "2020-01-02", "dateModified": "2021"}), "2020-01-02", "2021"),
        ("<time class=dt-published datetime=2020-05-01>May</time><time datetime=2019-01-01>", "2020-05-01", ""),
        ("<time class=dt-start datetime=2020-05-01></time><time datetime=2019-01-01>", "2019-01-01", ""),
        ("<time datetime=2019-01-01></time><time datetime=2018-01-01>", "", ""),
        ("<time itemprop=dateModified datetime='2020-05-01 10:00'>", "", "2020-05-01T10:00:00"),
        ("<li id=footer-info-lastmod> This page was last edited on 22 August 2026, at 00:00.", "", "2026-08-22"),
        ("<td>page last updated on June 14, 2011</td>", "", "2011-06-14"),
        ("<p>The list was last updated in spring.", "", ""),
        ('<meta name="date" content="yesterday">', "", ""),
    ],
)  # fmt: skip
def test_dates(html: str, published: str, modified: str) -> None:
    """Dates are ISO, as exact as stated, wherever the page states them; what is no date is none."""
    found = declared(html)
    assert (found.published, found.modified) == (published, modified)


def test_rules_for_robots() -> None:
    """Rules for all robots and for us by name count; those for others do not."""
    rules = declared(
        '<meta name="Robots" content="NOINDEX, follow"><meta name="InfoSeekBot" content="nofollow">'
    )
    assert (rules.is_noindex, rules.is_nofollow) == (True, True)
    other = declared('<meta name="otherbot" content="none">')
    assert (other.is_noindex, other.is_nofollow) == (False, False)


def test_canonical() -> None:
    """One canonical URL is read, however often it is named; of several none is believed."""
    assert declared('<link rel="canonical" href="c?utm_source=x">').canonical == "http://h/a/c"
    assert declared("<link rel=canonical href=c><link rel=canonical href=d>").canonical is None
    assert declared("<link rel=stylesheet href=c>").canonical is None


def test_languages() -> None:
    """A language tag gives its language; text gives one where it is long and clear enough."""
    assert [language_of(tag) for tag in ("en-GB", " DE_at", "fr", "x-klingon", "und", "")] == [
        "en",
        "de",
        "fr",
        "",
        "",
        "",
    ]
    assert (
        detected_language("El río nace en las montañas y corre hacia el mar, donde los barcos esperan. " * 4)
        == "es"
    )
    assert detected_language("4711 0815 42 23 " * 30) == ""
    assert declared("<html xml:lang=pt-BR>").language == "pt"


JSON = st.recursive(
    st.none() | st.text(max_size=5) | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["@graph", "@type", "name", "keywords", "mainEntity", "datePublished", "@value"]),
            inner,
        )
    ),
)


@given(JSON)
def test_no_json_breaks_the_reader(thing: object) -> None:
    """Whatever a page puts into its JSON-LD, plain texts come out, each once."""
    found = declared(json_ld(thing))
    assert all(
        isinstance(name, str) and name.strip() == name != "" for name in (*found.names, *found.categories)
    )
    assert len(set(found.names)) == len(found.names)


def test_json_that_is_none_states_nothing() -> None:
    """Broken, huge and endlessly nested scripts are passed over; what follows them is read."""
    good = json_ld({"@type": "Thing", "name": "Good"})
    for bad in ("{nonsense", "[" * 100_000, '{"name": "' + "x" * 300_000 + '"}', '{"name": 1e999}'):
        assert declared(f'<script type="application/ld+json">{bad}</script>{good}').names == ["Good"]
    assert declared(good.replace("{", "<!-- {", 1)).names == ["Good"]
