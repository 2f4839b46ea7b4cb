"""What of a page an agent is shown."""

from __future__ import annotations

from infoseek.agents.view import LEAD_SENTENCES, PageView
from infoseek.tree.vertex import Vertex
from tests.agents.discography import corpus


def test_a_page_is_not_shown_whole() -> None:
    """Where no fact stands, no line is shown but the first sentences."""
    found = corpus()
    entity = found.entities["p03"]
    vertex = Vertex(
        id="A", kind="entity", name="Album", entity_id="p03", type_noun="album", visibility="hidden"
    )
    shown = PageView(found, vertex, []).payload([])
    page = found.pages[str(entity["page_id"])]
    told = [line["line"] for line in shown["lines"]]
    assert told == [f"s{n}" for n in range(1, min(LEAD_SENTENCES, len(page["sentences"])) + 1)]
    assert page["rows"]
