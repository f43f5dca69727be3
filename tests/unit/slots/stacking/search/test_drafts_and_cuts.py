"""The parts of the search for a stacked edition: drafts, first plans, cuts, exchanges, bounds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from slots.book.booking import Apart, Booking, Lock, Position
from slots.prices_of_taste import OUR_PRICES
from slots.stacking.search.benders_cut import LearntCuts
from slots.stacking.search.draft import (
    Board,
    Draft,
    crowding,
    order_of,
    price_of_cell,
    too_close,
    worth_of,
)
from slots.stacking.search.exchange import level
from slots.stacking.search.first_plan import fill, stay
from slots.stacking.search.improve import improve
from slots.stacking.search.master import ceiling, propose
from slots.stacking.task.ad_page import StackPage
from slots.stacking.task.ad_plan import AdPlace
from slots.stacking.task.ads_and_pages import Limits, task_of
from slots.stacking.unplaced import conflicts_of

PRICES = OUR_PRICES.ads
EXACT = Limits(gap=0.0)


def booking(name, columns=3, rows=30, **more):
    return Booking(name, more.pop("firm", f"firm of {name}"), columns, (rows - 2) * 10_000, **more)


def board(book, count=2, before=(), limits=EXACT, **page):
    sheet = [StackPage(n, "news", 6, 60, 0, **page) for n in range(1, count + 1)]
    return Board(task_of(book, sheet, 10_000, before, limits, PRICES))


def best_by_trying(made):
    """The worth of the best plan: each ad on each of its pages, or nowhere."""
    found = []
    for stands in product(*((None, *own) for own in made.stands)):
        draft = Draft(made)
        for ad, stand in enumerate(stands):
            if stand is None:
                continue
            if not draft.admits(ad, stand):
                break
            draft.put(ad, stand)
        else:
            if all(draft.pile(leaf).places is not None for leaf in made.leaves):
                found.append(draft.worth())
    return max(found)


def test_a_draft_knows_the_ads_of_each_page():
    made = board([booking("a"), booking("t", 6, 20, double_truck=True)], 3)
    draft = Draft(made, {1: 2, 0: 1})
    assert draft.on == {1: [0], 2: [1], 3: [1]}
    draft.take(1)
    assert (draft.on, draft.stands) == ({1: [0], 2: [], 3: []}, {0: 1})
    assert draft.placed() == made.task.ads[0].value


def test_a_solus_ad_is_alone_on_its_page_whoever_comes_first():
    made = board([booking("a"), booking("s", 1, 9, solus=True), booking("b", 1, 9)])
    assert not Draft(made, {0: 1}).clear(1, 1)
    assert not Draft(made, {1: 1}).clear(0, 1)
    assert Draft(made, {0: 1}).clear(1, 2)
    assert Draft(made, {0: 1}).clear(2, 1)


def test_competitors_on_any_of_their_pages_are_too_close():
    made = board(
        [
            booking("a", category="air", apart=Apart.SPREAD),
            booking("b", category="air", apart=Apart.NONE),
            booking("t", 6, 9, category="air", apart=Apart.NONE, double_truck=True),
        ],
        4,
    )
    draft = Draft(made, {0: 3})
    assert [draft.rival(1, page) for page in (1, 2, 3, 4)] == [None, 0, 0, None]
    assert draft.rival(2, 2) == 0
    ads = made.task.ads
    assert too_close(ads[0], 2, ads[2], 2) and not too_close(ads[0], 4, ads[2], 2)


def test_what_a_page_takes_is_cells_and_a_stack():
    made = board([booking("a"), booking("b"), booking("c", 6, 31)])
    full = Draft(made, {0: 1, 1: 1})
    assert full.admits(2, 2) and not full.admits(2, 1)
    small = board([booking("a", 3, 30), booking("b", 3, 30)], most=400)
    assert not Draft(small, {0: 1}).admits(1, 1)
    assert Draft(small, {0: 1}).stands == {0: 1}


def test_worth_is_value_less_what_crowds_and_steps():
    made = board([booking("a"), booking("b")], share=500)
    page = made.task.pages[1]
    assert crowding(page, 180, PRICES) == 0
    assert crowding(page, 181, PRICES) == price_of_cell(page, PRICES) == PRICES.crowded // 360
    assert crowding(page, 234 + 10, PRICES) == (64 + 10) * price_of_cell(page, PRICES)
    one = Draft(made, {0: 1, 1: 2})
    assert one.worth() == sum(ad.value for ad in made.task.ads)
    both = Draft(made.levelling(), {0: 1})
    assert both.worth() == made.task.ads[0].value - PRICES.step


def test_an_ad_that_stays_on_its_page_is_worth_more():
    (ad,) = board([booking("a")], before=(AdPlace("a", 2, 0, 30, 3, 30),)).task.ads
    assert worth_of(ad, 2, PRICES) - worth_of(ad, 1, PRICES) == PRICES.stay_page


def test_places_come_page_by_page_from_left_to_right():
    made = board([booking("a"), booking("b", 2, 10), booking("c")])
    places = Draft(made, {0: 2, 1: 1, 2: 1}).places()
    assert [place.page for place in places] == [1, 1, 2]
    assert list(places) == sorted(places, key=order_of)


def test_the_first_plan_puts_each_ad_where_it_costs_least():
    made = board([booking("a"), booking("b")], share=500)
    draft = Draft(made)
    fill(draft)
    assert sorted(draft.stands.values()) == [1, 2]
    fill(draft)
    assert len(draft.stands) == 2


def test_of_too_many_ads_those_worth_most_a_cell_come_first():
    book = [booking("large", 6, 60, priority=5), *(booking(f"s{n}", 3, 30) for n in range(4))]
    made = board(book, 1)
    draft = Draft(made)
    fill(draft)
    assert sorted(draft.stands) == [1, 2, 3, 4]
    dear = board([replace(book[0], priority=1), *book[1:]], 1)
    draft = Draft(dear)
    fill(draft)
    assert sorted(draft.stands) == [0]


def test_ads_that_stood_stay_together_or_not_at_all():
    was = (AdPlace("a", 1, 0, 30, 3, 30), AdPlace("b", 1, 3, 30, 3, 30))
    book = [booking("a"), booking("b"), booking("new")]
    assert stay(board(book, before=was)).stands == {0: 1, 1: 1}
    solus = [booking("a", solus=True), *book[1:]]
    assert stay(board(solus, before=was)) is None
    moved = [booking("a", side="left"), *book[1:]]
    assert stay(board(moved, before=was)) is None
    larger = [booking("a", 3, 40), booking("b", 3, 60), *book[2:]]
    assert stay(board(larger, before=was)) is not None
    crowded = board(book, before=was, most=400)
    assert stay(crowded) is None


def test_a_cut_is_the_smallest_set_that_has_no_stack():
    made = board([booking("a", 6, 31), booking("b", 6, 31), booking("c", 1, 9)], 2)
    learnt = LearntCuts([], {})
    trial = Draft(made, {0: 1, 1: 1, 2: 1})
    assert learnt.learn(trial)
    (cut,) = learnt.cuts
    assert (cut.pages, cut.exact) == ((1, 2), False)
    assert [(kind.rows, times) for kind, times in cut.kinds] == [(31, 2)]
    assert not learnt.learn(trial) and learnt.sure


def test_a_set_whose_shape_is_wrong_is_cut_as_it_is():
    """Beside a tower in the middle nothing falls to one side; with another ad it might."""
    locked = {"lock": Lock(1, 2)}
    made = board([booking("a", 2, 30, **locked)], 1)
    learnt = LearntCuts([], {})
    assert learnt.learn(Draft(made, {0: 1}))
    (cut,) = learnt.cuts
    assert cut.exact and cut.pages == (1,)


def test_wishes_that_cannot_be_met_together_are_a_loss():
    wish = {"position": Position.OUTSIDE}
    made = board([booking("a", 3, 40, **wish), booking("b", 3, 40, **wish)], 2)
    learnt = LearntCuts([], {})
    trial = Draft(made, {0: 1, 1: 1})
    assert learnt.learn(trial)
    (loss,) = learnt.losses.values()
    assert (loss.ads, loss.points) == (frozenset({(0, 1), (1, 1)}), PRICES.position)
    assert not learnt.learn(trial)


BOOKS = [
    [booking("a"), booking("b"), booking("c", 6, 40)],
    [booking(str(n), 6, 25, priority=1 + n) for n in range(5)],
    [
        booking("a", 2, 50, position=Position.OUTSIDE),
        booking("b", 2, 40, position=Position.OUTSIDE),
        booking("c", 2, 30, position=Position.FOOT),
    ],
    [
        booking("a", category="air"),
        booking("b", category="air", price=100),
        booking("c", 3, 20, category="air", apart=Apart.SPREAD),
    ],
    [booking("s", 2, 10, solus=True), booking("a"), booking("b", 3, 50)],
]


@pytest.mark.parametrize("book", BOOKS)
def test_the_plan_is_the_best_of_all_and_the_bound_says_so(book):
    made = board(book, 2)
    draft = Draft(made)
    fill(draft)
    found, bound = improve(draft, 4.0)
    assert found.worth() == bound == best_by_trying(found.board)


@pytest.mark.parametrize("book", BOOKS)
def test_what_the_master_proposes_no_plan_surpasses(book):
    made = board(book, 2)
    proposal = propose(made, LearntCuts([], {}), {}, made.stands, 1.0)
    best = best_by_trying(made)
    assert proposal.bound >= best
    assert set(proposal.stands) <= set(range(len(book)))
    assert sum(ceiling(made.task, ad, at) for ad, at in proposal.stands.items()) >= best


def test_the_master_keeps_what_packing_has_proven():
    made = board([booking("a", 6, 31), booking("b", 6, 31, price=9)], 1)
    learnt = LearntCuts([], {})
    learnt.learn(Draft(made, {0: 1, 1: 1}))
    proposal = propose(made, learnt, {}, made.stands, 1.0)
    assert list(proposal.stands) == [1]
    assert proposal.closed


def test_an_ad_that_is_held_stays_where_it_is():
    made = board([booking("a"), booking("b")])
    proposal = propose(made, LearntCuts([], {}), {}, [(2,), ()], 1.0)
    assert proposal.stands == {0: 2}


def test_exchanges_level_tops_and_take_no_ad_off():
    """Two flat and two tall ones, mixed: each pair makes a level top by itself."""
    book = [booking("a", 3, 20), booking("b", 3, 45), booking("c", 3, 20), booking("d", 3, 45)]
    made = board(book, 2, share=1000).levelling()
    draft = Draft(made, {0: 1, 1: 1, 2: 2, 3: 2})
    before = draft.worth()
    level(draft, 10_000)
    assert draft.worth() == before + 2 * PRICES.small_step
    assert draft.stands[0] == draft.stands[2] != draft.stands[1] == draft.stands[3]


def test_no_exchange_breaks_a_rule_between_ads():
    book = [
        booking("a", 3, 20, category="air"),
        booking("b", 3, 40),
        booking("c", 3, 20, category="air"),
        booking("d", 3, 40, category="air", firm="firm of c"),
    ]
    draft = Draft(board(book, 2, share=1000).levelling(), {0: 1, 1: 1, 2: 2, 3: 2})
    level(draft, 10_000)
    assert draft.stands[0] != draft.stands[2] and draft.stands[0] != draft.stands[3]


def test_without_steps_of_packing_nothing_is_exchanged():
    book = [booking("a", 3, 20), booking("b", 3, 40), booking("c", 3, 20), booking("d", 3, 40)]
    draft = Draft(board(book, 2, share=1000).levelling(), {0: 1, 1: 1, 2: 2, 3: 2})
    level(draft, 0)
    assert draft.stands == {0: 1, 1: 1, 2: 2, 3: 2}


def test_a_conflict_names_the_rules_and_bookings_that_are_missed():
    made = board([booking("a", 6, 40), booking("b", 6, 40), booking("late", 6, 40)], 2)
    (conflict,) = conflicts_of(Draft(made, {0: 1, 1: 2}))
    assert (conflict.id, conflict.bookings, conflict.minimal) == ("late", ("a", "b"), True)
    assert [rule for rule, _ in conflict.rules] == ["room"]
    assert conflict.hint == "move or drop a to have it on page 1"


def test_a_rule_is_blamed_only_where_the_other_pages_have_room():
    book = [booking("a", 6, 40), booking("late", 6, 40, side="right")]
    (conflict,) = conflicts_of(Draft(board(book, 2), {0: 1}))
    assert [rule for rule, _ in conflict.rules] == ["side", "room"]
    full = board([*book, booking("b", 6, 40)], 2)
    (conflict,) = conflicts_of(Draft(full, {0: 1, 2: 2}))
    assert ([rule for rule, _ in conflict.rules], conflict.bookings) == (["room"], ("a", "b"))


def test_an_ad_larger_than_every_page_is_told_of_its_size():
    (conflict,) = conflicts_of(Draft(board([booking("a", 6, 61)], 2)))
    assert ([rule for rule, _ in conflict.rules], conflict.bookings) == (["size"], ())


def test_competitors_are_in_the_way_by_the_distance_that_they_keep():
    book = [booking("a", 1, 9, category="air"), booking("late", 1, 9, category="air")]
    (conflict,) = conflicts_of(Draft(board(book, 1), {0: 1}))
    assert ("apart" in [rule for rule, _ in conflict.rules], conflict.bookings) == (True, ("a",))


def test_what_fits_after_all_is_placed_and_no_conflict():
    draft = Draft(board([booking("a"), booking("late")], 1), {0: 1})
    assert conflicts_of(draft) == ()
    assert draft.stands == {0: 1, 1: 1}


def test_a_search_for_reasons_that_is_cut_short_says_so():
    book = [
        *(booking(f"n{n}", 6, 30, priority=n % 9 + 1) for n in range(4)),
        booking("late", 6, 40),
    ]
    limits = replace(EXACT, reasons=0)
    (conflict,) = conflicts_of(Draft(board(book, 2, limits=limits), {0: 1, 1: 1, 2: 2, 3: 2}))
    assert not conflict.minimal
    assert conflict.bookings == ("n0", "n1", "n2", "n3")
    assert conflict.hint.endswith("worth least of those in its way: n3, n2, n1 and n0")
