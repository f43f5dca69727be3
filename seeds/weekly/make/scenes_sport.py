"""Pictures of the Sport section."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture, mix
from people import Dress, crowd, person
from PIL import Image
from things import dusk_sky, floodlight, grass, letters, trees

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)
BLUE = Dress("#e8eaee", "#20488c", boots="#111318", sleeves=False, bare=True, coat=0.5)
RED = Dress("#a8262c", "#f0ece4", boots="#111318", sleeves=False, bare=True, coat=0.5, skin="#8a5d41", hair="#17120f")
SCARVES = ["#20488c", "#e4e6ea", "#30343c", "#5c4a3c", "#20488c", "#7a2f2c", "#3d4a3a", "#1d2126"]


def ball(p: Picture, x: float, y: float, r: float) -> None:
    """A football."""
    mask = p.mask(lambda pen: pen.oval(x, y, r), 0.6)
    p.lay(mask, "#f4f3ee")
    dots = p.mask(lambda pen: [pen.oval(x + r * a, y + r * b, r * 0.26) for a, b in ((0, 0), (-0.7, -0.4), (0.7, -0.3), (0.1, 0.8), (-0.5, 0.62))], 0.5)
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
    p.lay(p.mask(lambda pen: pen.poly([(0, 610), (1200, 560), (1200, 566), (0, 618)]), 1), "#e9ede2", 0.8)
    posts = p.mask(lambda pen: (pen.line([(985, 640), (985, 300), (1260, 270)], 10),), 0.8)
    net = p.mask(lambda pen: [pen.line([(990 + i * 24, 306 - i * 2.6), (1020 + i * 24, 640)], 1) for i in range(12)]
                 + [pen.line([(990, 330 + i * 26), (1200, 318 + i * 26)], 1) for i in range(12)], 0.4)
    p.lay(net, "#dfe5ea", 0.35)
    p.lay(posts, "#f5f6f3")
    for x, y, h, pose, dress, flip, blur in ((250, 640, 230, "run", RED, False, 2), (400, 650, 240, "stand", BLUE, False, 1.6), (860, 660, 250, "arms", RED, True, 1),
                                             (770, 690, 300, "header", RED, True, 0)):
        p.shade(p.mask(lambda pen, x=x, y=y, h=h: pen.oval(x, y, h * 0.26, h * 0.04), 6), 0.5)
        person(p, x, y, h, pose, dress, -1, flip, blur, dark=0.14)
    p.shade(p.mask(lambda pen: pen.oval(600, 745, 120, 16), 8), 0.5)
    person(p, 570, 665, 400, "header", BLUE, -1)
    ball(p, 680, 232, 25)
    p.shine(p.glow_at(600, 200, 700, 420), "#c8dcf0", 0.16)
    rain = p.mask(lambda pen: [pen.line([(x, y), (x - 5, y + 26)], 0.8) for x, y in zip(p.random.random(240) * 1200, p.random.random(240) * 800, strict=True)], 0.4)
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
    p.lay(p.mask(lambda pen: pen.poly([(0, 1190), (900, 1120), (900, 1142), (0, 1216)]), 2), "#e9ede2", 0.85)
    p.shade(p.mask(lambda pen: pen.oval(470, 1290, 200, 22), 12), 0.55)
    coat = Dress("#20262f", "#181b21", hair="#4a443e", boots="#0d0e10", coat=0.24, back=True)
    person(p, 440, 1285, 900, "arms", coat, 1, dark=0.08)
    scarf = p.mask(lambda pen: pen.limb((405, 520), (476, 522), 24, 24), 2)
    p.lay(scarf, "#e6e8ec")
    p.lay(p.mask(lambda pen: [pen.box(388 + i * 36, 498, 17, 48) for i in range(3)], 2) * scarf, "#20488c")
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
    for x, base, h, tone, number, heel in ((300, 480, 270, "#f4f2ea", "#23506f", 0.2), (850, 560, 390, "#efe9da", "#a3322a", 0.26), (560, 690, 520, "#f6f4ee", "#20344a", 0.3)):
        def at(u: float, v: float, x: float = x, base: float = base, h: float = h, heel: float = heel) -> tuple[float, float]:
            return x + h * (u * math.cos(heel) + v * math.sin(heel)), base + h * (u * math.sin(heel) * 0.5 - v * math.cos(heel))
        hull = p.mask(lambda pen, at=at: pen.poly([at(-0.36, 0.1), at(0.44, 0.13), at(0.36, 0), at(-0.3, -0.02)]), 0.9)
        p.shade(p.mask(lambda pen, x=x, base=base, h=h: pen.oval(x + h * 0.1, base + h * 0.07, h * 0.5, h * 0.06), h * 0.03), 0.55)
        main = p.mask(lambda pen, at=at: pen.poly([at(0.02, 0.16), at(0.0, 1.0), at(-0.12, 0.8), at(-0.26, 0.5), at(-0.36, 0.2)]), 0.9)
        jib = p.mask(lambda pen, at=at: pen.poly([at(0.05, 0.15), at(0.05, 0.8), at(0.22, 0.5), at(0.42, 0.16)]), 0.9)
        p.lay(main, tone)
        p.round(main, 1, -0.2, h * 0.1, 0.7)
        p.lay(jib, mix(tone, "#c9d4d8", 0.4))
        p.round(jib, -0.8, -0.2, h * 0.06, 0.7)
        p.shade(p.mask(lambda pen, at=at: [pen.line([at(-0.02, v), at(-0.33 + v * 0.2, v - 0.02)], 1.4) for v in (0.36, 0.54, 0.72)], 0.6), 0.4)
        p.lay(p.mask(lambda pen, at=at, h=h: pen.line([at(0.03, 0.1), at(0.01, 1.02)], h * 0.014), 0.4), "#3a3d40")
        p.lay(hull, number)
        p.round(hull, -0.4, -1, h * 0.04, 0.9)
        for u, coat in ((-0.22, "#d8a02a"), (-0.06, "#b8432e")):
            crew = p.mask(lambda pen, at=at, h=h, u=u: (pen.limb(at(u, 0.13), at(u - 0.06, 0.25), h * 0.04, h * 0.036),), 0.8)
            p.lay(crew, coat)
            p.round(crew, -1, -0.5, h * 0.02, 0.8)
            head = p.mask(lambda pen, at=at, h=h, u=u: pen.oval(*at(u - 0.08, 0.31), h * 0.026), 0.6)
            p.lay(head, "#b78a6e")
        foam = p.mask(lambda pen, at=at, h=h: (pen.limb(at(0.4, 0.03), at(-0.4, -0.06), h * 0.03, h * 0.05), pen.limb(at(-0.3, -0.05), at(-0.75, -0.1), h * 0.04, h * 0.01)), h * 0.02)
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
    green = [Dress("#1f5b3c", "#e4e0d4", skin=s, hair=h, bare=True, sleeves=False, boots="#15130f") for s, h in (("#c09073", "#2c211a"), ("#7c523a", "#14100d"), ("#c99c80", "#7a5430"))]
    maroon = [Dress("#6d1f2d", "#1b1d24", skin=s, hair=h, bare=True, sleeves=False, boots="#15130f") for s, h in (("#c09073", "#4a3320"), ("#b98a6c", "#1d1612"))]
    for i, (x, y, h, flip) in enumerate(((420, 640, 300, False), (520, 632, 310, False), (800, 640, 305, True), (710, 634, 300, True), (340, 690, 330, False),
                                         (460, 704, 345, False), (880, 692, 335, True), (770, 712, 350, True), (590, 716, 340, False), (660, 722, 345, True))):
        side = maroon if flip else green
        person(p, x, y, h, "crouch" if i not in (1, 3) else "hold", side[i % len(side)], -1, flip, 0.8 if i < 4 else 0, dark=0.12 + 0.05 * (i < 4))
    person(p, 1040, 735, 330, "run", maroon[1], -1, True, 1.2, dark=0.2)
    person(p, 160, 742, 330, "run", green[0], -1, False, 1.2, dark=0.2)
    specks = p.mask(lambda pen: [pen.oval(300 + p.random.random() * 640, 500 + p.random.random() * 260, 1 + p.random.random() * 3.4) for _ in range(230)], 0.6)
    p.lay(specks, "#3a2b1d", 0.85)
    steam = np.clip(p.noise(150, 120, 5) * 1.7 - 0.55, 0, 1)
    for x in (440, 610, 780):
        p.shine(steam * p.glow_at(x, 380, 150, 190), "#e3e3dc", 0.5)
    p.fog(p.between(300, 400) * (1 - p.between(420, 520)), "#b9bab2", 0.3)
    return p.finish(1.18, 0.55)


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
        vest = Dress("#2a7d84", "#1b1f28", skin=skin[i], hair=hair[i], boots="#3a2d20", sleeves=False, bare=True, long_hair=True, coat=0.5)
        person(p, x, 768, h, "hold" if i in (1, 2) else "stand", vest, -1, i > 1, dark=0.05)
        bare = p.mask(lambda pen, x=x, h=h: [pen.limb((x + s * h * 0.1, 768 - h * 0.79), (x + s * h * 0.116, 768 - h * 0.66), h * 0.036, h * 0.03) for s in (-1, 1)], 1)
        p.lay(bare, skin[i])
        p.round(bare, -1, 0, 6, 0.7)
        number = p.mask(lambda pen, x=x, h=h: pen.box(x - h * 0.058, 768 - h * 0.69, h * 0.116, h * 0.082), 0.6)
        if i in (0, 3):
            p.lay(number, "#f1efe6")
            letters(p, ("24", "", "", "47")[i], x - h * 0.036, 768 - h * 0.672, h * 0.046, "#22262c")
        muddy = np.clip((p.noise(22, 26, 4) - 0.4) * 3.4, 0, 1) * p.mask(lambda pen, x=x, h=h: pen.box(x - h * 0.11, 768 - h * 0.3, h * 0.22, h * 0.3), 10)
        legs = p.mask(lambda pen, x=x, h=h: [pen.limb((x + s * h * 0.064, 768 - h * 0.28), (x + s * h * 0.07, 768 - 8), h * 0.042, h * 0.034) for s in (-1, 1)], 0.8)
        p.lay(legs * muddy, "#493726", 0.9)
    cx, cy, s = 596, 430, 92
    shield = p.mask(lambda pen: pen.poly([(cx - s, cy - s), (cx + s, cy - s), (cx + s * 0.96, cy + s * 0.2), (cx + s * 0.5, cy + s * 0.86), (cx, cy + s * 1.16), (cx - s * 0.5, cy + s * 0.86), (cx - s * 0.96, cy + s * 0.2)]), 1)
    p.shade(np.roll(shield, (10, 8), (0, 1)), 0.4)
    p.lay(shield, "#5a3319")
    p.round(shield, -0.7, -1, 14, 0.7)
    plate = p.mask(lambda pen: (pen.oval(cx, cy - 6, 40), [pen.oval(cx + 66 * math.cos(a), cy + 6 + 66 * math.sin(a), 11, 13) for a in np.linspace(0, 5.6, 9)]), 0.8)
    p.lay(plate, "#c9ccd0")
    p.round(plate, -0.6, -1, 9, 1.1)
    for x in (cx - 96, cx + 94):
        hand = p.mask(lambda pen, x=x: [pen.limb((x - 6, 420 + i * 13), (x + 12, 422 + i * 13), 8, 7) for i in range(4)], 0.8)
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
    body = p.mask(lambda pen: (pen.limb((330, 1010), (570, 1010), 92, 92), pen.poly([(240, 1010), (660, 1010), (720, 1400), (180, 1400)])), 2)
    p.lay(body, "#c4906f")
    suit = p.mask(lambda pen: pen.poly([(332, 925), (372, 925), (410, 1060), (490, 1060), (528, 925), (568, 925), (640, 1120), (690, 1400), (210, 1400), (260, 1120)]), 2)
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
    cap = p.mask(lambda pen: (pen.oval(450, 560, 152, 150), pen.box(300, 560, 300, 26)), 2) * (1 - p.below(600, 14))
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
    drops = p.mask(lambda pen: [pen.oval(300 + p.random.random() * 320, 640 + p.random.random() * 600, 2 + p.random.random() * 4) for _ in range(110)], 0.8)
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
    edge = lambda low, high: np.clip((d - low) * r / 1.5, 0, 1) * np.clip((high - d) * r / 1.5, 0, 1)  # noqa: E731
    p.light = p.light * (1 - edge(0.07, 0.76)[..., None]) + field * edge(0.07, 0.76)[..., None]
    for low, high in ((0.44, 0.485), (0.715, 0.76)):
        p.light = p.light * (1 - edge(low, high)[..., None]) + band * edge(low, high)[..., None]
    p.lay(edge(0.03, 0.07), "#1d6236")
    p.lay(np.clip((0.03 - d) * r / 1.5, 0, 1), "#b0241f")
    p.light = np.clip(p.light * (0.8 + 0.4 * sisal[..., None] * inside[..., None]), 0, 1)
    wires = p.mask(lambda pen: [pen.ring(cx, cy, r * k, r * k, 2.6) for k in (0.03, 0.07, 0.44, 0.485, 0.715, 0.76)]
                   + [pen.line([(cx + r * 0.07 * math.sin(t), cy - r * 0.07 * math.cos(t)), (cx + r * 0.76 * math.sin(t), cy - r * 0.76 * math.cos(t))], 2.6)
                      for t in np.radians(np.arange(9, 360, 18))], 0.4)
    p.shade(np.roll(wires, (3, 2), (0, 1)), 0.5)
    p.lay(wires, "#c9cbc9", 0.9)
    letters(p, "20", cx - 46, cy - r * 0.93, 66, "#d9dad6")
    for k, text in ((18, "1"), (-18, "5"), (36, "18"), (-36, "12")):
        t = math.radians(k)
        x, y = cx + r * 0.88 * math.sin(t), cy - r * 0.88 * math.cos(t)
        digits = {"1": [(0.5, 0), (0.5, 1)], "5": [(0.9, 0), (0.1, 0), (0.1, 0.45), (0.8, 0.5), (0.8, 0.95), (0.1, 1)], "8": [(0.5, 0), (0.1, 0.25), (0.9, 0.75), (0.5, 1), (0.1, 0.75), (0.9, 0.25), (0.5, 0)],
                  "2": [(0.1, 0.2), (0.5, 0), (0.9, 0.25), (0.1, 1), (0.95, 1)]}
        for i, sign in enumerate(text):
            line = [(x - 26 * len(text) + 54 * i + u * 36, y - 30 + v * 58) for u, v in digits[sign]]
            p.lay(p.mask(lambda pen, line=line: pen.line(line, 9), 0.5), "#d9dad6")
    p.blurred(np.clip(np.hypot(p.x - 500, p.y - 345) / 640 - 0.35, 0, 1), 5)
    for x, tail, tone in ((478, (300, 640), "#20488c"), (503, (520, 720), "#b8322a"), (526, (730, 620), "#d9a52c")):
        tip = (x, cy - r * 0.462)
        ux, uy = tail[0] - tip[0], tail[1] - tip[1]
        n = math.hypot(ux, uy)
        px, py = -uy / n, ux / n

        def along(t: float, tip: tuple[float, float] = tip, ux: float = ux, uy: float = uy) -> tuple[float, float]:
            return tip[0] + ux * t, tip[1] + uy * t

        p.shade(p.mask(lambda pen, along=along, tip=tip: pen.limb((tip[0] + 4, tip[1] + 4), (along(1)[0] + 70, along(1)[1] + 60), 4, 26), 10), 0.4)
        point = p.mask(lambda pen, along=along: pen.limb(along(0), along(0.16), 2.2, 4), 0.5)
        p.lay(point, "#d4d6d8")
        barrel = p.mask(lambda pen, along=along: pen.limb(along(0.16), along(0.5), 9, 13), 0.8)
        p.lay(barrel, "#9a9c9f")
        p.round(barrel, -1, -0.3, 6, 1.2)
        ribs = p.mask(lambda pen, along=along, px=px, py=py: [pen.line([(along(t)[0] - px * 12, along(t)[1] - py * 12), (along(t)[0] + px * 12, along(t)[1] + py * 12)], 2) for t in np.linspace(0.22, 0.46, 9)], 0.5)
        p.shade(ribs, 0.5)
        shaft = p.mask(lambda pen, along=along: pen.limb(along(0.5), along(0.82), 6, 8), 0.8)
        p.lay(shaft, "#22252a")
        p.round(shaft, -1, -0.3, 4, 0.9)
        for wide, shade in ((46, 1.0), (20, 0.6)):
            wing = p.mask(lambda pen, along=along, px=px, py=py, wide=wide: pen.poly([along(0.74), (along(0.86)[0] + px * wide, along(0.86)[1] + py * wide), (along(1.06)[0] + px * wide, along(1.06)[1] + py * wide), along(1.0),
                                                             (along(1.06)[0] - px * wide, along(1.06)[1] - py * wide), (along(0.86)[0] - px * wide, along(0.86)[1] - py * wide)]), 1)
            p.lay(wing, mix("#000000", tone, shade))
            p.round(wing, -0.6, -1, 12, 0.5)
    p.shine(p.glow_at(430, 260, 460, 380), "#fff2d2", 0.3)
    return p.finish(1.16, 0.6)


PICTURES = {
    "town-cup-winner": town_cup_winner, "lee-carrick": lee_carrick, "island-race": island_race,
    "rugby-maul": rugby_maul, "cross-country-girls": cross_country_girls,
    "swimmer-poole": swimmer_poole, "darts-board": darts_board,
}  # fmt: skip
