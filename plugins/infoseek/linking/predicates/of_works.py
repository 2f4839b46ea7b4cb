"""What is said of works: who made them, when they came out, what they belong to. No other things' predicates here."""

from __future__ import annotations

from infoseek.linking.predicates.predicate import Predicate, counted, dated, measured, pointing, termed, timed

_ACTORS, _BODIES = "person organisation", "organisation"
_STAGED = "opera ballet play musical symphony"
_ISSUED = "work software product protocol service vehicle"
# What is made once and by few. Of a series, a game or a periodical the boxes name some of many.
_WRITTEN = f"{_STAGED} album film episode novel story poem painting sculpture drawing engraving print"
_CREDITED = f"{_WRITTEN} song"
_PERIODICAL = "magazine newspaper journal periodical newsletter"


def _credit(name: str, labels: str, complete_for: str = _CREDITED) -> Predicate:
    """Credits on a work are given in full; on a person's or a body's page as far as they matter."""
    return pointing(name, labels, _ACTORS, "work", complete_for=complete_for)


def _work(name: str, labels: str, objects: str, complete_for: str = "", of: str = "") -> Predicate:
    return pointing(name, labels, objects, of, style="works", complete_for=complete_for)


_DATES = (
    dated(
        "released",
        "released|release date|released on|original release|originally released|date released|date of release|"
        "initial release|first release|first released|initial release date",
        _ISSUED,
    ),
    dated(
        "published",
        "published|publication date|date published|publication|first published|date of publication|"
        "year published|year of publication|first publication",
        "work",
    ),
    # A row gives the whole span of the sessions.
    dated(
        "recorded", "recorded|recording date|date recorded", "work", is_functional=False, complete_for="work"
    ),
    dated(
        "first_aired",
        "first aired|original run|original air date|aired|premiered|premiere|first shown|original airing|"
        "released@series|release date@series|original release@series|date released@series|original network run",
        "work",
    ),
    dated("last_aired", "last aired|finale|final episode date", "series"),
    dated(
        "first_performed",
        "first performed|first performance|date of premiere|premiere date|world premiere|premiere@opera|"
        "premiered@opera|premiere@ballet|premiered@ballet|premiere@play|premiered@play|premiere@musical|"
        "premiered@musical|premiere@symphony|premiered@symphony|first aired@opera",
        f"{_STAGED} song concerto sonata oratorio cantata mass",
    ),
    # A text is written over years, and rows give the one or the other of them.
    dated(
        "written", "written|date written|composed|date composed|year composed", "work", is_functional=False
    ),
    dated(
        "painted",
        "painted|year@painting|year painted|date painted|date of creation|year created|date@painting|"
        "completed@painting|built@painting|completion date@painting",
        "painting",
    ),
)

_MEASURES = (
    timed("length", "length|duration|total length|track length", "work"),
    timed("running_time", "running time|runtime|run time", "work"),
    counted("pages", "pages|page|page count|number of pages", "work", is_functional=True),
    counted("seasons", "seasons|season|number of seasons|number of series", "work", is_functional=True),
    counted("episodes", "episodes|episode|number of episodes", "work", is_functional=True),
    # Editions differ in how they are bound and numbered.
    counted("volumes", "volumes|number of volumes", "work"),
    counted("chapters", "chapters|number of chapters", "work"),
    counted("issues", "issues|number of issues", "work"),
    counted("tracks", "number of tracks|track count", "album"),
    # A budget is an estimate, and estimates differ.
    measured("budget_usd", "usd", "budget|production budget|estimated budget", "work"),
    measured(
        "box_office_usd",
        "usd",
        "box office|gross revenue|worldwide gross|gross|box office gross",
        "work",
        is_volatile=True,
    ),
    counted("circulation", "circulation|total circulation|paid circulation", _PERIODICAL, is_volatile=True),
)

_TERMS = (
    termed(
        "genre",
        "genre|musical style|music genre|literary genre|film genre|style@music|software genre|type@software|"
        "style@song|style@album",
    ),
    termed("format", "format|media type|physical format"),
    termed("country", "country|country of origin|country of publication|country of release"),
    termed("studio", "studio|recording studio|recorded at|recording location"),
    # A text has the language it was written in.
    termed(
        "language",
        "language|original language|written language",
        "work",
        complete_for="novel opera play poem",
    ),
    # A picture has the medium it was made in.
    termed(
        "medium",
        "medium|technique|material@painting|material@sculpture|type@painting|type@sculpture",
        "painting sculpture drawing engraving print mosaic tapestry",
        complete_for="painting sculpture",
    ),
    termed("subject", "subject|subject matter|topic|theme", "work"),
    termed("art_movement", "art movement|artistic movement|movement|style@painting", "person work"),
    termed("rating", "rating|esrb rating|pegi rating|film rating", "work"),
    termed("publication_frequency", "frequency|publication frequency|schedule", "work"),
    termed("game_mode", "mode|game mode|gameplay mode", "game"),
    termed("tempo", "tempo|time signature", "work"),
    termed("musical_key", "key", "work"),
    termed("metre", "metre|meter|verse form|rhyme scheme", "work"),
)

_CREDITS = (
    # A song is often by two, of whom a row may name the better known.
    _credit(
        "written_by",
        "written by|writer|writers|songwriter|written and composed by|song by|scriptwriter|words and music by",
        _WRITTEN,
    ),
    _credit(
        "composed_by",
        "composed by|composer|music by|music|score by|music composed by|score|theme music composer|theme composer",
    ),
    _credit("lyrics_by", "lyrics by|lyricist|lyrics|words by|words|librettist|libretto|libretto by|text by"),
    # A song has versions, each with its producer.
    _credit("produced_by", "produced by|producer|record producer|film producer", "album film"),
    _credit("directed_by", "directed by|director|film director"),
    _credit("screenplay_by", "screenplay by|screenplay|screenwriter|script by|screen story by|teleplay by"),
    _credit("story_by", "story by|story|original story by"),
    _credit("edited_by", "edited by|editor|editing|editing by|film editor"),
    _credit(
        "cinematography_by",
        "cinematography by|cinematography|cinematographer|director of photography|camera",
    ),
    _credit("created_by", "created by|creator|sculptor|artist@sculpture|performer@sculpture"),
    _credit("author", "author|book author|authored by"),
    _credit("illustrator", "illustrator|illustrated by|illustrations|illustrations by"),
    _credit("painted_by", "painted by|painter|artist@painting"),
    # An album has the artists its box names; a song has versions that no box tells of.
    pointing(
        "performed_by",
        "performed by|artist|performer|singer|sung by|recorded by|vocals by|vocals",
        _ACTORS,
        complete_for="album",
    ),
    # A row of these names whom an edition, a country or a season had, or the best known.
    pointing("starring", "starring|star|cast|main cast|leading actor|voices of|voice cast|voices", _ACTORS),
    pointing("executive_producer", "executive producer|executive producers", _ACTORS, "work"),
    pointing("translator", "translator|translated by|translation by", _ACTORS, "work"),
    pointing("cover_artist", "cover artist|cover art|cover design|cover by", _ACTORS, "work"),
    pointing("narrator", "narrator|narrated by|narration by", _ACTORS, "work"),
    pointing("choreographer", "choreographer|choreography|choreography by|choreographed by", _ACTORS, "work"),
    pointing("presented_by", "presenter|presented by|host|hosted by|hosts", _ACTORS, "work"),
    pointing("conducted_by", "conductor|conducted by", _ACTORS, "work"),
    pointing("arranged_by", "arranger|arranged by|arrangement by", _ACTORS, "work"),
    pointing("dedicated_to", "dedicated to|dedicatee|dedication", _ACTORS, "work"),
    # A periodical's editor is its editor of the day.
    pointing(
        "chief_editor",
        "editor-in-chief|chief editor|"
        + "|".join(f"{label}@{noun}" for noun in _PERIODICAL.split() for label in ("editor", "edited by")),
        _ACTORS,
        "work",
        is_volatile=True,
    ),
    # A novel's row gives its first publisher, an album's the label it first came out on; a band's row gives
    # labels of all its years, a film has other distributors elsewhere.
    pointing(
        "publisher",
        "publisher|published by|publishing house",
        _BODIES,
        style="organisations",
        complete_for="novel",
    ),
    pointing("label", "label|record label", _BODIES, style="organisations", complete_for="album"),
    pointing("distributed_by", "distributed by|distributor", _BODIES, style="organisations"),
    pointing(
        "production_company",
        "production company|production companies|production|produced at|animation studio",
        _BODIES,
        "work",
        style="organisations",
    ),
    pointing(
        "broadcast_on",
        "original network|network|original channel|channel|original station|broadcast on",
        _BODIES,
        "work",
        style="organisations",
    ),
)

_ORDER = (
    _work("preceded_by", "preceded by|previous|prequel|previous book|previous album|previous single|"
          "previous event|previous edition|previous season", "same", "work"),
    _work("followed_by", "followed by|next|sequel|next book|next album|next single|next event|next edition|"
          "next season", "same", "work"),
    # A work is drawn from what its row names; of several sources only the first is read (row_edges).
    _work("based_on", "based on|adapted from", "novel film play song poem", "work"),
    # A song may be on further albums, an album may have further tracks where its listing is not whole.
    _work("from_album", "from album|album|from the album|parent album", "album"),
    _work("has_track", "", "song"),
    _work("a_side", "a side|a-side", "song"),
    _work("b_side", "b side|b-side", "song"),
    _work("part_of_series", "book series|film series|part of series|part of the series|series@novel|series@film|"
          "series@game", "series novel film game", of="work"),
    _work("soundtrack", "soundtrack|soundtrack album", "album", of="work"),
    _work("spin_off", "spin-off|spin off|related shows", "series film game", of="work"),
    pointing("set_in", "setting|set in|place setting", "place", "work", style="places"),
)  # fmt: skip

PREDICATES_OF_WORKS = (*_DATES, *_MEASURES, *_TERMS, *_CREDITS, *_ORDER)
