"""Names that follow a "by" in a sentence. What may not live here: which predicate the sentence states."""

from __future__ import annotations

import re

from infoseek.linking.page import Page
from infoseek.linking.stating.name_lists import Name, names_in

# "American R&B/soul musician", "the blues singer and pianist": what a person is, before who it is. In "Lucian
# and the Willows" the first word is no nationality.
_ROLE = re.compile(
    r"\s*(?:the\s+|an?\s+|his\s+|her\s+|their\s+)?"
    r"(?:[A-Z][a-z]+(?:an|ish|ese|ch)\s+(?!(?:and|of|the|de|di|van|von)\s)(?=(?:[A-Z&/]{2,}\S*\s+)?[a-z]))?"
    r"(?:R&B(?:/[a-z]+)?\s+)?(?:[a-z][a-z/&-]+\s+){0,6}"
)
_WORD = r"(?:[A-ZÀ-Þ][\w.’'/&-]*|[\"“][^\"“”]{1,40}[\"”])"
_NAME = re.compile(
    rf"{_WORD}(?:\s+(?:{_WORD}|(?:of|the|de|da|di|van|von|and\s+(?:his|her|their|His|Her|Their)|&)\s+(?={_WORD})(?:{_WORD})))*"
)
_SEPARATOR = re.compile(r",?\s+and\s+|\s+&\s+|,\s+")
_MORE_NAME = re.compile(rf"(?:the\s+)?(?={_WORD})")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr)\b\.?")
MAX_CREDITED = 12


def credited_names(page: Page, start: int, end: int) -> list[Name]:
    """The names listed from `start` on ("… by *Nick Ashford, Valerie Simpson and Jo Armstead*, and …").

    start, end: offsets into the page's text; end closes the sentence. A lone surname that was named in
    full before in the sentence is left out, as are pronouns.
    """
    text = page.text[:end]
    role = _ROLE.match(text, start)
    begin = role.end() if role else start
    last = begin
    for _ in range(MAX_CREDITED):
        name = _NAME.match(text, last)
        if not name:
            break
        stop = name.end()
        suffix = _SUFFIX.match(text, stop)
        last = suffix.end() if suffix else stop
        separator = _SEPARATOR.match(text, last)
        more = _MORE_NAME.match(text, separator.end()) if separator else None
        if not more:
            break
        stop, last = last, more.end()
    else:
        stop = last
    found = names_in(text[begin : max(last, begin)], page.links_within(begin, last), "people", begin)
    earlier = text[max(0, start - 1500) : start].casefold()
    return [
        name for name in found if name.target_url or " " in name.folded or name.text.casefold() not in earlier
    ]
