"""Which files are stories: told by their names and by where they lie, without opening any."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from layout.desk.publication import FILE
from layout.story.read import MARKDOWN_SUFFIXES, PLAIN_SUFFIXES

SUFFIXES = (*MARKDOWN_SUFFIXES, *PLAIN_SUFFIXES)


def stories_in(folder: Path) -> tuple[Path, ...]:
    """The files of the stories of a publication, or of a folder that is none.

    Of a publication those beside newsgrid.toml and all in stories/; of another folder all in it.
    """
    if is_publication(folder):
        return (*texts(folder.glob("*")), *texts((folder / "stories").rglob("*")))
    return texts(folder.rglob("*"))


def is_publication(folder: Path) -> bool:
    """Whether a folder is laid out as a publication: only its stories/ is searched for stories."""
    return (folder / FILE).is_file() or (folder / "stories").is_dir()


def texts(files: Iterable[Path]) -> tuple[Path, ...]:
    """Those that are stories or modules by their names, sorted; README.md, in capitals, is none."""
    return tuple(sorted(file for file in files if is_text(file.name) and file.is_file()))


def is_text(name: str) -> bool:
    """Whether a file of this name is a story or a module. Without a path, of which there may be
    thousands."""
    stem, dot, ending = name.rpartition(".")
    return bool(stem) and f"{dot}{ending}".lower() in SUFFIXES and not stem.isupper()
