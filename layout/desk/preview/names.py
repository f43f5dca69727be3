"""Names: files as the desk calls them, by their names below the publication's folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from slots.finding import Finding


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


def below(folder: Path, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings whose files are called by their names below a folder, each different one once."""
    return tuple(dict.fromkeys(_renamed(folder, finding) for finding in findings))


def _renamed(folder: Path, finding: Finding) -> Finding:
    file = finding.where.file
    if file is None:
        return finding
    name = name_of(folder, file)
    return finding if name == file else replace(finding, where=replace(finding.where, file=name))
