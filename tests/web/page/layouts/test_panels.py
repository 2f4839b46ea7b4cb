"""Infoboxes built of other elements than tables."""

from __future__ import annotations

from tests.web.page.layouts.reading import page, rows

PORTABLE = """<aside role="region" class="portable-infobox pi-background pi-theme-wikia">
<h2 class="pi-item pi-title" data-source="name">Ann Bee</h2>
<figure class="pi-item pi-image"><img></figure>
<div class="pi-item pi-data" data-source="born"><h3 class="pi-data-label">Born</h3>
<div class="pi-data-value">1990 in <a href="Rome.html">Rome</a></div></div>
<section class="pi-item pi-group"><h2 class="pi-item pi-header">Career</h2>
<div class="pi-item pi-data" data-source="job"><h3 class="pi-data-label">Jobs</h3>
<div class="pi-data-value"><ul><li>singer</li><li>writer</li></ul></div></div>
<table class="pi-horizontal-group"><thead><tr><th>First</th><th>Last</th></tr></thead>
<tbody><tr><td>2001</td><td>2012</td></tr></tbody></table></section></aside><p>Ann Bee is a singer.</p>"""


def test_a_portable_infobox_is_a_box() -> None:
    """Title and headers are heading lines, items are rows, labels side by side too."""
    assert rows(PORTABLE) == [
        ("", "", "Ann Bee"),
        ("", "Born", "1990 in Rome"),
        ("", "", "Career"),
        ("", "Jobs", "singer; writer"),
        ("", "First", "2001"),
        ("", "Last", "2012"),
    ]
    found = page(PORTABLE)
    assert [(link["anchor"], link["kind"]) for link in found.links] == [("Rome", "row")]
    assert found.text.endswith("Ann Bee is a singer.")


def test_an_infobox_of_divs_is_a_box() -> None:
    """Elements that hold a named label and a value are rows of an element that is named an infobox."""
    html = """<div class="infobox"><div><span class="label">Born</span><span class="value">1990</span></div>
    <div><span class="label">Died</span><span class="value">2001</span></div><dl><dt>Spouse</dt><dd>Bob</dd></dl></div>"""
    assert rows(html) == [("", "Born", "1990"), ("", "Died", "2001"), ("", "Spouse", "Bob")]


def test_what_is_only_named_an_infobox_is_text() -> None:
    """An infobox without labelled values is read like any other element, and so are many in one another."""
    html = '<div class="infobox">' * 300 + "<p>words</p>" + "</div>" * 300
    assert rows(html) == []
    assert page(html).text == "words"
