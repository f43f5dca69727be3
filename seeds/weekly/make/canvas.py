"""A canvas of light: pictures built from noise, gradients, soft masks and grain.

Colours are "#rrggbb" or three floats; lengths are pixels; masks are arrays of 0 to 1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Array = Any
Point = tuple[float, float]
FINE = 2  # masks are drawn so many times larger


def rgb(colour: Any) -> Array:
    """A colour as three floats."""
    if isinstance(colour, str):
        digits = colour.removeprefix("#")
        return np.array([int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)], np.float32)
    return np.asarray(colour, np.float32)


def mix(a: Any, b: Any, t: float) -> Array:
    """A colour between two."""
    return rgb(a) * (1 - t) + rgb(b) * t


def soften(mask: Array, radius: float) -> Array:
    """A mask or picture, blurred."""
    if radius <= 0.2:
        return mask
    if mask.ndim == 3:
        return np.stack([soften(mask[..., i], radius) for i in range(3)], -1)
    image = Image.fromarray(np.clip(mask * 255, 0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255


def shifted(mask: Array, dx: int, dy: int) -> Array:
    """A mask moved by whole pixels; what comes in at the edges repeats them."""
    rows = np.clip(np.arange(mask.shape[0]) - dy, 0, mask.shape[0] - 1)
    columns = np.clip(np.arange(mask.shape[1]) - dx, 0, mask.shape[1] - 1)
    return mask[rows][:, columns]


class Pen:
    """Draws shapes on a mask."""

    def __init__(self, width: int, height: int) -> None:
        self.image = Image.new("L", (width * FINE, height * FINE))
        self.draw = ImageDraw.Draw(self.image)

    def poly(self, points: Sequence[Point], value: int = 255) -> None:
        """A polygon."""
        self.draw.polygon([(x * FINE, y * FINE) for x, y in points], fill=value)

    def line(self, points: Sequence[Point], width: float = 1, value: int = 255) -> None:
        """A line through points."""
        self.draw.line(
            [(x * FINE, y * FINE) for x, y in points], value, max(1, round(width * FINE)), "curve"
        )

    def oval(
        self, x: float, y: float, rx: float, ry: float | None = None, value: int = 255
    ) -> None:
        """An ellipse round a point."""
        ry = rx if ry is None else ry
        box = [(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE]
        self.draw.ellipse(box, fill=value)

    def ring(
        self, x: float, y: float, rx: float, ry: float, width: float, value: int = 255
    ) -> None:
        """The line of an ellipse."""
        box = [(x - rx) * FINE, (y - ry) * FINE, (x + rx) * FINE, (y + ry) * FINE]
        self.draw.ellipse(box, outline=value, width=max(1, round(width * FINE)))

    def box(self, x: float, y: float, w: float, h: float, value: int = 255) -> None:
        """A rectangle."""
        self.draw.rectangle(
            [x * FINE, y * FINE, (x + w) * FINE - 1, (y + h) * FINE - 1], fill=value
        )

    def limb(self, a: Point, b: Point, ra: float, rb: float) -> None:
        """A limb between two joints, with their radii."""
        (ax, ay), (bx, by) = a, b
        length = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-6)
        nx, ny = -(by - ay) / length, (bx - ax) / length
        self.poly(
            [(ax + nx * ra, ay + ny * ra), (bx + nx * rb, by + ny * rb),
             (bx - nx * rb, by - ny * rb), (ax - nx * ra, ay - ny * ra)]
        )  # fmt: skip
        self.oval(ax, ay, ra)
        self.oval(bx, by, rb)

    def array(self, blur: float = 0) -> Array:
        """The mask."""
        small = self.image.resize(
            (self.image.width // FINE, self.image.height // FINE), Image.Resampling.BOX
        )
        if blur > 0.2:
            small = small.filter(ImageFilter.GaussianBlur(blur))
        return np.asarray(small, np.float32) / 255


def noise(
    shape: tuple[int, int], sx: float, sy: float, octaves: int, random: np.random.Generator
) -> Array:
    """Cloudy noise of 0 to 1 with features of about sx by sy pixels."""
    height, width = shape
    total, weight, sum_of = np.zeros(shape, np.float32), 1.0, 0.0
    for _ in range(octaves):
        grid = (max(2, int(height / sy) + 2), max(2, int(width / sx) + 2))
        field = Image.fromarray((random.random(grid) * 255).astype(np.uint8))
        large = field.resize((width, height), Image.Resampling.BICUBIC)
        total += np.asarray(large, np.float32) / 255 * weight
        sum_of += weight
        weight *= 0.5
        sx, sy = max(sx / 2, 1), max(sy / 2, 1)
    total /= sum_of
    low, high = float(total.min()), float(total.max())
    return (total - low) / (high - low + 1e-6)


class Picture:
    """A picture being made."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.random = np.random.default_rng(seed)
        self.light = np.zeros((height, width, 3), np.float32)
        self.y, self.x = np.mgrid[0:height, 0:width].astype(np.float32)

    # What masks are made of

    def mask(self, draw: Callable[[Pen], None], blur: float = 0) -> Array:
        """A mask from what is drawn."""
        pen = Pen(self.width, self.height)
        draw(pen)
        return pen.array(blur)

    def noise(self, sx: float, sy: float | None = None, octaves: int = 4) -> Array:
        """Noise over the whole picture."""
        return noise((self.height, self.width), sx, sy or sx, octaves, self.random)

    def below(self, y: float, soft: float = 1) -> Array:
        """Everything below a level."""
        return np.clip((self.y - y) / soft + 0.5, 0, 1)

    def between(self, top: float, foot: float) -> Array:
        """0 at `top` and above, 1 at `foot` and below."""
        return np.clip((self.y - top) / max(foot - top, 1), 0, 1)

    def glow_at(self, x: float, y: float, rx: float, ry: float | None = None) -> Array:
        """A soft round light."""
        d = ((self.x - x) / rx) ** 2 + ((self.y - y) / (ry or rx)) ** 2
        return np.exp(-d * 2)

    # Painting

    def gradient(self, *stops: tuple[float, Any], mask: Array | None = None) -> None:
        """Colours from top to foot, at parts of the height."""
        at = [stop for stop, _ in stops]
        line = np.linspace(0, 1, self.height)
        bands = np.stack(
            [np.interp(line, at, [float(rgb(c)[i]) for _, c in stops]) for i in range(3)], -1
        )
        painted = np.broadcast_to(bands[:, None, :], self.light.shape).astype(np.float32)
        if mask is None:
            self.light = painted.copy()
        else:
            self.lay(mask, painted)

    def lay(self, mask: Array, colour: Any, alpha: float = 1) -> None:
        """Paint over."""
        cover = (mask * alpha)[..., None]
        self.light = self.light * (1 - cover) + rgb(colour) * cover

    def shine(self, mask: Array, colour: Any, amount: float = 1) -> None:
        """Add light, as film adds it: never past white."""
        self.light = 1 - (1 - self.light) * (
            1 - np.clip(mask * amount, 0, 1)[..., None] * rgb(colour)
        )

    def shade(self, mask: Array, amount: float = 0.5) -> None:
        """Take light away."""
        self.light = self.light * (1 - mask * amount)[..., None]

    def grain(self, mask: Array, sx: float, sy: float, amount: float, octaves: int = 4) -> None:
        """A surface: lighter and darker by noise."""
        field = (self.noise(sx, sy, octaves) - 0.5) * 2 * amount
        self.light = np.clip(self.light * (1 + field * mask)[..., None], 0, 1)

    def round(self, mask: Array, dx: float, dy: float, radius: float, amount: float = 0.6) -> None:
        """Make a flat shape round: lit from (dx, dy), dark away from it."""
        wide = soften(mask, radius)
        ox, oy = round(dx * radius), round(dy * radius)
        lit = shifted(wide, -ox, -oy) - shifted(wide, ox, oy)
        field = np.clip(-lit * amount * 1.6, -0.85, 1.2) * mask
        self.light = np.clip(self.light * (1 + field)[..., None], 0, 1)

    def fog(self, mask: Array, colour: Any, amount: float) -> None:
        """Drifting fog: uneven, thicker where the mask is."""
        self.lay(
            mask * (0.55 + 0.45 * self.noise(self.width / 3, self.height / 12)), colour, amount
        )

    def blurred(self, mask: Array, radius: float) -> None:
        """Out of focus where the mask is."""
        soft = soften(self.light, radius)
        self.light = self.light * (1 - mask[..., None]) + soft * mask[..., None]

    # Land, sky and water

    def clouds(self, top: float, foot: float, dark: Any, bright: Any, cover: float = 0.5,
               wide: float = 420) -> None:  # fmt: skip
        """Clouds between two levels, flatter and smaller towards the horizon."""
        field = self.noise(wide, wide * 0.28, 6)
        inside = np.clip((foot - self.y) / (foot - top), 0, 1) ** 0.5
        body = np.clip((field - (1 - cover)) * 3.2, 0, 1) * inside
        lower = np.concatenate([field[:1].repeat(14, 0), field[:-14]])
        under = np.clip((lower - field) * 6 + 0.5, 0, 1)
        self.lay(body, rgb(dark) * (1 - under[..., None]) + rgb(bright) * under[..., None], 0.9)

    def ridge(
        self, y: float, rise: float, colour: Any, wide: float = 260, soft: float = 1.2
    ) -> Array:
        """A line of land up to a level; the mask of it."""
        line = noise((2, self.width), wide, 2, 5, self.random)[0]
        mask = np.clip((self.y - (y - line[None, :] * rise)) / soft + 0.5, 0, 1)
        self.lay(mask, colour)
        return mask

    def water(self, y: float, colour: Any, ripple: float = 6, mirror: float = 0.75,
              foot: float | None = None) -> Array:  # fmt: skip
        """Water below a level that mirrors what stands above it; the mask of it."""
        foot = self.height if foot is None else foot
        depth = np.clip(self.y - y, 0, None)
        sway = (self.noise(90, 5, 3) - 0.5) * ripple * (1 + depth / 60)
        lift = (self.noise(120, 4, 3) - 0.5) * ripple * 1.6 * (1 + depth / 50)
        from_y = np.clip(2 * y - self.y * 1.0 + lift, 0, y - 1).astype(int)
        from_x = np.clip(self.x + sway, 0, self.width - 1).astype(int)
        mirrored = self.light[from_y, from_x]
        mask = self.below(y) * (self.y < foot)
        body = mirrored * mirror + rgb(colour) * (1 - mirror)
        self.lay(mask, body)
        waves = self.noise(60, 3.2, 4)
        bright = np.clip((waves - 0.62) * 3, 0, 1) * np.clip(depth / 140, 0.15, 1)
        self.shine(mask * bright, mix(colour, "#ffffff", 0.6), 0.28)
        self.shade(mask * np.clip((0.4 - waves) * 3, 0, 1), 0.35)
        return mask

    def bokeh(self, count: int, box: tuple[float, float, float, float], size: tuple[float, float],
              colours: Sequence[Any], amount: float = 0.5) -> None:  # fmt: skip
        """Lights out of focus."""
        x, y, w, h = box
        for i in range(count):
            r = size[0] + self.random.random() * (size[1] - size[0])
            cx, cy = x + self.random.random() * w, y + self.random.random() * h
            disc = self.mask(lambda p, cx=cx, cy=cy, r=r: p.oval(cx, cy, r), r * 0.08)
            self.shine(disc, colours[i % len(colours)], amount * (0.4 + 0.6 * self.random.random()))

    # The print

    def finish(self, contrast: float = 1.08, vignette: float = 0.35, grain: float = 0.026,
               bloom: float = 0.12, tint: Any = "#ffffff", colour: float = 0.9) -> Image.Image:  # fmt: skip
        """The picture as a press photograph: bloom, curve, vignette, grain."""
        made = np.clip(self.light, 0, 1)
        made = 1 - (1 - made) * (
            1 - soften(np.clip(made - 0.55, 0, 1), self.width / 60) * bloom * 2
        )
        grey = made @ np.array([0.3, 0.59, 0.11], np.float32)
        made = grey[..., None] * (1 - colour) + made * colour
        made = np.clip((made - 0.5) * contrast + 0.5, 0, 1) * rgb(tint)
        far = ((self.x / self.width - 0.5) ** 2 + (self.y / self.height - 0.5) ** 2) * 2
        made *= (1 - vignette * far)[..., None]
        fine = soften(self.random.random(made.shape[:2]).astype(np.float32), 0.7) - 0.5
        made += (fine * grain * 3.2)[..., None]
        return Image.fromarray((np.clip(made, 0, 1) * 255).astype(np.uint8))
