"""Laws of decisions about ads: what is kept stands so, what is refused cannot (brute force)."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.audits.ad_stacks import audit

from slots.book.booking import Apart, Booking, Position
from slots.prices_of_taste import OUR_PRICES
from slots.rules.size import Pages
from slots.stacking.decide import stack_decided
from slots.stacking.refused_ad import NO_ADS, AdsDecided, AdWish
from slots.stacking.solve import stack_edition
from slots.stacking.task.ad_decision import AdDecision, Spot
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace, AdPlan
from slots.stacking.task.ads_and_pages import Limits, task_of

LEADING = 10_000
LIMITS = Limits(work=4.0, gap=0.0, nodes=10_000, misfit=1, least_free=2)
few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def books(draw):
    pages = tuple(
        StackPage(number, draw(st.sampled_from(["news", "sport"])), 3, 9, 1, most=most)
        for number, most in enumerate(draw(st.lists(st.sampled_from([700, 1000, 1000]),
                                                    min_size=1, max_size=3)), 1)
    )  # fmt: skip
    book = tuple(
        Booking(
            f"ad-{number}",
            f"firm-{number}",
            draw(st.integers(1, 3)),
            (draw(st.sampled_from([4, 4, 8])) - 2) * LEADING,
            category=draw(st.sampled_from(["", "cars"])),
            apart=draw(st.sampled_from([Apart.NONE, Apart.PAGE, Apart.SPREAD])),
            section=draw(st.sampled_from(["", "", "news"])),
            pages=Pages(draw(st.sampled_from(["any", "any", "left", "1"]))),
            solus=draw(st.integers(0, 6)) == 0,
            coupon=draw(st.booleans()),
            price=draw(st.integers(0, 5)) * 100_000,
        )
        for number in range(draw(st.integers(1, 4)))
    )
    decided = {
        one.id: draw(decisions(len(pages)))
        for one in book
        if draw(st.integers(0, 2))
    }  # fmt: skip
    bare = tuple(page.number for page in pages if draw(st.integers(0, 5)) == 0)
    return book, pages, AdsDecided({name: one for name, one in decided.items() if one.keys}, bare)


@st.composite
def decisions(draw, pages):
    numbers = st.lists(st.integers(1, pages + 1), min_size=1, max_size=2)
    return AdDecision(
        tuple(sorted({*draw(st.one_of(st.just([]), numbers, numbers))})),
        draw(st.sampled_from(["", "", "left", "right"])),
        Spot(
            edge=draw(st.sampled_from(["", "", "left", "right", "outside", "inside"])),
            foot=draw(st.booleans()),
        ),
    )


def decide(book, pages, decided):
    task = task_of(book, pages, LEADING, (), LIMITS, OUR_PRICES.ads)
    return stack_decided(task, (), decided)


def wishes(decided):
    bare = {AdWish("", NO_ADS, page) for page in decided.bare}
    return bare | {AdWish(name, key) for name, one in decided.ads.items() for key in one.keys}


def as_decided(place, page, one, keys):
    """Whether a place is as a decision says, by its words."""
    left, right = place.column == 0, place.right == page.columns
    outside = right if page.number % 2 else left
    edges = {"": True, "left": left, "right": right, "outside": outside}
    edges["inside"] = left if page.number % 2 else right
    return (
        ("page" not in keys or not one.pages or place.page in one.pages)
        and ("side" not in keys or one.side in ("", "right" if page.number % 2 else "left"))
        and (
            "place" not in keys
            or (edges[one.spot.edge] and (not one.spot.foot or place.bottom == page.rows))
        )
    )


@few
@given(books())
def test_what_is_kept_stands_so_and_costs_no_ad_its_place(edition):
    book, pages, decided = edition
    made = decide(book, pages, decided)
    assert audit(made.plan, book, pages, LEADING, LIMITS) == ()
    kept = wishes(decided) - {one.wish for one in made.refused}
    by_number = {page.number: page for page in pages}
    for place in made.plan.places:
        keys = {wish.key for wish in kept if wish.id == place.id}
        one = decided.ads.get(place.id, AdDecision())
        assert as_decided(place, by_number[place.page], one, keys)
        assert AdWish("", NO_ADS, place.page) not in kept
    placed = {place.id for place in made.plan.places}
    free = stack_edition(book, pages, LEADING, limits=LIMITS)
    assert {place.id for place in free.places} | {w.id for w in kept if w.id} <= placed


@few
@given(books())
def test_nothing_decided_is_the_plan_without(edition):
    book, pages, _ = edition
    made = decide(book, pages, AdsDecided())
    assert made.plan == stack_edition(book, pages, LEADING, limits=LIMITS)
    assert made.refused == ()


@pytest.mark.slow
@few
@given(books())
def test_what_is_refused_is_in_a_smallest_set_that_does_not_go_together(edition):
    book, pages, decided = edition
    for one in decide(book, pages, decided).refused:
        rules = {rule.rule for rule in one.rules}
        assert one.wish in one.together
        brute = Brute(book, pages, decided)
        assert not brute.together(one.together, one.ads, rules)
        for gone in one.together:
            left = [wish for wish in one.together if wish != gone]
            assert brute.together(left, one.ads, rules)
        for gone in one.ads:
            assert brute.together(one.together, [ad for ad in one.ads if ad != gone], rules)
        for gone in rules:
            assert brute.together(one.together, one.ads, rules - {gone})


RULES = {"most", "section", "pages", "solus", "apart", "coupon", "position"}
"""All rules that a booking of `books` can have."""


@pytest.mark.slow
@few
@given(books(), st.sets(st.integers(0, 3)), st.sampled_from([0, 2_000, 60_000]))
def test_a_preference_is_met_where_it_costs_less_than_its_price(edition, numbers, price):
    book, pages, decided = edition
    rather = frozenset(f"ad-{number}" for number in numbers) & decided.ads.keys()
    hard = AdsDecided({n: one for n, one in decided.ads.items() if n not in rather}, decided.bare)
    prices = replace(OUR_PRICES.ads, rather=price)
    task = task_of(book, pages, LEADING, (), LIMITS, prices)
    made, without = (
        stack_decided(task, (), one) for one in (replace(decided, rather=rather), hard)
    )
    assert audit(made.plan, book, pages, LEADING, LIMITS) == ()
    assert {one.wish for one in without.refused} <= {one.wish for one in made.refused}
    stood, stand = ({p.id: p for p in one.plan.places} for one in (without, made))
    assert stood.keys() <= stand.keys()  # no preference costs an ad its place
    kept = wishes(decided) - {one.wish for one in made.refused}
    keys = {name: {w.key for w in kept if w.id == name} for name in decided.ads}
    by_number, told = {page.number: page for page in pages}, {p.id: p for p in made.preferences}
    assert told.keys() == {name for name in rather if keys[name]}
    for name, place in stand.items():
        if name in decided.ads and (name not in rather or (name in told and told[name].met)):
            assert as_decided(place, by_number[place.page], decided.ads[name], keys[name])
    costs = [one.cost for one in made.preferences if one.met]
    assert all(cost is not None and (cost < price or not cost) for cost in costs)
    assert without.plan.objective - made.plan.objective <= sum(costs)
    for one in made.preferences:
        if one.lost:  # whatever was met before it, it is one too many
            met = {n for n, each in told.items() if each.met} | {one.id}
            asked = [wish for wish in kept if wish.id not in rather or wish.id in met]
            assert not Brute(book, pages, decided).together(asked, [*stand], RULES)
        elif not one.met:
            assert one.cost is None or one.cost >= price


class Brute:
    """Every spot of every ad, judged by the audit."""

    def __init__(self, book, pages, decided):
        self.book, self.pages, self.decided = book, pages, decided

    def together(self, asked, ads, rules):
        bare = {wish.page for wish in asked if wish.key == NO_ADS}
        names = {*ads, *(wish.id for wish in asked)} - {""}
        book = [self.freed(one, rules) for one in self.book if one.id in names]
        pages = [replace(page, most=page.most if "most" in rules else 1000) for page in self.pages]
        spots = [list(self.spots(one, pages, asked, bare)) for one in book]
        return any(self.sound(chosen, book, pages) for chosen in product(*spots))

    def spots(self, one, pages, asked, bare):
        rows = one.depth // LEADING + 2
        keys = {wish.key for wish in asked if wish.id == one.id}
        for page in pages:
            for column in range(page.columns - one.columns + 1):
                for row in range(page.first_row, page.rows - rows + 1):
                    place = AdPlace(one.id, page.number, column, row, one.columns, rows)
                    decision = self.decided.ads.get(one.id, AdDecision())
                    if page.number not in bare and as_decided(place, page, decision, keys):
                        yield place

    def sound(self, places, book, pages):
        for number, one in enumerate(places):
            for other in places[:number]:
                across = one.column < other.right and other.column < one.right
                down = one.row < other.bottom and other.row < one.bottom
                if one.page == other.page and across and down:
                    return False
        return not audit(AdPlan(tuple(places)), book, pages, LEADING, LIMITS)

    def freed(self, one, rules):
        more = {
            "section": {"section": ""},
            "pages": {"pages": Pages("any")},
            "solus": {"solus": False},
            "apart": {"category": ""},
            "coupon": {"coupon": False},
            "position": {"position": Position.ANY},
        }
        for rule, freed in more.items():
            one = one if rule in rules else replace(one, **freed)
        return one
