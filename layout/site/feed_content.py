"""A story as feeds carry it: its body in plain HTML, every address whole, no ads and no modules.

Feed readers show it in their own type, so it has no classes, no ids and no script; what the page's
style sheet would hide or scroll is not there. Pictures are those of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from layout.story.block import (
    Block,
    Crosshead,
    Divider,
    Embed,
    Listing,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from layout.story.run import Runs
from layout.web.html.text_markup import NO_BREAK, inline, safe_href
from layout.web.measure.blocks_to_forms import cutline_of
from layout.web.measure.picture_files import WebPicture

if TYPE_CHECKING:
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class StoryAddresses:
    """Where a story stands: the address of its page, and that of its pictures' folder."""

    page: str
    assets: str


def content_of(
    blocks: tuple[Block, ...], pictures: tuple[WebPicture, ...], addresses: StoryAddresses
) -> str:
    """The blocks of a story as HTML for feeds."""
    found = {picture.src: picture for picture in pictures}
    parts = (part for block in blocks for part in _block(block, found, addresses))
    return "\n".join(map(str, parts))


def _block(
    block: Block, pictures: dict[str, WebPicture], addresses: StoryAddresses
) -> Iterator[Markup]:
    from markupsafe import Markup

    if isinstance(block, Paragraph):
        yield _element("p", block.runs, addresses)
    elif isinstance(block, Crosshead):
        yield _element(f"h{min(max(block.level, 2), 6)}", block.runs, addresses)
    elif isinstance(block, Quote):
        yield Markup("<blockquote>{}</blockquote>").format(_quoted(block, addresses))
    elif isinstance(block, Listing):
        items = Markup().join(_element("li", runs, addresses) for runs in block.items)
        start = Markup(' start="{}"').format(block.start) if block.start != 1 else ""
        name = "ol" if block.ordered else "ul"
        yield Markup("<{}{}>{}</{}>").format(Markup(name), start, items, Markup(name))
    elif isinstance(block, Table):
        yield _table(block, addresses)
    elif isinstance(block, Picture):
        yield from _picture(block, pictures, addresses)
    elif isinstance(block, Embed):
        href = safe_href(urljoin(addresses.page, block.href))
        if href:
            yield Markup('<p><a href="{}">{}</a></p>').format(href, block.title or href)
    elif isinstance(block, Divider):
        yield Markup("<hr>")


def _quoted(block: Quote, addresses: StoryAddresses) -> Markup:
    from markupsafe import Markup

    paragraphs = [_element("p", runs, addresses) for runs in block.paragraphs]
    if block.credit:
        paragraphs.append(Markup("<p>{}</p>").format(_element("cite", block.credit, addresses)))
    return Markup().join(paragraphs)


def _table(block: Table, addresses: StoryAddresses) -> Markup:
    from markupsafe import Markup

    rows = [("th", block.head)] if block.head else []
    rows += [("td", row) for row in block.rows if row]
    lines = (
        Markup().join(_element(name, cell, addresses) for cell in cells) for name, cells in rows
    )
    made = Markup().join(Markup("<tr>{}</tr>").format(line) for line in lines)
    return Markup("<table>{}</table>").format(made)


def _picture(
    block: Picture, pictures: dict[str, WebPicture], addresses: StoryAddresses
) -> Iterator[Markup]:
    """A picture with its cutline; what cannot be shown leaves its cutline, as on the page."""
    from markupsafe import Markup

    found, cutline = pictures.get(block.src), cutline_of(block)
    image = Markup()
    if found:
        image = Markup('<img src="{}" alt="{}" width="{}" height="{}">').format(
            f"{addresses.assets}{found.href}", block.alt, found.width, found.height
        )
    under = _element("figcaption", cutline, addresses) if cutline else Markup()
    if image or under:
        yield Markup("<figure>{}{}</figure>").format(image, under)


def _element(name: str, runs: Runs, addresses: StoryAddresses) -> Markup:
    from markupsafe import Markup

    whole = tuple(
        replace(run, href=urljoin(addresses.page, run.href)) if run.href else run for run in runs
    )
    text = Markup(inline(whole).replace(NO_BREAK, ""))
    return Markup("<{0}>{1}</{0}>").format(Markup(name), text)
