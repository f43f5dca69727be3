"""Pictures of land, mud and water."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from canvas import Pen, Picture
from people import Dress, person
from PIL import Image
from things import (
    birds,
    dusk_sky,
    grass,
    mud,
    posts,
    trees,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def glasswort_meadow() -> Image.Image:
    """A flat green meadow with hedges, estuary and church tower far away."""
    p = Picture(*WIDE, 14)
    dusk_sky(p, "#6f93b3", "#dfe2d6", 330, 0.55, "#8e9aa5", "#fbf6e9")
    p.ridge(326, 16, "#93a3ad")
    p.lay(p.mask(lambda pen: pen.box(0, 322, 1200, 16)), "#c9d5d9")
    p.ridge(344, 12, "#74857a")
    tower = p.mask(
        lambda pen: (
            pen.box(742, 262, 34, 72),
            pen.poly([(742, 262), (759, 222), (776, 262)]),
            pen.poly([(776, 334), (776, 300), (826, 300), (840, 334)]),
        ),
        0.8,
    )
    p.lay(tower, "#6c7478")
    trees(p, 348, 16, 46, "#5a6b58", 0.2)
    field = p.below(346, 2)
    grass(p, field, "#9db06a", "#4f6a3c", 5)
    stripes = np.clip(np.sin(p.y * 0.09 + p.noise(500, 60, 3) * 9) * 0.5 + 0.5, 0, 1)
    p.shade(field * stripes * (1 - p.between(346, 700)), 0.14)
    for y, h in ((392, 20), (470, 36)):
        hedge = p.ridge(y, h * 0.9, "#34472f", 40)
        keep = hedge * (1 - p.below(y + 4, 3))
        p.lay(p.below(y + 2, 2) * (1 - p.below(y + h * 3, h * 3)), "#7f9757", 0.4)
        p.grain(keep, 8, 8, 0.5)
    grass(p, p.below(478, 3), "#a2b36c", "#4b6437", 7)
    pool = p.mask(
        lambda pen: pen.poly([(0, 640), (260, 610), (520, 628), (420, 660), (120, 690), (0, 700)]),
        4,
    )
    p.lay(pool, "#b9cad3", 0.9)
    p.shade(pool * p.noise(80, 5, 3), 0.3)
    p.shine(p.glow_at(300, 240, 700, 260), "#fff2d0", 0.3)
    p.fog(p.between(300, 350) * (1 - p.between(350, 430)), "#dfe4df", 0.35)
    return p.finish(1.1, 0.4)


def ness_ferry() -> Image.Image:
    """A small white car ferry on a grey estuary."""
    p = Picture(*WIDE, 16)
    dusk_sky(p, "#7c8790", "#c4c9c8", 400, 0.7, "#747e86", "#d8dbd8")
    p.ridge(398, 46, "#8f9a9f", 420)
    p.ridge(408, 22, "#727e82", 300)
    p.water(412, "#6d7a80", 9, 0.55)
    x, y = 600, 520
    hull = p.mask(
        lambda pen: pen.poly(
            [(x - 330, y - 60), (x + 330, y - 60), (x + 285, y + 6), (x - 285, y + 6)]
        ),
        0.8,
    )
    p.lay(hull, "#eceeec")
    p.round(hull, -0.4, -1, 22, 0.5)
    p.lay(
        p.mask(
            lambda pen: pen.poly(
                [(x - 300, y - 20), (x + 300, y - 20), (x + 285, y + 6), (x - 285, y + 6)]
            )
        ),
        "#24486a",
    )
    p.lay(
        p.mask(
            lambda pen: (
                pen.poly(
                    [(x - 330, y - 60), (x - 392, y - 112), (x - 384, y - 118), (x - 312, y - 66)]
                ),
                pen.poly(
                    [(x + 330, y - 60), (x + 392, y - 112), (x + 384, y - 118), (x + 312, y - 66)]
                ),
            )
        ),
        "#9aa3a8",
    )
    for i, tone in enumerate(("#7a2f2c", "#3f4b57", "#b9bcba", "#2f5260")):
        cx = x - 235 + i * 60 + (i > 1) * 220
        car = p.mask(
            lambda pen, cx=cx: (
                pen.limb((cx - 20, y - 70), (cx + 20, y - 70), 11, 11),
                pen.limb((cx - 10, y - 84), (cx + 8, y - 84), 8, 8),
            ),
            0.6,
        )
        p.lay(car, tone)
        p.round(car, 0, -1, 6, 0.8)
    house = p.mask(lambda pen: pen.box(x - 105, y - 150, 190, 92), 0.6)
    p.lay(house, "#f0f1ee")
    p.round(house, -1, -0.4, 16, 0.35)
    p.lay(
        p.mask(lambda pen: [pen.box(x - 95 + i * 30, y - 130, 20, 22) for i in range(6)]), "#26313a"
    )
    p.lay(p.mask(lambda pen: pen.box(x - 60, y - 200, 100, 52)), "#e6e8e5")
    p.lay(p.mask(lambda pen: pen.box(x - 56, y - 192, 92, 20)), "#1d272f")
    p.lay(
        p.mask(
            lambda pen: (
                pen.line([(x - 10, y - 200), (x - 10, y - 285)], 3),
                pen.line([(x - 34, y - 252), (x + 14, y - 252)], 2),
            )
        ),
        "#3b4248",
    )
    p.lay(
        p.mask(
            lambda pen: (
                [pen.line([(a, y - 60), (a, y - 84)], 1.4) for a in range(x - 310, x + 320, 18)]
                + [pen.line([(x - 312, y - 83), (x + 312, y - 83)], 1.6)]
            )
        ),
        "#8a9297",
        0.8,
    )
    mirror = p.light[y - 190 : y + 6][::-1]
    rows = min(mirror.shape[0], 800 - y - 6)
    strength = np.linspace(0.42, 0, rows)[:, None, None] * (
        0.4 + 0.6 * p.noise(60, 5, 3)[:rows, :, None]
    )
    p.light[y + 6 : y + 6 + rows] = (
        p.light[y + 6 : y + 6 + rows] * (1 - strength) + mirror[:rows] * strength
    )
    foam = p.mask(
        lambda pen: (
            pen.oval(x + 300, y + 8, 90, 9),
            pen.oval(x - 300, y + 10, 130, 8),
            pen.box(x - 290, y + 3, 580, 6),
        ),
        4,
    )
    p.shine(foam * (0.4 + 0.6 * p.noise(18, 5, 3)), "#ffffff", 0.8)
    birds(p, [(880, 330, 26), (930, 300, 20), (300, 280, 22), (1010, 360, 16)], "#f2f2ee")
    p.fog(p.between(330, 410) * (1 - p.between(410, 470)), "#c3c9c9", 0.35)
    return p.finish(1.1, 0.4, colour=0.8)


def boatshed_fire() -> Image.Image:
    """A burnt-out timber boatshed, roof ribs bare, thin smoke."""
    p = Picture(*WIDE, 17)
    dusk_sky(p, "#9aa0a3", "#d9d3c6", 470, 0.5, "#8c9092", "#e8e3d6")
    p.ridge(470, 26, "#8f9590")
    p.water(478, "#7c7f7c", 6, 0.6, 560)
    ground = p.below(548, 6)
    p.lay(ground, "#6b6256")
    p.grain(ground, 60, 10, 0.35, 6)
    slip = p.mask(lambda pen: pen.poly([(640, 548), (800, 548), (1120, 800), (560, 800)]), 1)
    p.lay(slip, "#8d8880")
    p.grain(slip, 80, 6, 0.25)
    back = p.mask(
        lambda pen: pen.poly(
            [(250, 330), (450, 200), (860, 200), (1000, 330), (1000, 556), (250, 556)]
        )
    )
    p.shade(back, 0.55)

    def ribs(pen: Pen) -> None:
        for i in range(12):
            x = 250 + i * 62
            broken = (i * 7) % 5 == 0
            pen.limb((x, 570), (x + (i % 3 - 1) * 4, 330 + (60 if broken else 0)), 8, 6)
            if not broken:
                pen.limb((x, 332), (x + 62, 214 + (i * 13) % 22), 6, 5)
                pen.limb((x + 62, 214), (x + 128, 330), 6, 4)
        pen.limb((250, 330), (760, 322), 7, 6)
        pen.limb((840, 336), (990, 330), 7, 6)
        pen.limb((310, 214), (640, 210), 6, 5)

    mask = p.mask(ribs, 0.7)
    p.lay(mask, "#14110f")
    p.round(mask, -1, -0.6, 4, 0.8)

    def planks(pen: Pen) -> None:
        for i in range(24):
            x = 256 + i * 31
            if (i * 11) % 7 > 2:
                top = 400 + (i * 47) % 110
                pen.poly(
                    [(x, top), (x + 12, top - 14), (x + 26, top + 12), (x + 26, 566), (x, 566)]
                )

    boards = p.mask(planks, 0.5)
    p.lay(boards, "#1d1916")
    p.grain(boards, 6, 60, 0.6)
    p.shine(boards * np.clip((p.noise(9, 12, 3) - 0.68) * 5, 0, 1), "#a9a49c", 0.5)
    heap = p.ridge(588, 50, "#211c18", 60)
    p.lay(heap * p.below(590, 4), "#6b6256", 0)
    for _ in range(46):
        a, b = p.random.random() * 760 + 240, p.random.random() * 50 + 552
        angle = (p.random.random() - 0.5) * 1.4
        piece = p.mask(
            lambda pen, a=a, b=b, angle=angle: pen.limb(
                (a, b), (a + 70 * math.cos(angle), b + 70 * math.sin(angle)), 4, 3
            ),
            0.4,
        )
        p.lay(piece, ("#171411", "#2a2420", "#4a4540")[int(p.random.random() * 3)])
    p.lay(p.below(612, 26), "#6b6256", 0.72)
    grit = p.below(600, 10)
    p.grain(grit, 50, 8, 0.35, 5)
    p.lay(slip * p.below(600, 12), "#8d8880", 0.8)
    for k, tone in enumerate(("#b23a2a", "#c9a53a")):
        line = [(520 + k * 90 + 90 * math.sin(t / 2.4 + k), 600 + t * 9) for t in range(24)]
        hose = p.mask(lambda pen, line=line: pen.line(line, 7), 0.5)
        p.shade(
            p.mask(lambda pen, line=line: pen.line([(a + 4, b + 5) for a, b in line], 8), 3), 0.4
        )
        p.lay(hose, tone)
        p.round(hose, -0.5, -1, 3, 0.8)
    person(
        p, 905, 720, 190, "stand", Dress("#3a3526", "#3a3526", coat=0.42, hat="#d8c13c"), -1, True
    )
    smoke = np.clip(p.noise(150, 190, 5) - 0.4, 0, 1) * 1.9
    for x, lean in ((420, 60), (640, 120), (800, 70)):
        plume = (
            np.exp(-(((p.x - x - (520 - p.y) * lean / 400) / (30 + (540 - p.y) * 0.26)) ** 2))
            * (p.y < 560)
            * p.between(20, 300)
        )
        p.lay(np.clip(plume * smoke, 0, 1), "#d4d0c8", 0.6)
    return p.finish(1.15, 0.5, colour=0.75)


def knots() -> Image.Image:
    """A cloud of small waders over mudflats."""
    p = Picture(*WIDE, 18)
    dusk_sky(p, "#a9b8c4", "#ecdfc9", 560, 0.4, "#a3adb5", "#f6eddc")
    p.ridge(560, 14, "#9aa3a6")
    mud(p, 566, "#7d7162", "#dfdcd0", 0.62)
    spots = []
    for _ in range(5200):
        t = p.random.normal(0, 0.34)
        bend = 120 * math.sin(t * 3.1) - 60 * t
        thick = 70 * math.exp(-t * t * 2) + 26
        x = 610 + t * 640 + p.random.normal(0, 14)
        y = 290 + bend + p.random.normal(0, thick) * (0.6 + 0.4 * math.sin(t * 9))
        if y < 545:
            spots.append((x, y, 5 + 5 * p.random.random() * (1.4 - y / 700)))
    far = [spot for i, spot in enumerate(spots) if i % 3]
    near = [(x, y, s * 1.35) for i, (x, y, s) in enumerate(spots) if i % 3 == 0]
    birds(p, far, "#6d6f72", 0.75)
    birds(p, near, "#2f3134", 0.85)
    p.shine(p.glow_at(980, 520, 620, 240), "#fbe3b4", 0.5)
    birds(p, [(x, 640 + (x * 7) % 60, 12) for x in range(60, 1200, 90)], "#3a342d", 0.6)
    return p.finish(1.12, 0.4)


def fish_trap() -> Image.Image:
    """A V of old posts in wet mud, with a measuring pole."""
    p = Picture(*WIDE, 21)
    dusk_sky(p, "#8b98a4", "#e9d3ae", 300, 0.5, "#7d8790", "#f3e3c6")
    p.ridge(298, 18, "#8a8f8e")
    p.lay(p.mask(lambda pen: pen.box(0, 300, 1200, 14)), "#d8d2c2")
    mud(p, 312, "#6a5c4a", "#d9cfba", 0.6)
    line = []
    for side in (-1, 1):
        for i in range(19):
            t = (i / 18) ** 1.5
            x = 640 + side * (30 + 520 * t) - 60 * t
            y = 360 + 400 * t * (0.9 if side < 0 else 1)
            line.append((x, y, 18 + 82 * t * (0.7 + 0.5 * p.random.random())))
    posts(p, sorted(line, key=lambda spot: spot[1]))
    weave = p.mask(
        lambda pen: (
            [
                pen.line([(a[0], a[1] - a[2] * 0.3), (b[0], b[1] - b[2] * 0.3)], 2.4)
                for a, b in pairwise(line[:19])
            ]
            + [
                pen.line([(a[0], a[1] - a[2] * 0.25), (b[0], b[1] - b[2] * 0.25)], 2.4)
                for a, b in pairwise(line[19:38])
            ]
        ),
        0.5,
    )
    p.lay(weave, "#2b241d", 0.7)
    for k in range(10):
        p.lay(
            p.mask(lambda pen, k=k: pen.box(600, 700 - k * 38 - 38, 12, 38)),
            "#c2342a" if k % 2 else "#f0ece0",
        )
    pole = p.mask(lambda pen: pen.box(600, 320, 12, 380))
    p.round(pole, -1, 0, 4, 0.6)
    p.shade(p.mask(lambda pen: pen.poly([(600, 700), (612, 700), (720, 760), (700, 764)]), 3), 0.4)
    person(p, 905, 470, 120, "stand", Dress("#c7702c", "#26323a", coat=0.4, boots="#2a3a30"), -1)
    p.shine(p.glow_at(180, 300, 520, 240), "#ffe7b3", 0.5)
    return p.finish(1.14, 0.45)


PICTURES = {
    "glasswort-meadow": glasswort_meadow,
    "ness-ferry": ness_ferry,
    "boatshed-fire": boatshed_fire,
    "knots": knots,
    "fish-trap": fish_trap,
}
