"""The rule `max_per_screen` for a whole page: no screen shows more ads at once, wherever they
stand.

The copy is placed first, by the same rule. Then sticky boxes beside it get shorter runs, and of the
ads in the rail and after the copy as many are left out as it takes:

        copy        rail
        │      │   ┌────┐ a    ┐
        ┌──────┐   ├────┤ b    │ a screen: with a limit of two, either b is left out
        │ ad   │   └────┘      │ or the ad in the copy stands lower
        └──────┘               ┘
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from layout.web.plan.ad_density import Arrangement, after_top, in_column
from layout.web.plan.beside_copy import BesideBox
from layout.web.plan.measured_breakpoint import BETWEEN, MeasuredBreakpoint
from slots.strip.in_view import most_at_once
from slots.strip.measured_flow import Standing
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import PX

_FEW = 6
"""Of up to so many ads every set is tried, 63 at most, from the least valuable on; of more, the
least valuable ads are left out one after the other."""

_Side = tuple[BesideBox, ...]
"""The boxes beside the copy."""

Stack = tuple[tuple[Standing, ...], ...]
"""The ads of a rail on each screen, with their edges from the top of the copy."""


def limit_of(breakpoint: MeasuredBreakpoint) -> int | None:
    """How many ads a screen may show at a breakpoint."""
    return breakpoint.task.rules.page_terms(breakpoint.name).max_per_screen


def too_many(page: Arrangement, side: _Side, below: bool = True) -> tuple[Standing, ...]:
    """The ads that some screen shows at once, where they are too many; none where no screen does.

    `below` says that ads after the copy count.
    """
    limit = limit_of(page.breakpoint)
    if limit is None or not may_crowd(page):
        return ()
    for index, strip in enumerate(page.breakpoint.strips):
        ads = (*copy_ads(page, side, index), *rail_ads(page, index))
        if below:
            ads = (*ads, *ads_below(page, index))
        if len(ads) > limit:
            met = most_at_once(ads, strip.viewport[1])
            if len(met) > limit:
                return met
    return ()


def may_crowd(page: Arrangement) -> bool:
    """Whether a page has more ads in all than one screen may show: else no screen need be looked
    at."""
    limit = limit_of(page.breakpoint)
    ads = [name for name, home in page.homes.items() if home is not None and page.ad(name)]
    return limit is not None and len(ads) + len(page.breakpoint.brought) > limit


def copy_ads(page: Arrangement, side: _Side, index: int) -> tuple[Standing, ...]:
    """The ads in and beside the copy of a screen, from the top of the article."""
    frames = _frames(page, side)
    return tuple(
        Standing(name, top, max(foot, top + frames.get(name, 0)))
        for name, top, foot in in_column(page, index)
    )


def _frames(page: Arrangement, side: _Side) -> dict[str, int]:
    """The height that each box beside the copy travels in: its own, and the least run."""
    heights = {box.id: max(high for _, high in page.contents[box.id].sizes) for box in side}
    return {box.id: heights[box.id] + min(box.runs) for box in side}


def rail_ads(page: Arrangement, index: int) -> tuple[Standing, ...]:
    """The ads stacked in the rail of a screen, from the top of the article."""
    if index not in page.breakpoint.railed:
        return ()
    at = page.breakpoint.railed.index(index)
    return tuple(
        Standing(box.id, box.tops[at], box.tops[at] + box.heights[at] + box.runs[at])
        for box in page.rail.boxes
        if page.ad(box.id)
    )


def ads_below(page: Arrangement, index: int) -> Iterator[Standing]:
    """The ads that follow the article on a screen, from its top."""
    top = after_top(page, index)
    for name in page.after(index):
        height = page.contents[name].sizes[index][1]
        if page.ad(name):
            yield Standing(name, top, top + height)
        top += height + BETWEEN


def rail_in_view(page: Arrangement) -> Stack:
    """On each screen the ads of the rail, with their edges from the top of the copy."""
    heads = page.breakpoint.heads
    return tuple(
        tuple(
            Standing(each.id, each.top - head, each.foot - head) for each in rail_ads(page, index)
        )
        for index, head in enumerate(heads)
    )


def sets_to_leave_out(page: Arrangement, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Sets of ads to leave out: those worth least first, of equals what the story asks for last;
    the last set is all of them."""
    values = {name: page.breakpoint.terms(page.contents[name]).value for name in names}
    last_first = names[::-1]
    if len(names) > _FEW:
        ranked = sorted(last_first, key=lambda name: values[name])
        yield from (tuple(ranked[:count]) for count in range(1, len(names) + 1))
        return
    sets = (each for count in range(1, len(names) + 1) for each in combinations(last_first, count))
    yield from sorted(sets, key=lambda each: (sum(values[name] for name in each), len(each)))


def refused_as_too_many(
    page: Arrangement, where: str | None, names: tuple[str, ...], met: tuple[Standing, ...]
) -> tuple[Refusal, ...]:
    """A refusal for each ad that is left out, since a screen would show all of `met` at once."""
    return tuple(
        Refusal(
            where,
            name,
            Rule(Kind.MAX_PER_SCREEN),
            limit_of(page.breakpoint),
            len(met),
            next((each.id for each in met if each.id not in names), None),
        )
        for name in names
    )


def with_shorter_runs(page: Arrangement, side: _Side, floors: dict[str, int]) -> _Side:
    """The boxes beside the copy, the run of each sticky ad cut to the longest on which no screen
    shows too many, found by bisection; `floors` are the least runs that they ask for. Where even
    these are too long, they stay at them."""
    moving = [box.id for box in side if page.ad(box.id) and any(box.runs)]
    if not moving or not too_many(page, side, below=False):
        return side
    calm = tuple(_cut(box, floors.get(box.id, 0)) if box.id in moving else box for box in side)
    for at, box in enumerate(side):
        if box.id in moving:
            low, high = min(calm[at].runs), min(box.runs)
            while high - low >= _STEP:
                run = (low + high + 1) // 2
                longer = (*calm[:at], _cut(box, run), *calm[at + 1 :])
                low, high = (low, run) if too_many(page, longer, below=False) else (run, high)
            calm = (*calm[:at], _cut(box, low), *calm[at + 1 :])
    return calm


_STEP = PX
"""How exactly the longest run is found, in millipoints: to one px."""


def _cut(box: BesideBox, most: int) -> BesideBox:
    return replace(box, runs=tuple(min(run, most) for run in box.runs))
