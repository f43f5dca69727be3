"""The default theme in the square font, so that type is counted: a character of text is a cell.

    body, deck, cutline, jump ...    1 cell a character, a row a line
    headlines                        3, 2 or 1 cells a character; those of 3 take two rows
    drop cap                         3 cells, three rows

On screens a character of text is 9 px wide, in headlines 15 or 18.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.style import Cut, TypeStyle
from layout.typeset.words.theme import Theme, load_theme

CELL = 5_000
LEADING = 10_500
GUTTER = 2 * CELL
PX = 750
SIZES = {  # cells a character, rows a line
    "headline_60": (3, 2),
    "headline_40": (2, 1),
    "headline_18": (1, 1),
    "turn_head": (2, 1),
    "section_head": (3, 2),
    "masthead": (3, 2),
    "drop_cap": (3, 3),
    "pull_quote": (2, 2),
}
LEFT_OUT = ("headline_48", "headline_34", "headline_24", "headline_14")
SCREEN = 9 * PX
SCREEN_SIZES = {"headline": 15 * PX, "front_lead": 18 * PX, "front_major": 15 * PX}


@cache
def square_theme() -> Theme:
    """The theme; the font has to be installed (conftest.square_font)."""
    own = load_theme()
    styles = {
        name: _square(name, style) for name, style in own.styles.items() if name not in LEFT_OUT
    }
    ranks = (3 * CELL, 2 * CELL, CELL)
    return replace(own, styles=MappingProxyType(styles), ranks=ranks, fallback=())


def _square(name: str, style: TypeStyle) -> TypeStyle:
    cuts = (Cut("square"), Cut("square", 400, True), Cut("square", 700), Cut("square", 700, True))
    if name.startswith("web_"):
        kind = name.removeprefix("web_").removesuffix("_wide").removesuffix("_medium")
        return replace(style, cuts=cuts, size=SCREEN_SIZES.get(kind, SCREEN), tracking=0)
    wide, deep = SIZES.get(name, (1, 1))
    own = replace(style, cuts=cuts, size=wide * CELL, leading=deep * LEADING, scaling=0, tracking=0)
    return replace(own, indent=2 * CELL if style.indent else 0)


@cache
def square_setter(language: str = "en") -> Compositor:
    """Who sets type in it."""
    theme = square_theme()
    return compositor(theme, Foundry(theme.fallback), language)


def square_grid(columns: int, wide: int, rows: int) -> Grid:
    """A grid of columns so many characters wide, two between them."""
    edges = tuple((CELL + at * (wide * CELL + GUTTER), wide * CELL) for at in range(columns))
    measure = columns * (wide * CELL + GUTTER) - GUTTER
    live = Rect(CELL, LEADING, measure, rows * LEADING)
    trim = (measure + 2 * CELL, (rows + 2) * LEADING)
    return Grid(trim, live, edges, rows, LEADING, GUTTER)
