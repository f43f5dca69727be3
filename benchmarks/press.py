"""Writing the PDF alone: pages of type, pictures and boxes, as there are more of them.

    .venv/bin/python -m benchmarks.press

Each line: pages, what stands on each, wall and CPU milliseconds a page, megabytes written. "cold"
and "warm" are without and with what an earlier run has left in a cache.
"""

from __future__ import annotations

import io
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from layout.page.document import Document, Image
    from layout.typeset.words.foundry import Foundry
    from layout.typeset.words.theme import Theme

TESTS = Path(__file__).parents[1] / "tests"
PRINTED, LARGE = (1200, 800), (4000, 2667)  # px: 360 and 1200 dpi where they are printed
PARAGRAPHS = 14


class Shelf(dict[str, bytes]):
    """A cache in memory."""

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key."""
        self[key] = data


def photograph(size: tuple[int, int], seed: int) -> bytes:
    """Soft shapes that no two seeds have in common, as a JPEG."""
    from PIL import Image

    across, down = size[0] // 16, size[1] // 16
    coarse = Image.frombytes(
        "RGB", (across, down), random.Random(seed).randbytes(3 * across * down)
    )
    out = io.BytesIO()
    coarse.resize(size, Image.Resampling.BICUBIC).save(out, "JPEG", quality=88)
    return out.getvalue()


def images(folder: Path, page: int, many: int, size: tuple[int, int]) -> Iterator[Image]:
    """The pictures of a page, two side by side, each of a file of its own."""
    from layout.page.document import Image
    from layout.page.rect import Rect

    for number in range(many):
        file = folder / f"{size[0]}-{page}-{number}.jpg"
        if not file.exists():
            file.write_bytes(photograph(size, 100 * page + number))
        row, column = divmod(number, 2)
        rect = Rect(40_000 + column * 260_000, 100_000 + row * 180_000, 240_000, 160_000)
        yield Image("picture", file.stem, rect, file, "Soft shapes", story="story")


class Sheets:
    """Makes documents of any number of pages, without the time that takes counting for anything."""

    def __init__(self, folder: Path, theme: Theme, foundry: Foundry) -> None:
        self.folder, self.theme, self.foundry = folder, theme, foundry

    def document(self, pages: int, pictures: int, size: tuple[int, int], boxes: bool) -> Document:
        """Pages of type with so many pictures, and with two boxes each or none."""
        from support.press.sample_documents import DATE, text_page

        from layout.page.document import Document

        made = []
        for number in range(pages):
            page = text_page(self.theme, self.foundry, PARAGRAPHS, number + 1)
            shown = tuple(images(self.folder, number, pictures, size))
            made.append(replace(page, images=shown, boxes=self._boxes(number) if boxes else ()))
        return Document("Bench", "en", DATE, tuple(made))

    def _boxes(self, number: int) -> tuple[object, ...]:
        from layout.page.document import Box
        from layout.page.rect import Rect
        from layout.press.boxes.house_ads import house_ad_html
        from layout.story.publication import Publication

        made = []
        for i, x in enumerate((40_000, 420_000)):
            rect = Rect(x, 700_000, 150_000 + 100 * number, 200_000)
            html = house_ad_html(
                2 * number + i, rect, Publication(name="Bench"), self.theme, self.foundry
            )
            made.append(Box("ad", f"ad-{number}-{i}", rect, html))
        return tuple(made)


def main() -> None:
    """Prints the table."""
    sys.path.insert(0, str(TESTS))
    from layout.press.pdf import write_pdf
    from layout.typeset.words.foundry import Foundry
    from layout.typeset.words.theme import load_theme

    theme = load_theme()
    foundry = Foundry(theme.fallback)
    runs = [
        *((pages, "type", 0, PRINTED, False) for pages in (6, 24, 96)),
        *((pages, "4 pictures as they are", 4, PRINTED, False) for pages in (6, 24, 96)),
        (24, "2 pictures of 10.7 Mpx", 2, LARGE, False),
        (24, "2 boxes", 0, PRINTED, True),
    ]
    with TemporaryDirectory() as name:
        sheets = Sheets(Path(name), theme, foundry)
        write_pdf(sheets.document(1, 1, LARGE, True), theme, foundry)  # imports
        for pages, what, pictures, size, boxes in runs:
            document, shelf = sheets.document(pages, pictures, size, boxes), Shelf()
            for state in ("cold", "warm"):
                wall, cpu = time.perf_counter(), time.process_time()
                data = write_pdf(document, theme, foundry, cache=shelf)
                wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
                print(
                    f"{pages:3} pages, {what:24} {state}  wall {wall / pages * 1000:6.1f} ms/page  "
                    f"cpu {cpu / pages * 1000:6.1f}  {len(data) / 1e6:6.1f} MB"
                )


if __name__ == "__main__":
    main()
