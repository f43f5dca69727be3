"""All pages of a printed edition in one small picture: `make pictures` takes docs/edition.png so.

The publication is copied first, so that no record of the run stays in it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

DPI, ACROSS, AIR = 20, 8, 10
"""Dots an inch of a page, pages in a row, and dots of air between pages."""
DESK = (222, 224, 226)
COLOURS = 128


def contact_sheet(pages: Sequence[Image], across: int = ACROSS) -> Image:
    """Pages of one size in rows, each with air around it, in few colours."""
    from PIL import Image as Pillow

    width, depth = (side + AIR for side in pages[0].size)
    rows = -(-len(pages) // across)
    sheet = Pillow.new("RGB", (min(across, len(pages)) * width + AIR, rows * depth + AIR), DESK)
    for number, page in enumerate(pages):
        sheet.paste(page, (AIR + number % across * width, AIR + number // across * depth))
    return sheet.quantize(COLOURS, dither=Pillow.Dither.NONE)


def pages_of(pdf: Path, dpi: int) -> tuple[Image, ...]:
    """The pages of a PDF as pictures, drawn by pdftoppm beside it."""
    from PIL import Image as Pillow

    rasterise = ["pdftoppm", "-r", str(dpi), "-png", pdf, pdf.with_suffix("")]
    subprocess.run(rasterise, check=True)
    files = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
    return tuple(Pillow.open(file).convert("RGB") for file in files)


def photograph(publication: Path, picture: Path) -> None:
    """Prints a publication as if for the first time, and takes a picture of all its pages."""
    newsgrid = Path(sys.executable).with_name("newsgrid")
    with TemporaryDirectory() as name:
        folder = Path(name)
        left = shutil.ignore_patterns(".newsgrid", "edition.*")
        shutil.copytree(publication, folder / "paper", ignore=left)
        pdf = folder / "edition.pdf"
        make = [newsgrid, "print", folder / "paper", "-o", pdf]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        contact_sheet(pages_of(pdf, DPI)).save(picture, optimize=True)


if __name__ == "__main__":
    photograph(Path(sys.argv[1]), Path(sys.argv[2]))
