"""Finishing a site: stories' pages get their links, and everything is put together.

A page names its fonts and style sheets by content. Where those changed (a story is the first to set
a sign), pages that did not change themselves must be made again: `outdated` says which.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from layout.publication.digests import digest, digest_of
from layout.site.changed_stories import Site
from layout.site.draft_stories import Job, Made
from layout.site.manifest import (
    Entry,
    Fonts,
    Manifest,
    anchored,
    below,
)
from layout.site.other_pages import (
    Dress,
    Whole,
    feed_files,
    front_drafts,
    front_files,
    media_name,
    note_files,
    note_used,
)
from layout.site.page_metadata import root_of
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
from layout.site.write_changes import intact
from layout.web.cards.addresses import ASSETS, Placed
from layout.web.cards.containers import edition_day
from layout.web.fronts.compose_front import FrontDraft, SiteMaterial
from layout.web.fronts.container_lengths import front_sheet
from layout.web.html.text_markup import TEMPLATES
from layout.web.html.web_fonts import FontFile
from layout.web.pages.css_and_fonts import FONTS, named_css
from slots.finding import Finding, Severity, Where


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """What stories came to, by file: those made now, and what is known of all others."""

    made: Mapping[str, Made]
    known: Mapping[str, Entry]

    def with_made(self, drafts: Iterable[Made]) -> Stock:
        """The stock with some more pages made."""
        made = {**self.made, **{each.job.file: each for each in drafts}}
        return Stock(made, {file: e for file, e in self.known.items() if file not in made})

    def used(self) -> Iterator[Used]:
        """What each story's page sets."""
        yield from (made.page.used for made in self.made.values() if made.page)
        yield from (entry.used for entry in self.known.values())


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """A site with all that its pages share: ready to be finished."""

    site: Site
    stock: Stock
    whole: Whole
    drafts: tuple[FrontDraft, ...]
    dress: Dress
    fonts: Fonts
    shared: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, eq=False)
class Finished:
    """A whole site: files to write where they are not there yet; those that stay, by path; the
    manifest that says so; and what is to be told. `by_story` are the findings that are a story's,
    by its file below the publication's folder."""

    files: Mapping[str, bytes]
    kept: tuple[str, ...]
    manifest: Manifest
    findings: tuple[Finding, ...]
    by_story: Mapping[str, tuple[Finding, ...]]


def laid_out(site: Site, stock: Stock, old: Manifest, folder: Path) -> Bench:
    """The fronts, and the fonts and style sheet for all pages together."""
    shelf = site.shelf
    theme, rules = shelf.around.theme, shelf.around.rules
    assert rules is not None, "a shelf for a site has rules"
    material = SiteMaterial(shelf.house.publication, theme, shelf.foundry, rules)
    stories = tuple(_final(page, stock) for page, _ in site.stories)
    whole = Whole(material, site.sections, stories, edition_day(stories, material.publication.date))
    drafts = front_drafts(whole)
    sheet = front_sheet(theme)
    used = site_used((*stock.used(), *(d.used for d in drafts), note_used(whole)), sheet)
    key = digest_of((site.context, *(f"{cut} {text}" for cut, text in used.items())))
    fonts, shared = _fonts(key, used, material, old, folder)
    css = site_css(fonts.files, material.foundry, sheet, theme)
    dress = Dress(fonts.files, named_css("site", css))
    shared[in_assets(dress.sheet)] = css.encode()
    shared[in_assets(ICON)] = (TEMPLATES / ICON).read_bytes()
    return Bench(site, stock, whole, drafts, dress, fonts, shared)


def _final(page: Placed, stock: Stock) -> Placed:
    """A story with its final card: the one with pictures."""
    made = stock.made.get(page.card.file)
    card = made.page.card if made and made.page else stock.known[page.card.file].card
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


def outdated(bench: Bench) -> tuple[Job, ...]:
    """The stories that did not change, but whose pages must name other assets than they do."""
    return tuple(
        Job(page.card.file, page.section, page.path)
        for page in bench.whole.stories
        for entry in [bench.stock.known.get(page.card.file)]
        if entry and _links(page, entry.used, entry.css, bench) != entry.links
    )


def _links(page: Placed, used: Used, css: str, bench: Bench) -> str:
    """What a story's page says of assets; `css` names its own style sheet, "" for none."""
    sheets = (bench.dress.sheet, css) if css else (bench.dress.sheet,)
    folder = f"{root_of(page.path)}{ASSETS}/"
    return str(page_links(used, bench.dress.fonts, folder, sheets))


def finished(bench: Bench, old: Manifest, folder: Path) -> Finished:
    """The site: every file, and what is known of it."""
    files = dict(bench.shared)
    entries: dict[str, Entry] = {}
    for page, (_, probed) in zip(bench.whole.stories, bench.site.stories, strict=True):
        file = page.card.file
        made = bench.stock.made.get(file)
        if made is None:
            entries[file] = bench.stock.known[file]
            continue
        own, entry = _story_files(page, made, bench)
        files.update(own)
        pictures = entry.pictures
        entries[file] = replace(entry, key=bench.site.key(page, probed, pictures))
    printed = tuple(pair for entry in entries.values() for pair in entry.printed)
    files |= front_files(bench.whole, bench.drafts, bench.dress)
    files |= note_files(bench.whole, bench.dress, printed)
    files |= feed_files(bench.whole, _lengths(files, entries, folder))
    kept = {path: value for entry in entries.values() for path, value in entry.outputs.items()}
    kept |= {
        path: old.outputs[path]
        for font in bench.fonts.files
        if (path := _font_path(font)) not in files
    }
    outputs = {**kept, **{path: digest(data) for path, data in files.items()}}
    manifest = Manifest(bench.site.context, outputs, bench.fonts, entries)
    by_story = {
        file: anchored(entry.findings, bench.site.shelf.folder) for file, entry in entries.items()
    }
    return Finished(files, tuple(kept), manifest, _findings(bench, by_story), by_story)


def _story_files(page: Placed, made: Made, bench: Bench) -> tuple[dict[str, bytes], Entry]:
    """The files of a story that was made now, and what will be known of it."""
    story = made.page
    assert story, "problems end the work before this"
    css = named_css("page", story.css) if story.css else ""
    links = _links(page, story.used, css, bench)
    files = {page.path: story.html.replace(MARK, links, 1).encode()}
    if css:
        files[in_assets(css)] = story.css.encode()
    files |= {in_assets(name): data for name, data in story.files}
    entry = Entry(
        source=made.source,
        key="",
        pictures=dict(made.pictures),
        outputs={path: digest(data) for path, data in files.items()},
        links=links,
        css=css,
        used=story.used,
        card=story.card,
        findings=below(story.findings, bench.site.shelf.folder),
        printed=made.printed,
    )
    return files, entry


def _lengths(
    files: Mapping[str, bytes], entries: Mapping[str, Entry], folder: Path
) -> dict[str, int]:
    """The sizes of all pictures of cards in bytes, by their names in the assets."""
    paths = [in_assets(each.href) for entry in entries.values() for each in entry.card.pictures]
    return {
        media_name(path): len(files[path]) if path in files else (folder / path).stat().st_size
        for path in paths
    }


def _findings(bench: Bench, by_story: Mapping[str, tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """What is to be told: of the site, then of each story, each once."""
    shelf = bench.site.shelf
    found = [*shelf.findings, *bench.site.findings]
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
