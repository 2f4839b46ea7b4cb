"""Walks a parsed page and says what of it is content, hidden or furniture.

What may not live here: what becomes of the content.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

Node = LexborNode

DROPPED_TAGS = frozenset(
    "head script style noscript template svg math iframe object embed applet audio video canvas map "
    "select option optgroup datalist button input textarea progress meter img picture source track "
    "link meta base param title frame frameset".split()
)
FURNITURE_TAGS = frozenset({"nav", "footer", "figure", "dialog", "menu"})
BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main ol p pre section summary table "
    "tbody td tfoot th thead tr ul".split()
)
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

# Class tokens of the page furniture that wikis and common site templates share.
_FURNITURE_CLASS = re.compile(
    r"nav(box|bar|igation|links)?([-_].*)?|vertical-navbox|mw-navigation|sidebar|breadcrumbs?|"
    r"catlinks|category-links|mw-editsection|editsection|mw-jump-link|jump-to-nav|"
    r"reflist|references|refbegin|mw-references-wrap|reference-list|"
    r"noprint|hatnote|dablink|rellink|mbox(-.*)?|[acfot]mbox(-.*)?|messagebox|metadata|stub|.*[-_]stub|"
    r"toc|toccolours|printfooter|thumb|thumbinner|gallery|sistersitebox|side-box|succession-box|"
    r"mw-indicators?|portal(box)?|shortdescription|authority-control|quotebox|cquote|"
    r"site-?(header|footer|nav)|cookie-?(banner|notice|consent)|share-?(buttons|links)|skip-?link",
    re.IGNORECASE,
)
_FURNITURE_ID = re.compile(
    r"toc|catlinks|siteSub|contentSub2?|jump-to-nav|mw-(navigation|head|panel|page-base|head-base)|"
    r"footer|site-?footer|site-?nav(igation)?|breadcrumbs?",
    re.IGNORECASE,
)
_FURNITURE_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "menu", "menubar", "toolbar"})
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_HIDDEN_CLASS = frozenset({"z3988", "error", "mw-empty-elt", "visually-hidden", "sr-only"})
_NOTE_MARK = re.compile(r"\s*[\[(][^\[\]]{1,40}[\])]\s*|[↑^*†‡§]+")
_MAX_NOTE_NODES = 40
_ROOTS = ("#mw-content-text", "main", '[role="main"]', "article")


_MAX_NAMES = 1000
"""Characters of a class attribute that are looked at."""


def attribute(node: Node, name: str) -> str:
    """The attribute's value; "" where it is absent or empty."""
    return node.attributes.get(name) or ""


def class_tokens(node: Node) -> list[str]:
    return attribute(node, "class").split()


def is_hidden(node: Node) -> bool:
    """Whether a browser would not show the element, or it is a footnote mark or an edit link."""
    tag = node.tag or ""
    if tag in DROPPED_TAGS:
        return True
    attributes = node.attributes
    if not attributes:
        return tag == "sup" and _is_note(node)
    style, names = attributes.get("style"), attributes.get("class")
    if "hidden" in attributes or (style and _HIDDEN_STYLE.search(style)):
        return True
    if names and _names_hidden(names[:_MAX_NAMES]):
        return True
    return tag == "sup" and _is_note(node)


@lru_cache(maxsize=2048)
def _names_hidden(names: str) -> bool:
    return not _HIDDEN_CLASS.isdisjoint(names.lower().split())


@lru_cache(maxsize=2048)
def _names_furniture(names: str) -> bool:
    tokens = names.split()
    return "infobox" not in tokens and any(map(_FURNITURE_CLASS.fullmatch, tokens))


def _is_note(node: Node) -> bool:
    if attribute(node, "id").startswith("cite_ref") or "reference" in class_tokens(node):
        return True
    text = _short_text(node)
    return text is not None and _NOTE_MARK.fullmatch(text) is not None


def _short_text(node: Node) -> str | None:
    """The element's text, or None where it holds more than a footnote mark would."""
    found = ""
    stack = _reversed_children(node)
    for _ in range(_MAX_NOTE_NODES):
        if not stack:
            return found
        child = stack.pop()
        if child.is_text_node:
            found += (child.text_content or "")[: _MAX_NOTE_NODES * 2]
        else:
            stack.extend(_reversed_children(child))
    return None


def is_furniture(node: Node) -> bool:
    """Whether the element is navigation, a reference list or a box about the page rather than its subject."""
    if node.tag in FURNITURE_TAGS:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    role, found = attributes.get("role"), attributes.get("id")
    if (role and role.lower() in _FURNITURE_ROLES) or (found and _FURNITURE_ID.fullmatch(found)):
        return True
    names = attributes.get("class")
    return names is not None and _names_furniture(names[:_MAX_NAMES])


def walk(
    root: Node,
    enter: Callable[[Node], bool],
    leave: Callable[[Node], None],
    text: Callable[[str], None],
) -> None:
    """Visit what lies below `root` in page order; `enter` says whether to go into an element.

    Written without recursion: pages can be nested as deep as their makers like.
    """
    opened: list[Node] = []
    node = root.first_child
    while True:
        if node is None:
            if not opened:
                return
            done = opened.pop()
            leave(done)
            node = done.next
        elif node.is_text_node:
            text(node.text_content or "")
            node = node.next
        elif node.is_element_node and not is_hidden(node) and enter(node):
            opened.append(node)
            node = node.first_child
        else:
            node = node.next


def _reversed_children(node: Node) -> list[Node]:
    return list(node.iter(include_text=True))[::-1]


def marked_root(tree: LexborHTMLParser) -> Node | None:
    """The element that the page marks as its content; None where it marks none, or several."""
    for selector in _ROOTS:
        found = tree.css(selector)
        if len(found) == 1:
            return found[0]
    return None
