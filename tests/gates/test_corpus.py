"""The gate's corpus: opened from manifests, read from memory."""

from __future__ import annotations

import pytest

from infoseek.errors import BadInput
from infoseek.gates.corpus import Alias, open_corpus
from infoseek.store import manifests
from infoseek.store.objects import ObjectStore
from tests.gates.corpus import books
from tests.gates.stored import commit_world

WORLD = books()


@pytest.mark.service
def test_a_corpus_is_what_its_manifests_name(store: ObjectStore) -> None:
    """Entities, edges, aliases and live pages of exactly these manifests."""
    blurred = commit_world(store, WORLD, [])
    linked = manifests.read_manifest(store, "linked", blurred.inputs["linked"])
    corpus = open_corpus(store, linked.key, linked.inputs["snapshot"])
    assert (corpus.linked, corpus.snapshot) == (linked.key, linked.inputs["snapshot"])
    assert set(corpus.index.entities) == set(WORLD.entities)
    page = corpus.page("salt")
    assert page is not None
    assert (page.text, page.content_sha256) == (WORLD.texts["salt"], WORLD.sha("salt"))
    with pytest.raises(BadInput, match="no-such"):
        open_corpus(store, "no-such", corpus.snapshot)
    with pytest.raises(BadInput, match="no-such"):
        open_corpus(store, linked.key, "no-such")


def test_aliases_hold_name_title_and_sources() -> None:
    """Every name with where it was seen; none for an unknown entity."""
    corpus = WORLD.corpus()
    assert Alias("Le Registre du sel", "redirect") in corpus.aliases_of("salt")
    assert Alias("The Salt Ledger (novel)", "title") in corpus.aliases_of("salt")
    assert corpus.aliases_of("nobody") == []
    assert corpus.name("nobody") == "nobody"
    assert corpus.page("nobody") is None


def test_common_words_are_function_words_types_and_lower_case_ones() -> None:
    """A word counts once it stands in lower case on three pages; names never do by themselves."""
    world = books()
    for page in ("salt", "tides", "copper"):
        world.texts[page] += "\nThe Gale fell silent, the café too."
    words = world.corpus().common_words
    assert {"the", "novel", "fell", "silent", "cafe"} <= words
    assert not {"gale", "quill", "salt"} & words


def test_tokens_know_their_owners() -> None:
    """A folded word leads to the entities that have it in a name."""
    owners = WORLD.corpus().token_owners
    assert owners("quill") == {"quill"}
    assert owners("rain") == {"copper"}
    assert owners("nothing") == set()
