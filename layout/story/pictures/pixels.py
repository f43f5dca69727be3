"""Pictures decoded by Pillow: silently, within bounds, with every error of Pillow's as Unreadable.

The work that a picture takes is read from its head before any of it is decoded: its pixels, and the
passes of a progressive JPEG, each of which goes over all pixels again. Sources: ITU-T T.81, annex
G; "Two Issues with the JPEG Standard" (libjpeg-turbo).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layout.story.pictures.silence import hushed, muted
from layout.story.pictures.unreadable import MOST_PIXELS, Unreadable, check_size, damaged, too_large
from slots.files.decoding import Undecodable, decoding

if TYPE_CHECKING:
    from PIL import Image

_READERS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "AVIF")
"""The kinds that are read at all: Pillow has fifty more, some of which run other programs."""

_ORIENTATION, _UPRIGHT = 0x0112, 1
_JPEG_START, _JPEG_SCAN = b"\xff\xd8", b"\xff\xda"
_MOST_PASSED = 2_000_000_000
"""Pixels times passes of a JPEG: a picture of the largest size, in 22 of them; ten are usual."""

MOST_OF = {"WEBP": 40_000_000, "AVIF": 50_000_000}
"""The most pixels of kinds whose decoders hold four copies of them, or three."""

SMALLEST = (1, 1)
_SAVE_AS = "save it as JPEG, PNG or PDF"


@dataclass(frozen=True, slots=True)
class Glance:
    """What the head of a picture says: Pillow's name of its kind, width and height in px as stored,
    its mode (Pillow's word for what a pixel is), and EXIF's orientation, 1 to 8."""

    kind: str
    size: tuple[int, int]
    mode: str
    orientation: int = _UPRIGHT


def glance(data: bytes, exif: bool = True) -> Glance:
    """The head of a picture; nothing is decoded, but that a PNG is where `exif` is looked for.

    Raises Unreadable where it is damaged, too large, or no picture of a kind that is read.
    """
    with _opened(data) as image:
        turn = _orientation(image) if exif else _UPRIGHT
        return Glance(image.format or "", image.size, image.mode, turn)


def _orientation(image: Image.Image) -> int:
    """EXIF's orientation of a picture; 1, as it is, where the value makes no sense."""
    try:
        with decoding():
            turn = image.getexif().get(_ORIENTATION, _UPRIGHT)
    except Undecodable:
        return _UPRIGHT
    return turn if isinstance(turn, int) and _UPRIGHT <= turn <= 8 else _UPRIGHT


def decoded(data: bytes, least: tuple[int, int] | None = None) -> Image.Image:
    """A picture with all its pixels, the first one where a file has several.

    A JPEG may come out smaller, though not below `least`: it is decoded in parts of eight. Raises
    Unreadable where the file is damaged or too large.
    """
    with _opened(data) as image, converting():
        if least is not None:
            image.draft("L" if least == SMALLEST else None, least)
        image.load()
        return image


def examine(data: bytes) -> None:
    """Raises Unreadable where a picture cannot be decoded to its last pixel; a JPEG is without its
    colours, and as small as can be, which takes half the time."""
    decoded(data, SMALLEST)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """A picture of which only the head is read, and found to be within bounds, as long as it is
    looked at in silence. Raises Unreadable."""
    from PIL import Image, UnidentifiedImageError

    with hushed(), muted(data):
        try:
            with decoding(UnidentifiedImageError, Image.DecompressionBombError):
                image = Image.open(io.BytesIO(data), formats=_READERS)
        except UnidentifiedImageError:
            raise Unreadable("is no picture that newsgrid can read", _SAVE_AS) from None
        except Image.DecompressionBombError:
            raise too_large() from None
        except Undecodable as error:
            raise damaged(str(error)) from None
        check_size(*image.size, MOST_OF.get(image.format or "", MOST_PIXELS))
        _check_passes(data, image.size)
        yield image


@contextmanager
def converting() -> Iterator[None]:
    """A context in which everything that Pillow raises about pixels becomes Unreadable, and in
    which Pillow is silent."""
    try:
        with hushed(), decoding(Unreadable):
            yield
    except Undecodable as error:
        raise damaged(str(error)) from None


def _check_passes(data: bytes, size: tuple[int, int]) -> None:
    if not data.startswith(_JPEG_START):
        return
    passes = data.count(_JPEG_SCAN)  # within a pass these bytes cannot stand by chance
    if passes * size[0] * size[1] > _MOST_PASSED:
        why = f"sends its {size[0]} × {size[1]} px in {passes} passes"
        raise Unreadable(why, "open it in a picture editor and save it again, not progressive")
