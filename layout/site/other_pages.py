"""What a site has beside its stories: fronts, feeds, maps, and pages that send readers on.

All of it is made of cards, each time: it is little work beside one story's page, and what has the
same bytes as before is not written again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from layout.site.error_and_redirect_pages import (
    MISSING,
    missing_furniture,
    missing_html,
    missing_texts,
    moved_html,
)
from layout.site.feeds_and_sitemaps import json_feed, newest, robots, rss, sitemap
from layout.site.page_metadata import JSON_FEED, RSS, front_furniture
from layout.site.printed_links import redirects
from layout.site.shared_assets import Used, fronts_css, in_assets, page_links
from layout.web.ads.authorized_sellers import NAME as ADS
from layout.web.ads.authorized_sellers import ads_txt
from layout.web.cards.addresses import ASSETS, Placed, Section
from layout.web.cards.containers import Front, home_of, ordered, section_front
from layout.web.cards.site_words import site_wording_of
from layout.web.fronts.compose_front import FrontDraft, House, draft_front, ears_of, front_html
from layout.web.fronts.container_lengths import front_sheet
from layout.web.html.web_fonts import FontFile
from layout.web.measure.text_width import Gauge
from layout.web.pages.compose import media_of
from layout.web.pages.css_and_fonts import named_css

_ROBOTS, _SITEMAP = "robots.txt", "sitemap.xml"


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """All that fronts and feeds are made of: stories in the order of their files, and the day the
    site is made for."""

    house: House
    sections: tuple[Section, ...]
    stories: tuple[Placed, ...]
    day: datetime.date | None


@dataclass(frozen=True, slots=True, eq=False)
class Dress:
    """What pages link to: the fonts, and the name of the site's style sheet."""

    fonts: tuple[FontFile, ...]
    sheet: str


def front_drafts(whole: Whole) -> tuple[FrontDraft, ...]:
    """The home page, then the front of each section."""
    return tuple(front_draft(front, whole) for front in fronts_of(whole))


def fronts_of(whole: Whole) -> tuple[Front, ...]:
    """Which stories stand where on the home page, and on the front of each section."""
    publication = whole.house.publication
    undated = site_wording_of(publication.language).undated
    stories = ordered(whole.stories, whole.day, publication.current)
    fronts = [home_of(stories, whole.sections, publication.per_section)]
    for section in whole.sections:
        own = tuple(placed for placed in stories if placed.section == section)
        fronts.append(section_front(section, own, publication.language, undated))
    return tuple(fronts)


def front_draft(front: Front, whole: Whole) -> FrontDraft:
    """A front, measured and placed."""
    publication = whole.house.publication
    furniture = front_furniture(front.path, front.section, whole.sections, publication)
    return draft_front(front, whole.house, furniture, ears_of(publication, whole.day))


def note_used(whole: Whole) -> Used:
    """What the page for wrong addresses sets."""
    house = whole.house
    sheet = front_sheet(house.theme)
    gauge = Gauge(house.foundry, house.theme.fallback, house.publication.language)
    furniture = missing_furniture(whole.sections, house.publication)
    for style, text in missing_texts(furniture, house.publication):
        gauge.advance(text, sheet.cuts(style)[0])
    return {cut: "".join(sorted({*"".join(texts)})) for cut, texts in gauge.texts.items()}


def front_files(whole: Whole, drafts: tuple[FrontDraft, ...], dress: Dress) -> dict[str, bytes]:
    """The fronts with their style sheets and what their ads show, by path."""
    theme = whole.house.theme
    css = fronts_css(front_sheet(theme), theme)
    shared = named_css("front", css)
    files = {in_assets(shared): css.encode()}
    for draft in drafts:
        files |= front_file(draft, dress, shared)
    return files


def front_file(draft: FrontDraft, dress: Dress, shared: str) -> dict[str, bytes]:
    """One front with its own style sheet and what its ads show; `shared` is that of all fronts."""
    files: dict[str, bytes] = {}
    sheets = [dress.sheet, shared]
    if draft.css:
        own = named_css("page", draft.css)
        files[in_assets(own)] = draft.css.encode()
        sheets.append(own)
    folder = draft.page.furniture.assets
    links = page_links(draft.used, dress.fonts, folder, sheets)
    files[draft.front.path] = front_html(draft, links).encode()
    files.update((in_assets(name), data) for name, data in media_of(draft.page))
    return files


def note_files(
    whole: Whole, dress: Dress, printed: tuple[tuple[str, str], ...]
) -> dict[str, bytes]:
    """The page for wrong addresses, and those that printed addresses lead to."""
    publication, theme = whole.house.publication, whole.house.theme
    furniture = missing_furniture(whole.sections, publication)
    links = page_links(note_used(whole), dress.fonts, furniture.assets, (dress.sheet,))
    files = {MISSING: missing_html(furniture, links, publication, theme).encode()}
    for path, leads in redirects(printed, publication).items():
        files[path] = moved_html(path, leads, publication, theme).encode()
    return files


def feed_files(whole: Whole, lengths: Mapping[str, int]) -> dict[str, bytes]:
    """Feeds and maps; `lengths` are the sizes of pictures in bytes, by their names in the assets.

    Without an address of the site there can be neither: only robots.txt is left.
    """
    return dict(_feeds(whole, lengths))


def _feeds(whole: Whole, lengths: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    publication = whole.house.publication
    sellers = ads_txt(publication.creatives)
    if sellers:
        yield ADS, sellers
    yield _ROBOTS, robots(publication)
    if not publication.site:
        return
    stories = newest(whole.stories)
    yield RSS, rss(stories, publication, None, lengths)
    yield JSON_FEED, json_feed(stories, publication)
    yield _SITEMAP, sitemap(stories, whole.sections, publication, whole.day)
    for section in whole.sections:
        own = tuple(placed for placed in stories if placed.section == section)
        yield f"{section.folder}/{RSS}", rss(own, publication, section, lengths)


def media_name(path: str) -> str:
    """The name in the assets of a file of the site."""
    return path.removeprefix(f"{ASSETS}/")
