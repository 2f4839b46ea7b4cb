"""Other names that a page tells of its subject: in rows ("Birth name"), in its lead ("also known as", "née").

What lives here: reading them. What may not: forms made of names (aliases.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page
from infoseek.linking.stating.name_lists import clean_name

MAX_LEAD = 800
MAX_ROWS = 400
MAX_NAMES = 30
MAX_NAME_CHARS = 100

_LABELS = frozenset(
    fold_name(label)
    for label in (
        "Also known as|Other names|Other name|Alternative names|Alternative name|Native name|Nickname|Nicknames|"
        "Nickname(s)|Birth name|Born as|Full name|Real name|Official name|Long name|Short name|Former name|Former names|"
        "Formerly|Former name(s)|Acronym|Abbreviation|Initialism|Pseudonym|Pseudonyms|Pen name|Pen names|Stage name|"
        "Ring name|Alias|Aliases|Alias(es)|AKA|Conventional long form|Conventional short form|Local long form|"
        "Local short form|Romanized|Transliteration|Original title|Working title|Literally|Former|Trading name|"
        "Native name(s)|Other name(s)|Name in Latin|Maiden name|Religious name|Regnal name"
    ).split("|")
)
_NO_NAMES = frozenset({"none", "n a", "na", "unknown", "same", "see below", "no", "yes", "various"})
_ALSO = re.compile(
    r"\b(?:(?:also|formerly|previously|originally|better|best|commonly|professionally|popularly|sometimes|often|variously|"
    r"alternatively|colloquially|usually|occasionally|simply)\s+)+(?:(?:known|credited|referred to|stylized|stylised|"
    r"abbreviated|written|spelled|spelt)\s+(?:simply\s+)?as|called|titled|named|spelled|spelt|written|"
    r"rendered|billed as|known by (?:his|her|their|its|the) \w+ names?)\s+|"
    r"\b[aA]\.?[kK]\.?[aA]\.?\s+|\bformerly\s+|\bor\s+(?=[\"“])"
)
_OF_PERSON = re.compile(
    r"\b(?:née|né|nee)\s+|\b(?:stage|pen|birth|real|maiden|full) name\s+(?:is|was|of)?\s*|\bnicknamed\s+|"
    r"\bunder the (?:pseudonym|name|alias|stage name|pen name)\s+(?:of\s+)?"
)
_BORN = re.compile(
    r"\(\s*born\s+(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)"
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]+(?:\s+[A-ZÀ-Þ][\w.'’-]+){1,5})(?=[;,)])"
)
_QUOTED = re.compile(r"[\"“](?P<name>[^\"”]{2,80})[\"”]")
_TITLED = re.compile(
    r"(?P<name>(?:(?:[Tt]he|[Aa]n?)\s+)?[A-ZÀ-ÞΑ-ΩА-Я0-9][\w.'’&-]*"
    r"(?:\s+(?:(?:of|the|de|la|van|von|and|in|for|on|to|du|der)\s+){0,2}[A-ZÀ-ÞΑ-ΩА-Я0-9][\w.'’&-]*){0,7})"
)
# In brackets a name is all up to the next mark.
_WHOLE = re.compile(r"(?P<name>[^\W_][^()\[\],;:\"“”]{1,80}?)(?=\s*[,;)]|\s+or\s)")
_LEADING = re.compile(r"^(?:(?:or|just|simply|sometimes|also|and|previously|before that|formerly)\s+)+")
_MORE = re.compile(r"\s*(?:,|;|\bor\b|\band\b|,\s*or\b)\s*")


def told_names(page: Page, kind: str) -> list[str]:
    """The names a page's rows and lead tell beside its title, as written, each once.

    kind: what its subject is; pseudonyms and maiden names are those of people.
    """
    lead = page.lead_text[:MAX_LEAD]
    patterns = (_ALSO, _OF_PERSON) if kind == "person" else (_ALSO,)
    found = dict.fromkeys((*_of_rows(page), *_born_as(lead), *_of_lead(lead, patterns)))
    return [name for name in found if fold_name(name) not in _NO_NAMES][:MAX_NAMES]


def _of_rows(page: Page) -> Iterator[str]:
    for row in page.rows[:MAX_ROWS]:
        if fold_name(row.label) not in _LABELS:
            continue
        value = page.text[row.value_start : min(row.value_end, row.value_start + 400)]
        for part in re.split(r"[;•|\n/]|,\s+(?!(?:Jr|Sr|Inc|Ltd)\b)", re.sub(r"\bnote\b.*", "", value)):
            name = clean_name(part)
            if 1 < len(name) <= MAX_NAME_CHARS:
                yield name


def _born_as(lead: str) -> Iterator[str]:
    return (match["name"] for match in _BORN.finditer(lead))


def _of_lead(lead: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    for match in (match for pattern in patterns for match in pattern.finditer(lead)):
        at = match.end()
        is_bracketed = lead.rfind("(", 0, at) > lead.rfind(")", 0, at)
        titled = _WHOLE if is_bracketed else _TITLED
        while (said := _QUOTED.match(lead, at) or titled.match(lead, at)) is not None:
            name = _LEADING.sub("", clean_name(said["name"]))
            if said.end() == len(lead):
                name = name.removesuffix(".")
            if 1 < len(name) <= MAX_NAME_CHARS and not name.startswith(("a ", "an ")):
                yield name
            more = _MORE.match(lead, said.end())
            if more is None or not more[0].strip():
                break
            at = more.end()
