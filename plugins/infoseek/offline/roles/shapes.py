"""The shapes of single sentences: how a thing is introduced, taken up again, described, asked for.

What may not live here: the order of sentences (telling.py), what things are called (names.py).
"""

from __future__ import annotations

import random

from infoseek.offline.roles.english import head, is_person, is_titled, listed, participle, sentence

# A clause with its things in it, and whether it leads to any.
Said = tuple[str, bool]
# Other ways to begin than "A novel", each good for once.
OPENINGS = ("there is", "consider", "think of", "a certain")


def relative(type_noun: str) -> str:
    """The relative pronoun of a type."""
    return "who" if is_person(type_noun) else "that"


def called(type_noun: str) -> str:
    """What a thing of the type goes by."""
    return "title" if is_titled(type_noun) else "name"


def what_is(type_noun: str) -> str:
    """The start of a question that ends in the thing."""
    return "Who is" if is_person(type_noun) else f"What is the {called(type_noun)} of"


def _texts(said: list[Said]) -> list[str]:
    return [text for text, _ in said]


def _passive(said: list[Said]) -> Said | None:
    """A passive that leads to no thing and has another clause behind it: it can stand as a participle."""
    return next((one for one in said[:-1] if not one[1] and participle(one[0])), None)


def _relatives(type_noun: str, said: list[Said]) -> str:
    """Clauses each with its own pronoun: "that was written in French and that has more than 300 pages"."""
    pronoun = relative(type_noun)
    return listed([f"{pronoun} {text}" for text in _texts(said)])


def introduced(type_noun: str, name: str, said: list[Said], opening: str, chance: random.Random) -> str:
    """A sentence on a thing not mentioned before; opening: one of OPENINGS, or "" ."""
    if opening in ("there is", "consider", "think of"):
        return f"{opening} {name} {_relatives(type_noun, said)}"
    if opening == "a certain" and name.startswith(("a ", "an ")):
        name = f"a certain {name.partition(' ')[2]}"
    passive = _passive(said)
    if passive and chance.random() < 0.35:
        rest = [one for one in said if one is not passive]
        return f"{name}, {participle(passive[0])}, {listed(_texts(rest))}"
    return f"{name} {listed(_texts(said))}"


def plainly(name: str, said: list[Said], adverb: str = "") -> str:
    """The thing and its clauses, nothing else."""
    return f"{name} {adverb}{listed(_texts(said))}"


def taken_up(name: str, said: list[Said], was_told: bool, chance: random.Random) -> str:
    """A sentence on a thing mentioned before; was_told: it had a sentence already."""
    passive = _passive(said)
    if passive and chance.random() < 0.3:
        rest = _texts([one for one in said if one is not passive])
        return f"{participle(passive[0])}, {name} {also(was_told, chance, rest[0])}{listed(rest)}"
    return f"{name} {also(was_told, chance, said[0][0])}{listed(_texts(said))}"


def also(was_told: bool, chance: random.Random, clause: str) -> str:
    """ "also " now and then, where the thing was told of before and the verb lets it stand in front."""
    is_auxiliary = clause.startswith(("was ", "is ", "has ", "had ", "can ", "came ", "died ", "lived "))
    return "also " if was_told and not is_auxiliary and chance.random() < 0.5 else ""


def asked(type_noun: str, noun: str, said: list[Said], chance: random.Random) -> str:
    """Clauses as the question for their thing. noun: as it stands behind "which"."""
    shape = chance.random()
    if shape < 0.3:
        return sentence(f"{what_is(type_noun)} the {noun} {_relatives(type_noun, said)}?")
    passive = _passive(said)
    if passive and shape < 0.65:
        rest = listed(_texts([one for one in said if one is not passive]))
        front = f"{participle(passive[0])}, which {noun} {rest}?"
        return sentence(front if shape < 0.45 else f"which {noun}, {participle(passive[0])}, {rest}?")
    word = "what" if shape < 0.75 and not is_person(type_noun) else "which"
    return sentence(f"{word} {noun} {listed(_texts(said))}?")


def plain_question(type_noun: str, known: str, is_close: bool, chance: random.Random) -> str:
    """The question for a thing that is told already. is_close: the sentence before is about it alone."""
    noun = head(type_noun)
    if is_person(type_noun):
        ways = [f"Who is {known}?", f"What is the name of {known}?", f"What is {known} called?"]
    else:
        ways = [f"What is {known} called?", f"{what_is(type_noun)} {known}?"]
        ways.append(f"What {called(type_noun)} does {known} {'bear' if is_titled(type_noun) else 'go by'}?")
    if known.partition(" ")[2] == noun and is_close:
        ways.append(f"Which {noun} is being described?")
        ways.append(f"Who is this {noun}?" if is_person(type_noun) else f"Which {noun} is it?")
    return chance.choice(ways)


def described(noun_phrase: str, type_noun: str, clauses: list[str]) -> str:
    """A noun phrase with clauses behind it: "a novel published in the 1890s that has more than 300 pages".

    Each relative clause has its own pronoun, so that none is taken for a clause of the sentence around it.
    """
    if not clauses:
        return noun_phrase
    pronoun = relative(type_noun)
    reduced = participle(clauses[0])
    if reduced is None and len(clauses) == 1 and clauses[0].startswith("has "):
        reduced = "with " + clauses[0].removeprefix("has ")
    rest = [f"{pronoun} {clause}" for clause in (clauses[1:] if reduced else clauses)]
    return " ".join(filter(None, [noun_phrase, reduced or "", " and ".join(rest)]))
