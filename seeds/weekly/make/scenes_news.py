"""Pictures of the News and Business sections."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture, mix, rgb
from people import Dress, crowd, person
from PIL import Image
from things import bricks, birds, boat, dusk_sky, grass, letters, mud, posts, terrace, trees

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def surge_quay() -> Image.Image:
    """A flooded quayside street at dusk, two people wading."""
    p = Picture(*WIDE, 11)
    dusk_sky(p, "#4c5c6e", "#e2b78a", 430, 0.55, "#46505e", "#f0cfa6")
    p.ridge(430, 24, "#59626a")
    for i, x in enumerate((470, 520, 575, 640, 690, 745)):
        h = 150 + (i * 53) % 90
        p.lay(p.mask(lambda pen, x=x, h=h: (pen.line([(x, 450), (x + 3, 450 - h)], 2.2),
                                            pen.line([(x - 30, 448), (x + 3, 450 - h), (x + 34, 448)], 0.8))), "#2c2f34", 0.85)
        boat(p, x, 452, 74, "#3c4550", haze=("#a08f80", 0.25))
    terrace(p, 0, 430, (60, 330), (640, 470), "#6d4436", 0.35, 6)
    terrace(p, 780, 1200, (330, 20), (470, 680), "#5b3a31", 0.2, 6)
    p.water(468, "#6a5640", 7, 0.62)
    glint = p.glow_at(600, 470, 120, 420) * p.below(470)
    p.shine(glint * p.noise(50, 4, 3), "#f3c48d", 0.55)
    sun = Dress("#27405a", "#1d222a", coat=0.42, hat="#803a2c")
    person(p, 520, 700, 270, "wade", sun, 1, dark=0.25)
    person(p, 650, 672, 225, "wade", Dress("#6a3a2e", "#20252c", coat=0.4, long_hair=True), 1, True, dark=0.25)
    legs = p.mask(lambda pen: (pen.poly([(420, 640), (760, 625), (800, 800), (400, 800)])), 14)
    ripple = p.noise(70, 4, 4)
    front = legs * p.below(646, 30)
    p.lay(front, mix("#6a5640", "#a58a6a", 0.35) * (0.6 + 0.6 * ripple[..., None]), 0.94)
    for x, y in ((520, 650), (650, 634)):
        rings = p.mask(lambda pen, x=x, y=y: [pen.ring(x, y, r, r * 0.2, 2) for r in (34, 56, 84)], 1.5)
        p.shine(rings, "#e8c79d", 0.35)
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
    rivets = p.mask(lambda pen: [pen.oval(x, y + 15, 4) for y in (310, 470, 630, 790) for x in range(250, 760, 34)])
    p.lay(rivets, "#1e333f")
    ground = p.below(850, 3)
    p.lay(ground, "#6e6a62")
    p.grain(ground, 20, 6, 0.3)
    for row, (y, n) in enumerate(((905, 9), (862, 8), (822, 6))):
        for i in range(n):
            x = 240 + i * 66 + row * 34 + (i * 37) % 9
            bag = p.mask(lambda pen, x=x, y=y: pen.limb((x, y), (x + 42, y + (i % 3) * 2), 25, 24), 1.2)
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
            p.lay(p.mask(lambda pen, x=x: (pen.box(x + 33, 330, 4, 110), pen.box(x, 440, 70, 7))), "#dcd8cf")
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
    person(p, 885, 752, 300, "banner", Dress("#2f5a56", "#2b2c31", coat=0.44, hat="#d7b23f"), -1, True)
    for x, y, text in ((262, 500, "24 / 7"), (814, 496, "OUR NIGHTS")):
        board = p.mask(lambda pen, x=x, y=y: pen.poly([(x, y - 72), (x + 140, y - 78), (x + 142, y + 22), (x + 2, y + 28)]))
        p.shade(p.mask(lambda pen, x=x, y=y: pen.box(x + 6, y - 66, 144, 104), 7), 0.4)
        p.lay(board, "#efe9da")
        letters(p, text, x + 10, y - 40, 17 if len(text) > 7 else 32, "#8a2230")
    p.blurred(1 - p.between(600, 640), 0.8)
    return p.finish(1.1, 0.45)


def glasswort_meadow() -> Image.Image:
    """A flat green meadow with hedges, estuary and church tower far away."""
    p = Picture(*WIDE, 14)
    dusk_sky(p, "#6f93b3", "#dfe2d6", 330, 0.55, "#8e9aa5", "#fbf6e9")
    p.ridge(326, 16, "#93a3ad")
    p.lay(p.mask(lambda pen: pen.box(0, 322, 1200, 16)), "#c9d5d9")
    p.ridge(344, 12, "#74857a")
    tower = p.mask(lambda pen: (pen.box(742, 262, 34, 72), pen.poly([(742, 262), (759, 222), (776, 262)]),
                                pen.poly([(776, 334), (776, 300), (826, 300), (840, 334)])), 0.8)
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
    pool = p.mask(lambda pen: pen.poly([(0, 640), (260, 610), (520, 628), (420, 660), (120, 690), (0, 700)]), 4)
    p.lay(pool, "#b9cad3", 0.9)
    p.shade(pool * p.noise(80, 5, 3), 0.3)
    p.shine(p.glow_at(300, 240, 700, 260), "#fff2d0", 0.3)
    p.fog(p.between(300, 350) * (1 - p.between(350, 430)), "#dfe4df", 0.35)
    return p.finish(1.1, 0.4)


def grammar_school() -> Image.Image:
    """An old stone school with a clock turret, pupils at the gate."""
    p = Picture(*WIDE, 15)
    dusk_sky(p, "#7d93a8", "#dcd6c6", 420, 0.55, "#8a929a", "#f5ecd8")
    stone = p.mask(lambda pen: (pen.box(150, 250, 900, 350), pen.poly([(330, 250), (440, 130), (550, 250)]),
                                pen.poly([(650, 250), (760, 130), (870, 250)])))
    roof = p.mask(lambda pen: pen.poly([(130, 255), (190, 190), (1010, 190), (1070, 255)]))
    p.lay(roof, "#4c4a4b")
    p.grain(roof, 20, 4, 0.3)
    turret = p.mask(lambda pen: (pen.box(565, 110, 70, 120), pen.poly([(555, 112), (600, 20), (645, 112)])))
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
            hole = p.mask(lambda pen, cx=cx, y=y, h=h: (pen.box(cx - 22, y, 44, h), pen.oval(cx, y, 22, 18)), 0.5)
            p.lay(hole, "#2d3338")
            p.shine(hole * (p.noise(60, 60, 2) > 0.62), "#e9c786", 0.55)
            p.lay(p.mask(lambda pen, cx=cx, y=y, h=h: (pen.box(cx - 1.5, y - 14, 3, h + 14), pen.box(cx - 22, y + h * 0.45, 44, 3))), "#9a8d76")
    ground = p.below(598, 2)
    p.lay(ground, "#77756f")
    grass(p, p.mask(lambda pen: (pen.poly([(0, 600), (470, 600), (300, 800), (0, 800)]), pen.poly([(730, 600), (1200, 600), (1200, 800), (900, 800)])), 2), "#7f9157", "#485a34", 5)
    rail = p.mask(lambda pen: [pen.line([(x, 560), (x, 690)], 3.4) for x in (*range(0, 430, 18), *range(790, 1200, 18))] + [pen.box(0, 580, 420, 4), pen.box(790, 580, 420, 4)])
    p.lay(rail, "#1c1f22")
    for x in (430, 760):
        pier = p.mask(lambda pen, x=x: (pen.box(x, 510, 42, 190), pen.oval(x + 21, 500, 17)))
        p.lay(pier, "#988b74")
        p.round(pier, -1, 0, 14, 0.7)
        p.grain(pier, 12, 8, 0.3)
    dress = [Dress("#23304a", "#2a2c33", coat=0.46), Dress("#23304a", "#30333a", coat=0.46, long_hair=True, hair="#5b3a22"),
             Dress("#23304a", "#2a2c33", coat=0.46, hair="#17120f", skin="#8a5d41")]
    for i, (x, y, h) in enumerate(((520, 700, 150), (566, 712, 158), (640, 690, 146), (700, 742, 178), (480, 770, 196), (610, 790, 204))):
        person(p, x, y, h, "walk", dress[i % 3], -1, i % 2 == 1, dark=0.1)
        p.shade(p.mask(lambda pen, x=x, y=y, h=h: pen.oval(x + h * 0.2, y, h * 0.3, h * 0.035), 4), 0.4)
    p.shine(p.glow_at(0, 150, 700, 600), "#ffe6b8", 0.25)
    return p.finish(1.1, 0.45)


def ness_ferry() -> Image.Image:
    """A small white car ferry on a grey estuary."""
    p = Picture(*WIDE, 16)
    dusk_sky(p, "#7c8790", "#c4c9c8", 400, 0.7, "#747e86", "#d8dbd8")
    p.ridge(398, 46, "#8f9a9f", 420)
    p.ridge(408, 22, "#727e82", 300)
    p.water(412, "#6d7a80", 9, 0.55)
    x, y = 600, 520
    hull = p.mask(lambda pen: pen.poly([(x - 330, y - 60), (x + 330, y - 60), (x + 285, y + 6), (x - 285, y + 6)]), 0.8)
    p.lay(hull, "#eceeec")
    p.round(hull, -0.4, -1, 22, 0.5)
    p.lay(p.mask(lambda pen: pen.poly([(x - 300, y - 20), (x + 300, y - 20), (x + 285, y + 6), (x - 285, y + 6)])), "#24486a")
    p.lay(p.mask(lambda pen: (pen.poly([(x - 330, y - 60), (x - 392, y - 112), (x - 384, y - 118), (x - 312, y - 66)]),
                              pen.poly([(x + 330, y - 60), (x + 392, y - 112), (x + 384, y - 118), (x + 312, y - 66)]))), "#9aa3a8")
    for i, tone in enumerate(("#7a2f2c", "#3f4b57", "#b9bcba", "#2f5260")):
        cx = x - 235 + i * 60 + (i > 1) * 220
        car = p.mask(lambda pen, cx=cx: (pen.limb((cx - 20, y - 70), (cx + 20, y - 70), 11, 11), pen.limb((cx - 10, y - 84), (cx + 8, y - 84), 8, 8)), 0.6)
        p.lay(car, tone)
        p.round(car, 0, -1, 6, 0.8)
    house = p.mask(lambda pen: pen.box(x - 105, y - 150, 190, 92), 0.6)
    p.lay(house, "#f0f1ee")
    p.round(house, -1, -0.4, 16, 0.35)
    p.lay(p.mask(lambda pen: [pen.box(x - 95 + i * 30, y - 130, 20, 22) for i in range(6)]), "#26313a")
    p.lay(p.mask(lambda pen: pen.box(x - 60, y - 200, 100, 52)), "#e6e8e5")
    p.lay(p.mask(lambda pen: pen.box(x - 56, y - 192, 92, 20)), "#1d272f")
    p.lay(p.mask(lambda pen: (pen.line([(x - 10, y - 200), (x - 10, y - 285)], 3), pen.line([(x - 34, y - 252), (x + 14, y - 252)], 2))), "#3b4248")
    p.lay(p.mask(lambda pen: [pen.line([(a, y - 60), (a, y - 84)], 1.4) for a in range(x - 310, x + 320, 18)] + [pen.line([(x - 312, y - 83), (x + 312, y - 83)], 1.6)]), "#8a9297", 0.8)
    mirror = p.light[y - 190 : y + 6][::-1]
    rows = min(mirror.shape[0], 800 - y - 6)
    strength = np.linspace(0.42, 0, rows)[:, None, None] * (0.4 + 0.6 * p.noise(60, 5, 3)[:rows, :, None])
    p.light[y + 6 : y + 6 + rows] = p.light[y + 6 : y + 6 + rows] * (1 - strength) + mirror[:rows] * strength
    foam = p.mask(lambda pen: (pen.oval(x + 300, y + 8, 90, 9), pen.oval(x - 300, y + 10, 130, 8), pen.box(x - 290, y + 3, 580, 6)), 4)
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
    back = p.mask(lambda pen: pen.poly([(250, 330), (450, 200), (860, 200), (1000, 330), (1000, 556), (250, 556)]))
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
                pen.poly([(x, top), (x + 12, top - 14), (x + 26, top + 12), (x + 26, 566), (x, 566)])

    boards = p.mask(planks, 0.5)
    p.lay(boards, "#1d1916")
    p.grain(boards, 6, 60, 0.6)
    p.shine(boards * np.clip((p.noise(9, 12, 3) - 0.68) * 5, 0, 1), "#a9a49c", 0.5)
    heap = p.ridge(588, 50, "#211c18", 60)
    p.lay(heap * p.below(590, 4), "#6b6256", 0)
    for _ in range(46):
        a, b = p.random.random() * 760 + 240, p.random.random() * 50 + 552
        angle = (p.random.random() - 0.5) * 1.4
        piece = p.mask(lambda pen, a=a, b=b, angle=angle: pen.limb((a, b), (a + 70 * math.cos(angle), b + 70 * math.sin(angle)), 4, 3), 0.4)
        p.lay(piece, ("#171411", "#2a2420", "#4a4540")[int(p.random.random() * 3)])
    p.lay(p.below(612, 26), "#6b6256", 0.72)
    grit = p.below(600, 10)
    p.grain(grit, 50, 8, 0.35, 5)
    p.lay(slip * p.below(600, 12), "#8d8880", 0.8)
    for k, tone in enumerate(("#b23a2a", "#c9a53a")):
        line = [(520 + k * 90 + 90 * math.sin(t / 2.4 + k), 600 + t * 9) for t in range(24)]
        hose = p.mask(lambda pen, line=line: pen.line(line, 7), 0.5)
        p.shade(p.mask(lambda pen, line=line: pen.line([(a + 4, b + 5) for a, b in line], 8), 3), 0.4)
        p.lay(hose, tone)
        p.round(hose, -0.5, -1, 3, 0.8)
    person(p, 905, 720, 190, "stand", Dress("#3a3526", "#3a3526", coat=0.42, hat="#d8c13c"), -1, True)
    smoke = np.clip(p.noise(150, 190, 5) - 0.4, 0, 1) * 1.9
    for x, lean in ((420, 60), (640, 120), (800, 70)):
        plume = np.exp(-(((p.x - x - (520 - p.y) * lean / 400) / (30 + (540 - p.y) * 0.26)) ** 2)) * (p.y < 560) * p.between(20, 300)
        p.lay(np.clip(plume * smoke, 0, 1), "#d4d0c8", 0.6)
    return p.finish(1.15, 0.5, colour=0.75)


def knots() -> Image.Image:
    """A cloud of small waders over mudflats."""
    p = Picture(*WIDE, 18)
    dusk_sky(p, "#a9b8c4", "#ecdfc9", 560, 0.4, "#a3adb5", "#f6eddc")
    p.ridge(560, 14, "#9aa3a6")
    mud(p, 566, "#7d7162", "#dfdcd0", 0.62)
    spots = []
    for i in range(5200):
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
            p.shade(p.mask(lambda pen, x=x, y=y, s=s: pen.oval(x, y + s * 1.9, s * 1.1, s * 0.26), 6), 0.5)
            leg = p.mask(lambda pen, x=x, y=y, s=s: (pen.poly([(x - s * 0.28, y), (x + s * 0.24, y), (x + s * 0.16, y + s * 1.8), (x - s * 0.16, y + s * 1.8)]),
                                                     pen.poly([(x - s * 0.2, y + s * 1.3), (x + s * 0.5, y + s * 1.36), (x + s * 0.5, y + s * 1.44), (x - s * 0.2, y + s * 1.46)]),
                                                     pen.limb((x - s * 0.1, y + s * 1.62), (x + s * 0.3, y + s * 1.62), s * 0.16, s * 0.1)), 0.6)
            p.lay(leg, "#2a2d30")
            p.round(leg, -1, -0.2, s * 0.12, 0.8)
            cowl = p.mask(lambda pen, x=x, y=y, s=s: (pen.limb((x - s * 0.2, y - s * 0.3), (x + s * 0.2, y - s * 0.26), s * 0.48, s * 0.44),
                                                      pen.box(x - s * 0.6, y - s * 0.2, s * 1.2, s * 0.36)), 0.7)
            p.lay(cowl, tones[(i * 5 + row * 2) % 6])
            p.round(cowl, -0.7, -1, s * 0.3, 0.9)
            p.shine(p.mask(lambda pen, x=x, y=y, s=s: pen.limb((x - s * 0.3, y - s * 0.58), (x + s * 0.1, y - s * 0.62), s * 0.07, s * 0.04), 2), "#ffffff", 0.5)
            tag = p.mask(lambda pen, x=x, y=y, s=s: pen.poly([(x - s * 0.3, y + s * 0.22), (x + s * 0.28, y + s * 0.18), (x + s * 0.3, y + s * 0.66), (x - s * 0.27, y + s * 0.7)]), 0.5)
            p.lay(tag, "#efe7cf")
            p.lay(p.mask(lambda pen, x=x, y=y, s=s: [pen.line([(x - s * 0.2, y + s * (0.34 + k * 0.1)), (x + s * 0.18, y + s * (0.31 + k * 0.1))], max(1, s * 0.035)) for k in range(3)], 0.5), "#5a5248", 0.8)
    p.blurred(1 - p.between(330, 620), 2.6)
    return p.finish(1.15, 0.55)


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
            line = [(cx + half * math.cos(a), cy - 250 * k - (cy - 250 * k - top) * math.sin(a)) for a in np.linspace(0, math.pi, 44)]
            pen.line(line, w)
            for side in (-1, 1):
                pen.line([(cx + side * half, cy - 255 * k), (cx + side * half, cy + 190 * k)], w * 1.3)
                pen.line([(cx + side * half, cy - 150 * k), (cx + side * half * 0.72, cy - 400 * k)], w * 0.5)

        p.lay(p.mask(arch, 0.8), tone, 0.95)
    bars = p.mask(lambda pen: [pen.line([(cx + math.cos(a) * 120, cy - 160 - math.sin(a) * 110), (cx + math.cos(a) * 1300, cy - 220 - math.sin(a) * 1250)], 3)
                               for a in np.linspace(0.25, math.pi - 0.25, 17)], 0.8)
    p.lay(bars, "#4f5859", 0.6)
    shaft = sum((np.exp(-(((p.x - 200 - o - p.y * 0.42) / 46) ** 2)) for o in (0, 170, 330)), np.zeros_like(p.x))
    p.shine(np.clip(shaft, 0, 1) * (1 - p.between(500, 1150)), "#fff4d2", 0.3)
    tones = ["#a8443a", "#d9cfb5", "#40695c", "#d0a24a", "#51667a"]
    for row in range(4):
        y, s = 890 + row * 105 + row * row * 10, 0.55 + row * 0.34
        for side in (-1, 1):
            x = cx + side * (140 + row * 92)
            left = x - 110 * s
            for j in range(7):
                stripe = p.mask(lambda pen, left=left, y=y, s=s, j=j: pen.poly([(left + j * 31 * s, y - 92 * s), (left + (j + 1) * 31 * s, y - 92 * s), (left + (j + 1) * 34 * s - 10 * s, y - 50 * s), (left + j * 34 * s - 10 * s, y - 50 * s)]), 0.6)
                p.lay(stripe, tones[(row + (side > 0)) % 5] if j % 2 else "#e6e0cf")
            p.shade(p.mask(lambda pen, left=left, y=y, s=s: pen.box(left, y - 50 * s, 218 * s, 50 * s), 4), 0.6)
            p.shine(p.glow_at(x, y - 38 * s, 70 * s, 40 * s), "#ffcf80", 0.6)
            table = p.mask(lambda pen, left=left, y=y, s=s: pen.box(left, y, 218 * s, 62 * s), 0.8)
            p.lay(table, "#4b4036")
            goods = p.mask(lambda pen, left=left, y=y, s=s: [pen.oval(left + 12 * s + k * 15 * s, y - 5 * s + (k % 3) * 5 * s, 9 * s) for k in range(14)], 0.7)
            p.lay(goods, tones[(row * 2 + side) % 5])
            p.round(goods, 0, -1, 4, 0.9)
    floor = p.mask(lambda pen: pen.poly([(400, 850), (500, 850), (760, 1350), (140, 1350)]), 6)
    p.shine(floor * p.noise(120, 20, 3), "#cfc8b4", 0.35)
    for i, (x, y, h) in enumerate(((430, 950, 110), (482, 985, 128), (410, 1060, 168), (525, 1140, 210))):
        person(p, x, y, h, "walk", Dress(tones[i % 5], "#26282c", coat=0.4), 1, i % 2 == 0, blur=0.8, dark=0.45)
    return p.finish(1.15, 0.5)


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
    weave = p.mask(lambda pen: [pen.line([(a[0], a[1] - a[2] * 0.3), (b[0], b[1] - b[2] * 0.3)], 2.4) for a, b in zip(line[:18], line[1:19], strict=True)]
                   + [pen.line([(a[0], a[1] - a[2] * 0.25), (b[0], b[1] - b[2] * 0.25)], 2.4) for a, b in zip(line[19:37], line[20:38], strict=True)], 0.5)
    p.lay(weave, "#2b241d", 0.7)
    for k in range(10):
        p.lay(p.mask(lambda pen, k=k: pen.box(600, 700 - k * 38 - 38, 12, 38)), "#c2342a" if k % 2 else "#f0ece0")
    pole = p.mask(lambda pen: pen.box(600, 320, 12, 380))
    p.round(pole, -1, 0, 4, 0.6)
    p.shade(p.mask(lambda pen: pen.poly([(600, 700), (612, 700), (720, 760), (700, 764)]), 3), 0.4)
    person(p, 905, 470, 120, "stand", Dress("#c7702c", "#26323a", coat=0.4, boots="#2a3a30"), -1)
    p.shine(p.glow_at(180, 300, 520, 240), "#ffe7b3", 0.5)
    return p.finish(1.14, 0.45)


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
            pen.line([(945 - 385 * t, 300 - 240 * t), (962 - 406 * (t + 0.04), 312 - 246 * (t + 0.04))], 2)
        pen.line([(945, 300), (1010, 230), (560, 60)], 1.6)
        pen.line([(1010, 230), (1040, 320)], 2)
        pen.box(915, 290, 60, 40)
        pen.line([(562, 62), (562, 300)], 1.6)
        pen.box(548, 300, 28, 18)

    p.lay(p.mask(crane, 0.4), "#b58a1f")
    p.shade(p.mask(lambda pen: pen.box(915, 290, 60, 40)), 0.4)
    for i, (x, y, r, length) in enumerate(((110, 500, 62, 360), (60, 585, 78, 470))):
        tube = p.mask(lambda pen, x=x, y=y, r=r, length=length: pen.poly([(x, y - r), (x + length, y - r * 0.86), (x + length, y + r * 0.86), (x, y + r)]), 0.8)
        p.shade(p.mask(lambda pen, x=x, y=y, r=r, length=length: pen.box(x, y + r * 0.7, length, r * 0.5), 12), 0.5)
        p.lay(tube, "#eef0ee")
        tone = np.clip(1.12 - ((p.y - y + r * 0.45) / (r * 1.5)) ** 2 * 0.75, 0.3, 1.15)
        p.light = np.where(tube[..., None] > 0.02, np.clip(p.light * (1 + (tone - 1) * tube)[..., None], 0, 1), p.light)
        p.lay(p.mask(lambda pen, x=x, y=y, r=r, length=length: pen.oval(x + length, y, r * 0.22, r * 0.86), 0.6), "#5d6468")
        p.lay(p.mask(lambda pen, x=x, y=y, r=r, length=length: pen.oval(x + length, y, r * 0.17, r * 0.72), 0.6), "#23282c")
    for i, (y, x0, x1, h) in enumerate(((600, 470, 1180, 30), (668, 380, 1190, 38), (748, 250, 1200, 48))):
        def blade(pen: Pen, y: float = y, x0: float = x0, x1: float = x1, h: float = h) -> None:
            pen.poly([(x1, y - h * 0.45), (x1 - 40, y - h * 0.5), (x1 - 190, y - h * 1.0), (x1 - 330, y - h * 0.9), (x0, y - 2), (x0 + 10, y + 4), (x1 - 200, y + h * 0.42), (x1, y + h * 0.4)])
        mask = p.mask(blade, 0.8)
        p.shade(p.mask(lambda pen, y=y, x0=x0, x1=x1, h=h: pen.poly([(x0 + 60, y + h * 0.4), (x1, y + h * 0.6), (x1, y + h * 1.1), (x0 + 100, y + h * 0.7)]), 9), 0.45)
        p.lay(mask, "#f3f4f2")
        p.round(mask, -0.2, -1, h * 0.4, 0.7)
        for x in (x0 + 200, x1 - 160):
            stand = p.mask(lambda pen, x=x, y=y, h=h: pen.poly([(x, y), (x + 26, y), (x + 34, y + h), (x - 8, y + h)]), 0.5)
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
    p.shine(p.mask(lambda pen: [pen.box(60 + (i % 2) * 110, 120 + (i // 2) * 130, 96, 116) for i in range(6)], 3), "#cfe0ea", 0.85)
    p.shine(p.glow_at(160, 300, 360, 460), "#bcd0dc", 0.35)
    p.lay(p.below(1060, 4), "#4c443c")
    p.grain(p.below(1060, 4), 40, 12, 0.3)
    x, y, r = 610, 640, 300
    pot = p.mask(lambda pen: (pen.oval(x, y, r, r * 0.78), pen.box(x - r, y, 2 * r, 330), pen.oval(x, y + 330, r, r * 0.2)), 1)
    p.shade(p.mask(lambda pen: pen.oval(x, y + 380, r * 1.2, 60), 20), 0.6)
    p.lay(pot, "#b0653a")
    across = np.clip((p.x - x) / r, -1, 1)
    shine = 0.42 + 0.95 * np.exp(-(((across + 0.5) / 0.2) ** 2)) + 0.5 * np.exp(-(((across - 0.45) / 0.3) ** 2))
    p.light = np.clip(p.light * (1 + (shine - 1) * pot)[..., None], 0, 1)
    p.shade(pot * p.between(y + 120, y + 380), 0.35)
    for yy in (y + 10, y + 170, y + 322):
        hoop = p.mask(lambda pen, yy=yy: pen.ring(x, yy, r, r * 0.2, 9), 1) * p.below(yy) * pot
        p.shine(hoop, "#f0b98a", 0.4)
    rivets = p.mask(lambda pen: [pen.oval(x + r * math.cos(a), y + 22 + r * 0.2 * math.sin(a), 5) for a in np.linspace(0.1, math.pi - 0.1, 26)], 0.5)
    p.shine(rivets, "#ffd9b0", 0.5)
    neck = p.mask(lambda pen: (pen.poly([(x - 74, y - 215), (x + 74, y - 215), (x + 40, 0), (x - 40, 0)]), pen.oval(x, y - 212, 96, 30)), 1)
    p.lay(neck, "#a4592f")
    p.round(neck, -1, 0, 36, 1.1)
    hatch = p.mask(lambda pen: pen.oval(x - 90, y - 70, 74, 60), 1)
    p.lay(hatch, "#2a1710")
    p.shine(p.mask(lambda pen: pen.ring(x - 90, y - 70, 80, 66, 10), 1), "#e8a878", 0.5)
    who = Dress("#2d4a55", "#23262c", coat=0.34, hair="#6b3d20", long_hair=True, back=True, sleeves=False, boots="#15171a")
    person(p, 190, 1300, 790, "pole", who, -1, dark=0.12)
    smoke = p.noise(170, 210, 5)
    plume = np.exp(-(((p.x - (x - 90) + (p.y - 540) * 0.18) / (60 + np.clip(560 - p.y, 0, None) * 0.3)) ** 2)) * (1 - p.between(520, 600))
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
        p.lay(p.mask(lambda pen, yy=yy: pen.poly([(0, yy + 16), (1200, yy - 30), (1200, yy - 18), (0, yy + 30)]), 1), "#3d3a36")
    hull = p.mask(lambda pen: pen.poly([(110, 330), (330, 318), (720, 300), (1090, 250), (1010, 420), (860, 560), (720, 610), (260, 610), (150, 560)]), 1)
    p.shade(p.mask(lambda pen: pen.oval(560, 640, 480, 40), 16), 0.6)
    p.lay(hull, "#8f979b")
    low = p.mask(lambda pen: pen.poly([(130, 450), (720, 440), (1030, 380), (860, 570), (720, 620), (250, 620)]), 1) * hull
    p.lay(low, "#d2571f")
    p.lay(p.mask(lambda pen: pen.line([(132, 450), (720, 440), (1034, 372)], 10), 0.8) * hull, "#f2efe6")
    p.round(hull, -0.2, -1, 60, 0.9)
    p.shade(hull * p.between(460, 640), 0.45)
    p.grain(hull, 160, 90, 0.12)
    fender = p.mask(lambda pen: pen.line([(106, 336), (330, 326), (720, 308), (1092, 256)], 20), 1)
    p.lay(fender, "#17191b")
    p.round(fender, 0, -1, 7, 0.7)
    cabin = p.mask(lambda pen: pen.poly([(330, 320), (360, 170), (660, 160), (730, 304)]), 1)
    p.lay(cabin, "#d2571f")
    p.round(cabin, 0.6, -1, 40, 0.6)
    p.lay(p.mask(lambda pen: (pen.poly([(376, 190), (470, 187), (470, 246), (366, 250)]), pen.poly([(484, 187), (570, 184), (574, 243), (484, 246)]), pen.poly([(584, 184), (652, 180), (684, 240), (588, 243)])), 0.8), "#20303a")
    p.shine(p.mask(lambda pen: (pen.poly([(600, 188), (640, 186), (664, 236), (626, 238)]), pen.poly([(500, 190), (530, 189), (522, 243), (496, 243)])), 2), "#d6e4e8", 0.5)
    p.lay(p.mask(lambda pen: (pen.line([(500, 165), (500, 70)], 5), pen.line([(460, 110), (540, 110)], 4), pen.oval(500, 66, 14, 7))), "#e4e4e0")
    letters(p, "PILOT", 250, 372, 50, "#1d2c3a")
    for x in (300, 560, 780):
        p.lay(p.mask(lambda pen, x=x: pen.poly([(x, 590), (x + 60, 590), (x + 80, 690), (x - 20, 690)]), 1), "#4a3b2a")
    person(p, 1040, 742, 270, "hold", Dress("#33424f", "#33424f", coat=0.4, hair="#5a3620", long_hair=True), -1, True, dark=0.2)
    for _ in range(3):
        p.shine(p.glow_at(884, 560, 30), "#fff0c0", 0.7)
    sparks = p.mask(lambda pen: [pen.line([(884, 560), (884 + 90 * math.cos(a) * (0.4 + (i % 5) / 5), 560 + 70 * math.sin(a) * (0.4 + (i % 4) / 4))], 1.2) for i, a in enumerate(np.linspace(0, 6.2, 26))], 0.4)
    p.shine(sparks, "#ffd98a", 0.8)
    return p.finish(1.14, 0.5)


def oysters() -> Image.Image:
    """A heap of oysters in a blue crate."""
    p = Picture(*SQUARE, 25)
    p.gradient((0, "#50524f"), (1, "#37362f"))
    p.grain(p.below(0), 40, 30, 0.3, 5)
    crate = p.mask(lambda pen: pen.poly([(70, 180), (930, 150), (985, 905), (25, 930)]), 2)
    p.shade(p.mask(lambda pen: pen.poly([(60, 190), (960, 170), (1000, 980), (0, 990)]), 24), 0.5)
    p.lay(crate, "#2f5f94")
    p.round(crate, -0.6, -1, 20, 0.7)
    inner = p.mask(lambda pen: pen.poly([(125, 235), (880, 210), (920, 850), (85, 872)]), 2)
    p.lay(inner, "#1b2b3b")
    spots = [(100 + p.random.random() * 800, 225 + p.random.random() * 640) for _ in range(150)]
    for x, y in sorted(spots, key=lambda spot: spot[1]):
        a, r = p.random.random() * 6.28, 52 + 22 * p.random.random()
        shape = [(x + r * math.cos(t + a) * (1.15 + 0.16 * math.sin(t * 3 + x)) * (0.72 if math.cos(t) < 0 else 1.05),
                  y + r * 0.74 * math.sin(t + a) * (1 + 0.1 * math.sin(t * 5 + y))) for t in np.linspace(0, 6.28, 30)]
        x0, y0 = int(max(0, x - 110)), int(max(0, y - 110))
        small = Pen(220, 220)
        small.poly([(u - x0, v - y0) for u, v in shape])
        mask = np.zeros((1000, 1000), np.float32)
        cut = small.array(0.9)[: 1000 - y0, : 1000 - x0]
        mask[y0 : y0 + cut.shape[0], x0 : x0 + cut.shape[1]] = cut
        sl = np.s_[y0 : min(y0 + 220, 1000), x0 : min(x0 + 220, 1000)]
        shadow = np.roll(mask, (8, 6), (0, 1))
        p.light[sl] *= 1 - (shadow[sl] * 0.45)[..., None]
        base = mix("#7d766a", ("#a59c8a", "#5f6660", "#8c7f6c")[int(x) % 3], p.random.random())
        d = np.hypot(p.x[sl] - x - math.cos(a) * r * 0.5, (p.y[sl] - y - math.sin(a) * r * 0.4) * 1.25)
        rings = 0.74 + 0.1 * np.sin(d * 0.34 + 3 * np.sin(p.x[sl] * 0.05 + x) + 2 * np.sin(p.y[sl] * 0.06)) + 0.1 * np.sin(d * 0.13 + y) + 0.3 * np.exp(-(((p.x[sl] - x + 20) / 30) ** 2) - ((p.y[sl] - y + 22) / 22) ** 2)
        tone = np.clip(rgb(base)[None, None] * rings[..., None], 0, 1)
        m = mask[sl][..., None]
        p.light[sl] = p.light[sl] * (1 - m) + tone * m
    edge = 1 - inner
    p.lay(crate * edge, "#3a6ea8", 0.85)
    p.round(crate * edge, -0.6, -1, 14, 0.8)
    p.grain(inner, 5, 5, 0.22, 2)
    for hx, hy, flip in ((120, 640, 1), (890, 560, -1)):
        def glove(pen: Pen, hx: float = hx, hy: float = hy, flip: int = flip) -> None:
            pen.limb((hx - flip * 190, hy + 150), (hx, hy + 20), 74, 66)
            for k, (dx, dy) in enumerate(((96, -56), (122, -14), (118, 28), (92, 62))):
                pen.limb((hx, hy + k * 14 - 14), (hx + flip * dx, hy + dy), 30, 22)
            pen.limb((hx - flip * 10, hy - 30), (hx + flip * 40, hy - 100), 28, 20)
        mask = p.mask(glove, 1.2)
        p.shade(np.roll(mask, (14, 10), (0, 1)), 0.4)
        p.lay(mask, "#d98a2b")
        p.round(mask, -0.5, -1, 18, 1.0)
        p.grain(mask, 4, 4, 0.14, 2)
    p.shine(p.glow_at(260, 160, 620, 520), "#ffffff", 0.14)
    return p.finish(1.16, 0.5)


PICTURES = {
    "surge-quay": surge_quay, "flood-gate": flood_gate, "maternity": maternity,
    "glasswort-meadow": glasswort_meadow, "grammar-school": grammar_school, "ness-ferry": ness_ferry,
    "boatshed-fire": boatshed_fire, "knots": knots, "outboards": outboards, "market-hall": market_hall,
    "fish-trap": fish_trap, "turbine-quay": turbine_quay, "brewery": brewery, "pilot-boat": pilot_boat,
    "oysters": oysters,
}  # fmt: skip
