"""The markup of each ad's bed: what its template asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from layout.story.creative import Artwork, Creative, Frame, HouseMarkup, HousePicture
from layout.web.ads.beds import Bed, Room
from layout.web.ads.house_designs import design_of
from layout.web.ads.script_orders import orders_of, sandbox_of
from layout.web.html.relative_lengths import wide
from slots.rules.size import Size


def bed_entry(bed: Bed, node: str, label: str, root: str = "") -> dict[str, Any]:
    """What the template of a bed asks for. `root` leads to the folder of the page's files."""
    entry: dict[str, Any] = {"orders": orders_of(bed.turns.get(node, ())), "kind": "design"}
    creative = bed.house
    if creative is None:
        return entry | {"design": design_of(bed.number)}
    entry |= {"name": creative.name}
    matter = creative.matter
    if isinstance(matter, HousePicture):
        artworks = [artwork for _, artwork in _artworks(matter, bed.rooms.get(node, ()))]
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
        for node, rooms in bed.rooms.items():
            shown = f"#{node} .ad-picture>:nth-child"
            for number, (first, _) in enumerate(_artworks(matter, rooms)[1:], 2):
                change = f"{shown}({number - 1}){{display:none}}{shown}({number}){{display:block}}"
                yield wide(change, first)


def _artworks(matter: HousePicture, rooms: tuple[Room, ...]) -> list[tuple[int, Artwork]]:
    """The picture for each room, with the page's width from which it is shown."""
    found: list[tuple[int, Artwork]] = []
    for room in rooms:
        artwork = max(matter.artworks, key=lambda each: _shown(each, room.box))
        if room.sizes and (not found or found[-1][1] is not artwork):
            found.append((room.first if found else 0, artwork))
    return found or [(0, matter.artworks[0])]


def _shown(artwork: Artwork, box: tuple[int, int]) -> tuple[int, int]:
    """How much of a box a picture fills, never blown up; of two alike the smaller file counts."""
    width, height = artwork.width, artwork.height
    if width > box[0] or height > box[1]:  # the tighter side decides, in whole px
        across = width * box[1] > box[0] * height
        width, height = (
            (box[0], box[0] * height // width) if across else (box[1] * width // height, box[1])
        )
    return width * height, -artwork.width * artwork.height


def _one_size(creative: Creative, bed: Bed) -> Size | None:
    """The size of a frame that is made for some: the largest, where it is the same in all rooms."""
    if not creative.sizes:
        return None
    rooms = (room for rooms in bed.rooms.values() for room in rooms if room.sizes)
    best = {_largest(creative.fitting(room.sizes) or creative.sizes) for room in rooms}
    return best.pop() if len(best) == 1 else None


def _largest(sizes: Iterable[Size]) -> Size:
    return max(sizes, key=lambda size: size.width * size.height)
