"""People in pictures: joints, limbs and clothes, lit from one side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from canvas import Pen, Picture, rgb, soften

# Joints of a body one unit high, feet at (0, 0), x to the right and y up.
STAND = {
    "head": (0.0, 0.925), "neck": (0.0, 0.845),
    "sl": (-0.085, 0.8), "sr": (0.085, 0.8), "el": (-0.115, 0.64), "er": (0.115, 0.64),
    "hl": (-0.105, 0.48), "hr": (0.105, 0.48), "pl": (-0.055, 0.5), "pr": (0.055, 0.5),
    "kl": (-0.062, 0.27), "kr": (0.062, 0.27), "fl": (-0.07, 0.02), "fr": (0.07, 0.02),
}  # fmt: skip
POSES: dict[str, dict[str, tuple[float, float]]] = {
    "stand": {},
    "walk": {
        "kl": (0.07, 0.28), "fl": (0.13, 0.03), "kr": (-0.04, 0.27), "fr": (-0.17, 0.06),
        "el": (-0.17, 0.65), "hl": (-0.1, 0.5), "er": (0.13, 0.63), "hr": (0.2, 0.5),
    },
    "wade": {"el": (-0.2, 0.68), "hl": (-0.23, 0.56), "er": (0.21, 0.69), "hr": (0.2, 0.58)},
    "pole": {"er": (0.2, 0.68), "hr": (0.27, 0.8), "el": (-0.13, 0.62), "hl": (-0.06, 0.5)},
    "arms": {"el": (-0.24, 0.88), "hl": (-0.27, 1.06), "er": (0.24, 0.9), "hr": (0.25, 1.07)},
    "raise": {"er": (0.2, 0.92), "hr": (0.22, 1.12), "el": (-0.17, 0.62), "hl": (-0.07, 0.55)},
    "run": {
        "head": (0.1, 0.92), "neck": (0.07, 0.84), "sl": (-0.02, 0.8), "sr": (0.15, 0.78),
        "kl": (0.17, 0.38), "fl": (0.1, 0.16), "kr": (-0.08, 0.27), "fr": (-0.27, 0.17),
        "el": (-0.14, 0.68), "hl": (-0.06, 0.55), "er": (0.22, 0.64), "hr": (0.31, 0.73),
    },
    "header": {
        "head": (0.12, 0.94), "neck": (0.06, 0.86), "sl": (-0.07, 0.83), "sr": (0.14, 0.8),
        "el": (-0.22, 0.86), "hl": (-0.3, 0.98), "er": (0.26, 0.72), "hr": (0.34, 0.82),
        "kl": (-0.1, 0.3), "fl": (-0.26, 0.16), "kr": (0.02, 0.26), "fr": (-0.12, 0.04),
    },
    "crouch": {
        "head": (0.24, 0.66), "neck": (0.16, 0.63), "sl": (0.04, 0.62), "sr": (0.18, 0.56),
        "pl": (-0.16, 0.46), "pr": (-0.08, 0.42), "el": (0.16, 0.42), "hl": (0.3, 0.48),
        "er": (0.26, 0.44), "hr": (0.36, 0.5), "kl": (0.02, 0.28), "kr": (-0.08, 0.25),
        "fl": (-0.16, 0.04), "fr": (-0.3, 0.05),
    },
    "hold": {"el": (-0.19, 0.68), "hl": (-0.08, 0.6), "er": (0.19, 0.68), "hr": (0.08, 0.6)},
    "banner": {"el": (-0.15, 0.7), "hl": (-0.06, 0.78), "er": (0.15, 0.7), "hr": (0.06, 0.78)},
}


@dataclass
class Dress:
    """What somebody wears. `coat` is how far down it reaches, in parts of the body's height."""

    top: Any = "#3c4652"
    legs: Any = "#2b2f36"
    skin: Any = "#c79a7c"
    hair: Any = "#2a211c"
    boots: Any = "#1b1b1d"
    coat: float = 0.48
    hat: Any = None
    bare: bool = False  # legs below the knee
    sleeves: bool = True
    long_hair: bool = False
    back: bool = False  # seen from behind: hair for a face


def person(
    p: Picture, x: float, foot: float, height: float, pose: str, dress: Dress, light: float = 1,
    flip: bool = False, blur: float = 0, haze: tuple[Any, float] | None = None, dark: float = 0,
) -> None:  # fmt: skip
    """Paint somebody, feet at (x, foot); `light` 1 comes from the right, -1 from the left."""
    joints = STAND | POSES[pose]
    side = -1 if flip else 1
    size = int(height * 1.5) + 8
    cx, base = size / 2, size - height * 0.15

    def at(name: str, dx: float = 0, dy: float = 0) -> tuple[float, float]:
        jx, jy = joints[name]
        return cx + side * (jx + dx) * height, base - (jy + dy) * height

    body = np.zeros((size, size, 3), np.float32)
    cover = np.zeros((size, size), np.float32)

    def part(colour: Any, draw: Any) -> None:
        nonlocal body, cover
        pen = Pen(size, size)
        draw(pen)
        mask = pen.array(0.4)
        radius = max(1.0, height * 0.03)
        wide = soften(mask, radius)
        shift = max(1, round(radius))
        lit = np.roll(wide, int(shift * light), 1) - np.roll(wide, -int(shift * light), 1)
        lit += 0.5 * (np.roll(wide, shift, 0) - np.roll(wide, -shift, 0))
        tone = np.clip(0.82 + lit * 0.75, 0.25, 1.5)[..., None] * rgb(colour)
        body = body * (1 - mask[..., None]) + np.clip(tone, 0, 1) * mask[..., None]
        cover = np.maximum(cover, mask)

    h = height

    def leg(which: str) -> Any:
        def draw(pen: Pen) -> None:
            pen.limb(at("p" + which), at("k" + which), h * 0.062, h * 0.045)
            pen.limb(at("k" + which), at("f" + which), h * 0.045, h * 0.032)
        return draw

    def shin(which: str) -> Any:
        return lambda pen: pen.limb(at("k" + which, 0, -0.02), at("f" + which), h * 0.04, h * 0.03)

    def boot(which: str) -> Any:
        def draw(pen: Pen) -> None:
            pen.limb(at("f" + which, 0, 0.03), at("f" + which, 0, 0.0), h * 0.035, h * 0.03)
            pen.limb(at("f" + which, 0, 0.0), at("f" + which, 0.05, -0.005), h * 0.028, h * 0.02)
        return draw

    def arm(which: str) -> Any:
        def draw(pen: Pen) -> None:
            pen.limb(at("s" + which), at("e" + which), h * 0.04, h * 0.032)
            pen.limb(at("e" + which), at("h" + which), h * 0.032, h * 0.022)
        return draw

    def forearm(which: str) -> Any:
        return lambda pen: pen.limb(at("e" + which), at("h" + which), h * 0.034, h * 0.025)

    def torso(pen: Pen) -> None:
        down = (0.5 - dress.coat) * 1.0
        pen.poly([at("sl", -0.02, 0.02), at("neck", -0.035, 0.0), at("neck", 0.035, 0.0),
                  at("sr", 0.02, 0.02), at("pr", 0.045, -down - 0.02), at("pl", -0.045, -down - 0.02)])
        pen.limb(at("sl"), at("sr"), h * 0.038, h * 0.038)
        pen.limb(at("pl", 0, -down * 0.4), at("pr", 0, -down * 0.4), h * 0.048, h * 0.048)

    for which in "rl":
        part(dress.legs, leg(which))
        if dress.bare:
            part(dress.skin, shin(which))
        part(dress.boots, boot(which))
    part(dress.top, arm("l"))
    if not dress.sleeves:
        part(dress.skin, forearm("l"))
    part(dress.top, torso)
    part(dress.skin, lambda pen: pen.limb(at("neck", 0, -0.01), at("head"), h * 0.03, h * 0.032))
    if dress.long_hair:
        part(dress.hair, lambda pen: pen.limb(at("head", -0.012, 0.0), at("neck", -0.04, -0.02), h * 0.05, h * 0.03))
    head = dress.hair if dress.back else dress.skin
    part(head, lambda pen: pen.oval(*at("head"), h * 0.044, h * 0.062))
    hair = dress.hat or dress.hair

    def crown(pen: Pen) -> None:
        x0, y0 = at("head", -0.006, 0.026)
        pen.oval(x0, y0, h * 0.048, h * 0.044)
        if dress.hat:
            pen.limb(at("head", -0.05, 0.028), at("head", 0.05, 0.028), h * 0.014, h * 0.014)

    part(hair, crown)
    if not dress.back:
        part(dress.skin, lambda pen: pen.oval(*at("head", 0.012, -0.018), h * 0.036, h * 0.042))
    if not dress.back and h >= 240:
        pen = Pen(size, size)
        for eye in (-0.004, 0.028):
            pen.oval(*at("head", eye, -0.012), h * 0.006, h * 0.0045)
        pen.limb(at("head", 0.003, -0.044), at("head", 0.024, -0.044), h * 0.0025, h * 0.0025)
        pen.limb(at("head", 0.014, -0.016), at("head", 0.017, -0.03), h * 0.002, h * 0.004)
        body *= 1 - (pen.array(max(0.6, h * 0.003)) * 0.62)[..., None]
    part(dress.top, arm("r"))
    if not dress.sleeves:
        part(dress.skin, forearm("r"))
    for hand in ("hl", "hr"):
        part(dress.skin, lambda pen, hand=hand: pen.oval(*at(hand), h * 0.022, h * 0.028))
    body *= 1 - dark
    if haze:
        body = body * (1 - haze[1]) + rgb(haze[0]) * haze[1]
    if blur:
        keep = np.clip(cover, 0.02, 1)[..., None]
        body = soften(body * cover[..., None], blur) / np.clip(soften(cover, blur), 0.02, 1)[..., None]
        body = np.where(keep > 0, body, 0)
        cover = soften(cover, blur)
    stamp(p, body, cover, round(x - cx), round(foot - base))


def stamp(p: Picture, body: Any, cover: Any, left: int, top: int) -> None:
    """Paint a small picture into a large one, what falls outside left out."""
    h, w = cover.shape
    x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + w, p.width), min(top + h, p.height)
    if x0 >= x1 or y0 >= y1:
        return
    a = cover[y0 - top : y1 - top, x0 - left : x1 - left][..., None]
    b = body[y0 - top : y1 - top, x0 - left : x1 - left]
    p.light[y0:y1, x0:x1] = p.light[y0:y1, x0:x1] * (1 - a) + b * a


def crowd(
    p: Picture, top: float, foot: float, size: float, colours: list[Any], blur: float, dark: float = 0.3
) -> None:  # fmt: skip
    """Rows of people, out of focus."""
    rows = max(1, int((foot - top) / (size * 0.62)))
    for row in range(rows):
        y = top + (row + 0.5) * (foot - top) / rows
        x = -size * self_random(p)
        while x < p.width + size:
            r = size * (0.24 + 0.05 * p.random.random())
            colour = rgb(colours[int(p.random.random() * len(colours))]) * (1 - dark * p.random.random())
            skin = rgb("#c39a80") * (0.55 + 0.4 * p.random.random()) * (1 - dark * 0.5)
            box = int(size * 2) + 4
            pen, head = Pen(box, box), Pen(box, box)
            pen.limb((box / 2 - r * 1.1, box * 0.62), (box / 2 + r * 1.1, box * 0.62), r * 0.9, r * 0.9)
            pen.box(box / 2 - r * 1.9, box * 0.62, r * 3.8, box * 0.36)
            head.oval(box / 2, box * 0.34, r * 0.72, r * 0.95)
            shoulders, face = pen.array(0.5), head.array(0.5)
            body = np.ones((box, box, 3), np.float32) * colour
            body = body * (1 - face[..., None]) + skin * face[..., None]
            cap = np.clip((0.34 * box - r * 0.25 - np.arange(box)) / 2, 0, 1)[:, None] * face
            body = body * (1 - cap[..., None]) + rgb("#2b2320") * cap[..., None]
            jump = (p.random.random() - 0.5) * size * 0.22
            stamp(p, body, np.maximum(shoulders, face), round(x - box / 2), round(y + jump - box / 2))
            x += size * (0.62 + 0.3 * p.random.random())
    if blur:
        p.blurred(np.clip((p.y - top + size) / 8, 0, 1) * np.clip((foot + size * 0.6 - p.y) / 8, 0, 1), blur)


def self_random(p: Picture) -> float:
    """A number from 0 to 1."""
    return float(p.random.random())
