"""A page's own subject in its text: its names, its pronouns, "the album".

What lives here: reading a page's sentences in order with what they speak of. What may not: other entities
(linker.py), what sentences state (sentence_edges.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from infoseek.linking.kinds.entities import Description
from infoseek.linking.kinds.types import KINDS, head_noun
from infoseek.linking.mentions import Mention
from infoseek.linking.naming.own_names import OwnNames
from infoseek.linking.page import Page, Sentence
from infoseek.linking.predicates.predicate import sorts_of
from infoseek.linking.stating.plain import is_english

# How often such a mention is right, rounded down: counted by hand on 150 of them from three sites.
NAME_SCORE, PRONOUN_SCORE, NOUN_SCORE = 0.98, 0.95, 0.95
MAX_SENTENCE_CHARS = 600

_GROUPS = frozenset("band duo trio quartet quintet group team choir ensemble orchestra".split())
_PRONOUNS = {
    "he": re.compile(r"(?:[Hh]e|[Hh]is)\b(?!['’])"),
    "she": re.compile(r"(?:[Ss]he|[Hh]er)\b(?!['’])"),
    "it": re.compile(r"(?:[Ii]t|[Ii]ts)\b(?!['’])"),
    "they": re.compile(r"(?:[Tt]hey|[Tt]heir)\b(?!['’])"),
}
_GENDERED = {"he": re.compile(r"\b(?:he|him|his)\b", re.I), "she": re.compile(r"\b(?:she|hers?)\b", re.I)}
# One gender must outweigh the other so far before its pronoun is the subject's.
_CLEAR_MAJORITY = 4
# "It was during the war that", "It is said": no pronoun for anything.
_NO_REFERENT = re.compile(
    r"\s+(?:is|was|has been|had been|may|will|would|should|can|could|seems|took|takes|turned out|rain|snow|became)\s+"
    r"(?:(?:\w+ly|also|only|not|now)\s+)?(?:in|on|at|during|with|from|by|not|also|then|here|there|because|after|under|through|"
    r"said|reported|believed|claimed|thought|known|clear|possible|likely|hard|easy|important|common|unclear|unknown|"
    r"estimated|rumou?red|alleged|expected|hoped|true|\d+ )\b[^.]*\b(?:that|who|when|to|where)\b"
    r"|\s+(?:seems|appears|turned out|follows|is|was) that\b"
)
_OPENING = re.compile(
    r"(?:(?:(?:In|On|By|During|From|Since|After|Before|At|Around|Until)\s[^,.;:]{1,40},\s+)"
    r"|(?:[A-Z]\w*(?:ed|en|et|id|ng)\s[^,.;:]{2,60},\s+)"
    r"|(?:In|Since)\s(?:the\s)?(?:[A-Z][a-z]+\s)?\d{4}s?\s+"
    r"|(?:On)\s(?:\d{1,2}\s)?[A-Z][a-z]+\s(?:\d{1,2},\s)?\d{4},?\s+"
    r"|(?:Later|Then|Also|Subsequently|Eventually|Soon|Finally|Initially|Originally|Afterwards?|However|Meanwhile),?\s+)?"
)
# Sentences that go on about the subject without being about it: "The music is by …", "Much of it was shot …".
_GOES_ON = re.compile(
    r"(?:The|Its|His|Her|Their)\s[a-z]+(?:\s[a-z]+)?\s(?:is|was|are|were)\s(?:by\s)?(?:the\s)?[A-Z]"
    r"|(?:The|Its)\s(?:[a-z]+\s)?(?:words|lyrics|music|score|libretto|plot|story|title|chorus|cover|sleeve|cast|text)\b"
    r"|(?:Much|Most|Half|Part|Parts|Some) of it\b"
)
# What makes another thing of "the album": a name behind it, or what it is told apart by.
_RESTRICTED = re.compile(
    r"\s*[\"“]|\s+(?:[A-Z\d]|(?:of|by|that|which|on|in the|from|called|titled|written|made|starring|featuring|"
    r"(?:releas|record|direct|produc|perform|compos|publish|creat|bas|edit|design|found|paint)ed)\b)"
)
_SCENERY = re.compile(r"\b(?:above the sea|sea level)\b")
_KIN = re.compile(
    r"\b(?:father|mother|brother|sister|son|daughter|husband|wife|uncle|aunt|cousin|friend|partner|grandfather|"
    r"grandmother|nephew|niece|man|woman|boy|girl|teacher|pupil|manager|colleague|successor|predecessor|"
    r"king|queen|president)s?\b"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:(?:of|the|de|la|van|von)\s+){0,2}[A-ZÀ-Þ][\w’'.-]*)+")
_QUOTED = re.compile(r"[\"“][A-Z][^\"“”]{1,80}[\"”]")


@dataclass(slots=True)
class _Focus:
    """Of what the sentence before spoke: is_own where the page's subject was its subject.

    text: what followed that subject. paragraph: where its line began.
    """

    is_own: bool = False
    text: str = ""
    paragraph: int = -1


def subject_mentions(page: Page, entity: Description, entity_id: str) -> list[Mention]:
    """Where sentences name the page's own subject without a link, in order, none overlapping another or a link.

    By its names; by a pronoun that agrees, at the head of a clause, where the sentence before spoke of the
    subject and of nothing else it might mean; by its type with "the". None for lists and in other languages.
    """
    if not entity.is_answerable or not is_english(page):
        return []
    names = OwnNames(page, entity)
    reader = _Reader(page, entity, entity_id, names)
    return [
        mention for sentence in page.sentences if _is_prose(sentence) for mention in reader.read(sentence)
    ]


def _is_prose(sentence: Sentence) -> bool:
    return sentence.kind in ("lead", "prose") and sentence.end - sentence.start <= MAX_SENTENCE_CHARS


class _Reader:
    """Reads a page's sentences in order."""

    def __init__(self, page: Page, entity: Description, entity_id: str, names: OwnNames) -> None:
        self.page, self.entity, self.entity_id, self.names = page, entity, entity_id, names
        self.pronoun = _pronoun(page, entity)
        self.focus = _Focus()
        noun = head_noun(entity.type_noun)
        self.noun = re.compile(rf"\b[Tt]he\s+(?:{'|'.join(map(re.escape, _called(noun)))})\b(?!-)")
        self.rival_noun = re.compile(rf"\b(?:{'|'.join(map(re.escape, _rivals(entity, noun)))})\b")
        same = "|".join(map(re.escape, _called(noun)))
        self.same_noun = re.compile(rf"(?<!\b[Tt]he )\b(?:{same})s?\b(?!['’])|\b(?:{same})s\b")

    def read(self, sentence: Sentence) -> Iterator[Mention]:
        text = self.page.text[sentence.start : sentence.end]
        paragraph = self.page.text.rfind("\n", 0, sentence.start)
        if paragraph != self.focus.paragraph:
            self.focus = _Focus(is_own=False, paragraph=paragraph)
        found = [(*span, NAME_SCORE) for span in self.names.within(sentence.start, sentence.end)]
        opening = _OPENING.match(text)
        head = opening.end() if opening else 0
        at_head = self._head(sentence, text, head, [span[:2] for span in found])
        if at_head is not None and at_head[2] < NAME_SCORE:
            found.append(at_head)
        found += self._nouns(sentence, text, found)
        is_more_of_it = self.focus.is_own and at_head is None and _GOES_ON.match(text) is not None
        self.focus.is_own = at_head is not None or is_more_of_it
        behind = at_head[1] - sentence.start if at_head else 0
        if sentence is self.page.lead and self.entity.phrase and at_head:
            behind = max(behind, self.entity.phrase.end)
        self.focus.text = text[behind:]
        links = self.page.links_within(sentence.start, sentence.end)
        for start, end, score in sorted(found):
            if not any(link.start < end and start < link.end for link in links):
                yield Mention(start, end, self.entity_id, "subject", sentence.kind, score)

    def _head(
        self, sentence: Sentence, text: str, head: int, named: list[tuple[int, int]]
    ) -> tuple[int, int, float] | None:
        """The page's subject where it is the subject of the sentence."""
        start = sentence.start + head
        for span in named:
            lead_in = self.page.text[start : span[0]]
            if start <= span[0] and re.fullmatch(r"[\"“'(]?(?:[Tt]he\s+)?(?:[a-z-]+\s+){0,2}[\"“]?", lead_in):
                return (*span, NAME_SCORE)
        pronoun = self.pronoun.match(text, head) if self.pronoun and self._is_kept() else None
        if pronoun and not (pronoun[0][0] in "Ii" and _NO_REFERENT.match(text, pronoun.end())):
            return start, sentence.start + pronoun.end(), PRONOUN_SCORE
        noun = self.noun.match(text, head)
        if noun and self._is_bare(text, noun.end()) and not self._has_same(self.focus.text):
            return start, sentence.start + noun.end(), NOUN_SCORE
        return None

    def _is_kept(self) -> bool:
        """Whether a pronoun can mean nothing but the page's subject, by the sentence before."""
        focus = self.focus
        if self.entity.kind == "person":
            if focus.is_own:
                return not _KIN.search(focus.text)
            return not _NAME.search(focus.text) and not _KIN.search(focus.text)
        return focus.is_own and not self._has_rival(focus.text)

    def _nouns(
        self, sentence: Sentence, text: str, found: list[tuple[int, int, float]]
    ) -> Iterator[tuple[int, int, float]]:
        """ "the album" within the sentence, where no other is near."""
        if self._has_same(self.focus.text):
            return
        for match in self.noun.finditer(text):
            span = sentence.start + match.start(), sentence.start + match.end()
            is_new = all(span[1] <= start or end <= span[0] for start, end, _ in found)
            if is_new and self._is_bare(text, match.end()) and not self._has_same(text[: match.start()]):
                yield (*span, NOUN_SCORE)

    def _is_bare(self, text: str, end: int) -> bool:
        """False where a name or a restriction follows: "the album Genius", "the song of that name"."""
        return not _RESTRICTED.match(text, end)

    def _has_same(self, text: str) -> bool:
        """Whether a text speaks of another thing of the subject's type, which "the album" might mean."""
        if self.entity.kind == "person":
            return self._has_rival(text)
        return bool(self.same_noun.search(text) or _QUOTED.search(self.names.without(text)))

    def _has_rival(self, text: str) -> bool:
        """Whether a text speaks of another thing that the pronoun might mean."""
        if self.entity.kind == "person":
            return bool(_NAME.search(text) or _KIN.search(text))
        return bool(
            self.rival_noun.search(_SCENERY.sub("", text)) or _QUOTED.search(self.names.without(text))
        )


def _called(noun: str) -> list[str]:
    """How a page calls a thing of this type."""
    also = {"song": ["single", "recording", "track"], "film": ["movie", "picture"], "novel": ["book"]}
    if sorts_of(noun) & {"digital"}:
        return sorted({noun, "app", "service", "site", "website", "platform", "project", "tool", "software"})
    return [noun or "subject", *also.get(noun, [])]


def _rivals(entity: Description, noun: str) -> list[str]:
    """Nouns of what "it" might mean beside the page's subject."""
    return sorted(KINDS.get(entity.kind, frozenset()) | {noun or "thing"})


def _pronoun(page: Page, entity: Description) -> re.Pattern[str] | None:
    """The pronoun that agrees with the page's subject; None where that is unsure."""
    if entity.kind != "person":
        return _PRONOUNS["they" if head_noun(entity.type_noun) in _GROUPS else "it"]
    counts = {word: len(pattern.findall(page.text[:20_000])) for word, pattern in _GENDERED.items()}
    word = max(counts, key=lambda each: counts[each])
    other = min(counts.values())
    return _PRONOUNS[word] if counts[word] >= max(1, _CLEAR_MAJORITY * other) else None
