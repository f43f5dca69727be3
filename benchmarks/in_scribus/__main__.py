"""Makes the package of each publication, asks the programs of others, and prints a table."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.in_scribus.opened import Opened, opened
from benchmarks.in_scribus.package import Package, package_of
from benchmarks.in_scribus.printed_text import Compared, compared_text

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from support.idml import idml_schemas
from support.idml.references import dangling

_HEADS = (
    "edition",
    "pages",
    "parts not valid",
    "dangling",
    "SimpleIDML",
    "words of the PDF",
    "not alike",
    "frames in Scribus",
    "mm off at most",
    "texts alike",
    "with tables",
    "frames with our lines",
)
_SHOWN = 30
_NOT_ASKED = "-"


@dataclass(frozen=True, slots=True)
class _Row:
    """What came of one publication; None is what was not asked."""

    package: Package
    invalid: list[str] | None
    dangling: list[str]
    read: str | None
    text: Compared
    scribus: Opened | None

    @property
    def wrong(self) -> list[str]:
        """All that is not as it should be."""
        read = [self.read] if self.read and not self.read.isdecimal() else []
        scribus = self.scribus.wrong if self.scribus else ()
        return [*(self.invalid or ()), *self.dangling, *read, *self.text.wrong, *scribus]

    def cells(self) -> list[str]:
        """The row of the table."""
        invalid = _NOT_ASKED if self.invalid is None else str(len(self.invalid))
        read = self.read or _NOT_ASKED
        told = [
            *(self.package.name, str(len(self.package.made.stacked.pages)), invalid),
            *(str(len(self.dangling)), f"{read} texts" if read.isdecimal() else read),
            *(f"{self.text.words:,}", str(len(self.text.wrong))),
        ]
        return told + _scribus_cells(self.scribus)


def _scribus_cells(found: Opened | None) -> list[str]:
    if found is None:
        return [_NOT_ASKED] * 5
    share = f"{found.lines} of {found.lined} ({found.lines / max(found.lined, 1):.1%})"
    return [f"{found.frames:,}", f"{found.off:.4f}", str(found.texts), str(found.tables), share]


def main() -> int:
    """0 where all is as it should be, 1 where it is not."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.in_scribus")
    parser.add_argument("publications", type=Path, nargs="+", metavar="PUBLICATION")
    rows = []
    for publication in parser.parse_args().publications:
        with tempfile.TemporaryDirectory() as name:
            rows.append(_row(package_of(publication, Path(name))))
        print(f"{rows[-1].package.name}: {len(rows[-1].wrong)} wrong", file=sys.stderr)
    table = Table(*_HEADS, title="IDML, by the programs of others")
    for row in rows:
        table.add_row(*row.cells())
    Console(width=None if sys.stdout.isatty() else 240).print(table)
    for row in rows:
        others = row.scribus.other if row.scribus else ()
        for each in [*row.wrong, *(f"(allowed) {one}" for one in others)][:_SHOWN]:
            print(f"{row.package.name}: {each}")
    return 1 if any(row.wrong for row in rows) else 0


def _row(package: Package) -> _Row:
    """All that is asked of a package."""
    scribus = shutil.which("scribus") and shutil.which("xvfb-run")
    return _Row(
        package,
        idml_schemas.mistakes(package.file) if idml_schemas.there() else None,
        dangling(package.file),
        _read(package) if find_spec("simple_idml") else None,
        compared_text(package),
        opened(package) if scribus else None,
    )


def _read(package: Package) -> str:
    """How many texts SimpleIDML reads, where these are all; else what is wrong."""
    from simple_idml.idml import IDMLPackage  # type: ignore[import-untyped]

    with IDMLPackage(str(package.file)) as found:
        pages = [page for spread in found.spreads_objects for page in spread.pages]
        texts, wanted = len(found.stories), len(package.idml.matter.threads)
    if len(pages) != len(package.idml.matter.pages) or texts != wanted:
        return f"SimpleIDML has {len(pages)} pages and {texts} texts, not {wanted}"
    return str(texts)


if __name__ == "__main__":
    sys.exit(main())
