"""Pictures of streets and buildings."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture, mix
from people import Dress, person
from PIL import Image
from things import (
    boat,
    bricks,
    dusk_sky,
    grass,
    letters,
    terrace,
    trees,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def surge_quay() -> Image.Image:
    """A flooded quayside street at dusk, two people wading."""
    p = Picture(*WIDE, 11)
    dusk_sky(p, "#4c5c6e", "#e2b78a", 430, 0.55, "#46505e", "#f0cfa6")
    p.ridge(430, 24, "#59626a")
    for i, x in enumerate((470, 520, 575, 640, 690, 745)):
        h = 150 + (i * 53) % 90
        p.lay(
            p.mask(
                lambda pen, x=x, h=h: (
                    pen.line([(x, 450), (x + 3, 450 - h)], 2.2),
                    pen.line([(x - 30, 448), (x + 3, 450 - h), (x + 34, 448)], 0.8),
                )
            ),
            "#2c2f34",
            0.85,
        )
        boat(p, x, 452, 74, "#3c4550", haze=("#a08f80", 0.25))
    terrace(p, 0, 430, (60, 330), (640, 470), "#6d4436", 0.35, 6)
    terrace(p, 780, 1200, (330, 20), (470, 680), "#5b3a31", 0.2, 6)
    p.water(468, "#6a5640", 7, 0.62)
    glint = p.glow_at(600, 470, 120, 420) * p.below(470)
    p.shine(glint * p.noise(50, 4, 3), "#f3c48d", 0.55)
    walkers = (
        (545, 682, 190, Dress("#37526c", "#1d222a", hair="#2b1f1a", coat=0.4, back=True)),
        (618, 676, 172, Dress("#8a4a38", "#20252c", coat=0.38, long_hair=True, back=True)),
    )
    for x, foot, height, dress in walkers:
        mirrored = p.mask(
            lambda pen, x=x, foot=foot, h=height: pen.limb(
                (x, foot - h * 0.2), (x + 4, foot + h * 0.42), h * 0.13, h * 0.07
            ),
            5,
        )
        p.shade(mirrored * (0.55 + 0.45 * p.noise(40, 4, 3)), 0.6)
        person(p, x, foot, height, "wade", dress, 1, x > 600, dark=0.5)
    deep = p.mask(lambda pen: pen.poly([(470, 640), (690, 636), (690, 684), (470, 684)]), 12)
    ripple = p.noise(70, 4, 4)
    brown = mix("#4d3d2c", "#c09a6c", 0.22) * (0.6 + 0.6 * ripple[..., None])
    p.lay(deep * p.below(648, 8), brown, 0.92)
    for x, foot, height, _ in walkers:
        y = foot - height * 0.17
        rings = p.mask(
            lambda pen, x=x, y=y: [pen.ring(x, y, r, r * 0.16, 1.6) for r in (26, 44, 70)], 1.6
        )
        p.shine(rings, "#f0cfa0", 0.4)
    p.fog(p.between(330, 470) * (1 - p.between(470, 600)), "#d9b48d", 0.28)
    return p.finish(1.12, 0.5)


def flood_gate() -> Image.Image:
    """A closed steel floodgate in a concrete wall."""
    p = Picture(*SQUARE, 12)
    dusk_sky(p, "#8f9aa3", "#cfd2cf", 260, 0.6, "#8b949b", "#e6e6e0")
    wall = p.below(210, 2)
    p.lay(wall, "#9a958b")
    p.grain(wall, 90, 60, 0.25, 6)
    p.grain(wall, 14, 220, 0.16)
    p.lay(p.mask(lambda pen: pen.box(0, 196, 1000, 34)), "#b3aea3")
    p.shade(p.mask(lambda pen: pen.box(0, 232, 1000, 16), 5), 0.45)
    for x in (0, 800):
        p.shade(p.mask(lambda pen, x=x: pen.box(x + 196, 210, 5, 700), 1), 0.4)
    gate = p.mask(lambda pen: pen.box(235, 255, 530, 600))
    p.shade(p.mask(lambda pen: pen.box(222, 245, 560, 622), 9), 0.6)
    p.lay(gate, "#33566a")
    p.grain(gate, 70, 160, 0.35, 6)
    for y in (310, 470, 630, 790):
        bar = p.mask(lambda pen, y=y: pen.box(235, y, 530, 30))
        p.lay(bar, "#2b4a5c")
        p.round(bar, 0, -1, 8, 0.8)
    for x in (260, 420, 575, 725):
        bar = p.mask(lambda pen, x=x: pen.box(x, 255, 18, 600))
        p.lay(bar, "#3d6478")
        p.round(bar, -1, 0, 6, 0.7)
    rust = np.clip((p.noise(50, 150, 5) - 0.55) * 4, 0, 1) * gate
    p.lay(rust, "#8a4a25", 0.7)
    rivets = p.mask(
        lambda pen: [
            pen.oval(x, y + 15, 4) for y in (310, 470, 630, 790) for x in range(250, 760, 34)
        ]
    )
    p.lay(rivets, "#1e333f")
    ground = p.below(850, 3)
    p.lay(ground, "#6e6a62")
    p.grain(ground, 20, 6, 0.3)
    for row, (y, n) in enumerate(((905, 9), (862, 8), (822, 6))):
        for i in range(n):
            x = 240 + i * 66 + row * 34 + (i * 37) % 9
            bag = p.mask(
                lambda pen, x=x, y=y, i=i: pen.limb((x, y), (x + 42, y + (i % 3) * 2), 25, 24), 1.2
            )
            p.lay(bag, mix("#b59f76", "#7f6c4b", (i * 29 % 10) / 14))
            p.round(bag, -0.4, -1, 12, 1.0)
            p.grain(bag, 4, 4, 0.25, 2)
    pin = p.mask(lambda pen: pen.line([(700, 760), (742, 772), (790, 752)], 11), 0.8)
    p.lay(pin, "#a9a59c")
    p.round(pin, 0, -1, 4, 1)
    p.shine(p.glow_at(150, 100, 700, 520), "#ffffff", 0.12)
    return p.finish(1.12, 0.4, colour=0.8)


def maternity() -> Image.Image:
    """A low brick hospital entrance with a canopy, two figures with banners."""
    p = Picture(*WIDE, 13)
    dusk_sky(p, "#8aa0b0", "#d6dad8", 330, 0.6, "#94a0a8", "#f0efe9")
    trees(p, 330, 9, 190, "#565a50", 0.6)
    wall = p.mask(lambda pen: pen.box(0, 250, 1200, 330))
    p.lay(wall, "#93604a")
    bricks(p, wall, 8, 0.25)
    p.lay(p.mask(lambda pen: pen.box(0, 236, 1200, 20)), "#d8d4ca")
    for i in range(4):
        for x0 in (40, 800):
            x = x0 + i * 96
            hole = p.mask(lambda pen, x=x: pen.box(x, 330, 70, 110), 0.6)
            p.lay(hole, "#2c3942")
            p.shine(hole * p.between(440, 330), "#c6d4dc", 0.55)
            p.lay(
                p.mask(lambda pen, x=x: (pen.box(x + 33, 330, 4, 110), pen.box(x, 440, 70, 7))),
                "#dcd8cf",
            )
    door = p.mask(lambda pen: pen.box(490, 360, 230, 220))
    p.lay(door, "#f2e2b4")
    p.lay(p.mask(lambda pen: [pen.box(490 + i * 57, 360, 4, 220) for i in range(5)]), "#3a4248")
    p.shine(p.glow_at(605, 470, 210, 160), "#f6dba0", 0.4)
    canopy = p.mask(lambda pen: pen.poly([(430, 270), (780, 270), (810, 345), (400, 345)]))
    p.lay(canopy, "#e4e6e4")
    p.round(canopy, 0, -1, 18, 0.4)
    p.lay(p.mask(lambda pen: pen.box(400, 310, 410, 38)), "#2d5f87")
    letters(p, "MATERNITY", 470, 316, 30, "#ffffff")
    p.shade(p.mask(lambda pen: pen.poly([(400, 348), (810, 348), (760, 385), (450, 385)]), 8), 0.5)
    for x in (420, 782):
        p.lay(p.mask(lambda pen, x=x: pen.box(x, 348, 9, 235)), "#d0d0cc")
    ground = p.below(580, 2)
    p.lay(ground, "#7c7d7c")
    p.grain(ground, 60, 8, 0.2, 5)
    p.lay(p.mask(lambda pen: pen.box(0, 580, 1200, 10)), "#b4b1a8")
    person(p, 330, 745, 290, "banner", Dress("#7a2f3e", "#262b33", coat=0.4, long_hair=True), 1)
    person(
        p, 885, 752, 300, "banner", Dress("#2f5a56", "#2b2c31", coat=0.44, hat="#d7b23f"), -1, True
    )
    for x, y, text in ((262, 500, "24 / 7"), (814, 496, "OUR NIGHTS")):
        board = p.mask(
            lambda pen, x=x, y=y: pen.poly(
                [(x, y - 72), (x + 140, y - 78), (x + 142, y + 22), (x + 2, y + 28)]
            )
        )
        p.shade(p.mask(lambda pen, x=x, y=y: pen.box(x + 6, y - 66, 144, 104), 7), 0.4)
        p.lay(board, "#efe9da")
        letters(p, text, x + 10, y - 40, 17 if len(text) > 7 else 32, "#8a2230")
    p.blurred(1 - p.between(600, 640), 0.8)
    return p.finish(1.1, 0.45)


def grammar_school() -> Image.Image:
    """An old stone school with a clock turret, pupils at the gate."""
    p = Picture(*WIDE, 15)
    dusk_sky(p, "#7d93a8", "#dcd6c6", 420, 0.55, "#8a929a", "#f5ecd8")
    stone = p.mask(
        lambda pen: (
            pen.box(150, 250, 900, 350),
            pen.poly([(330, 250), (440, 130), (550, 250)]),
            pen.poly([(650, 250), (760, 130), (870, 250)]),
        )
    )
    roof = p.mask(lambda pen: pen.poly([(130, 255), (190, 190), (1010, 190), (1070, 255)]))
    p.lay(roof, "#4c4a4b")
    p.grain(roof, 20, 4, 0.3)
    turret = p.mask(
        lambda pen: (pen.box(565, 110, 70, 120), pen.poly([(555, 112), (600, 20), (645, 112)]))
    )
    p.lay(turret, "#a0957f")
    p.lay(p.mask(lambda pen: pen.poly([(555, 112), (600, 20), (645, 112)])), "#56605c")
    p.lay(p.mask(lambda pen: pen.oval(600, 152, 24)), "#ece5d0")
    p.lay(p.mask(lambda pen: pen.line([(600, 152), (600, 135)], 2.5)), "#222222")
    p.lay(p.mask(lambda pen: pen.line([(600, 152), (612, 158)], 2.5)), "#222222")
    p.lay(stone, "#b0a288")
    p.grain(stone, 18, 9, 0.13, 2)
    p.grain(stone, 300, 200, 0.12)
    p.round(stone, -1, -0.3, 24, 0.35)
    for cx in (230, 330, 440, 550, 650, 760, 870, 970):
        for y, h in ((300, 90), (450, 105)):
            hole = p.mask(
                lambda pen, cx=cx, y=y, h=h: (pen.box(cx - 22, y, 44, h), pen.oval(cx, y, 22, 18)),
                0.5,
            )
            p.lay(hole, "#2d3338")
            p.shine(hole, "#e9c786" if p.random.random() > 0.6 else "#9fb0ba", 0.4)
            p.lay(
                p.mask(
                    lambda pen, cx=cx, y=y, h=h: (
                        pen.box(cx - 1.5, y - 14, 3, h + 14),
                        pen.box(cx - 22, y + h * 0.45, 44, 3),
                    )
                ),
                "#9a8d76",
            )
    ground = p.below(598, 2)
    p.lay(ground, "#77756f")
    grass(
        p,
        p.mask(
            lambda pen: (
                pen.poly([(0, 600), (470, 600), (300, 800), (0, 800)]),
                pen.poly([(730, 600), (1200, 600), (1200, 800), (900, 800)]),
            ),
            2,
        ),
        "#7f9157",
        "#485a34",
        5,
    )
    rail = p.mask(
        lambda pen: (
            [
                pen.line([(x, 560), (x, 690)], 3.4)
                for x in (*range(0, 430, 18), *range(790, 1200, 18))
            ]
            + [pen.box(0, 580, 420, 4), pen.box(790, 580, 420, 4)]
        )
    )
    p.lay(rail, "#1c1f22")
    for x in (430, 760):
        pier = p.mask(lambda pen, x=x: (pen.box(x, 510, 42, 190), pen.oval(x + 21, 500, 17)))
        p.lay(pier, "#988b74")
        p.round(pier, -1, 0, 14, 0.7)
        p.grain(pier, 12, 8, 0.3)
    dress = [
        Dress("#23304a", "#2a2c33", coat=0.46),
        Dress("#23304a", "#30333a", coat=0.46, long_hair=True, hair="#5b3a22"),
        Dress("#23304a", "#2a2c33", coat=0.46, hair="#17120f", skin="#8a5d41"),
    ]
    for i, (x, y, h) in enumerate(
        (
            (520, 700, 150),
            (566, 712, 158),
            (640, 690, 146),
            (700, 742, 178),
            (480, 770, 196),
            (610, 790, 204),
        )
    ):
        person(p, x, y, h, "walk", dress[i % 3], -1, i % 2 == 1, dark=0.1)
        p.shade(
            p.mask(lambda pen, x=x, y=y, h=h: pen.oval(x + h * 0.2, y, h * 0.3, h * 0.035), 4), 0.4
        )
    p.shine(p.glow_at(0, 150, 700, 600), "#ffe6b8", 0.25)
    return p.finish(1.1, 0.45)


def market_hall() -> Image.Image:
    """The tall inside of an iron and glass market hall."""
    p = Picture(*TALL, 20)
    p.gradient((0, "#b9c4c6"), (0.45, "#8f9894"), (0.62, "#55524b"), (1, "#3a352f"))
    cx, cy = 450, 760
    p.shine(p.glow_at(cx, 330, 420, 420), "#f4f1e2", 0.7)
    for i in range(10):
        k = 0.30 + 0.155 * i * (1 + i * 0.05)
        tone = mix("#8b938f", "#23282a", min(1, 0.12 + i * 0.1))
        w = 4 + i * 2.6

        def arch(pen: Pen, k: float = k, w: float = w) -> None:
            top, half = cy - 620 * k, 400 * k
            line = [
                (cx + half * math.cos(a), cy - 250 * k - (cy - 250 * k - top) * math.sin(a))
                for a in np.linspace(0, math.pi, 44)
            ]
            pen.line(line, w)
            for side in (-1, 1):
                pen.line(
                    [(cx + side * half, cy - 255 * k), (cx + side * half, cy + 190 * k)], w * 1.3
                )
                pen.line(
                    [(cx + side * half, cy - 150 * k), (cx + side * half * 0.72, cy - 400 * k)],
                    w * 0.5,
                )

        p.lay(p.mask(arch, 0.8), tone, 0.95)
    bars = p.mask(
        lambda pen: [
            pen.line(
                [
                    (cx + math.cos(a) * 120, cy - 160 - math.sin(a) * 110),
                    (cx + math.cos(a) * 1300, cy - 220 - math.sin(a) * 1250),
                ],
                3,
            )
            for a in np.linspace(0.25, math.pi - 0.25, 17)
        ],
        0.8,
    )
    p.lay(bars, "#4f5859", 0.6)
    shaft = sum(
        (np.exp(-(((p.x - 200 - o - p.y * 0.42) / 46) ** 2)) for o in (0, 170, 330)),
        np.zeros_like(p.x),
    )
    p.shine(np.clip(shaft, 0, 1) * (1 - p.between(500, 1150)), "#fff4d2", 0.3)
    tones = ["#a8443a", "#d9cfb5", "#40695c", "#d0a24a", "#51667a"]
    for row in range(4):
        y, s = 890 + row * 105 + row * row * 10, 0.55 + row * 0.34
        for side in (-1, 1):
            x = cx + side * (140 + row * 92)
            left = x - 110 * s
            for j in range(7):
                stripe = p.mask(
                    lambda pen, left=left, y=y, s=s, j=j: pen.poly(
                        [
                            (left + j * 31 * s, y - 92 * s),
                            (left + (j + 1) * 31 * s, y - 92 * s),
                            (left + (j + 1) * 34 * s - 10 * s, y - 50 * s),
                            (left + j * 34 * s - 10 * s, y - 50 * s),
                        ]
                    ),
                    0.6,
                )
                p.lay(stripe, tones[(row + (side > 0)) % 5] if j % 2 else "#e6e0cf")
            p.shade(
                p.mask(
                    lambda pen, left=left, y=y, s=s: pen.box(left, y - 50 * s, 218 * s, 50 * s), 4
                ),
                0.6,
            )
            p.shine(p.glow_at(x, y - 38 * s, 70 * s, 40 * s), "#ffcf80", 0.6)
            table = p.mask(lambda pen, left=left, y=y, s=s: pen.box(left, y, 218 * s, 62 * s), 0.8)
            p.lay(table, "#4b4036")
            goods = p.mask(
                lambda pen, left=left, y=y, s=s: [
                    pen.oval(left + 12 * s + k * 15 * s, y - 5 * s + (k % 3) * 5 * s, 9 * s)
                    for k in range(14)
                ],
                0.7,
            )
            p.lay(goods, tones[(row * 2 + side) % 5])
            p.round(goods, 0, -1, 4, 0.9)
    floor = p.mask(lambda pen: pen.poly([(400, 850), (500, 850), (760, 1350), (140, 1350)]), 6)
    p.shine(floor * p.noise(120, 20, 3), "#cfc8b4", 0.35)
    for i, (x, y, h) in enumerate(
        ((430, 950, 110), (482, 985, 128), (410, 1060, 168), (525, 1140, 210))
    ):
        person(
            p,
            x,
            y,
            h,
            "walk",
            Dress(tones[i % 5], "#26282c", coat=0.4),
            1,
            i % 2 == 0,
            blur=0.8,
            dark=0.45,
        )
    return p.finish(1.15, 0.5)


PICTURES = {
    "surge-quay": surge_quay,
    "flood-gate": flood_gate,
    "maternity": maternity,
    "grammar-school": grammar_school,
    "market-hall": market_hall,
}
