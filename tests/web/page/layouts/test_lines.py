"""Rows set as lines: which blocks are labels and values, and which are not."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.page.layouts.reading import boxes, page, rows

# The country pages of 2013: a label in a row of its own, its value or labelled parts in the row below.
COUNTRY = """<div><table>{fields}</table></div>"""
FIELD = """<tr class="light"><td><div class="category"><a href="../docs/notes.html#{label}">{label}</a>:</div></td>
<td align="right"><a href="../fields/{label}.html"><img src="on.gif"></a></td></tr>
<tr><td colspan="2" id="data">{content}</td></tr><tr><td height="10"></td></tr>"""
VALUE = """<div class="category_data">{}</div>"""
PART = """<div class="category" style="padding-top: 2px;">{label}: <span class="category_data">{value}</span></div>"""
RANK = """<span class="category">country comparison to the world:</span> <span class="category_data"><a href="r">37</a></span>"""


def field(label: str, *content: str) -> str:
    return FIELD.format(label=label, content="".join(content))


def part(label: str, value: str) -> str:
    return PART.format(label=label, value=value)


LAND = COUNTRY.format(
    fields=field("Climate", VALUE.format("temperate"))
    + field("Area", part("total", "702 sq km"), RANK, part("land", "690 sq km"))
    + field("Coastline", VALUE.format("6,112 km"), RANK, VALUE.format("6,110 km (2002)"))
)


def test_a_label_above_its_value() -> None:
    """A label's block and the block below it are a row; labelled lines below it are parts of it."""
    assert rows(LAND) == [
        ("", "Climate", "temperate"),
        ("", "", "Area"),
        ("Area", "total", "702 sq km"),
        ("Area", "country comparison to the world", "37"),
        ("Area", "land", "690 sq km"),
        ("", "Coastline", "6,112 km; 6,110 km (2002)"),
        ("Coastline", "country comparison to the world", "37"),
    ]


def test_rows_keep_the_links_of_their_values() -> None:
    """A link in a value is a link of kind row whose span is its anchor."""
    found = page(LAND)
    ranks = [link for link in found.links if str(link["target_url"]).endswith("/r")]
    assert [(link["kind"], link["anchor"]) for link in ranks] == [("row", "37"), ("row", "37")]


def test_prose_below_a_label_stays_prose() -> None:
    """A value of several sentences is prose in a section of that name, not a row."""
    story = "It was founded in 1979 by settlers. It joined the union in 1986. " * 4
    html = COUNTRY.format(fields=field("Background", VALUE.format(story))) + LAND
    found = page(html)
    assert "Background" not in {row["label"] for row in found.rows}
    assert [each["section"] for each in found.sentences] == ["Background"] * 8


def test_what_stands_between_boxes_parts_them() -> None:
    """Blocks that are neither label nor value end a box and belong to none."""
    html = f"{LAND}<p>People of the island</p>{LAND.replace('Area', 'Town').replace('C', 'K')}"
    assert boxes(html) == [7, 7]
    assert "People of the island" in page(html).text


@pytest.mark.parametrize(
    "told",
    [
        part("farms", "{}") + part("trade", "{}"),
        "<b>farms:</b> {}<br><b>trade:</b> {}<br><b>note:</b> none",
    ],
)
def test_the_same_facts_of_one_thing_after_the_other(told: str) -> None:
    """Where labels return below a name each, the name heads a box and is the group of its rows."""
    table = "".join(
        f"<tr><td>{name}</td><td>{told.format(share, share)}</td></tr>"
        for name, share in (("Albania", "21%"), ("Algeria", "8%"), ("Angola", "9%"))
    )
    found = rows(f"<table><tr><td>Country</td><td>Share of the economy</td></tr>{table}</table>")
    assert found[:3] == [("", "", "Albania"), ("Albania", "farms", "21%"), ("Albania", "trade", "21%")]
    assert [label for group, label, _ in found if not group] == ["", "", ""]


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>Born:</b> 1990</p><p><b>Died:</b> 2001</p><p><b>Spouse:</b> Ann</p>",
        "<p><b>Born</b>: 1990</p><p><b>Died</b>: 2001</p><p><b>Spouse</b>: Ann</p>",
        "<p><strong>Born:</strong> 1990<br><strong>Died:</strong> 2001<br><strong>Spouse:</strong> Ann</p>",
        "<ul><li><b>Born:</b> 1990</li><li><b>Died:</b> 2001</li><li><b>Spouse:</b> Ann</li></ul>",
        "<div>Born: <span>1990</span></div><div>Died: <span>2001</span></div><div>Spouse: <span>Ann</span></div>",
        "<div><span>Born:</span> 1990</div><div><span>Died:</span> 2001</div><div><span>Spouse:</span> Ann</div>",
        "<div><div>Born:</div><div>1990</div></div><div><div>Died:</div><div>2001</div></div>"
        "<div><div>Spouse:</div><div>Ann</div></div>",
        "<p><b>Born:</b></p><p>1990</p><p><b>Died:</b></p><p>2001</p><p><b>Spouse:</b></p><p>Ann</p>",
        "<p>See below</p><p><b>Born:</b> 1990<br><b>Died:</b> 2001<br><b>Spouse:</b> Ann</p><p>The end.</p>",
    ],
)
def test_lines_of_label_and_value(html: str) -> None:
    """Labels set apart by markup, several in a row and set alike, make a box in any layout."""
    assert rows(html) == [("", "Born", "1990"), ("", "Died", "2001"), ("", "Spouse", "Ann")]


def test_values_go_on_after_a_line_break() -> None:
    """A line without a label goes on with the value above it; a short one before all labels heads the box."""
    html = "<p>At a glance<br><b>Born:</b> 1990<br><b>Homes:</b> Rome<br>Paris<br><b>Spouse:</b> Ann</p>"
    assert rows(html) == [
        ("", "", "At a glance"), ("", "Born", "1990"), ("", "Homes", "Rome; Paris"), ("", "Spouse", "Ann"),
    ]  # fmt: skip


def test_pairs_below_a_heading_line_are_parts_of_it() -> None:
    """Labelled lines beside one another, below a label that has no value, are its parts."""
    html = "".join(
        f"<p><b>{name}:</b></p><p><b>total:</b> {n} km</p><p><b>land:</b> {n} km</p>"
        for n, name in enumerate(("Area", "Coast", "Border"))
    )
    assert rows(html)[:4] == [
        ("", "", "Area"), ("Area", "total", "0 km"), ("Area", "land", "0 km"), ("", "", "Coast"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        # Prose with colons, and too few labels to tell.
        "<p>He said: go.</p><p>She said: stay.</p><p>They said: why?</p>",
        "<p><b>Note:</b> see below</p><p>Some words.</p>",
        "<p>For example:</p><ul><li>one</li></ul><p>That is:</p><ul><li>two</li></ul><p>Or:</p><ul><li>3</li></ul>",
        # Who says what.
        "<p><b>Ann:</b> Hello</p><p><b>Bob:</b> Hi</p><p><b>Ann:</b> So?</p><p><b>Bob:</b> No</p><p><b>Ann:</b> Oh</p>",
        # Sentences under run-in headings.
        "<p><b>Early:</b> He was born in a small town by the old river.</p>"
        "<p><b>Later:</b> He moved to a large city and wrote all of his books.</p>"
        "<p><b>Death:</b> He died in the same house in which he had lived.</p>",
        # Links with a description, and times.
        '<ul><li><a href="a">A</a>: first</li><li><a href="b">B</a>: second</li><li><a href="c">C</a>: third</li></ul>',
        "<p><b>10:30</b> Opening</p><p><b>11:30</b> Break</p><p><b>12:30</b> Lunch</p>",
        # A menu.
        *(
            "".join(
                f"<p><b>{year}:</b> " + " ".join(f'<a href="{year}-{n}">{n}</a>' for n in range(9)) + "</p>"
                for year in years
            )
            for years in (range(2013, 2017),)
        ),
        # A form.
        "<form><div><b>Name:</b> <input></div><div><b>Town:</b> <input></div><div><b>Mail:</b> <input></div></form>",
    ],
)
def test_what_is_no_row(html: str) -> None:
    """Prose, dialogues, run-in headings, link lists, menus and forms give no rows and keep their text."""
    assert rows(html) == []
    assert page(html).text


def test_labels_far_apart_are_no_box() -> None:
    """Three labels with paragraphs of prose between them make no box."""
    filler = "<p>Words upon words.</p>" * 3
    html = filler.join(f"<p><b>{name}:</b> yes</p>" for name in ("One", "Two", "Three"))
    assert rows(html) == []


def test_a_broken_block_of_any_size_is_read() -> None:
    """A block of very many lines and links is no box, and costs no more than its length."""
    html = "<p>" + '<b>a:</b> <a href="x">b</a><br>' * 20_000 + "</p>"
    assert rows(html) == []


WORD = st.text(alphabet="abcdefgh", min_size=1, max_size=9)
NAMES = st.lists(WORD, min_size=3, max_size=6, unique=True)
LAYOUTS = (
    "<p><b>{}:</b> {}</p>",
    "<li><strong>{}</strong>: {}</li>",
    "<div><span>{}:</span> <span>{}</span></div>",
    '<div class="f"><div>{}:</div><div>{}</div></div>',
    "<tr><td><b>{}:</b></td><td>{}</td></tr>",
    "<tr><th>{}</th><td>{}</td></tr>",
    "<dt>{}</dt><dd>{}</dd>",
)
AROUND = {"<tr": "<table>{}</table>", "<dt": "<dl>{}</dl>", "<li": "<ul>{}</ul>"}


@given(
    names=NAMES,
    values=st.lists(st.text("jkl 123", min_size=1), min_size=6, max_size=6),
    layout=st.sampled_from(LAYOUTS),
)
def test_every_layout_says_the_same(names: list[str], values: list[str], layout: str) -> None:
    """The same labels and values, in whatever layout, are the same rows."""
    told = [(name, " ".join(value.split()) or "x") for name, value in zip(names, values, strict=False)]
    inner = "".join(layout.format(escape(name), escape(value)) for name, value in told)
    html = AROUND.get(layout[:3], "{}").format(inner)
    assert rows(html) == [("", name, value) for name, value in told]


@given(st.lists(st.sampled_from(["<div>", "</div>", "<p>", "</p>", "<br>", "<b>", "</b>", "A:", "b: ", "c", " ", "：", "<td>",
                                 "<li>", "<span>", "</span>", "<dl><dt>", "<dd>", "</dl>", '<a href="x">y</a>']), max_size=60))  # fmt: skip
def test_no_markup_breaks_the_rows(pieces: list[str]) -> None:
    """Whatever the markup, rows keep their contract and no word is lost or told twice by them."""
    found = page("".join(pieces))
    said = sum(piece == "c" for piece in pieces)
    assert found.text.count("c") == said
