"""Names: files as the desk calls them, by their names below the publication's folder."""

from __future__ import annotations

import os
from pathlib import Path

from slots.files.door import inside


def name_of(folder: Path, file: str) -> str:
    """A file's name below a folder, with slashes; as it was given where it lies elsewhere.

    >>> name_of(Path("gazette"), "gazette/stories/flood.md")
    'stories/flood.md'
    >>> name_of(Path("gazette"), "/etc/hosts")
    '/etc/hosts'
    """
    path = Path(file)
    if path.is_relative_to(folder):
        return path.relative_to(folder).as_posix()
    whole, root = path.absolute(), folder.absolute()
    if whole.is_relative_to(root):
        return whole.relative_to(root).as_posix()
    real = inside(path, folder)
    return real.relative_to(os.path.realpath(folder)).as_posix() if real else file
