"""The lines over and under pull quotes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import MappingProxyType

from layout.makeup.type.placed_type import pull_quote_strokes
from layout.page.document import Fragment
from layout.page.format import FORMATS, grid_of
from layout.page.rect import Rect
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import StrokeStyle, load_theme

GRID = grid_of(FORMATS["compact"], 5)


@cache
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def piece(x: int, y: int, rows: int, paragraph: int = 12, **more: object) -> Fragment:
    rect = Rect(x, y, 100, rows * GRID.leading)
    made = Fragment("pull_quote", "s", rect, (), paragraph=paragraph)
    return replace(made, **more)  # type: ignore[arg-type]


def ys(*fragments: Fragment) -> list[tuple[int, int]]:
    """Where lines begin, in reading order of what they belong to."""
    return [(stroke.x1, stroke.y1) for stroke in pull_quote_strokes(fragments, GRID, by())]


BELOW = round(0.45 * GRID.leading)


def test_a_quote_with_its_credit_stands_between_two_lines() -> None:
    text, credit = piece(0, 0, 4), piece(0, 5 * GRID.leading, 2)
    body = piece(0, 90, 3, paragraph=11, role="body")
    assert ys(body, text, credit, body) == [(0, 0), (0, 7 * GRID.leading + BELOW)]


def test_quotes_that_follow_each_other_have_lines_of_their_own() -> None:
    assert len(ys(piece(0, 0, 2), piece(0, 40, 2, paragraph=13))) == 4


def test_a_broken_quote_has_one_line_at_each_end() -> None:
    first, rest = piece(0, 0, 2, continues=True), piece(200, 0, 2)
    assert ys(first, rest) == [(0, 0), (200, 2 * GRID.leading + BELOW)]
    assert ys(first) == [(0, 0)]


def test_a_quote_that_parts_between_paragraphs_is_closed_and_opened_again() -> None:
    assert len(ys(piece(0, 0, 2), piece(200, 0, 2))) == 4


def test_a_theme_may_draw_none() -> None:
    theme = by().theme
    none = MappingProxyType({**theme.strokes, "pull_quote": StrokeStyle(0)})
    bare = replace(by(), theme=replace(theme, strokes=none))
    assert pull_quote_strokes([piece(0, 0, 2)], GRID, bare) == ()
