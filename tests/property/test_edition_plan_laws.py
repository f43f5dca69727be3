"""Laws of making up an edition: each story stands once or is held, no line is lost, rules hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.editions.samples import editions, poured_edition, shuffled

from layout.makeup.edition.all_pages import EditionPlan, EditionTask
from layout.makeup.edition.choose_settings import PlacedStory
from layout.makeup.edition.shapes.article import Article
from layout.makeup.edition.shapes.item import INDEX, story_of
from layout.makeup.edition.shapes.news_hole import hole_of
from layout.makeup.edition.shapes.setting import leg_rows
from layout.makeup.type.pour import Piece
from layout.work.memory.memory import Memory

pytestmark = pytest.mark.slow


def stood(plan: EditionPlan) -> Iterator[tuple[int, PlacedStory]]:
    for page in plan.pages:
        for one in page.placed:
            yield page.page, one


def look(plan: EditionPlan) -> list[object]:
    """A plan as what can be compared."""
    return [
        (
            page.page,
            [(o.id, o.tile.column, o.tile.row, o.setting, lines(o)) for o in page.placed],
            page.fillers,
        )
        for page in plan.pages
    ]


def lines(one: PlacedStory) -> list[list[tuple[int, int, int, int]]]:
    return [[(p.block.index, p.row, p.first, p.stop) for p in leg] for leg in one.legs]


def once_or_held(task: EditionTask, plan: EditionPlan) -> None:
    assert [page.page for page in plan.pages] == [page.number for page in task.pages]
    parts = Counter(one.id for _, one in stood(plan))
    assert set(parts.values()) <= {1}
    assert plan.page_of == {one.id: page for page, one in stood(plan)}
    slugs = {article.story.slug for article in task.articles}
    here = {story_of(name) for name in parts} - {INDEX}
    assert here | set(plan.held) - {INDEX} == slugs and not here & set(plan.held)
    jumping = {one.id for _, one in stood(plan) if one.setting.jumps}
    assert {f"{name}>" for name in jumping} == {name for name in parts if name.endswith(">")}
    assert all(one.turned == one.id.endswith(">") for _, one in stood(plan))
    for name in jumping:
        assert plan.page_of[f"{name}>"] > plan.page_of[name]
        assert not name.endswith(">>")
    assert (INDEX in parts) + (INDEX in plan.held) == (task.index > 0)
    assert plan.page_of.get(INDEX, 1) == 1


def where_they_may(task: EditionTask, plan: EditionPlan) -> None:
    section = {page.number: page.section for page in task.pages}
    shunned: dict[int, set[str]] = {page: set() for page in section}
    bookings = {booking.id: booking for booking in task.book}
    for place in task.ads.places:
        page = next(p for p in task.pages if p.number == place.page)
        for number in {page.number, page.facing} & set(section):
            shunned[number] |= set(bookings[place.id].away_from)
    for page, one in stood(plan):
        if one.article:
            own = one.article.story.section
            assert section[page] == (own if own in section.values() else task.pages[0].section)
            assert not shunned[page] & set(one.article.story.tags)


def filled(task: EditionTask, plan: EditionPlan) -> None:
    for page in plan.pages:
        sheet = next(p for p in task.pages if p.number == page.page)
        hole = hole_of(sheet, task.ads.on(page.page))
        tiles = [*(one.tile for one in page.placed), *page.fillers]
        cells = [
            (column, row)
            for t in tiles
            for column in range(t.column, t.column + t.columns)
            for row in range(t.row, t.row + t.rows)
        ]
        free = {(c, hole.top + r) for c, floor in enumerate(hole.floors) for r in range(floor)}
        assert len(cells) == len(set(cells)) and set(cells) == free
        for one in page.placed:
            assert (one.tile.columns, one.tile.rows) == (one.setting.columns, one.setting.rows)


def in_order(pieces: list[Piece], legs: list[int]) -> None:
    """Pieces go down the legs, one below the other, none over the foot."""
    at = (0, 0)
    for piece in pieces:
        assert (piece.leg, piece.row) >= at
        at = piece.leg, piece.row + piece.rows
        assert at[1] <= legs[piece.leg]


def check_text(article: Article, parts: list[PlacedStory]) -> None:
    """All lines of a story's galley, as long as it is to run, in order, each once; each block as it
    fell or a line more or less."""
    last = parts[-1]
    assert all(part is last or not part.setting.cut for part in parts)
    rows = [count for part in parts for count in leg_rows(part.setting)]
    pieces = [piece for part in parts for leg in part.legs for piece in leg]
    in_order(pieces, rows)
    queue = list(pieces)
    for block in article.shortened(last.setting.cut).galley.blocks:
        versions = [block, *(other for other, _ in article.variants(block))]
        set_as = queue[0].block
        assert any(set_as is version for version in versions)
        line = 0
        while line < set_as.depth:
            piece = queue.pop(0)
            assert piece.block is set_as and piece.first == line < piece.stop
            line = piece.stop
    assert not queue


def no_line_lost(task: EditionTask, plan: EditionPlan) -> None:
    by_story: dict[str, list[PlacedStory]] = {}
    for _, one in stood(plan):
        by_story.setdefault(story_of(one.id), []).append(one)
    for article in task.articles:
        parts = by_story.get(article.story.slug)
        if parts:
            check_text(article, parts)


@settings(max_examples=15)
@given(editions())
def test_an_edition_keeps_the_rules(task: EditionTask) -> None:
    plan = poured_edition(task)
    once_or_held(task, plan)
    where_they_may(task, plan)
    filled(task, plan)
    no_line_lost(task, plan)
    if not any(booking.near for booking in task.book):  # what an ad would like is worth something
        assert 0 <= plan.bound <= plan.cost


@settings(max_examples=5)
@given(editions(), st.integers(0, 10))
def test_the_order_of_what_is_given_does_not_matter(task: EditionTask, seed: int) -> None:
    with Memory().making():
        first = poured_edition(task)
        assert look(poured_edition(shuffled(task, seed))) == look(first)
    assert look(poured_edition(shuffled(task, seed))) == look(first)


@settings(max_examples=6)
@given(editions())
def test_a_finished_edition_made_up_again_is_itself(task: EditionTask) -> None:
    with Memory().making():  # which relies on it
        first = poured_edition(task)
        known = poured_edition(replace(task, last_edition=first.made))
    again = poured_edition(replace(task, last_edition=first.made))
    assert look(known) == look(again) == look(first)
    assert (again.made, again.held, again.cost) == (first.made, first.held, first.cost)
    assert known.sections == first.sections
