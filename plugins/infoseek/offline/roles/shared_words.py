"""The words of what two things have in common, and of one coming after another in a series.

What may not live here: which of the ways is taken (phrases.py), or grammar (english.py).
"""

from __future__ import annotations

from infoseek.offline.roles.value_words import ByNoun, Ways

SHARED: dict[str, ByNoun] = {
    "written_by": {"": ("shares a writer with {child}", "has a writer in common with {child}")},
    "produced_by": {"": ("shares a producer with {child}", "has a producer in common with {child}")},
    "composed_by": {"": ("shares a composer with {child}", "has a composer in common with {child}")},
    "lyrics_by": {"": ("shares a lyricist with {child}", "has a lyricist in common with {child}")},
    "directed_by": {"": ("shares a director with {child}", "has a director in common with {child}")},
    "author": {"": ("shares an author with {child}", "has an author in common with {child}")},
    "performed_by": {"": ("shares a performer with {child}", "has a performer in common with {child}")},
    "starring": {"": ("shares an actor with {child}", "has an actor in common with {child}")},
    "painted_by": {
        "": ("is by the painter of {child}", "shares a painter with {child}"),
        "sculpture": ("shares a sculptor with {child}",),
        "statue": ("shares a sculptor with {child}",),
    },
    "architect": {"": ("shares an architect with {child}", "has an architect in common with {child}")},
    "led_by": {"": ("had a leader in common with {child}",)},
    "located_in": {
        "": ("lies in the same place as {child}",),
        "built": ("stands in the same place as {child}",),
        "bridge": ("stands in the same place as {child}",),
        "picture": ("hangs in the same place as {child}",),
        "event": ("is held in the same place as {child}",),
    },
    "birth_place": {"": ("was born in the same place as {child}",)},
    "alma_mater": {"": ("studied at the same school as {child}",)},
    "doctoral_advisor": {"": ("had a doctoral adviser in common with {child}",)},
    "crosses": {"": ("crosses the same waters as {child}",)},
    "on_river": {"": ("lies on the same river as {child}", "stands on the same river as {child}")},
    "publisher": {"": ("shares a publisher with {child}", "has a publisher in common with {child}")},
    "venue": {
        "": ("was held at the same venue as {child}",),
        "play": ("had the same first venue as {child}",),
    },
    "won_by": {"": ("had a winner in common with {child}",)},
    "label": {"": ("shares a label with {child}", "has a label in common with {child}")},
    "founder": {"": ("shares a founder with {child}", "has a founder in common with {child}")},
    "developed_by": {"": ("shares a developer with {child}", "has a developer in common with {child}")},
    "created_by": {"": ("shares a creator with {child}", "has a creator in common with {child}")},
    "screenplay_by": {"": ("shares a screenwriter with {child}",)},
    "edited_by": {"": ("shares an editor with {child}",)},
    "cinematography_by": {"": ("shares a cinematographer with {child}",)},
    "illustrator": {"": ("shares an illustrator with {child}",)},
    "translator": {"": ("shares a translator with {child}",)},
    "death_place": {"": ("died in the same place as {child}",)},
    "origin": {"": ("comes from the same place as {child}",)},
    "headquarters": {"": ("is based in the same place as {child}",)},
    "organiser": {"": ("shares an organiser with {child}",)},
    "distributed_by": {"": ("shares a distributor with {child}",)},
    "production_company": {"": ("shares a production company with {child}",)},
    "parent_organisation": {"": ("has the same owner as {child}",)},
    "member_of": {"": ("was in the same group as {child}",)},
    "teacher": {"": ("had a teacher in common with {child}",)},
    "genre": {"": ("is of the same genre as {child}",)},
}

# Coming after, coming before: (forward of preceded_by, forward of followed_by).
SEQUENCES: dict[str, tuple[Ways, Ways]] = {
    "song": (
        (
            "was the artist's next single after {child}",
            "was the next single by the same artist after {child}",
        ),
        (
            "was the artist's last single before {child}",
            "was the last single by the same artist before {child}",
        ),
    ),
    "album": (
        ("was the artist's next album after {child}", "was the next album by the same artist after {child}"),
        (
            "was the artist's last album before {child}",
            "was the last album by the same artist before {child}",
        ),
    ),
    "book": (
        ("is the next book of its series after {child}", "continues the series after {child}"),
        ("is the last book of its series before {child}", "comes in its series just before {child}"),
    ),
    "film": (
        ("is the next film of its series after {child}",),
        ("is the last film of its series before {child}",),
    ),
    "event": (
        ("was the next to be held after {child}",),
        ("was the last to be held before {child}",),
    ),
    "person": (
        ("came right after {child} in the same post",),
        ("came right before {child} in the same post",),
    ),
    "": (
        ("came right after {child} in the same series",),
        ("came right before {child} in the same series",),
    ),
}
