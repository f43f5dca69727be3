"""Pictures of our own: flat sketches of a harbour town, drawn by rule at any size.

The sample stories' pictures (seeds/stories/media) are made by `python -m benchmarks.sketch`, and
the story mill draws the same scenes in other shapes. Every scene is told in fractions of its width
and height, drawn twice as large as wanted and brought down, in at most 40 colours: small files.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw

SEEDS = Path(__file__).parents[1] / "seeds" / "stories" / "media"
COLOURS = 40
SCALE = 2

INK, NIGHT, SEA, SKY = "#1d2733", "#24405c", "#3f7ea6", "#cfe3ec"
SAND, SUN, RED, GREEN = "#ecd9b0", "#f2b33d", "#b8432f", "#4c7a52"
PAPER, STONE, WOOD, SKIN = "#f7f2e7", "#b9b2a6", "#7a5236", "#c98f6b"


class Canvas:
    """A drawing board on which places and lengths are fractions of its width and height."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        self.width, self.height = width * SCALE, height * SCALE
        self.image = Image.new("RGB", (self.width, self.height), ground)
        self.pen = ImageDraw.Draw(self.image)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x * self.width, y * self.height

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """A filled rectangle."""
        self.pen.rectangle((*self._at(left, top), *self._at(right, bottom)), fill=colour)

    def shape(self, places: list[tuple[float, float]], colour: str) -> None:
        """A filled polygon."""
        self.pen.polygon([self._at(x, y) for x, y in places], fill=colour)

    def line(self, places: list[tuple[float, float]], colour: str, weight: float = 0.006) -> None:
        """A line; its weight is a fraction of the shorter side."""
        width = max(1, round(weight * min(self.width, self.height)))
        self.pen.line([self._at(x, y) for x, y in places], fill=colour, width=width, joint="curve")

    def disc(self, x: float, y: float, radius: float, colour: str, flat: float = 1.0) -> None:
        """A filled disc, or ellipse; its radius is a fraction of the shorter side."""
        centre, across = self._at(x, y), radius * min(self.width, self.height)
        down = across * flat
        corners = (centre[0] - across, centre[1] - down, centre[0] + across, centre[1] + down)
        self.pen.ellipse(corners, fill=colour)

    def waves(self, top: float, rows: int, colour: str, swell: float = 0.008) -> None:
        """Rows of waves from `top` to the foot."""
        for row in range(rows):
            y = top + (1 - top) * (row + 0.5) / rows
            places = [
                (step / 60, y + swell * math.sin(step / 60 * math.tau * 6 + row * 1.9))
                for step in range(61)
            ]
            self.line(places, colour, 0.005)

    def png(self) -> bytes:
        """The picture as PNG."""
        small = self.image.resize(
            (self.width // SCALE, self.height // SCALE), Image.Resampling.LANCZOS
        )
        data = io.BytesIO()
        small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            data, "PNG", optimize=True
        )
        return data.getvalue()


def harbour(canvas: Canvas) -> None:
    """Boats at the pier in the morning."""
    canvas.disc(0.74, 0.3, 0.11, SUN)
    canvas.shape([(0, 0.5), (0.2, 0.34), (0.42, 0.5)], GREEN)
    canvas.box(0, 0.5, 1, 1, SEA)
    canvas.waves(0.52, 9, "#5d97bb")
    for x, hull in ((0.26, RED), (0.52, PAPER), (0.83, NIGHT)):
        canvas.shape([(x - 0.1, 0.62), (x + 0.1, 0.62), (x + 0.06, 0.71), (x - 0.07, 0.71)], hull)
        canvas.line([(x, 0.62), (x, 0.36)], INK)
        canvas.shape([(x + 0.01, 0.38), (x + 0.08, 0.58), (x + 0.01, 0.58)], PAPER)
    canvas.box(0, 0.82, 1, 0.87, WOOD)
    for post in range(9):
        canvas.box(post / 8 - 0.01, 0.82, post / 8 + 0.01, 1, WOOD)


def storm(canvas: Canvas) -> None:
    """Waves against the sea wall at night."""
    canvas.box(0, 0, 1, 1, NIGHT)
    for x, y, radius in ((0.2, 0.14, 0.2), (0.45, 0.08, 0.24), (0.75, 0.15, 0.22)):
        canvas.disc(x, y, radius, "#33506d", 0.6)
    canvas.line([(0.62, 0.2), (0.57, 0.34), (0.63, 0.36), (0.56, 0.54)], SUN, 0.012)
    canvas.box(0, 0.58, 1, 1, "#1f5673")
    canvas.waves(0.6, 7, SKY, 0.022)
    canvas.shape([(0, 0.7), (0.3, 0.74), (0.3, 1), (0, 1)], STONE)
    for x, y in ((0.32, 0.66), (0.36, 0.6), (0.4, 0.68), (0.34, 0.54), (0.44, 0.63)):
        canvas.disc(x, y, 0.018, PAPER)
    canvas.box(0.12, 0.34, 0.17, 0.71, PAPER)
    canvas.box(0.12, 0.44, 0.17, 0.52, RED)
    canvas.disc(0.145, 0.32, 0.035, SUN)


def pitch(canvas: Canvas) -> None:
    """The football ground with the stand behind it."""
    canvas.box(0, 0.3, 1, 0.46, STONE)
    dots = random.Random(3)
    for _ in range(260):
        colour = dots.choice((RED, PAPER, NIGHT, SUN))
        canvas.disc(dots.random(), 0.32 + 0.12 * dots.random(), 0.009, colour)
    canvas.box(0, 0.46, 1, 1, GREEN)
    for stripe in range(0, 8, 2):
        canvas.box(stripe / 8, 0.46, (stripe + 1) / 8, 1, "#568a5d")
    canvas.line([(0, 0.93), (1, 0.93)], PAPER, 0.008)
    canvas.line([(0.5, 0.46), (0.5, 0.93)], PAPER, 0.008)
    canvas.line([(0.08, 0.7), (0.08, 0.42), (0.2, 0.42), (0.2, 0.7)], PAPER, 0.014)
    for x, y, shirt in ((0.36, 0.62, RED), (0.45, 0.74, NIGHT), (0.68, 0.66, RED)):
        canvas.box(x - 0.012, y, x + 0.012, y + 0.08, shirt)
        canvas.line([(x, y + 0.08), (x - 0.015, y + 0.16)], INK, 0.012)
        canvas.line([(x, y + 0.08), (x + 0.02, y + 0.15)], INK, 0.012)
        canvas.disc(x, y - 0.025, 0.022, SKIN)
    canvas.disc(0.4, 0.8, 0.016, PAPER)


def shelves(canvas: Canvas) -> None:
    """Shelves of a library, with a ladder."""
    canvas.box(0, 0, 1, 1, WOOD)
    dice = random.Random(11)
    for row in range(4):
        top, foot = 0.04 + row * 0.24, 0.25 + row * 0.24
        canvas.box(0.02, top, 0.98, foot, "#57371f")
        x = 0.03
        while x < 0.94:
            wide = 0.012 + 0.02 * dice.random()
            colour = dice.choice((RED, NIGHT, SEA, GREEN, SUN, SAND, PAPER, STONE))
            if dice.random() < 0.93:
                canvas.box(x, top + 0.02 + 0.06 * dice.random(), x + wide, foot, colour)
            x += wide + 0.003
    for side in (0.0, 0.1):
        canvas.line([(0.62 + side, 1), (0.68 + side, 0.02)], SAND, 0.018)
    for rung in range(1, 9):
        x = 0.62 + 0.06 * rung / 9
        canvas.line([(x, 1 - rung * 0.11), (x + 0.1, 1 - rung * 0.11)], SAND, 0.014)


def bowl(canvas: Canvas) -> None:
    """A bowl of fish soup from above, with lime and spoon."""
    canvas.box(0, 0, 1, 1, SAND)
    for stripe in range(0, 12, 2):
        canvas.box(stripe / 12, 0, (stripe + 1) / 12, 1, "#e4cd9c")
    canvas.disc(0.48, 0.52, 0.4, PAPER)
    canvas.disc(0.48, 0.52, 0.34, "#c9742f")
    dice = random.Random(5)
    for _ in range(38):
        angle, far = dice.random() * math.tau, dice.random() ** 0.5 * 0.28
        x = 0.48 + far * math.cos(angle) * min(1, canvas.height / canvas.width)
        y = 0.52 + far * math.sin(angle) * min(1, canvas.width / canvas.height)
        canvas.disc(x, y, 0.02 + 0.02 * dice.random(), dice.choice((PAPER, "#a8456b", GREEN)), 0.7)
    canvas.disc(0.86, 0.2, 0.09, GREEN)
    canvas.disc(0.86, 0.2, 0.07, "#b9d27a")
    canvas.line([(0.9, 0.92), (0.84, 0.5)], STONE, 0.03)
    canvas.disc(0.835, 0.46, 0.06, STONE, 1.3)


def portrait(canvas: Canvas) -> None:
    """A woman with a headset, in front of a window."""
    canvas.box(0, 0, 1, 1, "#8fb3bf")
    canvas.box(0.08, 0.06, 0.92, 0.6, SKY)
    canvas.line([(0.5, 0.06), (0.5, 0.6)], PAPER, 0.02)
    canvas.line([(0.08, 0.33), (0.92, 0.33)], PAPER, 0.02)
    canvas.shape([(0.1, 1), (0.22, 0.76), (0.5, 0.68), (0.78, 0.76), (0.9, 1)], NIGHT)
    canvas.shape([(0.42, 0.56), (0.58, 0.56), (0.6, 0.72), (0.5, 0.78), (0.4, 0.72)], SKIN)
    canvas.disc(0.5, 0.4, 0.23, "#d8d5cf")
    canvas.disc(0.5, 0.44, 0.18, SKIN, 1.15)
    canvas.disc(0.43, 0.43, 0.014, INK)
    canvas.disc(0.57, 0.43, 0.014, INK)
    canvas.line([(0.44, 0.54), (0.5, 0.555), (0.56, 0.54)], RED, 0.014)
    canvas.disc(0.31, 0.45, 0.05, INK, 1.3)
    canvas.disc(0.69, 0.45, 0.05, INK, 1.3)


def hall(canvas: Canvas) -> None:
    """The town hall with its clock and a queue before it."""
    canvas.box(0, 0.84, 1, 1, STONE)
    canvas.box(0.14, 0.4, 0.86, 0.84, PAPER)
    canvas.shape([(0.12, 0.4), (0.5, 0.26), (0.88, 0.4)], RED)
    canvas.box(0.44, 0.08, 0.56, 0.34, PAPER)
    canvas.shape([(0.42, 0.08), (0.5, 0.0), (0.58, 0.08)], RED)
    canvas.disc(0.5, 0.18, 0.045, INK)
    canvas.disc(0.5, 0.18, 0.036, PAPER)
    canvas.line([(0.5, 0.18), (0.5, 0.145)], INK)
    canvas.line([(0.5, 0.18), (0.52, 0.19)], INK)
    for arch in range(6):
        x = 0.2 + arch * 0.105
        canvas.box(x, 0.6, x + 0.07, 0.84, NIGHT)
        canvas.box(x + 0.01, 0.46, x + 0.06, 0.55, SEA)
    for place in range(14):
        x = 0.06 + place * 0.062
        canvas.box(x - 0.012, 0.8, x + 0.012, 0.92, (RED, NIGHT, GREEN, SUN)[place % 4])
        canvas.disc(x, 0.775, 0.02, SKIN)


def stalls(canvas: Canvas) -> None:
    """Market stalls under striped awnings."""
    canvas.box(0, 0, 1, 1, SAND)
    canvas.box(0, 0.74, 1, 1, STONE)
    for stall, colour in enumerate((RED, GREEN, SEA)):
        left = 0.03 + stall * 0.325
        for stripe in range(6):
            x = left + stripe * 0.05
            top = [(x + 0.012, 0.24), (x + 0.05, 0.24), (x + 0.05, 0.4), (x, 0.4)]
            canvas.shape(top, PAPER if stripe % 2 else colour)
            canvas.disc(x + 0.025, 0.4, 0.03, PAPER if stripe % 2 else colour)
        canvas.box(left, 0.62, left + 0.3, 0.82, WOOD)
        for fruit in range(11):
            colour = (SUN, RED, GREEN)[(fruit + stall) % 3]
            canvas.disc(left + 0.02 + fruit * 0.026, 0.61, 0.028, colour)
        canvas.box(left + 0.005, 0.4, left + 0.013, 0.62, INK)
        canvas.box(left + 0.287, 0.4, left + 0.295, 0.62, INK)


SCENES: dict[str, Callable[[Canvas], None]] = {
    scene.__name__: scene
    for scene in (harbour, storm, pitch, shelves, bowl, portrait, hall, stalls)
}
"""Scenes by name: the names of the files in seeds/stories/media."""

SIZES = {
    "harbour": (1200, 675),
    "storm": (1200, 800),
    "pitch": (1200, 750),
    "shelves": (1200, 800),
    "bowl": (1080, 1080),
    "portrait": (720, 900),
    "hall": (1200, 800),
    "stalls": (1400, 600),
}
"""The sizes of the sample stories' pictures in px."""


def sketch(scene: str, width: int, height: int) -> bytes:
    """A scene as PNG of a size in px; the same bytes every time."""
    canvas = Canvas(width, height, SKY)
    SCENES[scene](canvas)
    return canvas.png()


def main() -> None:
    """Draws the sample stories' pictures anew."""
    SEEDS.mkdir(parents=True, exist_ok=True)
    for name, (width, height) in SIZES.items():
        (SEEDS / f"{name}.png").write_bytes(sketch(name, width, height))


if __name__ == "__main__":
    main()
