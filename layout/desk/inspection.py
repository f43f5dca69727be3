"""What is wrong with one file: the reader for its kind, and everything it finds."""

from __future__ import annotations

from pathlib import Path

from layout.desk.console import Console
from layout.desk.material import attempt, gather
from layout.desk.publication import FILE, read_house
from layout.story.library import read_module
from layout.typeset.theme import load_theme
from slots.finding import Finding
from slots.load import read_rules, read_text


def inspect(file: Path) -> tuple[Finding, ...]:
    """All findings of a file, errors among them; never raises for what the file holds.

    A .toml file is a publication, a theme or rules by its name; a text is a module in a folder of
    that name, else a story, which is checked with its publication, rules and theme.
    """
    problems: list[Finding] = []
    found = attempt(lambda: _findings(file), problems)
    return (*problems, *(found or ()))


def _findings(file: Path) -> tuple[Finding, ...]:
    if file.name == FILE:
        return read_house(read_text(file), file)[1]
    if file.name == "theme.toml":
        load_theme(file.parent)
        return ()
    if file.suffix == ".toml":
        return read_rules(read_text(file), str(file))[1]
    if file.parent.name == "modules":
        return read_module(file)[1]
    return gather(file, Console()).findings
