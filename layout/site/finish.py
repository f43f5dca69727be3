"""The last stages of a site: fronts and shared assets, links in all pages, every file and the
manifest.

A page names its fonts and style sheets by their content. Where these change (because a story is the
first to set some character), pages that did not change themselves must be made again: `outdated`
says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from layout.publication.digests import digest, digest_of
from layout.site.changed_stories import Site
from layout.site.draft_stories import Made
from layout.site.manifest import (
    Fonts,
    Manifest,
    StoryRecord,
    named_below,
    named_in,
)
from layout.site.other_pages import (
    SharedAssets,
    SiteContents,
    feed_files,
    front_drafts,
    front_files,
    media_name,
    missing_and_moved_files,
    missing_page_used,
)
from layout.site.page_metadata import way_to_root
from layout.site.shared_assets import (
    ICON,
    MARK,
    Used,
    in_assets,
    page_links,
    site_css,
    site_fonts,
    site_used,
)
from layout.site.story_page import StoryInSite
from layout.site.write_changes import intact
from layout.web.cards.addresses import ASSETS, Placed
from layout.web.cards.next_to_read import SiteStories
from layout.web.cards.order_on_fronts import edition_day
from layout.web.fronts.compose_front import FrontDraft, SiteMaterial
from layout.web.fronts.container_lengths import front_sheet
from layout.web.fronts.read_on import ReadOn, read_on
from layout.web.html.text_markup import TEMPLATES
from layout.web.html.web_fonts import FontFile
from layout.web.pages.css_and_fonts import FONTS, named_css
from slots.finding import Finding, Severity, Where


@dataclass(frozen=True, slots=True, eq=False)
class StoryPages:
    """The pages of all stories, by the story's file: those made now, and the records of all
    others."""

    made: Mapping[str, Made]
    known: Mapping[str, StoryRecord]

    def with_made(self, drafts: Iterable[Made]) -> StoryPages:
        """The same with some more pages made."""
        made = {**self.made, **{each.story.file: each for each in drafts}}
        return StoryPages(made, {file: e for file, e in self.known.items() if file not in made})

    def used(self) -> Iterator[Used]:
        """The cuts and characters that each story's page sets."""
        yield from (made.page.used for made in self.made.values() if made.page)
        yield from (entry.used for entry in self.known.values())


@dataclass(frozen=True, slots=True, eq=False)
class LaidOutSite:
    """A site with its fronts and with all that its pages share. `shared` are the files of that, by
    path, as far as they are not in the folder already; `read_on` has what each story's page leads
    on to, by its path."""

    site: Site
    pages: StoryPages
    contents: SiteContents
    drafts: tuple[FrontDraft, ...]
    assets: SharedAssets
    fonts: Fonts
    shared: Mapping[str, bytes]
    read_on: Mapping[str, ReadOn]


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """A whole site: the files made, by path, which are written where they differ; the paths of
    those that stay as they are; the manifest; the findings. `by_story` are those of single stories,
    by the story's file below the publication's folder."""

    files: Mapping[str, bytes]
    kept: tuple[str, ...]
    manifest: Manifest
    findings: tuple[Finding, ...]
    by_story: Mapping[str, tuple[Finding, ...]]


def laid_out(site: Site, pages: StoryPages, old: Manifest, folder: Path) -> LaidOutSite:
    """The fronts, and the fonts and the style sheet for all pages together."""
    shelf = site.shelf
    theme, rules = shelf.around.theme, shelf.around.rules
    assert rules is not None, "a shelf for a site has rules"
    material = SiteMaterial(shelf.house.publication, theme, shelf.foundry, rules)
    stories = tuple(_final(page, pages) for page, _ in site.stories)
    contents = SiteContents(
        material, site.sections, stories, edition_day(stories, material.publication.date)
    )
    drafts = front_drafts(contents)
    sheet = front_sheet(theme)
    all_stories = SiteStories(stories)
    onward = {one.path: read_on(one, all_stories, sheet) for one in stories}
    others = (*(d.used for d in drafts), missing_page_used(contents))
    used = site_used((*pages.used(), *others, *(each.used for each in onward.values())), sheet)
    key = digest_of((site.context, *(f"{cut} {text}" for cut, text in used.items())))
    fonts, shared = _fonts(key, used, material, old, folder)
    css = site_css(fonts.files, material.foundry, sheet, theme)
    assets = SharedAssets(fonts.files, named_css("site", css))
    shared[in_assets(assets.sheet)] = css.encode()
    shared[in_assets(ICON)] = (TEMPLATES / ICON).read_bytes()
    return LaidOutSite(site, pages, contents, drafts, assets, fonts, shared, onward)


def _final(page: Placed, pages: StoryPages) -> Placed:
    """A story with its final card: the one with pictures."""
    made = pages.made.get(page.card.file)
    card = made.page.card if made and made.page else pages.known[page.card.file].card
    return replace(page, card=card)


def _fonts(
    key: str, used: Used, material: SiteMaterial, old: Manifest, folder: Path
) -> tuple[Fonts, dict[str, bytes]]:
    """The fonts, and the files of those that are not in the folder already."""
    paths = {_font_path(font): old.outputs.get(_font_path(font), "") for font in old.fonts.files}
    if old.fonts.key == key and paths and intact(folder, paths):
        return old.fonts, {}
    files = site_fonts(used, material.foundry, material.theme)
    return Fonts(key, files), {_font_path(font): font.data for font in files}


def _font_path(font: FontFile) -> str:
    return in_assets(f"{FONTS}/{font.name}")


def outdated(laid: LaidOutSite) -> tuple[StoryInSite, ...]:
    """The stories that did not change, but whose pages must link to other assets or stories than
    they do."""
    return tuple(
        StoryInSite(page.card.file, page.section, page.path)
        for page in laid.contents.stories
        for entry in [laid.pages.known.get(page.card.file)]
        if entry
        and (
            _links(page, entry.used, entry.css, laid) != entry.links
            or _named(laid.read_on[page.path]) != entry.read_on
        )
    )


def _named(read_on: ReadOn) -> str:
    """The digest of a page's links to other stories."""
    return digest_of((read_on.below, read_on.beside))


def _links(page: Placed, used: Used, css: str, laid: LaidOutSite) -> str:
    """The links of a story's page to assets, as HTML; `css` names its own style sheet, "" for
    none."""
    sheets = (laid.assets.sheet, css) if css else (laid.assets.sheet,)
    folder = f"{way_to_root(page.path)}{ASSETS}/"
    return str(page_links(used, laid.assets.fonts, folder, sheets))


def finished(laid: LaidOutSite, old: Manifest, folder: Path) -> Finished:
    """The whole site, with every page's links in place."""
    files = dict(laid.shared)
    entries: dict[str, StoryRecord] = {}
    for page, (_, story) in zip(laid.contents.stories, laid.site.stories, strict=True):
        file = page.card.file
        made = laid.pages.made.get(file)
        if made is None:
            entries[file] = laid.pages.known[file]
            continue
        own, entry = _story_files(page, made, laid)
        files.update(own)
        pictures = entry.pictures
        entries[file] = replace(entry, key=laid.site.key(page, story, pictures))
    printed = tuple(pair for entry in entries.values() for pair in entry.printed)
    files |= front_files(laid.contents, laid.drafts, laid.assets)
    files |= missing_and_moved_files(laid.contents, laid.assets, printed)
    files |= feed_files(laid.contents, _lengths(files, entries, folder))
    kept = {path: value for entry in entries.values() for path, value in entry.outputs.items()}
    kept |= {
        path: old.outputs[path]
        for font in laid.fonts.files
        if (path := _font_path(font)) not in files
    }
    outputs = {**kept, **{path: digest(data) for path, data in files.items()}}
    manifest = Manifest(laid.site.context, outputs, laid.fonts, entries)
    by_story = {
        file: named_in(entry.findings, laid.site.shelf.folder) for file, entry in entries.items()
    }
    return Finished(files, tuple(kept), manifest, _findings(laid, by_story), by_story)


def _story_files(
    page: Placed, made: Made, laid: LaidOutSite
) -> tuple[dict[str, bytes], StoryRecord]:
    """The files of a story that was made now, and its record."""
    story = made.page
    assert story, "problems end the work before this"
    css = named_css("page", story.css) if story.css else ""
    links = _links(page, story.used, css, laid)
    onward = laid.read_on[page.path]
    files = {page.path: onward.into(story.html.replace(MARK, links, 1)).encode()}
    if css:
        files[in_assets(css)] = story.css.encode()
    files |= {in_assets(name): data for name, data in story.files}
    entry = StoryRecord(
        source=made.source,
        key="",
        pictures=dict(made.pictures),
        outputs={path: digest(data) for path, data in files.items()},
        links=links,
        read_on=_named(onward),
        css=css,
        used=story.used,
        card=story.card,
        findings=named_below(story.findings, laid.site.shelf.folder),
        printed=made.printed,
    )
    return files, entry


def _lengths(
    files: Mapping[str, bytes], entries: Mapping[str, StoryRecord], folder: Path
) -> dict[str, int]:
    """The sizes of all pictures of cards in bytes, by their names in the assets."""
    paths = [in_assets(each.href) for entry in entries.values() for each in entry.card.pictures]
    return {
        media_name(path): len(files[path]) if path in files else (folder / path).stat().st_size
        for path in paths
    }


def _findings(
    laid: LaidOutSite, by_story: Mapping[str, tuple[Finding, ...]]
) -> tuple[Finding, ...]:
    """All findings: of the site, then of each story, each once."""
    shelf = laid.site.shelf
    found = [*shelf.findings, *laid.site.findings]
    for each in by_story.values():
        found += each
    house = shelf.house
    if not house.publication.site:
        found.append(
            Finding(
                "no-address",
                Severity.WARNING,
                "the site has no address: it has no feeds and no sitemap",
                Where(str(house.file) if house.file else None),
                'set site = "https://..." in newsgrid.toml',
            )
        )
    return tuple(dict.fromkeys(found))
