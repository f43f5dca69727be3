"""Watching: which files of the publication changed on disk, whoever changed them.

A folder that is taken away, put in another's place or unmounted is watched again when it is back;
a link to it may lead elsewhere by then.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import aclosing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from layout.desk.preview.shared.desk import Desk
from layout.site.manifest import NAME as MANIFEST
from slots.files.door import ARTWORK, Unopened, read_file

_STEP, _QUIET = 5, 20
"""Milliseconds: changes are gathered in steps, until nothing more comes or QUIET is over. An editor
that writes a file in two goes is heard once."""

LOOK = 1.0
"""Seconds after which it is checked whether the folder is still the one that is watched."""

_UNFINISHED = ("~", "#", ".tmp", ".swp", ".swx", ".part", ".crdownload")
"""Ends of names that editors and browsers give to what is on its way to its name."""

_OURS = frozenset({"edition.plan.json.old"})
"""What newsgrid leaves in a publication's folder and never reads, beside hidden files."""

_PRODUCED = b"<pdf:Producer>newsgrid<"
"""In the PDFs that newsgrid prints; those of advertisers are somebody else's."""


class _Found(NamedTuple):
    """A folder: where it lies, behind all links; its device and its number there."""

    path: Path
    device: int
    number: int


async def watching(desk: Desk) -> asyncio.Task[None]:
    """The watch until the desk stops, begun: what changes from now on is reported."""
    begun = asyncio.Event()
    task = asyncio.create_task(_watch(desk, begun.set))
    await begun.wait()
    return task


async def _watch(desk: Desk, begun: Callable[[], None]) -> None:
    polling = away = False

    def ready() -> None:
        begun()
        if away:
            desk.events.files_changed(())

    while not desk.stopping.is_set():
        found = _found(desk.folder)
        if found:
            try:
                await _follow(desk, found, polling, ready)
                away = True
                desk.events.files_changed(())
            except Exception:  # no room for more watches, or the folder went as they were made
                polling = True
        begun()
        await _rest(desk)


async def _follow(desk: Desk, found: _Found, polling: bool, ready: Callable[[], None]) -> None:
    """Reports what changes in a folder, until it is another one or the desk stops."""
    from watchfiles import awatch

    watch = awatch(
        found.path,
        step=_STEP,
        debounce=_QUIET,
        stop_event=desk.stopping,
        rust_timeout=round(LOOK * 1000),
        yield_on_timeout=True,
        force_polling=polling or None,
        ignore_permission_denied=True,
    )
    async with aclosing(watch) as changes:
        coming = asyncio.ensure_future(anext(changes, None))
        await asyncio.sleep(0)  # it runs up to where it waits: the watch is there by then
        if not coming.done():
            ready()
        while (batch := await coming) is not None and _found(desk.folder) == found:
            _report(desk, set(named((path for _, path in batch), found.path)), found.path)
            coming = asyncio.ensure_future(anext(changes, None))


def _report(desk: Desk, names: set[str], root: Path) -> None:
    """Reports which files changed; where a folder came or went, that any may have: the files in it
    are not known."""
    if any(map(_folder, map(root.joinpath, names))):
        desk.events.files_changed(())
    else:
        desk.events.noticed(names)


def _folder(file: Path) -> bool:
    """Whether a name is, or by its looks was, a folder's."""
    return file.is_dir() or (not file.suffix and not file.exists())


async def _rest(desk: Desk) -> None:
    """Waits a little, unless the desk stops."""
    try:
        await asyncio.wait_for(desk.stopping.wait(), LOOK)
    except TimeoutError:
        return


def _found(folder: Path) -> _Found | None:
    """The folder that is there by now, None where there is none."""
    try:
        path = Path(os.path.realpath(folder))
        known = path.stat()
    except OSError:
        return None
    return _Found(path, known.st_dev, known.st_ino) if path.is_dir() else None


def named(paths: Iterable[str], root: Path) -> Iterator[str]:
    """Names below a folder of what people may have written: nothing hidden, nothing that newsgrid
    made, and no file that is on its way to its name."""

    @cache
    def made(folder: Path) -> bool:
        """Whether a folder is, or lies in, a site that was written here."""
        return folder != root and ((folder / MANIFEST).is_file() or made(folder.parent))

    for path in paths:
        file = Path(path)
        if not file.is_relative_to(root) or file == root:
            continue
        parts = file.relative_to(root).parts
        if any(map(_unfinished, parts)) or parts[-1] in _OURS or made(file) or _printed(file):
            continue
        yield "/".join(parts)


def _unfinished(part: str) -> bool:
    """Hidden, or an editor's: "a.md~", "#a.md#", Vim's "4913", "a.md___jb_tmp___"."""
    return (
        part.startswith((".", "#"))
        or part.endswith(_UNFINISHED)
        or part == "4913"
        or "___jb_" in part
    )


def _printed(file: Path) -> bool:
    """Whether a file is a PDF of ours."""
    if file.suffix.lower() != ".pdf":
        return False
    try:
        return _PRODUCED in read_file(file, ARTWORK)
    except Unopened:
        return False
