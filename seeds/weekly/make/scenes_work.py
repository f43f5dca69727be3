"""Pictures of work: quay, brewery, boatyard."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture
from people import Dress, person
from PIL import Image
from things import (
    bricks,
    dusk_sky,
    letters,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def turbine_quay() -> Image.Image:
    """Turbine blades and tower sections on a quay, a crane over them."""
    p = Picture(*WIDE, 22)
    dusk_sky(p, "#5e7f9e", "#e6ddc8", 470, 0.5, "#7e8c98", "#f8f0df")
    p.ridge(470, 20, "#8795a0")
    p.water(476, "#6e8594", 6, 0.6, 560)
    quay = p.below(530, 2)
    p.lay(quay, "#8e8b85")
    p.grain(quay, 120, 16, 0.22, 6)
    p.shade(p.mask(lambda pen: pen.box(0, 530, 1200, 10)), 0.3)

    def crane(pen: Pen) -> None:
        for x in (930, 968):
            pen.line([(x, 540), (x - 8, 300)], 5)
        for y in range(310, 540, 30):
            pen.line([(924, y), (966, y + 28)], 2.4)
        pen.line([(945, 300), (560, 60)], 5)
        pen.line([(962, 312), (556, 66)], 4)
        for i in range(14):
            t = i / 14
            pen.line(
                [(945 - 385 * t, 300 - 240 * t), (962 - 406 * (t + 0.04), 312 - 246 * (t + 0.04))],
                2,
            )
        pen.line([(945, 300), (1010, 230), (560, 60)], 1.6)
        pen.line([(1010, 230), (1040, 320)], 2)
        pen.box(915, 290, 60, 40)
        pen.line([(562, 62), (562, 300)], 1.6)
        pen.box(548, 300, 28, 18)

    p.lay(p.mask(crane, 0.4), "#b58a1f")
    p.shade(p.mask(lambda pen: pen.box(915, 290, 60, 40)), 0.4)
    for x, y, r, length in ((110, 500, 62, 360), (60, 585, 78, 470)):
        tube = p.mask(
            lambda pen, x=x, y=y, r=r, length=length: pen.poly(
                [(x, y - r), (x + length, y - r * 0.86), (x + length, y + r * 0.86), (x, y + r)]
            ),
            0.8,
        )
        p.shade(
            p.mask(
                lambda pen, x=x, y=y, r=r, length=length: pen.box(x, y + r * 0.7, length, r * 0.5),
                12,
            ),
            0.5,
        )
        p.lay(tube, "#eef0ee")
        tone = np.clip(1.12 - ((p.y - y + r * 0.45) / (r * 1.5)) ** 2 * 0.75, 0.3, 1.15)
        p.light = np.where(
            tube[..., None] > 0.02,
            np.clip(p.light * (1 + (tone - 1) * tube)[..., None], 0, 1),
            p.light,
        )
        p.lay(
            p.mask(
                lambda pen, x=x, y=y, r=r, length=length: pen.oval(
                    x + length, y, r * 0.22, r * 0.86
                ),
                0.6,
            ),
            "#5d6468",
        )
        p.lay(
            p.mask(
                lambda pen, x=x, y=y, r=r, length=length: pen.oval(
                    x + length, y, r * 0.17, r * 0.72
                ),
                0.6,
            ),
            "#23282c",
        )
    for y, x0, x1, h in ((600, 470, 1180, 30), (668, 380, 1190, 38), (748, 250, 1200, 48)):

        def blade(pen: Pen, y: float = y, x0: float = x0, x1: float = x1, h: float = h) -> None:
            pen.poly(
                [
                    (x1, y - h * 0.45),
                    (x1 - 40, y - h * 0.5),
                    (x1 - 190, y - h * 1.0),
                    (x1 - 330, y - h * 0.9),
                    (x0, y - 2),
                    (x0 + 10, y + 4),
                    (x1 - 200, y + h * 0.42),
                    (x1, y + h * 0.4),
                ]
            )

        mask = p.mask(blade, 0.8)
        p.shade(
            p.mask(
                lambda pen, y=y, x0=x0, x1=x1, h=h: pen.poly(
                    [
                        (x0 + 60, y + h * 0.4),
                        (x1, y + h * 0.6),
                        (x1, y + h * 1.1),
                        (x0 + 100, y + h * 0.7),
                    ]
                ),
                9,
            ),
            0.45,
        )
        p.lay(mask, "#f3f4f2")
        p.round(mask, -0.2, -1, h * 0.4, 0.7)
        for x in (x0 + 200, x1 - 160):
            stand = p.mask(
                lambda pen, x=x, y=y, h=h: pen.poly(
                    [(x, y), (x + 26, y), (x + 34, y + h), (x - 8, y + h)]
                ),
                0.5,
            )
            p.lay(stand, "#a33426")
    person(p, 330, 745, 116, "stand", Dress("#e0701f", "#25303a", coat=0.46, hat="#f2f2ee"), 1)
    person(p, 372, 750, 112, "hold", Dress("#d8c020", "#25303a", coat=0.46, hat="#e8e8e4"), 1, True)
    p.shine(p.glow_at(1100, 430, 620, 320), "#ffe7bd", 0.3)
    return p.finish(1.1, 0.4)


def brewery() -> Image.Image:
    """A woman beside a copper vessel, with steam."""
    p = Picture(*TALL, 23)
    p.gradient((0, "#2b2622"), (0.6, "#463a30"), (1, "#2a231e"))
    wall = p.mask(lambda pen: pen.box(0, 0, 900, 1050))
    bricks(p, wall, 22, 0.22)
    p.lay(wall, "#3a312a", 0.55)
    p.shine(
        p.mask(
            lambda pen: [
                pen.box(60 + (i % 2) * 110, 120 + (i // 2) * 130, 96, 116) for i in range(6)
            ],
            3,
        ),
        "#cfe0ea",
        0.85,
    )
    p.shine(p.glow_at(160, 300, 360, 460), "#bcd0dc", 0.35)
    p.lay(p.below(1060, 4), "#4c443c")
    p.grain(p.below(1060, 4), 40, 12, 0.3)
    x, y, r = 610, 640, 300
    pot = p.mask(
        lambda pen: (
            pen.oval(x, y, r, r * 0.78),
            pen.box(x - r, y, 2 * r, 330),
            pen.oval(x, y + 330, r, r * 0.2),
        ),
        1,
    )
    p.shade(p.mask(lambda pen: pen.oval(x, y + 380, r * 1.2, 60), 20), 0.6)
    p.lay(pot, "#b0653a")
    across = np.clip((p.x - x) / r, -1, 1)
    shine = (
        0.42
        + 0.95 * np.exp(-(((across + 0.5) / 0.2) ** 2))
        + 0.5 * np.exp(-(((across - 0.45) / 0.3) ** 2))
    )
    p.light = np.clip(p.light * (1 + (shine - 1) * pot)[..., None], 0, 1)
    p.shade(pot * p.between(y + 120, y + 380), 0.35)
    for yy in (y + 10, y + 170, y + 322):
        hoop = p.mask(lambda pen, yy=yy: pen.ring(x, yy, r, r * 0.2, 9), 1) * p.below(yy) * pot
        p.shine(hoop, "#f0b98a", 0.4)
    rivets = p.mask(
        lambda pen: [
            pen.oval(x + r * math.cos(a), y + 22 + r * 0.2 * math.sin(a), 5)
            for a in np.linspace(0.1, math.pi - 0.1, 26)
        ],
        0.5,
    )
    p.shine(rivets, "#ffd9b0", 0.5)
    neck = p.mask(
        lambda pen: (
            pen.poly([(x - 74, y - 215), (x + 74, y - 215), (x + 40, 0), (x - 40, 0)]),
            pen.oval(x, y - 212, 96, 30),
        ),
        1,
    )
    p.lay(neck, "#a4592f")
    p.round(neck, -1, 0, 36, 1.1)
    hatch = p.mask(lambda pen: pen.oval(x - 90, y - 70, 74, 60), 1)
    p.lay(hatch, "#2a1710")
    p.shine(p.mask(lambda pen: pen.ring(x - 90, y - 70, 80, 66, 10), 1), "#e8a878", 0.5)
    who = Dress(
        "#2d4a55",
        "#23262c",
        coat=0.34,
        hair="#6b3d20",
        long_hair=True,
        back=True,
        sleeves=False,
        boots="#15171a",
    )
    person(p, 225, 1230, 660, "reach", who, 1, dark=0.5)
    smoke = p.noise(170, 210, 5)
    plume = np.exp(
        -(((p.x - (x - 90) + (p.y - 540) * 0.18) / (60 + np.clip(560 - p.y, 0, None) * 0.3)) ** 2)
    ) * (1 - p.between(520, 600))
    p.shine(np.clip(plume * np.clip(smoke * 1.7 - 0.35, 0, 1), 0, 1), "#efe6da", 0.85)
    p.fog(p.between(0, 500) * (1 - p.between(500, 900)), "#cfc6ba", 0.14)
    return p.finish(1.18, 0.6)


def pilot_boat() -> Image.Image:
    """An orange and grey pilot boat on a slip in a boatyard."""
    p = Picture(*WIDE, 24)
    p.gradient((0, "#4b5459"), (0.5, "#848880"), (1, "#5c5953"))
    p.lay(p.mask(lambda pen: [pen.box(x, 0, 14, 560) for x in range(40, 1200, 190)]), "#34393c")
    p.lay(p.mask(lambda pen: [pen.line([(0, y), (1200, y)], 8) for y in (90, 210)]), "#3b4144")
    opening = p.mask(lambda pen: pen.box(700, 170, 460, 340), 2)
    p.lay(opening, "#dfe6e6")
    p.lay(opening * p.below(400), "#a9b7bb")
    p.lay(opening * p.below(388) * (1 - p.below(402)), "#7f8d90")
    p.shine(p.glow_at(930, 330, 460, 330), "#f4f4ea", 0.55)
    ground = p.below(560, 4)
    p.lay(ground, "#6a665e")
    p.grain(ground, 70, 9, 0.3, 6)
    for yy in (640, 730):
        p.lay(
            p.mask(
                lambda pen, yy=yy: pen.poly(
                    [(0, yy + 16), (1200, yy - 30), (1200, yy - 18), (0, yy + 30)]
                ),
                1,
            ),
            "#3d3a36",
        )
    hull = p.mask(
        lambda pen: pen.poly(
            [
                (110, 330),
                (330, 318),
                (720, 300),
                (1090, 250),
                (1010, 420),
                (860, 560),
                (720, 610),
                (260, 610),
                (150, 560),
            ]
        ),
        1,
    )
    p.shade(p.mask(lambda pen: pen.oval(560, 640, 480, 40), 16), 0.6)
    p.lay(hull, "#8f979b")
    low = (
        p.mask(
            lambda pen: pen.poly(
                [(130, 450), (720, 440), (1030, 380), (860, 570), (720, 620), (250, 620)]
            ),
            1,
        )
        * hull
    )
    p.lay(low, "#d2571f")
    p.lay(
        p.mask(lambda pen: pen.line([(132, 450), (720, 440), (1034, 372)], 10), 0.8) * hull,
        "#f2efe6",
    )
    p.round(hull, -0.2, -1, 60, 0.9)
    p.shade(hull * p.between(460, 640), 0.45)
    p.grain(hull, 160, 90, 0.12)
    fender = p.mask(lambda pen: pen.line([(106, 336), (330, 326), (720, 308), (1092, 256)], 20), 1)
    p.lay(fender, "#17191b")
    p.round(fender, 0, -1, 7, 0.7)
    cabin = p.mask(lambda pen: pen.poly([(330, 320), (360, 170), (660, 160), (730, 304)]), 1)
    p.lay(cabin, "#d2571f")
    p.round(cabin, 0.6, -1, 40, 0.6)
    p.lay(
        p.mask(
            lambda pen: (
                pen.poly([(376, 190), (470, 187), (470, 246), (366, 250)]),
                pen.poly([(484, 187), (570, 184), (574, 243), (484, 246)]),
                pen.poly([(584, 184), (652, 180), (684, 240), (588, 243)]),
            ),
            0.8,
        ),
        "#20303a",
    )
    p.shine(
        p.mask(
            lambda pen: (
                pen.poly([(600, 188), (640, 186), (664, 236), (626, 238)]),
                pen.poly([(500, 190), (530, 189), (522, 243), (496, 243)]),
            ),
            2,
        ),
        "#d6e4e8",
        0.5,
    )
    p.lay(
        p.mask(
            lambda pen: (
                pen.line([(500, 165), (500, 70)], 5),
                pen.line([(460, 110), (540, 110)], 4),
                pen.oval(500, 66, 14, 7),
            )
        ),
        "#e4e4e0",
    )
    letters(p, "PILOT", 250, 372, 50, "#1d2c3a")
    for x in (300, 560, 780):
        p.lay(
            p.mask(
                lambda pen, x=x: pen.poly([(x, 590), (x + 60, 590), (x + 80, 690), (x - 20, 690)]),
                1,
            ),
            "#4a3b2a",
        )
    person(
        p,
        1040,
        742,
        270,
        "hold",
        Dress("#33424f", "#33424f", coat=0.4, hair="#5a3620", long_hair=True),
        -1,
        True,
        dark=0.2,
    )
    for _ in range(3):
        p.shine(p.glow_at(884, 560, 30), "#fff0c0", 0.7)
    sparks = p.mask(
        lambda pen: [
            pen.line(
                [
                    (884, 560),
                    (
                        884 + 90 * math.cos(a) * (0.4 + (i % 5) / 5),
                        560 + 70 * math.sin(a) * (0.4 + (i % 4) / 4),
                    ),
                ],
                1.2,
            )
            for i, a in enumerate(np.linspace(0, 6.2, 26))
        ],
        0.4,
    )
    p.shine(sparks, "#ffd98a", 0.8)
    return p.finish(1.14, 0.5)


PICTURES = {"turbine-quay": turbine_quay, "brewery": brewery, "pilot-boat": pilot_boat}
