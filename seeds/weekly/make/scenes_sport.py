"""Pictures of football, rugby and sailing."""

from __future__ import annotations

import math

import numpy as np
from canvas import Picture, mix
from people import Dress, crowd, person
from PIL import Image
from things import (
    dusk_sky,
    floodlight,
    grass,
    letters,
    trees,
)

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)
BLUE = Dress("#e8eaee", "#20488c", boots="#111318", sleeves=False, bare=True, coat=0.5)
RED = Dress(
    "#a8262c",
    "#f0ece4",
    boots="#111318",
    sleeves=False,
    bare=True,
    coat=0.5,
    skin="#8a5d41",
    hair="#17120f",
)
SCARVES = ["#20488c", "#e4e6ea", "#30343c", "#5c4a3c", "#20488c", "#7a2f2c", "#3d4a3a", "#1d2126"]


def ball(p: Picture, x: float, y: float, r: float) -> None:
    """A football."""
    mask = p.mask(lambda pen: pen.oval(x, y, r), 0.6)
    p.lay(mask, "#f4f3ee")
    dots = p.mask(
        lambda pen: [
            pen.oval(x + r * a, y + r * b, r * 0.26)
            for a, b in ((0, 0), (-0.7, -0.4), (0.7, -0.3), (0.1, 0.8), (-0.5, 0.62))
        ],
        0.5,
    )
    p.lay(dots * mask, "#22252a")
    p.round(mask, -0.5, -1, r * 0.4, 0.8)


def town_cup_winner() -> Image.Image:
    """A footballer heads a ball at a corner, floodlights and crowd behind."""
    p = Picture(*WIDE, 61)
    p.gradient((0, "#0d1522"), (0.4, "#24344a"), (1, "#24344a"))
    p.lay(p.mask(lambda pen: pen.poly([(0, 200), (1200, 150), (1200, 196), (0, 236)])), "#0b0f15")
    crowd(p, 236, 430, 34, SCARVES, 2.6, 0.55)
    floodlight(p, 190, 70, 240, 26)
    floodlight(p, 1010, 50, 220, 26)
    p.lay(p.mask(lambda pen: pen.box(0, 432, 1200, 44)), "#e6e4da")
    for i, word in enumerate(("HERON", "ARROW PORT", "TIDE", "HYTHE")):
        letters(p, word, 40 + i * 300, 444, 20, "#20488c")
    p.blurred(1 - p.between(470, 490), 2.4)
    pitch = p.below(476, 2)
    grass(p, pitch, "#5f9146", "#2c5526", 5)
    p.shade(pitch * (np.mod((p.x - 600) / (0.6 + p.between(476, 800)) / 150, 2) < 1), 0.14)
    p.lay(
        p.mask(lambda pen: pen.poly([(0, 610), (1200, 560), (1200, 566), (0, 618)]), 1),
        "#e9ede2",
        0.8,
    )
    posts = p.mask(lambda pen: (pen.line([(985, 640), (985, 300), (1260, 270)], 10),), 0.8)
    net = p.mask(
        lambda pen: (
            [pen.line([(990 + i * 24, 306 - i * 2.6), (1020 + i * 24, 640)], 1) for i in range(12)]
            + [pen.line([(990, 330 + i * 26), (1200, 318 + i * 26)], 1) for i in range(12)]
        ),
        0.4,
    )
    p.lay(net, "#dfe5ea", 0.35)
    p.lay(posts, "#f5f6f3")
    for x, y, h, pose, dress, flip, blur in (
        (250, 640, 230, "run", RED, False, 2),
        (400, 650, 240, "stand", BLUE, False, 1.6),
        (860, 660, 250, "arms", RED, True, 1),
        (770, 690, 300, "header", RED, True, 0),
    ):
        p.shade(p.mask(lambda pen, x=x, y=y, h=h: pen.oval(x, y, h * 0.26, h * 0.04), 6), 0.5)
        person(p, x, y, h, pose, dress, -1, flip, blur, dark=0.14)
    p.shade(p.mask(lambda pen: pen.oval(600, 745, 120, 16), 8), 0.5)
    person(p, 570, 665, 400, "header", BLUE, -1)
    ball(p, 680, 232, 25)
    p.shine(p.glow_at(600, 200, 700, 420), "#c8dcf0", 0.16)
    rain = p.mask(
        lambda pen: [
            pen.line([(x, y), (x - 5, y + 26)], 0.8)
            for x, y in zip(p.random.random(240) * 1200, p.random.random(240) * 800, strict=True)
        ],
        0.4,
    )
    p.shine(rain, "#dfe9f2", 0.3)
    return p.finish(1.18, 0.5)


def lee_carrick() -> Image.Image:
    """A football manager in a long coat by the touchline, arms raised."""
    p = Picture(*TALL, 62)
    p.gradient((0, "#0c131e"), (0.5, "#223248"), (1, "#223248"))
    floodlight(p, 700, 160, 520, 44)
    crowd(p, 470, 800, 62, SCARVES, 5, 0.55)
    p.lay(p.mask(lambda pen: pen.box(0, 800, 900, 84)), "#dfe0da")
    letters(p, "HERON TIDE", 40, 822, 42, "#20488c")
    p.blurred(1 - p.between(880, 900), 4)
    pitch = p.below(884, 4)
    grass(p, pitch, "#547f40", "#27491f", 9)
    p.lay(
        p.mask(lambda pen: pen.poly([(0, 1190), (900, 1120), (900, 1142), (0, 1216)]), 2),
        "#e9ede2",
        0.85,
    )
    p.shade(p.mask(lambda pen: pen.oval(470, 1290, 200, 22), 12), 0.55)
    coat = Dress("#20262f", "#181b21", hair="#4a443e", boots="#0d0e10", coat=0.24, back=True)
    person(p, 440, 1285, 900, "arms", coat, 1, dark=0.08)
    scarf = p.mask(lambda pen: pen.limb((405, 520), (476, 522), 24, 24), 2)
    p.lay(scarf, "#e6e8ec")
    p.lay(
        p.mask(lambda pen: [pen.box(388 + i * 36, 498, 17, 48) for i in range(3)], 2) * scarf,
        "#20488c",
    )
    p.round(scarf, 0.5, -1, 9, 0.8)
    p.shine(p.glow_at(720, 170, 520, 620), "#d4e4f5", 0.26)
    breath = np.clip(p.noise(110, 90, 5) - 0.45, 0, 1) * p.glow_at(540, 420, 150, 90)
    p.shine(breath, "#ffffff", 0.8)
    return p.finish(1.16, 0.55)


def island_race() -> Image.Image:
    """Three dinghies heel round an orange buoy, dark sea, an island behind."""
    p = Picture(*WIDE, 63)
    dusk_sky(p, "#55697c", "#cfd2c8", 330, 0.65, "#56636f", "#e6e4da")
    p.ridge(330, 62, "#5d6a6b", 420)
    p.ridge(334, 20, "#48554f", 200)
    sea = p.below(334, 2)
    waves = p.noise(150, 16, 5)
    near = p.between(334, 800)
    p.lay(sea, "#2a4350")
    p.lay(sea * np.clip((waves - 0.45) * 3, 0, 1), "#5d7a86", 0.7)
    p.shade(sea * np.clip((0.42 - waves) * 4, 0, 1), 0.5)
    crests = np.clip((p.noise(60, 10, 4) - 0.68) * 6, 0, 1) * (0.3 + near)
    p.shine(sea * crests, "#f2f5f4", 0.75)
    for x, base, h, tone, number, heel in (
        (300, 480, 270, "#f4f2ea", "#23506f", 0.2),
        (850, 560, 390, "#efe9da", "#a3322a", 0.26),
        (560, 690, 520, "#f6f4ee", "#20344a", 0.3),
    ):

        def at(
            u: float, v: float, x: float = x, base: float = base, h: float = h, heel: float = heel
        ) -> tuple[float, float]:
            return x + h * (u * math.cos(heel) + v * math.sin(heel)), base + h * (
                u * math.sin(heel) * 0.5 - v * math.cos(heel)
            )

        hull = p.mask(
            lambda pen, at=at: pen.poly(
                [at(-0.36, 0.1), at(0.44, 0.13), at(0.36, 0), at(-0.3, -0.02)]
            ),
            0.9,
        )
        p.shade(
            p.mask(
                lambda pen, x=x, base=base, h=h: pen.oval(
                    x + h * 0.1, base + h * 0.07, h * 0.5, h * 0.06
                ),
                h * 0.03,
            ),
            0.55,
        )
        main = p.mask(
            lambda pen, at=at: pen.poly(
                [at(0.02, 0.16), at(0.0, 1.0), at(-0.12, 0.8), at(-0.26, 0.5), at(-0.36, 0.2)]
            ),
            0.9,
        )
        jib = p.mask(
            lambda pen, at=at: pen.poly(
                [at(0.05, 0.15), at(0.05, 0.8), at(0.22, 0.5), at(0.42, 0.16)]
            ),
            0.9,
        )
        p.lay(main, tone)
        p.round(main, 1, -0.2, h * 0.1, 0.7)
        p.lay(jib, mix(tone, "#c9d4d8", 0.4))
        p.round(jib, -0.8, -0.2, h * 0.06, 0.7)
        p.shade(
            p.mask(
                lambda pen, at=at: [
                    pen.line([at(-0.02, v), at(-0.33 + v * 0.2, v - 0.02)], 1.4)
                    for v in (0.36, 0.54, 0.72)
                ],
                0.6,
            ),
            0.4,
        )
        p.lay(
            p.mask(
                lambda pen, at=at, h=h: pen.line([at(0.03, 0.1), at(0.01, 1.02)], h * 0.014), 0.4
            ),
            "#3a3d40",
        )
        p.lay(hull, number)
        p.round(hull, -0.4, -1, h * 0.04, 0.9)
        for u, coat in ((-0.22, "#d8a02a"), (-0.06, "#b8432e")):
            crew = p.mask(
                lambda pen, at=at, h=h, u=u: (
                    pen.limb(at(u, 0.13), at(u - 0.06, 0.25), h * 0.04, h * 0.036),
                ),
                0.8,
            )
            p.lay(crew, coat)
            p.round(crew, -1, -0.5, h * 0.02, 0.8)
            head = p.mask(
                lambda pen, at=at, h=h, u=u: pen.oval(*at(u - 0.08, 0.31), h * 0.026), 0.6
            )
            p.lay(head, "#b78a6e")
        foam = p.mask(
            lambda pen, at=at, h=h: (
                pen.limb(at(0.4, 0.03), at(-0.4, -0.06), h * 0.03, h * 0.05),
                pen.limb(at(-0.3, -0.05), at(-0.75, -0.1), h * 0.04, h * 0.01),
            ),
            h * 0.02,
        )
        p.shine(foam * (0.3 + p.noise(16, 9, 3)), "#ffffff", 0.8)
    buoy = p.mask(lambda pen: (pen.oval(985, 700, 62, 66),), 1.2)
    p.shade(p.mask(lambda pen: pen.oval(1000, 760, 90, 16), 8), 0.5)
    p.lay(buoy, "#d9591c")
    p.round(buoy, -0.5, -1, 26, 1.0)
    p.lay(p.below(744, 10) * buoy, "#3c5763", 0.8)
    p.shine(p.mask(lambda pen: pen.oval(985, 752, 84, 10), 6) * p.noise(20, 6, 3), "#ffffff", 0.7)
    return p.finish(1.14, 0.5)


def rugby_maul() -> Image.Image:
    """Forwards drive a maul through mud, steam rising."""
    p = Picture(*WIDE, 64)
    dusk_sky(p, "#4d5661", "#a5a69f", 300, 0.6, "#4b535c", "#b9b7ac")
    trees(p, 330, 12, 190, "#33393a", 0.7)
    crowd(p, 300, 372, 40, ["#3a3f46", "#5c3b34", "#2f4356", "#6b6455"], 3.4, 0.5)
    p.blurred(1 - p.between(380, 400), 3)
    field = p.below(380, 6)
    grass(p, field, "#6c7447", "#3f4229", 6)
    churn = np.clip((p.noise(140, 40, 5) - 0.4) * 3, 0, 1) * p.between(430, 640)
    p.lay(churn * field, "#4a3a29", 0.9)
    p.grain(field, 16, 8, 0.3, 4)
    p.shade(p.mask(lambda pen: pen.oval(610, 716, 430, 40), 18), 0.55)
    green = [
        Dress("#1f5b3c", "#e4e0d4", skin=s, hair=h, bare=True, sleeves=False, boots="#15130f")
        for s, h in (("#c09073", "#2c211a"), ("#7c523a", "#14100d"), ("#c99c80", "#7a5430"))
    ]
    maroon = [
        Dress("#6d1f2d", "#1b1d24", skin=s, hair=h, bare=True, sleeves=False, boots="#15130f")
        for s, h in (("#c09073", "#4a3320"), ("#b98a6c", "#1d1612"))
    ]
    for i, (x, y, h, flip) in enumerate(
        (
            (420, 640, 300, False),
            (520, 632, 310, False),
            (800, 640, 305, True),
            (710, 634, 300, True),
            (340, 690, 330, False),
            (460, 704, 345, False),
            (880, 692, 335, True),
            (770, 712, 350, True),
            (590, 716, 340, False),
            (660, 722, 345, True),
        )
    ):
        side = maroon if flip else green
        person(
            p,
            x,
            y,
            h,
            "crouch" if i not in (1, 3) else "hold",
            side[i % len(side)],
            -1,
            flip,
            0.8 if i < 4 else 0,
            dark=0.12 + 0.05 * (i < 4),
        )
    person(p, 1040, 735, 330, "run", maroon[1], -1, True, 1.2, dark=0.2)
    person(p, 160, 742, 330, "run", green[0], -1, False, 1.2, dark=0.2)
    specks = p.mask(
        lambda pen: [
            pen.oval(
                300 + p.random.random() * 640,
                500 + p.random.random() * 260,
                1 + p.random.random() * 3.4,
            )
            for _ in range(230)
        ],
        0.6,
    )
    p.lay(specks, "#3a2b1d", 0.85)
    steam = np.clip(p.noise(150, 120, 5) * 1.7 - 0.55, 0, 1)
    for x in (440, 610, 780):
        p.shine(steam * p.glow_at(x, 380, 150, 190), "#e3e3dc", 0.5)
    p.fog(p.between(300, 400) * (1 - p.between(420, 520)), "#b9bab2", 0.3)
    return p.finish(1.18, 0.55)


PICTURES = {
    "town-cup-winner": town_cup_winner,
    "lee-carrick": lee_carrick,
    "island-race": island_race,
    "rugby-maul": rugby_maul,
}
