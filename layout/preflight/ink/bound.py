"""What can be said of a page's ink without counting it: how much there is at most, and whether
there is any.

Where nothing overprints and all is blended as Normal, what stands anywhere is one of the colours
that are painted, or lies between some of them and the paper: no square has more ink than the
colour that has most. Rendering plates is left to pages of which that says too little, as those
with photographs in CMYK. Source: ISO 32000-1, 11.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from layout.preflight.content.colour import Colour, Space, as_process
from layout.preflight.content.events import Event, Group, Image, Look
from layout.preflight.content.pages import WalkedPage
from layout.preflight.geometry import MM
from layout.preflight.ink.coverage import CELL_MM, obstacle
from slots.files.decoding import Undecodable, decoding

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_MOST = {"gray": 100.0, "rgb": 200.0, "lab": 200.0}
"""Per cent that a colour of a space can take: of RGB its complement, with all grey in black."""

_NORMAL = ("Normal", "Compatible")
_MOST_PIXELS = 40_000_000
"""Pixels of images that a page is rendered with as it is."""

_DARK = 128
"""What is darker than half the light, of 255, is no white that was rounded."""


def most_ink(page: WalkedPage) -> float | None:
    """Per cent that no place on a page has more of; None where only counting can tell."""
    if page.stopped or page.odd:
        return None
    looks: dict[int, Look] = {}
    spaces: dict[int, Space] = {}
    for event in page.events:
        if event.held.masking:
            continue
        looks[id(event.look)] = event.look
        space = None if isinstance(event, Group) else _space_of(event)
        if space is not None:
            spaces[id(space)] = space
    most = [_most_of(space) for space in spaces.values()]
    known = [each for each in most if each is not None]
    if len(known) < len(most) or any(map(_adds_up, looks.values())):
        return None
    colours = {
        (id(each.space), each.values): each
        for look in looks.values()
        for each in (look.fill, look.stroke)
        if not each.pattern
    }
    return max((0.0, *known, *map(_ink_of, colours.values())))


def _space_of(event: Event) -> Space | None:
    """The space of pixels or of a shading, whose colours are not known one by one."""
    space = getattr(event, "space", None)
    return space if isinstance(space, Space) else None


def _most_of(space: Space) -> float | None:
    """The most that any colour of a space takes; None where that is too much to say anything."""
    if space.kind == "indexed" and space.base is not None:
        return _most_of(space.base)
    return _MOST.get(space.kind)


def _adds_up(look: Look) -> bool:
    """Whether inks of several things may stand over each other."""
    return look.fill_overprints or look.stroke_overprints or look.blend not in _NORMAL


def _ink_of(colour: Colour) -> float:
    space, values = colour.space, colour.values
    inks = as_process(space, (*values, *space.first[len(values) :]))
    return 100 * sum(min(1.0, max(0.0, ink)) for ink in inks)


def surely_inked(data: bytes, pages: Sequence[WalkedPage]) -> frozenset[int]:
    """The numbers of those pages of a file on which there is ink: something dark is seen on them,
    as any reader shows them. Where nothing is, there may be ink all the same."""
    import pypdfium2

    cheap = [page for page in pages if _is_cheap(page)]
    found: set[int] = set()
    if not cheap:
        return frozenset()
    with suppress(Undecodable), decoding():
        file = pypdfium2.PdfDocument(data)
        for page in cheap:
            if _is_dark(file[page.number - 1], page):
                found.add(page.number)
        file.close()
    return frozenset(found)


def _is_cheap(page: WalkedPage) -> bool:
    """Whether rendering a page as it is takes little, and shows it upright."""
    pixels = sum(each.width * each.height for each in page.events if isinstance(each, Image))
    plain = page.leaf.unit == 1 and not page.leaf.quarters
    return plain and pixels <= _MOST_PIXELS and not obstacle(page)


def _is_dark(shown: PdfPage, page: WalkedPage) -> bool:
    """Whether something dark is seen within the trim."""
    media = page.leaf.media
    sheet = media.cut(page.leaf.box("/CropBox") or media)
    if sheet.empty or not sheet.width or not sheet.height:
        return False
    bitmap = shown.render(scale=1 / (CELL_MM * MM), draw_annots=False, may_draw_forms=False)
    pixels, trim = bitmap.to_numpy(), page.trim
    step = pixels.shape[0] / sheet.height
    top, foot = (round((sheet.top - edge) * step) for edge in (trim.top, trim.foot))
    left, right = (round((edge - sheet.left) * step) for edge in (trim.left, trim.right))
    seen = pixels[max(0, top + 1) : max(0, foot - 1), max(0, left + 1) : max(0, right - 1), :3]
    return bool(seen.size) and int(np.min(seen)) < _DARK
