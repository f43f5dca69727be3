"""Pictures of stage, garden, garage and store."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture, mix
from people import Dress, person
from PIL import Image
from things import (
    bricks,
    dusk_sky,
    grass,
    letters,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def players_rehearsal() -> Image.Image:
    """Actors on a bare stage, a painted barge behind, one on a crate."""
    p = Picture(*WIDE, 33)
    p.gradient((0, "#120f10"), (0.7, "#2a211d"), (1, "#1a1512"))
    cloth = p.mask(lambda pen: pen.box(150, 70, 900, 480), 2)
    p.lay(cloth, "#425a6e")
    p.lay(cloth * p.between(70, 400), "#b98f64", 0.5)
    p.grain(cloth, 160, 300, 0.16)
    p.lay(cloth * p.below(430, 3), "#34454f")
    sail = p.mask(
        lambda pen: (
            pen.poly([(560, 110), (585, 400), (860, 400), (800, 200)]),
            pen.poly([(545, 120), (545, 400), (380, 400)]),
        ),
        1,
    )
    p.lay(sail, "#8c3f28")
    p.grain(sail, 60, 60, 0.22)
    hull = p.mask(lambda pen: pen.poly([(290, 418), (900, 408), (860, 500), (350, 506)]), 1)
    p.lay(hull, "#1f1a18")
    p.lay(
        p.mask(
            lambda pen: (
                pen.line([(552, 90), (552, 420)], 7),
                pen.line([(300, 424), (896, 414)], 7),
            )
        ),
        "#6d5335",
    )
    floor = p.below(548, 3)
    p.lay(floor, "#5d4530")
    p.shade(
        p.mask(
            lambda pen: [
                pen.line([(600 + (x - 600) * 0.42, 548), (x, 800)], 1.6)
                for x in range(-700, 1900, 74)
            ],
            0.6,
        ),
        0.5,
    )
    p.grain(floor, 120, 10, 0.2)
    for x, tilt in ((260, 0.5), (620, 0.02), (960, -0.5)):
        beam = np.exp(-(((p.x - x - tilt * p.y) / (26 + p.y * 0.2)) ** 2))
        p.shine(beam, "#ffe2ad", 0.3)
    p.shine(p.glow_at(600, 680, 520, 120), "#ffdca0", 0.35)
    crate = p.mask(lambda pen: pen.box(640, 610, 120, 90), 0.8)
    p.lay(crate, "#80603c")
    p.lay(p.mask(lambda pen: [pen.box(640, 610 + i * 30, 120, 4) for i in range(4)]), "#3a2a1a")
    p.round(crate, -0.6, -1, 14, 0.5)
    person(p, 700, 612, 270, "raise", Dress("#8a3b30", "#26282d", hair="#1d1714"), -1)
    for x, y, h, pose, flip, top in (
        (420, 735, 300, "hold", False, "#49606b"),
        (520, 715, 280, "stand", False, "#a3834a"),
        (890, 735, 300, "hold", True, "#4f4a63"),
        (300, 760, 310, "walk", False, "#6f7466"),
        (1000, 770, 315, "stand", True, "#37424b"),
    ):
        p.shade(p.mask(lambda pen, x=x, y=y: pen.oval(x + 20, y, 76, 10), 5), 0.5)
        person(
            p,
            x,
            y,
            h,
            pose,
            Dress(top, "#24262b", long_hair=x in (420, 1000), hair="#54351f"),
            -1,
            flip,
            dark=0.12,
        )
    for x, y in ((428, 555), (884, 556)):
        p.lay(
            p.mask(
                lambda pen, x=x, y=y: pen.poly(
                    [(x - 24, y), (x + 24, y - 6), (x + 26, y + 26), (x - 22, y + 32)]
                ),
                0.6,
            ),
            "#e9e2d0",
        )
    return p.finish(1.18, 0.65)


def garlic_bed() -> Image.Image:
    """A raised bed with rows of garlic shoots, string, a spade, a castle wall."""
    p = Picture(*WIDE, 35)
    dusk_sky(p, "#8ea6b8", "#dcdccf", 200, 0.5, "#97a3ab", "#f2efe3")
    wall = p.mask(
        lambda pen: (
            [pen.box(0, 120, 1200, 260)] + [pen.box(x, 84, 54, 40) for x in range(20, 1200, 108)]
        ),
        1,
    )
    p.lay(wall, "#8d877b")
    row = np.floor(p.y / 22)
    joints = (np.mod(p.y, 22) < 2.5) | (np.mod(p.x + row * 37 % 60, 52) < 2.5)
    p.shade(wall * joints, 0.4)
    p.grain(wall, 40, 20, 0.3, 5)
    p.lay(np.clip((p.noise(120, 160, 5) - 0.6) * 5, 0, 1) * wall, "#5f6f45", 0.6)
    p.blurred(1 - p.below(380), 3)
    ground = p.below(376, 4)
    grass(p, ground, "#7f8d55", "#435234", 6)
    bed = p.mask(lambda pen: pen.poly([(170, 440), (1030, 440), (1260, 800), (-60, 800)]), 1)
    p.lay(bed, "#3d2e22")
    p.grain(bed, 22, 12, 0.5, 5)
    p.grain(bed, 120, 30, 0.25)
    for a, b in (((170, 440), (-60, 800)), ((1030, 440), (1260, 800)), ((170, 440), (1030, 440))):
        plank = p.mask(lambda pen, a=a, b=b: pen.limb(a, b, 9, 9 if a[1] == b[1] else 26), 1)
        p.lay(plank, "#94795a")
        p.round(plank, -0.4, -1, 8, 0.6)
        p.grain(plank, 90, 8, 0.3)
    for i in range(7):
        t = (i - 3) / 3
        top, foot = 600 + t * 340, 600 + t * 560
        p.lay(
            p.mask(lambda pen, top=top, foot=foot: pen.line([(top, 446), (foot, 800)], 1.4)),
            "#e8e0cc",
            0.7,
        )
        for j in range(13):
            u = (j / 13) ** 1.6
            x, y, s = top + (foot - top) * u, 452 + 346 * u, 14 + 62 * u
            p.shade(
                p.mask(lambda pen, x=x, y=y, s=s: pen.oval(x + s * 0.3, y, s * 0.4, s * 0.09), 2),
                0.4,
            )

            def shoot(pen: Pen, x: float = x, y: float = y, s: float = s, j: int = j) -> None:
                for lean in (-0.34, -0.1, 0.14, 0.4):
                    k = lean + 0.1 * math.sin(j * 3 + x)
                    pen.limb((x, y), (x + k * s * 0.6, y - s * 0.6), s * 0.05, s * 0.042)
                    pen.limb(
                        (x + k * s * 0.6, y - s * 0.6),
                        (x + k * s * 1.3, y - s * (1.0 - abs(k) * 0.4)),
                        s * 0.042,
                        s * 0.012,
                    )

            mask = p.mask(shoot, 0.4)
            p.lay(mask, mix("#5d8a3f", "#8fb45c", (j * 7 + i * 3) % 5 / 5))
            p.round(mask, -1, -0.5, 3, 0.7)
    spade = p.mask(
        lambda pen: (
            pen.limb((985, 180), (940, 520), 8, 8),
            pen.limb((962, 176), (1010, 184), 7, 7),
        ),
        0.7,
    )
    p.lay(spade, "#a37b48")
    p.round(spade, -1, 0, 5, 1)
    blade = p.mask(lambda pen: pen.poly([(898, 500), (980, 512), (962, 620), (902, 612)]), 1)
    p.lay(blade, "#6e7679")
    p.round(blade, -1, -0.5, 16, 0.8)
    p.lay(
        p.mask(lambda pen: pen.poly([(890, 596), (985, 606), (1000, 650), (880, 640)]), 6),
        "#33261b",
        0.95,
    )
    p.shine(p.glow_at(180, 300, 720, 460), "#fff0c8", 0.22)
    return p.finish(1.14, 0.45)


def lightship_bell() -> Image.Image:
    """A large bronze bell hanging from a trestle in a garage."""
    p = Picture(*TALL, 36)
    p.gradient((0, "#2e2c2a"), (0.7, "#4b4640"), (1, "#37332e"))
    wall = p.mask(lambda pen: pen.box(0, 0, 900, 1010))
    bricks(p, wall, 26, 0.16)
    p.lay(wall, "#57534c", 0.5)
    p.lay(
        p.mask(
            lambda pen: (
                pen.box(40, 250, 250, 12),
                pen.box(610, 210, 260, 12),
                pen.box(610, 360, 260, 12),
            ),
            1,
        ),
        "#2a221a",
    )
    for i in range(9):
        x, y = (630 + i % 5 * 50, 210 if i < 5 else 360)
        p.lay(
            p.mask(
                lambda pen, x=x, y=y, i=i: pen.box(x, y - 40 - i % 3 * 16, 34, 40 + i % 3 * 16), 1
            ),
            ("#7a3a2c", "#3d5a4a", "#8c8a80", "#2f4256")[i % 4],
        )
    p.lay(
        p.mask(
            lambda pen: (
                pen.line([(90, 260), (90, 560)], 6),
                pen.box(66, 540, 50, 80),
                pen.line([(180, 262), (230, 470)], 7),
                pen.oval(150, 330, 34, 34),
            )
        ),
        "#4b3b2a",
    )
    p.blurred(p.below(0), 4.5)
    p.lay(p.below(1010, 6), "#5b554d")
    p.grain(p.below(1010, 6), 70, 16, 0.3, 6)
    p.shine(p.glow_at(40, 120, 720, 620), "#f3e8cf", 0.35)
    for a, b in (
        ((240, 330), (120, 1220)),
        ((320, 330), (390, 1160)),
        ((600, 330), (540, 1160)),
        ((680, 330), (800, 1220)),
    ):
        leg = p.mask(lambda pen, a=a, b=b: pen.limb(a, b, 19, 23), 1)
        p.lay(leg, "#8a6b45")
        p.round(leg, -1, 0, 12, 0.9)
        p.grain(leg, 10, 160, 0.3)
    beam = p.mask(lambda pen: pen.box(150, 270, 620, 74), 1)
    p.lay(beam, "#93734a")
    p.round(beam, 0, -1, 20, 0.7)
    p.grain(beam, 200, 9, 0.3)
    chain = p.mask(lambda pen: [pen.ring(460, 362 + i * 26, 11, 17, 6) for i in range(4)], 0.8)
    p.lay(chain, "#26282a")
    x, top = 460, 470

    def bell(pen: Pen) -> None:
        half = [
            (0, 0),
            (70, 4),
            (118, 40),
            (138, 110),
            (150, 220),
            (172, 330),
            (214, 420),
            (250, 466),
            (256, 500),
            (0, 516),
        ]
        pen.poly(
            [(x + a, top + b) for a, b in half] + [(x - a, top + b) for a, b in reversed(half)]
        )

    mask = p.mask(bell, 1.4)
    p.shade(p.mask(lambda pen: pen.oval(x + 20, 1190, 270, 46), 26), 0.55)
    p.lay(mask, "#8f6c35")
    half = 120 + np.clip(p.y - top, 0, 510) * 0.26
    across = (p.x - x) / half
    tone = (
        0.35
        + 1.1 * np.exp(-(((across + 0.5) / 0.22) ** 2))
        + 0.45 * np.exp(-(((across - 0.1) / 0.5) ** 2))
        + 0.3 * np.exp(-(((across - 0.85) / 0.12) ** 2))
    )
    p.light = np.clip(p.light * (1 + (tone - 1) * mask)[..., None], 0, 1)
    patina = np.clip((p.noise(70, 130, 6) - 0.55) * 4, 0, 1)
    p.lay(mask * patina, "#4c6f62", 0.55)
    for y, w in ((580, 143), (600, 145), (905, 218), (925, 226)):
        ring = p.mask(lambda pen, y=y, w=w: pen.ring(x, y, w, 18, 6), 1) * (p.y > y) * mask
        p.shade(ring, 0.6)
    letters(p, "ARROW", x - 98, 702, 46, "#3f2f18")
    letters(p, "24", x - 24, 774, 40, "#3f2f18")
    p.lay(p.mask(lambda pen: pen.oval(x, top + 510, 40, 34), 1), "#2a241c")
    p.shine(p.glow_at(370, 640, 60, 190), "#fff0c4", 0.4)
    return p.finish(1.18, 0.6)


def outboards() -> Image.Image:
    """Rows of outboard engines with paper labels."""
    p = Picture(*SQUARE, 19)
    p.gradient((0, "#3b3f42"), (0.45, "#6c6c68"), (1, "#8b867b"))
    p.grain(p.below(0), 120, 80, 0.2, 5)
    p.lay(p.mask(lambda pen: [pen.box(x, 0, 8, 420) for x in range(40, 1000, 160)]), "#2b2e30")
    p.lay(p.mask(lambda pen: [pen.box(0, y, 1000, 10) for y in (120, 280)]), "#34383b")
    p.shine(p.glow_at(500, -60, 560, 380), "#fdf3d6", 0.5)
    tones = ("#20252b", "#d8d8d4", "#32506b", "#17191c", "#8a2f2a", "#c9c9c4")
    for row in range(4):
        scale = 0.55 + row * 0.27
        y = 400 + row * 150 + row * row * 12
        count = 8 - row
        for i in range(count):
            x = 500 + (i - (count - 1) / 2) * 158 * scale + (row % 2) * 20
            s = 62 * scale
            p.shade(
                p.mask(lambda pen, x=x, y=y, s=s: pen.oval(x, y + s * 1.9, s * 1.1, s * 0.26), 6),
                0.5,
            )
            leg = p.mask(
                lambda pen, x=x, y=y, s=s: (
                    pen.poly(
                        [
                            (x - s * 0.28, y),
                            (x + s * 0.24, y),
                            (x + s * 0.16, y + s * 1.8),
                            (x - s * 0.16, y + s * 1.8),
                        ]
                    ),
                    pen.poly(
                        [
                            (x - s * 0.2, y + s * 1.3),
                            (x + s * 0.5, y + s * 1.36),
                            (x + s * 0.5, y + s * 1.44),
                            (x - s * 0.2, y + s * 1.46),
                        ]
                    ),
                    pen.limb(
                        (x - s * 0.1, y + s * 1.62), (x + s * 0.3, y + s * 1.62), s * 0.16, s * 0.1
                    ),
                ),
                0.6,
            )
            p.lay(leg, "#2a2d30")
            p.round(leg, -1, -0.2, s * 0.12, 0.8)
            cowl = p.mask(
                lambda pen, x=x, y=y, s=s: (
                    pen.limb(
                        (x - s * 0.2, y - s * 0.3), (x + s * 0.2, y - s * 0.26), s * 0.48, s * 0.44
                    ),
                    pen.box(x - s * 0.6, y - s * 0.2, s * 1.2, s * 0.36),
                ),
                0.7,
            )
            p.lay(cowl, tones[(i * 5 + row * 2) % 6])
            p.round(cowl, -0.7, -1, s * 0.3, 0.9)
            p.shine(
                p.mask(
                    lambda pen, x=x, y=y, s=s: pen.limb(
                        (x - s * 0.3, y - s * 0.58), (x + s * 0.1, y - s * 0.62), s * 0.07, s * 0.04
                    ),
                    2,
                ),
                "#ffffff",
                0.5,
            )
            tag = p.mask(
                lambda pen, x=x, y=y, s=s: pen.poly(
                    [
                        (x - s * 0.3, y + s * 0.22),
                        (x + s * 0.28, y + s * 0.18),
                        (x + s * 0.3, y + s * 0.66),
                        (x - s * 0.27, y + s * 0.7),
                    ]
                ),
                0.5,
            )
            p.lay(tag, "#efe7cf")
            p.lay(
                p.mask(
                    lambda pen, x=x, y=y, s=s: [
                        pen.line(
                            [
                                (x - s * 0.2, y + s * (0.34 + k * 0.1)),
                                (x + s * 0.18, y + s * (0.31 + k * 0.1)),
                            ],
                            max(1, s * 0.035),
                        )
                        for k in range(3)
                    ],
                    0.5,
                ),
                "#5a5248",
                0.8,
            )
    p.blurred(1 - p.between(330, 620), 2.6)
    return p.finish(1.15, 0.55)


PICTURES = {
    "players-rehearsal": players_rehearsal,
    "garlic-bed": garlic_bed,
    "lightship-bell": lightship_bell,
    "outboards": outboards,
}
