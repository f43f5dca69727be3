"""The ads of an edition: the sample weekly's own book, or one of any share in a like manner.

One of any share takes the weekly's ads in turn, with their sizes and artwork, until the pages of a
section are sold to that share; each is a new booking, by an advertiser and in a category of its
own, so that none keeps another off a page. No page is named: where they stand is for stacking.
"""

from __future__ import annotations

import csv
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.weekly import SAMPLE
from layout.page.format import MM
from layout.page.grid import Grid

_SIZE = re.compile(r"(?P<columns>\d)\s*x\s*(?P<depth>[\d.]+)mm$")
_HEAD = ("id", "advertiser", "category", "size", "section", "price", "artwork")
_DEEPEST = 0.55
"""Of a page: the deepest of the weekly's ads that a book of any share has. Its full pages would be
half of what a section of two pages may sell."""


@dataclass(frozen=True, slots=True)
class _Ad:
    advertiser: str
    columns: int
    depth: float
    artwork: str


def copy_book(folder: Path) -> int:
    """The weekly's own book and its artwork; the number of its ads."""
    _copy_artwork(folder)
    shutil.copyfile(SAMPLE / "ads.csv", folder / "ads.csv")
    return sum(1 for _ in _rows())


def write_book(folder: Path, sections: Mapping[str, int], share: float, grid: Grid) -> int:
    """A book for sections of so many pages, sold to a share (0 to 1); the number of its ads."""
    _copy_artwork(folder)
    usual = [ad for ad in _ads() if ad.depth * MM <= grid.live.height * _DEEPEST]
    page = len(grid.columns) * grid.live.height / MM
    count = 0
    with (folder / "ads.csv").open("w", newline="", encoding="utf-8") as file:
        book = csv.writer(file)
        book.writerow(_HEAD)
        for at, (section, pages) in enumerate(sections.items()):
            for ad in _sold(usual, pages * page * share, f"ads {section} {pages}"):
                count += 1
                size = f"{ad.columns}x{ad.depth}mm"
                name = f"{ad.advertiser} {count}"
                row = (f"{chr(65 + at)}{count:03}", name, f"trade {count}", size, section)
                book.writerow((*row, round(ad.columns * ad.depth), ad.artwork))
    return count


def _sold(usual: list[_Ad], room: float, seed: str) -> Iterator[_Ad]:
    """Ads in an order of chance that is always the same, while half of one still has room."""
    dice = random.Random(seed)
    turn: list[_Ad] = []
    while room > 0:
        turn = turn or dice.sample(usual, len(usual))
        ad = turn.pop()
        if ad.columns * ad.depth / 2 > room:
            return
        room -= ad.columns * ad.depth
        yield ad


def _ads() -> Iterator[_Ad]:
    """The weekly's ads of which a size in mm and artwork are known."""
    for row in _rows():
        size = _SIZE.match(row["size"])
        if size and row["artwork"]:
            depth = float(size["depth"])
            yield _Ad(row["advertiser"], int(size["columns"]), depth, row["artwork"])


def _rows() -> Iterator[dict[str, str]]:
    with (SAMPLE / "ads.csv").open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _copy_artwork(folder: Path) -> None:
    shutil.copytree(SAMPLE / "ads", folder / "ads")
