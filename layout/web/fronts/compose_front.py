"""A front as a page: its containers and the ads between them, to HTML and CSS."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.run import plain
from layout.story.text.written_dates import write_date
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme
from layout.web.ads.bed_markup import picture_css
from layout.web.ads.house_designs import house_words
from layout.web.ads.in_each_bed import page_ads
from layout.web.ads.script_orders import scripts_of
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.container_parts import ShapedContainer, leads, shape_container, texts_of
from layout.web.cards.order_on_fronts import Front
from layout.web.cards.site_words import SiteWording, site_wording_of
from layout.web.cards.story_card import Thumbnail
from layout.web.fronts.ads_between import front_node_css, front_nodes, plan_front, served_at
from layout.web.fronts.container_css import card_classes, container_classes, grid_classes, sizes_of
from layout.web.fronts.container_lengths import front_sheet
from layout.web.measure.blocks_to_forms import Shaper
from layout.web.measure.story_strips import shape_story
from layout.web.measure.text_width import Gauge
from layout.web.pages.compose import Page, box_entry, furniture_texts, policy
from layout.web.pages.site_furniture import Furniture, Pager, Turn
from layout.web.pages.template_room import picture_filter, web_page
from slots.rules.terms import Rules

if TYPE_CHECKING:
    from markupsafe import Markup

    from layout.story.publication import Publication

_NEAR = 2
"""Pages before and after its own to which a front leads by their numbers."""

_MIDDLE = 640
"""The width in px of the picture for browsers that know no srcset."""


@dataclass(frozen=True, slots=True, eq=False)
class FrontDraft:
    """A front before its fonts are cut and its style sheets named, as `compose.Draft` is of a
    story.

    `used` are the cuts it sets and all characters in each, `css` what of its style sheet is its
    own, `ears` what stands left and right of the home page's nameplate.
    """

    front: Front
    page: Page
    shaped: tuple[ShapedContainer, ...]
    used: Mapping[Cut, str]
    css: str
    title: str
    ears: tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class SiteMaterial:
    """What all pages of a site are made with."""

    publication: Publication
    theme: Theme
    foundry: Foundry
    rules: Rules


def ears_of(publication: Publication, day: datetime.date | None) -> tuple[str, str]:
    """What stands left and right of the home page's nameplate: the day; number and price."""
    dated = write_date(day, publication.language) if day else ""
    return dated, " · ".join(part for part in (publication.number, publication.price) if part)


def draft_front(
    front: Front, material: SiteMaterial, furniture: Furniture, ears: tuple[str, str]
) -> FrontDraft:
    """A front, measured and placed. Raises BadInput where the theme lacks a style of fronts."""
    publication, theme = material.publication, material.theme
    sheet = front_sheet(theme)
    languages = {placed.card.language for each in front.containers for placed in each.stories}
    gauges = {
        language: Gauge(material.foundry, theme.fallback, language)
        for language in sorted(languages | {publication.language})
    }
    shapers = {language: Shaper(sheet, gauge, {}) for language, gauge in gauges.items()}
    own = shapers[publication.language]
    shaped = tuple(shape_container(container, shapers, own) for container in front.containers)
    plan = plan_front(front, shaped, sheet, material.rules)
    name = _name(front, publication)
    asks = tuple(Ask(0, SlotAsk(content, content)) for content, _ in plan.slots)
    story = Story(front.path, plain(name), (), asks, language=publication.language)
    nodes = front_nodes(plan, story)
    shape = shape_story(story, own)
    ads = page_ads(story, plan, nodes, material.rules, publication, served_at(material.rules))
    page = Page(story, publication, theme, sheet, shape, plan, nodes, (), furniture, ads)
    for style, text in (*furniture_texts(page), *_texts(front, page, ears)):
        gauges[publication.language].advance(text, sheet.cuts(style)[0])
    title = f"{name} – {publication.name}" if front.section else publication.name
    css = front_node_css(nodes, plan, tuple(each.container.id for each in shaped), material.rules)
    css = "\n".join((css, *picture_css(ads.beds.values())))
    return FrontDraft(front, page, shaped, _used(gauges.values()), css, title, ears)


def _name(front: Front, publication: Publication) -> str:
    """What a front is called: by the publication, its section, and its number where it has one."""
    if not front.section:
        return publication.name
    if front.number == 1:
        return front.section.name
    words = site_wording_of(publication.language)
    return f"{front.section.name}, {words.page.format(page=front.number)}"


def _texts(front: Front, page: Page, ears: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """What a front sets besides cards, furniture and boxes, as (style, text)."""
    words = site_wording_of(page.publication.language)
    yield "meta", words.skip + "".join(ears)
    yield "front_lead", page.publication.name
    if front.section:
        yield "front_major", front.section.name
    if front.pages > 1:
        numbers = "".join(map(str, range(10)))
        yield "meta", words.page + words.previous + words.next + numbers + "…←→"


def _used(gauges: Iterable[Gauge]) -> dict[Cut, str]:
    """The cuts a front sets, and all characters set in each."""
    signs: dict[Cut, set[str]] = {}
    for gauge in gauges:
        for cut, texts in gauge.texts.items():
            signs.setdefault(cut, set()).update(*texts)
    return {cut: "".join(sorted(found)) for cut, found in signs.items()}


def front_html(draft: FrontDraft, assets: Markup) -> str:
    """The front's HTML, with the links to its fonts, icon and style sheets as given."""
    page, front = draft.page, draft.front
    root = page.furniture.root
    words = site_wording_of(page.publication.language)
    facts = {
        "language": page.publication.language,
        "policy": policy(page),
        "title": draft.title,
        "description": page.publication.tagline,
        "assets": assets,
        "scripts": scripts_of(page.ads, page.wording.advertisement, page.furniture.assets),
        "furniture": page.furniture,
        "wording": page.wording,
        "site_wording": words,
        "publication": page.publication,
        "section": front.section,
        "number": front.number,
        "numbered_page": words.page.format(page=front.number) if front.number > 1 else "",
        "pager": _pager(front, root, words),
        "dated": draft.ears[0],
        "numbered": draft.ears[1],
        "body": list(_body(draft)),
        "house": house_words(page.publication.name, page.publication.language),
    }
    filters = {**picture_filter(()), **_filters(root, page.furniture.assets)}
    return web_page(page.theme, "front.html.j2", facts, filters)


def _pager(front: Front, root: str, words: SiteWording) -> Pager | None:
    """None where the front has one page only."""
    if not front.section or front.pages == 1:
        return None
    hrefs = ["", root + front.section.front]
    hrefs += [root + front.section.older(number) for number in range(2, front.pages + 1)]
    near = range(front.number - _NEAR, front.number + _NEAR + 1)
    shown = [n for n in range(1, front.pages + 1) if n in (1, front.pages) or n in near]
    turns: list[Turn] = []
    for last, number in zip((0, *shown), shown, strict=False):
        if number > last + 1:
            turns.append(Turn(0, "", ""))
        turns.append(Turn(number, hrefs[number], words.page.format(page=number)))
    return Pager(tuple(turns), hrefs[front.number - 1], "".join(hrefs[front.number + 1 :][:1]))


def _body(draft: FrontDraft) -> Iterator[dict[str, Any]]:
    """The containers, each with the nodes that stand before it; the last entry has only nodes."""
    page = draft.page
    for each in (*draft.shaped, None):
        name = each.container.id if each else ""
        nodes = [box_entry(node, page) for node in page.nodes if node.spot == name]
        yield {"laid": each, "nodes": nodes}


def _filters(root: str, assets: str) -> dict[str, Callable[..., Any]]:
    """What the templates of cards ask for."""

    def href(placed: Placed) -> str:
        return root + placed.path

    def front(section: Section) -> str:
        return root + section.front

    def middle(pictures: tuple[Thumbnail, ...]) -> str:
        fitting = tuple(each for each in pictures if each.width <= _MIDDLE)
        return assets + (fitting or pictures)[-1].href

    def srcset(pictures: tuple[Thumbnail, ...]) -> str:
        return ", ".join(f"{assets}{each.href} {each.width}w" for each in pictures)

    def texts(it: ShapedContainer, index: int) -> dict[str, Any]:
        container = it.container
        lead = leads(container) and not index
        found = dict(texts_of(container.stories[index], container, lead))
        return {name: found.get(name) for name in ("kicker", "headline", "deck", "meta")}

    return {
        "href": href,
        "front": front,
        "middle": middle,
        "srcset": srcset,
        "texts": texts,
        "leads": leads,
        "classes": container_classes,
        "grid": grid_classes,
        "looks": card_classes,
        "sizes": sizes_of,
    }
