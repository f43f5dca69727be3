"""A story's page for the preview: as `newsgrid site`, or `newsgrid web`, writes it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from layout.desk.material import Material
from layout.desk.preview.web_fonts import Files, Wardrobe
from layout.desk.preview.web_kept import Kept
from layout.desk.preview.web_shared import Base
from layout.desk.preview.web_spots import Spots
from layout.desk.preview.web_walk import Stamp, stamp_of
from layout.desk.shelf import taken
from layout.story.block import Picture
from layout.story.picture_file import pictures_in
from layout.story.story import Story
from layout.web.assets import FONTS, links, named_css
from layout.web.compose import Draft, drafted, html_of, media_of, plan_story
from layout.web.front_page import House
from layout.web.markup import TEMPLATES
from layout.web.plan import WebPlan
from layout.web.site_addresses import ASSETS
from layout.web.site_assets import ICON, in_assets, page_links
from layout.web.site_meta import root_of
from layout.web.site_story import MEDIA, story_draft
from layout.web.thumbnails import Teaser, teaser_of
from slots.finding import Finding
from slots.rules import Rules
from slots.trace import Trace

ALONE = "index.html"
"""The path of a page without a site."""

Watched = tuple[tuple[str, Stamp | None], ...]
"""Files that a page shows, with their stamps when it was made."""


@dataclass(frozen=True, slots=True, eq=False)
class Composed:
    """A page: its path in the site, its HTML without the desk's bridge, and what it was made of.

    `revision` is a digest of the HTML, which names all its assets by what is in them.
    """

    path: str
    html: bytes
    revision: str
    draft: Draft
    material: Material
    watched: Watched
    findings: tuple[Finding, ...]

    @property
    def rules(self) -> Rules:
        """The rules that it was placed by."""
        return self.material.rules

    def current(self) -> bool:
        """Whether its pictures are as they were."""
        return all(stamp_of(Path(file)) == stamp for file, stamp in self.watched)


@dataclass(slots=True, eq=False)
class Composer:
    """Makes pages; keeps teasers, which take long to make."""

    wardrobe: Wardrobe
    teasers: Kept[object, Teaser] = field(default_factory=lambda: Kept(256))

    def site_page(self, name: str, base: Base, spots: Spots) -> tuple[Composed, Files]:
        """A story's page in the site of its publication, and its files by their paths there.

        Raises BadInput.
        """
        material = taken(base.shelf, base.shelf.folder / name)
        place = spots.files[name]
        spot = (name, place.section, place.path)
        house = _house(material)
        watched = _watched(material.story)
        teaser = self._teaser(material.story)
        _, draft = story_draft(material.story, spot, spots.sections, house, teaser)
        fonts, sheet, files = self.wardrobe.site(draft.used)
        sheets = [sheet]
        if draft.css:
            sheets.append(named_css("page", draft.css))
            files = {**files, sheets[1]: draft.css.encode()}
        folder = f"{root_of(place.path)}{ASSETS}/"
        html = html_of(draft.page, page_links(draft.used, fonts, folder, sheets)).encode()
        files = {**files, **dict(media_of(draft.page)), ICON: icon()}
        made = _composed(place.path, html, draft, material, watched)
        return made, {in_assets(each): data for each, data in files.items()}

    def lone_page(self, name: str, base: Base) -> tuple[Composed, Files]:
        """The page of a story without a publication, and its files. Raises BadInput."""
        material = taken(base.shelf, base.shelf.folder / name)
        watched = _watched(material.story)
        house = _house(material)
        draft = drafted(material.story, house.theme, house.foundry, house.rules, house.publication)
        fonts, sheet, files = self.wardrobe.alone(draft.used, draft.page.sheet, draft.css)
        named = links((f"{FONTS}/{font.name}" for font in fonts), ICON, (sheet,))
        html = html_of(draft.page, named).encode()
        files = {**files, **dict(media_of(draft.page)), ICON: icon()}
        return _composed(ALONE, html, draft, material, watched), files

    def _teaser(self, story: Story) -> Teaser:
        """The teaser of a story, made again where a picture of it changed."""
        source = Path(story.source).parent
        shown = [block for block in story.body if isinstance(block, Picture)]
        key = tuple((str(source / p.src), p.alt, stamp_of(source / p.src)) for p in shown)
        known = self.teasers.get(key)
        if known is None:
            made = teaser_of(story, MEDIA)
            known = Teaser(made.alt, made.sizes)
            self.teasers.put(key, known)
        return known


def told_plan(page: Composed) -> WebPlan:
    """The plan of a page with every refusal."""
    its = page.material
    today = its.house.publication.date
    return plan_story(its.story, its.theme, its.foundry, its.rules, today, Trace.ALL)


def _house(material: Material) -> House:
    publication = material.house.publication
    return House(publication, material.theme, material.foundry, material.rules)


def _composed(
    path: str, html: bytes, draft: Draft, material: Material, watched: Watched
) -> Composed:
    findings = tuple(dict.fromkeys((*material.findings, *draft.findings)))
    return Composed(path, html, revision_of(html), draft, material, watched, findings)


def revision_of(html: bytes) -> str:
    """The revision of a page."""
    return hashlib.sha256(html).hexdigest()[:16]


def _watched(story: Story) -> Watched:
    """The pictures of a story."""
    source = Path(story.source).parent
    files = dict.fromkeys(str(source / picture.src) for picture in pictures_in(story))
    return tuple((file, stamp_of(Path(file))) for file in files)


def icon() -> bytes:
    """The icon of pages."""
    return (TEMPLATES / ICON).read_bytes()
