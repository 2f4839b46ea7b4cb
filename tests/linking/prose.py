"""Builds pages of prose for tests: paragraphs in which [[Target]] or [[Target|anchor]] is a link."""

from __future__ import annotations

import re

from infoseek.linking.kinds.entities import describe
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Link, Page, Sentence
from infoseek.linking.stating.draft import Draft
from infoseek.linking.stating.sentence_edges import sentence_drafts
from infoseek.linking.stating.subject import subject_mentions
from infoseek.web.page.sentences import split

_LINK = re.compile(r"\[\[([^|\]]+)(?:\|([^\]]+))?\]\]")


def prose_page(title: str, *paragraphs: str, language: str = "en", bold: tuple[str, ...] = ()) -> Page:
    """A page of paragraphs; the first one is the lead. Its id and the targets of its links are titles."""
    text, links, sentences = "", [], []
    for number, marked in enumerate(paragraphs):
        text += "\n" if text else ""
        begin, last = len(text), 0
        for match in _LINK.finditer(marked):
            text += marked[last : match.start()]
            anchor = match[2] or match[1]
            links.append(Link(len(text), len(text) + len(anchor), match[1], "prose"))
            text, last = text + anchor, match.end()
        text += marked[last:]
        kind = "prose" if number else "lead"
        for start, end in split(text[begin:]):
            sentences.append(Sentence(begin + start, begin + end, kind, ""))
    return Page(
        page_id=title,
        url=f"http://web.test/{title}",
        aliases_urls=(),
        title=title,
        text=text,
        content_sha256="x",
        sentences=tuple(sentences),
        links=tuple(links),
        rows=(),
        bold_names=bold,
        language=language,
    )


def own_words(page: Page) -> list[str]:
    """The words by which a page's text means its own subject."""
    found = subject_mentions(page, describe(page), page.page_id)
    return [page.text[mention.start : mention.end] for mention in found]


def drafts_of(page: Page, **types: str) -> list[Draft]:
    """What the page's sentences state. types: type nouns of what it links to, by title with "_" for spaces."""
    nouns = {title.replace("_", " "): noun for title, noun in types.items()}
    entity = describe(page)
    links = [Mention(link.start, link.end, link.target_url, "link", link.kind, 1.0) for link in page.links]
    mentions = [*links, *subject_mentions(page, entity, page.page_id)]
    return sentence_drafts(page, entity, page.page_id, mentions, nouns)


def told(page: Page, **types: str) -> set[tuple[str, str, str]]:
    """The statements of `drafts_of` as (subject, predicate, object or value)."""
    return {
        (draft.subject_id or page.page_id, draft.predicate, draft.object_id or draft.value)
        for draft in drafts_of(page, **types)
    }
