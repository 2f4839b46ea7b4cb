"""Which sentences state a thing plainly: one clause, affirmed, told by the page itself, in English.

What lives here: refusing sentences. What may not: what the rest states (sentence_edges.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from infoseek.linking.page import Page, Sentence

MIN_CHARS, MAX_CHARS = 12, 400
_ENGLISH = ("", "en")

_DENIED = (
    "not|never|neither|nor|no|none|nobody|nothing|hardly|barely|scarcely|almost|nearly|instead|"
    "refused?|declined?|failed?|rejected|cancell?ed|abandoned|unreleased|unfinished|uncompleted|lost|denied|denies"
)
_UNSURE = (
    "may|might|could|would|should|shall|will|must|perhaps|probably|possibly|likely|reportedly|allegedly|apparently|"
    "supposed|supposedly|purportedly|presumably|ostensibly|seemingly|rumou?red|believed|thought|considered|assumed|"
    "claims?|claimed|alleged|alleges|attributed|credited|disputed|falsely|erroneously|mistakenly|fictional|"
    "fictitious|imaginary|legend|myth|"
    "plan|plans|planned|planning|intended|intends|hoped|hopes|wanted|wants|tried|tries|attempted|considers|meant|"
    "offered|scheduled|proposed|expected|slated|about to|set to|was to|were to|is to|are to|wish|wished|as if"
)
_TOLD = (
    "said|says|saying|tells|according|stated|states|stating|argued|argues|noted|notes|noting|recalled|recalls|"
    "remembered|wrote that|reported|reports|suggested|suggests|explained|explains|asked|asks|insisted|boasted|"
    "quoted|commented|observed"
)
_CLAUSES = (
    "which|who|whom|whose|that|where|when|while|whilst|because|although|though|whereas|unless|until|till|whether|"
    "if|wherein|whereby|whereupon|whenever|wherever|than|once|so|but|yet|however|except|how|why|what"
)
_PART = "one of|some of|most of|part of|parts of|half of|much of|many of|all of|several of|among|only|either"
# Capitals tell names and months ("May") from such words, but for a sentence's first.
_REFUSED = re.compile(
    rf"(?<![\w’'-])(?:{_DENIED}|{_UNSURE}|{_TOLD}|{_CLAUSES}|{_PART})(?![\w’'-])|n['’]t\b|[;:?]|\s[–—-]\s|—|\.\.\.|…"
)
_FIRST_PERSON = re.compile(r"(?<![\w.’'-])(?:I|[Mm]y|[Ww]e|[Oo]ur|us|me|[Yy]ou|[Yy]our|I['’]\w+)(?![\w.’'-])")
_HARMLESS = re.compile(r"\b(?:later|earlier|same|that) (?:that )?(?:year|month|day|week)\b", re.IGNORECASE)
_ENDED = re.compile(r"[.!)\]\"”]\s*$")
_QUOTES = re.compile(r"[\"“”]")


def is_english(page: Page) -> bool:
    """Whether the page is read at all: its language is English or unknown."""
    return page.language.partition("-")[0] in _ENGLISH


def told_by_page(page: Page) -> Iterator[Sentence]:
    """The page's prose sentences, the lead too, but for those that stand inside a quotation of several."""
    line, is_open = -1, False
    for sentence in page.sentences:
        if sentence.kind not in ("lead", "prose"):
            continue
        begun = page.text.rfind("\n", max(0, sentence.start - 20_000), sentence.start)
        if begun != line:
            line, is_open = begun, False
        was_open = is_open
        for quote in _QUOTES.findall(page.text, sentence.start, sentence.end):
            is_open = not is_open if quote == '"' else quote == "“"
        if not was_open and not is_open:
            yield sentence


def is_plain(text: str, named: Sequence[tuple[int, int]]) -> bool:
    """Whether a sentence is one affirmative clause of the page's own voice.

    named: spans of names in it, whose words count for nothing ("Never Say Never"). Words that deny, doubt,
    report or open a further clause refuse the whole sentence, wherever they stand.
    """
    if not (MIN_CHARS <= len(text) <= MAX_CHARS and _ENDED.search(text)):
        return False
    for start, end in named:
        text = f"{text[:start]}{'X' * (end - start)}{text[end:]}"
    text = _HARMLESS.sub(lambda match: " " * len(match[0]), text)
    text = text[0].lower() + text[1:]
    return not (_REFUSED.search(text) or _FIRST_PERSON.search(text))
