"""Boxes beside the copy: in the right rail, each at the height of its gap, so that no copy moves.

They are placed at their smallest size, with which they have most gaps to choose from. Then each
grows to the largest size that leaves its run and the air to the next box, or to the end of the
copy:

      copy      │ rail
                ├──────────┐ top = the gap's mark
      gap ─ ─ ─ │ box      │
                ├──────────┤ ─┬─ its run, while it stays in view
                ┊          ┊ ─┴─
                  the air it keeps from the next
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from layout.web.plan.boxes_in_copy import Edges
from layout.web.plan.measured_breakpoint import BETWEEN, MeasuredBreakpoint
from layout.web.plan.story_rail import copy_foot
from slots.regions.rail import sized
from slots.regions.share_room import Claim, fit
from slots.rules.terms import AD, Region, Terms
from slots.strip.content import Content
from slots.strip.decision import Placement
from slots.strip.distance import Axis, ruler
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import Length, whole_px

_ENDLESS = 1 << 60
"""No limit, as a height: more millipoints than any page has."""


@dataclass(frozen=True, slots=True)
class BesideBox:
    """A box beside the copy: which of its options it has (an index), and its run on each screen."""

    id: str
    option: int
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The boxes beside the copy from top to bottom, and a refusal for each that cannot stay."""

    boxes: tuple[BesideBox, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def beside_of(
    breakpoint: MeasuredBreakpoint,
    contents: Mapping[str, Content],
    edges: Edges,
    spare: tuple[int, ...] | None,
) -> Beside:
    """The boxes placed beside the copy, each as large as it may be; those without room left out.

    `spare` is by how much all ads among them may grow together on each screen within the limit of
    density; None: without limit. Where there is a `max_per_screen` none grows: a higher box could
    be in view on more screens than the placement counted.
    """
    names = [p.slot for p in edges[0] if breakpoint.terms(contents[p.slot]).region is Region.BESIDE]
    rooms: dict[str, tuple[int, ...]] = {}
    refusals: list[Refusal] = []
    below: str | None = None
    for name in reversed(names):
        room = room_beside(breakpoint, contents, edges, name, below)
        refused = _refused(breakpoint, contents[name], edges, room)
        refusals += refused
        if not refused:
            rooms[name], below = room, name
    kept = tuple(name for name in names if name in rooms)
    choice = _sizes(breakpoint, contents, {name: rooms[name] for name in kept}, spare)
    boxes = tuple(_box(breakpoint, contents[name], choice[name], rooms[name]) for name in kept)
    return Beside(boxes, tuple(reversed(refusals)))


def _sizes(
    breakpoint: MeasuredBreakpoint,
    contents: Mapping[str, Content],
    rooms: Mapping[str, tuple[int, ...]],
    spare: tuple[int, ...] | None,
) -> dict[str, int]:
    """The option of each box, by its place among those of its content: the best there are."""
    screens = range(len(breakpoint.screens))
    fitting = {name: _fitting(breakpoint, contents[name], room) for name, room in rooms.items()}
    claims = tuple(
        Claim(
            breakpoint.terms(contents[name]).value,
            tuple(_extra(breakpoint, contents[name], at) for at in fitting[name]),
            stays=True,
        )
        for name in rooms
    )
    picked = fit(claims, spare or tuple(_ENDLESS for _ in screens))
    return {
        name: fitting[name][at] for name, at in zip(rooms, picked, strict=True) if at is not None
    }


def _extra(breakpoint: MeasuredBreakpoint, content: Content, at: int) -> tuple[int, ...]:
    """How much an ad adds with an option over its smallest, on each screen; a module nothing."""
    options = breakpoint.options(content, Region.BESIDE)
    if breakpoint.task.rules.slot[content.slot].holds != AD:
        return tuple(0 for _ in breakpoint.screens)
    pairs = zip(options[at].heights, options[-1].heights, strict=True)
    return tuple(height - least for height, least in pairs)


def _fitting(
    breakpoint: MeasuredBreakpoint, content: Content, room: tuple[int, ...]
) -> tuple[int, ...]:
    """The options that leave the room their run, the smallest always among them."""
    options = breakpoint.options(content, Region.BESIDE)
    last = len(options) - 1
    if breakpoint.task.rules.page_terms(breakpoint.name).max_per_screen is not None:
        return (last,)
    floors = _floors(breakpoint, breakpoint.terms(content))
    return tuple(
        at
        for at, option in enumerate(options)
        if at == last
        or all(h + f <= r for h, f, r in zip(option.heights, floors, room, strict=True))
    )


def _box(
    breakpoint: MeasuredBreakpoint, content: Content, at: int, room: tuple[int, ...]
) -> BesideBox:
    heights = breakpoint.options(content, Region.BESIDE)[at].heights
    sticky = breakpoint.terms(content).sticky
    runs = tuple(r - h if sticky else 0 for r, h in zip(room, heights, strict=True))
    return BesideBox(content.id, at, runs)


def room_beside(
    breakpoint: MeasuredBreakpoint,
    contents: Mapping[str, Content],
    edges: Edges,
    name: str,
    below: str | None,
) -> tuple[int, ...]:
    """From the top of a box to where the next one's air begins, or to the end of the copy."""
    return tuple(
        _bottom(breakpoint, contents, edges, index, name, below) - _placed(edges[index], name).top
        for index in range(len(breakpoint.screens))
    )


def _bottom(
    breakpoint: MeasuredBreakpoint,
    contents: Mapping[str, Content],
    edges: Edges,
    index: int,
    name: str,
    below: str | None,
) -> int:
    if below is not None:
        air = _air(breakpoint, contents[name], contents[below], index)
        return _placed(edges[index], below).top - air
    inside = tuple(
        each
        for each in edges[index]
        if breakpoint.terms(contents[each.slot]).region is not Region.BESIDE
    )
    return copy_foot(breakpoint, index, inside)


def _placed(edges: tuple[Placement, ...], name: str) -> Placement:
    return next(each for each in edges if each.slot == name)


def _air(breakpoint: MeasuredBreakpoint, upper: Content, lower: Content, index: int) -> int:
    """What two boxes beside the copy keep from foot to head: all that either may ask."""
    measured = ruler(breakpoint.strips[index])
    needs = (measured.need(length) for length in _required(breakpoint, upper, lower))
    return max((BETWEEN, *(need.amount for need in needs if need.axis is Axis.MPT)))


def _required(breakpoint: MeasuredBreakpoint, upper: Content, lower: Content) -> Iterator[Length]:
    """Every distance that one of two slots may ask of the other, and the page of two ads."""
    rules = breakpoint.task.rules
    holds = {each.slot: rules.slot[each.slot].holds for each in (upper, lower)}
    for own, other in ((upper, lower), (lower, upper)):
        terms = rules.terms(own.slot, breakpoint.name)
        kinds = {other.slot, holds[other.slot], "any", "module"}
        kinds |= {"same"} if own.slot == other.slot else set()
        for name, length in terms.distance.items():
            if name in kinds or name.startswith("#") or name == "same-category":
                yield length
    if set(holds.values()) == {AD}:
        yield from (each.length for each in rules.page_terms(breakpoint.name).spacing)


def _floors(breakpoint: MeasuredBreakpoint, terms: Terms) -> tuple[int, ...]:
    """The least run of a box on each screen."""
    if not (terms.sticky and terms.min_run):
        return tuple(0 for _ in breakpoint.screens)
    return tuple(ruler(strip).need(terms.min_run).amount for strip in breakpoint.strips)


def least_run(breakpoint: MeasuredBreakpoint, content: Content) -> int:
    """The least run of a box, on the screen where that is most."""
    return max(_floors(breakpoint, breakpoint.terms(content)))


def _refused(
    breakpoint: MeasuredBreakpoint, content: Content, edges: Edges, room: tuple[int, ...]
) -> tuple[Refusal, ...]:
    """Why a box cannot stay at its gap even at its smallest; nothing where it can."""
    smallest = breakpoint.options(content, Region.BESIDE)[-1]
    floors = _floors(breakpoint, breakpoint.terms(content))
    before = _placed(edges[0], content.id).before
    spare = [r - h - f for r, h, f in zip(room, smallest.heights, floors, strict=True)]
    index = min(range(len(spare)), key=lambda i: spare[i])
    if spare[index] >= 0:
        return ()
    free = room[index] - smallest.heights[index]
    kind, needed, actual = (
        (Kind.MIN_RUN, floors[index], free)
        if free >= 0
        else (Kind.BESIDE, smallest.heights[index], room[index])
    )
    found = Refusal(before, content.id, Rule(kind), whole_px(needed, up=True), whole_px(actual))
    return (replace(found, against=sized(smallest.creative), size=smallest.creative),)
