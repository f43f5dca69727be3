"""A small case as the pages of one story, as `newsgrid print STORY` makes them up."""

from __future__ import annotations

from collections.abc import Iterator

from support.drawings.page_in_characters import draw_page
from support.small_pages.cases import Case
from support.small_pages.square_theme import CELL, LEADING, square_grid, square_setter

from layout.makeup.story.items_to_stack import Depths, measures_of
from layout.makeup.story.make_up import Assignment, MadeUp, make_up
from layout.makeup.type.furniture import Issue, masthead
from layout.makeup.type.furniture_words import wording
from layout.page.grid import Grid
from layout.publication.material import ruled_for, wanted_by
from layout.story.as_written import Story
from layout.story.markdown.read_markdown import parse_markdown
from layout.story.publication import Publication
from slots.finding import BadInput
from slots.rulebook.load import parse_rules
from slots.rules.requested_and_added import assign
from slots.rules.terms import Rules

PAPER = Publication("Quay News", "What the tide brought in")
RULES = """
[breakpoints]
all = "320px..1600px"

[slot.small]
holds = "ad"
takes = ["small"]
sizes = ["300x250"]
print.sizes = ["1x5 lines"]

[slot.strip]
holds = "ad"
takes = ["strip"]
sizes = ["300x250"]
print.sizes = ["3x4 lines"]

[slot.wide]
holds = "ad"
takes = ["wide"]
sizes = ["300x250"]
print.sizes = ["2x5 lines"]

[slot.box]
holds = "module"
print.sizes = ["1 column", "2 columns"]
"""


def printed(case: Case) -> str:
    """All pages of the case's story, and what was found and refused on the way."""
    try:
        story, found = parse_markdown(case.copy, "story.md")
        made = _made_up(story, case)
    except BadInput as error:
        return "\n".join(map(str, error.findings))
    return "\n".join((*_pages(made, case), *map(str, (*found, *made.document.findings))))


def _made_up(story: Story, case: Case) -> MadeUp:
    """The story of a case on a grid of `columns` of `wide` characters, `rows` below the masthead.

    A picture is `picture` (3:2) in proportion, a box holds `box` lines of text a column wide.
    """
    rules = ruled_for(story, parse_rules(RULES, "slots.toml"), PAPER)
    homes, _ = assign(wanted_by(story), rules)
    columns, wide = case.number("columns", 3), case.number("wide", 20)
    above = _first_row(columns, wide, story)
    grid = square_grid(columns, wide, above + case.number("rows", 16))
    depths = _depths(story, homes, rules, grid, case)
    by = square_setter(story.language)
    return make_up(Assignment(story, grid, PAPER, rules, homes, depths), by)


def _first_row(columns: int, wide: int, story: Story) -> int:
    issue = Issue(PAPER, "", story.section, wording("en"))
    return masthead(square_grid(columns, wide, 20), issue, square_setter()).first_row


def _depths(story: Story, homes: dict[str, str], rules: Rules, grid: Grid, case: Case) -> Depths:
    """How deep pictures and boxes are where they would be measured by drawing them."""
    across, down = map(int, case.settings.get("picture", "3:2").split(":"))
    lines = case.number("box", 6)
    return {
        (one.id, one.columns): one.width * down // across
        if one.id.startswith("picture")
        else -(-lines // one.columns) * LEADING
        for one in measures_of(story, homes, rules, grid)
    }


def _pages(made: MadeUp, case: Case) -> Iterator[str]:
    pages, plans = made.document.pages, made.stack.pages
    for page, plan in zip(pages, plans, strict=True):
        if len(pages) > 1:
            yield f"page {page.number}"
        yield draw_page(page, CELL, 0 if "furniture" in case.settings else plan.space.first_row)
