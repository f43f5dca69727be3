"""What is wrong with one file: the reader for its kind, and everything it finds."""

from __future__ import annotations

from pathlib import Path

from layout.desk.ad_book import BOOKS
from layout.desk.book_check import book_findings
from layout.desk.console import Console
from layout.desk.creatives import CREATIVES, read_creatives
from layout.desk.edition_names import homeless
from layout.desk.material import attempt, gather, rules_of
from layout.desk.publication import FILE, House, read_house
from layout.story.library import read_module
from layout.story.publication import Publication
from layout.typeset.theme import load_theme
from slots.finding import Finding
from slots.load import read_text


def inspect(file: Path) -> tuple[Finding, ...]:
    """All findings of a file, errors among them; never raises for what the file holds.

    A .toml file is a publication, an ad book, a theme or rules by its name; a text is a module in a
    folder of that name, else a story, which is checked with its publication, rules and theme.
    """
    problems: list[Finding] = []
    found = attempt(lambda: _findings(file), problems)
    return (*problems, *(found or ()))


def _findings(file: Path) -> tuple[Finding, ...]:
    if file.name == FILE:
        return read_house(read_text(file), file)[1]
    if file.name == CREATIVES:
        return _creatives(file)
    if file.name in BOOKS:
        return book_findings(file)
    if file.name == "theme.toml":
        load_theme(file.parent)
        return ()
    if file.suffix == ".toml":
        return _rules(file)
    if file.parent.name == "modules":
        return read_module(file)[1]
    material = gather(file, Console())
    plan = material.house.publication.print_plan
    return (*material.findings, *homeless(material.story, file, plan))


def _rules(file: Path) -> tuple[Finding, ...]:
    """Rules and their lints; the creatives beside them say which categories are served."""
    from slots.lint import linted

    beside = file.parent / CREATIVES
    text = attempt(lambda: read_text(beside), []) if beside.is_file() else None
    book = read_creatives(text, beside)[0] if text else None
    every = book.all if book else ()
    served = dict.fromkeys(category for each in every for category in each.categories)
    return linted(read_text(file), str(file), tuple(served))


def _creatives(file: Path) -> tuple[Finding, ...]:
    """Creatives, checked against the rules beside them, or ours; what is wrong with those is told
    where they are checked."""
    house = House(Publication(), {}, file.parent / FILE)
    ruled = attempt(lambda: rules_of(house), [])
    return read_creatives(read_text(file), file, ruled[0] if ruled else None)[1]
