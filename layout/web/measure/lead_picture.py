"""The lead picture: the one with which a story opens on the web, under its head, before any ad.

    written                    on the page
    headline                   headline
    first paragraph            ┌──────────────────────┐
    ┌──────────┐               │ picture, as wide as  │
    │ picture  │        ──>    │ the headline         │
    └──────────┘               └──────────────────────┘
    second paragraph           first paragraph
    ...                        second paragraph ...

Newspapers open so, in print and on the web (../shared/artdirection.md: one dominant picture), and a
reader knows at once what a story is about. A picture that somebody put further down is about what
stands there, and stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from layout.story.as_written import Ask, Story
from layout.story.block import Block, Paragraph, Picture
from slots.strip.measured_flow import Display

_LAST = 2
"""Paragraphs before a picture with which a story still opens, at most."""
_NARROWEST = 480
"""A narrower one in px would look lost under a headline."""
_WIDE = (Display.INLINE, Display.FULL_WIDTH)
"""How a picture is displayed that may be as wide as the page has room for."""


def is_wide(size: tuple[int, int], display: Display) -> bool:
    """Whether a picture of a size in px may open a story: large, and wider than it is high (5:4 at
    least, else it would fill the first screen)."""
    width, height = size
    return display in _WIDE and width >= _NARROWEST and width * 4 >= height * 5 > 0


def picture_first(story: Story, sizes: Mapping[str, tuple[int, int]]) -> Story:
    """A story whose lead picture is its first block, by the sizes of its pictures in px by `src`.
    What it asks for stays before the blocks it stood before, and after the picture."""
    place = _lead_of(story.body, sizes)
    if not place:  # there is none, or it stands first
        return story
    before, picture = story.body[:place], story.body[place]
    moved = {place: 0, **{index: index + 1 for index in range(place)}}
    tags = sorted((moved.get(index, index), tag) for index, tag in story.block_tags)
    return replace(
        story,
        body=(picture, *before, *story.body[place + 1 :]),
        asks=tuple(_moved(ask, place) for ask in story.asks),
        block_tags=tuple(tags),
    )


def _lead_of(body: tuple[Block, ...], sizes: Mapping[str, tuple[int, int]]) -> int | None:
    for place, block in enumerate(body[: _LAST + 1]):
        if isinstance(block, Picture):
            return place if is_wide(sizes.get(block.src, (0, 0)), block.display) else None
        if not isinstance(block, Paragraph):
            return None
    return None


def _moved(ask: Ask, place: int) -> Ask:
    return replace(ask, after=ask.after + 1) if ask.after <= place else ask
