"""A publication with its stories: what they share is read once, each story when it is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from layout.desk.material import (
    Material,
    Surroundings,
    assembled,
    attempt,
    stocked,
    surroundings_of,
)
from layout.desk.publication import FILE, House, house_of
from layout.story.read import MARKDOWN_SUFFIXES, PLAIN_SUFFIXES, read_story
from layout.story.story import Story
from layout.typeset.foundry import Foundry
from slots.finding import BadInput, Finding, Where, bad_input

Reader = Callable[[Path], tuple[Story, tuple[Finding, ...]]]
"""Reads a story as `read_story` does."""

SUFFIXES = (*MARKDOWN_SUFFIXES, *PLAIN_SUFFIXES)


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A folder of stories with the publication around them. `stories` are their files, sorted."""

    folder: Path
    house: House
    around: Surroundings
    stories: tuple[Path, ...]
    foundry: Foundry = field(repr=False)


def shelf_of(folder: Path, ruled: bool = True) -> Shelf:
    """The stories of a publication's folder, or of any folder, with all they share.

    Without `ruled` the publication's rules are left unread. Raises BadInput with the problems of
    all files that they share, or where there is no story.
    """
    if not folder.is_dir():
        hint = "name the folder of a publication, or one with stories"
        raise bad_input("missing-file", "no such folder", Where(str(folder)), hint)
    stories = stories_in(folder)
    house, around = shared_by(folder, ruled)
    if not stories:
        hint = f"stories end in {', '.join(SUFFIXES)}; start some with: newsgrid new DIR"
        raise bad_input("no-stories", "no stories in here", Where(str(folder)), hint)
    return Shelf(folder, house, around, stories, Foundry(around.theme.fallback))


def shared_by(folder: Path, ruled: bool = True) -> tuple[House, Surroundings]:
    """What the stories of a folder share: the publication with its creatives, and what it gives.

    Raises BadInput with the problems of all files that it is read from.
    """
    problems: list[Finding] = []
    house = attempt(lambda: house_of(folder / FILE), problems)
    around = surroundings_of(house, ruled, problems) if house else None
    if problems or not (house and around):
        raise BadInput(problems)
    return stocked(house, around), around


def taken(shelf: Shelf, story: Path, read: Reader = read_story) -> Material:
    """One story of a shelf, read and checked, as `gather` gives it. Raises BadInput."""
    return assembled(read(story), shelf.house, shelf.around, shelf.foundry)


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
    return tuple(
        sorted(
            file
            for file in files
            if file.suffix.lower() in SUFFIXES and not file.stem.isupper() and file.is_file()
        )
    )
