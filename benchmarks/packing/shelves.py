"""Packing on shelves: quick, and the yardstick that every packing must meet.

    ┌──────────────────┐
    │ d  e             │  Items by decreasing height. The first of a shelf says how high it is;
    ├───────┬──┬──┬────┤  the others stand beside it.
    │   a   │ b│ c│    │
    └───────┴──┴──┴────┘

Finite first fit and finite best strip (Berkey and Wang, Two-dimensional finite bin-packing
algorithms, 1987), each also with columns for shelves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.packing.bins import Bins, Put
from slots.rules.size import Size


@dataclass(slots=True)
class _Shelf:
    """A shelf under construction: what stands on it, one beside the other."""

    height: int
    used: int = 0
    items: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Bin:
    """A bin under construction: its shelves from the bottom up, and their height together."""

    height: int = 0
    shelves: list[_Shelf] = field(default_factory=list)

    def add(self, shelf: _Shelf) -> None:
        self.shelves.append(shelf)
        self.height += shelf.height


def shelved(items: Sequence[Size], bin: Size) -> Bins:
    """The packing on shelves or columns that takes fewest bins."""
    turned = [Size(item.height, item.width) for item in items]
    aside = Size(bin.height, bin.width)
    ways: tuple[Callable[[Sequence[Size], Size], list[_Bin]], ...] = (_first_fit, _best_strip)
    upright = [_puts(way(items, bin)) for way in ways]
    columns = [
        tuple(tuple(Put(p.item, p.y, p.x) for p in lying) for lying in _puts(way(turned, aside)))
        for way in ways
    ]
    return min((*upright, *columns), key=len)


def _first_fit(items: Sequence[Size], bin: Size) -> list[_Bin]:
    """Each item on the first shelf with room for it, on a new one in the first bin with room for
    that, or in a new bin."""
    bins: list[_Bin] = []
    for number in _by_height(items):
        item = items[number]
        shelf = _roomy((shelf for one in bins for shelf in one.shelves), item, bin)
        if shelf is None:
            shelf = _Shelf(item.height)
            _first_with_room(bins, shelf, bin).add(shelf)
        shelf.items.append((number, shelf.used))
        shelf.used += item.width
    return bins


def _best_strip(items: Sequence[Size], bin: Size) -> list[_Bin]:
    """Shelves first, each item where it leaves the least room beside it; then shelves into bins,
    each where it leaves the least above it."""
    shelves: list[_Shelf] = []
    for number in _by_height(items):
        item = items[number]
        fuller = sorted(shelves, key=lambda shelf: -shelf.used)
        shelf = _roomy(fuller, item, bin)
        if shelf is None:
            shelf = _Shelf(item.height)
            shelves.append(shelf)
        shelf.items.append((number, shelf.used))
        shelf.used += item.width
    bins: list[_Bin] = []
    for shelf in shelves:
        bins.sort(key=lambda one: -one.height)
        _first_with_room(bins, shelf, bin).add(shelf)
    return bins


def _by_height(items: Sequence[Size]) -> list[int]:
    return sorted(range(len(items)), key=lambda i: (-items[i].height, -items[i].width, i))


def _roomy(shelves: Iterable[_Shelf], item: Size, bin: Size) -> _Shelf | None:
    fitting = (
        shelf
        for shelf in shelves
        if shelf.height >= item.height and shelf.used + item.width <= bin.width
    )
    return next(fitting, None)


def _first_with_room(bins: list[_Bin], shelf: _Shelf, bin: Size) -> _Bin:
    for one in bins:
        if one.height + shelf.height <= bin.height:
            return one
    bins.append(_Bin())
    return bins[-1]


def _puts(bins: Iterable[_Bin]) -> Bins:
    found = []
    for one in bins:
        bottom, puts = 0, []
        for shelf in one.shelves:
            puts += [Put(number, x, bottom) for number, x in shelf.items]
            bottom += shelf.height
        found.append(tuple(puts))
    return tuple(found)
