"""Samples for tests of an edition's make-up: holes, shapes, stories, pages with ads, whole tasks.

Type is that of the default theme; paragraphs come from a small pool, so that each is set once.
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from layout.makeup.edition.all_pages import (
    EditionPlan,
    EditionTask,
    finisher_of,
    plan_edition,
)
from layout.makeup.edition.shapes.article import Article, Beside, BoxShape, article_of
from layout.makeup.edition.shapes.news_hole import LEAST_DEPTH, Hole
from layout.makeup.edition.shapes.picture_depth import PictureShape
from layout.makeup.edition.shapes.setting import Setting, Shapes, by_shape, shapes_from
from layout.makeup.type.cutline import cutline_depth
from layout.makeup.type.furniture import Furniture, Issue, folio, masthead, section_head
from layout.makeup.type.furniture_words import wording
from layout.page.format import FORMATS, grid_of
from layout.page.grid import Area
from layout.story.as_written import Story
from layout.story.block import Crosshead, Paragraph, Picture
from layout.story.publication import Publication
from layout.story.run import plain
from layout.typeset.set_text import Compositor, compositor
from layout.typeset.words.foundry import Foundry
from layout.typeset.words.theme import load_theme
from slots.book.booking import Booking
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan

GRID = grid_of(FORMATS["compact"], 5)
MOST = GRID.rows - 2
WORDS = (
    "harbour council ferry storm fishermen market lighthouse school budget river lagoon pier "
    "shrimp bakery library bridge mayor engineers team night tide fare votes plan water road dry "
    "season festival museum boats island clinic nurses teachers strike harvest rain flood a an the "
    "of to in on by for with that was had it he she they but and so new old two more than not"
).split()


@cache
def setter() -> Compositor:
    """The compositor of the default theme."""
    theme = load_theme()
    return compositor(theme, Foundry(theme.fallback), "en-GB")


def words(dice: random.Random, count: int) -> str:
    """So many words, the first one capitalised."""
    text = " ".join(dice.choice(WORDS) for _ in range(count))
    return text[:1].upper() + text[1:]


@cache
def paragraph(number: int) -> str:
    """One of a pool of paragraphs, of 20 to 60 words; every sixth has something said in it."""
    dice = random.Random(number)
    text = words(dice, dice.randint(20, 60))
    said = f" “{words(dice, 11)},” she said." if number % 6 == 0 else "."
    return text + said


@cache
def furniture(number: int, section: str, opens: bool = False) -> Furniture:
    """The masthead of page one, the section's head where it opens, a folio elsewhere."""
    issue = Issue(Publication("The Quay News"), "26 November 2026", section, wording("en-GB"))
    if number == 1:
        return masthead(GRID, issue, setter())
    return (section_head if opens else folio)(GRID, number, issue, setter())


# shapes without type -----------------------------------------------------------------------------


def shapes(name: str, rank: int, costs: dict[tuple[int, int], int]) -> Shapes:
    """Shapes of which the tiling knows no more than what they cost."""
    found = by_shape(Setting(c, r, cost) for (c, r), cost in costs.items())
    return shapes_from(name, name, rank, found)


def tiny_holes(columns: int = 3, rows: int = 12) -> st.SearchStrategy[Hole]:
    """Holes of a few columns, some of them shut."""
    floors = st.lists(st.one_of(st.just(rows), st.integers(0, rows)), min_size=1, max_size=columns)
    barred = st.sampled_from([0, 0, rows // 2, rows + 1])
    return st.builds(lambda found, rows: Hole(2, 3, tuple(found), rows), floors, barred)


@st.composite
def tiny_stories(draw, most: int = 3, columns: int = 3, rows: int = 12) -> list[Shapes]:
    """Up to so many stories with a few shapes each."""
    shape = st.tuples(st.integers(1, columns), st.integers(1, rows))
    costs = st.dictionaries(shape, st.integers(0, 90), min_size=1, max_size=8)
    count = draw(st.integers(0, most))
    return [shapes(f"s{n}", draw(st.integers(1, 4)), draw(costs)) for n in range(count)]


@st.composite
def cut_pages(draw, most: int = 5) -> tuple[Hole, list[Shapes]]:
    """A hole cut into rectangles at random, and stories that have these among their shapes: there
    is a tiling of it, of any size."""
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(LEAST_DEPTH, 60))
    hole = Hole(2, 3, (rows,) * columns)
    parts = [(columns, rows)]
    for _ in range(draw(st.integers(0, most - 1))):
        wide, deep = parts.pop(0)
        if wide > 1 and draw(st.booleans()):
            cut = draw(st.integers(1, wide - 1))
            parts += [(cut, deep), (wide - cut, deep)]
        elif deep > 8:
            cut = draw(st.integers(4, deep - 4))
            parts += [(wide, cut), (wide, deep - cut)]
        else:
            parts.append((wide, deep))
    other = st.tuples(st.integers(1, columns), st.integers(3, rows))
    stories = []
    for number, part in enumerate(parts):
        costs = dict.fromkeys(draw(st.lists(other, max_size=4)), 3)
        costs[part] = draw(st.integers(0, 40))
        stories.append(shapes(f"s{number}", draw(st.integers(1, 4)), costs))
    return hole, stories


# stories with type -------------------------------------------------------------------------------


def picture(number: int, across: int, down: int, keep=None) -> PictureShape:
    """A picture with a cutline, its file not there."""
    block = Picture("p.jpg", "alt", plain("The harbour at noon, with boats."), "A. N.", keep=keep)
    cutlines = {
        columns: cutline_depth(block, GRID.rect(Area(0, 0, columns, 1)).width, setter())
        for columns in range(1, 6)
    }
    return PictureShape(f"picture-{number}", block, across, down, cutlines, Path("/p.jpg"))


@st.composite
def keeps(draw) -> tuple[int, int, int, int] | None:
    """What must be seen of a picture, in per cent."""
    if draw(st.booleans()):
        return None
    left, right = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True)))
    top, bottom = sorted(draw(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True)))
    return left, top, right, bottom


@st.composite
def picture_shapes(draw, number: int = 1) -> PictureShape:
    """Pictures wide, square and upright."""
    across, down = draw(st.sampled_from([(3, 2), (1, 1), (2, 3), (16, 9), (4, 1), (997, 641)]))
    return picture(number, across, down, draw(keeps()))


@st.composite
def articles(
    draw,
    slug: str = "story",
    section: str = "",
    long: int = 24,
    leads: bool = False,
    pictured: int = 0,
) -> Article:
    """Stories of 1 to so many paragraphs, with or without deck, pictures (so many, if said),
    crossheads, a box; one that leads is long and jumps."""
    count = draw(st.integers(16 if leads else 1, long))
    seed = draw(st.integers(0, 40))
    body: list[Paragraph | Crosshead] = []
    for number in range(count):
        if number % 7 == 5 and draw(st.booleans()):
            body.append(Crosshead(plain("What comes next")))
        body.append(Paragraph(plain(paragraph((seed + number) % 48))))
    shown = pictured or draw(st.sampled_from([0, 0, 1, 2]))
    pictures = [draw(picture_shapes(n + 1)) for n in range(shown)]
    deep = draw(st.integers(40_000, 150_000))
    box = BoxShape(f"{slug}-box", "blue_box", {c: deep // c + 30_000 for c in range(1, 6)})
    boxes = (box,) if draw(st.integers(0, 4)) == 0 else ()
    dice = random.Random(seed)
    story = Story(
        slug,
        plain(words(dice, draw(st.integers(2, 9)))),
        tuple(body),
        kicker="Harbour" if draw(st.booleans()) else "",
        deck=plain(words(dice, 14)) if draw(st.booleans()) else (),
        byline="By Inés Carrasco",
        section=section,
        tags=draw(st.sampled_from([(), (), (), ("fire",), ("cars",)])),
        rank=1 if leads else draw(st.integers(1, 4)),
        jump=leads or draw(st.booleans()),
        cut=draw(st.sampled_from([None, None, 0, 1, 2])),
    )
    key = f"{story} {[(p.across, p.down, p.picture.keep) for p in pictures]} {boxes}"
    return article_of(story, key, Beside(tuple(pictures), boxes), GRID, setter())


# editions ----------------------------------------------------------------------------------------


@st.composite
def editions(draw, most_pages: int = 6, most_stories: int = 9, leads: bool = False) -> EditionTask:
    """A few pages in one or two sections, ads at their feet, and stories; with a long lead, which
    may have to jump, where one `leads`, else sometimes."""
    count = draw(st.integers(2, most_pages))
    second = draw(st.integers(2, count + 1))
    sections = ["News" if number < second else "Sport" for number in range(1, count + 1)]
    pages, places, book = [], [], []
    for number, section in enumerate(sections, 1):
        opens = number > 1 and sections[number - 2] != section
        head = furniture(number, section, opens)
        pages.append(StackPage(number, section, 5, GRID.rows, head.first_row))
        for at in _stack(draw, number):
            places.append(at)
            away = draw(st.sampled_from([(), (), (), (), ("fire",), ("cars",)]))
            near = draw(st.sampled_from([(), (), ("cars",)]))
            depth = (at.rows - 1) * GRID.leading - 3_000
            book.append(Booking(at.id, at.id, at.columns, depth, away_from=away, near=near))
    stories = draw(st.integers(1, most_stories))
    copy = [
        draw(articles(f"story-{n}", draw(st.sampled_from(["News", "Sport", ""]))))
        for n in range(1, stories + 1)
    ]
    if leads or draw(st.booleans()):
        copy.insert(0, draw(articles("story-0", leads=True)))
    index = draw(st.integers(0, 2))
    return EditionTask(pages, AdPlan(tuple(places)), book, copy, GRID, index=index)


def _stack(draw, number: int) -> list[AdPlace]:
    """Ads side by side at the foot of a page, on its outside, the deepest outermost; sometimes
    there is little left above them, or nothing."""
    count = draw(st.integers(0, 3))
    depths = sorted(draw(st.lists(st.integers(8, 60), min_size=count, max_size=count)))
    if draw(st.integers(0, 12)) == 0:
        return [AdPlace(f"full-{number}", number, 0, draw(st.integers(11, 17)), 5, 83)]
    columns = range(5 - count, 5) if number % 2 else range(count - 1, -1, -1)
    return [
        AdPlace(f"ad-{number}-{column}", number, column, GRID.rows - depth, 1, depth)
        for column, depth in zip(columns, depths, strict=True)
    ]


def poured_edition(task: EditionTask) -> EditionPlan:
    """The plan of an edition, with the text in its legs."""
    plan, finisher = plan_edition(task), finisher_of(task.articles, task.prices)
    pages = sorted(
        (page for one in plan.sections for page in one.pages), key=lambda page: page.page
    )
    return replace(plan, pages=finisher.complete([finisher.poured(page) for page in pages]))


def shuffled(task: EditionTask, seed: int) -> EditionTask:
    """The same task with everything in another order."""
    dice = random.Random(seed)
    mixed = [list(some) for some in (task.book, task.articles, task.ads.places)]
    for some in mixed:
        dice.shuffle(some)
    book, copy, places = mixed
    return replace(task, book=book, articles=copy, ads=AdPlan(tuple(places)))
