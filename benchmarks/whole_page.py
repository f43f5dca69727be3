"""A whole page on one screen, measured again: the copy with its boxes, the rail, what follows both.

Shares no code with placing. What the page's style sheet says is done here by hand, from a plan and
the heights there are on that screen:

      ┌ head ─────────┐ ┌ a ────┐        a's row: its height, the greatest of all screens
      ├ copy ─────────┤ ┊       ┊ ─┬─    a's run, if it is sticky: an equal share of what the
      │ ad            │ ┊       ┊  │     article is longer than the rows, none below its least
      │ copy          │ ├ b ────┤ ─┴─    b's row
      ├───────────────┤ └───────┘
      │ what follows  │         below the longer of the two

An ad is in view from where its top is to where its foot comes to: a sticky one travels there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from layout.web.measure.column_and_rail_widths import AROUND, LENGTHS, PX, step_of
from layout.web.plan.page_plan import BreakpointPlan
from slots.audit.finished_flow import Flow, amount_text, measured
from slots.audit.finished_flow import Kind as Unit
from slots.rules.terms import AD, Region, Rules, Terms

BETWEEN = LENGTHS["box-between"] * PX
BELOW_NARROW = 40 * PX
"""The air between the article and what follows it where there is no rail."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A box of the page: where its top is, its foot, and the lowest place that its foot comes to,
    in millipoints from the top of the article. `run` is None of a box that does not travel."""

    id: str
    ad: bool
    lane: str
    top: int
    foot: int
    reach: int
    run: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What one screen of a plan shows: the finished flow of the copy, the height of the head, and
    the height of each content there."""

    point: BreakpointPlan
    rules: Rules
    screen: int
    flow: Flow
    head: int
    heights: Mapping[str, int]
    last: str = ""
    """The kind of the last block, for the margin below it."""

    @property
    def rail(self) -> bool:
        """Whether this screen has a right rail."""
        return step_of(self.screen).rail

    def terms(self, name: str) -> Terms:
        """The terms of a content's slot."""
        return self.rules.terms(self.slot(name), self.point.name)

    def slot(self, name: str) -> str:
        """The slot of a content."""
        return next(each.slot for each in self.point.contents if each.id == name)

    def ad(self, name: str) -> bool:
        """Whether a content is an ad."""
        return self.rules.slot[self.slot(name)].holds == AD

    def length(self, name: str, rule: str) -> int:
        """A length that a slot's terms have, in millipoints."""
        length = getattr(self.terms(name), rule)
        return measured(length, self.flow.strip)[1] if length else 0


def seats(sight: Sight) -> tuple[Seat, ...]:
    """Every box of the page: in the copy and beside it, in the rail, below."""
    copy = tuple(_in_copy(sight))
    rail = tuple(_in_rail(sight))
    foot = max([article(sight), *(each.reach for each in rail)]) if sight.rail else article(sight)
    return (*copy, *rail, *_below(sight, foot))


def article(sight: Sight) -> int:
    """From the top of the article to its foot."""
    boxes = [box for box in sight.flow.boxes if not box.guest.beside]
    ends = boxes and boxes[-1].guest.gap == len(sight.flow.strip.items)
    tail = 0 if ends or not sight.last else AROUND[sight.last][1] * PX
    return sight.head + sight.flow.height + tail


def _in_copy(sight: Sight) -> Iterator[Seat]:
    frames = {each.id: min(each.runs) // PX * PX for each in sight.point.beside}
    sizes = {each.id: max(high for _, high in each.sizes) for each in sight.point.contents}
    for box in sight.flow.boxes:
        name, top, foot = box.guest.content.id, sight.head + box.top, sight.head + box.bottom
        if not box.guest.beside:
            yield Seat(name, box.guest.ad, "copy", top, foot, foot)
            continue
        travels = sight.terms(name).sticky
        reach = max(foot, top + sizes[name] + frames[name]) if travels else foot
        yield Seat(
            name, box.guest.ad, "beside", top, foot, reach, reach - foot if travels else None
        )


def _in_rail(sight: Sight) -> Iterator[Seat]:
    """The stack of the rail, as a grid of CSS has it."""
    if not sight.rail:
        return
    boxes = sight.point.rail.boxes
    fixed = bool(sight.point.beside)
    rows = {
        each.id: max(max(each.heights), sight.heights[each.id])
        if each.sticky
        else sight.heights[each.id]
        for each in boxes
    }
    free = article(sight) - sum(rows.values()) - BETWEEN * max(0, len(boxes) - 1)
    least = {each.id: max(each.least, default=0) for each in boxes if each.sticky}
    runs = {each.id: min(each.runs) // PX * PX for each in boxes} if fixed else shares(free, least)
    top = 0
    for each in boxes:
        foot = top + sight.heights[each.id]
        run = runs[each.id] if each.sticky else None
        reach = top + rows[each.id] + (run or 0)
        yield Seat(each.id, sight.ad(each.id), "rail", top, foot, reach, run)
        top = reach + BETWEEN


def shares(free: int, least: Mapping[str, int]) -> dict[str, int]:
    """Rows of `minmax(least, 1fr)` in a free height: those whose least is more than an equal share
    have it, and leave the rest to the others."""
    stiff: dict[str, int] = {}
    while len(stiff) < len(least):
        share = max(0, free - sum(stiff.values())) // (len(least) - len(stiff))
        over = {name: most for name, most in least.items() if name not in stiff and most > share}
        if not over:
            return {name: stiff.get(name, share) for name in least}
        stiff |= over
    return stiff


def _below(sight: Sight, foot: int) -> Iterator[Seat]:
    """What follows the article, in the order the story asks for it."""
    homes = (Region.END,) if sight.rail else (Region.END, Region.RAIL)
    top = foot + (BETWEEN if sight.rail else BELOW_NARROW)
    for name, home in sight.point.homes:
        if home in homes:
            bottom = top + sight.heights[name]
            yield Seat(name, sight.ad(name), "below", top, bottom, bottom)
            top = bottom + BETWEEN


def page_breaks(sight: Sight) -> Iterator[str]:
    """Every rule that the page as a whole breaks on this screen."""
    found = seats(sight)
    yield from _crowded(sight, [each for each in found if each.ad])
    yield from _runs(sight, found)
    beside = sorted((s.top, s.reach, s.id) for s in found if s.lane in ("rail", "beside"))
    if any(each.lane == "beside" for each in found):
        for (_, reach, upper), (top, _, lower) in pairwise(beside):
            if top < reach:
                over = amount_text(reach - top, Unit.MPT)
                yield f"{lower}: overlap with {upper} in the rail by {over}"


def _crowded(sight: Sight, ads: list[Seat]) -> Iterator[str]:
    """More ads than the page allows in a window of a screen's height, wherever that begins."""
    most = sight.rules.page_terms(sight.point.name).max_per_screen
    if most is None:
        return
    high = sight.flow.strip.viewport[1]
    for first in ads:
        met = [ad.id for ad in ads if ad.reach >= first.reach and ad.top < first.reach + high]
        if len(met) > most:
            yield f"the page: max_per_screen needs at most {most}, has {', '.join(met)}"
            return


def _runs(sight: Sight, found: tuple[Seat, ...]) -> Iterator[str]:
    """Sticky boxes that travel less than they ask, or past the end of the article."""
    end = article(sight)
    for each in found:
        if each.run is None:
            continue
        least = sight.length(each.id, "min_run")
        if each.run < least:
            there = amount_text(each.run, Unit.MPT)
            yield f"{each.id}: min_run needs {amount_text(least, Unit.MPT)}, has {there}"
        if least and each.reach > end:
            over = amount_text(each.reach - end, Unit.MPT)
            yield f"{each.id}: min_run ends {over} below the article"
