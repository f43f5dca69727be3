"""Pictures of the estuary and those who walk on it, and the backdrops of ads."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from canvas import Pen, Picture, rgb
from people import Dress, person
from PIL import Image
from things import (
    birds,
    boat,
    creek,
    dusk_sky,
    grass,
    mud,
    winding,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def mud_chart() -> Image.Image:
    """Mudflats from above, silver creeks, a lone walker."""
    p = Picture(*WIDE, 31)
    p.gradient((0, "#a39a8b"), (0.5, "#867660"), (1, "#5f5140"))
    p.grain(p.below(0), 300, 160, 0.35, 6)
    p.grain(p.below(0), 30, 14, 0.2, 4)
    green = np.clip((p.noise(240, 150, 5) - 0.58) * 5, 0, 1)
    p.lay(green * (p.x > 700), "#6c7450", 0.5)
    pale = "#d3dade"
    main = winding((330, -60), (120, 880), 130, 1.6)
    east = winding((1280, 110), main[66], 90, 2.4)
    north = winding((760, -40), main[34], 54, 2)
    creek(p, north, (4, 15), pale)
    creek(p, east, (8, 28), pale)
    creek(p, main, (18, 74), pale)
    for start, end, bend in (
        ((960, -30), east[30], 26),
        ((1160, 560), east[44], 34),
        ((700, 700), east[70], 22),
        ((880, 840), main[82], 40),
        ((560, 180), north[60], 16),
        ((30, 330), main[46], 20),
        ((40, 90), main[22], 20),
        ((1230, 380), east[14], 24),
    ):
        creek(p, winding(start, end, bend, 2.2), (0.6, 7), pale)
        creek(
            p,
            winding((start[0] + 60, start[1] + 70), winding(start, end, bend, 2.2)[45], 9, 2),
            (0.5, 2.4),
            pale,
        )
    p.shine(p.glow_at(250, 60, 520, 480), "#fff0d0", 0.35)
    steps = p.mask(
        lambda pen: [
            pen.oval(905 - i * 13, 640 + math.sin(i / 3) * 5 - i * 4, 2, 1.5) for i in range(28)
        ],
        0.6,
    )
    p.shade(steps, 0.5)
    p.shade(
        p.mask(
            lambda pen: (
                pen.limb((912, 642), (980, 668), 6, 3),
                pen.line([(912, 642), (1010, 650)], 1.6),
            ),
            1.5,
        ),
        0.6,
    )
    person(p, 910, 648, 62, "pole", Dress("#b33a2a", "#26303a", coat=0.4, hat="#2c4a6a"), -1)
    p.lay(p.mask(lambda pen: pen.line([(928, 570), (926, 652)], 1.8)), "#3a2c1e")
    p.fog(1 - p.between(0, 220), "#d8d2c4", 0.5)
    return p.finish(1.16, 0.5)


def edie_marrow() -> Image.Image:
    """A woman of sixty in waders and a wool hat, an ash pole in her hand."""
    p = Picture(*TALL, 32)
    dusk_sky(p, "#7f90a0", "#eadbbd", 720, 0.6, "#76828e", "#f6e9cf")
    p.ridge(716, 26, "#8c9396")
    mud(p, 724, "#6d5f4d", "#d8d2c2", 0.55)
    p.blurred(p.below(0), 3.2)
    p.shine(p.glow_at(130, 640, 520, 380), "#ffe6b4", 0.5)
    p.shade(p.mask(lambda pen: pen.oval(540, 1290, 210, 24), 14), 0.5)
    dress = Dress(
        "#7d3f2c",
        "#44503f",
        skin="#c99b7f",
        hair="#274259",
        boots="#39432f",
        coat=0.36,
        hat="#2f4f6d",
        back=True,
    )
    person(p, 460, 1290, 1010, "reach", dress, -1, dark=0.42)
    pole = p.mask(lambda pen: pen.limb((748, 90), (724, 1320), 9, 11), 0.8)
    p.lay(pole, "#a98c62")
    p.round(pole, -1, 0, 5, 1.0)
    p.grain(pole, 8, 120, 0.3)
    hand = p.mask(
        lambda pen: [
            pen.limb((702 + i % 2 * 3, 470 + i * 15), (754, 474 + i * 15), 9, 8) for i in range(4)
        ],
        0.8,
    )
    p.lay(hand, "#7d5c48")
    p.round(hand, -0.6, -1, 5, 1)
    straps = p.mask(
        lambda pen: (
            pen.line([(410, 500), (425, 800)], 14),
            pen.line([(510, 500), (498, 800)], 14),
            pen.box(398, 760, 124, 30),
        ),
        1,
    )
    p.lay(straps, "#2c352a")
    p.round(straps, -1, -0.4, 10, 0.5)
    p.shine(p.glow_at(90, 640, 640, 560), "#ffdf9e", 0.32)
    return p.finish(1.14, 0.5)


def sea_wall_walk() -> Image.Image:
    """A grassy sea wall curving along saltmarsh, two walkers, a low sun."""
    p = Picture(*WIDE, 37)
    dusk_sky(p, "#7690aa", "#f6d9a4", 350, 0.5, "#8b8f99", "#fbe3b8")
    p.shine(p.glow_at(860, 330, 130, 130), "#fff3cf", 1)
    p.shine(p.glow_at(860, 330, 620, 360), "#ffd891", 0.55)
    p.ridge(350, 16, "#a59d90")
    p.lay(p.mask(lambda pen: pen.box(0, 348, 1200, 30)), "#d5c3a0")
    marsh = p.below(366, 2)
    grass(p, marsh, "#a9975f", "#59553a", 6)
    for start, end, bend, widths in (
        ((1200, 420), (520, 400), 14, (4, 2)),
        ((1200, 560), (600, 480), 34, (14, 5)),
        ((1180, 800), (760, 600), 46, (22, 8)),
        ((960, 480), (820, 380), 14, (4, 2)),
    ):
        creek(p, winding(start, end, bend, 2), widths, "#f0d9ae")
    line = [
        (440, 372, 4),
        (350, 392, 12),
        (300, 430, 26),
        (320, 490, 54),
        (380, 580, 104),
        (430, 700, 176),
        (440, 860, 270),
        (440, 1100, 360),
    ]
    wall = p.mask(
        lambda pen: [pen.limb(a[:2], b[:2], a[2], b[2]) for a, b in pairwise(line)],
        3,
    )
    grass_tone = p.noise(10, 8, 4)[..., None]
    p.lay(wall, rgb("#4c5a30") * (1 - grass_tone) + rgb("#a0a05a") * grass_tone)
    p.round(wall, 1, -0.3, 34, 0.4)
    path = p.mask(
        lambda pen: [
            pen.limb(
                (a[0], a[1] - a[2] * 0.35), (b[0], b[1] - b[2] * 0.35), a[2] * 0.22, b[2] * 0.22
            )
            for a, b in pairwise(line)
        ],
        4,
    )
    p.lay(path, "#c2ab7d", 0.8)
    p.grain(path, 14, 6, 0.3)
    for x, y, h, flip, top in ((352, 480, 92, False, "#7c3a30"), (386, 488, 98, True, "#2f4b5e")):
        p.shade(
            p.mask(
                lambda pen, x=x, y=y, h=h: pen.poly(
                    [
                        (x - 6, y),
                        (x + 6, y),
                        (x - h * 0.9, y + h * 0.34),
                        (x - h * 1.05, y + h * 0.3),
                    ]
                ),
                2.5,
            ),
            0.5,
        )
        person(
            p,
            x,
            y,
            h,
            "walk",
            Dress(top, "#24262a", coat=0.4, hat="#b9a05c" if flip else None),
            1,
            flip,
            dark=0.3,
        )
    birds(p, [(640, 200, 22), (690, 180, 18), (600, 230, 16), (1010, 150, 20)], "#4a4540")
    p.fog(p.between(320, 372) * (1 - p.between(372, 470)), "#fbe2b2", 0.4)
    return p.finish(1.1, 0.45, tint="#fff7ea")


def brent_geese() -> Image.Image:
    """A skein of dark geese low over mudflats at dusk."""
    p = Picture(*WIDE, 39)
    dusk_sky(p, "#3f4d66", "#e8a66a", 500, 0.55, "#463f4c", "#e9a878")
    p.shine(p.glow_at(420, 500, 560, 220), "#ffcf8a", 0.7)
    p.ridge(502, 20, "#4a4148")
    mud(p, 508, "#3e3530", "#e0a06c", 0.66)
    for k in range(46):
        side = 1 if k % 2 else -1
        i = k // 2
        x = 760 - i * 27 + (side > 0) * i * 4 + p.random.normal(0, 8)
        y = 250 + i * (3 if side < 0 else 9.5) + p.random.normal(0, 8)
        s = 62 - i * 0.9
        beat = math.sin(k * 1.9)

        def goose(pen: Pen, x: float = x, y: float = y, s: float = s, beat: float = beat) -> None:
            pen.limb((x - s * 0.34, y + s * 0.02), (x + s * 0.14, y), s * 0.07, s * 0.085)
            pen.limb((x + s * 0.14, y), (x + s * 0.44, y - s * 0.05), s * 0.05, s * 0.034)
            pen.oval(x + s * 0.47, y - s * 0.055, s * 0.05, s * 0.04)
            pen.poly(
                [
                    (x - s * 0.14, y),
                    (x + s * 0.14, y),
                    (x - s * 0.1, y - s * 0.5 * beat - s * 0.06),
                    (x - s * 0.3, y - s * 0.46 * beat),
                ]
            )
            pen.poly(
                [
                    (x - s * 0.1, y),
                    (x + s * 0.1, y),
                    (x + s * 0.02, y - s * 0.36 * beat + s * 0.05),
                    (x - s * 0.16, y - s * 0.4 * beat),
                ]
            )

        p.lay(p.mask(goose, 0.4), "#17151a", 0.95)
    p.fog(p.between(470, 520) * (1 - p.between(520, 600)), "#e7a874", 0.35)
    return p.finish(1.15, 0.5, tint="#fff6ee")


def backdrop(kind: str, width: int, height: int) -> Image.Image:
    """A picture for an ad to stand on: "dusk" on the water or a "sail" by day; dark above and below."""
    p = Picture(width, height, 51 if kind == "dusk" else 52)
    level = height * 0.62
    if kind == "dusk":
        dusk_sky(p, "#1d2a44", "#e2a070", level, 0.5, "#2c3248", "#d79a7c")
        p.shine(p.glow_at(width * 0.7, level, width * 0.5, height * 0.2), "#ffcf8f", 0.6)
        p.ridge(level, height * 0.07, "#2a2d3c", width / 4)
        house = p.mask(
            lambda pen: (
                pen.box(width * 0.6, level - height * 0.1, width * 0.2, height * 0.1),
                pen.poly(
                    [
                        (width * 0.58, level - height * 0.1),
                        (width * 0.63, level - height * 0.17),
                        (width * 0.77, level - height * 0.17),
                        (width * 0.82, level - height * 0.1),
                    ]
                ),
            ),
            0.6,
        )
        p.lay(house, "#1b1d29")
        for i in range(4):
            x = width * (0.625 + i * 0.045)
            p.lay(
                p.mask(
                    lambda pen, x=x: pen.box(
                        x, level - height * 0.075, width * 0.018, height * 0.035
                    )
                ),
                "#ffcf7a",
            )
            p.shine(p.glow_at(x, level - height * 0.06, width * 0.06), "#ffb85e", 0.4)
        p.water(level, "#2a3550", 8, 0.7)
        boat(p, width * 0.27, level + height * 0.06, width * 0.2, "#10131c", height * 0.3)
    else:
        dusk_sky(p, "#2d5f8f", "#cfe0e6", level, 0.45, "#86a2b6", "#f4f6f2")
        p.ridge(level, height * 0.05, "#5f7f86", width / 4)
        p.water(level, "#2b5673", 10, 0.4)
        for x, s, lean in ((0.66, 0.42, 0.05), (0.3, 0.28, 0.04), (0.47, 0.16, 0.02)):
            cx, base, h = width * x, level + height * s * 0.2, height * s
            sails = p.mask(
                lambda pen, cx=cx, base=base, h=h, lean=lean: (
                    pen.poly(
                        [
                            (cx + h * lean, base - h),
                            (cx + h * 0.03, base - h * 0.1),
                            (cx + h * 0.42, base - h * 0.12),
                        ]
                    ),
                    pen.poly(
                        [
                            (cx - h * 0.01 + h * lean, base - h * 0.86),
                            (cx - h * 0.02, base - h * 0.1),
                            (cx - h * 0.26, base - h * 0.1),
                        ]
                    ),
                ),
                0.8,
            )
            p.lay(sails, "#f6f3ea")
            p.round(sails, 0.8, -0.3, h * 0.06, 0.7)
            hull = p.mask(
                lambda pen, cx=cx, base=base, h=h: pen.poly(
                    [
                        (cx - h * 0.34, base - h * 0.08),
                        (cx + h * 0.44, base - h * 0.1),
                        (cx + h * 0.34, base),
                        (cx - h * 0.26, base),
                    ]
                ),
                0.8,
            )
            p.lay(hull, "#a8322a" if x > 0.6 else "#20344a")
            p.round(hull, -0.5, -1, h * 0.03, 0.7)
    p.shade(1 - p.between(0, height * 0.5), 0.45)
    p.shade(p.between(height * 0.62, height), 0.6)
    return p.finish(1.06, 0.3, 0.014)


PICTURES = {
    "mud-chart": mud_chart,
    "edie-marrow": edie_marrow,
    "sea-wall-walk": sea_wall_walk,
    "brent-geese": brent_geese,
}
