"""Pictures of the Living section, and the backdrops of ads."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture, mix, rgb
from people import Dress, person
from PIL import Image
from things import birds, boat, bricks, dusk_sky, grass, letters, mud

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


def creek(p: Picture, line: list[tuple[float, float]], widths: tuple[float, float], colour: str) -> None:
    """A creek that winds through mud: dark banks, bright water."""
    spots = len(line)

    def run(extra: float):  # noqa: ANN202
        def draw(pen: Pen) -> None:
            for i, ((ax, ay), (bx, by)) in enumerate(zip(line, line[1:], strict=False)):
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


def winding(start: tuple[float, float], end: tuple[float, float], bend: float, turns: float) -> list[tuple[float, float]]:
    """A line that swings from side to side."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay)
    nx, ny = -(by - ay) / length, (bx - ax) / length
    return [
        (ax + (bx - ax) * t + nx * bend * math.sin(t * turns * 6.283) * abs(math.sin(t * 3.1416)) ** 0.5,
         ay + (by - ay) * t + ny * bend * math.sin(t * turns * 6.283) * abs(math.sin(t * 3.1416)) ** 0.5)
        for t in np.linspace(0, 1, 90)
    ]  # fmt: skip


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
    for start, end, bend in (((960, -30), east[30], 26), ((1160, 560), east[44], 34), ((700, 700), east[70], 22), ((880, 840), main[82], 40),
                             ((560, 180), north[60], 16), ((30, 330), main[46], 20), ((40, 90), main[22], 20), ((1230, 380), east[14], 24)):
        creek(p, winding(start, end, bend, 2.2), (0.6, 7), pale)
        creek(p, winding((start[0] + 60, start[1] + 70), winding(start, end, bend, 2.2)[45], 9, 2), (0.5, 2.4), pale)
    p.shine(p.glow_at(250, 60, 520, 480), "#fff0d0", 0.35)
    steps = p.mask(lambda pen: [pen.oval(905 - i * 13, 640 + math.sin(i / 3) * 5 - i * 4, 2, 1.5) for i in range(28)], 0.6)
    p.shade(steps, 0.5)
    p.shade(p.mask(lambda pen: (pen.limb((912, 642), (980, 668), 6, 3), pen.line([(912, 642), (1010, 650)], 1.6)), 1.5), 0.6)
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
    dress = Dress("#7d3f2c", "#44503f", skin="#c99b7f", hair="#274259", boots="#39432f", coat=0.36, hat="#2f4f6d", back=True)
    person(p, 460, 1290, 1010, "pole", dress, -1, dark=0.42)
    pole = p.mask(lambda pen: pen.limb((748, 90), (724, 1320), 9, 11), 0.8)
    p.lay(pole, "#a98c62")
    p.round(pole, -1, 0, 5, 1.0)
    p.grain(pole, 8, 120, 0.3)
    hand = p.mask(lambda pen: [pen.limb((702 + i % 2 * 3, 470 + i * 15), (754, 474 + i * 15), 9, 8) for i in range(4)], 0.8)
    p.lay(hand, "#7d5c48")
    p.round(hand, -0.6, -1, 5, 1)
    straps = p.mask(lambda pen: (pen.line([(410, 500), (425, 800)], 14), pen.line([(510, 500), (498, 800)], 14), pen.box(398, 760, 124, 30)), 1)
    p.lay(straps, "#2c352a")
    p.round(straps, -1, -0.4, 10, 0.5)
    p.shine(p.glow_at(90, 640, 640, 560), "#ffdf9e", 0.32)
    return p.finish(1.14, 0.5)


def players_rehearsal() -> Image.Image:
    """Actors on a bare stage, a painted barge behind, one on a crate."""
    p = Picture(*WIDE, 33)
    p.gradient((0, "#120f10"), (0.7, "#2a211d"), (1, "#1a1512"))
    cloth = p.mask(lambda pen: pen.box(150, 70, 900, 480), 2)
    p.lay(cloth, "#425a6e")
    p.lay(cloth * p.between(70, 400), "#b98f64", 0.5)
    p.grain(cloth, 160, 300, 0.16)
    p.lay(cloth * p.below(430, 3), "#34454f")
    sail = p.mask(lambda pen: (pen.poly([(560, 110), (585, 400), (860, 400), (800, 200)]), pen.poly([(545, 120), (545, 400), (380, 400)])), 1)
    p.lay(sail, "#8c3f28")
    p.grain(sail, 60, 60, 0.22)
    hull = p.mask(lambda pen: pen.poly([(290, 418), (900, 408), (860, 500), (350, 506)]), 1)
    p.lay(hull, "#1f1a18")
    p.lay(p.mask(lambda pen: (pen.line([(552, 90), (552, 420)], 7), pen.line([(300, 424), (896, 414)], 7))), "#6d5335")
    floor = p.below(548, 3)
    p.lay(floor, "#5d4530")
    p.shade(p.mask(lambda pen: [pen.line([(600 + (x - 600) * 0.42, 548), (x, 800)], 1.6) for x in range(-700, 1900, 74)], 0.6), 0.5)
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
    for x, y, h, pose, flip, top in ((420, 735, 300, "hold", False, "#49606b"), (520, 715, 280, "stand", False, "#a3834a"), (890, 735, 300, "hold", True, "#4f4a63"),
                                     (300, 760, 310, "walk", False, "#6f7466"), (1000, 770, 315, "stand", True, "#37424b")):
        p.shade(p.mask(lambda pen, x=x, y=y: pen.oval(x + 20, y, 76, 10), 5), 0.5)
        person(p, x, y, h, pose, Dress(top, "#24262b", long_hair=x in (420, 1000), hair="#54351f"), -1, flip, dark=0.12)
    for x, y in ((428, 555), (884, 556)):
        p.lay(p.mask(lambda pen, x=x, y=y: pen.poly([(x - 24, y), (x + 24, y - 6), (x + 26, y + 26), (x - 22, y + 32)]), 0.6), "#e9e2d0")
    return p.finish(1.18, 0.65)


def ness_loaf() -> Image.Image:
    """A round dark barley loaf with a cross of flour, one slice cut."""
    p = Picture(*SQUARE, 34)
    p.gradient((0, "#3a3531"), (0.35, "#544a41"), (1, "#6a5a48"))
    p.bokeh(9, (0, 0, 1000, 240), (26, 60), ["#e8c890", "#b9c4c8"], 0.22)
    board = p.mask(lambda pen: pen.poly([(60, 420), (940, 380), (1000, 930), (0, 960)]), 2)
    p.shade(p.mask(lambda pen: pen.poly([(50, 440), (960, 400), (1000, 1000), (0, 1000)]), 24), 0.5)
    p.lay(board, "#a67c4e")
    p.grain(board, 460, 9, 0.35, 5)
    p.grain(board, 900, 40, 0.25)
    x, y, rx, ry = 470, 500, 330, 250
    p.shade(p.mask(lambda pen: pen.oval(x + 40, y + 120, rx * 1.06, ry * 0.75), 30), 0.65)
    loaf = p.mask(lambda pen: (pen.oval(x, y, rx, ry), pen.oval(x, y + 60, rx * 0.98, ry * 0.9)), 1.5)
    p.lay(loaf, "#6a3f20")
    field = p.noise(90, 60, 6)
    p.lay(loaf * np.clip((field - 0.5) * 3, 0, 1), "#8e5a2c", 0.7)
    p.round(loaf, -0.5, -1, 90, 0.62)
    p.grain(loaf, 10, 8, 0.35, 4)
    cross = p.mask(lambda pen: (pen.limb((x - 220, y - 110), (x + 170, y + 60), 24, 30), pen.limb((x + 140, y - 180), (x - 120, y + 110), 30, 24)), 15)
    flour = np.clip(cross * (p.noise(16, 12, 4) * 2.2 - 0.15), 0, 1)
    p.lay(flour * loaf, "#f0e7d6", 0.9)
    for k in (-1, 1):
        cut = p.mask(lambda pen, k=k: pen.line([(x - 200, y - 100 + k * 44), (x + 190, y + 76 + k * 40)], 5), 2)
        p.shade(cut * loaf, 0.3)
    face = p.mask(lambda pen: (pen.poly([(690, 350), (812, 420), (826, 660), (700, 742)])), 4)
    p.lay(face, "#b98e5c")
    p.grain(face, 11, 9, 0.5, 3)
    p.shade(p.mask(lambda pen: pen.line([(690, 350), (814, 420), (828, 660), (700, 745)], 12), 2), 0.55)
    sl = p.mask(lambda pen: pen.oval(760, 845, 205, 92), 1.5)
    p.shade(p.mask(lambda pen: pen.oval(780, 872, 220, 94), 14), 0.5)
    p.lay(sl, "#5e3a1e")
    crumb = p.mask(lambda pen: pen.oval(758, 838, 186, 78), 3)
    p.lay(crumb, "#bf9563")
    holes = np.clip((p.noise(14, 9, 3) - 0.66) * 6, 0, 1)
    p.shade(crumb * holes, 0.5)
    p.grain(crumb, 6, 5, 0.25)
    dust = np.clip((p.noise(5, 5, 2) - 0.74) * 6, 0, 1) * np.exp(-(((p.x - 420) / 380) ** 2) - ((p.y - 800) / 120) ** 2)
    p.lay(dust, "#f3ecdf", 0.8)
    p.shine(p.glow_at(180, 200, 520, 460), "#ffe9c6", 0.28)
    return p.finish(1.16, 0.55)


def garlic_bed() -> Image.Image:
    """A raised bed with rows of garlic shoots, string, a spade, a castle wall."""
    p = Picture(*WIDE, 35)
    dusk_sky(p, "#8ea6b8", "#dcdccf", 200, 0.5, "#97a3ab", "#f2efe3")
    wall = p.mask(lambda pen: [pen.box(0, 120, 1200, 260)] + [pen.box(x, 84, 54, 40) for x in range(20, 1200, 108)], 1)
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
        p.lay(p.mask(lambda pen, top=top, foot=foot: pen.line([(top, 446), (foot, 800)], 1.4)), "#e8e0cc", 0.7)
        for j in range(13):
            u = (j / 13) ** 1.6
            x, y, s = top + (foot - top) * u, 452 + 346 * u, 14 + 62 * u
            p.shade(p.mask(lambda pen, x=x, y=y, s=s: pen.oval(x + s * 0.3, y, s * 0.4, s * 0.09), 2), 0.4)
            def shoot(pen: Pen, x: float = x, y: float = y, s: float = s, j: int = j) -> None:
                for lean in (-0.34, -0.1, 0.14, 0.4):
                    k = lean + 0.1 * math.sin(j * 3 + x)
                    pen.limb((x, y), (x + k * s * 0.6, y - s * 0.6), s * 0.05, s * 0.042)
                    pen.limb((x + k * s * 0.6, y - s * 0.6), (x + k * s * 1.3, y - s * (1.0 - abs(k) * 0.4)), s * 0.042, s * 0.012)
            mask = p.mask(shoot, 0.4)
            p.lay(mask, mix("#5d8a3f", "#8fb45c", (j * 7 + i * 3) % 5 / 5))
            p.round(mask, -1, -0.5, 3, 0.7)
    spade = p.mask(lambda pen: (pen.limb((985, 180), (940, 520), 8, 8), pen.limb((962, 176), (1010, 184), 7, 7)), 0.7)
    p.lay(spade, "#a37b48")
    p.round(spade, -1, 0, 5, 1)
    blade = p.mask(lambda pen: pen.poly([(898, 500), (980, 512), (962, 620), (902, 612)]), 1)
    p.lay(blade, "#6e7679")
    p.round(blade, -1, -0.5, 16, 0.8)
    p.lay(p.mask(lambda pen: pen.poly([(890, 596), (985, 606), (1000, 650), (880, 640)]), 6), "#33261b", 0.95)
    p.shine(p.glow_at(180, 300, 720, 460), "#fff0c8", 0.22)
    return p.finish(1.14, 0.45)


def lightship_bell() -> Image.Image:
    """A large bronze bell hanging from a trestle in a garage."""
    p = Picture(*TALL, 36)
    p.gradient((0, "#2e2c2a"), (0.7, "#4b4640"), (1, "#37332e"))
    wall = p.mask(lambda pen: pen.box(0, 0, 900, 1010))
    bricks(p, wall, 26, 0.16)
    p.lay(wall, "#57534c", 0.5)
    p.lay(p.mask(lambda pen: (pen.box(40, 250, 250, 12), pen.box(610, 210, 260, 12), pen.box(610, 360, 260, 12)), 1), "#2a221a")
    for i in range(9):
        x, y = (630 + i % 5 * 50, 210 if i < 5 else 360)
        p.lay(p.mask(lambda pen, x=x, y=y, i=i: pen.box(x, y - 40 - i % 3 * 16, 34, 40 + i % 3 * 16), 1), ("#7a3a2c", "#3d5a4a", "#8c8a80", "#2f4256")[i % 4])
    p.lay(p.mask(lambda pen: (pen.line([(90, 260), (90, 560)], 6), pen.box(66, 540, 50, 80), pen.line([(180, 262), (230, 470)], 7), pen.oval(150, 330, 34, 34))), "#4b3b2a")
    p.blurred(p.below(0), 4.5)
    p.lay(p.below(1010, 6), "#5b554d")
    p.grain(p.below(1010, 6), 70, 16, 0.3, 6)
    p.shine(p.glow_at(40, 120, 720, 620), "#f3e8cf", 0.35)
    for a, b in (((240, 330), (120, 1220)), ((320, 330), (390, 1160)), ((600, 330), (540, 1160)), ((680, 330), (800, 1220))):
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
        half = [(0, 0), (70, 4), (118, 40), (138, 110), (150, 220), (172, 330), (214, 420), (250, 466), (256, 500), (0, 516)]
        pen.poly([(x + a, top + b) for a, b in half] + [(x - a, top + b) for a, b in reversed(half)])

    mask = p.mask(bell, 1.4)
    p.shade(p.mask(lambda pen: pen.oval(x + 20, 1190, 270, 46), 26), 0.55)
    p.lay(mask, "#8f6c35")
    half = 120 + np.clip(p.y - top, 0, 510) * 0.26
    across = (p.x - x) / half
    tone = 0.35 + 1.1 * np.exp(-(((across + 0.5) / 0.22) ** 2)) + 0.45 * np.exp(-(((across - 0.1) / 0.5) ** 2)) + 0.3 * np.exp(-(((across - 0.85) / 0.12) ** 2))
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
    for start, end, bend, widths in (((1200, 420), (520, 400), 14, (4, 2)), ((1200, 560), (600, 480), 34, (14, 5)), ((1180, 800), (760, 600), 46, (22, 8)), ((960, 480), (820, 380), 14, (4, 2))):
        creek(p, winding(start, end, bend, 2), widths, "#f0d9ae")
    line = [(440, 372, 4), (350, 392, 12), (300, 430, 26), (320, 490, 54), (380, 580, 104), (430, 700, 176), (440, 860, 270), (440, 1100, 360)]
    wall = p.mask(lambda pen: [pen.limb(a[:2], b[:2], a[2], b[2]) for a, b in zip(line, line[1:], strict=False)], 3)
    grass_tone = p.noise(10, 8, 4)[..., None]
    p.lay(wall, rgb("#4c5a30") * (1 - grass_tone) + rgb("#a0a05a") * grass_tone)
    p.round(wall, 1, -0.3, 34, 0.4)
    path = p.mask(lambda pen: [pen.limb((a[0], a[1] - a[2] * 0.35), (b[0], b[1] - b[2] * 0.35), a[2] * 0.22, b[2] * 0.22) for a, b in zip(line, line[1:], strict=False)], 4)
    p.lay(path, "#c2ab7d", 0.8)
    p.grain(path, 14, 6, 0.3)
    for x, y, h, flip, top in ((352, 480, 92, False, "#7c3a30"), (386, 488, 98, True, "#2f4b5e")):
        p.shade(p.mask(lambda pen, x=x, y=y, h=h: pen.poly([(x - 6, y), (x + 6, y), (x - h * 0.9, y + h * 0.34), (x - h * 1.05, y + h * 0.3)]), 2.5), 0.5)
        person(p, x, y, h, "walk", Dress(top, "#24262a", coat=0.4, hat="#b9a05c" if flip else None), 1, flip, dark=0.3)
    birds(p, [(640, 200, 22), (690, 180, 18), (600, 230, 16), (1010, 150, 20)], "#4a4540")
    p.fog(p.between(320, 372) * (1 - p.between(372, 470)), "#fbe2b2", 0.4)
    return p.finish(1.1, 0.45, tint="#fff7ea")


def chowder() -> Image.Image:
    """A bowl of cockle and leek chowder from above, spoon and bread."""
    p = Picture(*SQUARE, 38)
    p.gradient((0, "#6b5a48"), (1, "#4c3e31"))
    p.grain(p.below(0), 900, 12, 0.3, 5)
    p.shade(p.mask(lambda pen: [pen.line([(0, y), (1000, y + 12)], 3) for y in range(90, 1000, 190)], 1), 0.5)
    napkin = p.mask(lambda pen: pen.poly([(520, -20), (1020, 120), (1020, 620), (760, 560)]), 2)
    p.shade(np.roll(napkin, (12, -8), (0, 1)), 0.3)
    p.lay(napkin, "#b9c2c4")
    stripes = (np.mod(p.x + p.y * 0.35, 60) < 9) * napkin
    p.lay(stripes, "#3f6682", 0.8)
    p.grain(napkin, 160, 120, 0.2)
    x, y, r = 470, 540, 360
    p.shade(p.mask(lambda pen: pen.oval(x + 30, y + 40, r * 1.04), 34), 0.65)
    p.lay(p.mask(lambda pen: pen.oval(x, y, r), 1.5), "#e6e1d6")
    rim = p.mask(lambda pen: pen.oval(x, y, r), 1.5)
    p.round(rim, -0.6, -0.8, 26, 0.7)
    p.lay(p.mask(lambda pen: pen.ring(x, y, r - 8, r - 8, 6), 1), "#3d5f7c")
    p.shade(p.mask(lambda pen: pen.oval(x, y, r - 56), 6), 0.35)
    soup = p.mask(lambda pen: pen.oval(x, y, r - 66), 2)
    p.lay(soup, "#eadbb4")
    p.grain(soup, 90, 90, 0.12, 5)
    p.lay(soup * np.clip((p.noise(60, 60, 4) - 0.6) * 4, 0, 1), "#d9b468", 0.5)

    def spot(reach: float = 250) -> tuple[float, float]:
        a, d = p.random.random() * 6.283, math.sqrt(p.random.random()) * reach
        return x + math.cos(a) * d, y + math.sin(a) * d

    for _ in range(26):
        cx, cy = spot()
        cube = p.mask(lambda pen, cx=cx, cy=cy: pen.limb((cx - 12, cy - 6), (cx + 12, cy + 6), 20, 18), 2)
        p.shade(np.roll(cube, (6, 5), (0, 1)), 0.25)
        p.lay(cube, "#f2e4b6")
        p.round(cube, -0.6, -1, 10, 0.7)
    for _ in range(30):
        cx, cy = spot()
        a = p.random.random() * 3
        shell = p.mask(lambda pen, cx=cx, cy=cy, a=a: (pen.oval(cx, cy, 27, 22), pen.oval(cx + 12 * math.cos(a), cy + 9 * math.sin(a), 20, 17)), 1.4)
        p.shade(np.roll(shell, (6, 5), (0, 1)), 0.4)
        p.lay(shell, ("#d9a35c", "#c98848", "#e6c48c")[_ % 3])
        p.round(shell, -0.6, -1, 10, 1.0)
    for _ in range(34):
        cx, cy = spot(275)
        ring = p.mask(lambda pen, cx=cx, cy=cy: pen.ring(cx, cy, 19, 16, 6), 0.8)
        p.lay(ring, "#7fa052", 0.9)
        p.shine(ring, "#d8e8a8", 0.15)
    herbs = p.mask(lambda pen: [pen.oval(*spot(270), 4, 3) for _ in range(120)], 0.5)
    p.lay(herbs, "#42682f", 0.9)
    p.shine(p.glow_at(x - 130, y - 150, 150, 90) * soup, "#ffffff", 0.35)
    bread = p.mask(lambda pen: (pen.limb((790, 150), (900, 270), 96, 104),), 2)
    p.shade(np.roll(bread, (18, -8), (0, 1)), 0.4)
    p.lay(bread, "#7b4a24")
    crumb = p.mask(lambda pen: pen.limb((790, 150), (900, 270), 80, 88), 3)
    p.lay(crumb, "#caa06a")
    p.shade(crumb * np.clip((p.noise(18, 18, 3) - 0.62) * 5, 0, 1), 0.5)
    spoon = p.mask(lambda pen: (pen.limb((905, 940), (800, 700), 12, 8), pen.oval(780, 650, 40, 58)), 1)
    p.shade(np.roll(spoon, (10, -8), (0, 1)), 0.45)
    p.lay(spoon, "#a9adb0")
    p.round(spoon, -1, -0.5, 12, 1.2)
    p.shine(p.glow_at(150, 120, 620, 560), "#fff3d8", 0.22)
    return p.finish(1.16, 0.5)


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
            pen.poly([(x - s * 0.14, y), (x + s * 0.14, y), (x - s * 0.1, y - s * 0.5 * beat - s * 0.06), (x - s * 0.3, y - s * 0.46 * beat)])
            pen.poly([(x - s * 0.1, y), (x + s * 0.1, y), (x + s * 0.02, y - s * 0.36 * beat + s * 0.05), (x - s * 0.16, y - s * 0.4 * beat)])

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
        house = p.mask(lambda pen: (pen.box(width * 0.6, level - height * 0.1, width * 0.2, height * 0.1),
                                    pen.poly([(width * 0.58, level - height * 0.1), (width * 0.63, level - height * 0.17), (width * 0.77, level - height * 0.17), (width * 0.82, level - height * 0.1)])), 0.6)
        p.lay(house, "#1b1d29")
        for i in range(4):
            x = width * (0.625 + i * 0.045)
            p.lay(p.mask(lambda pen, x=x: pen.box(x, level - height * 0.075, width * 0.018, height * 0.035)), "#ffcf7a")
            p.shine(p.glow_at(x, level - height * 0.06, width * 0.06), "#ffb85e", 0.4)
        p.water(level, "#2a3550", 8, 0.7)
        boat(p, width * 0.27, level + height * 0.06, width * 0.2, "#10131c", height * 0.3)
    else:
        dusk_sky(p, "#2d5f8f", "#cfe0e6", level, 0.45, "#86a2b6", "#f4f6f2")
        p.ridge(level, height * 0.05, "#5f7f86", width / 4)
        p.water(level, "#2b5673", 10, 0.4)
        for x, s, lean in ((0.66, 0.42, 0.05), (0.3, 0.28, 0.04), (0.47, 0.16, 0.02)):
            cx, base, h = width * x, level + height * s * 0.2, height * s
            sails = p.mask(lambda pen, cx=cx, base=base, h=h, lean=lean: (
                pen.poly([(cx + h * lean, base - h), (cx + h * 0.03, base - h * 0.1), (cx + h * 0.42, base - h * 0.12)]),
                pen.poly([(cx - h * 0.01 + h * lean, base - h * 0.86), (cx - h * 0.02, base - h * 0.1), (cx - h * 0.26, base - h * 0.1)])), 0.8)
            p.lay(sails, "#f6f3ea")
            p.round(sails, 0.8, -0.3, h * 0.06, 0.7)
            hull = p.mask(lambda pen, cx=cx, base=base, h=h: pen.poly([(cx - h * 0.34, base - h * 0.08), (cx + h * 0.44, base - h * 0.1), (cx + h * 0.34, base), (cx - h * 0.26, base)]), 0.8)
            p.lay(hull, "#a8322a" if x > 0.6 else "#20344a")
            p.round(hull, -0.5, -1, h * 0.03, 0.7)
    p.shade(1 - p.between(0, height * 0.5), 0.45)
    p.shade(p.between(height * 0.62, height), 0.6)
    return p.finish(1.06, 0.3, 0.014)


PICTURES = {
    "mud-chart": mud_chart, "edie-marrow": edie_marrow, "players-rehearsal": players_rehearsal,
    "ness-loaf": ness_loaf, "garlic-bed": garlic_bed, "lightship-bell": lightship_bell,
    "sea-wall-walk": sea_wall_walk, "chowder": chowder, "brent-geese": brent_geese,
}  # fmt: skip
