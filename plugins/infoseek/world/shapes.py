"""Shapes of drawings, as SVG. What may not live here: what they are put together to (vignettes.py)."""

from __future__ import annotations

import random
from collections.abc import Sequence

WIDTH, HEIGHT = 320, 180


def rect(x: float, y: float, width: float, height: float, fill: str, extra: str = "") -> str:
    """A rectangle by its upper left corner."""
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" fill="{fill}"{extra}/>'


def circle(x: float, y: float, radius: float, fill: str, extra: str = "") -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{fill}"{extra}/>'


def polygon(points: Sequence[tuple[float, float]], fill: str) -> str:
    return f'<path d="M{" ".join(f"{x:.0f},{y:.0f}" for x, y in points)}Z" fill="{fill}"/>'


def wave(rng: random.Random, base: float, rise: float, fill: str) -> str:
    """A line of hills or waves, filled down to the lower edge."""
    tops = [base - rise * rng.random() for _ in range(6)]
    path = f"M0,{tops[0]:.0f}"
    for number, top in enumerate(tops[1:], 1):
        x = number * WIDTH / 5
        path += f" Q{x - WIDTH / 10:.0f},{top - rise / 3:.0f} {x:.0f},{top:.0f}"
    return f'<path d="{path} V{HEIGHT} H0Z" fill="{fill}"/>'
