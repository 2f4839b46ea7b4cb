"""Pages to text, rows, sentences and links."""

from __future__ import annotations

import tarfile
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from infoseek.web.page.charset import decode
from infoseek.web.page.extract import Extracted, extract
from infoseek.web.urls import canonical_or_none
from tests.web.page.invariants import check

URL = "http://h/A/Page.html"
SITES = Path(__file__).parents[4] / "shared" / "sites"

SONG = """<html lang="en-GB"><head><title>Song - Wiki</title></head><body><h1>Song (film)</h1>
<div id="mw-content-text"><div class="hatnote">For the album, see <a href="Album.html">Album</a>.</div>
<table class="infobox vevent"><tbody>
<tr><th colspan="2" class="summary">"Song"</th></tr>
<tr><td colspan="2"><img alt="cover"><div>Cover picture</div></td></tr>
<tr><th colspan="2" class="description">Single<span>&nbsp;</span>by <a href="Ray.html">Ray  Charles</a></th></tr>
<tr><th colspan="2" class="description">from the album <i><a href="Yes.html">Yes Indeed!</a></i></th></tr>
<tr><th><a href="Released.html">Released</a></th><td>
<span style="display:none">(<span>1956-01-01</span>)</span>January 1956<sup id="cite_ref-1"><a href="#n">[1]</a></sup></td></tr>
<tr><th>Writer(s)</th><td>Ray Charles, Jr.<br><a href="/A/Pomus.html">Doc Pomus</a><br><small>(lyrics)</small></td></tr>
<tr><th>Genres</th><td><div class="plainlist"><ul><li>Soul</li><li> </li><li>Blues</li></ul></div></td></tr>
<tr><th>Length</th><td> </td></tr>
<tr><th colspan="2"><a href="Ray.html">Ray Charles</a> singles<span> </span>chronology</th></tr>
<tr><td colspan="2"><p></p><table><tbody><tr><td> </td><td>"<b>Song</b>"<br>(1956)</td>
<td>"<a href="Next.html">Next</a>"<br>(1957)</td></tr></tbody></table></td></tr>
<tr><th colspan="2"><i>Yes</i> track listing</th></tr>
<tr><td colspan="2"></td></tr><tr><td colspan="2"><table class="infobox collapsible"><tr><th>2 tracks</th></tr>
<tr><td><ol><li>"One"</li><li>"<a href="Two.html">Two</a>"</li></ol></td></tr></table></td></tr>
</tbody></table>
<table class="wikitable infobox"><tr><th colspan="2">Professional ratings</th></tr>
<tr><th>Source</th><th>Rating</th></tr><tr><td>Allmusic</td><td>4</td></tr></table>
<p> </p>
<p>"<b>Song</b>" is a song by <a href="Ray.html#top">Ray
Charles</a>.<sup class="reference">[2]</sup> It ran <span hidden>never</span>long.</p>
<h2>History<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>
<p>He wrote it in <a href="Tampa.html">Tampa</a>. <a href="#History">See above</a>.</p>
<h2>Track listing</h2><h3>Side one</h3>
<ol><li>"One" – 3:03 <ul><li>a demo</li></ul></li></ol>
<table class="tracklist"><tr><th>No.</th><th>Title</th><th>Length</th></tr>
<tr><td>1.</td><td>"<a href="Two.html">Two</a>"</td><td>2:10</td></tr></table>
<table class="wikitable"><tr><th>Chart</th><th>Peak</th></tr><tr><td><a href="Chart.html">US</a></td><td>1</td></tr></table>
<h2>References</h2><ul><li>Book by <a href="Author.html">Author</a></li></ul>
<table class="navbox"><tr><td><a href="Nav.html">Nav</a></td></tr></table></div>
<div id="footer">Imprint <a href="Imprint.html">here</a></div></body></html>"""


def read(html: str, url: str = URL) -> Extracted:
    page = extract(html.encode(), url, "utf-8")
    check(page)
    return page


def rows(page: Extracted) -> list[tuple[str, str]]:
    return [
        (str(row["label"]), page.text[int(row["value_start"]) : int(row["value_end"])]) for row in page.rows
    ]


def spoken(page: Extracted) -> list[tuple[str, str, str]]:
    return [
        (str(each["kind"]), str(each["section"]), page.text[int(each["start"]) : int(each["end"])])
        for each in page.sentences
    ]


def links(page: Extracted) -> list[tuple[str, str, str]]:
    return [
        (str(each["kind"]), page.text[int(each["start"]) : int(each["end"])], str(each["target_url"]))
        for each in page.links
    ]


def test_an_infobox_becomes_rows() -> None:
    """Name, joined headings, labelled values, chronology and track listing are a row each; ratings are none."""
    assert rows(read(SONG)) == [
        ("", '"Song"'),
        ("", "Single by Ray Charles from the album Yes Indeed!"),
        ("Released", "January 1956"),
        ("Writer(s)", "Ray Charles, Jr.; Doc Pomus (lyrics)"),
        ("Genres", "Soul; Blues"),
        ("Ray Charles singles chronology", ' | "Song" (1956) | "Next" (1957)'),
        ("Yes track listing", '"One" | "Two"'),
    ]


def test_prose_and_lists_keep_their_section() -> None:
    """The first paragraph is the lead, list items are one sentence each, references and captions are none."""
    assert spoken(read(SONG)) == [
        ("list", "", "Professional ratings"),
        ("list", "", "Source | Rating"),
        ("list", "", "Allmusic | 4"),
        ("lead", "", '"Song" is a song by Ray Charles.'),
        ("lead", "", "It ran long."),
        ("prose", "History", "He wrote it in Tampa."),
        ("prose", "History", "See above."),
        ("list", "Side one", '"One" – 3:03'),
        ("list", "Side one", "a demo"),
        ("list", "Side one", '"Two" – 2:10'),
        ("list", "Side one", "Chart | Peak"),
        ("list", "Side one", "US | 1"),
    ]


def test_links_are_their_anchors() -> None:
    """Links of rows, lead, prose and lists point into the text; links within the page are none."""
    assert links(read(SONG)) == [
        ("row", "Ray Charles", "http://h/A/Ray.html"),
        ("row", "Yes Indeed!", "http://h/A/Yes.html"),
        ("row", "Doc Pomus", "http://h/A/Pomus.html"),
        ("row", "Next", "http://h/A/Next.html"),
        ("row", "Two", "http://h/A/Two.html"),
        ("lead", "Ray Charles", "http://h/A/Ray.html"),
        ("prose", "Tampa", "http://h/A/Tampa.html"),
        ("list", "Two", "http://h/A/Two.html"),
        ("list", "US", "http://h/A/Chart.html"),
    ]


def test_what_is_no_evidence_is_followed_all_the_same() -> None:
    """Links of labels, hat notes, references, navigation and footer are for the frontier alone."""
    found = {url.removeprefix("http://h/") for url in read(SONG).nav_urls}
    assert found == {
        "A/Album.html", "A/Released.html", "A/Author.html", "A/Nav.html", "A/Imprint.html", "edit",
    }  # fmt: skip


def test_title_names_and_language() -> None:
    """The page's own heading is its title; names in bold and the declared language are kept."""
    page = read(SONG)
    assert (page.title, page.bold_names, page.language) == ("Song (film)", ["Song"], "en")
    assert read("<title> A  title </title><p>Text").title == "A title"


def test_names_in_pieces_are_one_name() -> None:
    """Bold pieces with only quotation marks between them belong together."""
    page = read('<p><b>David</b> "<b>Fathead</b>" <b>Newman</b> (born <b>Dave</b>) was a saxophonist.</p>')
    assert page.bold_names == ['David "Fathead" Newman', "Dave"]


def test_boxes_are_numbered_in_page_order() -> None:
    """Facts of two recordings on one page stay in two boxes; a box without facts takes no number."""
    box = '<table class="infobox"><tr><th colspan=2>{0}</th></tr><tr><th>Label</th><td>{0}</td></tr></table>'
    page = read(f'{box.format("A")}<table class="infobox"><tr><th>empty</th></tr></table>{box.format("B")}')
    assert [(row["box"], row["label"]) for row in page.rows] == [(0, ""), (0, "Label"), (1, ""), (1, "Label")]


def test_plain_fact_tables_and_definition_lists_are_boxes() -> None:
    """A table of labels and values needs no class, and so does a definition list; others stay what they are."""
    page = read(
        "<table><tr><th>Born</th><td>1930</td></tr><tr><th>Died:</th><td>2004</td></tr></table>"
        "<dl><dt>Founded</dt><dd>1947</dd><dd>again 1950</dd></dl><dl><dd>An indented remark, no fact.</dd></dl>"
    )
    assert rows(page) == [("Born", "1930"), ("Died", "2004"), ("Founded", "1947; again 1950")]
    assert [text for _, _, text in spoken(page)] == ["An indented remark, no fact."]


def test_layout_tables_are_read_through() -> None:
    """A table that only lays out the page hides none of its text."""
    page = read("<table><tr><td><p>One thing.</p></td><td>Another<br><br>A third</td></tr></table>")
    assert page.text == "One thing.\nAnother\nA third"


def test_sections_span_what_stands_below_them() -> None:
    """A section reaches down to the next heading of its level; one that nothing stands below is left out."""
    page = read("<main><h1>T</h1><p>Before it all.</p><h2>A</h2><p>One.</p><ul><li>Two</li></ul><h3>A1</h3><p>Three.</p>"
                "<h2>Empty</h2><h2>References</h2><p>Book.</p><h2>B</h2><p>Four.</p>")  # fmt: skip
    found = [
        (each["title"], each["level"], page.text[int(each["start"]) : int(each["end"])])
        for each in page.sections
    ]
    assert found == [
        ("T", 1, "Before it all.\nOne.\nTwo\nThree.\nFour."),
        ("A", 2, "One.\nTwo\nThree."),
        ("A1", 3, "Three."),
        ("B", 2, "Four."),
    ]


def test_data_tables_are_lines() -> None:
    """The rows of a table with header cells are list items; a table that holds more than lines is read through."""
    page = read("<h2>Charts</h2><table><tr><th>Year</th><th>Song</th><th>Peak</th></tr>"
                "<tr><td>1960</td><td><a href=g>Georgia</a></td><td>1</td></tr></table>"
                "<table><tr><th>x</th></tr><tr><td><h2>Inner</h2><p>Prose it is.</p></td><td>b</td><td>c</td></tr></table>")  # fmt: skip
    assert spoken(page)[:2] == [
        ("list", "Charts", "Year | Song | Peak"),
        ("list", "Charts", "1960 | Georgia | 1"),
    ]
    assert ("prose", "Inner", "Prose it is.") in spoken(page)
    assert links(page) == [("list", "Georgia", "http://h/A/g")]


def test_notes_are_content_unless_they_are_footnotes() -> None:
    """A section called Notes is read; one of notes and references is not, and neither are jumps within the page."""
    page = read('<h2>Notes</h2><p>We met at noon.</p><h2>Notes and references</h2><p>Cited.</p>'
                '<h2>More</h2><p><a href="#a">Up</a> | <a href="javascript:x()">Expand</a></p>')  # fmt: skip
    assert page.text == "We met at noon."


FRAME = "<ul>" + "".join(f'<li><a href="/s{n}">Part {n}</a></li>' for n in range(30)) + "</ul>"
STORY = (
    "<p>" + "The river rises in the hills and runs a long way to the sea, past towns and mills. " * 6 + "</p>"
)


def test_unmarked_content_is_found() -> None:
    """Where a page marks no content, its menus are left out of the text and followed all the same."""
    page = read(
        f"<table><tr><td>{FRAME}</td><td><h2>River</h2>{STORY}<p>It has a <a href=/d>delta</a> there.</p></td></tr></table>"
    )
    assert page.text.startswith("The river rises")
    assert "Part 7" not in page.text
    assert {each["section"] for each in page.sentences} == {"River"}
    assert "http://h/s7" in page.nav_urls
    assert [link["anchor"] for link in page.links] == ["delta"]


def test_a_page_of_links_alone_is_not_lost() -> None:
    """A page that is nothing but a list keeps it."""
    assert "Part 7" in read(f"<body>{FRAME}</body>").text


def test_the_logo_is_no_title() -> None:
    """A heading that is the site's logo gives way to what is named the page's title, then to the document's."""
    logo = '<title>Site</title><h1 id="portal-logo">Agency</h1>'
    assert read(f'{logo}<p class="page-title">Macau</p>').title == "Macau"
    assert read(f'{logo}<p class="user-name">Bob</p>').title == "Site"


def test_declared_and_detected_language() -> None:
    """The page's own declaration counts, then the response's, then what its text looks like."""
    french = (
        "<p>" + "Le chat est sur la table et il regarde la rue, où les enfants jouent avec leur chien. " * 5
    )
    assert extract(french.encode(), URL, "utf-8").language == "fr"
    assert extract(french.encode(), URL, "utf-8", language="de-AT").language == "de"
    assert extract(f"<html lang=nl>{french}".encode(), URL, "utf-8", language="de").language == "nl"
    assert read("<p>Zu kurz.").language == ""


def test_last_modified_is_the_last_resort() -> None:
    """The server's date counts where the page states none."""
    sent = "Mon, 14 Feb 2011 10:00:00 GMT"
    assert extract(b"<p>x", URL, last_modified=sent).modified == "2011-02-14T10:00:00Z"
    stated = b"<p>x</p><footer>This page was last edited on 22 August 2026, at 00:00.</footer>"
    assert extract(stated, URL, last_modified=sent).modified == "2026-08-22"


def test_links_not_to_be_followed() -> None:
    """Targets are refused where no other link leads to them, and all of them where the page says so of itself."""
    page = '<p>See <a rel="external NoFollow" href=/x>x</a>, <a rel=nofollow href=/y>y</a> and <a href=/y>y again</a>.</p>'
    assert read(page).nofollow_urls == ["http://h/x"]
    assert read(f'<meta name="robots" content="none">{page}').nofollow_urls == ["http://h/x", "http://h/y"]


def test_links_follow_the_base_element() -> None:
    """Relative links are resolved against <base>."""
    page = read('<base href="/wiki/"><p>See <a href="B">B</a> there.</p><link rel="canonical" href="C">')
    assert links(page) == [("prose", "B", "http://h/wiki/B")]
    assert page.canonical == "http://h/wiki/C"


@pytest.mark.parametrize(
    "html",
    [
        f"{'<div><i>' * 20_000}deep{'</i></div>' * 20_000}",
        f"<div>{''.join(f'<font size={n}>' for n in range(3000))}</div>{'<div>deep</div>' * 3000}",
        f"{'<table><tr><td>' * 5000}deep",
        f"{'<sup>' * 20_000}deep",
        f"{'<ul><li><dl><dt>a<dd>' * 2000}deep",
        f"<p>deep{'<div ' * 50_000}",
        f"<div {' '.join(f'a{n}=1' for n in range(100_000))}>deep",
        f"<!-- <i b=' --> <div {' '.join(f'a{n}' for n in range(100_000))}> <i c=''>deep",
        f"<p>{'<a href=x>word</a> ' * 100_000}deep",
        f"<p>deep {'word ' * 1_000_000}",
        f"<h2>{'long ' * 100_000}</h2>{'<p>deep</p>' * 2000}",
        f'<script type="application/ld+json">{"[" * 90_000}</script>deep',
    ],
    ids=[
        "nested",
        "open formatting",
        "tables",
        "notes",
        "lists",
        "open tags",
        "attributes",
        "hidden attributes",
        "links",
        "one line",
        "heading",
        "JSON",
    ],
)
@pytest.mark.timeout(20)
def test_markup_bombs_are_read(html: str) -> None:
    """Markup made to cost more than its length costs seconds at most, and the text in it is kept."""
    assert "deep" in read(html).text


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>", "</p>", "<div>", "</div>", "<table class=infobox>", "<table>", "</table>", "<tr>", "<th>", "<td>",
            "<ul>", "<li>", "</ul>", "<dl>", "<dt>", "<dd>", "<a href=x>", '<a href="http://[">', "</a>", "<b>", "</b>",
            "<i>", "<br>", "<br><br>", "<h2>", "</h2>", "<sup>[1]</sup>", "<span style='display: none'>", "</span>",
            "Word. Another", " ", "\n", "&nbsp;", "&#0;", "&#xD800;", "\u200b", "chronology", "track listing", '"',
            "<script>", "</script>", "<!--", "-->", "<base href=//b/>", "References", "<svg>", "<template>",
        ]
    ),
    max_size=60,
)  # fmt: skip


@given(MARKUP)
def test_no_markup_breaks_the_contract(pieces: list[str]) -> None:
    """Whatever tags come in whatever order, every span is right."""
    read("".join(pieces))


@given(st.binary(max_size=400))
def test_no_bytes_break_the_contract(body: bytes) -> None:
    """Bytes that are no page at all give a page that keeps the contract."""
    check(extract(body, URL))


@pytest.fixture(scope="module")
def articles() -> dict[str, Extracted]:
    """85 real Wikipedia pages, extracted."""
    archive = SITES / "ray_charles.tar.xz"
    if not archive.exists():
        pytest.skip(f"no real pages: {archive} is absent")
    found = {}
    with tarfile.open(archive) as files:
        for member in files:
            name = member.name.rpartition("/")[2]
            if name.endswith((".html", ".htm")) and (file := files.extractfile(member)) is not None:
                found[name] = extract(file.read(), f"http://h/A/{quote(name)}")
    return found


def test_real_articles_keep_the_contract(articles: dict[str, Extracted]) -> None:
    """Every real article keeps the contract and, the index apart, has a lead and a title."""
    assert len(articles) == 85
    for name, page in articles.items():
        check(page)
        assert page.title
        assert name == "index.htm" or any(each["kind"] == "lead" for each in page.sentences)


def test_real_links(articles: dict[str, Extracted], wiki: dict[str, bytes], factbook: Path) -> None:
    """Every link of a sample of three real sites is what its offsets say, and the words of such an anchor."""
    total = 0
    sample = [
        factbook / name for name in ("geos/mc.html", "fields/2018.html", "docs/faqs.html", "index.html")
    ]
    bodies = {**wiki, **{path.name: path.read_bytes() for path in sample}}
    for name, body in bodies.items():
        url = f"http://h/A/{name}"
        page = extract(body, url)
        check(page)
        anchors = {
            (canonical_or_none(node.attributes.get("href") or "", url), letters(node.text()))
            for node in LexborHTMLParser(decode(body)).css("a[href]")
        }
        for link in page.links:
            total += 1
            assert (link["target_url"], letters(str(link["anchor"]))) in anchors
    assert total > 1500


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def test_real_rows(articles: dict[str, Extracted]) -> None:
    """Rows that the link stage builds on read as on the page."""
    assert (
        'David "Fathead" Newman chronology',
        " | Fathead, Ray Charles Presents... (1960) | The Sound of the Wide Open Spaces!!!! (1960)",
    ) in rows(articles["Fathead_(album).html"])
    assert ("Born", "September 23, 1930; Albany, Georgia, U.S.") in rows(articles["Ray_Charles.html"])
    assert ("Original release", "November 3, 1993 – June 24, 1999") in rows(articles["The_Nanny.html"])
    harrison = rows(articles["Bye_Bye_Love_(The_Everly_Brothers_song).html"])
    assert ("", "Song by George Harrison from the album Dark Horse") in harrison
    chronology = dict(rows(articles["Genius_Loves_Company.html"]))["Ray Charles chronology"]
    assert chronology == "Strong Love Affair (1996) | Genius Loves Company (2004) | "
