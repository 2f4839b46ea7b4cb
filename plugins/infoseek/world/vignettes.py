"""Small drawings for the boxes, one manner a kind of page: SVG without text, drawn from random numbers alone.

What lives here: shapes. What may not: anything a page states; a drawing tells nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from infoseek.world.shapes import HEIGHT, WIDTH, circle, polygon, rect, wave

# Sky, far, middle, near, accent.
_PALETTES = (
    ("#f3e3cf", "#d9a27a", "#b0604b", "#5b3038", "#f4b942"),
    ("#dfe9ec", "#9cbcc4", "#5c8a97", "#27464f", "#e3a857"),
    ("#ece7f0", "#b3a7c9", "#776a9b", "#3a3357", "#e58f7b"),
    ("#eef0df", "#b9c59a", "#7d9063", "#3d4d33", "#d97941"),
    ("#fbeee6", "#e0b7a8", "#a86f76", "#4d3547", "#5f9ea0"),
    ("#e6edf5", "#a8bfdb", "#5d7fab", "#233a5c", "#f0c05a"),
    ("#f5efdc", "#d8c48f", "#a08a4f", "#4f4527", "#bf4f3f"),
)
Palette = tuple[str, str, str, str, str]


def vignette(kind: str, rng: random.Random) -> str:
    """The drawing for a page of a kind, as an SVG element."""
    palette = rng.choice(_PALETTES)
    shapes = _SCENES[kind](rng, palette)
    return (
        f'<svg class="vignette" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{palette[0]}"/>{shapes}</svg>'
    )


def _sky(rng: random.Random, palette: Palette) -> str:
    birds = "".join(
        f'<path d="M{x},{y} q5,-6 9,0 q5,-6 9,0" fill="none" stroke="{palette[3]}" stroke-width="1.5"/>'
        for x, y in ((rng.randint(20, 280), rng.randint(18, 60)) for _ in range(rng.randint(0, 3)))
    )
    return circle(rng.randint(40, 280), rng.randint(34, 66), rng.randint(12, 24), palette[4]) + birds


def _houses(rng: random.Random, palette: Palette) -> str:
    shapes, x = _sky(rng, palette) + wave(rng, 120, 46, palette[1]), 16.0
    while x < WIDTH - 40:
        width, height = rng.randint(20, 38), rng.randint(26, 64)
        top, wall = 156 - height, rng.choice((palette[0], palette[2], palette[2]))
        roof = [(x - 3, top), (x + width / 2, top - rng.randint(8, 22)), (x + width + 3, top)]
        shapes += rect(x, top, width, height, wall) + polygon(roof, palette[3])
        shapes += rect(x + width / 3, top + 10, 6, 8, palette[4])
        x += width + rng.randint(2, 14)
    return shapes + wave(rng, 160, 6, palette[2])


def _lighthouse(rng: random.Random, palette: Palette) -> str:
    x = rng.randint(90, 230)
    beam = [(x, 44), (x + rng.choice((-120, 120)), 26), (x + 118, 60)]
    tower = [(x - 13, 142), (x - 8, 52), (x + 8, 52), (x + 13, 142)]
    bands = "".join(rect(x - 11, 66 + 26 * n, 22, 11, palette[4]) for n in range(3))
    return (
        wave(rng, 120, 20, palette[1])
        + polygon(beam, palette[4] + "66")
        + polygon(tower, palette[2])
        + bands
        + rect(x - 9, 38, 18, 14, palette[3])
        + wave(rng, 150, 12, palette[3])
    )


def _castle(rng: random.Random, palette: Palette) -> str:
    shapes = _sky(rng, palette) + wave(rng, 130, 50, palette[1])
    for number in range(rng.randint(3, 5)):
        x, height = 60 + number * 46, rng.randint(50, 96)
        shapes += rect(x, 150 - height, 34, height, palette[2 + number % 2])
        shapes += "".join(rect(x + 12 * n, 142 - height, 8, 10, palette[2 + number % 2]) for n in range(3))
        shapes += rect(x + 14, 164 - height, 6, 14, palette[4])
    return shapes + wave(rng, 156, 10, palette[3])


def _bridge(rng: random.Random, palette: Palette) -> str:
    spans = rng.randint(2, 4)
    width = WIDTH / spans
    arches = "".join(
        f'<path d="M{n * width + 8:.0f},150 a{width / 2 - 8:.0f},{rng.randint(38, 46)} 0 0 1 {width - 16:.0f},0Z" '
        f'fill="{palette[0]}"/>'
        for n in range(spans)
    )
    return _sky(rng, palette) + rect(0, 96, WIDTH, 54, palette[2]) + arches + wave(rng, 156, 8, palette[3])


def _river(rng: random.Random, palette: Palette) -> str:
    bends = [rng.randint(60, 260) for _ in range(4)]
    course = f"M{bends[0]},40 C{bends[1]},80 {bends[2]},110 {bends[3]},180"
    return (
        _sky(rng, palette)
        + wave(rng, 60, 20, palette[1])
        + wave(rng, 84, 18, palette[2])
        + f'<path d="{course}" fill="none" stroke="{palette[0]}" stroke-width="{rng.randint(14, 26)}"/>'
        + f'<path d="{course}" fill="none" stroke="{palette[4]}" stroke-width="3"/>'
    )


def _county(rng: random.Random, palette: Palette) -> str:
    fields = "".join(
        rect(
            20 + 56 * (n % 5),
            16 + 50 * (n // 5),
            rng.randint(34, 52),
            rng.randint(26, 46),
            rng.choice(palette[1:4]),
        )
        for n in range(15)
    )
    return (
        fields
        + f'<path d="M0,{rng.randint(40, 140)} Q160,90 320,{rng.randint(40, 140)}" fill="none" stroke="{palette[4]}" stroke-width="5"/>'
    )


def _portrait(rng: random.Random, palette: Palette) -> str:
    x, hair = 160 + rng.randint(-14, 14), rng.choice(palette[2:4])
    halo = circle(x, 84, rng.randint(62, 74), palette[1])
    shoulders = (
        f'<path d="M{x - 74},180 Q{x - 60},122 {x},122 Q{x + 60},122 {x + 74},180Z" fill="{palette[3]}"/>'
    )
    head = rect(x - 10, 98, 20, 30, "#e7c3a0") + circle(x, 78, 28, "#efcfae")
    cap = f'<path d="M{x - 31},{rng.randint(70, 86)} Q{x - 26},40 {x},42 Q{x + 30},40 {x + 31},{rng.randint(70, 96)} Q{x + 8},56 {x - 31},76Z" fill="{hair}"/>'
    return halo + shoulders + head + cap + circle(x, 136, 4, palette[4])


def _book(rng: random.Random, palette: Palette) -> str:
    x = 110 + rng.randint(-8, 8)
    motif = "".join(
        circle(
            x + 52 + rng.randint(-30, 30), 90 + rng.randint(-44, 44), rng.randint(5, 20), rng.choice(palette)
        )
        for _ in range(rng.randint(4, 9))
    )
    return (
        rect(x + 6, 20, 104, 146, palette[1])
        + rect(x, 14, 104, 146, palette[3])
        + motif
        + rect(x, 14, 9, 146, palette[2])
    )


def _film(rng: random.Random, palette: Palette) -> str:
    holes = "".join(rect(8 + 26 * n, y, 14, 10, palette[0]) for n in range(12) for y in (10, 160))
    scene = "".join(
        rect(24 + 96 * n, 34, 84, 112, rng.choice(palette[1:3]))
        + circle(40 + 96 * n + rng.randint(0, 50), 70 + rng.randint(0, 40), rng.randint(10, 26), palette[4])
        for n in range(3)
    )
    return rect(0, 0, WIDTH, HEIGHT, palette[3]) + holes + scene


def _canvas(rng: random.Random, palette: Palette) -> str:
    strokes = "".join(
        polygon(
            [(rng.randint(60, 260), rng.randint(30, 150)) for _ in range(rng.randint(3, 5))],
            rng.choice(palette),
        )
        for _ in range(rng.randint(5, 9))
    )
    frame = (
        f'<rect x="48" y="18" width="224" height="144" fill="none" stroke="{palette[3]}" stroke-width="12"/>'
    )
    return rect(48, 18, 224, 144, palette[1]) + strokes + frame


def _disc(rng: random.Random, palette: Palette) -> str:
    x = rng.randint(120, 200)
    grooves = "".join(
        circle(x, 90, radius, "none", f' stroke="{palette[1]}" stroke-width="1"')
        for radius in range(34, 76, rng.randint(6, 11))
    )
    return (
        circle(x, 90, 80, palette[3]) + grooves + circle(x, 90, 26, palette[4]) + circle(x, 90, 4, palette[0])
    )


def _curtain(rng: random.Random, palette: Palette) -> str:
    folds = "".join(
        f'<path d="M{x},0 Q{x + 24},90 {x + rng.randint(-4, 10)},180 H{x + 22} V0Z" fill="{palette[2 + n % 2]}"/>'
        for n, x in enumerate([*range(0, 100, 22), *range(220, 320, 22)])
    )
    lamps = "".join(circle(110 + 20 * n, 168, 6, palette[4]) for n in range(6))
    return wave(rng, 130, 40, palette[1]) + folds + lamps


def _columns(rng: random.Random, palette: Palette) -> str:
    count = rng.randint(4, 7)
    gap = 200 / count
    shafts = "".join(rect(64 + gap * n, 72, gap * 0.5, 76, palette[2]) for n in range(count))
    gable = polygon([(48, 70), (160, rng.randint(18, 40)), (272, 70)], palette[3])
    return (
        _sky(rng, palette)
        + gable
        + shafts
        + rect(48, 148, 224, 10, palette[3])
        + rect(36, 158, 248, 22, palette[1])
    )


def _ship(rng: random.Random, palette: Palette) -> str:
    x = rng.randint(120, 190)
    hull = [(x - 62, 122), (x + 66, 118), (x + 46, 146), (x - 44, 146)]
    sails = "".join(
        polygon(
            [(x - 40 + 36 * n, 116), (x - 40 + 36 * n, rng.randint(30, 56)), (x - 8 + 36 * n, 112)],
            palette[1 + n % 2],
        )
        for n in range(rng.randint(2, 3))
    )
    return _sky(rng, palette) + sails + polygon(hull, palette[3]) + wave(rng, 146, 12, palette[2])


def _banners(rng: random.Random, palette: Palette) -> str:
    poles = "".join(
        rect(x, 60, 3, 76, palette[3])
        + polygon([(x + 3, 60), (x + rng.randint(24, 40), 70), (x + 3, 82)], rng.choice(palette[2:]))
        for x in sorted(rng.sample(range(20, 280, 20), rng.randint(4, 7)))
    )
    return _sky(rng, palette) + wave(rng, 116, 36, palette[1]) + poles + wave(rng, 150, 18, palette[2])


_SCENES: dict[str, Callable[[random.Random, Palette], str]] = {
    **dict.fromkeys(("town", "village"), _houses),
    "county": _county,
    "river": _river,
    "castle": _castle,
    "bridge": _bridge,
    "lighthouse": _lighthouse,
    **dict.fromkeys(("theatre", "opera", "festival", "competition", "orchestra"), _curtain),
    **dict.fromkeys(("museum", "university", "publishing company", "film company"), _columns),
    **dict.fromkeys(
        ("novelist", "actor", "film director", "painter", "composer", "architect", "botanist", "explorer"),
        _portrait,
    ),
    "novel": _book,
    "film": _film,
    "painting": _canvas,
    **dict.fromkeys(("album", "song", "band", "record label"), _disc),
    "expedition": _ship,
    "battle": _banners,
}
