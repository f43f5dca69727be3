"""Names: files as the desk calls them, by their names below the publication's folder."""

from __future__ import annotations

from pathlib import Path


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
    resolved, root = path.resolve(), folder.resolve()
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else file
