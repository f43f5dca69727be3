"""Pictures for tests of the press: four colours in four corners, in every kind of file.

┌──────┬──────┐
│ red  │ green│   whichever way it is stored, cropped, turned or printed,
├──────┼──────┤   a pixel says what part of the picture it is
│ blue │ white│
└──────┴──────┘
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from layout.page.document import Document, Page
from layout.page.document import Image as PageImage
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect

CORNERS = ((220, 20, 20), (20, 160, 40), (30, 40, 200), (250, 250, 250))
RED, GREEN, BLUE, WHITE = CORNERS
GRID = grid_of(FORMATS["a5"])


def corners(width: int = 200, height: int = 100) -> Image.Image:
    """The four colours, each a quarter."""
    made = Image.new("RGB", (2, 2))
    made.putdata(CORNERS)
    return made.resize((width, height), Image.Resampling.NEAREST)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def turned_jpeg(orientation: int, width: int = 200, height: int = 100) -> bytes:
    """A JPEG that is the four colours when turned as its EXIF says."""
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    image = corners(width, height)
    if orientation in back:
        image = image.transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(image, "JPEG", quality=95, subsampling=0, exif=exif)


CORNERS_CONTENT = (
    b"0.86 0.08 0.08 rg 0 50 100 50 re f 0.08 0.63 0.16 rg 100 50 100 50 re f "
    b"0.12 0.16 0.78 rg 0 0 100 50 re f 0.98 0.98 0.98 rg 100 0 100 50 re f"
)


def pdf_file(
    content: bytes = CORNERS_CONTENT, size: tuple[float, float] = (200, 100), **entries: Any
) -> bytes:
    """A PDF of one page: the four colours drawn 200 by 100 points large."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=size)
        page.Contents = pdf.make_stream(content)
        for name, value in entries.items():
            page.obj[f"/{name}"] = value
        return kept(pdf)


def kept(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def image_in(
    folder: Path, name: str, data: bytes, rect: Rect | None = None, **more: Any
) -> PageImage:
    """A file written, and the image that shows it."""
    file = folder / name
    file.write_bytes(data)
    rect = rect or Rect(40_000, 50_000, 200_000, 100_000)
    return PageImage(more.pop("role", "picture"), name, rect, file, **more)


def page_of(*images: PageImage, number: int = 1) -> Page:
    return Page(number, GRID, (), images=images)


def document_of(*images: PageImage) -> Document:
    return Document("Pictures", "en", None, (page_of(*images),))
