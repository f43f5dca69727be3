"""Where templates lie: in a theme's folder, through the door, and among ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BaseLoader, TemplateNotFound

from layout.typeset.words.theme import THEMES, theme_file
from slots.files.door import TEMPLATE, Unopened
from slots.finding import Where, bad_input

if TYPE_CHECKING:
    from jinja2 import Environment

OURS = THEMES.parent
_SHARED = "shared"
"""The folder of templates that both editions have."""

_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,4}")
"""What a template can be called: a path that leads nowhere else."""

_Stamp = tuple[int, int, int, int] | None


class Shelves(BaseLoader):
    """The templates of a theme and, where it has none of a name, ours.

    `foreign` says whether the theme is a publication's; `taken` are the texts of its
    files that were read, by their paths.
    """

    def __init__(self, folder: Path, home: Path | None, room: str) -> None:
        self.folder, self.home, self.room = folder, home, room
        self.foreign = not folder.is_relative_to(THEMES)
        self.taken: dict[str, str] = {}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """A template's text, its file, and what says whether that is as it was.

        Raises TemplateNotFound, or BadInput where a file of the theme cannot be read.
        """
        if not isinstance(template, str) or not _NAME.fullmatch(template):
            raise TemplateNotFound(str(template)[:60])
        if self.foreign:
            files = tuple(self.own(template))
            stamps = tuple(map(_stamp, files))
            for file in files:
                text = _read_own(file, self.folder, self.home)
                if text is not None:
                    self.taken[str(file)] = text
                    return text, str(file), lambda: tuple(map(_stamp, files)) == stamps
            ours, path = _ours(self.room, template)
            return ours, path, lambda: tuple(map(_stamp, files)) == stamps
        return *_ours(self.room, template), lambda: True

    def own(self, template: str) -> Iterator[Path]:
        """Where a theme may have a template of its own."""
        yield from (self.folder / each / template for each in (self.room, _SHARED))

    def place(self, word: str) -> Where:
        """The first line of the theme's files, as they were read, that holds a word; else one of
        the files."""
        files = sorted(self.taken)
        for file in files:
            for number, line in enumerate(self.taken[file].lower().split("\n"), 1):
                if word and word.lower() in line:
                    return Where(file, number)
        return Where(files[0]) if files else Where()

    def is_own(self, file: str | None) -> bool:
        """Whether a file is one of the theme's."""
        return self.foreign and file is not None and file in self.taken


def _read_own(file: Path, folder: Path, home: Path | None) -> str | None:
    """The text of a file in the folder of a publication's theme, None where there is none.

    Raises BadInput where it is no text, too large, or lies elsewhere.
    """
    try:
        data = theme_file(file, folder, home, TEMPLATE)
    except Unopened as error:
        if error.code == "missing-file":
            return None
        raise error.at(Where(str(file))) from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        where = Where(str(file), line)
        raise bad_input("not-text", "this is not UTF-8 text", where, "save it as UTF-8") from None


@lru_cache(maxsize=256)
def _ours(room: str, template: str) -> tuple[str, str]:
    """The text and the file of one of ours. Raises TemplateNotFound."""
    for folder in (room, _SHARED):
        file = OURS / folder / template
        if file.is_file():
            return file.read_text(encoding="utf-8"), str(file)
    raise TemplateNotFound(template)


def _stamp(file: Path) -> _Stamp:
    """What changes where a file does."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev
