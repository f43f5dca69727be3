"""An issue: an edition as the files of its e-paper speak of it, with the names of all of these.

edition.json          zones of all pages          stories/NAME.html, .xml   to read, as NITF
pages/page-001.pdf    and .jpg: as it is read     media/                    pictures of stories
thumbnails/           small pictures of pages     mets.xml                  what all this is
alto/page-001.xml     words with their places     edition.epub
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from layout.edition.make_edition import Newspaper
from layout.epaper.stories.story_markup import Pictures
from layout.epaper.stories.story_pictures import PictureDesk
from layout.epaper.zones.zone import Zone, ZonedPage
from layout.story.as_written import Story
from layout.story.run import text_of
from layout.story.text.pieces import name_of
from layout.story.text.written_dates import write_day
from slots.finding import Finding

ZONES, METS, EPUB, READER = "edition.json", "mets.xml", "edition.epub", "index.html"
"""The files of which there is one."""


@dataclass(frozen=True, slots=True, eq=False)
class IssuePage:
    """A page, with the names of its files."""

    zoned: ZonedPage

    @property
    def number(self) -> int:
        """Its number."""
        return self.zoned.number

    @property
    def name(self) -> str:
        """What its files are called: "page-003"."""
        return f"page-{self.number:03}"

    @property
    def pdf(self) -> str:
        """The page alone."""
        return f"pages/{self.name}.pdf"

    @property
    def picture(self) -> str:
        """As it is read."""
        return f"pages/{self.name}.jpg"

    @property
    def thumbnail(self) -> str:
        """As it is found among others."""
        return f"thumbnails/{self.name}.jpg"

    @property
    def alto(self) -> str:
        """Its words with their places."""
        return f"alto/{self.name}.xml"


@dataclass(frozen=True, slots=True, eq=False)
class IssueStory:
    """A story that stands in the issue: its name among the files, its pictures, the zones it has,
    in reading order, the numbers of their pages and the section of the first."""

    story: Story
    name: str
    pictures: Pictures
    zones: tuple[Zone, ...]
    pages: tuple[int, ...]
    section: str

    @property
    def html(self) -> str:
        """The story to read."""
        return f"stories/{self.name}.html"

    @property
    def nitf(self) -> str:
        """The story as NITF."""
        return f"stories/{self.name}.xml"

    @property
    def title(self) -> str:
        """Its headline, or what it is called where it has none."""
        return text_of(self.story.headline).strip() or self.story.slug


@dataclass(frozen=True, slots=True, eq=False)
class Issue:
    """An edition: what it is called, its pages, and the stories on them in reading order."""

    name: str
    tagline: str
    language: str
    date: datetime.date | None
    number: str
    identifier: str
    pages: tuple[IssuePage, ...]
    stories: tuple[IssueStory, ...]

    @property
    def day(self) -> str:
        """Its date in words, "" where it has none."""
        return write_day(self.date, self.language) if self.date else ""

    @property
    def title(self) -> str:
        """Name and date: "The Quay News, Thursday 26 November 2026"."""
        return ", ".join(filter(None, (self.name, self.day)))

    @property
    def by_slug(self) -> Mapping[str, IssueStory]:
        """Its stories by their slugs."""
        return {one.story.slug: one for one in self.stories}

    @property
    def sections(self) -> Mapping[str, tuple[IssueStory, ...]]:
        """Its stories by section, in the order of the pages."""
        found: dict[str, list[IssueStory]] = {}
        for one in self.stories:
            found.setdefault(one.section, []).append(one)
        return {name: tuple(stories) for name, stories in found.items()}


def issue_of(
    made: Newspaper, pages: Sequence[ZonedPage], desk: PictureDesk
) -> tuple[Issue, tuple[Finding, ...]]:
    """The issue that an edition with these zones is, and what is wrong with pictures."""
    house, written = made.stacked.publication, {a.story.slug: a.story for a in made.copy.articles}
    findings: list[Finding] = []
    stories: list[IssueStory] = []
    slugs = dict.fromkeys(slug for page in pages for slug in _slugs(page))
    names = _names(slugs)
    for slug in slugs:
        zones = tuple(zone for page in pages for zone in page.zones if zone.story == slug)
        on = tuple(page.number for page in pages if slug in page.stories)
        section = next(page.section for page in pages if page.number == on[0])
        pictures, wrong = desk.of(written[slug])
        findings += wrong
        stories.append(IssueStory(written[slug], names[slug], pictures, zones, on, section))
    key = f"{house.site or house.name}/{house.date or ''}/{house.number}"
    identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}"
    issue = Issue(
        *(house.name, house.tagline, house.language, house.date, house.number, identifier),
        tuple(map(IssuePage, pages)),
        tuple(stories),
    )
    return issue, tuple(findings)


def _slugs(page: ZonedPage) -> Iterator[str]:
    """The stories of a page as it is read: those that begin there before what belongs to others."""
    yield from (zone.story for zone in page.zones if zone.kind == "story")
    yield from page.stories


def _names(slugs: Mapping[str, None]) -> Mapping[str, str]:
    """A name for the files of each story, no two alike: letters, digits and hyphens."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for slug in slugs:
        stem = name_of(slug)[:80] or "story"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        names[slug] = name
    return names
