"""What one process does for a site: stories in, their pages out.

The task it is sent with (an errand) names files only, so that it can be sent to any process; what
stories share is read once by each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from layout.publication.all_stories import Shelf, shelf_of, taken
from layout.publication.digests import digest, digest_at
from layout.publication.story_files import root_of
from layout.site.printed_links import PrintedLink, printed_by, printed_by_sign_ups
from layout.site.story_page import StoryInSite, StoryPage, story_page
from layout.story.as_written import Story
from layout.story.pictures.paths import pictures_in
from layout.story.read.any_format import bytes_of
from layout.web.fronts.compose_front import SiteMaterial
from slots.files.door import inside
from slots.finding import BadInput, Finding

if TYPE_CHECKING:
    from layout.publication.material import Material
    from layout.web.cards.addresses import Section


@dataclass(frozen=True)
class Errand:
    """A site: the publication's folder, and the sections that every page names."""

    folder: str
    sections: tuple[Section, ...]

    def __call__(self, places: tuple[StoryInSite, ...]) -> tuple[Made, ...]:
        """The pages of some stories, in this order."""
        return tuple(_made(self, place) for place in places)

    @cached_property
    def shelf(self) -> Shelf:
        """What all stories of the folder share. Raises BadInput with what is wrong with it."""
        return shelf_of(Path(self.folder))


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """What became of a story: its page, the digests of its file and of the pictures it shows (by
    path), and the addresses that the paper prints for it; only `problems` where it cannot be
    used."""

    story: StoryInSite
    page: StoryPage | None = None
    source: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    printed: tuple[PrintedLink, ...] = ()
    problems: tuple[Finding, ...] = ()


def _made(errand: Errand, place: StoryInSite) -> Made:
    shelf = errand.shelf
    file = shelf.folder / place.file
    try:
        source = digest(bytes_of(file, root_of(shelf.folder)))
        return _page(taken(shelf, file), place, errand, source)
    except BadInput as error:
        return Made(place, problems=error.findings)


def _page(material: Material, place: StoryInSite, errand: Errand, source: str) -> Made:
    from dataclasses import replace

    publication = material.house.publication
    shared = SiteMaterial(publication, material.theme, material.foundry, material.rules)
    page = story_page(material.story, place, errand.sections, shared)
    findings = tuple(dict.fromkeys((*material.findings, *page.findings)))
    page = replace(page, findings=findings)
    printed = (
        *printed_by(material.story, place.path),
        *printed_by_sign_ups(material.story, publication, place.path),
    )
    folder = Path(errand.folder)
    pictures = tuple(picture_digests(_pictures(material.story, folder), folder))
    return Made(place, page, source, pictures, tuple(dict.fromkeys(printed)))


def _pictures(story: Story, folder: Path) -> list[str]:
    """The files of a story's pictures, by their paths below the publication's folder; only those
    that are inside it."""
    root = Path(os.path.realpath(folder))
    wanted = (inside(Path(story.source).parent / each.src, folder) for each in pictures_in(story))
    return sorted({file.relative_to(root).as_posix() for file in wanted if file})


def picture_digests(names: list[str], folder: Path) -> Iterator[tuple[str, str]]:
    """Names of files with their digests, "" for those that are not there."""
    for name in names:
        file = folder / name
        yield name, digest_at(file, folder)
