"""What templates of the web may see and call (their room in the sandbox); a page filled by one, and
checked where the theme is not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from layout.sandbox.no_foreign_script import Allowed, page_findings
from layout.sandbox.opened import Room, fields_of
from layout.sandbox.templates import Templates, templates_of
from layout.story.as_written import Story
from layout.story.block import (
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.creative import HousePicture
from layout.story.module import Module, ModuleItem
from layout.story.publication import Publication
from layout.story.run import Run, text_of
from layout.story.weather import sky_of
from layout.typeset.words.theme import Theme
from layout.web.ads.house_designs import HouseWords
from layout.web.cards.addresses import Placed, Section
from layout.web.cards.container_parts import ShapedCard, ShapedContainer
from layout.web.cards.order_on_fronts import Container
from layout.web.cards.site_words import SiteWording
from layout.web.cards.story_card import Card, Thumbnail
from layout.web.html.table_css import PageTables
from layout.web.html.text_markup import (
    cell_classes,
    held_text,
    inline,
    quoted,
    safe_href,
)
from layout.web.measure.blocks_to_forms import cutline_of, host_of, kind_of
from layout.web.measure.module_boxes import link_runs
from layout.web.measure.page_words import Wording
from layout.web.measure.picture_files import WebPicture
from layout.web.pages.site_furniture import Feed, Furniture, Link, Meta, Pager, Turn
from slots.finding import BadInput
from slots.rules.size import Size

_PAPER = frozenset(
    "name tagline language site short_address price number date newsletter_action sections".split()
)
"""What templates see of a publication: none of its folders."""

_OF_STORY = frozenset(
    "slug headline kicker deck byline dateline date_text date comments section tags rank language "
    "body".split()
)
"""What templates see of a story."""

_WHOLE = (
    *(Paragraph, Crosshead, Quote, Listing, Picture, Table, Embed, Divider, Run),
    *(
        Module,
        ModuleItem,
        Wording,
        SiteWording,
        HouseWords,
        Furniture,
        Link,
        Feed,
        Meta,
        Pager,
        Turn,
    ),
    *(Placed, Thumbnail, Container, Size),
)
"""What templates see all of."""

_OF_FRONTS = (
    *("href", "front", "middle", "srcset", "texts", "leads", "classes", "grid", "looks", "sizes"),
)
"""The filters of fronts alone."""

_PICTURE, _TABLE = "picture", "table"
"""The filters that know a page's pictures and tables."""

_WEB = Room(
    "web",
    {
        **{kind: fields_of(kind) for kind in _WHOLE},
        Publication: _PAPER,
        Story: _OF_STORY,
        Card: fields_of(Card, "title", but=("file",)),
        Section: fields_of(Section, "front"),
        ShapedContainer: frozenset(("container", "cards")),
        ShapedCard: frozenset(("card", "pictured")),
        WebPicture: fields_of(WebPicture, but=("data",)),
        HousePicture: frozenset(("alt", "link")),
    },
    {
        "inline": inline,
        "whole": held_text,
        "plain": text_of,
        "kind": kind_of,
        "cell_classes": cell_classes,
        "cutline": cutline_of,
        "host": host_of,
        "safe_href": safe_href,
        "quoted": quoted,
        "link": link_runs,
        "sky": lambda item: sky_of(text_of(item.runs)),
    },
    (_PICTURE, _TABLE, *_OF_FRONTS),
    lstrip=True,
)


def web_templates(theme: Theme) -> Templates:
    """The templates of the web, the theme's own before ours."""
    return templates_of(theme, _WEB)


def picture_filter(pictures: Iterable[WebPicture]) -> dict[str, object]:
    """The filter that finds the picture of a block among those of a page."""
    found = {picture.src: picture for picture in pictures}
    return {_PICTURE: lambda block: found.get(block.src)}


def table_filter(tables: PageTables) -> dict[str, object]:
    """The filter that finds the CSS class of a table, by which its columns have their widths."""
    return {_TABLE: tables.names.__getitem__}


def web_page(theme: Theme, name: str, facts: Mapping[str, Any], filters: Mapping[str, Any]) -> str:
    """A page of a template with its data and its filters. Raises BadInput with what is wrong with
    a template of the publication's theme, or with the page that came of it."""
    templates = web_templates(theme)
    html = templates.render(name, facts, filters)
    if templates.own:
        scripts = frozenset((each["src"], each["orders"]) for each in facts.get("scripts", ()))
        allowed = Allowed(str(facts["policy"]), scripts, str(facts.get("href", "")))
        found = page_findings(html, allowed, templates.shelves)
        if found:
            raise BadInput(found)
    return html
