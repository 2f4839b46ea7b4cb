"""What is true of novels, films, paintings and operas.

What lives here: works and when they can have been made. What may not: songs and albums (music.py); wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from infoseek.world import terms
from infoseek.world.cast import Cast
from infoseek.world.draw import Draw
from infoseek.world.thing import LAST_YEAR, Register, Thing

GROWN_UP = 20
_WORKING_YEARS = 45
_MOST_WORKS = 24
FIRST_FILM, _LAST_OPERA = 1904, 1985


def makers_of(works: Sequence[Thing], makers: Sequence[Thing], draw: Draw) -> dict[int, list[Thing]]:
    """Who made which: everyone something, a few a great deal. Keys are positions among the makers."""
    made: dict[int, list[Thing]] = {position: [] for position in range(len(makers))}
    for number, work in enumerate(works):
        position = number
        while position >= len(makers) or (number >= len(makers) and len(made[position]) >= _MOST_WORKS):
            position = int(len(makers) * draw.rng.random() ** 2.4)
        made[position].append(work)
    return made


def years_of(maker: Thing, count: int, draw: Draw, first: int = 0, last: int = LAST_YEAR) -> list[int]:
    """Years of a maker's works, in order, different where the working life has room."""
    begin = max(first, maker.first_year + GROWN_UP)
    end = max(begin, min(last, maker.last_year - 1, begin + _WORKING_YEARS))
    years = range(begin, end + 1)
    if count <= len(years):
        return sorted(draw.rng.sample(years, count))
    return sorted(draw.rng.choice(years) for _ in range(count))


def write_novels(cast: Cast, draw: Draw, register: Register) -> None:
    novelists = cast.of("novelist")
    for position, novels in makers_of(cast.of("novel"), novelists, draw).items():
        years = years_of(novelists[position], len(novels), draw)
        for novel, year in zip(novels, years, strict=True):
            write_novel(novel, novelists[position], year, cast, draw, register)
        put_in_order(novels, register)


def write_novel(novel: Thing, author: Thing, year: int, cast: Cast, draw: Draw, register: Register) -> None:
    """State one novel of a year."""
    uses = len(cast.of("novel"))
    novel.first_year, novel.home = year, author
    register.state(novel, "author", author)
    register.state(novel, "language", draw.term(terms.LANGUAGES, uses))
    register.state_all(novel, "genre", draw.terms(terms.NOVEL_GENRES, uses, 2))
    house = draw.living(cast.of("publishing company"), year)
    if house is not None:
        register.state(novel, "publisher", house)
    register.state(novel, "published", draw.day_or_year(year))
    register.state(novel, "pages", draw.rng.randint(96, 720))


def put_in_order(works: Sequence[Thing], register: Register) -> None:
    """State which came before which, wherever the years leave no doubt."""
    for earlier, later in pairwise(works):
        if earlier.first_year < later.first_year:
            register.state(earlier, "followed_by", later)
            register.state(later, "preceded_by", earlier)


def shoot_films(cast: Cast, draw: Draw, register: Register) -> None:
    directors = cast.of("film director")
    for position, films in makers_of(cast.of("film"), directors, draw).items():
        years = years_of(directors[position], len(films), draw, FIRST_FILM)
        for film, year in zip(films, years, strict=True):
            shoot_film(film, directors[position], year, cast, draw, register)


def shoot_film(film: Thing, director: Thing, year: int, cast: Cast, draw: Draw, register: Register) -> None:
    """State one film of a year."""
    uses = len(cast.of("film"))
    film.first_year, film.home = year, director
    register.state(film, "directed_by", director)
    actors = draw.several(cast.of("actor"), 2 + draw.chance(0.6), year, GROWN_UP)
    register.state_all(film, "starring", actors)
    composer = draw.living(cast.of("composer"), year, GROWN_UP)
    if composer is not None:
        register.state(film, "composed_by", composer)
    _base(film, 0.35, cast, draw, register)
    house = draw.living(cast.of("film company"), year)
    if house is not None:
        register.state(film, "distributed_by", house)
    register.state(film, "released", draw.day(year))
    register.state(film, "running_time", 60 * draw.rng.randint(61, 178))
    register.state_all(film, "genre", draw.terms(terms.FILM_GENRES, uses, 2))


def _base(work: Thing, share: float, cast: Cast, draw: Draw, register: Register) -> None:
    """Some works are based on a novel that was there before them."""
    novel = draw.living(cast.of("novel"), work.first_year, age=1) if draw.chance(share) else None
    if novel is not None:
        register.state(work, "based_on", novel)


def paint_paintings(cast: Cast, draw: Draw, register: Register) -> None:
    painters = cast.of("painter")
    for position, paintings in makers_of(cast.of("painting"), painters, draw).items():
        years = years_of(painters[position], len(paintings), draw)
        for painting, year in zip(paintings, years, strict=True):
            paint(painting, painters[position], year, cast, draw, register)


def paint(painting: Thing, painter: Thing, year: int, cast: Cast, draw: Draw, register: Register) -> None:
    """State one painting of a year."""
    painting.first_year, painting.home = year, painter
    register.state(painting, "painted_by", painter)
    register.state(painting, "painted", year)
    register.state(painting, "medium", draw.term(terms.MEDIA, len(cast.of("painting"))))
    if cast.of("museum"):
        register.state(painting, "located_in", draw.skewed(cast.of("museum"), 1.3))


def stage_operas(cast: Cast, draw: Draw, register: Register) -> None:
    composers = [each for each in cast.of("composer") if each.first_year + GROWN_UP <= _LAST_OPERA]
    for position, operas in makers_of(cast.of("opera"), composers, draw).items():
        years = years_of(composers[position], len(operas), draw, last=_LAST_OPERA)
        for opera, year in zip(operas, years, strict=True):
            stage(opera, composers[position], year, cast, draw, register)


def stage(opera: Thing, composer: Thing, year: int, cast: Cast, draw: Draw, register: Register) -> None:
    """State one opera of a year."""
    opera.first_year, opera.home = year, composer
    register.state(opera, "composed_by", composer)
    librettist = draw.living(cast.of("novelist"), year, GROWN_UP) if draw.chance(0.6) else None
    if librettist is not None:
        register.state(opera, "lyrics_by", librettist)
    register.state(opera, "language", draw.term(terms.LANGUAGES, len(cast.of("opera"))))
    _base(opera, 0.25, cast, draw, register)
    register.state(opera, "first_performed", draw.day(year))
    theatre = draw.living(cast.of("theatre"), year, age=1)
    if theatre is not None:
        register.state(opera, "venue", theatre)
