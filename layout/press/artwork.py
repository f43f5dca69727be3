"""Files of pictures and ads before they are printed: kind, size, which way up."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from layout.press.hush import hushed
from layout.press.jpeg import ORIENTATION, START, exif_orientation, jpeg_head
from layout.press.placement import UPRIGHT, seen
from layout.press.png import SIGNATURE, png_file
from layout.press.unreadable import Unreadable, check_size, damaged

PDF_MARK, PDF_WITHIN = b"%PDF-", 1024
OTHERS = ("WEBP", "GIF", "TIFF", "AVIF")
SAVE_AS = "save it as JPEG, PNG or PDF"


@dataclass(frozen=True, slots=True)
class Artwork:
    """What is known of a file by its first look.

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
    """A file looked at. Raises Unreadable where it cannot be printed."""
    try:
        data = file.read_bytes()
    except OSError as error:
        why = "is not there" if isinstance(error, FileNotFoundError) else "cannot be read"
        raise Unreadable(why, "mend its path, or put the file there") from None
    digest = hashlib.sha256(data).hexdigest()
    if data.startswith(START):
        head = jpeg_head(data)
        size = (head.width, head.height)
        return Artwork(file, digest, "JPEG", size, head.orientation, head.plain)
    if data.startswith(SIGNATURE):
        png = png_file(data)
        turn, bilevel = exif_orientation(png.turned), png.bits == 1 and not png.transparent
        return Artwork(file, digest, "PNG", (png.width, png.height), turn, png.plain, bilevel)
    if PDF_MARK in data[:PDF_WITHIN]:
        from layout.press.pdf_artwork import pdf_size  # pikepdf

        return Artwork(file, digest, "PDF", pdf_size(data))
    return _other(file, digest, data)


def _other(file: Path, digest: str, data: bytes) -> Artwork:
    """A file that Pillow knows; it is not decoded yet."""
    from PIL import Image, UnidentifiedImageError

    if b"<svg" in data[:PDF_WITHIN]:
        raise Unreadable("is an SVG drawing, which the press does not print", "save it as PDF")
    try:
        with hushed(), Image.open(BytesIO(data), formats=OTHERS) as image:
            kind, size, mode = image.format or "", image.size, image.mode
            turn = int(image.getexif().get(ORIENTATION, UPRIGHT))
    except UnidentifiedImageError:
        raise Unreadable("is no picture that can be printed", SAVE_AS) from None
    except Image.DecompressionBombError:
        raise Unreadable("is too large", "scale it down to the size it is printed at") from None
    except (OSError, ValueError, SyntaxError, TypeError) as error:
        raise damaged(str(error) or type(error).__name__) from None
    check_size(*size)
    turn = turn if UPRIGHT <= turn <= 8 else UPRIGHT
    return Artwork(file, digest, kind, size, turn, bilevel=mode == "1")
