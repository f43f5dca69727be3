"""The markup of each ad's bed: what its template asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from layout.story.creative import Artwork, Creative, Frame, HouseMarkup, HousePicture
from layout.web.ad_script import orders_of, sandbox_of
from layout.web.beds import Bed, Room
from layout.web.house import design_of
from slots.size import Size


def bed_entry(bed: Bed, node: str, label: str, root: str = "") -> dict[str, Any]:
    """What the template of a bed asks for. `root` leads to the folder of the page's files."""
    entry: dict[str, Any] = {"orders": orders_of(bed.turns.get(node, ())), "kind": "design"}
    creative = bed.house
    if creative is None:
        return entry | {"design": design_of(bed.number)}
    entry |= {"name": creative.name}
    matter = creative.matter
    if isinstance(matter, HousePicture):
        sources = tuple(_sources(matter, bed.rooms.get(node, ()), root))
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


def _sources(matter: HousePicture, rooms: tuple[Room, ...], root: str) -> Iterator[dict[str, Any]]:
    """The picture for each room, the widest screens first: the first source that matches counts."""
    found: list[tuple[int, Artwork]] = []
    for room in rooms:
        artwork = max(matter.artworks, key=lambda each: _shown(each, room.box))
        if room.sizes and (not found or found[-1][1] is not artwork):
            found.append((room.first if found else 0, artwork))
    for first, artwork in reversed(found or [(0, matter.artworks[0])]):
        yield {
            "media": f"(min-width: {first}px)" if first else "",
            "href": root + artwork.asset.href,
            "width": artwork.width,
            "height": artwork.height,
        }


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
