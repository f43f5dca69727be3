"""The sheet of fronts: styles and lengths that the height of a container depends on.

Like `layout.web.measure.column_and_rail_widths` it serves both the engine, which measures with it,
and CSS. Fronts have as many columns as the step allows, 32 px apart, with a hairline in the middle
of each gap:

    step      from    columns of the frame
    narrow     0 px   1
    medium   600 px   2
    wide     980 px   4
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from layout.typeset.words.theme import Theme
from layout.web.measure.column_and_rail_widths import FRAME, PX, STEPS, Sheet, Step, sheet_of
from slots.finding import bad_input

FRONT_STYLES = "front_lead front_major front_minor front_deck front_title".split()
"""Type styles of fronts beside those of every page: `web_front_lead` of the theme."""

FRONT_LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "column-gap": 32,
        "container-gap": 40,
        "container-line": 1,
        "container-padding": 20,
        "title-below": 16,
        "kicker-gap": 6,
        "lead-kicker-gap": 10,
        "card-gap": 8,
        "picture-gap": 12,
        "line-gap": 16,
        "thumb-gap": 16,
        "thumb": 112,
        "thumb-medium": 168,
    }
)
"""Lengths of fronts in px; `--column-gap` in CSS.

`card-gap` stands between the parts of a card, `line-gap` over and under the hairline between two
cards one below the other, `thumb` is the width of the picture beside a card.
"""


def front_sheet(theme: Theme) -> Sheet:
    """The sheet of every page and of fronts. Raises BadInput where the theme lacks a style."""
    sheet = sheet_of(theme)
    missing = [name for name in FRONT_STYLES if f"web_{name}" not in theme.styles]
    if missing:
        names = ", ".join(f"styles.web_{name}" for name in missing)
        raise bad_input(
            "bad-theme",
            f"theme {theme.name}: {names} missing",
            hint="compare [styles.web_front_...] with the default theme",
        )
    own = {
        (name, step.name): next(
            theme.styles[full]
            for full in (f"web_{name}{suffix}" for suffix in step.suffixes)
            if full in theme.styles
        )
        for name in FRONT_STYLES
        for step in STEPS
    }
    bad = sorted({style.name for style in own.values() if style.leading % PX})
    if bad:
        raise bad_input(
            "bad-theme",
            f"theme {theme.name}: the leading of {', '.join(bad)} is no whole number of px",
            hint="write a multiple of 0.75 pt",
        )
    return Sheet(MappingProxyType({**sheet.styles, **own}))


def frame_width(screen: int) -> int:
    """The width of a front's frame on a screen, in px."""
    step: Step = next(step for step in reversed(STEPS) if screen >= step.first)
    return min(screen - 2 * step.side, FRAME)


def columns_width(width: int, columns: int, of: int, gap: int) -> int:
    """How wide `columns` of a grid of `of` equal ones are, with the gaps between them.

    All in 1/64 px, rounded down as Blink does.

    >>> columns_width(1200 * 64, 3, 4, 32 * 64) / 64
    892.0
    """
    one = (width - gap * (of - 1)) // of
    return one * columns + gap * (columns - 1)
