"""Images as events: XObjects, and those that stand in content itself."""

from __future__ import annotations

from typing import Any

import pikepdf

from layout.preflight.content.colour import Space
from layout.preflight.content.events import Held, Image
from layout.preflight.content.read_space import Spaces
from layout.preflight.content.state import State
from layout.preflight.geometry import Box
from layout.preflight.opened.numbers import name, table, whole
from layout.preflight.opened.unpacked import filters
from slots.files.decoding import Undecodable, decoding

_SQUARE = Box(0, 0, 1, 1)


def image_of(
    found: pikepdf.Stream, state: State, spaces: Spaces, resources: Any, held: Held
) -> Image | None:
    """An image painted now; None where none of it is seen."""
    return _image(found, state, _Colours(spaces, resources), held, filters(found))


def inline_image(
    instruction: Any, state: State, spaces: Spaces, resources: Any, held: Held
) -> Image | None:
    """An image in content, whose keys are spelled out; None where none of it is seen, or where its
    keys cannot be read."""
    try:
        with decoding():
            found = instruction.iimage.obj
            names = tuple(each[1:] for each in instruction.iimage.filters)
    except Undecodable:
        return None
    return _image(found, state, _Colours(spaces, resources), held, names, inline=True)


class _Colours:
    """What reads the colour space of an image."""

    def __init__(self, spaces: Spaces, resources: Any) -> None:
        self._spaces, self._resources = spaces, resources

    def of(self, found: Any, names: tuple[str, ...]) -> Space:
        """The space of an image; a JPEG 2000 may have its own, and is then told as RGB."""
        space = found.get("/ColorSpace")
        if space is None and names[-1:] == ("JPXDecode",):
            return self._spaces.of(pikepdf.Name.DeviceRGB, pikepdf.Dictionary())
        return self._spaces.of(space, self._resources)


def _image(
    found: Any,
    state: State,
    colours: _Colours,
    held: Held,
    names: tuple[str, ...],
    *,
    inline: bool = False,
) -> Image | None:
    seen = state.ctm.box(_SQUARE).cut(state.clip)
    if seen.empty:
        return None
    stencil = found.get("/ImageMask") is True
    bits = 1 if stencil else whole(found.get("/BitsPerComponent")) or 8
    mask = table(found).get("/Mask")
    return Image(
        seen,
        state.look,
        whole(found.get("/Width")),
        whole(found.get("/Height")),
        bits,
        None if stencil else colours.of(found, names),
        names,
        state.ctm.across,
        state.ctm.down,
        isinstance(found.get("/SMask"), pikepdf.Stream),
        isinstance(mask, pikepdf.Stream | pikepdf.Array),
        inline,
        held=held,
    )


def is_image(found: Any) -> bool:
    """Whether a stream is an image."""
    return isinstance(found, pikepdf.Stream) and name(found.get("/Subtype")) == "Image"
