"""L2 answer leak and L3 intermediate leak (FIELD §3): names that stand where they must not.

What lives here: matching names in texts, and the two checks. What may not: which names an entity has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from infoseek.gates.corpus import FUNCTION_WORDS, Alias, GateCorpus
from infoseek.gates.item import Item
from infoseek.gates.verdict import Finding
from infoseek.linking.naming.names import fold_name
from infoseek.linking.naming.spelling import plain, spoken_forms
from infoseek.settings import GateSettings

# Names a page gives itself. They are looked for whatever they are; a link's text or a surname that is an
# ordinary word only as a proper name.
_OWN_SOURCES = frozenset({"title", "name", "redirect", "bold", "declared", "answer"})
# Initials are looked for in capitals: "the Theatre Of Old Lutes" is no tool.
_AS_WRITTEN = frozenset({"acronym"})
_BRACKET = re.compile(r"\s*\([^()]*\)\s*$")
_ARTICLES = ("the ", "a ", "an ")
_MIN_RUN_CHARS = 6


def fold(text: str) -> str:
    """`fold_name` for hostile text."""
    return fold_name(plain(text))


@dataclass(frozen=True)
class Leak:
    """A name that stands in a text. how: alias, spelling (other word breaks) or token."""

    name: str
    source: str
    how: str


class Text:
    """A text made ready to look names up in it."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _readings(self) -> list[str]:
        """Folded, once with "Name's" as one word and once as two."""
        return list(spoken_forms(self.text))

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(token for reading in self._readings for token in reading.split())

    def has_words(self, name: str) -> bool:
        """Whether a folded name stands in the text, bounded by words."""
        return any(f" {name} " in reading for reading in self._readings)

    def has_proper_name(self, name: str) -> bool:
        """Whether a name stands in the text as written, with its capital: "Brown" in "by Brown", not in "brown"."""
        if not name[:1].isupper() or fold(name) in FUNCTION_WORDS:
            return False
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain(self.text)) is not None

    def has_run(self, name: str) -> bool:
        """Whether neighbouring words run together make the name: "fat head" is "fathead"."""
        wanted = name.replace(" ", "")
        if len(wanted) < _MIN_RUN_CHARS:
            return False
        return any(_has_run(reading.split(), wanted) for reading in self._readings)


def _has_run(tokens: list[str], wanted: str) -> bool:
    joined = "".join(tokens)
    starts, at = {0}, 0
    for token in tokens:
        at += len(token)
        starts.add(at)
    found = joined.find(wanted)
    while found >= 0:
        if found in starts and found + len(wanted) in starts:
            return True
        found = joined.find(wanted, found + 1)
    return False


def spellings(alias: str) -> set[str]:
    """The folded forms of one name: as it is, without a trailing bracket, without an article."""
    found = {fold(alias), fold(_BRACKET.sub("", alias))}
    for name in list(found):
        for article in _ARTICLES:
            if name.startswith(article) and name != article.strip():
                found.add(name.removeprefix(article).strip())
    return {name for name in found if name}


def leaks(
    text: Text, aliases: Iterable[Alias], corpus: GateCorpus, settings: GateSettings, tokens: bool = True
) -> list[Leak]:
    """The names that stand in a text.

    An alias counts from `min_alias_chars` letters on. One that is only a link's text, a surname or a form made of a
    name, and consists of ordinary words and bare numbers, counts only where it is written with its capital; so do
    initials, whatever they spell.
    A token counts where it is distinctive: a word of a name the entity gives itself, of at least
    `min_alias_chars` letters and no number, that no other entity of the corpus has in a name and that
    is no ordinary word (`GateCorpus.common_words`).
    """
    aliases = list(aliases)
    found = [leak for alias in aliases if (leak := _alias_leak(text, alias, corpus, settings))]
    if not found and tokens:
        found = [
            Leak(token, source, "token")
            for token, source in sorted(_distinctive(aliases, corpus, settings).items())
            if token in text.tokens
        ]
    return sorted(set(found), key=lambda leak: (leak.name, leak.source, leak.how))


def _alias_leak(text: Text, alias: Alias, corpus: GateCorpus, settings: GateSettings) -> Leak | None:
    for name in sorted(spellings(alias.text)):
        if len(name.replace(" ", "")) < settings.min_alias_chars:
            continue
        is_ordinary = all(word in corpus.common_words or word.isdigit() for word in name.split())
        is_weak = alias.source in _AS_WRITTEN or (alias.source not in _OWN_SOURCES and is_ordinary)
        if is_weak and not text.has_proper_name(alias.text):
            continue
        if text.has_words(name):
            return Leak(alias.text, alias.source, "alias")
        if text.has_run(name):
            return Leak(alias.text, alias.source, "spelling")
    return None


def _distinctive(aliases: list[Alias], corpus: GateCorpus, settings: GateSettings) -> dict[str, str]:
    own = {
        name: alias.source
        for alias in aliases
        if alias.source in _OWN_SOURCES
        for name in sorted(spellings(_BRACKET.sub("", alias.text)))
    }
    found = {}
    for name, source in own.items():
        for token in name.split():
            owners = len(corpus.token_owners(token))
            if len(token) >= settings.min_alias_chars and not token.isdigit() and owners <= 1:
                found[token] = source
    return {token: source for token, source in found.items() if token not in corpus.common_words}


def answer_leak(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """L2: an alias of the answer, or one of its distinctive tokens, stands in the question."""
    aliases = [
        *corpus.aliases_of(item.tree.root.entity_id),
        *(Alias(name, "answer") for name in item.answer_names),
    ]
    found = leaks(Text(item.question), aliases, corpus, settings)
    seen = {"names": len({fold(alias.text) for alias in aliases})}
    if not found:
        return Finding(evidence=seen)
    return Finding(reason=f"The question names the answer: {_said(found)}.", evidence=_shown(found))


def intermediate_leak(item: Item, corpus: GateCorpus, settings: GateSettings) -> Finding:
    """L3: a hidden vertex is named in the question, an ancestor in a clue, an answer in its sub-question."""
    tree = item.tree
    names = {
        vertex.id: [*corpus.aliases_of(vertex.entity_id), Alias(vertex.name, "name")]
        for vertex in tree.vertices
        if vertex.is_entity
    }
    question = Text(item.question)
    hidden = [v for v in tree.vertices if v.id != "A" and v.is_entity and v.visibility == "hidden"]
    for vertex in hidden:
        if found := leaks(question, names[vertex.id], corpus, settings):
            reason = f"The question names the hidden vertex {vertex.id}: {_said(found)}."
            return Finding(reason=reason, evidence={"vertex": vertex.id, **_shown(found)})
    for vertex in tree.vertices[1:]:
        text = Text(tree.claim(vertex.id).text)
        for above in tree.ancestors(vertex.id):
            if found := leaks(text, names[above.id], corpus, settings, tokens=False):
                reason = f"The clue of {vertex.id} names its ancestor {above.id}: {_said(found)}."
                return Finding(
                    reason=reason, evidence={"vertex": vertex.id, "ancestor": above.id, **_shown(found)}
                )
    return _sub_question_leak(item, names, corpus, settings) or Finding(
        evidence={"hidden": [vertex.id for vertex in hidden]}
    )


def _sub_question_leak(
    item: Item, names: dict[str, list[Alias]], corpus: GateCorpus, settings: GateSettings
) -> Finding | None:
    for sub in item.sub_questions:
        text = Text(sub.question)
        own = [*names.get(sub.vertex, []), Alias(sub.answer, "answer")]
        for vertex, aliases in ((sub.vertex, own), ("A", names["A"])):
            if found := leaks(text, aliases, corpus, settings):
                reason = f"The sub-question for {sub.vertex} names {vertex}: {_said(found)}."
                return Finding(
                    reason=reason, evidence={"vertex": sub.vertex, "named": vertex, **_shown(found)}
                )
    return None


def _said(found: list[Leak]) -> str:
    first = found[0]
    what = {"alias": "its name", "spelling": "in other word breaks its name", "token": "its telling word"}
    return f'{what[first.how]} "{first.name}" ({first.source})'


def _shown(found: list[Leak]) -> dict[str, list[dict[str, str]]]:
    return {"leaks": [{"name": leak.name, "source": leak.source, "how": leak.how} for leak in found[:10]]}
