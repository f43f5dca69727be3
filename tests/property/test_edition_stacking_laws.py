"""Laws of slots.stacking: sound, repeatable, stable; no plan is better (brute force)."""

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.audits.ad_stacks import audit

from slots.book.booking import Apart, Booking, Lock, Position
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.stacking.solve import stack_edition
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan, Conflict
from slots.stacking.task.ads_and_pages import Limits, value_of

LEADING = 10_000
OURS = OUR_PRICES.ads
EXACT = Limits(work=4.0, gap=0.0, nodes=10_000)
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def booking(number, columns, rows, **more):
    """A booking that takes so many rows, its air included (3 at least)."""
    air = 2 if more.get("label") else 1
    depth = max(1, rows - air - 1) * LEADING
    return Booking(f"ad-{number}", more.pop("advertiser", f"firm-{number}"), columns, depth, **more)


@st.composite
def locks(draw, pages):
    column = draw(st.one_of(st.none(), st.integers(0, 4)))
    row = draw(st.one_of(st.none(), st.integers(0, 30)))
    return Lock(draw(st.integers(1, pages + 1)), column, row)


@st.composite
def bookings(draw, number, pages, plain=False):
    wishes = {} if plain else {
        "category": draw(st.sampled_from(["", "cars", "food"])),
        "advertiser": draw(st.sampled_from(["one", "two", "three"])),
        "section": draw(st.sampled_from(["", "", "news", "sport"])),
        "pages": Pages(draw(st.sampled_from(["any", "any", "left", "first", "last", "2..3", "2"]))),
        "far_forward": draw(st.booleans()) and draw(st.booleans()),
        "side": draw(st.sampled_from(["any", "any", "left", "right"])),
        "solus": draw(st.integers(0, 7)) == 0,
        "colour": draw(st.integers(0, 3)) == 0,
        "coupon": draw(st.integers(0, 2)) == 0,
        "double_truck": draw(st.integers(0, 9)) == 0,
        "apart": draw(st.sampled_from(list(Apart))),
        "pages_apart": draw(st.sampled_from([0, 0, 2, 3])),
        "lock": draw(st.one_of(st.none(), st.none(), locks(pages))),
    }  # fmt: skip
    return booking(
        number,
        draw(st.integers(1, 5)),
        draw(st.integers(3, 30)),
        position=draw(st.sampled_from(list(Position))),
        priority=draw(st.sampled_from([1, 5, 5, 9])),
        price=draw(st.integers(0, 300_000)),
        label=draw(st.booleans()),
        **wishes,
    )


@st.composite
def editions(draw, most_pages=4, most_ads=7, plain=False):
    count = draw(st.integers(0 if not plain else 1, most_pages))
    pages = tuple(
        StackPage(
            number,
            draw(st.sampled_from(["news", "sport"])),
            4,
            30,
            draw(st.integers(0, 2)),
            colour=draw(st.booleans()),
            share=draw(st.sampled_from([300, 500, 1000])),
            most=draw(st.sampled_from([600, 1000, 1000])),
            reserved=draw(st.sampled_from([0, 0, 8])),
            opens=draw(st.booleans()),
        )
        for number in range(1, count + 1)
    )
    ads = draw(st.integers(0, most_ads))
    return tuple(draw(bookings(n, max(1, count), plain)) for n in range(ads)), pages


def proven(plan):
    return plan.objective == plan.bound


@few
@given(editions())
def test_every_plan_passes_the_audit_and_has_an_honest_bound(edition):
    book, pages = edition
    plan = stack_edition(book, pages, LEADING)
    assert audit(plan, book, pages, LEADING) == ()
    assert plan.objective <= plan.bound
    helped = (each.hint or not each.bookings for each in plan.conflicts)
    assert all(each.rules for each in plan.conflicts) and all(helped)


@few
@given(editions(most_pages=3, most_ads=5))
def test_the_same_book_gives_the_same_plan(edition):
    book, pages = edition
    assert stack_edition(book, pages, LEADING) == stack_edition(book, pages, LEADING)


@few
@given(editions())
def test_a_proven_plan_stacked_again_is_itself(edition):
    book, pages = edition
    plan = stack_edition(book, pages, LEADING, limits=EXACT)
    again = stack_edition(book, pages, LEADING, plan.places, limits=EXACT)
    if proven(plan) or not plan.conflicts:
        assert again.places == plan.places
        assert again.moves == ()
    assert audit(again, book, pages, LEADING) == ()


@few
@given(editions(), st.data())
def test_a_booking_more_never_lowers_what_a_plan_is_worth(edition, data):
    book, pages = edition
    if not book:
        return
    without = data.draw(st.sampled_from(book))
    fewer = stack_edition([b for b in book if b is not without], pages, LEADING, limits=EXACT)
    more = stack_edition(book, pages, LEADING, limits=EXACT)
    assert more.bound >= fewer.objective


@few
@given(editions(most_ads=5), st.data())
def test_a_rule_less_never_lowers_what_a_plan_is_worth(edition, data):
    book, pages = edition
    if not book:
        return
    number = data.draw(st.integers(0, len(book) - 1))
    free = replace(book[number], section="", side="any", colour=False, solus=False, category="")
    freed = (*book[:number], free, *book[number + 1 :])
    before = stack_edition(book, pages, LEADING, limits=EXACT)
    after = stack_edition(freed, pages, LEADING, limits=EXACT)
    assert after.bound >= before.objective
    if proven(before) and proven(after):
        assert after.objective >= before.objective


@few
@given(editions(most_pages=2, most_ads=4))
def test_a_page_more_never_lowers_what_a_plan_is_worth(edition):
    book, pages = edition
    book = tuple(
        replace(b, pages=Pages("any"), position=Position.ANY, far_forward=False) for b in book
    )
    more = (*pages, StackPage(len(pages) + 1, "news", 4, 30, 0))
    before = stack_edition(book, pages, LEADING, limits=EXACT)
    after = stack_edition(book, more, LEADING, limits=EXACT)
    assert after.bound >= before.objective
    if proven(before) and proven(after):
        assert after.objective >= before.objective


@few
@given(editions(most_pages=3, most_ads=6))
def test_each_member_of_a_conflict_is_missed(edition):
    """Without any booking of the set, and all of them alone on their pages, there is a place."""
    book, pages = edition
    plan = stack_edition(book, pages, LEADING, limits=EXACT)
    by_id = {one.id: one for one in book}
    for conflict in plan.conflicts:
        for spared in conflict.bookings:
            kept = [name for name in conflict.bookings if name != spared]
            fixed = [_fixed(by_id[name], plan) for name in kept]
            wanted = replace(by_id[conflict.id], priority=1, price=10_000_000)
            fixed_book = [*fixed, wanted]
            alone = stack_edition(fixed_book, pages, LEADING, limits=EXACT)
            assert alone.conflicts == ()


def _fixed(one, plan):
    """A booking that has to stand on the page where it stands in the plan."""
    page = min(place.page for place in plan.places if place.id == one.id)
    lock = one.lock or Lock(page)
    return replace(one, lock=lock)


# --- Brute force: every spot of every ad on two small pages. -------------------------------------


@st.composite
def tiny(draw):
    pages = tuple(
        StackPage(
            *(number, "news", 3, 14, 1),
            share=draw(st.sampled_from([200, 500])),
            opens=draw(st.booleans()),
        )
        for number in range(1, draw(st.integers(1, 2)) + 1)
    )
    book = tuple(
        booking(
            number,
            draw(st.integers(1, 3)),
            draw(st.sampled_from([3, 4, 6, 7])),
            position=draw(st.sampled_from([Position.ANY, *list(Position)[1:5]])),
            price=draw(st.integers(0, 5)) * 100_000,
            coupon=draw(st.booleans()),
            solus=draw(st.integers(0, 5)) == 0,
            category=draw(st.sampled_from(["", "cars"])),
        )
        for number in range(draw(st.integers(1, 3)))
    )
    return book, pages


@pytest.mark.slow
@settings(parent=few, max_examples=12)
@given(tiny())
def test_no_plan_is_worth_more(edition):
    book, pages = edition
    plan = stack_edition(book, pages, LEADING, limits=EXACT)
    best = max(_worth(places, book, pages) for places in _all_plans(book, pages))
    assert best == plan.objective == plan.bound


def _all_plans(book, pages):
    """Every sound way to place some of the ads, by the audit alone."""
    spots = []
    for one in book:
        rows = one.depth // LEADING + 1 + (2 if one.label else 1)
        spots.append([None] + [
            AdPlace(one.id, page.number, column, row, one.columns, rows)
            for page in pages
            for column in range(page.columns - one.columns + 1)
            for row in range(page.first_row, page.rows - rows + 1)
        ])  # fmt: skip
    for chosen in product(*spots):
        places = tuple(place for place in chosen if place)
        if any(_overlap(a, b) for i, a in enumerate(places) for b in places[:i]):
            continue
        missing = {one.id for one in book} - {place.id for place in places}
        plan = AdPlan(places, tuple(Conflict(name, (), (), "") for name in missing))
        if not audit(plan, book, pages, LEADING):
            yield places


def _overlap(a, b):
    across = a.column < b.right and b.column < a.right
    return a.page == b.page and across and a.row < b.bottom and b.row < a.bottom


def _worth(places, book, pages):
    by_id, by_number = {one.id: one for one in book}, {page.number: page for page in pages}
    points = 0
    for place in places:
        one, page = by_id[place.id], by_number[place.page]
        outside = 0 if page.number % 2 == 0 else page.columns
        met = {
            Position.OUTSIDE: outside in (place.column, place.right),
            Position.INSIDE: page.columns - outside in (place.column, place.right),
            Position.FOOT: place.bottom == page.rows,
            Position.TOP: not any(
                p.page == place.page and p.column < place.right and place.column < p.right
                and p.bottom <= place.row for p in places
            ),
        }  # fmt: skip
        points += value_of(one) + OURS.position * met.get(one.position, False)
    return points - sum(
        _page_cost(page, [p for p in places if p.page == page.number]) for page in pages
    )


def _page_cost(page, here):
    cells = (page.rows - page.first_row) * page.columns
    used = sum(place.columns * place.rows for place in here)
    over = [max(0, used - cells * (page.share + more) // 1000) for more in (0, OURS.far_over)]
    heights = [
        max((page.rows - p.row for p in here if p.column <= c < p.right), default=0)
        for c in range(page.columns)
    ]
    depth = page.rows - page.first_row
    covered = [depth if depth - h <= 2 else h for h in heights]
    falling = covered == sorted(covered, reverse=page.number % 2 == 0)
    steps = sum(_step_cost(page, one, other) for one, other in pairwise(covered))
    if page.opens and max(covered) > depth * OURS.opener_height / 100:
        steps += OURS.high_opener
    crowd = sum(over) * (OURS.crowded // cells)
    return crowd + OURS.pyramid * (not falling) + min(steps, OURS.most_steps)


def _step_cost(page, one, other):
    """A step is low, or leads to a column that is nearly full, or neither."""
    if one == other:
        return 0
    free = page.rows - page.first_row - max(one, other)
    small = abs(one - other) < OURS.low_step or 0 < free < OURS.shallow
    return OURS.small_step if small else OURS.step
