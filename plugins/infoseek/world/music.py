"""What is true of albums and songs.

What lives here: bands' records. What may not: operas (works.py); wording.
"""

from __future__ import annotations

from datetime import date, timedelta

from infoseek.world import terms
from infoseek.world.cast import Cast
from infoseek.world.draw import Draw
from infoseek.world.thing import LAST_YEAR, Register, Thing
from infoseek.world.works import GROWN_UP, makers_of, put_in_order

_RECORDING_YEARS = 28
_ON_ALBUM_SHARE = 0.7


def record_albums(cast: Cast, draw: Draw, register: Register) -> dict[str, list[Thing]]:
    """State all albums; the albums of each band by its path, in order."""
    bands = cast.of("band")
    recorded: dict[str, list[Thing]] = {}
    for position, albums in makers_of(cast.of("album"), bands, draw).items():
        band = bands[position]
        years = range(band.first_year, min(LAST_YEAR, band.first_year + _RECORDING_YEARS) + 1)
        # A band makes fewer albums than it has years: makers_of gives nobody more than 24.
        chosen = sorted(draw.rng.sample(years, min(len(albums), len(years))))
        chosen += [years[-1]] * (len(albums) - len(chosen))
        for album, year in zip(albums, chosen, strict=True):
            _record(album, band, year, cast, draw, register)
        put_in_order(albums, register)
        recorded[band.path] = albums
    return recorded


def _record(album: Thing, band: Thing, year: int, cast: Cast, draw: Draw, register: Register) -> None:
    day = draw.day(year)
    album.first_year, album.first_day, album.home = year, day, band
    register.state(album, "performed_by", band)
    register.state(album, "released", day)
    register.state_all(album, "genre", draw.terms(terms.MUSIC_GENRES, len(cast.of("album")), 2))
    register.state(album, "length", draw.rng.randint(24 * 60, 74 * 60))
    own = {fact.object for fact in band.all_of("label")}
    labels = cast.of("record label")
    label = next((each for each in labels if each.path in own and each.last_year >= year), None)
    label = label or draw.living(labels, year)
    if label is not None:
        register.state(album, "label", label)


def record_songs(cast: Cast, albums: dict[str, list[Thing]], draw: Draw, register: Register) -> None:
    """State all songs: some are on an album of their band, and no later than it."""
    bands = cast.of("band")
    for position, songs in makers_of(cast.of("song"), bands, draw).items():
        for song in songs:
            record_song(song, bands[position], albums.get(bands[position].path, []), cast, draw, register)


def record_song(
    song: Thing, band: Thing, albums: list[Thing], cast: Cast, draw: Draw, register: Register
) -> None:
    """State one song of a band."""
    album = draw.skewed(albums) if albums and draw.chance(_ON_ALBUM_SHARE) else None
    day = _before(album.first_day, band, draw) if album and album.first_day else _some_day(band, draw)
    song.first_year, song.first_day, song.home = day.year, day, band
    register.state(song, "performed_by", band)
    if album is not None:
        register.state(song, "from_album", album)
    register.state(song, "released", day)
    register.state_all(song, "genre", draw.terms(terms.MUSIC_GENRES, len(cast.of("song")), 2))
    register.state(song, "length", draw.rng.randint(95, 460))
    writers = draw.several(cast.of("composer"), 1 + draw.chance(0.35), day.year, GROWN_UP)
    register.state_all(song, "written_by", writers)


def _before(day: date, band: Thing, draw: Draw) -> date:
    """The day of the album or up to 200 days before it, in the band's lifetime."""
    earliest = max(day - timedelta(days=200), date(band.first_year, 1, 1))
    return day if draw.chance(0.4) else earliest + (day - earliest) * draw.rng.random()


def _some_day(band: Thing, draw: Draw) -> date:
    return draw.day(min(LAST_YEAR, band.first_year + int(_RECORDING_YEARS * draw.rng.random())))
