"""Tables that no column can hold: how wide they stand, with which heading, and where."""

from __future__ import annotations

import pytest

from layout.makeup.edition.shapes.article import Article, Beside, article_of
from layout.makeup.edition.shapes.rectangles import likely_cells, shapes_of
from layout.makeup.edition.shapes.wide_tables import wide_tables_of
from layout.makeup.type.lined_tables import lined_tables
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Area
from layout.story.as_written import Story
from layout.story.block import Block, Crosshead, Paragraph, Table
from layout.story.run import Emphasis, Run, Runs, plain
from layout.typeset.set_table import is_heading
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme

GRID = grid_of(FORMATS["compact"])
TEXT = Paragraph(plain("The council voted on Monday to keep the harbour open all winter. " * 8))
BOLD = Paragraph((Run("Group B", Emphasis.BOLD),))


@pytest.fixture(scope="module")
def by() -> Compositor:
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en")


def league(columns: int, rows: int = 4) -> Table:
    def row(*texts: str) -> tuple[Runs, ...]:
        return tuple(map(plain, texts))

    head = row("", *["Pts"] * columns)
    return Table(head, tuple(row("Penmarsh United", *["1,204"] * columns) for _ in range(rows)))


def made(by: Compositor, *body: Block) -> Article:
    story = Story("a", plain("How they stand"), body, rank=3)
    return article_of(story, "a", Beside(), GRID, by)


def test_a_table_that_fits_a_column_stays_in_the_text(by: Compositor) -> None:
    article = made(by, TEXT, league(2), TEXT)
    assert not article.tables
    assert [block.role for block in article.bodies[0].galley.blocks] == ["body", "table", "body"]


def test_a_wide_table_leaves_the_text_with_its_heading(by: Compositor) -> None:
    for heading in (Crosshead(plain("Second division")), BOLD):
        article = made(by, TEXT, heading, league(7), TEXT)
        (table,) = article.tables
        assert (table.first, table.count) == (1, 2)
        assert {block.index for block in article.bodies[0].galley.blocks} == {0, 3}


def test_a_paragraph_of_text_is_no_heading(by: Compositor) -> None:
    assert is_heading(BOLD) and not is_heading(TEXT)
    long = Paragraph((Run("All in bold. " * 20, Emphasis.BOLD),))
    assert not is_heading(long)


def test_its_story_has_no_shape_in_which_the_table_does_not_fit(by: Compositor) -> None:
    article = made(by, TEXT, TEXT, league(7))
    narrowest = min(article.tables[0].galleys)
    assert narrowest > 1
    found = shapes_of(article, GRID, 90).settings
    assert found and all(columns >= narrowest for columns, _ in found)
    for group in found.values():
        assert all(one.footed.columns >= narrowest for one in group)
    assert likely_cells(article, GRID) > sum(article.foot_rows(narrowest, GRID) or ())


def test_a_story_of_tables_alone_is_as_wide_as_they_are(by: Compositor) -> None:
    article = made(by, league(7), league(7, 9))
    found = shapes_of(article, GRID, 90).settings
    assert found
    for (columns, rows), group in found.items():
        for one in group:
            assert one.footed.columns == columns and not one.legs()
            assert rows == 2 + one.head + sum(one.footed.rows)


def test_every_line_of_it_stands_in_its_place_once(by: Compositor) -> None:
    (table,) = wide_tables_of(Story("a", plain("A"), (BOLD, league(7))), GRID, by)
    columns = min(table.galleys)
    place = Area(1, 10, columns, table.rows(columns))
    rect = GRID.rect(place)
    fragments = list(table.fragments(place, GRID, "a"))
    assert [one.role for one in fragments] == ["crosshead", "table"]
    lines = [placed for one in fragments for placed in one.lines]
    assert len(lines) == 1 + 8 * 5 - 1  # an empty cell in the head
    assert all(rect.y < placed.baseline < rect.bottom for placed in lines)
    assert all(placed.x + placed.line.indent + placed.line.width <= rect.right for placed in lines)
    (stroke,) = table.strokes(place, GRID, by)
    assert rect.y < stroke.y1 < lines[0].baseline


def test_what_fits_nowhere_is_told_with_its_line(by: Compositor) -> None:
    story = Story("a", plain("A"), (league(3), league(60)), source="a.md")
    (told,) = lined_tables(story, GRID.live.width, by, "a page")
    assert told.code == "table-too-wide" and told.hint
    assert "256 mm" in told.message
    assert not wide_tables_of(story, GRID, by)
