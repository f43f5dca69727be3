"""Figures of filled legs, counted on pages made by hand."""

from __future__ import annotations

from layout.edition.leg_fill import leg_figures
from layout.page.document import Fragment, Leg, Page, PlacedLine
from layout.page.grid import Grid
from layout.page.rect import Rect
from layout.typeset.words.set_line import Line

RECT = Rect(0, 0, 100_000, 100_000)
GRID = Grid((200_000, 200_000), RECT, ((0, 100_000),), 10, 10_000, 0)
LINE = PlacedLine(0, 0, Line((), 100_000, 0, 0))


def part(paragraph: int, lines: int, continues: bool = False) -> Fragment:
    return Fragment("body", "story", RECT, (LINE,) * lines, "black", paragraph, continues)


def leg(filled: int, story: str = "story") -> Leg:
    return Leg(story, RECT, 10, filled)


def test_short_legs_are_counted_but_for_each_storys_last() -> None:
    pages = (
        Page(1, GRID, (), legs=(leg(10), leg(9), leg(4, "brief"))),
        Page(2, GRID, (), legs=(leg(10), leg(3), leg(0))),
    )
    figures = leg_figures(pages)
    assert (figures["legs"], figures["short"]) == (5, 1)


def test_widows_and_orphans_are_single_lines_of_broken_paragraphs() -> None:
    fragments = (part(10, 1), part(11, 1, True), part(11, 5, True), part(11, 1), part(12, 2, True))
    figures = leg_figures((Page(1, GRID, fragments), Page(2, GRID, (part(12, 2),))))
    assert (figures["widows"], figures["orphans"]) == (1, 1)
