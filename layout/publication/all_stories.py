"""A publication with its stories: what they share is read once, each story when it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from layout.publication.material import (
    Material,
    Surroundings,
    assembled,
    attempt,
    foundry_of,
    surroundings_of,
    with_creatives,
)
from layout.publication.settings.newsgrid_toml import FILE, House, house_of
from layout.publication.story_files import root_of, stories_of
from layout.story.decided import NOTHING_DECIDED, Decisions
from layout.story.read.any_format import read_story
from layout.story.read.suffixes import SUFFIXES
from layout.typeset.words.foundry import Foundry
from slots.files.door import Unopened, check_folder
from slots.finding import BadInput, Finding, Where, bad_input


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A publication with its stories, or any folder of stories: `stories` are their files, sorted,
    `findings` say where others may have been missed, `decisions` are what its editor decided of a
    printed edition, read where one is made; `written` are other texts of stories than those on
    disk, by their files."""

    folder: Path
    house: House
    around: Surroundings
    stories: tuple[Path, ...]
    foundry: Foundry = field(repr=False)
    findings: tuple[Finding, ...] = ()
    decisions: Decisions = NOTHING_DECIDED
    written: Mapping[Path, str] = field(default_factory=dict)


def shelf_of(folder: Path, ruled: bool = True) -> Shelf:
    """The stories of a publication's folder, or of any folder, with all they share.

    Without `ruled` the publication's rules are left unread. Raises BadInput with the problems of
    all files that they share, where the folder cannot be read to its end, or where there is no
    story.
    """
    try:
        check_folder(folder)
    except Unopened as error:
        hint = "name the folder of a publication, or one with stories"
        code = "missing-file" if error.code == "missing-folder" else error.code
        raise bad_input(code, error.why, Where(str(folder)), hint) from None
    listing = stories_of(folder)
    problems = [*listing.errors]
    shared = attempt(lambda: shared_by(folder, ruled), problems)
    if shared and not (problems or listing.files):
        hint = f"stories end in {', '.join(SUFFIXES)}; start some with: newsgrid new DIR"
        raise bad_input("no-stories", "no stories in here", Where(str(folder)), hint)
    if problems or not shared:
        raise BadInput(dict.fromkeys(problems))
    house, around = shared
    foundry = foundry_of(around.theme)
    return Shelf(folder, house, around, listing.files, foundry, listing.findings)


def shared_by(folder: Path, ruled: bool = True) -> tuple[House, Surroundings]:
    """What the stories of a folder share: the publication with its creatives, and its rules,
    modules and theme.

    Raises BadInput with the problems of all files that it is read from.
    """
    problems: list[Finding] = []
    house = attempt(lambda: house_of(folder / FILE), problems)
    around = surroundings_of(house, ruled, problems) if house else None
    if problems or not (house and around):
        raise BadInput(problems)
    return with_creatives(house, around), around


def taken(shelf: Shelf, story: Path) -> Material:
    """One story of a shelf, read and checked, as `gather` gives it. Raises BadInput."""
    written = read_story(story, root_of(shelf.folder), shelf.written.get(story))
    return assembled(*written, shelf.house, shelf.around, shelf.foundry)
