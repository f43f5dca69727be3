"""Files of pictures and ads before they are printed: kind, size, which way up, whether sound."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from layout.press.pictures.crop_and_place import UPRIGHT, seen
from layout.press.pictures.jpeg import START, exif_orientation, jpeg_head
from layout.press.pictures.png import SIGNATURE, png_file
from layout.story.pictures.pixels import glance
from layout.story.pictures.unreadable import Unreadable
from layout.work.memory.remembered import remembered
from slots.files.door import ARTWORK, Unopened, read_file

_PDF_MARK = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes within which a PDF file says that it is one: readers look no further."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """What a first look shows of a file.

    `kind` is JPEG, PNG, PDF, WEBP, GIF, TIFF or AVIF; `size` px as stored (of a PDF: points of its
    first page as seen); `digest` is made from the content. `as_it_is` says that a PDF can hold it
    as it is, `bilevel` that it has one bit a pixel.
    """

    file: Path
    digest: str
    kind: str
    size: tuple[float, float]
    orientation: int = UPRIGHT
    as_it_is: bool = False
    bilevel: bool = False

    @property
    def proportions(self) -> tuple[float, float]:
        """Width and height as it is to be seen."""
        return seen(self.size, self.orientation)


def open_artwork(file: Path) -> Artwork:
    """A file looked at, without decoding its picture; of a PDF, the operations of its page are
    counted. Raises Unreadable where it cannot be printed, as far as that shows then."""
    return _artwork(bytes_of(file), file)


def sound_artwork(file: Path) -> Artwork:
    """A file looked at, and decoded to its end. Raises Unreadable where it cannot be printed, just
    as painting it would."""
    data = bytes_of(file)
    artwork = _artwork(data, file)
    check_sound(artwork, data)
    return artwork


def decoder() -> str:
    """The version of what decodes pictures: another one may read or round otherwise."""
    from PIL import __version__, features

    return f"{__version__}-{features.version_codec('jpg')}"


@remembered(lambda artwork, data: (artwork.digest, decoder()), form=bool)
def check_sound(artwork: Artwork, data: bytes) -> bool:
    """Raises Unreadable where the data of a file cannot be decoded to their end."""
    _decode(artwork.kind, data)
    return True


def _decode(kind: str, data: bytes) -> None:
    if kind == "PDF":
        from layout.press.ink.pdf_objects import Objects
        from layout.press.pictures.pdf_artwork import pdf_form  # pikepdf

        pdf_form(data, Objects())
        return
    from layout.press.pictures.bitmap import check_printable

    check_printable(data)


def bytes_of(file: Path) -> bytes:
    """All bytes of a file. Raises Unreadable."""
    try:
        return read_file(file, ARTWORK)
    except Unopened as error:
        why = "is not there" if error.code == "missing-file" else error.why
        raise Unreadable(why, error.hint) from None


def _artwork(data: bytes, file: Path) -> Artwork:
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(START):
        head = jpeg_head(data)
        size = (head.width, head.height)
        return Artwork(file, digest, "JPEG", size, head.orientation, head.plain)
    if data.startswith(SIGNATURE):
        png = png_file(data)
        turn, bilevel = exif_orientation(png.turned), png.bits == 1 and not png.transparent
        return Artwork(file, digest, "PNG", (png.width, png.height), turn, png.plain, bilevel)
    if _PDF_MARK in data[:_PDF_WITHIN]:
        from layout.press.pictures.pdf_artwork import pdf_size  # pikepdf

        return Artwork(file, digest, "PDF", pdf_size(data))
    if b"<svg" in data[:_PDF_WITHIN]:
        raise Unreadable("is an SVG drawing, which the press does not print", "save it as PDF")
    other = glance(data)
    bilevel = other.mode == "1"
    return Artwork(file, digest, other.kind, other.size, other.orientation, bilevel=bilevel)
