"""One plain clause read from left to right: when, who, verb, to whom, when, where.

What lives here: its parts and where they stand. What may not: what they state (sentence_edges.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infoseek.linking.kinds.types import KINDS
from infoseek.linking.mentions import Mention
from infoseek.linking.predicates.verbs import VERB, Frame, frame_of, is_of_actors
from infoseek.linking.values.dates import DateSpan, ranges_in

MAX_NAMES, MAX_ARGUMENTS, MAX_VERBS = 6, 6, 3
_DATE_CHARS, _MOST_BEFORE = 60, 50

_NOUNS = frozenset().union(*KINDS.values())
_SPACE = re.compile(r"\s+")
_COMMA = re.compile(r",?\s+")
_LONGER_NAME = re.compile(r"['’-]|\s+[A-ZÀ-Þ\d]")
_FURTHER_DATE = re.compile(r"\s*(?:and|or|to|until|[-–/])\s*(?:\d|[A-Z][a-z]+\s\d)")
_ADVERB = re.compile(
    r"(?:Later|Then|Also|Subsequently|Eventually|Soon|Finally|Initially|Originally|Afterwards?|Later that year|"
    r"The same year|That year|In the same year),?\s+"
)
_DATE_LEAD = re.compile(
    r"(?:In|On|During|From)\s+(?:(?:the\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?|the\s+)?(?=[A-Z\d])"
)
_DATE_PREPOSITION = re.compile(
    r",?\s+(?:in|on|during|from)\s+(?:(?:the\s+)?(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?|the\s+)?(?=[A-Z\d])"
)
_PREPOSITION = re.compile(r",?\s+(?P<word>by|in|at|on|through|with|for|from|to)\s+")
# What may stand before a name without being a part of it: "the film", "the American singer", a quotation mark.
_BEFORE_NAME = re.compile(
    r"(?:[Tt]he\s+|[Aa]n?\s+|[Hh]is\s+|[Hh]er\s+|[Tt]heir\s+)?(?P<words>(?:[\w&'-]+\s+){0,3}?)(?P<open>[\"“(']?)"
)
_AFTER_NAME = re.compile(r"[\"”']?(?:\s*\([^()]{1,60}\))?")
_APPOSITION = re.compile(r",\s(?:an?|the|also|then|now)\s[^,.;()]{3,60},(?=\s)")
_SEPARATOR = re.compile(r",?\s+(?:and|&|or)\s+|,\s+")
_DIED_OF = re.compile(r"\s+of\s+(?:an?\s+)?[a-z][a-z -]{2,30}?(?=\s+(?:in|on|at)\b|[,.])")
_FROM = re.compile(r"\s+from\s+(?:the\s+)?[A-Z][\w.]*(?:\s[A-Z]\w*){0,2}(?=\s+(?:in|on)\s+(?:\d|[A-Z]))")
_AS_A = re.compile(r"\s+as\s+an?\s+[a-z -]{3,25}?(?=\s+(?:in|on|by|from)\b|[,.])")
# "Its capital is …", "The music is by …": what a row would be labelled with.
_LABELLED = re.compile(
    r"(?P<owner>Its|His|Her|Their|The)\s+(?P<label>[a-z]+(?:\s[a-z]+){0,2})\s+(?:is|was|are|were)(?P<by>\s+by)?\s+"
)
# A name that no mention stands for: two capitalised words and more, behind what its bearer is.
_ROLE = r"(?P<role>(?:(?:the\s+|an?\s+)?(?:[A-Z][a-z]+(?:an|ish|ese|ch)\s+(?=[a-z]))?(?:[a-z][a-z/&-]+\s+){0,4})?)"
_PREPOSITIONS = frozenset("by of in on at for from to with as".split())
_WORD = r"[A-ZÀ-Þ][\w’.-]*"
_TEXT_NAME = re.compile(
    rf"{_ROLE}(?P<name>(?:The\s+)?{_WORD}(?:\s+(?:(?:of|de|la|van|von|der|del|and the|&)\s+)?{_WORD}){{1,4}})"
)
# After the last part that was read the clause may go on like this, and not with a noun that would make another
# thing of the name, a further subject or a verb of its own.
_GOES_ON = re.compile(
    r"\s*(?:$|[.!)\]\"”]|,(?!\s+(?:and|or)\s)|\s(?:in|on|at|by|with|for|from|to|during|near|as|under|through|alongside|together|"
    r"over|into|against|along|across|within|between|around|after|before|without|half|to|using|starring|featuring|"
    r"\w+ly|\w+ed|high|tall)\b)"
)
_AND_VERB = re.compile(
    r",?\s+and\s+(?=[a-z])(?!(?:he|she|it|they|the|an?|his|her|its|their|this|these|two|other|many|several)\b)"
)
_LENGTH = re.compile(
    r"\s+(?P<text>\d[\d,.]*(?:\s?[a-zA-Z²]{1,12}\.?(?:\s(?:kilomet(?:re|er)s?|km|miles?|mi)\b)?|:\d\d)?)(?![\w:])"
)


@dataclass(frozen=True, slots=True)
class Argument:
    """What follows a verb in one slot: names, a date, or a quantity's text."""

    slot: str
    names: tuple[Mention, ...] = ()
    date: DateSpan | None = None
    text: str = ""


@dataclass(slots=True)
class Predication:
    """A verb's frame and what it was said with."""

    frame: Frame
    arguments: list[Argument] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Clause:
    """Its subjects, and what is said of them."""

    subjects: tuple[Mention, ...]
    said: tuple[Predication, ...]


class Reader:
    """Reads one sentence. mentions: those within it, in order, none overlapping; start: its offset in the page."""

    def __init__(self, text: str, start: int, mentions: Sequence[Mention]) -> None:
        self.text, self.start = text, start
        self.at: Mapping[int, Mention] = {mention.start - start: mention for mention in mentions}

    def labelled(self) -> tuple[str, str, tuple[Mention, ...]] | None:
        """Owner ("Its", "The"), label and names of a sentence that reads like a row; None where it does not."""
        match = _LABELLED.match(self.text)
        names, end = self.names(match.end(), is_any=True) if match else ([], 0)
        if match is None or not names or not _GOES_ON.match(self.text, end):
            return None
        return match["owner"], match["label"], tuple(names)

    def clause(self) -> Clause | None:
        """The sentence as a clause; None where its parts are not clear."""
        lead, begin = self._lead()
        subjects, end = self.names(begin, is_any=True)
        if not subjects:
            return None
        apposition = _APPOSITION.match(self.text, end)
        end = apposition.end() if apposition else end
        said: list[Predication] = []
        while len(said) < MAX_VERBS:
            space = _SPACE.match(self.text, end)
            verb = VERB.match(self.text, space.end()) if space else None
            if verb is None:
                break
            one, stop = self._said(verb)
            if lead is not None and not said and all(each.date is None for each in one.arguments):
                one.arguments.append(Argument("date", date=lead))
            more = _AND_VERB.match(self.text, stop)
            if not one.arguments or not (more or _GOES_ON.match(self.text, stop)):
                break
            said.append(one)
            if more is None:
                break
            end = more.end() - 1
        return Clause(tuple(subjects), tuple(said)) if said else None

    def _lead(self) -> tuple[DateSpan | None, int]:
        """The date a sentence begins with, and where its subject begins."""
        adverb = _ADVERB.match(self.text)
        if adverb:
            return None, adverb.end()
        opening = _DATE_LEAD.match(self.text)
        dated = self._date(opening.end()) if opening else None
        if dated is None:
            return None, 0
        after = _COMMA.match(self.text, dated.end)
        return (dated, after.end()) if after else (None, 0)

    def names(self, at: int, *, is_any: bool = False) -> tuple[list[Mention], int]:
        """The names listed from a place on, and where they end; empty where one is unclear.

        is_any: names that no mention stands for too, as mentions of entity "".
        """
        found: list[Mention] = []
        end = at
        while len(found) <= MAX_NAMES:
            mention = self._first(at) or (self._unknown(at) if is_any else None)
            if mention is None:
                break
            after = _AFTER_NAME.match(self.text, mention.end - self.start)
            stop = after.end() if after else mention.end - self.start
            if _LONGER_NAME.match(self.text, stop):
                return [], at
            found.append(mention)
            end = stop
            separator = _SEPARATOR.match(self.text, stop)
            if separator is None:
                break
            at = separator.end()
        return (found, end) if len(found) <= MAX_NAMES else ([], at)

    def _first(self, at: int) -> Mention | None:
        """The mention that begins here, behind a quotation mark or "the American singer" at most."""
        for place in range(at, min(at + _MOST_BEFORE, len(self.text))):
            mention = self.at.get(place)
            if mention is None:
                continue
            opening = _BEFORE_NAME.fullmatch(self.text, at, place)
            words = opening["words"].split() if opening else ["?"]
            return mention if not words or words[-1] in _NOUNS else None
        return None

    def _unknown(self, at: int) -> Mention | None:
        """A name that begins here and that no mention stands for or reaches into."""
        match = _TEXT_NAME.match(self.text, at)
        if match is None or any(match.start() <= place < match.end() for place in self.at):
            return None
        role = match["role"].split()
        if role and (role[-1] not in _NOUNS or _PREPOSITIONS & set(role)):
            return None
        return Mention(self.start + match.start("name"), self.start + match.end("name"), "", "name", "", 1.0)

    def _said(self, verb: re.Match[str]) -> tuple[Predication, int]:
        one = Predication(frame_of(verb))
        end = verb.end()
        if "to" in one.frame:
            space = _SPACE.match(self.text, end)
            names, stop = (
                self.names(space.end(), is_any=_is_of_actors(one.frame, "to")) if space else ([], end)
            )
            if names:
                one.arguments.append(Argument("to", tuple(names)))
                end = stop
            elif set(one.frame) == {"to"} or "date of to" in one.frame:
                return one, end
        if "number" in one.frame and (length := _LENGTH.match(self.text, end)):
            one.arguments.append(Argument("number", text=length["text"].rstrip(".")))
            end = length.end()
        for _ in range(MAX_ARGUMENTS):
            argument, stop = self._argument(end, one.frame)
            if argument is None:
                break
            one.arguments.append(argument)
            end = stop
            if not argument.date and argument.slot not in one.frame:
                break
        return one, end

    def _argument(self, at: int, frame: Frame) -> tuple[Argument | None, int]:
        for skipped in (_DIED_OF, _AS_A, *((_FROM,) if "from" not in frame else ())):
            if match := skipped.match(self.text, at):
                at = match.end()
        opening = _DATE_PREPOSITION.match(self.text, at)
        dated = self._date(opening.end()) if opening else None
        if dated is not None:
            return Argument("date", date=dated), dated.end
        preposition = _PREPOSITION.match(self.text, at)
        if preposition is None:
            return None, at
        names, end = self.names(preposition.end(), is_any=_is_of_actors(frame, preposition["word"]))
        return (Argument(preposition["word"], tuple(names)), end) if names else (None, at)

    def _date(self, at: int) -> DateSpan | None:
        """The date that begins at a place, its span counted in the sentence."""
        found = ranges_in(self.text[at : at + _DATE_CHARS])
        if not found or found[0].start != 0:
            return None
        span = found[0]
        if _FURTHER_DATE.match(self.text, at + span.end):
            return None
        return DateSpan(at, at + span.end, span.value, span.low, span.high)


def _is_of_actors(frame: Frame, slot: str) -> bool:
    """Whether a slot takes people or bodies alone, whom a name without a page is clear enough for."""
    stated = frame.get(slot, ())
    return bool(stated) and all(not each.is_turned and is_of_actors(each.predicate) for each in stated)
