"""Which seed sets a batch takes."""

from __future__ import annotations

import pytest

from infoseek.embedded.batch import _stored_sets
from infoseek.errors import BadInput
from infoseek.store.objects import ObjectStore
from infoseek.web.seeds import SeedSet, seed_names, write_seeds

pytestmark = pytest.mark.service


def seeds(name: str) -> SeedSet:
    return SeedSet(name=name, urls=[f"http://{name}.org/"], scope=[f"{name}.org"])


def names(found: list[SeedSet]) -> list[str]:
    return [each.name for each in found]


def test_a_batch_takes_what_is_given_and_what_is_named(store: ObjectStore) -> None:
    """Sets given are stored and taken beside the stored ones that are named, each once."""
    write_seeds(store, seeds("old"))
    write_seeds(store, seeds("other"))
    assert names(_stored_sets(store, [seeds("new")], ["old", "new"])) == ["new", "old"]
    assert seed_names(store) == ["new", "old", "other"]
    assert names(_stored_sets(store, [], None)) == ["new", "old", "other"]
    assert _stored_sets(store, [], ()) == []


def test_stored_sets_that_are_not_there_are_named(store: ObjectStore) -> None:
    """An unknown name is refused, and so are all sets where there are none."""
    with pytest.raises(BadInput, match="no seed set 'absent'"):
        _stored_sets(store, [], ["absent"])
    with pytest.raises(BadInput, match=r"no seed sets at s3://.*infoseek seeds add"):
        _stored_sets(store, [], None)
