"""Things in pictures: boats, houses, mud, grass, walls."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from canvas import Array, Pen, Picture, mix, noise, rgb


def dusk_sky(p: Picture, top: Any, low: Any, horizon: float, cover: float = 0.5,
             dark: Any = "#4a5360", bright: Any = "#e9d8bd") -> None:  # fmt: skip
    """A sky down to the horizon, with clouds."""
    at = horizon / p.height
    p.gradient((0, top), (at, low), (1, low))
    p.clouds(0, horizon, dark, bright, cover)


def boat(p: Picture, x: float, y: float, length: float, hull: Any, mast: float = 0, cabin: Any = None,
         haze: tuple[Any, float] = ("#ffffff", 0), lean: float = 0) -> None:  # fmt: skip
    """A boat with its waterline at y: hull, cabin, mast."""
    lo = length / 2

    def body(pen: Pen) -> None:
        pen.poly(
            [
                (x - lo, y - length * 0.16),
                (x + lo * 1.08, y - length * 0.2),
                (x + lo * 0.82, y),
                (x - lo * 0.88, y),
            ]
        )

    mask = p.mask(body, 0.6)
    p.lay(mask, mix(hull, haze[0], haze[1]))
    p.round(mask, 0, -1, length * 0.05, 0.5)
    p.shade(
        p.mask(lambda pen: pen.box(x - lo, y - length * 0.03, length, length * 0.03)) * mask, 0.5
    )
    if cabin is not None:

        def house(pen: Pen) -> None:
            pen.poly(
                [
                    (x - lo * 0.45, y - length * 0.16),
                    (x - lo * 0.4, y - length * 0.33),
                    (x + lo * 0.2, y - length * 0.33),
                    (x + lo * 0.32, y - length * 0.17),
                ]
            )

        p.lay(p.mask(house, 0.6), mix(cabin, haze[0], haze[1]))
        windows = p.mask(
            lambda pen: [
                pen.box(x - lo * 0.34 + i * lo * 0.18, y - length * 0.3, lo * 0.12, length * 0.06)
                for i in range(3)
            ],
            0.5,
        )
        p.lay(windows, mix("#1d242b", haze[0], haze[1]))
    if mast:
        rig = p.mask(
            lambda pen: (
                pen.line(
                    [(x - lo * 0.05, y - length * 0.16), (x - lo * 0.05 + lean, y - mast)], 2.4
                ),
                pen.line(
                    [
                        (x + lo, y - length * 0.2),
                        (x - lo * 0.05 + lean, y - mast),
                        (x - lo, y - length * 0.16),
                    ],
                    0.7,
                ),
            ),
            0.3,
        )
        p.lay(rig, mix("#2a2a2c", haze[0], haze[1]), 0.9)


def bricks(p: Picture, mask: Array, size: float, amount: float = 0.25) -> None:
    """Courses of brick over a mask."""
    row = np.floor(p.y / size)
    joint = (np.mod(p.y, size) < size * 0.14) | (
        np.mod(p.x + row % 2 * size * 1.1, size * 2.2) < size * 0.16
    )
    p.lay(mask * joint, "#8d8176", 0.35)
    tone = noise((p.height, p.width), size * 2.2, size, 1, p.random) - 0.5
    p.light = np.clip(p.light * (1 + tone * amount * 2 * mask)[..., None], 0, 1)


def terrace(p: Picture, left: float, right: float, eaves: tuple[float, float], ground: tuple[float, float],
            colour: Any, lit: float, houses: int) -> None:  # fmt: skip
    """A terrace in perspective: eaves and ground each go from left to right."""
    wall = p.mask(
        lambda pen: pen.poly(
            [(left, eaves[0]), (right, eaves[1]), (right, ground[1]), (left, ground[0])]
        )
    )
    p.lay(wall, colour)
    bricks(p, wall, 7, 0.3)
    tall = (ground[0] - eaves[0]) * 0.34, (ground[1] - eaves[1]) * 0.34

    def y_at(t: float, part: float) -> float:
        a = eaves[0] + (eaves[1] - eaves[0]) * t
        b = ground[0] + (ground[1] - ground[0]) * t
        return a + (b - a) * part

    roof = p.mask(
        lambda pen: pen.poly(
            [
                (left, eaves[0]),
                (right, eaves[1]),
                (right, eaves[1] - tall[1]),
                (left, eaves[0] - tall[0]),
            ]
        )
    )
    p.lay(roof, "#33343a")
    p.grain(roof, 30, 4, 0.3)
    away = eaves[1] > eaves[0]
    for i in range(houses):
        u = [(1 - 0.82 ** (i + k)) / (1 - 0.82**houses) for k in (0.15, 0.4, 0.55, 0.85)]
        u = u if away else [1 - v for v in u]
        xs = [left + (right - left) * v for v in u]
        for a, b, top, foot in (
            (0, 1, 0.12, 0.36),
            (2, 3, 0.12, 0.36),
            (0, 1, 0.5, 0.8),
            (2, 3, 0.5, 1.0),
        ):
            corners = [
                (xs[a], y_at(u[a], top)),
                (xs[b], y_at(u[b], top)),
                (xs[b], y_at(u[b], foot)),
                (xs[a], y_at(u[a], foot)),
            ]
            mask = p.mask(lambda pen, corners=corners: pen.poly(corners), 0.4)
            warm = p.random.random() < lit and foot < 1
            p.lay(mask, "#e8b564" if warm else "#20252c")
            if warm:
                p.shine(
                    p.glow_at((xs[a] + xs[b]) / 2, y_at(u[a], (top + foot) / 2), 90, 80),
                    "#e0a050",
                    0.16,
                )
        cx, cy = xs[1], y_at(u[1], 0) - (tall[0] + (tall[1] - tall[0]) * u[1])
        w = abs(xs[1] - xs[0]) * 0.55
        p.lay(
            p.mask(lambda pen, cx=cx, cy=cy, w=w: pen.box(cx, cy - w * 0.9, w, w * 1.3)),
            mix(colour, "#2a2522", 0.4),
        )


def grass(p: Picture, mask: Array, light: Any, dark: Any, fine: float = 5) -> None:
    """Rough grass that gets coarser towards the viewer."""
    near = p.between(p.height * 0.35, p.height)
    a, b = p.noise(fine * 2, fine, 3), p.noise(fine * 6, fine * 7, 4)
    tone = (a * (0.4 + 0.3 * near) + b * 0.5)[..., None]
    p.lay(mask, rgb(dark) * (1 - tone) + rgb(light) * tone)


def mud(
    p: Picture, y: float, base: Any = "#6b5f51", shine: Any = "#cdd3d3", wet: float = 0.5
) -> Array:
    """Mudflats below a level, with pools that hold the sky."""
    mask = p.below(y)
    depth = p.between(y, p.height)
    field = p.noise(340, 34, 6)
    tone = (field * 0.5 + 0.6)[..., None]
    p.lay(mask, np.clip(rgb(base) * tone, 0, 1))
    pools = np.clip((p.noise(420, 26, 5) - (1 - wet * 0.72)) * 9, 0, 1) * np.clip(
        1.1 - depth * 0.5, 0, 1
    )
    p.lay(mask * pools, shine, 0.75)
    p.grain(mask, 8, 3, 0.22, 3)
    return mask


def birds(
    p: Picture, spots: list[tuple[float, float, float]], colour: Any, alpha: float = 0.9
) -> None:
    """Birds in flight: (x, y, span)."""

    def draw(pen: Pen) -> None:
        for x, y, span in spots:
            flap = math.sin(x * 0.7 + y) * 0.5
            s = span / 2
            pen.line(
                [
                    (x - s, y - s * flap),
                    (x - s * 0.4, y - s * 0.25),
                    (x, y),
                    (x + s * 0.4, y - s * 0.25),
                    (x + s, y - s * flap * 0.8),
                ],
                max(0.7, span * 0.1),
            )
            pen.oval(x, y + span * 0.02, span * 0.18, span * 0.07)

    p.lay(p.mask(draw, 0.3), colour, alpha)


def floodlight(p: Picture, x: float, y: float, foot: float, size: float) -> None:
    """A floodlight mast and its glare."""
    mast = p.mask(
        lambda pen: (
            pen.line([(x, y), (x, foot)], 3),
            pen.box(x - size, y - size * 0.6, size * 2, size * 1.2),
        )
    )
    p.lay(mast, "#15181c")
    for i in range(4):
        for j in range(2):
            lx, ly = x - size * 0.75 + i * size * 0.5, y - size * 0.25 + j * size * 0.5
            p.shine(p.glow_at(lx, ly, size * 0.5), "#ffffff", 1)
    p.shine(p.glow_at(x, y, size * 6), "#cfe0f2", 0.55)
    p.shine(p.glow_at(x, y, size * 18), "#9db4cc", 0.28)


def posts(p: Picture, line: list[tuple[float, float, float]], colour: Any = "#1f1a16") -> None:
    """Upright posts: (x, foot, height), with their reflections."""

    def draw(pen: Pen) -> None:
        for x, y, h in line:
            pen.limb((x, y), (x + h * 0.06, y - h), h * 0.07, h * 0.05)

    mask = p.mask(draw, 0.4)
    p.lay(mask, colour)
    p.round(mask, 1, 0, 3, 0.5)
    shade = p.mask(
        lambda pen: [
            pen.limb((x, y + h * 0.06), (x - h * 0.03, y + h * 0.7), h * 0.06, h * 0.03)
            for x, y, h in line
        ],
        2,
    )
    p.shade(shade, 0.45)


def trees(p: Picture, y: float, count: int, size: float, colour: Any, bare: float = 0.5) -> None:
    """A line of trees standing at a level."""

    def draw(pen: Pen) -> None:
        for i in range(count):
            x = (i + p.random.random() * 0.8) * p.width / count
            h = size * (0.6 + 0.6 * p.random.random())
            pen.limb((x, y), (x, y - h * 0.6), h * 0.035, h * 0.02)
            for _ in range(14):
                a, r = p.random.random() * 6.28, p.random.random()
                pen.oval(
                    x + math.cos(a) * h * 0.3 * r, y - h * 0.72 + math.sin(a) * h * 0.3 * r, h * 0.1
                )

    mask = p.mask(draw, 1)
    gaps = np.clip(p.noise(6, 6, 2) * 1.6 - bare * 0.6, 0, 1)
    p.lay(mask * gaps, colour)


def letters(p: Picture, text: str, x: float, y: float, size: float, colour: str) -> None:
    """Painted capitals, drawn from strokes: no font is asked for."""
    strokes = {
        "A": "0,1 .5,0 1,1|.2,.62 .8,.62",
        "B": "0,0 0,1|0,0 .7,.05 .7,.45 0,.48 .85,.55 .85,.95 0,1",
        "C": ".95,.15 .5,0 .05,.3 .05,.7 .5,1 .95,.85",
        "D": "0,0 0,1 .6,.95 .9,.5 .6,.05 0,0",
        "E": ".85,0 0,0 0,1 .85,1|0,.5 .7,.5",
        "G": ".95,.15 .5,0 .05,.3 .05,.7 .5,1 .95,.8 .95,.52 .6,.52",
        "H": "0,0 0,1|1,0 1,1|0,.5 1,.5",
        "I": ".5,0 .5,1",
        "M": "0,1 0,0 .5,.6 1,0 1,1",
        "N": "0,1 0,0 1,1 1,0",
        "O": ".5,0 .05,.25 .05,.75 .5,1 .95,.75 .95,.25 .5,0",
        "R": "0,1 0,0 .75,.05 .75,.45 0,.5|.4,.5 .9,1",
        "W": "0,0 .25,1 .5,.4 .75,1 1,0",
        "S": ".9,.1 .4,0 .08,.22 .5,.48 .92,.75 .5,1 .05,.88",
        "T": "0,0 1,0|.5,0 .5,1",
        "U": "0,0 0,.75 .5,1 1,.75 1,0",
        "Y": "0,0 .5,.5 1,0|.5,.5 .5,1",
        "L": "0,0 0,1 .85,1",
        "0": ".5,0 .05,.25 .05,.75 .5,1 .95,.75 .95,.25 .5,0",
        "2": ".05,.2 .5,0 .9,.25 .05,1 .95,1",
        "4": ".7,1 .7,0 0,.7 1,.7",
        "7": "0,0 .95,0 .35,1",
        "/": "0,1 1,0",
        "F": ".85,0 0,0 0,1|0,.5 .7,.5",
        "P": "0,1 0,0 .8,.08 .8,.45 0,.52",
        "K": "0,0 0,1|.9,0 0,.55 .9,1",
    }

    def draw(pen: Pen) -> None:
        left = x
        for sign in text:
            if sign == " ":
                left += size * 0.5
                continue
            wide = size * (0.18 if sign == "I" else 0.62)
            for stroke in strokes[sign].split("|"):
                spots = [tuple(map(float, spot.split(","))) for spot in stroke.split()]
                pen.line([(left + a * wide, y + b * size) for a, b in spots], size * 0.16)
            left += wide + size * 0.22

    p.lay(p.mask(draw, 0.3), colour)


def creek(
    p: Picture, line: list[tuple[float, float]], widths: tuple[float, float], colour: str
) -> None:
    """A creek that winds through mud: dark banks, bright water."""
    spots = len(line)

    def run(extra: float) -> Callable[[Pen], None]:
        def draw(pen: Pen) -> None:
            for i, ((ax, ay), (bx, by)) in enumerate(pairwise(line)):
                a = widths[0] + (widths[1] - widths[0]) * i / spots
                b = widths[0] + (widths[1] - widths[0]) * (i + 1) / spots
                pen.limb((ax, ay), (bx, by), a * extra, b * extra)

        return draw

    bank = p.mask(run(1.7), 9)
    p.shade(bank, 0.35)
    water = p.mask(run(1), 1.5)
    p.lay(water, colour)
    p.shade(water * p.noise(40, 30, 4), 0.25)
    p.shine(np.roll(p.mask(run(1.15), 2), -3, 0) * (1 - water), "#d9cdb8", 0.25)


def winding(
    start: tuple[float, float], end: tuple[float, float], bend: float, turns: float
) -> list[tuple[float, float]]:
    """A line that swings from side to side."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay)
    nx, ny = -(by - ay) / length, (bx - ax) / length
    return [
        (ax + (bx - ax) * t + nx * bend * math.sin(t * turns * 6.283) * abs(math.sin(t * 3.1416)) ** 0.5,
         ay + (by - ay) * t + ny * bend * math.sin(t * turns * 6.283) * abs(math.sin(t * 3.1416)) ** 0.5)
        for t in np.linspace(0, 1, 90)
    ]  # fmt: skip
