"""The sentences of a question: what each is about, what it says, and which one asks.

What lives here: the shapes of whole sentences. What may not: clauses and noun phrases (read_clauses.py).
"""

from __future__ import annotations

from infoseek.offline.roles.read_clauses import Clauses
from infoseek.offline.roles.read_families import Domains
from infoseek.offline.roles.read_said import Mention, Said
from infoseek.offline.roles.read_things import Thing, Things
from infoseek.offline.roles.read_tokens import Sentence
from infoseek.offline.roles.read_words import BE, classed

_ASKING = frozenset({"which", "what"})
_OPENINGS = (("there", "is"), ("there", "was"), ("consider",), ("think", "of"), ("take",), ("imagine",))
_BEARING = (("what", "title", "does"), ("what", "name", "does"), ("by", "what", "name", "does"))
_BORNE = (("called",), ("titled",), ("named",), ("bear",), ("go", "by"), ("have",), ("go",))
_POINTED = (("is", "being", "described"), ("is", "meant"), ("is", "it"), ("is", "this"), ("is", "that"))
_NAMES = (("the", "name", "of"), ("the", "title", "of"))


class _Reader:
    """One sentence against the things met so far."""

    def __init__(self, clauses: Clauses, things: Things) -> None:
        self.clauses, self.things = clauses, things
        self.words = clauses.sentence.words

    def stands(self, at: int, wanted: tuple[str, ...]) -> bool:
        return self.words[at : at + len(wanted)] == wanted

    def declare(self, at: int) -> Thing | None:
        """A statement that begins here: "There is a novel that …", "Published in 1901, it …", "A novel …"."""
        fronted, at = self._fronted(at)
        opening = next((o for o in _OPENINGS if self.stands(at, o)), ())
        found = self.clauses.subject(at + len(opening))
        if found is None:
            return None
        thing = self._met(found[0], fronted)
        if opening or (found[0].hung and found[1] == len(self.words)):
            self._rest(thing, found[1])
            return thing
        said = self.clauses.said_list(found[1], found[0].words, "finite")
        if said is None:
            self.things.unread(thing, " ".join(self.words[found[1] :]))
            return thing
        self.things.say(thing, said[0])
        self._rest(thing, said[1])
        return thing

    def _fronted(self, at: int) -> tuple[list[Said], int]:
        """Clauses before their subject: "Published in the 1960s, the novel …"."""
        found = self.clauses.said_list(at, (), "reduced")
        if found is None or self.clauses.word(found[1]) != ",":
            return [], at
        # What the clauses say depends on what they are said of.
        subject = self.clauses.mention(found[1] + 1, is_bare=True)
        again = self.clauses.said_list(at, subject[0].words, "reduced") if subject else None
        return (again or found)[0], found[1] + 1

    def _met(self, mention: Mention, fronted: list[Said]) -> Thing:
        thing = self.things.meet(mention)
        self.things.say(thing, fronted)
        return thing

    def _rest(self, thing: Thing, at: int) -> None:
        """What stands behind a statement: another one, or words that nothing is made of."""
        while self.clauses.word(at) in (",", ";", "and") and at < len(self.words):
            at += 1
        if at >= len(self.words):
            return
        self.things.subject = thing
        if self.declare(at) is None:
            self.things.unread(thing, " ".join(self.words[at:]))

    def ask(self) -> Thing | None:
        """The thing that a question asks for."""
        fronted, at = self._fronted(0)
        if self.clauses.word(at) in ("who", "what") and classed(self.clauses.word(at + 1)) == BE:
            return self._ask_what(at + 2, fronted)
        for wanted in _BEARING:
            if self.stands(at, wanted):
                return self._ask_what(at + len(wanted), fronted)
        if self.clauses.word(at) in _ASKING:
            return self._ask_which(at + 1, fronted)
        return None

    def _ask_what(self, at: int, fronted: list[Said]) -> Thing | None:
        """ "Who is the novelist who …?", "What is the name of that album?", "What is that album called?"."""
        for wanted in _NAMES:
            if self.stands(at, wanted):
                at += len(wanted)
        found = self.clauses.mention(at)
        if found is None:
            return None
        thing = self._met(found[0], fronted)
        end = found[1]
        for borne in _BORNE:
            if self.stands(end, borne):
                end += len(borne)
        self._rest(thing, end)
        return thing

    def _ask_which(self, at: int, fronted: list[Said]) -> Thing | None:
        is_other = self.clauses.word(at) == "other"
        noun = self.clauses.noun(at + is_other)
        if noun is None:
            return None
        words, end = noun
        if any(self.stands(end, pointed) and end + len(pointed) == len(self.words) for pointed in _POINTED):
            pronoun = self.words[end + 1]
            if pronoun == "it":
                return self.things.meet(Mention("pronoun", ("it",)))
            return self.things.meet(Mention("known", words))
        mention, end = self._asked_for(words, end)
        thing = self._met(mention, fronted)
        if end < len(self.words):
            said = self.clauses.said_list(end, words, "finite")
            if said is None:
                self.things.unread(thing, " ".join(self.words[end:]))
                return thing
            self.things.say(thing, said[0])
            self._rest(thing, said[1])
        return thing

    def _asked_for(self, words: tuple[str, ...], end: int) -> tuple[Mention, int]:
        """What stands behind "which" with what hangs on it: "other album, a live one, that was …"."""
        found = self.clauses.apposition(Mention("asked", words), end)
        return self.clauses.aside(*self.clauses.hang(*found))


def read_sentence(sentence: Sentence, domains: Domains, things: Things) -> Thing | None:
    """Read one sentence into the things met; the thing it asks for, where it asks.

    A sentence that has no known shape leaves a clue of no known meaning.
    """
    reader = _Reader(Clauses(sentence, domains), things)
    if sentence.is_question:
        asked = reader.ask()
        if asked is not None:
            return asked
    else:
        subject = reader.declare(0)
        if subject is not None:
            things.subject = subject
            return None
    stray = Thing("t0", ("sentence",))
    things.things.append(stray)
    things.unread(stray, " ".join(sentence.words))
    return None
