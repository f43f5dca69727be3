"""Pictures of runners, a swimmer and a dartboard, close to."""

from __future__ import annotations

import math

import numpy as np
from canvas import Array, Picture, mix
from people import Dress, crowd, person
from PIL import Image
from things import (
    dusk_sky,
    grass,
    letters,
    trees,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def cross_country_girls() -> Image.Image:
    """Four girls with muddy legs and running vests hold a shield."""
    p = Picture(*WIDE, 65)
    dusk_sky(p, "#8fa3b2", "#e3dcc6", 380, 0.5, "#98a2a9", "#f4eeda")
    trees(p, 400, 10, 240, "#6b6450", 0.5)
    grass(p, p.below(392, 8), "#8f9a5c", "#57663a", 6)
    crowd(p, 360, 410, 36, ["#5a4a42", "#3b5063", "#8b3a32", "#d0cbbb"], 4, 0.3)
    p.blurred(1 - p.between(470, 560), 4)
    grass(p, p.below(560, 70) * 0.8, "#8b9658", "#4d5b35", 8)
    hair = ("#2a1c14", "#7a5230", "#17110d", "#a07848")
    skin = ("#c99a7e", "#d0a688", "#7c5239", "#d3aa90")
    for i, (x, h) in enumerate(((330, 560), (500, 590), (690, 575), (865, 550))):
        p.shade(p.mask(lambda pen, x=x: pen.oval(x + 20, 770, 90, 12), 7), 0.45)
        vest = Dress(
            "#2a7d84",
            "#1b1f28",
            skin=skin[i],
            hair=hair[i],
            boots="#3a2d20",
            sleeves=False,
            bare=True,
            long_hair=True,
            coat=0.5,
        )
        person(p, x, 768, h, "hold" if i in (1, 2) else "stand", vest, -1, i > 1, dark=0.05)
        bare = p.mask(
            lambda pen, x=x, h=h: [
                pen.limb(
                    (x + s * h * 0.1, 768 - h * 0.79),
                    (x + s * h * 0.116, 768 - h * 0.66),
                    h * 0.036,
                    h * 0.03,
                )
                for s in (-1, 1)
            ],
            1,
        )
        p.lay(bare, skin[i])
        p.round(bare, -1, 0, 6, 0.7)
        number = p.mask(
            lambda pen, x=x, h=h: pen.box(x - h * 0.058, 768 - h * 0.69, h * 0.116, h * 0.082), 0.6
        )
        if i in (0, 3):
            p.lay(number, "#f1efe6")
            letters(
                p, ("24", "", "", "47")[i], x - h * 0.036, 768 - h * 0.672, h * 0.046, "#22262c"
            )
        muddy = np.clip((p.noise(22, 26, 4) - 0.4) * 3.4, 0, 1) * p.mask(
            lambda pen, x=x, h=h: pen.box(x - h * 0.11, 768 - h * 0.3, h * 0.22, h * 0.3), 10
        )
        legs = p.mask(
            lambda pen, x=x, h=h: [
                pen.limb(
                    (x + s * h * 0.064, 768 - h * 0.28),
                    (x + s * h * 0.07, 768 - 8),
                    h * 0.042,
                    h * 0.034,
                )
                for s in (-1, 1)
            ],
            0.8,
        )
        p.lay(legs * muddy, "#493726", 0.9)
    cx, cy, s = 596, 430, 92
    shield = p.mask(
        lambda pen: pen.poly(
            [
                (cx - s, cy - s),
                (cx + s, cy - s),
                (cx + s * 0.96, cy + s * 0.2),
                (cx + s * 0.5, cy + s * 0.86),
                (cx, cy + s * 1.16),
                (cx - s * 0.5, cy + s * 0.86),
                (cx - s * 0.96, cy + s * 0.2),
            ]
        ),
        1,
    )
    p.shade(np.roll(shield, (10, 8), (0, 1)), 0.4)
    p.lay(shield, "#5a3319")
    p.round(shield, -0.7, -1, 14, 0.7)
    plate = p.mask(
        lambda pen: (
            pen.oval(cx, cy - 6, 40),
            [
                pen.oval(cx + 66 * math.cos(a), cy + 6 + 66 * math.sin(a), 11, 13)
                for a in np.linspace(0, 5.6, 9)
            ],
        ),
        0.8,
    )
    p.lay(plate, "#c9ccd0")
    p.round(plate, -0.6, -1, 9, 1.1)
    for x in (cx - 96, cx + 94):
        hand = p.mask(
            lambda pen, x=x: [
                pen.limb((x - 6, 420 + i * 13), (x + 12, 422 + i * 13), 8, 7) for i in range(4)
            ],
            0.8,
        )
        p.lay(hand, "#c99a7e")
        p.round(hand, -0.5, -1, 4, 0.9)
    p.shine(p.glow_at(180, 160, 720, 560), "#fff0cf", 0.3)
    return p.finish(1.12, 0.45)


def swimmer_poole() -> Image.Image:
    """A young swimmer in cap and goggles at the end of a lane."""
    p = Picture(*TALL, 66)
    p.gradient((0, "#2f4854"), (0.3, "#5b8796"), (1, "#3b8496"))
    p.lay(p.mask(lambda pen: pen.box(0, 0, 900, 330)), "#7e949a")
    p.lay(p.mask(lambda pen: [pen.box(40 + i * 220, 40, 150, 210) for i in range(4)], 3), "#dcebef")
    p.bokeh(18, (0, 20, 900, 300), (14, 40), ["#ffffff", "#d4ecf4", "#fbe6bc"], 0.5)
    p.blurred(p.below(0), 8)
    pool = p.below(330, 8)
    p.lay(pool, "#3f93a6")
    depth = p.between(330, 1350)
    web = np.abs(p.noise(120, 60, 3) - 0.5) + np.abs(p.noise(70, 40, 3) - 0.5)
    p.shine(pool * np.clip(0.2 - web, 0, 1) * 5 * (0.3 + depth), "#d8f4f6", 0.6)
    p.shade(pool * np.clip(web - 0.3, 0, 1) * 1.6, 0.5)
    for side, tone in ((-1, "#c33a2c"), (1, "#e8e6dc")):
        for i in range(26):
            t = (i / 25) ** 1.7
            x, y, r = 450 + side * (80 + 420 * t), 340 + 860 * t, 5 + 28 * t
            disc = p.mask(lambda pen, x=x, y=y, r=r: pen.oval(x, y, r, r * 0.75), 0.8)
            p.lay(disc, tone if i // 3 % 2 else "#2b5d9c")
            p.round(disc, -0.4, -1, r * 0.4, 0.9)
    p.blurred((1 - p.between(420, 760)) * pool, 4)
    body = p.mask(
        lambda pen: (
            pen.limb((330, 1010), (570, 1010), 92, 92),
            pen.poly([(240, 1010), (660, 1010), (720, 1400), (180, 1400)]),
        ),
        2,
    )
    p.lay(body, "#c4906f")
    suit = p.mask(
        lambda pen: pen.poly(
            [
                (332, 925),
                (372, 925),
                (410, 1060),
                (490, 1060),
                (528, 925),
                (568, 925),
                (640, 1120),
                (690, 1400),
                (210, 1400),
                (260, 1120),
            ]
        ),
        2,
    )
    neck = p.mask(lambda pen: pen.limb((450, 780), (450, 950), 66, 78), 2)
    p.lay(neck, "#b27e5f")
    p.round(neck, -1, 0, 34, 0.9)
    p.lay(suit, "#16263f")
    p.round(np.maximum(body, suit), -1, -0.3, 60, 0.9)
    face = p.mask(lambda pen: (pen.oval(450, 650, 138, 176), pen.oval(450, 740, 104, 116)), 2)
    p.shade(p.mask(lambda pen: pen.oval(460, 880, 110, 40), 14), 0.45)
    p.lay(face, "#cb9a7b")
    p.round(face, -0.9, -0.4, 64, 0.9)
    p.shade(p.mask(lambda pen: (pen.oval(470, 716, 16, 30), pen.oval(452, 744, 26, 9)), 9), 0.3)
    p.shine(p.mask(lambda pen: pen.oval(440, 700, 9, 34), 8), "#ffe6d0", 0.4)
    p.lay(p.mask(lambda pen: pen.limb((412, 794), (492, 792), 7, 6), 3), "#96524a")
    p.shade(p.mask(lambda pen: pen.line([(404, 792), (450, 796), (500, 789)], 3), 1.6), 0.6)
    p.shade(p.mask(lambda pen: pen.oval(452, 826, 34, 9), 8), 0.25)
    cap = p.mask(lambda pen: (pen.oval(450, 560, 152, 150), pen.box(300, 560, 300, 26)), 2) * (
        1 - p.below(600, 14)
    )
    p.lay(cap, "#e9edf0")
    p.round(cap, -0.8, -1, 52, 0.8)
    letters(p, "ARROW", 388, 500, 34, "#20488c")
    strap = p.mask(lambda pen: pen.line([(300, 628), (380, 640), (520, 640), (600, 626)], 16), 1)
    p.lay(strap, "#15181c")
    for x in (388, 512):
        p.lay(p.mask(lambda pen, x=x: pen.oval(x, 642, 58, 42), 1.2), "#15181c")
        lens = p.mask(lambda pen, x=x: pen.oval(x, 642, 45, 30), 1.2)
        p.lay(lens, "#2d6f86")
        p.shine(lens * p.glow_at(x - 14, 628, 30, 18), "#eafcff", 0.95)
        p.shade(lens * p.between(640, 676), 0.5)
    drops = p.mask(
        lambda pen: [
            pen.oval(
                300 + p.random.random() * 320,
                640 + p.random.random() * 600,
                2 + p.random.random() * 4,
            )
            for _ in range(110)
        ],
        0.8,
    )
    p.shine(drops, "#ffffff", 0.55)
    surface = p.below(1190, 50)
    p.lay(surface * (0.45 + 0.55 * p.noise(160, 26, 4)), "#4fa5b5", 0.85)
    p.shine(surface * np.clip((p.noise(120, 16, 4) - 0.6) * 5, 0, 1), "#effcfd", 0.7)
    return p.finish(1.14, 0.45)


def darts_board() -> Image.Image:
    """A dartboard close up, three darts in the treble twenty."""
    p = Picture(*SQUARE, 67)
    p.gradient((0, "#2a1f19"), (1, "#1c1511"))
    p.grain(p.below(0), 60, 300, 0.4, 5)
    cx, cy, r = 500, 640, 610
    dx, dy = p.x - cx, p.y - cy
    d, a = np.hypot(dx, dy) / r, np.degrees(np.arctan2(dx, -dy))
    slot = np.floor((a + 9) / 18).astype(int) % 2
    inside = np.clip((0.98 - d) * r / 2, 0, 1)
    p.lay(inside, "#15130f")
    sisal = p.noise(3, 3, 2)
    field = np.where(slot[..., None] == 0, np.array([0.1, 0.09, 0.08]), np.array([0.86, 0.78, 0.6]))
    band = np.where(slot[..., None] == 0, np.array([0.66, 0.13, 0.12]), np.array([0.1, 0.38, 0.2]))

    def edge(low: float, high: float) -> Array:
        return np.clip((d - low) * r / 1.5, 0, 1) * np.clip((high - d) * r / 1.5, 0, 1)

    p.light = p.light * (1 - edge(0.07, 0.76)[..., None]) + field * edge(0.07, 0.76)[..., None]
    for low, high in ((0.44, 0.485), (0.715, 0.76)):
        p.light = p.light * (1 - edge(low, high)[..., None]) + band * edge(low, high)[..., None]
    p.lay(edge(0.03, 0.07), "#1d6236")
    p.lay(np.clip((0.03 - d) * r / 1.5, 0, 1), "#b0241f")
    p.light = np.clip(p.light * (0.8 + 0.4 * sisal[..., None] * inside[..., None]), 0, 1)
    wires = p.mask(
        lambda pen: (
            [pen.ring(cx, cy, r * k, r * k, 2.6) for k in (0.03, 0.07, 0.44, 0.485, 0.715, 0.76)]
            + [
                pen.line(
                    [
                        (cx + r * 0.07 * math.sin(t), cy - r * 0.07 * math.cos(t)),
                        (cx + r * 0.76 * math.sin(t), cy - r * 0.76 * math.cos(t)),
                    ],
                    2.6,
                )
                for t in np.radians(np.arange(9, 360, 18))
            ]
        ),
        0.4,
    )
    p.shade(np.roll(wires, (3, 2), (0, 1)), 0.5)
    p.lay(wires, "#c9cbc9", 0.9)
    letters(p, "20", cx - 46, cy - r * 0.93, 66, "#d9dad6")
    for k, text in ((18, "1"), (-18, "5"), (36, "18"), (-36, "12")):
        t = math.radians(k)
        x, y = cx + r * 0.88 * math.sin(t), cy - r * 0.88 * math.cos(t)
        digits = {
            "1": [(0.5, 0), (0.5, 1)],
            "5": [(0.9, 0), (0.1, 0), (0.1, 0.45), (0.8, 0.5), (0.8, 0.95), (0.1, 1)],
            "8": [(0.5, 0), (0.1, 0.25), (0.9, 0.75), (0.5, 1), (0.1, 0.75), (0.9, 0.25), (0.5, 0)],
            "2": [(0.1, 0.2), (0.5, 0), (0.9, 0.25), (0.1, 1), (0.95, 1)],
        }
        for i, sign in enumerate(text):
            line = [
                (x - 26 * len(text) + 54 * i + u * 36, y - 30 + v * 58) for u, v in digits[sign]
            ]
            p.lay(p.mask(lambda pen, line=line: pen.line(line, 9), 0.5), "#d9dad6")
    p.blurred(np.clip(np.hypot(p.x - 500, p.y - 345) / 640 - 0.35, 0, 1), 5)
    for x, tail, tone in (
        (478, (300, 640), "#20488c"),
        (503, (520, 720), "#b8322a"),
        (526, (730, 620), "#d9a52c"),
    ):
        tip = (x, cy - r * 0.462)
        ux, uy = tail[0] - tip[0], tail[1] - tip[1]
        n = math.hypot(ux, uy)
        px, py = -uy / n, ux / n

        def along(
            t: float, tip: tuple[float, float] = tip, ux: float = ux, uy: float = uy
        ) -> tuple[float, float]:
            return tip[0] + ux * t, tip[1] + uy * t

        p.shade(
            p.mask(
                lambda pen, along=along, tip=tip: pen.limb(
                    (tip[0] + 4, tip[1] + 4), (along(1)[0] + 70, along(1)[1] + 60), 4, 26
                ),
                10,
            ),
            0.4,
        )
        point = p.mask(lambda pen, along=along: pen.limb(along(0), along(0.16), 2.2, 4), 0.5)
        p.lay(point, "#d4d6d8")
        barrel = p.mask(lambda pen, along=along: pen.limb(along(0.16), along(0.5), 9, 13), 0.8)
        p.lay(barrel, "#9a9c9f")
        p.round(barrel, -1, -0.3, 6, 1.2)
        ribs = p.mask(
            lambda pen, along=along, px=px, py=py: [
                pen.line(
                    [
                        (along(t)[0] - px * 12, along(t)[1] - py * 12),
                        (along(t)[0] + px * 12, along(t)[1] + py * 12),
                    ],
                    2,
                )
                for t in np.linspace(0.22, 0.46, 9)
            ],
            0.5,
        )
        p.shade(ribs, 0.5)
        shaft = p.mask(lambda pen, along=along: pen.limb(along(0.5), along(0.82), 6, 8), 0.8)
        p.lay(shaft, "#22252a")
        p.round(shaft, -1, -0.3, 4, 0.9)
        for wide, shade in ((46, 1.0), (20, 0.6)):
            wing = p.mask(
                lambda pen, along=along, px=px, py=py, wide=wide: pen.poly(
                    [
                        along(0.74),
                        (along(0.86)[0] + px * wide, along(0.86)[1] + py * wide),
                        (along(1.06)[0] + px * wide, along(1.06)[1] + py * wide),
                        along(1.0),
                        (along(1.06)[0] - px * wide, along(1.06)[1] - py * wide),
                        (along(0.86)[0] - px * wide, along(0.86)[1] - py * wide),
                    ]
                ),
                1,
            )
            p.lay(wing, mix("#000000", tone, shade))
            p.round(wing, -0.6, -1, 12, 0.5)
    p.shine(p.glow_at(430, 260, 460, 380), "#fff2d2", 0.3)
    return p.finish(1.16, 0.6)


PICTURES = {
    "cross-country-girls": cross_country_girls,
    "swimmer-poole": swimmer_poole,
    "darts-board": darts_board,
}
