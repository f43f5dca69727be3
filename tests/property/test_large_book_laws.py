"""Laws of stacking large books: plans made window by window are sound, no plan is worth more than
the bound of areas, and pages that ads fill to the last cell are found."""

from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.audits.ad_stacks import audit

from benchmarks.large_books import full_page
from slots.book.booking import Apart, Booking, Position
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.stacking import solve
from slots.stacking.search.area_bound import area_bound
from slots.stacking.search.draft import Board, Draft
from slots.stacking.search.fill_page import filled, fills
from slots.stacking.search.first_plan import fill
from slots.stacking.search.lay_on import laid_on, weighed
from slots.stacking.search.pack_page import NOTHING, Piece, pile_up
from slots.stacking.search.windows import improve_by_windows
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ads_and_pages import Limits, task_of
from slots.stacking.task.stack_top import Ground

LEADING = 10_000
PRICES = OUR_PRICES.ads
few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def editions(draw, most_pages=8, most_ads=24):
    """Bookings with rules between them, and pages of two sections."""
    count = draw(st.integers(1, most_pages))
    pages = tuple(
        StackPage(n, draw(st.sampled_from(["news", "sport"])), 4, 30, 0, share=draw(shares))
        for n in range(1, count + 1)
    )
    book = tuple(
        Booking(
            f"ad-{n}",
            draw(st.sampled_from(["one", "two", "three"])),
            draw(st.integers(1, 4)),
            draw(st.integers(1, 14)) * LEADING,
            category=draw(st.sampled_from(["", "", "cars", "food"])),
            section=draw(st.sampled_from(["", "", "news", "sport"])),
            pages=Pages(draw(st.sampled_from(["any", "any", "left", "2..3"]))),
            solus=draw(st.integers(0, 9)) == 0,
            coupon=draw(st.integers(0, 4)) == 0,
            double_truck=draw(st.integers(0, 9)) == 0,
            apart=draw(st.sampled_from(list(Apart))),
            pages_apart=draw(st.sampled_from([0, 0, 3])),
            position=draw(st.sampled_from(list(Position)[:5])),
            priority=draw(st.sampled_from([1, 5, 9])),
            price=draw(st.integers(0, 300_000)),
        )
        for n in range(draw(st.integers(0, most_ads)))
    )
    return book, pages


shares = st.sampled_from([300, 1000])


def by_windows(book, pages, **more):
    """The plan of a book that no program may take as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solve, "ONE_PROGRAM", -1)
        return solve.stack_edition(book, pages, LEADING, **more)


@few
@given(editions())
def test_a_plan_made_by_windows_is_sound_and_has_an_honest_bound(edition):
    book, pages = edition
    plan = by_windows(book, pages, limits=Limits(work=0.5))
    assert audit(plan, book, pages, LEADING) == ()
    assert plan.objective <= plan.bound
    placed = {place.id for place in plan.places}
    refused = {conflict.id for conflict in plan.conflicts}
    assert placed | refused == {one.id for one in book} and not placed & refused
    assert all(conflict.rules for conflict in plan.conflicts)


@few
@given(editions(most_ads=10))
def test_a_plan_made_by_windows_is_made_again(edition):
    book, pages = edition
    limits = Limits(work=0.2)
    assert by_windows(book, pages, limits=limits) == by_windows(book, pages, limits=limits)


@few
@given(editions(most_pages=3, most_ads=6))
def test_no_plan_is_worth_more_than_the_bound_of_areas(edition):
    book, pages = edition
    board = Board(task_of(book, pages, LEADING, (), Limits(), PRICES))
    exact = Limits(work=4.0, gap=0.0, nodes=10_000)
    assert solve.stack_edition(book, pages, LEADING, limits=exact).objective <= area_bound(board)


@few
@given(editions())
def test_windows_never_place_less_than_the_plan_they_start_from(edition):
    book, pages = edition
    board = Board(task_of(book, pages, LEADING, (), Limits(), PRICES))
    draft = Draft(board)
    fill(draft)
    before = draft.placed()
    told = []
    best, bound = improve_by_windows(draft, 0.3)
    assert best.placed() >= before and best.worth() <= bound and told == []


# --- Pages that ads fill exactly. ----------------------------------------------------------------


def cells(pieces, spots):
    return [
        (column, row)
        for piece, (left, foot) in zip(pieces, spots, strict=True)
        for column in range(left, left + piece.columns)
        for row in range(foot, foot + piece.rows)
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7), st.integers(8, 60), st.integers(1, 14))
def test_a_page_that_was_cut_up_is_filled_again(seed, columns, rows, ads):
    book, _ = full_page(seed, columns, rows, ads)
    pieces = [Piece(one.columns, one.depth // 10_500 + 2) for one in book]
    ground = Ground(columns, rows, 2, 10)
    assert fills(ground, pieces)
    pile = filled(ground, pieces, 4.0)
    painted = cells(pieces, pile.spots)
    assert len(painted) == len(set(painted)) == columns * rows
    assert all(0 <= c < columns and 0 <= r < rows for c, r in painted)


@st.composite
def exact_sets(draw):
    """A small page, and pieces with exactly its cells, whether they fill it or not."""
    columns, rows = draw(st.integers(2, 4)), draw(st.integers(2, 5))
    pieces, left = [], columns * rows
    while left:
        wide = draw(st.integers(1, min(columns, left)))
        deep = draw(st.integers(1, min(rows, left // wide)))
        pieces.append(Piece(wide, deep))
        left -= wide * deep
        if len(pieces) == 5:
            break
    return columns, rows, pieces, left


@settings(max_examples=60, deadline=None)
@given(exact_sets())
def test_what_fills_no_page_is_proven_to_fill_none(task):
    columns, rows, pieces, left = task
    ground = Ground(columns, rows, 0, 0)
    assert fills(ground, pieces) == (left == 0)
    if left:
        return
    pile = filled(ground, pieces, 4.0)
    assert (pile.spots is not None) == _some_way(columns, rows, pieces)
    assert pile.spots is not None or pile.exact


def _some_way(columns, rows, pieces):
    """Every spot of every piece."""
    spots = [
        [(c, r) for c in range(columns - p.columns + 1) for r in range(rows - p.rows + 1)]
        for p in pieces
    ]
    return any(
        not any(
            _meet(pieces[i], way[i], pieces[j], way[j]) for i, j in combinations(range(len(way)), 2)
        )
        for way in product(*spots)
    )


def _meet(one, at, other, there):
    across = at[0] < there[0] + other.columns and there[0] < at[0] + one.columns
    return across and at[1] < there[1] + other.rows and there[1] < at[1] + one.rows


# --- An ad laid on a pile. -----------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Piece, st.integers(1, 3), st.integers(2, 9), position=st.sampled_from(Position)),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_laid_on_a_pile_is_a_pile_and_weighed_as_the_search_does(pieces):
    ground = Ground(4, 30, 2, 5)
    *under, new = pieces
    known = pile_up(ground, under, NOTHING, 2_000) if under else None
    spots = known.spots if known else ()
    if spots is None:
        return
    spot = laid_on(ground, under, spots, new)
    if known is not None:
        assert weighed(ground, under, spots).points == known.points
    if spot is not None:
        painted = cells(pieces, (*spots, spot))
        assert len(painted) == len(set(painted))
        pile = weighed(ground, pieces, (*spots, spot))
        best = pile_up(ground, pieces, NOTHING, 20_000)
        assert best.spots is not None and (not best.exact or pile.points <= best.points)
