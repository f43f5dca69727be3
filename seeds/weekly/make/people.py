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
        "kl": (0.07, 0.28),
        "fl": (0.13, 0.03),
        "kr": (-0.04, 0.27),
        "fr": (-0.17, 0.06),
        "el": (-0.17, 0.65),
        "hl": (-0.1, 0.5),
        "er": (0.13, 0.63),
        "hr": (0.2, 0.5),
    },
    "wade": {"el": (-0.2, 0.68), "hl": (-0.23, 0.56), "er": (0.21, 0.69), "hr": (0.2, 0.58)},
    "pole": {"er": (0.2, 0.68), "hr": (0.27, 0.8), "el": (-0.13, 0.62), "hl": (-0.06, 0.5)},
    "reach": {"er": (0.19, 0.68), "hr": (0.27, 0.8)},
    "arms": {"el": (-0.24, 0.88), "hl": (-0.27, 1.06), "er": (0.24, 0.9), "hr": (0.25, 1.07)},
    "raise": {"er": (0.2, 0.92), "hr": (0.22, 1.12), "el": (-0.17, 0.62), "hl": (-0.07, 0.55)},
    "run": {
        "head": (0.1, 0.92),
        "neck": (0.07, 0.84),
        "sl": (-0.02, 0.8),
        "sr": (0.15, 0.78),
        "kl": (0.17, 0.38),
        "fl": (0.1, 0.16),
        "kr": (-0.08, 0.27),
        "fr": (-0.27, 0.17),
        "el": (-0.14, 0.68),
        "hl": (-0.06, 0.55),
        "er": (0.22, 0.64),
        "hr": (0.31, 0.73),
    },
    "header": {
        "head": (0.12, 0.94),
        "neck": (0.06, 0.86),
        "sl": (-0.07, 0.83),
        "sr": (0.14, 0.8),
        "el": (-0.22, 0.86),
        "hl": (-0.3, 0.98),
        "er": (0.26, 0.72),
        "hr": (0.34, 0.82),
        "kl": (-0.1, 0.3),
        "fl": (-0.26, 0.16),
        "kr": (0.02, 0.26),
        "fr": (-0.12, 0.04),
    },
    "crouch": {
        "head": (0.24, 0.66),
        "neck": (0.16, 0.63),
        "sl": (0.04, 0.62),
        "sr": (0.18, 0.56),
        "pl": (-0.16, 0.46),
        "pr": (-0.08, 0.42),
        "el": (0.16, 0.42),
        "hl": (0.3, 0.48),
        "er": (0.26, 0.44),
        "hr": (0.36, 0.5),
        "kl": (0.02, 0.28),
        "kr": (-0.08, 0.25),
        "fl": (-0.16, 0.04),
        "fr": (-0.3, 0.05),
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
    p: Picture,
    x: float,
    foot: float,
    height: float,
    pose: str,
    dress: Dress,
    light: float = 1,
    flip: bool = False,
    blur: float = 0,
    dark: float = 0,
) -> None:
    """Paint somebody, feet at (x, foot); `light` 1 comes from the right, -1 from the left."""
    figure = Figure(height, STAND | POSES[pose], dress, light, -1 if flip else 1)
    figure.draw()
    body, cover = figure.body * (1 - dark), figure.cover
    if blur:
        thin = np.clip(soften(cover, blur), 0.02, 1)[..., None]
        body, cover = soften(body * cover[..., None], blur) / thin, soften(cover, blur)
    stamp(p, body, cover, round(x - figure.middle), round(foot - figure.base))


class Figure:
    """Somebody being drawn on a small picture of their own: `body` and what of it is `cover`ed."""

    def __init__(
        self,
        height: float,
        joints: dict[str, tuple[float, float]],
        dress: Dress,
        light: float,
        side: int,
    ) -> None:
        self.height, self.joints, self.dress = height, joints, dress
        self.light, self.side = light, side
        self.size = int(height * 1.5) + 8
        self.middle, self.base = self.size / 2, self.size - height * 0.15
        self.body = np.zeros((self.size, self.size, 3), np.float32)
        self.cover = np.zeros((self.size, self.size), np.float32)

    def at(self, name: str, dx: float = 0, dy: float = 0) -> tuple[float, float]:
        """Where a joint is, moved by parts of the height."""
        x, y = self.joints[name]
        return (
            self.middle + self.side * (x + dx) * self.height,
            self.base - (y + dy) * self.height,
        )

    def part(self, colour: Any, *shapes: tuple[Any, ...]) -> None:
        """Paint shapes over what is there, lit from the side: limbs of two joints and two radii,
        ovals of a joint and two radii, polygons of joints; radii in parts of the height."""
        pen = Pen(self.size, self.size)
        for shape in shapes:
            if len(shape) == 4:
                pen.limb(shape[0], shape[1], self.height * shape[2], self.height * shape[3])
            elif len(shape) == 3:
                pen.oval(*shape[0], self.height * shape[1], self.height * shape[2])
            else:
                pen.poly(list(shape))
        mask = pen.array(0.4)
        shift = max(1, round(max(1.0, self.height * 0.03)))
        wide = soften(mask, max(1.0, self.height * 0.03))
        across = int(shift * self.light)
        lit = np.roll(wide, across, 1) - np.roll(wide, -across, 1)
        lit += 0.5 * (np.roll(wide, shift, 0) - np.roll(wide, -shift, 0))
        tone = np.clip(0.82 + lit * 0.75, 0.25, 1.5)[..., None] * rgb(colour)
        self.body = self.body * (1 - mask[..., None]) + np.clip(tone, 0, 1) * mask[..., None]
        self.cover = np.maximum(self.cover, mask)

    def draw(self) -> None:
        """All parts, from behind to in front."""
        self.leg("r")
        self.leg("l")
        self.arm("l")
        self.torso()
        self.head()
        self.arm("r")
        for hand in ("hl", "hr"):
            self.part(self.dress.skin, (self.at(hand), 0.022, 0.028))

    def leg(self, which: str) -> None:
        """A leg and its boot."""
        hip, knee, foot = (self.at(joint + which) for joint in "pkf")
        self.part(self.dress.legs, (hip, knee, 0.062, 0.045), (knee, foot, 0.045, 0.032))
        if self.dress.bare:
            self.part(self.dress.skin, (self.at("k" + which, 0, -0.02), foot, 0.04, 0.03))
        heel, toe = self.at("f" + which, 0, 0.03), self.at("f" + which, 0.05, -0.005)
        self.part(self.dress.boots, (heel, foot, 0.035, 0.03), (foot, toe, 0.028, 0.02))

    def arm(self, which: str) -> None:
        """An arm without its hand."""
        shoulder, elbow, hand = (self.at(joint + which) for joint in "seh")
        self.part(self.dress.top, (shoulder, elbow, 0.04, 0.032), (elbow, hand, 0.032, 0.022))
        if not self.dress.sleeves:
            self.part(self.dress.skin, (elbow, hand, 0.034, 0.025))

    def torso(self) -> None:
        """What a coat or shirt covers, and the neck."""
        at, down = self.at, 0.5 - self.dress.coat
        outline = (
            at("sl", -0.02, 0.02),
            at("neck", -0.035, 0.0),
            at("neck", 0.035, 0.0),
            at("sr", 0.02, 0.02),
            at("pr", 0.045, -down - 0.02),
            at("pl", -0.045, -down - 0.02),
        )
        hips = at("pl", 0, -down * 0.4), at("pr", 0, -down * 0.4), 0.048, 0.048
        self.part(self.dress.top, outline, (at("sl"), at("sr"), 0.038, 0.038), hips)
        self.part(self.dress.skin, (at("neck", 0, -0.01), at("head"), 0.03, 0.032))

    def head(self) -> None:
        """Head, hair or hat, and a face where it is turned to us."""
        at, dress = self.at, self.dress
        if dress.long_hair:
            self.part(dress.hair, (at("head", -0.012), at("neck", -0.04, -0.02), 0.05, 0.03))
        self.part(dress.hair if dress.back else dress.skin, (at("head"), 0.044, 0.062))
        crown: list[tuple[Any, ...]] = [(at("head", -0.006, 0.026), 0.048, 0.044)]
        if dress.hat:
            crown.append((at("head", -0.05, 0.028), at("head", 0.05, 0.028), 0.014, 0.014))
        self.part(dress.hat or dress.hair, *crown)
        if not dress.back:
            self.part(dress.skin, (at("head", 0.012, -0.018), 0.036, 0.042))
            if self.height >= 240:
                self.face()

    def face(self) -> None:
        """Eyes, nose and mouth as soft shadows."""
        at, h = self.at, self.height
        pen = Pen(self.size, self.size)
        for eye in (-0.004, 0.028):
            pen.oval(*at("head", eye, -0.012), h * 0.006, h * 0.0045)
        pen.limb(at("head", 0.003, -0.044), at("head", 0.024, -0.044), h * 0.0025, h * 0.0025)
        pen.limb(at("head", 0.014, -0.016), at("head", 0.017, -0.03), h * 0.002, h * 0.004)
        self.body *= 1 - (pen.array(max(0.6, h * 0.003)) * 0.62)[..., None]


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
            colour = rgb(colours[int(p.random.random() * len(colours))]) * (
                1 - dark * p.random.random()
            )
            skin = rgb("#c39a80") * (0.55 + 0.4 * p.random.random()) * (1 - dark * 0.5)
            box = int(size * 2) + 4
            pen, head = Pen(box, box), Pen(box, box)
            pen.limb(
                (box / 2 - r * 1.1, box * 0.62), (box / 2 + r * 1.1, box * 0.62), r * 0.9, r * 0.9
            )
            pen.box(box / 2 - r * 1.9, box * 0.62, r * 3.8, box * 0.36)
            head.oval(box / 2, box * 0.34, r * 0.72, r * 0.95)
            shoulders, face = pen.array(0.5), head.array(0.5)
            body = np.ones((box, box, 3), np.float32) * colour
            body = body * (1 - face[..., None]) + skin * face[..., None]
            cap = np.clip((0.34 * box - r * 0.25 - np.arange(box)) / 2, 0, 1)[:, None] * face
            body = body * (1 - cap[..., None]) + rgb("#2b2320") * cap[..., None]
            jump = (p.random.random() - 0.5) * size * 0.22
            stamp(
                p, body, np.maximum(shoulders, face), round(x - box / 2), round(y + jump - box / 2)
            )
            x += size * (0.62 + 0.3 * p.random.random())
    if blur:
        p.blurred(
            np.clip((p.y - top + size) / 8, 0, 1) * np.clip((foot + size * 0.6 - p.y) / 8, 0, 1),
            blur,
        )


def self_random(p: Picture) -> float:
    """A number from 0 to 1."""
    return float(p.random.random())
