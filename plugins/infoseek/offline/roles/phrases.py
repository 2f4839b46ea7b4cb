"""How predicates are said in English: clauses about a parent, and full claims. Rules of the offline model.

A clause is a verb phrase whose subject is the claim's parent; {child} stands for the thing it leads to.
"""

from __future__ import annotations

SLOT = "{child}"

# Verbs for dated and measured predicates, one of which is taken: clause = verb + period or measure.
DATED = {
    "released": ("came out", "was released", "appeared"),
    "recorded": ("was recorded",),
    "published": ("was published",),
    "born": ("was born",),
    "died": ("died",),
    "founded": ("was founded",),
    "opened": ("was opened",),
    "built": ("was built",),
    "first_aired": ("was first broadcast",),
    "dissolved": ("ceased to exist",),
}
MEASURED = {
    "length": (("runs for", "lasts"), "minutes"),
    "running_time": (("runs for", "lasts"), "minutes"),
    "pages": (("has",), "pages"),
    "seasons": (("ran for",), "seasons"),
    "episodes": (("ran for",), "episodes"),
    "height_m": (("is",), "metres high"),
}
_MASS = {"minutes", "metres high"}
TERMS = {
    "genre": "is classed as {genre}",
    "occupation": "worked as {article}",
    "instrument": "played {instrument}",
}
# predicate: (forward: parent is the subject, inverse: child is the subject)
RELATIONS = {
    "performed_by": ("was recorded by {child}", "recorded {child}"),
    "written_by": ("was written by {child}", "wrote {child}"),
    "composed_by": ("was composed by {child}", "composed {child}"),
    "lyrics_by": ("has words by {child}", "wrote the words of {child}"),
    "produced_by": ("was produced by {child}", "produced {child}"),
    "directed_by": ("was directed by {child}", "directed {child}"),
    "starring": ("stars {child}", "played a part in {child}"),
    "screenplay_by": ("has a screenplay by {child}", "wrote the screenplay of {child}"),
    "story_by": ("is based on a story by {child}", "wrote the story behind {child}"),
    "edited_by": ("was edited by {child}", "edited {child}"),
    "cinematography_by": ("was shot by {child}", "shot {child}"),
    "created_by": ("was created by {child}", "created {child}"),
    "author": ("was written by {child}", "wrote {child}"),
    "publisher": ("was published by {child}", "published {child}"),
    "founder": ("was founded by {child}", "founded {child}"),
    "headquarters": ("has its seat in {child}", "is the seat of {child}"),
    "birth_place": ("was born in {child}", "is the birthplace of {child}"),
    "death_place": ("died in {child}", "is where {child} died"),
    "origin": ("comes from {child}", "is where {child} comes from"),
    "from_album": ("was issued as a track of {child}", "is the record that {child} was taken from"),
    "has_track": ("has {child} among its tracks", "is one of the tracks on {child}"),
    "b_side": ("had {child} on its other side", "was the B-side of {child}"),
    "a_side": ("was the B-side of {child}", "had {child} on its other side"),
    "label": ("came out on {child}", "issued {child}"),
    "distributed_by": ("was distributed by {child}", "distributed {child}"),
    "based_on": ("is based on {child}", "is the basis of {child}"),
    "architect": ("was designed by {child}", "designed {child}"),
    "illustrator": ("was illustrated by {child}", "illustrated {child}"),
    "located_in": ("lies in {child}", "is where {child} lies"),
    "member_of": ("was a member of {child}", "had {child} as a member"),
}
SHARED = {
    "written_by": "was written by a songwriter who also wrote {child}",
    "produced_by": "had a producer who also produced {child}",
    "composed_by": "was composed by someone who also composed {child}",
    "lyrics_by": "has words by someone who also wrote those of {child}",
    "directed_by": "was directed by someone who also directed {child}",
    "author": "was written by the author of {child}",
}
# Genres that are called after the thing itself: "is classed as a historical novel".
_COUNTED = frozenset({"novel", "song", "album", "film", "play", "ballad", "thriller", "comedy", "musical"})
_SONGS = {"song", "single", "ballad"}
_RECORDS = {"album", "compilation", "soundtrack", "ep"}


def head(type_noun: str) -> str:
    words = type_noun.split()
    return words[-1] if words else "thing"


def with_article(noun: str) -> str:
    """A noun with a or an, by its first sound as far as spelling tells."""
    vowel = noun[:1].lower() in "aeiou" and not noun.lower().startswith(("uni", "eu", "one"))
    return f"{'an' if vowel else 'a'} {noun}"


_SEQUENCES = {
    "song": (
        ("was the next single after {child} in the same artist's chronology",),
        ("was the last single before {child} in the same artist's chronology",),
    ),
    "record": (
        (
            "came directly after {child} in the same artist's discography",
            "was the next in the artist's run of albums after {child}",
        ),
        (
            "came directly before {child} in the same artist's discography",
            "was followed in the artist's run of albums by {child}",
        ),
    ),
    "other": (
        ("directly followed {child} in its series",),
        ("was directly followed by {child} in its series",),
    ),
}


def sequence(is_after: bool, type_noun: str) -> tuple[str, ...]:
    """Ways to say that something comes right after or before another of a series, for this type."""
    noun = head(type_noun)
    kind = "song" if noun in _SONGS else "record" if noun in _RECORDS else "other"
    return _SEQUENCES[kind][0 if is_after else 1]


def relation(predicate: str, direction: str, form: str, parent_type: str, luck: int = 0) -> str | None:
    """The clause of a relation, or None where no words for it are known. luck picks between ways to say it."""
    if form == "shared":
        return SHARED.get(predicate)
    if predicate in ("followed_by", "preceded_by"):
        ways = sequence((predicate == "preceded_by") == (direction == "forward"), parent_type)
        return ways[luck % len(ways)]
    pair = RELATIONS.get(predicate)
    return None if pair is None else pair[0 if direction == "forward" else 1]


def period(first: int, last: int) -> str:
    """Years as words: half-decade, decade, quarter-century or plain bounds."""
    span = last - first + 1
    if span == 10 and first % 10 == 0:
        return f"in the {first}s"
    if span == 5 and first % 5 == 0:
        return f"in the {'first' if first % 10 == 0 else 'second'} half of the {first - first % 10}s"
    return f"between {first} and {last}"


def measure(under: int | None, over: int | None, unit: str) -> str:
    """A one-sided bound or a band, strict on both sides."""
    if under is None:
        return f"{'less' if unit in _MASS else 'fewer'} than {over} {unit}"
    if over is None:
        return f"more than {under} {unit}"
    return f"between {under} and {over} {unit}"


def term(predicate: str, value: str) -> str | None:
    """The clause of a term value, or None where no words for it are known."""
    shape = TERMS.get(predicate)
    if shape is None:
        return None
    instrument = value if value.endswith(("vocals", "keyboards", "drums", "percussion")) else f"the {value}"
    if value in ("vocals", "voice", "singing"):
        return "sang" if predicate == "instrument" else None
    genre = with_article(value) if value.split()[-1] in _COUNTED else value
    return shape.format(genre=genre, article=with_article(value), instrument=instrument)
