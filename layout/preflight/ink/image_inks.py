"""The inks of an image, as a smaller image of four process inks.

Pixels are read by what unpacks them (qpdf, Pillow for JPEG, JPEG 2000, fax), brought to process
inks by the image's own colour space, and averaged in blocks until neither side is much over what a
map of ink can show. Source: ISO 32000-1, 8.9.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray

from layout.preflight.content.colour import Space, as_process
from layout.preflight.opened.numbers import reals, whole
from layout.preflight.opened.unpacked import TooMuch, filters, unpacked
from slots.files.decoding import Undecodable, decoding

Pixels = NDArray[np.uint8]
_Channels = list[Pixels | None]
"""Cyan, magenta, yellow and black, None for an ink there is none of."""

_MOST_PIXELS = 120_000_000
_SIDE = 1_200
"""Pixels that a side is brought down to, or a little more."""

_STRIP = 2_000_000
"""Pixels that are turned into inks at a time."""

_BY_PILLOW = ("DCTDecode", "DCT", "JPXDecode")
_FAX = ("CCITTFaxDecode", "CCF", "JBIG2Decode")


def image_inks(stream: Any, space: Space) -> tuple[Pixels, Pixels | None]:
    """An image as rows of pixels of four inks (0 none, 255 solid); beside it, where pixels of
    certain colours are left out, how much of each is there (255 all).

    Raises TooMuch for one that is too large, Undecodable for one that cannot be read.
    """
    width, height = whole(stream.get("/Width")), whole(stream.get("/Height"))
    if not width or not height:
        raise Undecodable("an image has no pixels")
    if width * height > _MOST_PIXELS:
        raise TooMuch(f"an image has {width} x {height} pixels")
    raw = _raw(stream, space.components)
    raw = raw[:, :, : space.components]
    if raw.shape[2] < space.components:
        raise Undecodable("an image has fewer components than its colours")
    return _reduced(raw, _to_inks(stream, space)), _left_out(stream, raw)


def _raw(stream: Any, components: int) -> Pixels:
    """The values of pixels as they are stored, from 0 to 255; of Indexed images the indices."""
    names = filters(stream)
    last = names[-1] if names else ""
    with decoding(TooMuch):
        if last in _BY_PILLOW:
            return _by_pillow(stream)
        if last in _FAX:
            return _fax(stream)
    return _plain(stream, components)


def _by_pillow(stream: Any) -> Pixels:
    from PIL import Image

    data = bytes(stream.read_raw_bytes())
    if len(filters(stream)) > 1:
        raise Undecodable("an image is packed twice over")
    with Image.open(io.BytesIO(data), formats=("JPEG", "JPEG2000")) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise TooMuch(f"an image has {picture.width} x {picture.height} pixels")
        inverted = picture.mode == "CMYK"
        picture.draft(picture.mode, (_SIDE, _SIDE))
        plain: Image.Image = picture
        if picture.mode not in ("L", "RGB", "CMYK"):
            plain = picture.convert("L" if picture.mode in ("LA", "1", "I;16") else "RGB")
        pixels = np.asarray(plain, dtype=np.uint8)
    pixels = pixels if pixels.ndim == 3 else pixels[:, :, None]
    return 255 - pixels if inverted else pixels  # Pillow turns what is stored


def _fax(stream: Any) -> Pixels:
    picture = pikepdf.PdfImage(stream).as_pil_image().convert("L")
    pixels = np.asarray(picture, dtype=np.uint8)[:, :, None]
    decode = reals(stream.get("/Decode"))
    turned = bool(decode) and decode[0] > decode[-1]
    return 255 - pixels if turned else pixels  # it is applied again with all others


def _plain(stream: Any, components: int) -> Pixels:
    width, height = whole(stream.get("/Width")), whole(stream.get("/Height"))
    bits = whole(stream.get("/BitsPerComponent")) or 8
    if bits not in (1, 2, 4, 8, 16):
        raise Undecodable(f"an image has {bits} bits a component")
    row = (width * components * bits + 7) // 8
    data = unpacked(stream, 1 << 29)
    rows = min(height, len(data) // row)
    if not rows:
        raise Undecodable("an image ends before its first row")
    values = np.frombuffer(data, np.uint8, rows * row).reshape(rows, row)
    if bits == 16:
        values = values[:, ::2]
    elif bits < 8:
        values = _spread(values, bits, components)
    return values[:, : width * components].reshape(rows, width, components)


def _spread(values: Pixels, bits: int, components: int) -> Pixels:
    """Values of fewer than 8 bits, each in a byte of its own, as they are."""
    steps = np.arange(8 - bits, -1, -bits, dtype=np.uint8)
    apart = (values[:, :, None] >> steps) & ((1 << bits) - 1)
    return apart.reshape(len(values), -1).astype(np.uint8)


def _to_inks(stream: Any, space: Space) -> Callable[[Pixels], _Channels]:
    """What turns stored values into inks."""
    bits = whole(stream.get("/BitsPerComponent")) or 8
    fax = filters(stream)[-1:] and filters(stream)[-1] in _FAX
    most = 255 if bits >= 8 or fax else (1 << bits) - 1
    decode = _decode(stream, space, most)
    if space.components == 1:
        table = _one_by_one(space, decode, most)
        return lambda values: [
            column[values[:, :, 0]] if np.any(column) else None for column in table.T
        ]
    ramps = [_ramp(low, high, most) for low, high in decode]
    if space.kind == "cmyk":
        return lambda values: [ramp[values[:, :, at]] for at, ramp in enumerate(ramps)]
    if space.kind == "rgb":
        return lambda values: _complement([ramp[values[:, :, at]] for at, ramp in enumerate(ramps)])
    return lambda values: list(np.moveaxis(_by_colour(values, space, decode, most), 2, 0))


def _decode(stream: Any, space: Space, most: int) -> tuple[tuple[float, float], ...]:
    ends = reals(stream.get("/Decode"))
    if len(ends) == 2 * space.components:
        return tuple(zip(ends[::2], ends[1::2], strict=True))
    if space.kind == "indexed":
        return ((0.0, float(most)),)
    if space.kind == "lab":
        return ((0.0, 100.0), (-128.0, 127.0), (-128.0, 127.0))
    return ((0.0, 1.0),) * space.components


def _ramp(low: float, high: float, most: int) -> Pixels:
    steps = low + np.arange(256) / most * (high - low)
    ramp: Pixels = np.clip(np.rint(steps * 255), 0, 255).astype(np.uint8)
    return ramp


def _one_by_one(space: Space, decode: tuple[tuple[float, float], ...], most: int) -> Pixels:
    low, high = decode[0]
    rows = []
    for step in range(256):
        value = low + min(step, most) / most * (high - low)
        rows.append([255 * min(1.0, max(0.0, ink)) for ink in as_process(space, (value,))])
    table: Pixels = np.rint(np.array(rows)).astype(np.uint8)
    return table


def _complement(light: list[Pixels]) -> _Channels:
    """Inks of red, green and blue: their complement, with all grey in black."""
    red, green, blue = light
    top = np.maximum(np.maximum(red, green), blue)
    return [top - red, top - green, top - blue, 255 - top]


def _by_colour(
    values: Pixels, space: Space, decode: tuple[tuple[float, float], ...], most: int
) -> Pixels:
    """Inks of colours that can only be worked out one after the other, in steps of eight."""

    @lru_cache(maxsize=1 << 16)
    def inks(colour: tuple[int, ...]) -> tuple[int, ...]:
        pairs = zip(colour, decode, strict=False)
        found = as_process(
            space, tuple(low + at / most * (high - low) for at, (low, high) in pairs)
        )
        return tuple(round(255 * min(1.0, max(0.0, ink))) for ink in found)

    stepped = np.minimum((values.astype(np.int32) + 4) // 8 * 8, most).reshape(-1, values.shape[2])
    colours, back = np.unique(stepped, axis=0, return_inverse=True)
    table = np.array([inks(tuple(colour)) for colour in colours.tolist()], np.uint8)
    inked: Pixels = table[back.reshape(-1)].reshape(*values.shape[:2], 4)
    return inked


def _reduced(raw: Pixels, to_inks: Callable[[Pixels], _Channels]) -> Pixels:
    """Inks of blocks of pixels, each the mean of its block."""
    height, width = raw.shape[:2]
    block = max(1, max(height, width) // _SIDE)
    strip = max(block, _STRIP // max(1, width) // block * block)
    parts = []
    for top in range(0, height, strip):
        rows = np.ascontiguousarray(raw[top : top + strip])
        inks = [None if each is None else _blocks(each, block) for each in to_inks(rows)]
        shape = next((each.shape for each in inks if each is not None), _shape(rows, block))
        none = np.zeros(shape, np.uint8)
        parts.append(np.stack([none if each is None else each for each in inks], axis=2))
    return np.concatenate(parts)


def _shape(pixels: Pixels, block: int) -> tuple[int, ...]:
    return tuple(max(1, side // block) for side in pixels.shape[:2])


def _blocks(pixels: Pixels, block: int) -> Pixels:
    """The means of blocks; what is left over at the edges is left out, but where it is all."""
    if block == 1:
        return pixels
    tall, wide = (min(block, side) for side in pixels.shape)
    rows, columns = _shape(pixels, block)
    sums = np.zeros((rows, pixels.shape[1]), np.uint32)
    for step in range(tall):
        sums += pixels[step : rows * tall : tall]
    means = np.zeros((rows, columns), np.uint32)
    for step in range(wide):
        means += sums[:, step : columns * wide : wide]
    mean: Pixels = ((means + tall * wide // 2) // (tall * wide)).astype(np.uint8)
    return mean


def _left_out(stream: Any, raw: Pixels) -> Pixels | None:
    """How much of each pixel is there, where a colour key leaves some out."""
    key = stream.get("/Mask")
    ends = reals(key) if isinstance(key, pikepdf.Array) else ()
    if len(ends) != 2 * raw.shape[2]:
        return None
    pairs = zip(ends[::2], ends[1::2], strict=True)
    out = np.ones(raw.shape[:2], bool)
    for at, (low, high) in enumerate(pairs):
        out &= (raw[:, :, at] >= low) & (raw[:, :, at] <= high)
    block = max(1, max(raw.shape[:2]) // _SIDE)
    return _blocks(np.where(out, 0, 255).astype(np.uint8), block)
