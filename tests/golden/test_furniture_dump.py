"""Furniture as text: page one with masthead and index, a section's first page, a turn."""

from __future__ import annotations

import datetime

from support.drawings.display_list import dump

from layout.makeup.type.cutline import place_cutline, set_cutline
from layout.makeup.type.furniture import Issue, drawn, folio, masthead, section_head
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import Head, HeadLevers, Raster, set_head, turn_head
from layout.makeup.type.index import IndexEntry, index_box, index_rows
from layout.page.document import Document, Fragment, Page, PlacedLine, Stroke
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Area
from layout.page.rect import Rect
from layout.story.as_written import Story
from layout.story.block import Picture
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.set_text import compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

THEME = load_theme()
BY = compositor(THEME, Foundry(THEME.fallback), "en")
GRID = grid_of(FORMATS["compact"], 5)
RASTER = Raster(GRID.leading, 2_520, GRID.live.width)
PAPER = Publication("The Saltmere Weekly", "News of the estuary", price="£1.80", number="412")
ISSUE = Issue(PAPER, wording("en").date(datetime.date(2026, 11, 26)), "Sport", wording("en"))
ENTRIES = (
    IndexEntry("Business", "The cannery that came back from the dead, and who works there", 9),
    IndexEntry("Sport", "Late goal", 19),
)
STORY = Story(
    "goal",
    plain("Late goal sends Saltmere through"),
    (),
    kicker="Football",
    deck=plain("A corner in the ninety-third minute."),
    byline="By Inés Carrasco",
    rank=2,
)
PICTURE = Picture("cup.jpg", cutline=plain("The cup on the steps."), credit="Tomás Aguirre")


def placed(head: Head, area: Area, slug: str) -> tuple[tuple[Fragment, ...], tuple[Stroke, ...]]:
    """A head in an area, as make-up places it."""
    rect = GRID.rect(area)
    fragments = tuple(
        Fragment(
            part.role,
            slug,
            rect,
            tuple(
                PlacedLine(rect.x, rect.y + baseline, line)
                for line, baseline in zip(part.lines, part.baselines, strict=True)
            ),
            part.style.colour,
            number,
        )
        for number, part in enumerate(head.parts)
    )
    strokes = tuple(
        stroke
        for one in head.strokes
        for stroke in drawn(rect.x, rect.right, rect.y + one.y, one.name, BY)
    )
    return fragments, strokes


def test_furniture(golden) -> None:
    first, section = masthead(GRID, ISSUE, BY), section_head(GRID, 19, ISSUE, BY)
    plain_page = folio(GRID, 20, ISSUE, BY)
    area = Area(0, first.first_row, 2, index_rows(len(ENTRIES), 2))
    index, lines = index_box(ENTRIES, area, GRID, BY)
    wide = GRID.rect(Area(0, 0, 3, 1)).width
    head = set_head(STORY, 3, wide, RASTER, BY, HeadLevers(dated=False))
    under, rule = placed(head, Area(0, section.first_row, 3, head.rows), STORY.slug)
    x, width = GRID.columns[4]
    cutline = set_cutline(PICTURE, width, BY)
    below = place_cutline(cutline, Rect(x, 200_000, width, 90_000), STORY.slug, BY, 12)
    turn = turn_head(STORY, 1, width, RASTER, BY)
    turned, _ = placed(turn, Area(0, plain_page.first_row, 1, turn.rows), "")
    pages = (
        Page(1, GRID, (*first.fragments, *index), strokes=(*first.strokes, *lines)),
        Page(19, GRID, (*section.fragments, *under, *below), strokes=(*section.strokes, *rule)),
        Page(20, GRID, (*plain_page.fragments, *turned), strokes=plain_page.strokes),
    )
    golden("furniture.txt", dump(Document("Furniture", "en", None, pages)))
