"""Which other things a page's text speaks of: a statement about the text itself, read off its mentions.

What lives here: one statement a thing. What may not: finding mentions, telling whose name is a common word
(the Spark job).
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from infoseek.linking.kinds.entities import Description
from infoseek.linking.mentions import Mention
from infoseek.linking.page import Page, Sentence
from infoseek.linking.stating.draft import Draft

PREDICATE = "speaks_of"
MOST_THINGS = 400
MIN_CHARS, MAX_CHARS = 40, 400
SURE = 0.95
"""An unlinked mention with such a score is as good as a link."""
_MOST_NAME_SHARE = 0.4
_ROW = "row"


def spoken_drafts(
    page: Page, entity: Description, entity_id: str, mentions: Sequence[Mention]
) -> list[Draft]:
    """speaks_of for each other thing the page's sentences and list items mention, by the thing's id.

    mentions: in order. The evidence is the first full sentence or item in which the page's author links
    the thing or surely names it (source sentence); where there is none, the first line that mentions it at all,
    a row too (source list), which serves to tell who else speaks of it.
    """
    if entity.kind == "list" or entity.is_disambiguation:
        return []
    starts = [sentence.start for sentence in page.sentences]
    best: dict[str, tuple[bool, Sentence]] = {}
    for mention in mentions:
        if mention.entity_id == entity_id or mention.source == "subject":
            continue
        at = bisect_right(starts, mention.start) - 1
        is_within = at >= 0 and mention.end <= page.sentences[at].end
        sentence = page.sentences[at] if is_within else _line(page, mention)
        is_telling = _is_telling(sentence, mention)
        known = best.get(mention.entity_id)
        if known is None or (is_telling and not known[0]):
            best[mention.entity_id] = (is_telling, sentence)
    chosen = sorted(best.items())[:MOST_THINGS]
    return [_draft(page, thing, sentence, is_telling) for thing, (is_telling, sentence) in chosen]


def _line(page: Page, mention: Mention) -> Sentence:
    """The line that a mention outside of sentences stands in, such as a row; of an endless one the name alone."""
    begin = page.text.rfind("\n", 0, mention.start) + 1
    after = page.text.find("\n", mention.end)
    end = len(page.text) if after < 0 else after
    if end - begin > MAX_CHARS:
        begin, end = mention.start, mention.end
    return Sentence(begin, end, _ROW, "")


def _is_telling(sentence: Sentence, mention: Mention) -> bool:
    """Whether a sentence or item says more than the name of what its author links, or surely names."""
    chars = sentence.end - sentence.start
    says_more = mention.end - mention.start <= _MOST_NAME_SHARE * chars
    is_sure = sentence.kind != _ROW and (mention.source == "link" or mention.score >= SURE)
    return MIN_CHARS <= chars <= MAX_CHARS and says_more and is_sure


def _draft(page: Page, thing: str, sentence: Sentence, is_telling: bool) -> Draft:
    return Draft(
        predicate=PREDICATE,
        target_url="",
        value_type="name",
        value="",
        low=math.nan,
        high=math.nan,
        is_functional=False,
        is_complete=False,
        source="sentence" if is_telling else "list",
        label="",
        start=sentence.start,
        end=sentence.end,
        text=page.text[sentence.start : sentence.end],
        families=(),
        needs_object=True,
        object_id=thing,
    )
