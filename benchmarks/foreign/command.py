"""`python -m benchmarks foreign`: makes the editions, prints them, tells what came of each.

--only NAME [NAME ...]    these editions alone
--json FILE               the figures, for --compare
--pages FOLDER            keeps PDFs, and a contact sheet of each as PNG
--worst N FOLDER          draws the N worst pages of all, each with what is wrong with it
--paper FOLDER [...]      with --worst: these publications (the sample weekly), too; alone if no
                          edition is named
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
from benchmarks.foreign.cold_run import Run, print_cold
from benchmarks.foreign.editions import EDITIONS, NAMES, Edition
from benchmarks.foreign.outcome import Outcome, outcome_of
from benchmarks.foreign.publication import DEALT, write
from benchmarks.foreign.story_pool import Told, pool_of
from benchmarks.foreign.worst.faults import JudgedPage, judged, worst
from benchmarks.foreign.worst.sheet import SHEET, draw
from slots.finding import BadInput

_SHARPER = 2
"""Times the dots of the README's picture: heads and pictures are to be told apart."""


class Judging:
    """The pages of editions as they are judged, one edition after the other: their faults, and the
    PDFs they are drawn from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pages: list[JudgedPage] = []
        self.pdfs: dict[str, Path] = {}

    def take(self, name: str, run: Run) -> None:
        """The pages of an edition that was printed."""
        self.pages += judged(name, run.report, run.counted)
        self.pdfs[name] = self._folder / f"{name}.pdf"
        shutil.copyfile(run.pdf, self.pdfs[name])

    def print(self, publication: Path) -> None:
        """The pages of a publication that is none of the editions."""
        with tempfile.TemporaryDirectory() as name:
            self.take(publication.resolve().name, print_cold(publication, Path(name)))


@dataclass(frozen=True, slots=True)
class Bench:
    """Where copy comes from, where publications stand, where pages are kept, if they are, and who
    judges them, if anyone does."""

    corpora: Path
    publications: Path
    pages: Path | None
    judging: Judging | None = None

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
            if bench.judging:
                bench.judging.take(edition.name, run)
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
        if found:
            console.print(tables.table(found))
        if art := tables.art_direction(found):
            console.print(art)
    except BadInput as error:
        sys.exit("\n".join(f"{each.message} ({each.hint})" for each in error.findings))


def _run(asked: argparse.Namespace, say: Callable[[str], None]) -> list[Outcome]:
    """The editions that were asked for; figures are written after each, so that a run that is
    stopped has not been for nothing. Then the worst of their pages are drawn, if that is wanted."""
    editions = [each for each in EDITIONS if each.name in _names(asked)]
    found: list[Outcome] = []
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as pdfs:
        judging = Judging(Path(pdfs)) if asked.worst else None
        bench = Bench(asked.corpora, asked.publications or Path(made), asked.pages, judging)
        for outcome in outcomes(editions, bench, say):
            found.append(outcome)
            if asked.json:
                tables.write(asked.json, found)
        if judging:
            for paper in asked.paper:
                judging.print(paper)
            _draw_worst(judging, *asked.worst, say)
    return found


def _names(asked: argparse.Namespace) -> Sequence[str]:
    """The names of the editions that are to be made."""
    return asked.only or (() if asked.paper else NAMES)


def _draw_worst(judging: Judging, most: int, folder: Path, say: Callable[[str], None]) -> None:
    pages = worst(judging.pages, most)
    if not pages:
        say("no page has a fault: nothing is drawn")
        return
    draw(pages, judging.pdfs, folder)
    for place, page in enumerate(pages, 1):
        say(f"{place:3}. {page.edition}, page {page.number}: {page.weight} ({page.reasons})")
    say(f"{len(pages)} of {len(judging.pages)} pages are on {folder / SHEET}")


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks foreign")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--json", type=Path, help="a file for the figures")
    parser.add_argument("--pages", type=Path, help="a folder for PDFs and contact sheets")
    parser.add_argument("--worst", nargs=2, metavar=("N", "FOLDER"), help="draws the worst pages")
    parser.add_argument("--paper", type=Path, nargs="+", default=[], metavar="FOLDER")
    parser.add_argument("--publications", type=Path, help="a folder that keeps the publications")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="where the copy lies")
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    asked = parser.parse_args(arguments)
    _check_worst(parser, asked)
    if not asked.compare and _names(asked) and not asked.corpora.is_dir():
        parser.error("the corpora are not at hand: name their folder with --corpora")
    return asked


def _check_worst(parser: argparse.ArgumentParser, asked: argparse.Namespace) -> None:
    """Says what of --worst and --paper cannot be meant; N becomes a number."""
    if asked.worst:
        most, folder = asked.worst
        if not (most.isdecimal() and int(most)):
            parser.error(f"--worst {most}: say how many pages first, as in --worst 10 worst-pages")
        asked.worst = int(most), Path(folder)
    if asked.paper and not asked.worst:
        parser.error("--paper goes with --worst: its pages are only judged")
    names = list(NAMES)
    for paper in asked.paper:
        if not (paper / "newsgrid.toml").is_file():
            parser.error(f"--paper {paper}: there is no newsgrid.toml in it")
        if paper.resolve().name in names:
            parser.error(f"--paper {paper}: another edition has its name")
        names.append(paper.resolve().name)
