"""The markup of each ad's bed: the data its template asks for, and the CSS that shows of a house
ad's pictures the one that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from layout.story.creative import Artwork, Creative, Frame, HouseMarkup, HousePicture
from layout.web.ads.beds import Bed, BedSizes
from layout.web.ads.house_designs import design_of
from layout.web.ads.script_orders import orders_of, sandbox_of
from layout.web.html.relative_lengths import wide
from slots.rules.size import Size


def bed_entry(bed: Bed, node: str, label: str, root: str = "") -> dict[str, Any]:
    """What the template of a bed requires. `root` leads to the folder of the page's files."""
    entry: dict[str, Any] = {"orders": orders_of(bed.requests.get(node, ())), "kind": "design"}
    creative = bed.house
    if creative is None:
        return entry | {"design": design_of(bed.design)}
    entry |= {"name": creative.name}
    matter = creative.matter
    if isinstance(matter, HousePicture):
        artworks = [artwork for _, artwork in _artworks(matter, bed.sizes.get(node, ()))]
        sources = [
            {"href": root + a.asset.href, "width": a.width, "height": a.height} for a in artworks
        ]
        return entry | {"kind": "picture", "matter": matter, "sources": sources}
    if isinstance(matter, HouseMarkup):
        html = matter.html
        for asset in matter.assets:
            html = html.replace(f'src="{asset.href}"', f'src="{root}{asset.href}"')
        return entry | {"kind": "markup", "html": Markup(html)}
    assert isinstance(matter, Frame)
    return entry | {
        "kind": "frame",
        "src": root + matter.page.href,
        "title": matter.title or label,
        "sandbox": sandbox_of(matter),
        "size": _one_size(creative, bed),
    }


def picture_css(beds: Iterable[Bed]) -> Iterator[str]:
    """The rules that show of each bed's pictures the one for the page's width.

    `<source media>` would ask how wide the window is, scrollbar and all. A picture that is not
    shown is not loaded: all are lazy.
    """
    for bed in beds:
        matter = bed.house.matter if bed.house else None
        if not isinstance(matter, HousePicture):
            continue
        for node, sizes in bed.sizes.items():
            shown = f"#{node} .ad-picture>:nth-child"
            for number, (first, _) in enumerate(_artworks(matter, sizes)[1:], 2):
                change = f"{shown}({number - 1}){{display:none}}{shown}({number}){{display:block}}"
                yield wide(change, first)


def _artworks(matter: HousePicture, sizes: tuple[BedSizes, ...]) -> list[tuple[int, Artwork]]:
    """The pictures that a bed shows, each with the page's width in px from which it is shown."""
    found: list[tuple[int, Artwork]] = []
    for own in sizes:
        artwork = max(matter.artworks, key=lambda each: _area_shown(each, own.box))
        if own.sizes and (not found or found[-1][1] is not artwork):
            found.append((own.first if found else 0, artwork))
    return found or [(0, matter.artworks[0])]


def _area_shown(artwork: Artwork, box: tuple[int, int]) -> tuple[int, int]:
    """How much of a box in px a picture fills, brought down but never enlarged; then how small it
    is itself, for of two that fill as much the one of fewer px is better."""
    width, height = artwork.width, artwork.height
    if width > box[0] or height > box[1]:  # the tighter side decides, in whole px
        across = width * box[1] > box[0] * height
        width, height = (
            (box[0], box[0] * height // width) if across else (box[1] * width // height, box[1])
        )
    return width * height, -artwork.width * artwork.height


def _one_size(creative: Creative, bed: Bed) -> Size | None:
    """The size of a frame whose creative names sizes: the largest that fits, where that is the same
    on all screens."""
    if not creative.sizes:
        return None
    served = (own.sizes for sizes in bed.sizes.values() for own in sizes if own.sizes)
    best = {_largest(creative.fitting(sizes) or creative.sizes) for sizes in served}
    return best.pop() if len(best) == 1 else None


def _largest(sizes: Iterable[Size]) -> Size:
    return max(sizes, key=lambda size: size.width * size.height)
