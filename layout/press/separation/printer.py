"""The inks of one press: its profile, its limit, and colours of all kinds turned into them.

LittleCMS converts, relative colorimetric with black point compensation. What is neutral becomes
black ink alone, for a grey of four inks shifts with every sheet that is out of register; in
photographs, where a step between the two would show, only where all of the picture is neutral.
"""

from __future__ import annotations

import hashlib
import io
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from layout.press.separation.icc_kind import profile_kind
from layout.press.separation.ink_limit import (
    Pixels,
    Shares,
    black_alone,
    grey_of_inks,
    grey_of_light,
    limited_pixels,
    limited_shares,
)
from layout.press.separation.refused import Unpressable

NEUTRAL = 4 / 255
"""How far apart red, green and blue of a grey may be: the grey that programs make of black ink
(#231f20) is one."""

_NEUTRAL_LAB = 1.5
"""The same for a and b of Lab."""

_INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
_FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


class Target(Enum):
    """What colours are made into: the inks of a page in colour, black alone for a page without, or
    the lightness that a soft mask goes by."""

    COLOUR = "colour"
    BLACK = "black"
    MASK = "mask"


def opened_profile(profile: bytes) -> ImageCms.ImageCmsProfile:
    """An ICC profile, opened. Raises Unpressable where LittleCMS cannot read it."""
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (OSError, ValueError) as error:
        raise Unpressable("an ICC profile is damaged") from error


class Printer:
    """Turns colours into those of one press: an ICC profile of CMYK, and the most ink, in per cent,
    that may lie in one place. Transforms and colours are made once."""

    def __init__(self, profile: bytes, limit: int) -> None:
        """Raises Unpressable where the profile is not one of CMYK that can be used."""
        if profile_kind(profile) != "CMYK":
            raise Unpressable("the profile is no ICC profile of a printing press (CMYK)")
        self.profile, self.limit = profile, limit
        self._own = opened_profile(profile)
        self._transforms: dict[str, Any] = {}
        self._rgb()

    @cached_property
    def name(self) -> str:
        """What converted pictures depend on: the profile and the limit."""
        return f"{hashlib.sha256(self.profile).hexdigest()} {self.limit}"

    def _rgb(self) -> Any:
        return self._transform("sRGB", lambda: ImageCms.createProfile("sRGB"), "RGB")

    def _transform(self, name: str, profile: Any, mode: str) -> Any:
        found = self._transforms.get(name)
        if found is None:
            try:
                found = ImageCms.buildTransform(
                    profile(), self._own, mode, "CMYK", renderingIntent=_INTENT, flags=_FLAGS
                )
            except (ImageCms.PyCMSError, OSError, ValueError) as error:
                raise Unpressable("an ICC profile cannot be used") from error
            self._transforms[name] = found
        return found

    def picture(self, image: Image.Image, profile: bytes = b"") -> Pixels:
        """The inks of a picture's pixels, within the limit: an image of mode RGB (sRGB, unless a
        profile says another), LAB or CMYK with its profile."""
        if image.mode == "LAB" and not profile:
            made = self._transform("LAB", lambda: ImageCms.createProfile("LAB"), "LAB")
        elif not profile:
            made = self._rgb()
        else:
            name = hashlib.sha256(profile).hexdigest()
            made = self._transform(name, lambda: opened_profile(profile), image.mode)
        done = ImageCms.applyTransform(image, made)
        assert done is not None, "not in place"
        inks = np.asarray(done)
        if image.mode == "CMYK":
            inks = _black_kept(np.asarray(image), inks)
        return limited_pixels(inks, self.limit)

    def light(self, values: Shares, target: Target, profile: bytes = b"") -> Shares:
        """Red, green and blue from 0 to 1, one colour a row."""
        if target is not Target.COLOUR:
            return self.grey(grey_of_light(values), target)
        image = _as_image(values, "RGB")
        inks = self._limited(self.picture(image, profile) / 255)
        apart = values.max(axis=1) - np.min(values, axis=1)
        grey = black_alone(grey_of_light(values))
        return np.where((apart <= NEUTRAL + 1e-9)[:, None], grey, inks)

    def lab(self, values: Shares, target: Target) -> Shares:
        """L from 0 to 100, a and b, one colour a row."""
        linear = ((values[:, 0] + 16) / 116) ** 3
        bright = np.where(values[:, 0] > 8, linear, values[:, 0] / 903.3)
        grey = encoded(bright)
        if target is not Target.COLOUR:
            return self.grey(grey, target)
        parts = np.stack([values[:, 0] * 2.55, values[:, 1], values[:, 2]], axis=1)
        whole = np.clip(np.rint(parts), (0, -128, -128), (255, 127, 127)).astype(np.int16)
        data = (whole & 255).astype(np.uint8).tobytes()
        image = Image.frombytes("LAB", (len(values), 1), data)
        inks = self._limited(self.picture(image)[0] / 255)
        neutral = np.abs(values[:, 1:]).max(axis=1) <= _NEUTRAL_LAB
        return np.where(neutral[:, None], black_alone(grey), inks)

    def inks(self, values: Shares, target: Target, profile: bytes = b"") -> Shares:
        """Cyan, magenta, yellow and black from 0 to 1, one colour a row: as they are, but for the
        limit; with the profile of another press as they would look there."""
        if target is not Target.COLOUR:
            return self.grey(grey_of_inks(values), target)
        if profile and profile != self.profile:
            values = self.picture(_as_image(values, "CMYK"), profile)[0] / 255
        return self._limited(values)

    def grey(self, grey: Shares, target: Target) -> Shares:
        """Greys from 0 (black) to 1 (paper), one a row, as black ink alone; for a mask as they are,
        in a single column."""
        if target is Target.MASK:
            return np.clip(grey, 0, 1)[:, None]
        return black_alone(grey)

    def _limited(self, values: Shares) -> Shares:
        return limited_shares(values.reshape(-1, 4), self.limit)


def encoded(bright: Shares) -> Shares:
    """Linear light from 0 to 1 as the eye steps it: the curve of sRGB (IEC 61966-2-1)."""
    bright = np.clip(bright, 0, 1)
    high = 1.055 * np.power(np.maximum(bright, 1e-9), 1 / 2.4) - 0.055
    return np.where(bright <= 0.0031308, 12.92 * bright, high)


def _as_image(values: Shares, mode: str) -> Image.Image:
    data = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
    return Image.frombytes(mode, (len(values), 1), data.tobytes())


def _black_kept(before: NDArray[Any], after: Pixels) -> Pixels:
    """Inks from another press: what was black alone there is so here."""
    alone = ~before[..., :3].any(axis=-1)
    if not bool(alone.any()):
        return after
    made = after.copy()
    made[alone] = before[alone]
    return made
