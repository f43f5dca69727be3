"""A novel in 46-line columns: how many end short of the foot, in newsgrid, Chromium and WeasyPrint.

The same words, font file, size, leading and measure, justified and hyphenated, two lines at least
on each side of a break; 46 rows of 10.5 pt, two columns a page. Feet are counted in the finished
PDFs with pdftotext, so that no tool tells of itself.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.chrome import CHROMIUM, FLAGS
from benchmarks.edition import instance_of
from benchmarks.measure import Cost, in_turn
from benchmarks.novel_text import novel
from layout.story.block import Block, Crosshead, Divider
from layout.story.plain.read_plain import parse_plain
from layout.story.reading_order import texts_of_block

WORDS = 60_000
ROWS = 46
HOUSE = """\
name = "Novel"
[format.novel]
width = "148mm"
height = "210mm"
margins = { top = "13mm", side = "13mm", foot = "18mm" }
columns = 2
"""
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><style>
@font-face {{ font-family: Body; src: url("{font}") }}
@page {{ size: 148mm 210mm; margin: 36pt 13mm {foot}pt }}
body {{ margin: 0; font: {size}pt/{leading}pt Body; text-align: justify; hyphens: auto;
  columns: 2; column-gap: 4mm; column-fill: auto; orphans: 2; widows: 2 }}
p {{ margin: 0; text-indent: 1em }}
h2 {{ font: inherit; margin: {leading}pt 0 0; break-after: avoid }}
.scene {{ margin: {leading}pt 0; text-align: center }}
</style><body>{text}</body></html>
"""
_WORD = re.compile(r'<page |<word xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)"')
HEADS = ("", "columns", "short", "share", "rows short", "CPU s")


@dataclass(frozen=True, slots=True)
class Feet:
    """Columns before the last page, how many of them end short, and by how many rows in all."""

    columns: int
    short: int
    rows: int


def prepare(folder: Path, words: int = WORDS) -> dict[str, Sequence[str]]:
    """Writes the inputs of all three into a folder; the command of each."""
    text = novel(words)
    (folder / "novel.txt").write_text(text, encoding="utf-8")
    (folder / "newsgrid.toml").write_text(HOUSE)
    _, size, leading, face = instance_of(folder)
    copy = "".join(map(_markup, parse_plain(text, "novel.txt")[0].body))
    foot = round(210 * 72 / 25.4 - 36 - ROWS * leading - leading / 8, 3)
    page = PAGE.format(font=face.name, foot=foot, size=size, leading=leading, text=copy)
    (folder / "novel.html").write_text(page, encoding="utf-8")
    newsgrid = str(Path(sys.executable).with_name("newsgrid"))
    weasy = "import weasyprint; weasyprint.HTML('novel.html').write_pdf('weasyprint.pdf')"
    to_pdf = ("--no-pdf-header-footer", "--print-to-pdf=chromium.pdf")
    sheet = ["--format", "novel", "--columns", "2"]
    return {
        "newsgrid": [newsgrid, "print", "novel.txt", *sheet, "-o", "newsgrid.pdf"],
        "chromium": [str(CHROMIUM), *FLAGS, *to_pdf, (folder / "novel.html").as_uri()],
        "weasyprint": [sys.executable, "-c", weasy],
    }


def figures(folder: Path, runs: int, say: Callable[[str], None]) -> dict[str, tuple[Feet, Cost]]:
    """Feet and cost of each tool."""
    costs = in_turn(prepare(folder), folder, runs, say)
    return {tool: (feet_of(folder / f"{tool}.pdf"), cost) for tool, cost in costs.items()}


def rows(found: dict[str, tuple[Feet, Cost]]) -> list[tuple[str, ...]]:
    """The lines of the table."""
    return [
        (
            *(tool, f"{feet.columns}", f"{feet.short}", f"{feet.short / feet.columns:.1%}"),
            *(f"{feet.rows}", f"{cost.cpu:.2f}"),
        )
        for tool, (feet, cost) in found.items()
    ]


def feet_of(pdf: Path, leading: float = 10.5) -> Feet:
    """How the columns of a PDF end, two a page, by the words that pdftotext finds in it.

    The lowest word of all stands on the last row. The last page, where the copy ends, is left out.
    """
    listed = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    middle = 148 * 72 / 25.4 / 2
    pages: list[list[float]] = []
    for found in _WORD.finditer(listed.stdout):
        if not found[1]:
            pages.append([0.0, 0.0])
        else:
            side = int(float(found[1]) > middle)
            pages[-1][side] = max(pages[-1][side], float(found[2]))
    feet = [foot for page in pages[:-1] for foot in page]
    short = [round((max(feet) - foot) / leading) for foot in feet]
    return Feet(len(feet), sum(each > 0 for each in short), sum(short))


def _markup(block: Block) -> str:
    if isinstance(block, Divider):
        return '<p class="scene">* * *</p>\n'
    text = html.escape(" ".join(texts_of_block(block)))
    return f"<h2>{text}</h2>\n" if isinstance(block, Crosshead) else f"<p>{text}</p>\n"
