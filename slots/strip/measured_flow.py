"""The measured flow that rules see: a story in one dimension.

        0 ┬──────────────┐
          │ paragraph p1 │   Item.top .. Item.bottom, in millipoints from the
          └──────────────┘   top of the body; gaps are the margins between
candidate ─ ─ ─ ─ ─ ─ ─ ─    a candidate is the gap before an item (named by the
          ┌──────────────┐   item's id) or the gap at the end (None)
          │ heading h1   │
   height ┴──────────────┘
"""

from __future__ import annotations

from enum import StrEnum

from slots.frozen import light


class Role(StrEnum):
    """What an item is, as far as rules care."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    IMAGE = "image"
    RICH_LINK = "rich-link"
    LIST = "list"
    QUOTE = "quote"
    EMBED = "embed"
    TABLE = "table"
    RULE = "rule"
    AD = "ad"


class Display(StrEnum):
    """How wide an image or embed stands in its column."""

    INLINE = "inline"
    SUPPORTING = "supporting"
    SHOWCASE = "showcase"
    HALF_WIDTH = "half-width"
    FULL_WIDTH = "full-width"
    THUMBNAIL = "thumbnail"
    IMMERSIVE = "immersive"


HIGHEST, LOWEST = 2, 6
"""The levels that a heading of the copy may have, as in HTML: the headline has 1."""

LEVELS = tuple(f"h{level}" for level in range(HIGHEST, LOWEST + 1))
"""What rules call headings of one level, the highest first."""


@light
class Item:
    """One block of the flow: edges in millipoints from the top of the strip, text for counting.

    `tags` say what a block is about or part of ("crash", "faq"); rules name them "#crash". One that
    `leads` belongs to the block below it: no box stands between them. `level` is that of a heading,
    HIGHEST where nobody says; it means nothing for other blocks.
    """

    id: str
    role: Role
    top: int
    bottom: int
    words: int = 0
    display: Display | None = None
    tags: tuple[str, ...] = ()
    characters: int = 0
    leads: bool = False
    level: int = HIGHEST


@light
class Standing:
    """An ad of the page that stands outside the copy, whatever is placed there: where its top is,
    and the lowest place that its foot reaches as it travels, both from the top of the copy."""

    id: str
    top: int
    foot: int


@light
class Strip:
    """A story's flow at one screen width, all lengths in millipoints.

    `width` is the measure of the flow, `viewport` the screen (width, height), `height` the bottom
    of the flow. Items stand from top to bottom and do not overlap; `line` is the leading of the
    body text, for rules written in lines. `rail` is how far below the top of the copy the boxes
    stacked in the right rail reach: nothing stands beside the copy above that. `standing` are ads
    of the rail that are in view with those of the copy, for `max_per_screen`.
    """

    width: int
    viewport: tuple[int, int]
    height: int
    items: tuple[Item, ...]
    line: int = 22_500
    rail: int = 0
    standing: tuple[Standing, ...] = ()
