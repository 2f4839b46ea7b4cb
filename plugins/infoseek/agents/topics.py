"""What a thing's text speaks of, as a clue that names it: for things of which little else is stated.

What lives here: which of it may be named. What may not: hiding it as a child (links.py), candidate sets.
"""

from __future__ import annotations

from collections.abc import Iterator

from infoseek.agents.ladder import region_rungs
from infoseek.agents.places import StatedPlace
from infoseek.linking.corpus import LinkedCorpus
from infoseek.linking.predicates.lexicon import TEXTUAL
from infoseek.tree.claim import Constraint

_FEW_STATEMENTS = 3
"""Of what has fewer statements that are not about its text, its topics are clues too."""


def stated_topics(corpus: LinkedCorpus, entity_id: str) -> Iterator[StatedPlace]:
    """Each thing that an entity's text speaks of in a telling sentence, by its name as the page has it."""
    edges = corpus.index.edges_of[entity_id]
    if sum(edge["predicate"] not in TEXTUAL for edge in edges) >= _FEW_STATEMENTS:
        return
    for edge in edges:
        thing = str(edge["object_id"])
        if edge["predicate"] not in TEXTUAL or edge["source"] != "sentence" or thing not in corpus.entities:
            continue
        stated = Constraint(form="value", predicate=str(edge["predicate"]), value=str(edge["value"]))
        name = str(corpus.entities[thing]["name"])
        yield StatedPlace((edge,), stated, region_rungs(stated, [(thing, name)]))
