"""A story's page for the preview: as `newsgrid site`, or `newsgrid web`, writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from layout.desk.preview.web.changed_files import Stamp, stamp_of
from layout.desk.preview.web.page_state import Composed, revision_of
from layout.desk.preview.web.shared_by_stories import Base
from layout.desk.preview.web.story_addresses import Spots
from layout.desk.preview.web.typing_fonts import Files, Wardrobe
from layout.desk.preview.workers.bounded_store import Kept
from layout.publication.all_stories import taken
from layout.publication.material import Material
from layout.site.page_metadata import way_to_root
from layout.site.shared_assets import ICON, in_assets, page_links
from layout.site.story_page import MEDIA, StoryInSite, story_draft
from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.pictures.paths import pictures_in
from layout.story.read.any_format import read_story
from layout.web.cards.addresses import ASSETS
from layout.web.cards.thumbnails import Teaser, teaser_of
from layout.web.fronts.compose_front import SiteMaterial
from layout.web.fronts.read_on import ReadOn
from layout.web.html.text_markup import TEMPLATES
from layout.web.pages.compose import Draft, drafted, html_of, media_of, plan_story
from layout.web.pages.css_and_fonts import FONTS, links, named_css
from layout.web.plan.page_plan import WebPlan
from slots.problem.why_closed import Trace

_ALONE = "index.html"
"""The path of a page without a site."""


@dataclass(slots=True, eq=False)
class Composer:
    """Makes pages; keeps teasers, which take long to make. `keep` is given the files of each that
    is made, by their paths in the site."""

    wardrobe: Wardrobe
    keep: Callable[[Files], None]
    teasers: Kept[object, Teaser] = field(default_factory=lambda: Kept(256))
    reads: Kept[Path, tuple[Stamp | None, Story]] = field(default_factory=lambda: Kept(256))

    def site_page(
        self, name: str, base: Base, spots: Spots, onward: ReadOn
    ) -> tuple[Composed, Files]:
        """A story's page in the site of its publication, which leads on to others, and its files by
        their paths there.

        Raises BadInput.
        """
        material = taken(base.shelf, base.shelf.folder / name)
        place = spots.files[name]
        spot = StoryInSite(name, place.section, place.path)
        shared = _shared(material)
        watched = _watched(material.story)
        teaser, _ = self._teaser(material.story)
        _, draft = story_draft(material.story, spot, spots.sections, shared, teaser)
        set_in = {cut: draft.used.get(cut, "") + text for cut, text in onward.used.items()}
        fonts, sheet, files = self.wardrobe.site({**draft.used, **set_in})
        sheets = [sheet]
        if draft.css:
            sheets.append(named_css("page", draft.css))
            files = {**files, sheets[1]: draft.css.encode()}
        folder = f"{way_to_root(place.path)}{ASSETS}/"
        assets = page_links(draft.used, fonts, folder, sheets)
        html = html_of(draft.page, assets, onward.below, onward.beside).encode()
        files = self.with_icon(files, dict(media_of(draft.page)))
        made = _composed(place.path, html, draft, material, watched)
        return made, {in_assets(each): data for each, data in files.items()}

    def lone_page(self, name: str, base: Base) -> tuple[Composed, Files]:
        """The page of a story without a publication, and its files. Raises BadInput."""
        material = taken(base.shelf, base.shelf.folder / name)
        watched = _watched(material.story)
        shared = _shared(material)
        draft = drafted(
            material.story, shared.theme, shared.foundry, shared.rules, shared.publication
        )
        fonts, sheet, files = self.wardrobe.alone(draft.used, draft.page.sheet, draft.css)
        named = links((f"{FONTS}/{font.name}" for font in fonts), ICON, (sheet,))
        html = html_of(draft.page, named).encode()
        files = self.with_icon(files, dict(media_of(draft.page)))
        return _composed(_ALONE, html, draft, material, watched), files

    def teaser(self, file: Path) -> tuple[Teaser, bool]:
        """The teaser of a story's file, and whether it was made just now."""
        stamp, known = stamp_of(file), self.reads.get(file)
        if known is None or known[0] != stamp:
            known = stamp, read_story(file)[0]
            self.reads.put(file, known)
        return self._teaser(known[1])

    def _teaser(self, story: Story) -> tuple[Teaser, bool]:
        """The teaser of a story, made again where a picture of it changed."""
        source = Path(story.source).parent
        shown = [block for block in story.body if isinstance(block, Picture)]
        key = tuple((str(source / p.src), p.alt, stamp_of(source / p.src)) for p in shown)
        known = self.teasers.get(key)
        if known is not None:
            return known, False
        made = teaser_of(story, MEDIA)
        self.keep({in_assets(name): data for name, data in made.files})
        known = Teaser(made.alt, made.sizes)
        self.teasers.put(key, known)
        return known, bool(shown)

    def with_icon(self, *files: Files) -> Files:
        """Files of the assets, with the icon of all pages."""
        found: Files = {ICON: (TEMPLATES / ICON).read_bytes()}
        for each in files:
            found.update(each)
        return found


def _shared(material: Material) -> SiteMaterial:
    publication = material.house.publication
    return SiteMaterial(publication, material.theme, material.foundry, material.rules)


def _composed(
    path: str, html: bytes, draft: Draft, material: Material, watched: Mapping[str, Stamp | None]
) -> Composed:
    def full_plan() -> WebPlan:
        today = material.house.publication.date
        given = (material.story, material.theme, material.foundry, material.rules)
        return plan_story(*given, today, Trace.ALL)

    return Composed(
        path=path,
        html=html,
        revision=revision_of(html),
        plan=draft.page.plan,
        nodes=draft.page.nodes,
        story=material.story,
        rules=material.rules,
        full_plan=full_plan,
        findings=tuple(dict.fromkeys((*material.findings, *draft.findings))),
        watched=watched,
    )


def _watched(story: Story) -> dict[str, Stamp | None]:
    """The pictures of a story."""
    source = Path(story.source).parent
    files = (str(source / picture.src) for picture in pictures_in(story))
    return {file: stamp_of(Path(file)) for file in files}
