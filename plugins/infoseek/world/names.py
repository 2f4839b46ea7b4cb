"""Names for people, novels, publishers and towns that exist nowhere else, unique within a world.

What lives here: word stock and drawing from it. What may not: facts.
"""

from __future__ import annotations

import random
from collections.abc import Callable


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_WOMEN = _words(
    "Ada Anneke Beatrix Berit Clemence Dagny Davina Elspeth Enid Esme Felicia Flora Greta Harriet Hedda Ida "
    "Imogen Judith Kirsten Leonie Lorna Marit Maud Mina Nadia Odette Orla Petra Rosalind Saskia Sigrid Sybil "
    "Tamsin Thea Una Vera Wanda Zelda"
)
_MEN = _words(
    "Alban Aldous Anselm Benno Caspar Corin Edmund Emil Fabian Finn Gideon Halvard Ivo Jasper Joachim Karel "
    "Lambert Linus Magnus Milo Nils Olaf Otto Quentin Rafe Rufus Silas Tobias Ulric Viggo Walter Yorick"
)
_STEMS = _words(
    "Ald Ash Bar Bel Bram Cald Cor Dal Dren Eld Fal Fen Gar Gol Hal Har Hes Ild Jar Kel Kest Lan Lor Mar Mer "
    "Nor Oss Pel Quin Ras Rav Sel Stor Tam Thorn Ul Var Vel Wend Wyn Yar Zel"
)
_SURNAME_ENDS = _words("beck bourne by dane gard grave holt kin lund mere quist ridge sen stone vane wick")
_TOWN_ENDS = _words(
    "borough brook bury cliffe dale fjord ham haven hurst mouth ness port strand thorpe ville"
)
_ADJECTIVES = _words(
    "Amber Bitter Borrowed Broken Burning Crooked Distant Drowned Empty Fallen Forgotten Frozen Gilded Hollow "
    "Hidden Iron Last Lost Narrow Northern Paper Patient Quiet Restless Salt Second Silver Sleeping Stolen "
    "Thirteenth Unwritten Velvet Wandering White Winter"
)
_NOUNS = _words(
    "Almanac Archive Bell Bridge Cartographer Causeway Clockmaker Compass Daughter Ferryman Garden Glasshouse "
    "Harbour Heron Inheritance Key Lantern Ledger Lighthouse Locksmith Meadow Mirror Orchard Organist Pilgrim "
    "Quarry River Sexton Shepherd Staircase Tide Translator Viaduct Violin Watchman Witness"
)
_HOUSE_ENDS = ("& Sons", "Books", "House", "Press", "and Company")
_NUMERALS = ("", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X")
_TRIES = 20


class Names:
    """Draws names that were not drawn before. Equal seeds draw equal names in the same order."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def woman(self) -> tuple[str, str]:
        """Given name and surname."""
        return self._person(_WOMEN)

    def man(self) -> tuple[str, str]:
        """Given name and surname."""
        return self._person(_MEN)

    def town(self) -> str:
        """A town's name."""
        return self._unique(self._place)

    def publisher(self) -> str:
        """A publisher's name."""
        return self._unique(lambda: f"{self._surname()} {self._rng.choice(_HOUSE_ENDS)}")

    def novel(self) -> str:
        """A novel's title."""
        return self._unique(self._title)

    def _person(self, given_names: tuple[str, ...]) -> tuple[str, str]:
        given, surname = self._unique(lambda: f"{self._rng.choice(given_names)} {self._surname()}").split(
            " ", 1
        )
        return given, surname

    def _surname(self) -> str:
        return self._rng.choice(_STEMS) + self._rng.choice(_SURNAME_ENDS)

    def _place(self) -> str:
        return self._rng.choice(_STEMS) + self._rng.choice(_TOWN_ENDS)

    def _title(self) -> str:
        adjective = self._rng.choice(_ADJECTIVES)
        noun, other = self._rng.sample(_NOUNS, 2)
        return self._rng.choice(
            (
                f"The {adjective} {noun}",
                f"The {noun} and the {other}",
                f"{adjective} {noun}s",
                f"The {noun} of {self._place()}",
                f"{_article(noun)} {noun} for {self._rng.choice(_WOMEN + _MEN)}",
            )
        )

    def _unique(self, draw: Callable[[], str]) -> str:
        """A name not taken yet; in a world so large that plain ones run out, one with a numeral."""
        numeral = 0
        while True:
            for _ in range(_TRIES):
                name = (
                    draw() + _NUMERALS[numeral % len(_NUMERALS)] + " Revisited" * (numeral // len(_NUMERALS))
                )
                if name not in self._taken:
                    self._taken.add(name)
                    return name
            numeral += 1


def _article(noun: str) -> str:
    return "An" if noun[0] in "AEIO" else "A"
