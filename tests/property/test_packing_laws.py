"""Laws of the packing that benchmarks compare: sound, bounded, no worse than shelves, exact where
small."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.packing.bins import Packing, Put
from benchmarks.packing.cp_sat import packed_into
from benchmarks.packing.effort import Limits
from benchmarks.packing.fewest_bins import pack
from benchmarks.packing.fill_bin import RULES, fill
from benchmarks.packing.lower_bound import continuous_bound, lifted, lower_bound, weights
from benchmarks.packing.set_cover import covered
from benchmarks.packing.shelves import shelved
from benchmarks.packing.value_correction import corrected
from slots.rules.size import Size

QUICK = Limits(rounds=10, cover=0.1, exact=0.1, weights=5)
few = settings(max_examples=25)


@st.composite
def tasks(draw, most_items=14, most_side=12):
    bin = Size(draw(st.integers(1, most_side)), draw(st.integers(1, most_side)))
    sizes = st.builds(Size, st.integers(1, bin.width), st.integers(1, bin.height))
    return tuple(draw(st.lists(sizes, max_size=most_items))), bin


def wrongs(items, bin, bins):
    """What is wrong with a packing: cells are painted one by one."""
    found = []
    if sorted(put.item for lying in bins for put in lying) != list(range(len(items))):
        found.append("not every item once")
    for lying in bins:
        if not lying:
            found.append("an empty bin")
        painted = set()
        for put in lying:
            item = items[put.item]
            for x in range(put.x, put.x + item.width):
                for y in range(put.y, put.y + item.height):
                    if not (0 <= x < bin.width and 0 <= y < bin.height):
                        found.append(f"{put} sticks out")
                    if (x, y) in painted:
                        found.append(f"{put} lies on another")
                    painted.add((x, y))
    return found


def fewest(items, bin):
    """Brute force: the items one by one into each open bin and one new one, at every spot."""
    best = len(items)
    cells = {
        (i, x, y): frozenset(
            (x + across, y + up) for across in range(item.width) for up in range(item.height)
        )
        for i, item in enumerate(items)
        for x in range(bin.width - item.width + 1)
        for y in range(bin.height - item.height + 1)
    }

    def place(number, bins):
        nonlocal best
        if len(bins) >= best:
            return
        if number == len(items):
            best = len(bins)
            return
        spots = [taken for (i, _, _), taken in cells.items() if i == number]
        for place_in, used in enumerate(bins):
            for taken in spots:
                if not used & taken:
                    place(number + 1, [*bins[:place_in], used | taken, *bins[place_in + 1 :]])
        for taken in spots:
            place(number + 1, [*bins, taken])

    place(0, [])
    return best


def on_shelves(items, bin):
    """Finite first fit, written again: the bins it takes."""
    bins = []
    for item in sorted(items, key=lambda item: (-item.height, -item.width)):
        for shelves in bins:
            shelf = next(
                (s for s in shelves if s[0] >= item.height and s[1] + item.width <= bin.width), None
            )
            if shelf:
                break
        else:
            shelf = [item.height, 0]
            room = (b for b in bins if sum(s[0] for s in b) + item.height <= bin.height)
            open_bin = next(room, None)
            if open_bin is None:
                bins.append([shelf])
            else:
                open_bin.append(shelf)
        shelf[1] += item.width
    return len(bins)


@few
@given(tasks())
def test_a_packing_is_sound_and_between_its_bounds(task):
    items, bin = task
    packing = pack(items, bin, QUICK)
    assert wrongs(items, bin, packing.bins) == []
    assert continuous_bound(items, bin) <= lower_bound(items, bin) <= packing.bound
    assert packing.bound <= len(packing.bins) <= on_shelves(items, bin)
    assert packing == pack(items, bin, QUICK)


@few
@given(tasks(most_items=5, most_side=4))
def test_small_ones_are_packed_as_brute_force_does(task):
    items, bin = task
    packing = pack(items, bin)
    assert packing.proven
    assert len(packing.bins) == fewest(items, bin)


@few
@given(tasks(most_items=5, most_side=4))
def test_no_bound_is_above_the_best_packing(task):
    items, bin = task
    best = fewest(items, bin)
    assert lower_bound(items, bin) <= best
    for weight in weights(items, bin, 1000) if items else ():
        assert sum(weight.items) <= best * weight.bin
    if best > 1:
        none = packed_into(items, bin, best - 1, Limits())
        assert none.bins is None and none.proven
    if best:
        some = packed_into(items, bin, best, Limits())
        assert some.bins and wrongs(items, bin, some.bins) == []


@few
@given(tasks(most_items=5, most_side=4))
def test_lifted_items_need_no_more_bins(task):
    items, bin = task
    larger = lifted(items, bin)
    assert all(
        a.width <= b.width and a.height <= b.height for a, b in zip(items, larger, strict=True)
    )
    assert fewest(larger, bin) == fewest(items, bin)


@st.composite
def cut_bins(draw):
    """Bins cut into pieces with straight cuts, some pieces dropped: how many bins, and which."""
    bin = Size(draw(st.integers(1, 60)), draw(st.integers(1, 60)))
    count = draw(st.integers(1, 3))
    pieces = [bin] * count
    for _ in range(draw(st.integers(0, 20))):
        piece = pieces.pop(draw(st.integers(0, len(pieces) - 1)))
        across = draw(st.booleans())
        side = piece.width if across else piece.height
        cut = draw(st.integers(0, side))
        if across:
            parts = Size(cut, piece.height), Size(side - cut, piece.height)
        else:
            parts = Size(piece.width, cut), Size(piece.width, side - cut)
        pieces += [part for part in parts if part.width and part.height]
    return count, draw(st.permutations(pieces))[: draw(st.integers(1, len(pieces)))], bin


@given(cut_bins())
def test_what_is_cut_from_bins_is_never_said_to_need_more(task):
    count, items, bin = task
    assert lower_bound(items, bin) <= count
    for weight in weights(items, bin, 500):
        assert sum(weight.items) <= count * weight.bin


@given(tasks())
def test_shelves_are_sound(task):
    items, bin = task
    bins = shelved(items, bin)
    assert wrongs(items, bin, bins) == []
    assert len(bins) <= on_shelves(items, bin)


@few
@given(tasks(), st.sampled_from(RULES))
def test_a_filled_bin_has_no_room_left_for_what_was_refused(task, rule):
    items, bin = task
    puts = fill(range(len(items)), items, bin, rule)
    used = {
        (x, y)
        for put in puts
        for x in range(put.x, put.x + items[put.item].width)
        for y in range(put.y, put.y + items[put.item].height)
    }
    assert len(used) == sum(items[put.item].width * items[put.item].height for put in puts)
    for number in set(range(len(items))) - {put.item for put in puts}:
        item = items[number]
        for left in range(bin.width - item.width + 1):
            for bottom in range(bin.height - item.height + 1):
                here = {
                    (left + x, bottom + y) for x in range(item.width) for y in range(item.height)
                }
                assert here & used


@few
@given(tasks())
def test_every_round_is_a_packing(task):
    items, bin = task
    if items:
        for found, tried in corrected(items, bin, 4):
            assert wrongs(items, bin, found) == []
            assert set(found) <= set(tried)


@pytest.mark.parametrize("groups", [((0, 1), (2, 3), (1, 2)), ((0, 1, 2), (2, 3), (3,))])
def test_the_choice_among_filled_bins_takes_each_item_once(groups):
    puts = [tuple(Put(i, i, 0) for i in group) for group in groups]
    patterns = {frozenset(put.item for put in each): each for each in puts}
    bins = covered(patterns, 4, 2, 1.0)
    assert bins is not None and len(bins) == 2
    assert sorted(put.item for lying in bins for put in lying) == [0, 1, 2, 3]
    assert covered(patterns, 4, 1, 1.0) is None


def test_the_choice_takes_an_item_that_lies_in_two_bins_once():
    patterns = {frozenset((0, 1)): (Put(0, 0, 0), Put(1, 1, 0))}
    patterns[frozenset((1, 2))] = (Put(1, 0, 0), Put(2, 1, 0))
    bins = covered(patterns, 3, 2, 1.0)
    assert bins is not None
    assert sorted(put.item for lying in bins for put in lying) == [0, 1, 2]


def test_areas_alone_would_say_fewer_bins():
    items, bin = (Size(6, 6),) * 3, Size(10, 10)
    assert continuous_bound(items, bin) == 2
    assert pack(items, bin) == Packing(
        tuple((Put(i, *at),) for i, at in enumerate([(0, 0)] * 3)), 3
    )


def test_without_work_nothing_is_claimed():
    pinwheel = (Size(3, 2), Size(2, 3), Size(3, 2), Size(2, 3), Size(1, 1))
    idle = pack(pinwheel, Size(5, 5), Limits(rounds=0, cover=0.0, exact=0.0))
    assert len(idle.bins) == 2 and idle.bound == 1 and not idle.proven
    for limits in (Limits(), Limits(rounds=0)):
        found = pack(pinwheel, Size(5, 5), limits)
        assert wrongs(pinwheel, Size(5, 5), found.bins) == []
        assert len(found.bins) == 1 and found.proven


def test_an_item_larger_than_the_bin_is_our_own_bug():
    with pytest.raises(AssertionError):
        pack((Size(3, 1),), Size(2, 2))
