"""`python -m benchmarks foreign`: makes the editions, prints them, tells what came of each.

--only NAME [NAME ...]    these editions alone
--json FILE               the figures, for --compare
--pages FOLDER            keeps PDFs, and a contact sheet of each as PNG
--publications FOLDER     keeps the publications, and prints those that are there already
--compare BEFORE AFTER    two files of --json beside each other; nothing is printed
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rich.console import Console

from benchmarks.contact_sheet import DPI, contact_sheet, pages_of
from benchmarks.corpora import CORPORA
from benchmarks.foreign import tables
from benchmarks.foreign.cold_run import print_cold
from benchmarks.foreign.editions import EDITIONS, NAMES, Edition
from benchmarks.foreign.outcome import Outcome, outcome_of
from benchmarks.foreign.publication import DEALT, write
from benchmarks.foreign.story_pool import Told, pool_of
from slots.finding import BadInput

_SHARPER = 2
"""Times the dots of the README's picture: heads and pictures are to be told apart."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where copy comes from, where publications stand, and where pages are kept, if they are."""

    corpora: Path
    publications: Path
    pages: Path | None

    def pool(self, edition: Edition) -> tuple[Told, ...]:
        """The copy of an edition, imported when the first edition that has it is to be made."""
        return _pool(self, edition.copy)

    def publication(self, edition: Edition) -> Path:
        """The folder of an edition; it is made where it is not there."""
        folder = self.publications / edition.name
        if not (folder / DEALT).exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a run began that was stopped
            write(edition, self.pool(edition), self.corpora, folder)
        return folder


@cache
def _pool(bench: Bench, groups: tuple[str, ...]) -> tuple[Told, ...]:
    return pool_of(bench.corpora, bench.publications / "copy", groups)


def outcomes(
    editions: Sequence[Edition], bench: Bench, say: Callable[[str], None]
) -> Iterator[Outcome]:
    """The editions, one after the other."""
    for edition in editions:
        folder = bench.publication(edition)
        with tempfile.TemporaryDirectory() as name:
            run = print_cold(folder, Path(name))
            found = outcome_of(edition, json.loads((folder / DEALT).read_text()), run)
            if bench.pages:
                _keep(run.pdf, edition, bench.pages)
        say(f"{edition.name}: {found.cpu:.1f} CPU s")
        yield found


def _keep(pdf: Path, edition: Edition, pages: Path) -> None:
    """Keeps a PDF, and a picture of all its pages."""
    pages.mkdir(parents=True, exist_ok=True)
    contact_sheet(pages_of(pdf, DPI * _SHARPER)).save(pages / f"{edition.name}.png", optimize=True)
    shutil.copyfile(pdf, pages / f"{edition.name}.pdf")


def main(arguments: Sequence[str]) -> None:
    """Runs the bench, or compares two of its runs."""
    asked = _parsed(arguments)
    console = Console(width=None if sys.stdout.isatty() else 240)
    try:
        if asked.compare:
            before, after = map(tables.read, asked.compare)
            console.print(tables.compared(before, after))
            return
        found = _run(asked, Console(stderr=True).print)
        console.print(tables.table(found))
        if art := tables.art_direction(found):
            console.print(art)
    except BadInput as error:
        sys.exit("\n".join(f"{each.message} ({each.hint})" for each in error.findings))


def _run(asked: argparse.Namespace, say: Callable[[str], None]) -> list[Outcome]:
    """The editions that were asked for; figures are written after each, so that a run that is
    stopped has not been for nothing."""
    editions = [each for each in EDITIONS if each.name in (asked.only or NAMES)]
    found: list[Outcome] = []
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(asked.corpora, asked.publications or Path(name), asked.pages)
        for outcome in outcomes(editions, bench, say):
            found.append(outcome)
            if asked.json:
                tables.write(asked.json, found)
    return found


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks foreign")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, help="a file for the figures")
    parser.add_argument("--pages", type=Path, help="a folder for PDFs and contact sheets")
    parser.add_argument("--publications", type=Path, help="a folder that keeps the publications")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="where the copy lies")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    asked = parser.parse_args(arguments)
    if not asked.compare and not asked.corpora.is_dir():
        parser.error("the corpora are not at hand: name their folder with --corpora")
    return asked
