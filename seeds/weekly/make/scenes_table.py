"""Pictures of food: bread, soup, oysters."""

from __future__ import annotations

import math

import numpy as np
from canvas import Pen, Picture, mix, rgb
from PIL import Image

WIDE, SQUARE, TALL = (1200, 800), (1000, 1000), (900, 1350)


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
    loaf = p.mask(
        lambda pen: (pen.oval(x, y, rx, ry), pen.oval(x, y + 60, rx * 0.98, ry * 0.9)), 1.5
    )
    p.lay(loaf, "#6a3f20")
    field = p.noise(90, 60, 6)
    p.lay(loaf * np.clip((field - 0.5) * 3, 0, 1), "#8e5a2c", 0.7)
    p.round(loaf, -0.5, -1, 90, 0.62)
    p.grain(loaf, 10, 8, 0.35, 4)
    cross = p.mask(
        lambda pen: (
            pen.limb((x - 220, y - 110), (x + 170, y + 60), 24, 30),
            pen.limb((x + 140, y - 180), (x - 120, y + 110), 30, 24),
        ),
        15,
    )
    flour = np.clip(cross * (p.noise(16, 12, 4) * 2.2 - 0.15), 0, 1)
    p.lay(flour * loaf, "#f0e7d6", 0.9)
    for k in (-1, 1):
        cut = p.mask(
            lambda pen, k=k: pen.line([(x - 200, y - 100 + k * 44), (x + 190, y + 76 + k * 40)], 5),
            2,
        )
        p.shade(cut * loaf, 0.3)
    face = p.mask(lambda pen: pen.poly([(690, 350), (812, 420), (826, 660), (700, 742)]), 4)
    p.lay(face, "#b98e5c")
    p.grain(face, 11, 9, 0.5, 3)
    p.shade(
        p.mask(lambda pen: pen.line([(690, 350), (814, 420), (828, 660), (700, 745)], 12), 2), 0.55
    )
    sl = p.mask(lambda pen: pen.oval(760, 845, 205, 92), 1.5)
    p.shade(p.mask(lambda pen: pen.oval(780, 872, 220, 94), 14), 0.5)
    p.lay(sl, "#5e3a1e")
    crumb = p.mask(lambda pen: pen.oval(758, 838, 186, 78), 3)
    p.lay(crumb, "#bf9563")
    holes = np.clip((p.noise(14, 9, 3) - 0.66) * 6, 0, 1)
    p.shade(crumb * holes, 0.5)
    p.grain(crumb, 6, 5, 0.25)
    dust = np.clip((p.noise(5, 5, 2) - 0.74) * 6, 0, 1) * np.exp(
        -(((p.x - 420) / 380) ** 2) - ((p.y - 800) / 120) ** 2
    )
    p.lay(dust, "#f3ecdf", 0.8)
    p.shine(p.glow_at(180, 200, 520, 460), "#ffe9c6", 0.28)
    return p.finish(1.16, 0.55)


def chowder() -> Image.Image:
    """A bowl of cockle and leek chowder from above, spoon and bread."""
    p = Picture(*SQUARE, 38)
    p.gradient((0, "#6b5a48"), (1, "#4c3e31"))
    p.grain(p.below(0), 900, 12, 0.3, 5)
    p.shade(
        p.mask(
            lambda pen: [pen.line([(0, y), (1000, y + 12)], 3) for y in range(90, 1000, 190)], 1
        ),
        0.5,
    )
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
        cube = p.mask(
            lambda pen, cx=cx, cy=cy: pen.limb((cx - 12, cy - 6), (cx + 12, cy + 6), 20, 18), 2
        )
        p.shade(np.roll(cube, (6, 5), (0, 1)), 0.25)
        p.lay(cube, "#f2e4b6")
        p.round(cube, -0.6, -1, 10, 0.7)
    for _ in range(30):
        cx, cy = spot()
        a = p.random.random() * 3
        shell = p.mask(
            lambda pen, cx=cx, cy=cy, a=a: (
                pen.oval(cx, cy, 27, 22),
                pen.oval(cx + 12 * math.cos(a), cy + 9 * math.sin(a), 20, 17),
            ),
            1.4,
        )
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
    spoon = p.mask(
        lambda pen: (pen.limb((905, 940), (800, 700), 12, 8), pen.oval(780, 650, 40, 58)), 1
    )
    p.shade(np.roll(spoon, (10, -8), (0, 1)), 0.45)
    p.lay(spoon, "#a9adb0")
    p.round(spoon, -1, -0.5, 12, 1.2)
    p.shine(p.glow_at(150, 120, 620, 560), "#fff3d8", 0.22)
    return p.finish(1.16, 0.5)


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
        shape = [
            (
                x
                + r
                * math.cos(t + a)
                * (1.15 + 0.16 * math.sin(t * 3 + x))
                * (0.72 if math.cos(t) < 0 else 1.05),
                y + r * 0.74 * math.sin(t + a) * (1 + 0.1 * math.sin(t * 5 + y)),
            )
            for t in np.linspace(0, 6.28, 30)
        ]
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
        d = np.hypot(
            p.x[sl] - x - math.cos(a) * r * 0.5, (p.y[sl] - y - math.sin(a) * r * 0.4) * 1.25
        )
        rings = (
            0.74
            + 0.1 * np.sin(d * 0.34 + 3 * np.sin(p.x[sl] * 0.05 + x) + 2 * np.sin(p.y[sl] * 0.06))
            + 0.1 * np.sin(d * 0.13 + y)
            + 0.3 * np.exp(-(((p.x[sl] - x + 20) / 30) ** 2) - ((p.y[sl] - y + 22) / 22) ** 2)
        )
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


PICTURES = {"ness-loaf": ness_loaf, "chowder": chowder, "oysters": oysters}
