"""Where results go: whole or not at all, and nothing that is not ours is touched."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from layout.work.terminal.console import STDOUT
from layout.work.writing.temporaries import tidy
from layout.work.writing.whole_files import write_whole
from slots.finding import Where, bad_input


def write_file(file: Path, data: bytes) -> None:
    """Writes one file, making its folders; what was there stays until the new one is whole.

    A symbolic link keeps leading where it does, and a device or pipe (/dev/null) is written to,
    never replaced; STDOUT is written to. What a killed run left beside it is taken away. Raises
    BadInput where that cannot be done.
    """
    write_each({file: data})


def _pour_out(data: bytes) -> None:
    """Writes to stdout, as bytes."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_each(files: Mapping[Path, bytes]) -> None:
    """Writes files as `write_file` does, in this order; each folder is looked through once."""
    tidied: set[Path] = set()
    for file, data in files.items():
        if file is STDOUT:
            _pour_out(data)
            continue
        place = _behind(file)
        _make_folder(place.parent)
        if place.parent not in tidied:
            tidy(place.parent)
            tidied.add(place.parent)
        if place.exists() and not place.is_file() and not place.is_dir():
            place.write_bytes(data)
        else:
            write_whole(place, data)


def _behind(file: Path) -> Path:
    """The file to write: what a link leads to. Raises BadInput for one that leads to itself."""
    if not file.is_symlink():
        return file
    place = Path(os.path.realpath(file))
    if place.is_symlink():
        hint = "remove the link, or name another file with -o"
        raise bad_input("link-loop", "is a link that leads to itself", Where(str(file)), hint)
    return place


def write_folder(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Writes files into a folder, by names below it, and gives the names in the order written.

    Each is whole or as it was; pages come last, so that no page ever names a file that is not yet
    there. Files of other names are left alone. Raises BadInput where that cannot be done.
    """
    ordered = sorted(files, key=lambda name: (name.endswith(".html"), name))
    write_each({folder / name: files[name] for name in ordered})
    return tuple(ordered)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"the folder cannot be made: {(error.strerror or str(error)).lower()}"
        hint = "choose another place with -o, or mend its permissions"
        raise bad_input("cannot-write", message, Where(str(folder)), hint) from None
