"""Seed sets: where a crawl begins and how far its daily run may go. What may not live here: crawling."""

from infoseek.web.seeds.files import parse_seed_sets, parse_seeds
from infoseek.web.seeds.seed_set import SeedSet, WarcFile, seed_set_of, slug
from infoseek.web.seeds.storage import (
    change_seeds,
    read_seeds,
    remove_seeds,
    seed_names,
    seeds_path,
    write_seeds,
)

__all__ = [
    "SeedSet",
    "WarcFile",
    "change_seeds",
    "parse_seed_sets",
    "parse_seeds",
    "read_seeds",
    "remove_seeds",
    "seed_names",
    "seed_set_of",
    "seeds_path",
    "slug",
    "write_seeds",
]
