"""Difference of two plans: which ads moved, and why."""

from __future__ import annotations

from collections.abc import Sequence

from slots.stacking.task.ad_plan import AdPlace, Move
from slots.stacking.task.ads_and_pages import Ad, StackingTask
from slots.stacking.task.allowed import broken, fits


def moves_of(
    task: StackingTask, before: Sequence[AdPlace], after: Sequence[AdPlace]
) -> tuple[Move, ...]:
    """Every ad whose place is another one than before, in the order of the book. Without a plan
    before nothing has moved."""
    if not before:
        return ()
    old, new = _by_id(before), _by_id(after)
    ads = {ad.id: ad for ad in task.ads}
    names = [*ads, *(name for name in old if name not in ads)]
    return tuple(
        Move(name, _first(old, name), _first(new, name), _why(task, ads.get(name), old, new, name))
        for name in names
        if old.get(name) != new.get(name)
    )


_Places = dict[str, list[AdPlace]]


def _by_id(places: Sequence[AdPlace]) -> _Places:
    found: _Places = {}
    for place in sorted(places, key=lambda place: place.page):
        found.setdefault(place.id, []).append(place)
    return found


def _first(places: _Places, name: str) -> AdPlace | None:
    return places.get(name, [None])[0]


def _why(task: StackingTask, ad: Ad | None, old: _Places, new: _Places, name: str) -> str:
    if ad is None:
        return "it is no longer booked"
    if name not in old:
        return "it is new"
    if name not in new:
        return "there is no place for it any more"
    was = old[name][0]
    if (was.columns, was.rows) != (ad.columns, ad.rows):
        return "its size has changed"
    if was.page not in task.pages or not fits(ad, was.page, task):
        return f"page {was.page} has no room of its size any more"
    rules = broken(ad, was.page, task)
    if rules:
        return f"it may not stand on page {was.page} any more: {', '.join(sorted(rules))}"
    return _made_room(old, new, name)


def _made_room(old: _Places, new: _Places, name: str) -> str:
    """Whose place it made room for: what covers its old cells, or else what is new on its page."""
    was, now = old[name][0], new[name][0]
    there = [
        place
        for other, places in new.items()
        for place in places
        if place.page == was.page and place not in old.get(other, ())
    ]
    over = [place.id for place in there if place.id != name and _overlap(place, was)]
    others = over or [place.id for place in there if place.id != name]
    if others:
        return f"it makes room for {' and '.join(sorted(set(others)))}"
    if was.page == now.page:
        return "the stack it stood on has changed"
    return f"page {now.page} suits the plan better"


def _overlap(one: AdPlace, other: AdPlace) -> bool:
    across = one.column < other.right and other.column < one.right
    return across and one.row < other.bottom and other.row < one.bottom
