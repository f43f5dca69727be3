"""newsgrid new: writes a publication that works, for someone to make their own."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import DirEntry
from pathlib import Path

import click

from layout.desk.command_line.options import FILE, reports
from layout.work.terminal.console import Console
from layout.work.terminal.output import write_folder
from layout.work.terminal.report import Report
from slots.files.door import Unopened, is_folder, listed, there
from slots.finding import Where, bad_input
from slots.legible import shown

_EPILOG = """\b
Example:
  newsgrid new gazette
"""
_SAMPLE = "stories/harbour-wall.md"
_NEXT = """\
{folder} is a publication: {files}.

Next:
  cd {folder}
  newsgrid preview                          see it in the browser, change it, save: it shows at once

Or from the command line:
  newsgrid print {sample} -o harbour-wall.pdf
  newsgrid web {sample} -o public
  newsgrid check

Change newsgrid.toml (name, addresses, format) and slots.toml (where ads and boxes may go)."""


@click.command(epilog=_EPILOG)
@click.argument("folder", metavar="DIR", type=FILE)
@reports
def new(console: Console, folder: Path) -> Report:
    """Write a publication that works, in a new or empty folder: settings, rules and a sample."""
    console.step("Checking the folder")
    _check_empty(folder)
    console.step("Writing the publication")
    names = write_folder(folder, dict(_sample_files()))
    text = _NEXT.format(folder=shown(folder), files=", ".join(names), sample=_SAMPLE)
    return Report({"folder": str(folder), "files": list(names)}, text)


def _check_empty(folder: Path) -> None:
    """Raises BadInput where anything is in the way: what someone wrote is never overwritten."""
    if not there(folder):
        return
    if not is_folder(folder):
        hint = "choose another name"
        raise bad_input("in-the-way", "there is a file of that name", Where(str(folder)), hint)
    if any(_entries(folder)):
        hint = "choose a new or empty folder: nothing is overwritten"
        raise bad_input("in-the-way", "the folder is not empty", Where(str(folder)), hint)


def _entries(folder: Path) -> Iterator[DirEntry[str]]:
    try:
        yield from listed(folder)
    except Unopened as error:
        raise error.at(Where(str(folder))) from None


def _sample_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each file: our sample publication, and the rules we ship."""
    templates = files("templates")
    yield from _below(templates / "publication", "")
    yield "slots.toml", (templates / "slots.toml").read_bytes()
    yield "modules/blue_box.txt", (templates / "modules" / "blue_box.txt").read_bytes()
    yield "modules/newsletter.txt", (templates / "modules" / "newsletter.txt").read_bytes()


def _below(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _below(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.read_bytes()


COMMAND = new
