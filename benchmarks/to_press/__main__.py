"""Whole editions to the press, as others read them: one table.

    python -m benchmarks.to_press [NAME...]

--publications FOLDER   keeps the foreign publications, and takes those that are there already
--corpora FOLDER        where the copy and the profile lie
--keep FOLDER           keeps the PDFs, plain and for the press
--kept FOLDER           judges those that were kept; nothing is printed

Each is printed twice, with nothing remembered: plain, and with --press as PDF/X-4 for IFRA26S at
its limit of 220 %. `GWG` are the rules of GWG 2022 for whole pages that are broken, and how often;
`ink` the highest mean of any 15 mm square and of any pixel at 72 dpi, as Ghostscript separates it,
each with its page. What anybody complains of is written under the table, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from rich.console import Console

from benchmarks.corpora import CORPORA
from benchmarks.to_press import readers
from benchmarks.to_press.papers import NAMES, Printed, print_both

HEADS = ("", "pages", "X-4", "qpdf", "gs", "mutool", "pdfium", "colours")
HEADS += ("ink in 15 mm", "in a pixel", "text", "GWG", "CPU s", "--press", "times")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, and what was complained of."""

    cells: tuple[str, ...]
    said: tuple[str, ...]


def judged(name: str, plain: Path, press: Path, printed: Printed | None) -> Row:
    """A print file as all read it."""
    x4 = readers.preflighted(press, "pdf-x-4")
    gwg = readers.preflighted(press, "gwg-2022-newspaper-pages")
    said = {
        "X-4": tuple(f"{rule}: {times}" for rule, times in x4.items()),
        "qpdf": readers.told_by_qpdf(press),
        "gs": (),
        "mutool": readers.told_by_mupdf(press),
        "pdfium": readers.told_by_pdfium(press),
    }
    ink = readers.ink(press)
    said["gs"] = ink.said
    same = readers.same_text(plain, press)
    with pikepdf.open(press) as pdf:
        pages = len(pdf.pages)
    costs = ("", "", "")
    if printed:
        before, after = printed.cost.cpu, printed.press_cost.cpu
        costs = (f"{before:.1f}", f"{after:.1f}", f"{after / before:.2f}")
    cells = (
        *(name, str(pages)),
        *(str(len(lines)) for lines in said.values()),
        ", ".join((*readers.spaces(press), *ink.spots)),
        f"{ink.square:.0f} % (p. {ink.square_page})",
        f"{ink.pixel:.0f} % (p. {ink.pixel_page})",
        "same" if same else "OTHER",
        ", ".join(f"{rule} {times}" for rule, times in gwg.items()) or "0",
        *costs,
    )
    lines = [f"{name}: {who}: {line}" for who, told in said.items() for line in told]
    if not same:
        lines.append(f"{name}: pdftotext reads other words than in the plain print")
    return Row(cells, tuple(lines))


def _row(name: str, asked: argparse.Namespace, publications: Path) -> Row:
    file = name.replace("/", "-")
    if asked.kept:
        plain, press = (asked.kept / f"{file}{way}.pdf" for way in ("", "-press"))
        return judged(name, plain, press, None)
    with tempfile.TemporaryDirectory() as folder:
        printed = print_both(name, publications, asked.corpora, Path(folder))
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(printed.plain, asked.keep / f"{file}.pdf")
            shutil.copyfile(printed.press, asked.keep / f"{file}-press.pdf")
        return judged(name, printed.plain, printed.press, printed)


def table(rows: Iterable[Row]) -> str:
    """The rows as a table in Markdown."""
    lines = [f"| {' | '.join(HEADS)} |", f"|{'---|' * len(HEADS)}"]
    lines += [f"| {' | '.join(row.cells)} |" for row in rows]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.to_press")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--publications", type=Path, help="a folder that keeps the publications")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="where copy and profile lie")
    parser.add_argument("--keep", type=Path, help="a folder for the PDFs")
    parser.add_argument("--kept", type=Path, help="a folder of PDFs to judge")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"no publication {', '.join(unknown)}; there are {', '.join(NAMES)}")
    lacking = [tool for tool in ("qpdf", "gs", "mutool", "pdftotext") if not shutil.which(tool)]
    if lacking:
        parser.error(f"not installed: {', '.join(lacking)}")
    rows, say = [], Console(stderr=True).print
    with tempfile.TemporaryDirectory() as made:
        for name in asked.names or NAMES:
            rows.append(_row(name, asked, asked.publications or Path(made)))
            say("  ".join(rows[-1].cells))
    said = [line for row in rows for line in row.said]
    print("\n".join((table(rows), *said)))
    return bool(said)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
