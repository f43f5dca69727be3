"""Contents: what is to be placed, what is known of its story, and which strips are distinct.

A page has one measure on many screens, and its copy is then the same on all of them; rules see no
more of a screen than its height. So of a breakpoint's strips only the `distinct` ones have to be
placed on: a placement that holds on one holds on all that are like it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from slots.frozen import light
from slots.strip.measured_flow import Strip


@light
class Content:
    """One ad or module that wants a place: `id` ("google-ad-1"), the rule's `slot`, and its box.

    `sizes` has one (width, height) in millipoints for each strip: the outer box that is reserved,
    label and padding included, at the largest size it may serve there. The air around it is the
    slot's `margin` and not part of it. `categories` are the advertiser's ("airline"), beside those
    of its slot.
    """

    id: str
    slot: str
    sizes: tuple[tuple[int, int], ...]
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What conditions ask of a story. `words` is its copy; None counts the words of the strip.

    `text` is all its text, in which `when.words` are looked for; `today` the day the page is made
    for, from which its age is counted: a day that is given, for the engine has no clock.
    """

    section: str = ""
    tags: tuple[str, ...] = ()
    words: int | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    date: datetime.date | None = None
    today: datetime.date | None = None
    text: str = ""


NO_STORY = About()
"""A story of which nothing is known."""


@light
class Wanted:
    """An ad or module that a story asks for: its id ("google-ad-2") and kind ("ad", "blue_box")."""

    id: str
    kind: str


def distinct(
    strips: tuple[Strip, ...], contents: tuple[Content, ...]
) -> tuple[tuple[Strip, ...], tuple[Content, ...]]:
    """The strips that are like no earlier one, and the contents with sizes for these alone.

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
