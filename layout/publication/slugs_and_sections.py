"""Findings of stories' names in print: two stories of one slug, a section that the edition has
not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from layout.publication.ads.book_file import BOOKS
from layout.publication.material import attempt
from layout.publication.settings.newsgrid_toml import FILE, House, load_house
from layout.story.as_written import Story
from layout.story.publication import PrintPlan
from layout.story.read.any_format import read_text
from slots.files.door import shown, there
from slots.finding import Edit, Finding, Severity, Where, edit_on_line
from slots.rules.mistake import nearest, suggested


def repeated_story(slug: str, file: Path, first: Path) -> Finding:
    """An error for a story of a name that another file's story has already."""
    message = f'"{slug}" is already the name of {shown(first)}: the story is left out in print'
    hint = "give one of the files another name"
    return Finding("repeated-story", Severity.ERROR, message, Where(str(file)), hint)


def unknown_section(story: Story, file: Path, plan: PrintPlan) -> Iterator[Finding]:
    """A warning for a story of a section that the edition does not have."""
    names = [section.name for section in plan.sections]
    if story.section and names and story.section not in names:
        near = nearest(story.section, names)
        message = (
            f'section: there is no section "{story.section}" in print{suggested(near)}: '
            f"the story goes to {names[0]}"
        )
        hint = f"one of {', '.join(names)}; or name it in [[print.sections]]"
        found = Finding("unknown-section", Severity.WARNING, message, Where(str(file)), hint)
        yield replace(found, edits=_of_section(file, story.section, near))


def _of_section(file: Path, said: str, meant: str) -> tuple[Edit, ...]:
    """The edit that writes another section into the head of a story."""
    read = attempt(lambda: read_text(file), []) if meant else None
    for number, line in enumerate(read[0].split("\n") if read else (), 1):
        if line.startswith("section:"):
            return edit_on_line(line, number, said, meant)
        if number > 1 and line.startswith("---"):
            break
    return ()


def repeated_among(stories: Mapping[Path, str]) -> Iterator[Finding]:
    """Errors for stories of one name, given the name of each; "" for those that cannot be read."""
    seen: dict[str, Path] = {}
    for file, slug in stories.items():
        if slug in seen:
            yield repeated_story(slug, file, seen[slug])
        elif slug:
            seen[slug] = file


def is_printed(folder: Path) -> bool:
    """Whether a publication is meant to be printed: with an ad book, or pages or sections."""
    if not there(folder / FILE):
        return False
    house = attempt(lambda: load_house(folder / FILE), [])
    return goes_to_press(house) if house else _has_book(folder)


def goes_to_press(house: House) -> bool:
    """Whether a publication that was read is meant to be printed."""
    plan, folder = house.publication.print_plan, house.folder
    return plan != PrintPlan() or bool(folder and _has_book(folder))


def _has_book(folder: Path) -> bool:
    return any(there(folder / name) for name in BOOKS)
