"""What a page's text speaks of, read off its mentions."""

from __future__ import annotations

from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Page
from infoseek.linking.stating.spoken_of import MOST_THINGS, SURE, spoken_drafts
from tests.linking.pages import page_row

LEAD = "Quillfeed is a reader."
TOLD = "Whoever has a site of their own can post to it from Quillfeed by way of Micropost."
ITEM = "Micropost"


def page_of(lead: str, *items: str) -> Page:
    return Page.from_row(page_row("Quillfeed", lead, lists={"Use": items}))


def mention(page: Page, name: str, last: bool = False, **columns: object) -> Mention:
    start = page.text.rindex(name) if last else page.text.index(name)
    made = {"entity_id": name.lower(), "source": "link", "kind": "prose", "score": 1.0, **columns}
    return Mention(start=start, end=start + len(name), **made)  # type: ignore[arg-type]


def spoken(page: Page, *mentions: Mention) -> list[tuple[str, str, str]]:
    ordered = sorted(mentions, key=lambda each: each.start)
    return [(d.object_id, d.source, d.text) for d in spoken_drafts(page, describe(page), "own", ordered)]


def test_a_full_sentence_with_a_link_tells_what_the_page_speaks_of() -> None:
    """The evidence is the sentence that holds the link."""
    page = page_of(LEAD, TOLD)
    assert spoken(page, mention(page, "Micropost")) == [("micropost", "sentence", TOLD)]


def test_a_bare_name_says_nothing_but_counts() -> None:
    """A line that is hardly more than a name makes no claim, yet tells that the page mentions the thing."""
    page = page_of(LEAD, "See Micropost.")
    assert [(thing, source) for thing, source, _ in spoken(page, mention(page, "Micropost"))] == [
        ("micropost", "list")
    ]


def test_a_row_counts_but_tells_nothing() -> None:
    """Who names a thing in a row names it: a rival that does so is not to be refuted."""
    page = Page.from_row(
        page_row("Quillfeed", LEAD, rows=[("Developer", "the people who made Micropost before")])
    )
    found = spoken(page, mention(page, "Micropost"))
    assert found == [("micropost", "list", "Developer: the people who made Micropost before")]


def test_the_first_telling_sentence_is_taken_of_several_mentions() -> None:
    """A thing mentioned twice is stated once, by what says most."""
    page = page_of(LEAD, "See Micropost.", TOLD)
    found = spoken(page, mention(page, "Micropost"), mention(page, "Micropost", last=True))
    assert found == [("micropost", "sentence", TOLD)]


def test_an_unsure_name_makes_no_claim() -> None:
    """A name without a link is as good as one only where it is all but certain."""
    page = page_of(LEAD, TOLD)
    named = {"source": "name"}
    assert spoken(page, mention(page, "Micropost", **named, score=SURE))[0][1] == "sentence"
    assert spoken(page, mention(page, "Micropost", **named, score=SURE - 0.1))[0][1] == "list"


def test_a_page_does_not_speak_of_itself() -> None:
    """Neither the page's own entity nor what stands for it is another thing."""
    page = page_of(LEAD, TOLD)
    assert not spoken(page, mention(page, "Micropost", entity_id="own"))
    assert not spoken(page, mention(page, "Micropost", source="subject"))


def test_a_page_of_endless_mentions_is_bounded() -> None:
    """However many things a page names, so many statements are made of it."""
    names = [f"Thing{number:05d}" for number in range(MOST_THINGS + 100)]
    page = page_of(LEAD, *(f"{name} is one." for name in names))
    assert len(spoken(page, *(mention(page, name) for name in names))) == MOST_THINGS
