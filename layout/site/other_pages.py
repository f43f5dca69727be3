"""What a site has beside its stories: fronts, feeds, sitemaps, the page for wrong addresses (404)
and those that send readers on.

All of it is made of cards, and each time: that is little work beside one story's page, and files
with the same bytes as before are not written again.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from layout.publication.ranking import Candidate, rank_rules, ranks_of
from layout.site.feeds_and_sitemaps import json_feed, newest, robots, rss, sitemap
from layout.site.page_metadata import JSON_FEED, RSS, address, front_furniture, way_to_root
from layout.site.printed_links import PrintedLink, redirects
from layout.site.shared_assets import Used, fronts_css, in_assets, page_links
from layout.story.publication import Publication
from layout.typeset.words.theme import Theme
from layout.web.ads.authorized_sellers import NAME as ADS
from layout.web.ads.authorized_sellers import ads_txt
from layout.web.cards.addresses import ASSETS, FRONT, Placed, Section
from layout.web.cards.order_on_fronts import Front, ListTitles, home_of, ordered, section_fronts
from layout.web.cards.site_words import site_wording_of
from layout.web.cards.story_card import Card
from layout.web.fronts.compose_front import (
    FrontDraft,
    SiteMaterial,
    draft_front,
    ears_of,
    front_html,
)
from layout.web.fronts.container_lengths import front_sheet
from layout.web.html.text_markup import safe_href
from layout.web.html.web_fonts import FontFile
from layout.web.measure.page_words import wording_of
from layout.web.measure.text_width import Gauge
from layout.web.pages.compose import media_of
from layout.web.pages.css_and_fonts import named_css
from layout.web.pages.site_furniture import Furniture, Meta
from layout.web.pages.template_room import picture_filter, web_page

_ROBOTS, _SITEMAP = "robots.txt", "sitemap.xml"

_NOT_FOUND = "404.html"
_NOTE_POLICY = Markup("default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'")
_MOVED_POLICY = Markup("default-src 'none'; base-uri 'none'; form-action 'none'")


@dataclass(frozen=True, slots=True, eq=False)
class SiteContents:
    """All that fronts and feeds are made of: what all pages are made with, the sections, the
    stories in the order of their files, and the day the site is made for."""

    material: SiteMaterial
    sections: tuple[Section, ...]
    stories: tuple[Placed, ...]
    day: datetime.date | None


@dataclass(frozen=True, slots=True, eq=False)
class SharedAssets:
    """What every page links to: the fonts, and the site's style sheet by its name."""

    fonts: tuple[FontFile, ...]
    sheet: str


def front_drafts(contents: SiteContents) -> tuple[FrontDraft, ...]:
    """The home page, then the front of each section, with its pages of older stories."""
    return tuple(front_draft(front, contents) for front in fronts_of(contents))


def fronts_of(contents: SiteContents) -> tuple[Front, ...]:
    """Which stories stand where on the home page, on the front of each section, and on its pages of
    older stories."""
    publication = contents.material.publication
    words = site_wording_of(publication.language)
    stories = ordered(_ranked(contents), contents.day, publication.current)
    fronts = [home_of(stories, contents.sections, publication.per_section, words.latest)]
    titles = ListTitles(words.earlier, words.undated, publication.language)
    for section in contents.sections:
        own = tuple(placed for placed in stories if placed.section == section)
        fronts += section_fronts(section, own, titles)
    return tuple(fronts)


def _ranked(contents: SiteContents) -> Iterator[Placed]:
    """The stories of a site, each with a rank: that of its writer, or the one it has in print."""
    material = contents.material
    rules = rank_rules(material.publication, material.theme.prices.ranks)
    ranks = ranks_of((_candidate(placed.card) for placed in contents.stories), rules)
    for placed, own in zip(contents.stories, ranks, strict=True):
        yield replace(placed, card=replace(placed.card, rank=own.rank)) if own else placed


def _candidate(card: Card) -> Candidate:
    """What a story is ranked by, from its card."""
    rank = card.rank if card.ranked else None
    return Candidate(
        card.slug, card.section, rank, card.words, card.leads, card.pictured, card.date
    )


def front_draft(front: Front, contents: SiteContents) -> FrontDraft:
    """A front, measured and placed."""
    publication = contents.material.publication
    furniture = front_furniture(front.path, front.section, contents.sections, publication)
    return draft_front(front, contents.material, furniture, ears_of(publication, contents.day))


def missing_page_used(contents: SiteContents) -> Used:
    """The cuts that the page for wrong addresses sets, and the characters in each."""
    material = contents.material
    sheet = front_sheet(material.theme)
    gauge = Gauge(material.foundry, material.theme.fallback, material.publication.language)
    furniture = _missing_furniture(contents.sections, material.publication)
    for style, text in _missing_texts(furniture, material.publication):
        gauge.advance(text, sheet.cuts(style)[0])
    return {cut: "".join(sorted({*"".join(texts)})) for cut, texts in gauge.texts.items()}


def front_files(
    contents: SiteContents, drafts: tuple[FrontDraft, ...], assets: SharedAssets
) -> dict[str, bytes]:
    """The fronts with their style sheets and what their ads show, by path."""
    theme = contents.material.theme
    css = fronts_css(front_sheet(theme), theme)
    shared = named_css("front", css)
    files = {in_assets(shared): css.encode()}
    for draft in drafts:
        files |= front_file(draft, assets, shared)
    return files


def front_file(draft: FrontDraft, assets: SharedAssets, shared: str) -> dict[str, bytes]:
    """One front with its own style sheet and what its ads show; `shared` is the name of the style
    sheet of all fronts."""
    files: dict[str, bytes] = {}
    sheets = [assets.sheet, shared]
    if draft.css:
        own = named_css("page", draft.css)
        files[in_assets(own)] = draft.css.encode()
        sheets.append(own)
    folder = draft.page.furniture.assets
    links = page_links(draft.used, assets.fonts, folder, sheets)
    files[draft.front.path] = front_html(draft, links).encode()
    files.update((in_assets(name), data) for name, data in media_of(draft.page))
    return files


def missing_and_moved_files(
    contents: SiteContents, assets: SharedAssets, printed: tuple[PrintedLink, ...]
) -> dict[str, bytes]:
    """The page for wrong addresses, and those that send readers of printed addresses on, by
    path."""
    publication, theme = contents.material.publication, contents.material.theme
    furniture = _missing_furniture(contents.sections, publication)
    links = page_links(missing_page_used(contents), assets.fonts, furniture.assets, (assets.sheet,))
    files = {_NOT_FOUND: _missing_html(furniture, links, publication, theme).encode()}
    for path, leads in redirects(printed, publication).items():
        ways = tuple(_way(path, each, publication) for each in leads)
        files[path] = _moved_html(ways, publication, theme).encode()
    return files


def feed_files(contents: SiteContents, lengths: Mapping[str, int]) -> dict[str, bytes]:
    """Feeds, sitemap, robots.txt and ads.txt, by path; `lengths` are the sizes of pictures in
    bytes, by their names in the assets.

    Feeds and sitemaps need whole addresses: without an address of the site there are none.
    """
    return dict(_feeds(contents, lengths))


def _feeds(contents: SiteContents, lengths: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    publication = contents.material.publication
    sellers = ads_txt(publication.creatives)
    if sellers:
        yield ADS, sellers
    yield _ROBOTS, robots(publication)
    if not publication.site:
        return
    stories = newest(contents.stories)
    yield RSS, rss(stories, publication, None, lengths)
    yield JSON_FEED, json_feed(stories, publication)
    fronts = tuple(front.path for front in fronts_of(contents))
    yield _SITEMAP, sitemap(stories, fronts, publication, contents.day)
    for section in contents.sections:
        own = tuple(placed for placed in stories if placed.section == section)
        yield f"{section.folder}/{RSS}", rss(own, publication, section, lengths)


def media_name(path: str) -> str:
    """The name in the assets of a file of the site."""
    return path.removeprefix(f"{ASSETS}/")


def _missing_furniture(sections: tuple[Section, ...], publication: Publication) -> Furniture:
    """The furniture of the page for wrong addresses.

    A server shows it at any address, so its links begin with a slash and the path of the site on
    its host; where the site has no address they are relative.
    """
    made = front_furniture(_NOT_FOUND, None, sections, publication)
    if not publication.site:
        return replace(made, meta=Meta())
    root = f"{urlsplit(publication.site).path}/"
    return replace(
        made,
        root=root,
        assets=root + made.assets,
        home=root + made.home,
        sections=tuple(replace(link, href=root + link.href) for link in made.sections),
        meta=Meta(),
    )


def _missing_texts(furniture: Furniture, publication: Publication) -> tuple[tuple[str, str], ...]:
    """All that the page for wrong addresses sets, as (style, text)."""
    words, site_words = wording_of(publication.language), site_wording_of(publication.language)
    meta = (words.home, words.top, "RSS", publication.name, publication.tagline, *furniture.texts())
    return (
        ("headline", site_words.missing + publication.name),
        ("body", site_words.missing_text + site_words.to_home),
        ("meta", "".join(meta)),
    )


def _missing_html(
    furniture: Furniture, assets: Markup, publication: Publication, theme: Theme
) -> str:
    """The page for addresses that lead nowhere."""
    words = wording_of(publication.language)
    facts = {"furniture": furniture, "assets": assets, "wording": words, "policy": _NOTE_POLICY}
    return _rendered("note.html.j2", publication, theme, facts)


@dataclass(frozen=True, slots=True)
class _Way:
    """Where a page that sends readers on leads: the link, its whole address ("" where the site has
    none), and what the link says."""

    href: str
    canonical: str
    label: str


def _way(path: str, leads: str, publication: Publication) -> _Way:
    """The way from a page at `path` to another host, or to a page of the site.

    `leads` is an http address, or a path of the site, "" for the home page.
    """
    if urlsplit(leads).scheme in ("http", "https") and safe_href(leads):
        return _Way(leads, leads, leads)
    canonical = address(publication, leads or FRONT)
    return _Way(way_to_root(path) + (leads or FRONT), canonical, publication.name)


def _moved_html(ways: tuple[_Way, ...], publication: Publication, theme: Theme) -> str:
    """A page that sends its readers on; where there are several ways, it has a link for each, which
    says its address, and sends nobody."""
    only = ways[0]
    links = [(only.href, only.label)]
    if len(ways) > 1:
        links = [(way.href, way.canonical or way.href) for way in ways]
    facts = {
        "href": only.href,
        "canonical": only.canonical,
        "label": only.label,
        "links": links,
        "policy": _MOVED_POLICY,
    }
    return _rendered("moved.html.j2", publication, theme, facts)


def _rendered(name: str, publication: Publication, theme: Theme, page_facts: dict[str, Any]) -> str:
    facts = {
        "language": publication.language,
        "publication": publication,
        "site_wording": site_wording_of(publication.language),
        **page_facts,
    }
    return web_page(theme, name, facts, picture_filter(()))
