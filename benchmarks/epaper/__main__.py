"""Makes the e-paper of each publication, asks the programs of others, and prints a table."""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from support.epaper.checked_zones import zone_problems
from support.epaper.epaper_schemas import is_at_hand, mistakes

from benchmarks.epaper.in_browsers import in_chromium, in_firefox
from benchmarks.weekly import LEFT
from layout.edition.make_edition import Order
from layout.edition.print_edition import edition_pdf, print_edition
from layout.edition.workshop import workshop_in
from layout.epaper.make_epaper import Epaper, make_epaper
from layout.epaper.zones.of_each_page import zones_of_edition
from layout.work.terminal.output import write_folder

_SCHEMAS = {"alto": "alto/", "nitf": "stories/", "mets": "mets"}
_SHOWN = 30


@dataclass(slots=True)
class _Row:
    """What came of one publication: figures, what each asked program finds (None: not asked), and
    the seconds of processor time of its print and of the e-paper after it."""

    name: str
    paper: Epaper
    print: float
    after: float
    asked: dict[str, list[str] | None] = field(default_factory=dict)

    @property
    def wrong(self) -> list[str]:
        """All that is not as it should be."""
        return [f"{who}: {each}" for who, said in self.asked.items() for each in said or ()]

    def cells(self) -> list[str]:
        """The row of the table."""
        issue = self.paper.issue
        size = sum(map(len, self.paper.files.values())) / 1e6
        return [
            *(self.name, str(len(issue.pages)), str(len(issue.stories)), str(self.paper.zones)),
            *(f"{self.paper.words:,}", f"{len(self.paper.files)} ({size:.0f} MB)"),
            *("-" if said is None else str(len(said)) for said in self.asked.values()),
            f"{self.print:.1f} s",
            f"{self.after:.1f} s ({self.after / self.print:.2f})",
        ]


def main() -> int:
    """0 where all is as it should be, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.epaper")
    parser.add_argument("publications", type=Path, nargs="+", metavar="PUBLICATION")
    parser.add_argument("--keep", type=Path, help="a folder that keeps the e-papers by their names")
    asked = parser.parse_args()
    rows = []
    for publication in asked.publications:
        with tempfile.TemporaryDirectory() as name:
            rows.append(_row(publication, Path(name), asked.keep))
        print(f"{rows[-1].name}: {len(rows[-1].wrong)} wrong", file=sys.stderr)
    figures = ("edition", "pages", "stories", "zones", "words", "files")
    table = Table(*figures, *rows[0].asked, "print", "e-paper after it", title="e-papers")
    for row in rows:
        table.add_row(*row.cells())
    Console(width=None if sys.stdout.isatty() else 240).print(table)
    for row in rows:
        print("".join(f"{row.name}: {each}\n" for each in row.wrong[:_SHOWN]), end="")
    return 1 if any(row.wrong for row in rows) else 0


def _row(publication: Path, work: Path, keep: Path | None) -> _Row:
    """All that is asked of an edition, made cold."""
    copy = work / "publication"
    shutil.copytree(publication, copy, ignore=shutil.ignore_patterns(*LEFT))
    shop = workshop_in(copy)
    begun = _seconds()
    with shop.memory.making():
        made, pdf = print_edition(Order(copy), shop, lambda made: edition_pdf(made, shop))
    printed = _seconds()
    row = _Row(publication.resolve().name, make_epaper(made, pdf, shop), printed - begun, 0)
    row.after = _seconds() - printed
    folder = keep / row.name if keep else work / "epaper"
    write_folder(folder, row.paper.files)
    file = work / "edition.pdf"
    file.write_bytes(pdf)
    with pypdfium2.PdfDocument(pdf) as opened:
        zoned = zones_of_edition(made, opened)
    row.asked["words not in one zone"] = list(zone_problems(made, zoned, file))
    row.asked |= {f"{kind.upper()} XSD": _invalid(kind, row.paper) for kind in _SCHEMAS}
    row.asked["epubcheck"] = _epubcheck(folder / "edition.epub")
    row.asked["page PDFs"] = list(_unsound(folder))
    row.asked["Chromium"] = in_chromium(folder / "index.html")
    row.asked["Firefox"] = in_firefox(folder / "index.html")
    return row


def _seconds() -> float:
    """Seconds of processor time of this process and of those that it began and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _invalid(kind: str, paper: Epaper) -> list[str] | None:
    if not is_at_hand(kind):
        return None
    start = _SCHEMAS[kind]
    files = {n: d for n, d in paper.files.items() if n.startswith(start) and n.endswith(".xml")}
    return [f"{name}: {each}" for name, data in files.items() for each in mistakes(kind, data)]


def _epubcheck(book: Path) -> list[str] | None:
    jar, java = shutil.which("epubcheck"), shutil.which("java")
    if not (jar and java):
        return None
    run = subprocess.run([java, "-jar", jar, str(book)], capture_output=True, text=True)
    lines = (run.stdout + run.stderr).splitlines()
    found = [line for line in lines if line.startswith(("ERROR", "WARNING", "FATAL"))]
    return found or ([] if run.returncode == 0 else lines[-3:])


def _unsound(folder: Path) -> Iterator[str]:
    """Pages of which qpdf finds something to say."""
    for page in sorted((folder / "pages").glob("*.pdf")):
        run = subprocess.run(["qpdf", "--check", str(page)], capture_output=True, text=True)
        if run.returncode:
            yield f"{page.name}: {(run.stdout + run.stderr)[-200:]}"


if __name__ == "__main__":
    sys.exit(main())
