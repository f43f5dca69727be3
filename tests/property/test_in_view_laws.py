"""Laws of what is in view: no window shows more ads than the most that is counted, and a placement
with ads beside the copy in view is still the best of all there are."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.placement.oracle import check_sound_and_optimal
from support.placement.oracle_gaps import PX

from slots.strip.content import Content
from slots.strip.in_view import most_at_once, most_in_view
from slots.strip.measured_flow import Item, Role, Standing, Strip

WINDOWS = [half / 2 for half in range(-160, 280)]
"""Where a window may begin: at whole lengths, and between them."""

TALL = st.sampled_from((84, 140, 400, 700))


@st.composite
def standing(draw, most=4, far=60):
    """Ads anywhere, some of them travelling a long way."""
    edges = st.tuples(st.integers(-10, far), st.integers(1, far))
    found = draw(st.lists(edges, max_size=most))
    return tuple(Standing(f"s{n}", top, top + deep) for n, (top, deep) in enumerate(found))


@given(standing(), st.integers(1, 40))
def test_the_most_that_any_window_shows(ads, screen):
    shown = [sum(ad.top < top + screen and ad.foot > top for ad in ads) for top in WINDOWS]
    assert len(most_at_once(ads, screen)) == max(shown)


@given(standing(), standing(most=1), st.integers(1, 40))
def test_the_most_that_any_window_shows_with_one_of_them(ads, own, screen):
    for it in own:
        windows = [top for top in WINDOWS if it.top < top + screen and it.foot > top]
        shown = [sum(ad.top < top + screen and ad.foot > top for ad in ads) for top in windows]
        assert len(most_in_view(ads, it, screen)) == max(shown)


def copy(heights, seen, n):
    items, top = [], 0
    for index, pair in enumerate(heights):
        foot = top + pair[n] * PX
        items.append(Item(f"i{index}", Role.PARAGRAPH, top, foot, 20))
        top = foot + 20 * PX
    viewport = (375 * PX, (667, 900)[n] * PX)
    return Strip(343 * PX, viewport, items[-1].bottom, tuple(items), standing=seen)


@st.composite
def cases(draw):
    """A story with ads that stand beside it, and contents that ask little of each other."""
    heights = draw(st.lists(st.tuples(TALL, TALL), min_size=3, max_size=6))
    limit = draw(st.integers(1, 2))
    ads = draw(standing(most=limit, far=2000))
    seen = tuple(Standing(each.id, each.top * PX, each.foot * PX) for each in ads)
    strips = tuple(copy(heights, seen, n) for n in range(draw(st.integers(1, 2))))
    size = ((300 * PX, draw(st.sampled_from((50, 270))) * PX),) * len(strips)
    slots = draw(st.lists(st.sampled_from("aabm"), min_size=1, max_size=4))
    contents = tuple(Content(f"{slot}-{n}", slot, size) for n, slot in enumerate(slots))
    own = st.fixed_dictionaries(
        {},
        optional={
            "value": st.sampled_from((1, 3, 80)),
            "decay": st.sampled_from(("5%", "60%")),
            "margin": st.sampled_from(("0px", "24px", "60px")),
            "distance": st.fixed_dictionaries({"any": st.sampled_from(("100px", "500px"))}),
        },
    )
    page = {"max_per_screen": limit, "evenness": draw(st.sampled_from((0, 20, 300)))}
    return strips, contents, {"page": page, "slot": {name: draw(own) for name in "abm"}}


def beside_the_top():
    """The rail has an ad at its top: the one of the copy stands a screen further down."""
    seen = (Standing("rail-1", 0, 300 * PX),)
    strips = tuple(copy([(400, 400)] * 6, seen, n) for n in range(2))
    contents = (Content("a-0", "a", ((300 * PX, 270 * PX),) * 2),)
    return strips, contents, {"page": {"max_per_screen": 1}, "slot": {"a": {}, "b": {}, "m": {}}}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cases())
@example(beside_the_top())
def test_a_placement_with_ads_beside_it_is_sound_and_the_best_there_is(case):
    check_sound_and_optimal(*case)


def test_ads_beside_the_copy_keep_an_ad_out_of_their_screens():
    strips, contents, rules = beside_the_top()
    check_sound_and_optimal(strips, contents, rules)
    everywhere = Standing("rail-1", 0, 9000 * PX)
    shut = tuple(replace(strip, standing=(everywhere,)) for strip in strips)
    check_sound_and_optimal(shut, contents, rules)
