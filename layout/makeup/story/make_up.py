"""Making up one story: head, body, ads and boxes onto as many pages as it takes.

set heads at each width ─┐
typeset the body ────────┼─> stack (where everything goes) ─> pour (lines into legs) ─> pages
ads and modules ─────────┘          ^                              │
                                    └── more rows if it is overset ┘
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from layout.makeup.story.assemble import SetStory, assemble
from layout.makeup.story.items_to_stack import Depths, items_of
from layout.makeup.type.furniture import JUMP_ROWS, Furniture, Issue, folio, masthead
from layout.makeup.type.furniture_words import wording
from layout.makeup.type.headline import Head, Raster, set_head
from layout.makeup.type.lined_tables import lined_tables
from layout.makeup.type.longer_or_shorter import Variants
from layout.makeup.type.pour import Poured, Pourer
from layout.page.document import Document
from layout.page.grid import DESCENT_SHARE, Area, Grid
from layout.story.as_written import Story
from layout.story.publication import Publication
from layout.story.run import text_of
from layout.typeset.coverage import check_widths
from layout.typeset.drop_cap import LINES
from layout.typeset.galley import Galley
from layout.typeset.set_body import Copy as BodyCopy
from layout.typeset.set_body import typeset
from layout.typeset.set_text import Compositor
from slots.finding import Finding, Severity, Where
from slots.lone_story.items import CopyShape, PageSpace, PageSpaces, StackItem, StoryCopy
from slots.lone_story.no_page import help_for, why_refused
from slots.lone_story.page_plan import Stack
from slots.lone_story.place_lone_story import stack

if TYPE_CHECKING:
    from slots.rules.terms import Rules  # pydantic: a story without slots does without it

_ATTEMPTS = 60  # each gives the story a row more, or many where many are overset
_NEAR = 3  # rows a leg
_TURN_ROWS = 2
_LONGEST_JUMP = 2  # pages: a longer story runs on from page to page without jump lines


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """What is to be made up: the story, on which grid, for which publication, under which rules
    (None is enough for a story that asks for nothing).

    `homes` names the slot of each module and ad the story asks for, `depths` how deep each module
    and picture is at each width in columns (`items.measures_of` lists what has to be measured).
    """

    story: Story
    grid: Grid
    publication: Publication
    rules: Rules | None
    homes: dict[str, str]
    depths: Depths


@dataclass(frozen=True, slots=True, eq=False)
class MadeUp:
    """The pages, and the plan they follow."""

    document: Document
    stack: Stack
    galley: Galley


def make_up(task: Assignment, by: Compositor) -> MadeUp:
    """The pages of one story. What cannot be placed is refused and found, never lost in silence."""
    story, grid = task.story, task.grid
    issue = _issue(task)
    heads = _heads(story, grid, by)
    galley = _galley(story, grid, by, drop_cap=True)
    items = items_of(story, task.homes, task.rules, grid, task.depths)
    first, following = masthead(grid, issue, by), folio(grid, 2, issue, by)
    spaces = _spaces(grid, first, following)
    plan, poured = _plan(galley, heads, items, spaces, by)
    if galley.initial and not _holds_cap(poured):
        galley = _galley(story, grid, by, drop_cap=False)
        plan, poured = _plan(galley, heads, items, spaces, by)
    furniture = tuple(
        first if page.space.number == 1 else folio(grid, page.space.number, issue, by)
        for page in plan.pages
    )
    pages = assemble(story, grid, plan, furniture, SetStory(heads, galley, poured), by)
    document = Document(
        text_of(story.headline) or task.publication.name,
        story.language,
        task.publication.date or story.date,
        pages,
        (*_findings(plan, task), *_too_wide(story, galley.measure, by)),
        plan.refusals,
    )
    return MadeUp(document, plan, galley)


def _too_wide(story: Story, measure: int, by: Compositor) -> tuple[Finding, ...]:
    """What of a story is wider than its columns: words, and tables."""
    lined = lined_tables(story, measure, by, "a column of a story printed alone")
    return (*check_widths(story, measure, by), *lined)


def _issue(task: Assignment) -> Issue:
    words = wording(task.publication.language)
    day = task.publication.date or task.story.date
    return Issue(task.publication, words.date(day) if day else "", task.story.section, words)


def _heads(story: Story, grid: Grid, by: Compositor) -> dict[int, Head]:
    raster = Raster(grid.leading, round(grid.leading * DESCENT_SHARE), grid.live.width)
    return {
        columns: set_head(story, columns, grid.rect(Area(0, 0, columns, 1)).width, raster, by)
        for columns in range(1, len(grid.columns) + 1)
    }


def _galley(story: Story, grid: Grid, by: Compositor, drop_cap: bool) -> Galley:
    measure = min(width for _, width in grid.columns)
    return typeset(BodyCopy(story.body, story.dateline, drop_cap, kind=story.kind), measure, by)


def _holds_cap(poured: Poured) -> bool:
    """Whether all lines that stand beside a drop cap are in one leg."""
    first = poured.pieces[0]
    return first.stop - first.first >= LINES


def _spaces(grid: Grid, first: Furniture, following: Furniture) -> PageSpaces:
    columns = len(grid.columns)
    return PageSpaces(
        PageSpace(1, columns, grid.rows, first.first_row),
        PageSpace(2, columns, grid.rows, following.first_row),
    )


def _plan(
    galley: Galley,
    heads: dict[int, Head],
    items: tuple[StackItem, ...],
    spaces: PageSpaces,
    by: Compositor,
) -> tuple[Stack, Poured]:
    """A plan and the galley poured into it, with nothing overset."""
    pourer = Pourer(galley, Variants(by))
    copy = _copy(galley, heads, spaces, by)
    for _ in range(_ATTEMPTS):
        plan = stack(copy, items, spaces)
        legs = _leg_rows(plan)
        poured = pourer.into(legs)
        if not poured.overset:
            return plan, poured
        copy = replace(copy, rows=sum(legs) + _more(poured.overset, spaces.first.columns))
    raise AssertionError(f"still {poured.overset} rows overset after {_ATTEMPTS} attempts")


def _more(overset: int, columns: int) -> int:
    """Rows to add for the next attempt: one at a time when near, so that legs end level."""
    return max(1, overset - _NEAR * columns)


def _copy(galley: Galley, heads: dict[int, Head], spaces: PageSpaces, by: Compositor) -> StoryCopy:
    shapes = tuple(CopyShape(columns, head.rows) for columns, head in sorted(heads.items()))
    room = spaces.following.depth * spaces.following.columns
    jumps = galley.rows <= room * _LONGEST_JUMP
    return StoryCopy(
        shapes,
        galley.rows,
        turn_rows=_TURN_ROWS if jumps else 0,
        jump_rows=JUMP_ROWS if jumps else 0,
        prices=by.theme.prices.alone,
    )


def _leg_rows(plan: Stack) -> list[int]:
    """Rows for body text in each leg, page by page; a jump line takes the last of a page."""
    rows = []
    for page in plan.pages:
        if page.story:
            legs = [leg.rows for leg in page.story.legs]
            legs[-1] -= page.story.jump_rows
            rows.extend(legs)
    return rows


def _findings(plan: Stack, task: Assignment) -> tuple[Finding, ...]:
    where = Where(task.story.source or None)
    return tuple(
        Finding(
            "unplaced",
            Severity.ERROR,
            f"unplaced: {refusal.slot} – {why_refused(refusal, task.homes.get(refusal.slot, ''))}",
            where,
            help_for(refusal, task.homes.get(refusal.slot, "")),
        )
        for refusal in plan.refusals
    )
