"""Edges from plain sentences anywhere on a page, about its own subject or about others it mentions.

What lives here: what a clause states of whom. What may not: grammar (clause.py), verbs (verbs.py), which
sentences are plain (plain.py), who is meant (subject.py, linker.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from infoseek.linking.kinds.entities import Description
from infoseek.linking.kinds.types import head_noun
from infoseek.linking.mentions import Mention
from infoseek.linking.naming.names import fold_name
from infoseek.linking.page import Page, Sentence
from infoseek.linking.predicates.lexicon import PREDICATES, Predicate, predicate_of
from infoseek.linking.predicates.verbs import Stated, can_be_said, can_point_to, is_of_actors
from infoseek.linking.stating.clause import Argument, Clause, Predication, Reader
from infoseek.linking.stating.draft import Draft, Evidence, name_draft, number_draft
from infoseek.linking.stating.name_lists import Name, clean_name
from infoseek.linking.stating.plain import is_english, is_plain, told_by_page
from infoseek.linking.stating.subject import NOUN_SCORE
from infoseek.linking.values.quantities import Quantity, durations_in, first_quantity, numbers_in

MAX_SENTENCES, _HEAD_CHARS = 5_000, 20
_RANK = {"link": 0, "subject": 1, "name": 2}
# A later issue, or one in some other place, dates no release.
_REISSUED = re.compile(
    r"\bon (?:compact disc|CDs?|DVDs?|VHS|video|vinyl|cassette|Blu-ray|LaserDisc|iTunes|home video)\b|\bre-?(?:issue|release|master)"
    r"|\bin the (?:U\.?S|U\.?K|United)|\b(?:again|worldwide|internationally|edition)\b",
    re.IGNORECASE,
)
_ISSUES = frozenset({"released", "published", "opened"})


def sentence_drafts(
    page: Page,
    entity: Description,
    entity_id: str,
    mentions: Sequence[Mention],
    types: Mapping[str, str],
) -> list[Draft]:
    """What the page's plain sentences state, in order, each statement of a sentence once.

    entity_id: the page's own entity. mentions: those of the page's text; of two that overlap a link counts
    first, then the page's subject. types: entity_id -> type noun of those mentioned. Drafts about the page's
    own subject have an empty subject_id; score is the least of the mentions they rest on. The sentence that
    says what the page is about ("X is a …") is left to lead_edges.
    """
    if not is_english(page):
        return []
    speaker = _Speaker(page, entity, entity_id, types)
    apart = _apart(mentions)
    starts = [mention.start for mention in apart]
    found: dict[tuple[str, str, str, str, int], Draft] = {}
    for count, sentence in enumerate(told_by_page(page)):
        if count >= MAX_SENTENCES:
            break
        within = apart[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        for draft in speaker.read(sentence, [m for m in within if m.end <= sentence.end]):
            key = (draft.subject_id, draft.predicate, draft.object_id, draft.value, draft.start)
            found.setdefault(key, draft)
    return list(found.values())


def _apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those that overlap a better one, in order."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, _RANK.get(m.source, 3), -m.end)):
        if kept and mention.start < kept[-1].end:
            if _RANK.get(mention.source, 3) < _RANK.get(kept[-1].source, 3):
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


class _Speaker:
    """Turns the clauses of one page into drafts."""

    def __init__(self, page: Page, entity: Description, entity_id: str, types: Mapping[str, str]) -> None:
        self.page, self.entity, self.entity_id = page, entity, entity_id
        self.types = {**types, entity_id: entity.type_noun}
        self._speaks_of_own, self._paragraph = False, -1

    def read(self, sentence: Sentence, mentions: list[Mention]) -> list[Draft]:
        """What one sentence states; sentences come in the page's order."""
        paragraph = self.page.text.rfind("\n", 0, sentence.start)
        if paragraph != self._paragraph:
            self._speaks_of_own, self._paragraph = False, paragraph
        found = (
            []
            if sentence is self.page.lead and self.entity.phrase
            else list(self._drafts(sentence, mentions))
        )
        self._speaks_of_own = any(
            mention.entity_id == self.entity_id and mention.start - sentence.start <= _HEAD_CHARS
            for mention in mentions
        )
        return found

    def _drafts(self, sentence: Sentence, mentions: list[Mention]) -> Iterator[Draft]:
        text = self.page.text[sentence.start : sentence.end]
        named = [(m.start - sentence.start, m.end - sentence.start) for m in mentions]
        if not is_plain(text, named):
            return
        source = "lead" if sentence is self.page.lead else "sentence"
        evidence = Evidence(sentence.start, sentence.end, source)
        reader = Reader(text, sentence.start, mentions)
        if (labelled := reader.labelled()) and labelled[1] != head_noun(self.entity.type_noun):
            yield from self._labelled(sentence, mentions, *labelled, evidence)
            return
        clause = reader.clause()
        if clause is not None:
            for one in clause.said:
                yield from self._said(clause, one, evidence)

    def _labelled(
        self,
        sentence: Sentence,
        mentions: list[Mention],
        owner: str,
        label: str,
        names: tuple[Mention, ...],
        evidence: Evidence,
    ) -> Iterator[Draft]:
        """ "Its capital is …" of whom "its" means; "The music is by …" of the page, where it is spoken of."""
        own = next((m for m in mentions if m.start == sentence.start and m.source == "subject"), None)
        if own is None and owner == "The" and self._speaks_of_own:
            own = Mention(sentence.start, sentence.start, self.entity_id, "subject", "", NOUN_SCORE)
        predicate = predicate_of(label, self.entity.type_noun) if own else None
        if own is None or predicate is None or predicate.range != "entity" or predicate.is_volatile:
            return
        for name in names:
            yield from self._related(own, name, "by", (Stated(predicate.name, False),), evidence)

    def _said(self, clause: Clause, one: Predication, evidence: Evidence) -> Iterator[Draft]:
        objects = next((each.names for each in one.arguments if each.slot == "to"), ())
        for argument in one.arguments:
            stated = one.frame.get(argument.slot, ())
            if argument.names:
                for subject in clause.subjects:
                    for name in argument.names:
                        yield from self._related(subject, name, argument.slot, stated, evidence)
            elif argument.date is not None:
                for subject in clause.subjects:
                    yield from self._valued(subject, argument, stated, evidence)
                for thing in objects:
                    yield from self._valued(thing, argument, one.frame.get("date of to", ()), evidence)
            else:
                for subject in clause.subjects:
                    yield from self._valued(subject, argument, stated, evidence)

    def _related(
        self, subject: Mention, name: Mention, slot: str, stated: Sequence[Stated], evidence: Evidence
    ) -> Iterator[Draft]:
        for each in stated:
            holder, pointed = (name, subject) if each.is_turned else (subject, name)
            own_type, type_noun = self._type(holder), self._type(pointed)
            is_unknown_fine = slot == "by" or (not pointed.entity_id and is_of_actors(each.predicate))
            if not holder.entity_id or not can_be_said(each.predicate, own_type):
                continue
            if not can_point_to(each.predicate, type_noun, own_type, is_unknown_fine=is_unknown_fine):
                continue
            written = self._name(pointed)
            if holder.entity_id != pointed.entity_id and written.folded:
                drawn = name_draft(self.page, self.entity, PREDICATES[each.predicate], written, evidence)
                yield replace(
                    drawn,
                    object_id=pointed.entity_id,
                    subject_id=self._subject_id(holder),
                    score=min(holder.score, pointed.score),
                )
            return

    def _valued(
        self, holder: Mention, argument: Argument, stated: Sequence[Stated], evidence: Evidence
    ) -> Iterator[Draft]:
        for each in stated:
            if not holder.entity_id or not can_be_said(each.predicate, self._type(holder)):
                continue
            if each.predicate in _ISSUES and _REISSUED.search(self.page.text, evidence.start, evidence.end):
                return
            predicate = PREDICATES[each.predicate]
            value = argument.date or _quantity(predicate, argument.text)
            if value is not None:
                drawn = number_draft(self.page, predicate, value, evidence)
                yield replace(drawn, subject_id=self._subject_id(holder), score=holder.score)
                return

    def _type(self, mention: Mention) -> str:
        return self.types.get(mention.entity_id, "")

    def _subject_id(self, mention: Mention) -> str:
        return "" if mention.entity_id == self.entity_id else mention.entity_id

    def _name(self, mention: Mention) -> Name:
        """How the statement calls what it points to: the page's subject by its name, whatever the sentence has."""
        written = clean_name(self.page.text[mention.start : mention.end])
        if mention.entity_id == self.entity_id:
            written = self.entity.name
        return Name(written, fold_name(written), "")


def _quantity(predicate: Predicate, text: str) -> Quantity | None:
    """The number a text is, in the predicate's unit."""
    if predicate.range == "quantity":
        return first_quantity(text, predicate.unit)
    found = durations_in(text) if predicate.range == "duration" else numbers_in(text)
    is_bare = predicate.range == "duration" or bool(re.fullmatch(r"[\d,]+(?:\s[a-z]+)?", text))
    return found[0] if found and is_bare else None
