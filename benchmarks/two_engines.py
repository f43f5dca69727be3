"""The same story by both print engines, page by page: why there are two.

python -m benchmarks.two_engines OUT [STORY...]

The one-story engine (`layout/makeup/story`) makes up a story on as many pages as it takes. For the
other one (`layout/makeup/edition`) the story becomes a newspaper of its own: a publication with
that story alone, and an ad book with the ads that the first engine placed, in the sizes it chose
and on the pages it chose. OUT gets a picture of each story, the one-story engine's pages above the
edition's, and the figures are printed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from benchmarks.contact_sheet import DESK, contact_sheet, pages_of

if TYPE_CHECKING:
    from PIL.Image import Image

ROOT = Path(__file__).parents[1]
STORIES = (
    ROOT / "seeds" / "000_c245132f38cc56cf.txt",
    *(ROOT / "seeds" / "stories" / f"{name}.md" for name in ("lagoon", "elecciones", "lighthouse")),
)
DPI, POINTS_A_MM = 30, 72 / 25.4


@dataclass(frozen=True, slots=True)
class Printed:
    """What one engine made: its pages, and its figures."""

    pages: tuple[Image, ...]
    figures: dict[str, Any]


def _newsgrid(*words: str | Path) -> dict[str, Any]:
    newsgrid = Path(sys.executable).with_name("newsgrid")
    done = subprocess.run([newsgrid, *words, "--json"], capture_output=True, text=True, check=False)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def alone(story: Path, folder: Path) -> Printed:
    """The story by the engine for one story."""
    pdf = folder / "alone.pdf"
    figures = _newsgrid("print", story, "-o", pdf)
    return Printed(pages_of(pdf, DPI), figures)


def as_edition(story: Path, folder: Path) -> Printed:
    """The story as a newspaper of its own, with the ads that it has alone."""
    paper = folder / "paper"
    (paper / "stories").mkdir(parents=True)
    shutil.copy(story, paper / "stories")
    if (story.parent / "media").is_dir():
        shutil.copytree(story.parent / "media", paper / "stories" / "media")
    settings = story.parent / "newsgrid.toml"
    settings = settings if settings.is_file() else ROOT / "seeds" / "newsgrid.toml"
    shutil.copy(settings, paper / "newsgrid.toml")
    rows = [f"{ad.id},{ad.id},{ad.columns}x{ad.depth}mm,{ad.page},yes" for ad in _ads(story)]
    (paper / "ads.csv").write_text("\n".join(["id,advertiser,size,pages,label", *rows, ""]))
    pdf = folder / "edition.pdf"
    figures = _newsgrid("print", paper, "-o", pdf)
    return Printed(pages_of(pdf, DPI) if pdf.is_file() else (), figures)


@dataclass(frozen=True, slots=True)
class _Ad:
    id: str
    columns: int
    depth: int
    page: int


def _ads(story: Path) -> list[_Ad]:
    """The ads that the first engine placed."""
    from layout.edition.single.print_story import make_print_edition
    from layout.publication.material import gather
    from layout.publication.settings.print_grid import AS_PUBLISHED
    from layout.work.terminal.console import Console

    console = Console(json=True)
    made = make_print_edition(gather(story, console, placing=False), AS_PUBLISHED, console)
    depth_of = {
        (page.number, box.id): round(box.rect.height / 1000 / POINTS_A_MM)
        for page in made.document.pages
        for box in page.boxes
    }
    return [
        _Ad(item.id, item.columns, depth_of[number, item.id], number)
        for page in made.made.stack.pages
        for number in (page.space.number,)
        for item in page.items
        if item.kind == "ad"
    ]


def told(name: str, first: Printed, second: Printed) -> str:
    """Both engines' figures in a line each."""
    own, edition = first.figures, second.figures
    if "pages" not in edition:
        return (
            f"{name}: alone {own['pages']} pages; no edition: {edition['findings'][-1]['message']}"
        )
    return (
        f"{name}: alone {own['pages']} pages, white {own['white']:.1%}; as an edition "
        f"{edition['pages']} pages, {edition['fillers']} house ads, {edition['jumps']} jumps, "
        f"{len(edition['held'])} stories held over, {len(edition['unplaced'])} ads without a place"
    )


def main() -> None:
    """Makes all, or the stories that are named."""
    from PIL import Image as Pillow

    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for story in [Path(name) for name in sys.argv[2:]] or STORIES:
        with TemporaryDirectory() as name:
            first = alone(story, Path(name))
            second = as_edition(story, Path(name))
        print(told(story.stem, first, second), flush=True)
        sheets = [
            contact_sheet(each.pages).convert("RGB") for each in (first, second) if each.pages
        ]
        size = max(each.width for each in sheets), sum(each.height for each in sheets)
        both = Pillow.new("RGB", size, DESK)
        below = 0
        for sheet in sheets:
            both.paste(sheet, (0, below))
            below += sheet.height
        both.quantize(128).save(out / f"{story.stem}.png", optimize=True)


if __name__ == "__main__":
    main()
