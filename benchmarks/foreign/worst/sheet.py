"""The picture of the worst pages: a contact sheet with what is wrong under each, and each page at a
size at which it can be read.

Pages show copy of others: pictures of them are kept nowhere but where they were asked for.
"""

from __future__ import annotations

import subprocess
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.contact_sheet import AIR, DESK
from benchmarks.foreign.worst.faults import JudgedPage

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SHEET = "worst.png"
ACROSS, DPI, READABLE = 5, 40, 90
"""Pages in a row; dots an inch on the sheet, and of a page by itself."""

SIZE, LEADING, LINES = 12, 15, 6
"""The type of captions in dots, from line to line, and how many lines they may have."""

_LETTER = 0.55
"""The width of a letter on average, of its size."""

_INK = (20, 20, 20)


def draw(pages: Sequence[JudgedPage], pdfs: Mapping[str, Path], folder: Path) -> None:
    """Draws pages into a folder, from the PDFs of their editions: all on one sheet, and each by
    itself, named by its place among the worst."""
    from PIL import Image as Pillow

    folder.mkdir(parents=True, exist_ok=True)
    small: list[Image] = []
    with TemporaryDirectory() as name:
        for place, page in enumerate(pages, 1):
            pdf = pdfs[page.edition]
            file = folder / f"{place:02}-{page.edition}-page-{page.number}.png"
            _rasterised(pdf, page.number, READABLE, file)
            _rasterised(pdf, page.number, DPI, Path(name) / file.name)
            small.append(Pillow.open(Path(name) / file.name).convert("RGB"))
    captions = [caption(place, page) for place, page in enumerate(pages, 1)]
    sheet(small, captions).save(folder / SHEET, optimize=True)


def caption(place: int, page: JudgedPage) -> str:
    """What stands under a page: which one it is, what its faults weigh, and what they are."""
    where = f"{place}. {page.edition}, page {page.number} ({page.section})"
    return f"{where}: {page.weight}\n{page.reasons}"


def sheet(pages: Sequence[Image], captions: Sequence[str]) -> Image:
    """Pages in rows, of whatever sizes, each with its caption under it; at least one page."""
    from PIL import Image as Pillow
    from PIL import ImageDraw

    wide = max(page.width for page in pages) + AIR
    deep = max(page.height for page in pages) + AIR + LINES * LEADING
    across, rows = min(ACROSS, len(pages)), -(-len(pages) // ACROSS)
    made = Pillow.new("RGB", (across * wide + AIR, rows * deep + AIR), DESK)
    pen = ImageDraw.Draw(made)
    for number, (page, text) in enumerate(zip(pages, captions, strict=True)):
        x, y = AIR + number % ACROSS * wide, AIR + number // ACROSS * deep
        made.paste(page, (x, y))
        _write(pen, (x, y + page.height + 2), wrapped(text, wide - AIR))
    return made


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a caption in a width in dots; the last one says so where there is no room for
    all."""
    letters = max(1, int(width / (SIZE * _LETTER)))
    lines = [line for part in text.splitlines() for line in textwrap.wrap(part, letters)]
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], "..."]


def _write(pen: ImageDraw, at: tuple[int, int], lines: Sequence[str]) -> None:
    from PIL import ImageFont

    face = ImageFont.load_default(SIZE)
    for number, line in enumerate(lines):
        pen.text((at[0], at[1] + number * LEADING), line, _INK, face)


def _rasterised(pdf: Path, number: int, dpi: int, file: Path) -> None:
    """A page of a PDF as a picture."""
    one = ["-f", str(number), "-l", str(number), "-singlefile"]
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-png", *one, pdf, file.with_suffix("")], check=True
    )
