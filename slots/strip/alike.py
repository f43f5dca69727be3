"""Strips that are alike: what rules cannot tell apart is measured once.

A page has one measure on many screens, and its copy is then the same on all of them; rules see no
more of a screen than its height. So of a breakpoint's strips only those that differ have to be
placed on: a placement that holds on one holds on all that are like it.
"""

from __future__ import annotations

from dataclasses import replace

from slots.strip.content import Content
from slots.strip.measured_flow import Strip


def distinct(
    strips: tuple[Strip, ...], contents: tuple[Content, ...]
) -> tuple[tuple[Strip, ...], tuple[Content, ...]]:
    """The strips no earlier one is like, the first among them, and contents with sizes for these.

    Two are alike if they differ in the width of the screen alone, and contents have one size on
    both.
    """
    alike: dict[object, list[int]] = {}
    kept: list[int] = []
    for index, strip in enumerate(strips):
        own = (strip.width, strip.viewport[1], strip.height, strip.line)
        own_rail = (strip.rail, strip.standing)
        earlier = alike.setdefault(
            (own, own_rail, *(content.sizes[index] for content in contents)), []
        )
        if all(strips[other].items != strip.items for other in earlier):
            earlier.append(index)
            kept.append(index)
    if len(kept) == len(strips):
        return strips, contents
    return tuple(strips[index] for index in kept), tuple(
        replace(content, sizes=tuple(content.sizes[index] for index in kept))
        for content in contents
    )
