"""Pictures in the inks of a press.

| picture | becomes |
|---|---|
| grey, black and white, stencils; within the limit: CMYK | itself |
| one sample a pixel (tables, spot colours) | the same samples, with a table of inks |
| of at most 256 colours | inks by the rules for colours: its greys are black ink alone |
| neutral all over | grey |
| any other | inks by the profile; JPEG again where it was JPEG |
| finer than a press can show | brought down to that |

A mask by colours becomes one of bits, for the colours are others. Inks stay within the limit.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from layout.press.colour.samples import Samples, Taken, samples_of
from layout.press.separation.ink_limit import (
    Pixels,
    limited_pixels,
    over_limit,
)
from layout.press.separation.printer import Printer, Target
from layout.press.separation.refused import Unpressable
from layout.press.separation.spaces import Grey, Indexed, Inks, Lab, Light, Space
from layout.work.memory.remembered import remembered

_QUALITY = 85
"""Of JPEG that is packed again; all inks in full resolution, for black carries the detail."""

_ENOUGH = 1.25
"""Up to so many times the resolution that a press shows a picture is left as it is."""

_FEW = 256
_NEUTRAL = 4
_LEVEL = 4
_ROWS = 1 << 16
_ROUNDED = 0.02


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a picture: its colours, for which target, with how many pixels across
    at most (0: as many as it has)."""

    space: Space
    target: Target
    across: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A picture as it is printed: `space` is DeviceCMYK, DeviceGray, or "" where it is a table,
    which is `table` then; `data` is packed as `packing` says. `mask` are rows of bits, 1 where
    nothing is painted. None of `data` means that the samples stay as they are."""

    width: int
    height: int
    space: str
    data: bytes | None = None
    packing: str = ""
    table: bytes = b""
    mask: bytes = b""


def _made_for_print(picture: Taken, wanted: Wanted, printer: Printer) -> Made | None:
    """A picture in the inks of a press; None where it may stay as it is. Raises Unpressable where
    it cannot be read."""
    space = wanted.space
    across = wanted.across if not picture.key and not picture.matte else 0
    fine = bool(across) and picture.width > across * _ENOUGH
    if picture.matte:
        return _converted(picture, replace(wanted, across=0), printer)
    if isinstance(space, Grey) and space.gamma is None:
        if not fine or picture.bits == 1 or picture.kind in ("fax", "jpx"):
            return None
        return _grey(_brought_down(_levels(picture, space), picture, across), picture)
    if space.size == 1 and picture.bits <= 8 and picture.kind in ("plain", "fax"):
        return _with_table(picture, wanted, printer)
    if isinstance(space, Inks) and not space.profile and wanted.target is Target.COLOUR:
        inks = _levels(picture, space)
        if not fine and not over_limit(inks, printer.limit):
            return None
        return _inks(limited_pixels(_brought_down(inks, picture, across), printer.limit), picture)
    return _converted(picture, replace(wanted, across=across if fine else 0), printer)


def _levels(picture: Taken, space: Space) -> Samples:
    """The samples of a picture from 0 to 255, as its /Decode has them."""
    samples = samples_of(picture, space.size)
    most = (1 << picture.bits) - 1 if picture.kind == "plain" and picture.bits < 8 else 255
    if most < 255:
        samples = (samples.astype(np.uint16) * 255 // most).astype(np.uint8)
    return _unmixed(_decoded(samples, picture, space), picture, space)


def _unmixed(samples: Samples, picture: Taken, space: Space) -> Samples:
    """Samples as they were before they were mixed with a matte: c = m + (c' - m) / alpha. Source:
    ISO 32000-1, 11.6.5.3."""
    if not picture.matte or picture.alpha is None:
        return samples
    alpha = samples_of(picture.alpha, 1)
    if alpha.shape[:2] != samples.shape[:2] or len(picture.matte) != samples.shape[2]:
        raise Unpressable("a picture's soft mask does not fit the picture")
    edges = space.ranges(8)
    matte = (np.array(picture.matte) - edges[:, 0]) / (edges[:, 1] - edges[:, 0]) * 255
    mixed = samples.astype(np.float32) - matte
    seen = np.maximum(alpha.astype(np.float32) / 255, 1 / 255)
    return np.clip(np.rint(matte + mixed / seen), 0, 255).astype(np.uint8)


def _decoded(samples: Samples, picture: Taken, space: Space) -> Samples:
    """Samples with /Decode undone: as they would be without it."""
    usual = space.ranges(picture.bits)
    if picture.decode is None or len(picture.decode) != 2 * len(usual):
        return samples
    made: NDArray[np.uint8] | None = None
    for at, (low, high) in enumerate(usual):
        first, last = picture.decode[2 * at : 2 * at + 2]
        if (first, last) == (low, high) or high == low:
            continue
        steps = (first + np.arange(256) / 255 * (last - first) - low) / (high - low)
        table = np.rint(np.clip(steps, 0, 1) * 255).astype(np.uint8)
        made = samples.copy() if made is None else made
        made[:, :, at] = table[samples[:, :, at]]
    return samples if made is None else made


def _brought_down(samples: Samples, picture: Taken, across: int) -> Samples:
    """A picture of no more pixels across than these."""
    height, width, size = samples.shape
    if not across or width <= across * _ENOUGH:
        return samples
    down = max(1, round(height * across / width))
    mode = {1: "L", 3: "RGB", 4: "CMYK"}.get(size)
    if mode is None:
        return samples
    image = Image.frombytes(mode, (width, height), np.ascontiguousarray(samples).tobytes())
    made = np.asarray(image.resize((across, down), Image.Resampling.LANCZOS, reducing_gap=3.0))
    return np.asarray(made.reshape(down, across, size))


def _with_table(picture: Taken, wanted: Wanted, printer: Printer) -> Made:
    """A picture of one sample a pixel: its samples stay, and a table has what they mean."""
    bits = 1 if picture.kind == "fax" else picture.bits
    count = 1 << bits
    usual = wanted.space.ranges(bits)[0]
    low, high = picture.decode[:2] if picture.decode else usual
    values = np.array([[low + at / (count - 1) * (high - low)] for at in range(count)])
    if isinstance(wanted.space, Indexed):
        values = np.clip(values, 0, len(wanted.space.table) - 1)
    inks = wanted.space.printed(values, printer, wanted.target)
    return Made(picture.width, picture.height, "", table=_bytes(inks))


def _bytes(inks: NDArray[np.float64]) -> bytes:
    """Inks as bytes."""
    return _eighths(inks).tobytes()


def _eighths(inks: NDArray[np.float64]) -> Pixels:
    """Shares in eight bits: rounded down, so that no sum comes over the limit; but for what they
    were rounded by themselves."""
    return np.asarray(np.floor(inks * 255 + _ROUNDED).astype(np.uint8))


def _converted(picture: Taken, wanted: Wanted, printer: Printer) -> Made:
    space, target = wanted.space, wanted.target
    samples = _levels(picture, space)
    mask = _mask(picture, space) if picture.key else b""
    samples = _brought_down(samples, picture, wanted.across)
    if target is not Target.COLOUR or isinstance(space, Grey):
        return _grey(_lightness(samples, space, printer), picture, mask)
    colours = _few_colours(samples) if picture.kind == "plain" else None
    if colours is not None:
        table, which = colours
        inks = _rows(table, space, printer)
        made = _eighths(inks)[which].reshape(*samples.shape[:2], 4)
        if not made[:, :, :3].any():
            return _grey(255 - made[:, :, 3:], picture, mask)
        return _inks(made, picture, mask)
    if isinstance(space, Light) and _neutral(samples):
        return _grey(_lightness(samples, space, printer), picture, mask)
    return _inks(_in_inks(samples, space, printer), picture, mask)


def _in_inks(samples: Samples, space: Space, printer: Printer) -> Pixels:
    if isinstance(space, Light):
        return printer.picture(Image.fromarray(np.ascontiguousarray(samples)), space.profile)
    if isinstance(space, Inks):
        if not space.profile or space.profile == printer.profile:
            return limited_pixels(samples, printer.limit)
        data = np.ascontiguousarray(samples)
        size = (data.shape[1], data.shape[0])
        image = Image.frombytes("CMYK", size, data.tobytes())
        return printer.picture(image, space.profile)
    return _in_strips(samples, space, printer)


def _in_strips(samples: Samples, space: Space, printer: Printer) -> Pixels:
    """The inks of pixels of any space, so many at a time that memory holds them."""
    height, width, size = samples.shape
    flat = samples.reshape(-1, size)
    made = np.empty((len(flat), 4), np.uint8)
    for start in range(0, len(flat), _ROWS):
        each, which = np.unique(flat[start : start + _ROWS], axis=0, return_inverse=True)
        inks = _eighths(_rows(each, space, printer))
        made[start : start + _ROWS] = inks[which.reshape(-1)]
    return made.reshape(height, width, 4)


def _rows(samples: Samples, space: Space, printer: Printer) -> NDArray[np.float64]:
    edges = space.ranges(8)
    values = edges[:, 0] + samples / 255 * (edges[:, 1] - edges[:, 0])
    return space.printed(values, printer, Target.COLOUR)


def _lightness(samples: Samples, space: Space, printer: Printer) -> Samples:
    """The greys of pixels, in one column."""
    height, width, size = samples.shape
    flat, made = samples.reshape(-1, size), np.empty(height * width, np.uint8)
    edges = space.ranges(8)
    for start in range(0, len(flat), _ROWS):
        part = edges[:, 0] + flat[start : start + _ROWS] / 255 * (edges[:, 1] - edges[:, 0])
        grey = space.printed(part, printer, Target.MASK)[:, 0]
        made[start : start + _ROWS] = np.rint(grey * 255)
    return made.reshape(height, width, 1)


def _neutral(samples: Samples) -> bool:
    whole = samples.astype(np.int16)
    one = np.abs(whole[:, :, 0] - whole[:, :, 1]).max()
    return bool(max(one, np.abs(whole[:, :, 1] - whole[:, :, 2]).max()) <= _NEUTRAL)


def _few_colours(samples: Samples) -> tuple[Samples, NDArray[np.intp]] | None:
    """The colours of a picture, and which each pixel has, where there are few."""
    height, width, size = samples.shape
    packed = np.zeros(height * width, np.uint32)
    if size > 4:
        return None
    for at in range(size):
        packed = packed << np.uint32(8) | samples[:, :, at].reshape(-1)
    if len(np.unique(packed[:: max(1, len(packed) // 4096)])) > _FEW:
        return None
    each, which = np.unique(packed, return_inverse=True)
    if len(each) > _FEW:
        return None
    shifts = np.arange(size - 1, -1, -1) * 8
    table = (each[:, None] >> shifts.astype(np.uint32) & 255).astype(np.uint8)
    return table, np.asarray(which.reshape(-1))


def _mask(picture: Taken, space: Space) -> bytes:
    """The pixels whose samples lie within the colour key, as rows of bits."""
    samples = samples_of(picture, space.size)
    key = picture.key or ()
    if len(key) != 2 * space.size:
        raise Unpressable("a picture's mask has other colours than the picture")
    edges = np.array(key).reshape(-1, 2)
    if picture.bits == 16:
        edges = edges >> 8
    inside = (samples >= edges[:, 0]) & (samples <= edges[:, 1])
    return np.packbits(inside.all(axis=2), axis=1).tobytes()


def _grey(grey: Samples, picture: Taken, mask: bytes = b"") -> Made:
    height, width = grey.shape[:2]
    flat = np.ascontiguousarray(grey.reshape(height, width))
    return _packed(Image.fromarray(flat), picture, "/DeviceGray", mask)


def _inks(inks: Pixels, picture: Taken, mask: bytes = b"") -> Made:
    data = np.ascontiguousarray(inks)
    image = Image.frombytes("CMYK", (data.shape[1], data.shape[0]), data.tobytes())
    return _packed(image, picture, "/DeviceCMYK", mask)


def _packed(image: Image.Image, picture: Taken, space: str, mask: bytes) -> Made:
    if picture.kind in ("jpeg", "jpx"):
        file = io.BytesIO()
        image.save(file, "JPEG", quality=_QUALITY, subsampling=0)
        return Made(image.width, image.height, space, file.getvalue(), "/DCTDecode", mask=mask)
    data = zlib.compress(image.tobytes(), _LEVEL)
    return Made(image.width, image.height, space, data, "/FlateDecode", mask=mask)


@remembered(lambda picture, wanted, printer: _key(picture, wanted, printer), form=Made | None)
def printed_picture(picture: Taken, wanted: Wanted, printer: Printer) -> Made | None:
    """The same, remembered between runs where its colours can be told by a name."""
    return _made_for_print(picture, wanted, printer)


def _key(picture: Taken, wanted: Wanted, printer: Printer) -> object:
    space = wanted.space
    if not isinstance(space, Grey | Light | Inks | Lab):
        return None
    if isinstance(space, Light | Inks):
        told: object = (type(space).__name__, hashlib.sha256(space.profile).hexdigest())
    else:
        told = repr(space)
    if picture.alpha is not None:
        return None
    facts = replace(picture, data=b"")
    digest = hashlib.sha256(picture.data).hexdigest()
    return repr((digest, facts, told, wanted.target.value, wanted.across, printer.name, _QUALITY))
