"""Composing: a story to a folder of files that a browser shows.

index.html      the page, responsive from 320 to 1600 px and beyond
style-....css   its style sheet, named by content
fonts/          the fonts it sets
media/          its pictures
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from layout.story.as_written import Ask, SlotAsk, Story
from layout.story.block import Block, Crosshead, Table
from layout.story.module import Module
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.typeset.coverage import is_visible
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut
from layout.typeset.words.theme import Theme
from layout.web.ads.bed_markup import bed_entry, picture_css
from layout.web.ads.content_policy import ad_policy
from layout.web.ads.house_designs import house_words
from layout.web.ads.in_each_bed import NO_ADS, Ads, page_ads, unscheduled
from layout.web.ads.script_orders import ad_files, scripts_of
from layout.web.html.nodes import AFTER, Node, node_css, nodes_of
from layout.web.html.table_css import NO_TABLES, PageTables, page_tables
from layout.web.html.text_markup import TEMPLATES
from layout.web.html.web_fonts import font_files
from layout.web.measure.blocks_to_forms import Shaper, level_below, table_form
from layout.web.measure.column_and_rail_widths import Sheet, sheet_of
from layout.web.measure.forms import TableForm
from layout.web.measure.lead_picture import picture_first
from layout.web.measure.module_boxes import NEWSLETTER, success_of
from layout.web.measure.page_words import Wording, wording_of
from layout.web.measure.picture_files import WebPicture, pictures_of, sizes_of
from layout.web.measure.story_strips import Shaped, has_lead_picture, head_of, shape_story
from layout.web.measure.text_width import Gauge
from layout.web.pages.css_and_fonts import FONTS, design_css, links, named_css
from layout.web.pages.site_furniture import ALONE, Furniture
from layout.web.pages.template_room import picture_filter, table_filter, web_page
from layout.web.plan.all_breakpoints import plan_page
from layout.web.plan.page_plan import WebPlan
from slots.finding import Finding, Severity, Where
from slots.problem.why_closed import Trace
from slots.rules.terms import Rules

if TYPE_CHECKING:
    from markupsafe import Markup

_ICON = "icon.svg"
_HOST = re.compile(r"[A-Za-z0-9_.:@%\[\]-]+")
SHARED = ("body", "headline", "meta", "panel_title")
"""Styles that every page has: their fonts are the same on most pages, so that readers keep them."""


@dataclass(frozen=True, slots=True, eq=False)
class ComposedPage:
    """A page as files, by their paths in its folder, with its plan, its shaped story and
    findings."""

    files: tuple[tuple[str, bytes], ...]
    plan: WebPlan
    shaped: Shaped
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A story's page with all that is decided before anything is written: what stands where, and
    what its ads are."""

    story: Story
    publication: Publication
    theme: Theme
    sheet: Sheet
    shaped: Shaped
    plan: WebPlan
    nodes: tuple[Node, ...]
    pictures: tuple[WebPicture, ...]
    furniture: Furniture = ALONE
    ads: Ads = NO_ADS
    tables: PageTables = NO_TABLES

    @property
    def offers(self) -> tuple[Ask, ...]:
        """What the page offers places to: what its story asks for, and the ads of its rules."""
        return self.plan.offers or self.story.asks

    @property
    def wording(self) -> Wording:
        """The words of the page that its story has not, in the story's language."""
        return wording_of(self.story.language)


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A page before its fonts are cut and its style sheets named, since pages of a site share them.

    `used` are the cuts it sets and all characters in each; `css` holds of its style sheet what
    is its own: where its boxes stand.
    """

    page: Page
    used: Mapping[Cut, str]
    css: str
    findings: tuple[Finding, ...]


def compose(
    story: Story, theme: Theme, foundry: Foundry, rules: Rules, publication: Publication
) -> ComposedPage:
    """The web page of a story. Raises BadInput where the theme has no web styles or fonts."""
    draft = drafted(story, theme, foundry, rules, publication)
    page = draft.page
    whole = tuple(page.sheet.cuts(name)[0] for name in SHARED)
    fonts = font_files(draft.used, foundry, theme.fallback, whole)
    css = "\n".join(filter(None, (design_css(fonts, foundry, page.sheet, theme), draft.css)))
    name = named_css("style", css)
    html = html_of(page, links((f"{FONTS}/{font.name}" for font in fonts), _ICON, (name,)))
    files = (
        ("index.html", html.encode()),
        (name, css.encode()),
        (_ICON, (TEMPLATES / _ICON).read_bytes()),
        *((f"{FONTS}/{font.name}", font.data) for font in fonts),
        *media_of(page),
    )
    return ComposedPage(files, page.plan, page.shaped, draft.findings)


def media_of(page: Page) -> Iterator[tuple[str, bytes]]:
    """The files that a page shows beside fonts and style sheets: its pictures, its ads' files."""
    yield from ((picture.href, picture.data) for picture in page.pictures)
    yield from ad_files(page.ads)


def drafted(
    story: Story,
    theme: Theme,
    foundry: Foundry,
    rules: Rules,
    publication: Publication,
    furniture: Furniture = ALONE,
) -> Draft:
    """A story's page, measured and placed. Raises BadInput where the theme has no web styles."""
    sheet = sheet_of(theme)
    pictures, missing = pictures_of(story)
    gauge = Gauge(foundry, theme.fallback, story.language)
    sizes = sizes_of(pictures)
    story = picture_first(story, sizes)
    shaper = Shaper(sheet, gauge, sizes)
    shaped = shape_story(story, shaper)
    plan = plan_page(story, shaped, shaper, rules, publication.date)
    nodes = nodes_of(plan)
    ads = page_ads(story, plan, nodes, rules, publication)
    tables = page_tables(_tables(shaped, plan.offers or story.asks, shaper))
    page = Page(
        story, publication, theme, sheet, shaped, plan, nodes, pictures, furniture, ads, tables
    )
    used = _used(page, gauge)
    dated = unscheduled(publication)
    findings = (*missing, *_glyphs(page, gauge), *_forms(page), *dated, *plan.findings)
    return Draft(page, used, _css(page, rules), findings)


def plan_story(
    story: Story,
    theme: Theme,
    foundry: Foundry,
    rules: Rules,
    today: datetime.date | None = None,
    trace: Trace = Trace.UNPLACED,
) -> WebPlan:
    """The plan of a story's page alone, for explaining it; `compose` makes the same one.

    `today` is the day the page is made for: the publication's date; `trace` says whose refusals are
    given (see `plan_page`).
    """
    pictures, _ = pictures_of(story)
    sizes = sizes_of(pictures)
    story = picture_first(story, sizes)
    shaper = Shaper(sheet_of(theme), Gauge(foundry, theme.fallback, story.language), sizes)
    return plan_page(story, shape_story(story, shaper), shaper, rules, today, trace)


def furniture_texts(page: Page) -> Iterator[tuple[str, str]]:
    """What the page sets besides the story, as (style, text)."""
    words = page.wording
    yield "headline", page.publication.name
    yield "meta", page.publication.tagline + page.publication.name
    yield "meta", words.skip + words.home + words.top + "".join(page.furniture.texts())
    if page.ads.beds:
        house = house_words(page.publication.name, page.story.language)
        yield "label", words.advertisement
        yield "headline", house.print_line + house.neighbours_line + house.letters_line
        yield "meta", house.print_more + house.neighbours_more + house.letters_more
    for text in page.ads.words():
        yield from (("headline", text), ("meta", text))
    for ask in page.offers:
        if isinstance(ask.content, Module) and ask.content.kind == NEWSLETTER:
            yield "panel", words.hint
            yield "panel_title", words.sign_up + success_of(ask.content, words)
            yield "meta", words.email_error


def _used(page: Page, gauge: Gauge) -> dict[Cut, str]:
    """The cuts that the page sets, with all characters in each: those of the furniture, and of all
    that the gauge has measured."""
    for style, text in furniture_texts(page):
        gauge.advance(text, page.sheet.cuts(style)[0])
    cuts = sorted(gauge.texts, key=_cut_order)
    return {cut: "".join(sorted({*"".join(gauge.texts[cut])})) for cut in cuts}


def _cut_order(cut: Cut) -> tuple[str, int, int, bool]:
    return cut.family, cut.optical or 0, cut.weight, cut.italic


def _glyphs(page: Page, gauge: Gauge) -> Iterator[Finding]:
    """A note of characters that no font of the page has: the reader's own fonts have most, and what
    the browser shows, and how wide, is theirs."""
    stack = [gauge.foundry.face(cut) for cut in page.theme.fallback]
    missing: dict[str, None] = {}
    for cut, texts in gauge.texts.items():
        faces = (gauge.foundry.face(cut), *stack)
        for sign in sorted({*"".join(texts)}):
            if is_visible(sign) and not any(face.glyph(sign) for face in faces):
                missing[sign] = None
    if missing:
        signs = "".join(sorted(missing))
        yield Finding(
            "glyph-missing",
            Severity.INFO,
            f"no font of the theme has {len(signs)} of the characters: {signs[:24]}",
            Where(page.story.source or None),
            "readers see glyphs of their own fonts; name a family that has them as a fallback",
        )


def _forms(page: Page) -> Iterator[Finding]:
    forms = [node for node in page.nodes if getattr(node.content, "kind", "") == NEWSLETTER]
    if any(not _action(node, page) for node in forms):
        yield Finding(
            "sign-up-goes-nowhere",
            Severity.WARNING,
            "the sign-up form has no address to send to: it shows its success and keeps nothing",
            Where(page.story.source or None),
            "set the newsletter action in newsgrid.toml",
        )


def _action(node: Node, page: Page) -> str:
    own = node.content.action if isinstance(node.content, Module) else None
    action = own or page.publication.newsletter_action
    return action if urlsplit(action).scheme in ("https", "http", "") else ""


def _css(page: Page, rules: Rules) -> str:
    """What only this page's style sheet holds: its tables' columns, and what stands where."""
    parts = (
        *page.tables.css(page.sheet),
        node_css(page.nodes, page.plan, page.shaped, rules, listed=bool(page.furniture.home)),
        *picture_css(page.ads.beds.values()),
    )
    return "\n".join(part for part in parts if part)


def _tables(shaped: Shaped, asks: Iterable[Ask], shaper: Shaper) -> dict[Table, TableForm]:
    """The tables of the copy, and of what the page offers places to, with their forms."""
    tables = {
        block: form
        for block, form in zip(shaped.blocks, shaped.forms, strict=True)
        if isinstance(block, Table) and isinstance(form, TableForm)
    }
    modules = (ask.content for ask in asks if isinstance(ask.content, Module))
    for block in (block for module in modules for block in module.blocks):
        if isinstance(block, Table):
            tables.setdefault(block, table_form(block, shaper))
    return tables


def html_of(page: Page, assets: Markup, below: str = "", beside: str = "") -> str:
    """The page's HTML, with the links to its fonts, icon and style sheets as given; `below` and
    `beside` are what stands below its copy and in its rail of other stories.

    Raises BadInput with what is wrong with a template of the publication's theme.
    """
    from markupsafe import Markup

    story, words = page.story, page.wording
    folder = page.furniture.assets
    shown = tuple(replace(picture, href=folder + picture.href) for picture in page.pictures)
    facts = {
        "language": story.language,
        "policy": policy(page),
        "title": f"{text_of(story.headline) or story.slug} – {page.publication.name}",
        "description": text_of(story.deck),
        "assets": assets,
        "below": Markup(below),
        "beside": Markup(beside),
        "scripts": scripts_of(page.ads, words.advertisement, folder),
        "furniture": page.furniture,
        "wording": words,
        "publication": page.publication,
        "story": story,
        "head": [{"name": name, "runs": runs} for name, _, runs in head_of(story)],
        "copy": _copy(page),
        "after": [box_entry(node, page) for node in page.nodes if node.spot == AFTER],
        "house": house_words(page.publication.name, story.language),
    }
    filters = {**picture_filter(shown), **table_filter(page.tables)}
    return web_page(page.theme, "page.html.j2", facts, filters)


def _copy(page: Page) -> list[dict[str, Any]]:
    """The blocks of the copy, each with the nodes that stand before it; the last has only nodes.

    No heading is more than one level below the one before it, whatever levels the story writes:
    readers who go from heading to heading would look for the one left out (WCAG, axe
    heading-order). The headline has level 1, titles of boxes have 2.
    """
    entries: list[dict[str, Any]] = []
    level = 1
    blocks: tuple[Block | None, ...] = (*page.shaped.blocks, None)
    for name, block in zip((*page.shaped.ids, ""), blocks, strict=True):
        nodes = [box_entry(node, page) for node in page.nodes if node.spot == name]
        level = min(level, 2) if nodes else level
        if isinstance(block, Crosshead):
            level = level_below(level, block)
        leads = not entries and has_lead_picture(page.shaped)
        entries.append({"id": name, "block": block, "nodes": nodes, "level": level, "lead": leads})
    return entries


def box_entry(node: Node, page: Page) -> dict[str, Any]:
    """What the template of a box requires."""
    words = page.wording
    if isinstance(node.content, SlotAsk):
        bed = page.ads.beds[node.content.id]
        label = f"{words.advertisement} {bed.number + 1}" if bed.number else words.advertisement
        return {
            "id": node.id,
            "content": node.content.id,
            "module": None,
            "frame": node.frame,
            "label": label,
            "words": words.advertisement,
            "bed": bed_entry(bed, node.id, label, page.furniture.assets),
        }
    action = _action(node, page)
    return {
        "id": node.id,
        "content": node.content.id,
        "module": node.content,
        "frame": node.frame,
        "action": action or f"#{node.id}",
        "method": "post" if action else "get",
        "named": bool(action),
        "success": success_of(node.content, words),
    }


def policy(page: Page) -> str:
    """The page loads nothing but its own files; forms go to itself and their own addresses."""
    hosts = {
        _origin(_action(node, page)) for node in page.nodes if isinstance(node.content, Module)
    }
    targets = " ".join(("'self'", *sorted(hosts - {""})))
    rest = f"base-uri 'none'; object-src 'none'; form-action {targets}{ad_policy(page.ads)}"
    return f"default-src 'self'; {rest}"


def _origin(address: str) -> str:
    """The scheme and host of an address; nothing where the host could say more in a policy."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if _HOST.fullmatch(parts.netloc) else ""
