"""newsgrid preview: a local desk in the browser, where pages are seen and rules are tried."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from layout.desk.command_line.named_publication import check_there, publication_named
from layout.desk.command_line.options import FILE, reports
from layout.publication.settings.newsgrid_toml import FILE as NAME
from layout.publication.settings.newsgrid_toml import find_publication
from layout.publication.story_files import is_publication, stories_in
from layout.story.read.suffixes import SUFFIXES
from layout.work.processes.copies import OUTSIDE
from layout.work.terminal.console import Console
from layout.work.terminal.report import Report
from slots.finding import Where, bad_input

if TYPE_CHECKING:
    from layout.desk.preview.access.lock import Lock
    from layout.desk.preview.shared.desk import Place

_PORT = 4740
_EPILOG = """\b
Examples:
  newsgrid preview                       the publication that this folder is, or lies in
  newsgrid preview gazette               another one
  newsgrid preview gazette/stories/flood.md   the same, with this story open
  newsgrid preview story.md --port 8000  a story that has no publication

Only this machine can reach it, and only with the key in the address, which is
another one each time; nothing is sent anywhere. Ctrl-C ends it.
"""


@click.command(epilog=_EPILOG)
@click.argument("path", metavar="[PUBLICATION|STORY]", type=FILE, default=".")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="The port to listen on, on this machine alone; 0: any free one.",
)
@click.option("--open/--no-open", "shown", default=True, help="Open the browser (default: do).")
@reports
def preview(console: Console, path: Path, port: int, shown: bool) -> Report:
    """See pages as they will be published and printed, and try out slot rules, in the browser.

    What changes on disk shows at once. With --json the report is one line, as soon as the desk
    answers.
    """
    from layout.desk.preview.serve import listening, serve

    place = place_of(path)
    sockets = (listening(port), listening(0))

    def ready(lock: Lock) -> None:
        data = {"url": lock.address, "folder": str(place.folder), "story": place.story}
        named = path if path.name else Path(os.path.realpath(path)).name
        text = f"{named} is open at {lock.address} (Ctrl-C ends it)"
        console.announce(Report(data, text), "preview")
        if shown:
            _open(lock.opening)

    serve(place, sockets, ready)
    return Report(announced=True)


def place_of(path: Path) -> Place:
    """What a path names: a publication's folder, or a story, with its publication if it has one.

    Raises BadInput where it is neither.
    """
    from layout.desk.preview.shared.desk import Place

    check_there(path, "file or folder")
    if path.is_dir():
        path = publication_named(path)
        if is_publication(path) or stories_in(path):
            return Place(path)
        hint = "name a publication or a story, or start one: newsgrid new DIR"
        raise bad_input(
            "nothing-to-preview", f"no {NAME} and no story in here", Where(str(path)), hint
        )
    if path.suffix.lower() not in SUFFIXES:
        hint = f"a story ends in {', '.join(SUFFIXES)}"
        raise bad_input("no-story", "not a story", Where(str(path)), hint)
    found = find_publication(path)
    folder = found.parent if found else path.parent
    return Place(folder, path.absolute().relative_to(folder.absolute()).as_posix(), found is None)


def _open(address: str) -> None:
    """Opens the browser, where this machine has a display.

    A separate process does it: some browsers write to the terminal, do not return until they are
    closed, or wait for keys. Whether it worked cannot be known; the address has been printed.
    """
    command = [sys.executable, "-m", "webbrowser", "-t", address]
    quiet = subprocess.DEVNULL

    def wait() -> None:
        with suppress(OSError):
            subprocess.run(
                command,
                stdin=quiet,
                stdout=quiet,
                stderr=quiet,
                env=OUTSIDE,
                start_new_session=True,
                check=False,
            )

    threading.Thread(target=wait, daemon=True).start()


COMMAND = preview
