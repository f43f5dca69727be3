"""A zone, a page of zones, and what both are looked up in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from layout.edition.make_edition import Newspaper
from layout.epaper.zones.outline import Polygon
from layout.epaper.zones.printed_words import TextBlock, blocks_of
from layout.page.document import Image
from layout.story.as_written import Story
from layout.story.run import text_of


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A part of a page. `polygons` are its outlines, one where it hangs together; `blocks` its
    words, in reading order; `story` the slug of the story it belongs to, "" for none; `title` what
    it is called: a headline, a picture's alternative text, an advertiser. It `leads_to` a page
    (0: to none); `before` and `after` it come other parts of its story, by their ids."""

    id: str
    kind: str
    page: int
    order: int
    polygons: tuple[Polygon, ...]
    blocks: tuple[TextBlock, ...] = ()
    story: str = ""
    title: str = ""
    language: str = ""
    leads_to: int = 0
    image: Image | None = None
    house_ad: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class ZonedPage:
    """A page with its zones in reading order; its size in millipoints, and whether it is `closed`;
    `stories` are the slugs of those that stand on it."""

    number: int
    section: str
    width: int
    height: int
    zones: tuple[Zone, ...]
    stories: tuple[str, ...]
    closed: bool = False


class Every:
    """What all pages are looked up in."""

    def __init__(self, made: Newspaper) -> None:
        self.made = made
        self.blocks = blocks_of(made.document.pages)
        self.stories: Mapping[str, Story] = {a.story.slug: a.story for a in made.copy.articles}
        self.placed = {page.page: page.placed for page in made.plan.pages}
        self.bookings = {one.id: one for one in made.stacked.bookings}

    def named(self, zone: Zone, slug: str) -> Zone:
        """A zone of a story."""
        story = self.stories.get(slug)
        if story is None:
            return zone
        title = zone.title if zone.kind != "story" else text_of(story.headline)
        return replace(zone, story=slug, title=title, language=story.language)
