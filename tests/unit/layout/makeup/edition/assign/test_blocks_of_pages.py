"""How a large section is parted: every page and item once, copy and leads dealt fairly, a long
story in a block that has room for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.editions.samples import shapes

from layout.makeup.edition.assign.blocks_of_pages import USUAL_PAGES, Block, blocks_of
from layout.makeup.edition.assign.by_area import (
    SectionProblem,
    _answer,
    _Model,
    assign,
    assign_in_blocks,
)
from layout.makeup.edition.assign.parts import LongStory, PartFacts
from layout.makeup.edition.assign.section_pages import SectionPage
from layout.makeup.edition.shapes.item import PageItem
from layout.makeup.edition.shapes.news_hole import Hole
from layout.story.decided import Company

ROWS = 60
FIRE = frozenset({"fire"})


def pages(count: int, away: frozenset[str] = frozenset()) -> list[SectionPage]:
    return [SectionPage(Hole(n, 2, (ROWS,) * 5), "News", away) for n in range(1, count + 1)]


def story(name: str, cells: int, rank: int = 3, tags: frozenset[str] = frozenset()) -> PageItem:
    """A story that takes about so many cells, in two columns or in three."""
    costs = {(columns, cells // columns): 4 * columns for columns in (2, 3)}
    return PageItem(shapes(name, rank, costs), tags)


def long_story(name: str, rows: int) -> tuple[PageItem, LongStory]:
    """A story of so many rows of text that stands on no page whole."""
    costs = {(5, size): 40 for size in (ROWS - 20, ROWS - 10, ROWS)}
    groups = tuple((shape, ((cost, 5 * shape[1] - 20),)) for shape, cost in costs.items())
    part = PartFacts(name, groups)
    lengths = rows, rows * 2 // 3
    known = lengths, lengths, (0, 900)
    item = PageItem(shapes(name, 2, {}))
    return item, LongStory(name, 2, frozenset(), *known, part, part)


def sizes(block: Block) -> list[int]:
    return [item.shapes.cells[1] for item in block.items]


STORIES = st.lists(st.tuples(st.integers(40, 200), st.integers(1, 4)), max_size=40)


@given(st.integers(1, 40), STORIES, st.integers(1, 6))
def test_each_page_and_each_item_is_in_one_block(count, drawn, most):
    items = [story(f"s{n}", cells, rank) for n, (cells, rank) in enumerate(drawn)]
    section = pages(count)
    blocks = blocks_of(section, items, {}, most)
    assert [page for block in blocks for page in block.pages] == section
    dealt = sorted(item.id for block in blocks for item in block.items)
    assert dealt == sorted(item.id for item in items)
    assert blocks_of(section, list(reversed(items)), {}, most) == blocks


@given(st.integers(6, 40), STORIES)
def test_blocks_are_even_and_have_their_share_of_copy(count, drawn):
    """The last item of a block went to it because no other had less, by the page."""
    items = [story(f"s{n}", cells, rank) for n, (cells, rank) in enumerate(drawn)]
    blocks = blocks_of(pages(count), items, {})
    lengths = [len(block.pages) for block in blocks]
    assert max(lengths) <= USUAL_PAGES
    assert max(lengths) - min(lengths) <= 1
    least = min(sum(sizes(block)) / len(block.pages) for block in blocks)
    slack = 5 * ROWS / 1000  # shares are compared in thousandths of a block
    for block in blocks:
        assert sum(sizes(block)[:-1]) / len(block.pages) <= least + slack


def test_each_block_has_its_leads_and_the_first_the_best_of_them():
    items = [story(f"s{n}", 100, 1 + min(n, 2)) for n in range(24)]
    items += [story(f"t{n}", 100, 2) for n in range(6)]
    blocks = blocks_of(pages(20), items, {})
    leads = [sum(item.rank <= 2 for item in block.items) for block in blocks]
    assert max(leads) - min(leads) <= 1
    assert blocks[0].items[0].rank == 1


def test_an_item_goes_where_its_page_is_and_where_ads_let_it():
    free = pages(8)
    section = [*pages(4, FIRE), *free[4:]]
    bound = PageItem(shapes("bound", 4, {(2, 30): 0}), pages=frozenset({7}))
    items = [*(story(f"fire{n}", 150, tags=FIRE) for n in range(4)), bound]
    first, second = blocks_of(section, items, {}, 4)
    assert first.items == []
    assert len(second.items) == 5


@given(st.integers(700, 1_800), st.integers(12, 40))
def test_a_story_of_many_pages_has_a_block_with_room_beside_it(rows, count):
    item, parts = long_story("long", rows)
    others = [story(f"s{n}", 120) for n in range(2 * count)]
    blocks = blocks_of(pages(count), [*others, item], {"long": parts})
    (its,) = [block for block in blocks if item in block.items]
    assert len(its.pages) * 5 * ROWS >= min(rows * 1.5, count * 5 * ROWS)
    assert len(its.items) > 1


@pytest.mark.parametrize(("rows", "parts"), [(500, 2), (800, 3), (1_000, 4), (1_600, 6)])
def test_a_long_story_has_as_many_parts_as_all_of_it_takes(rows, parts):
    """Where there is room it is not cut for want of a fourth page."""
    item, told = long_story("long", rows)
    found = assign(SectionProblem(pages(8), [item], {"long": told}))
    assert len(found.pages) == parts
    assert sum(found.bodies.values()) > rows - (5 * ROWS - 20)


@pytest.mark.slow
def test_a_section_too_large_for_one_program_is_assigned_all_the_same():
    """Of a section of 32 pages the program as a whole finds nothing in its time."""
    told = [long_story(f"long{n}", 400 + 25 * n) for n in range(9)]
    items = [story(f"s{n}", 40 + 7 * n % 70, 2 + (n % 5 > 0)) for n in range(48)]
    items += [item for item, _ in told]
    problem = SectionProblem(pages(32), items, {parts.id: parts for _, parts in told})
    whole = _Model(problem, (), Block(problem.pages, problem.items))
    assert _answer(whole.program, whole.all_costs, False).values is None
    found = assign(problem)
    assert found == assign_in_blocks(problem)
    assert not found.held
    assert {name.rstrip(">") for name in found.pages} == {item.id for item in items}


def test_stories_that_go_together_are_in_one_block():
    items = [PageItem(shapes(f"s{n}", 3, {(2, 30): 0})) for n in range(9)]
    company = (Company("s0", "s7", together=True), Company("s1", "s2", together=False))
    blocks = blocks_of(pages(12), items, {}, 4, company)
    (block,) = [each for each in blocks if any(item.id == "s0" for item in each.items)]
    assert any(item.id == "s7" for item in block.items)
