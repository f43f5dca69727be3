"""Lower bounds on the bins that rectangles take, without turning them.

The continuous bound (L1) divides areas. Better ones weigh sides by dual feasible functions: sides
that fit beside one another still fit when a function has changed them, so the changed areas bound
the bins as well (Fekete and Schepers, New classes of fast lower bounds for bin packing problems,
2001). All pairs of functions, one for widths and one for heights, are tried. Their pairs with a
threshold function give the bound L2 of Martello and Vigo (Exact solution of the two-dimensional
finite bin packing problem, 1998), those with counts the bound of Boschetti and Mingozzi (2003).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import gcd
from typing import TYPE_CHECKING, Any

from slots.rules.size import Size
from slots.stacking.search.pack_page import stretched

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEPS = 12
"""The rounding functions divide a bin's side into up to so many parts."""


def continuous_bound(items: Sequence[Size], bin: Size) -> int:
    """Areas alone (L1)."""
    return -(-sum(item.width * item.height for item in items) // (bin.width * bin.height))


def lower_bound(items: Sequence[Size], bin: Size) -> int:
    """The best bound of all pairs of dual feasible functions; 0 without items."""
    if not items:
        return 0
    large = lifted(items, bin)
    (across, whole_across), (down, whole_down) = _tables(large, bin)
    return int((-(-(across @ down.T) // (whole_across[:, None] * whole_down))).max())


@dataclass(frozen=True, slots=True)
class Weight:
    """An area by changed sides: what each item has of it, and what a bin holds at most."""

    items: tuple[int, ...]
    bin: int


def weights(items: Sequence[Size], bin: Size, count: int) -> tuple[Weight, ...]:
    """The plain area, and by changed sides so many more, those first that fill most bins."""
    plain = Weight(tuple(item.width * item.height for item in items), bin.width * bin.height)
    (across, whole_across), (down, whole_down) = _tables(items, bin)
    bins = (across @ down.T) / (whole_across[:, None] * whole_down)
    found = {plain: None}
    for place in (-bins).ravel().argsort(kind="stable"):
        if len(found) > count:
            break
        one, other = divmod(int(place), len(down))
        each = tuple(int(area) for area in across[one] * down[other])
        found[_reduced(each, int(whole_across[one] * whole_down[other]))] = None
    return tuple(found)


def _reduced(items: tuple[int, ...], bin: int) -> Weight:
    by = gcd(bin, *items)
    return Weight(tuple(area // by for area in items), bin // by)


def lifted(items: Sequence[Size], bin: Size) -> tuple[Size, ...]:
    """Items with sides as large as they may be: an item that leaves 7 beside it, where the
    others' widths have the sum 5 but not 6 or 7, can as well be 2 wider (Boschetti and Mingozzi,
    The two-dimensional finite bin packing problem, part I, 2003). Whatever packs the items packs
    the lifted ones too, moved a little: push what is left of the item to the left, the rest to the
    right, and what lies free between them is at least those 2."""
    wide = _lifted([item.width for item in items], bin.width)
    high = _lifted([item.height for item in items], bin.height)
    return tuple(Size(*sides) for sides in zip(wide, high, strict=True))


def _lifted(sides: Sequence[int], whole: int) -> tuple[int, ...]:
    """The sums that the other sides can have are bits of a number."""
    larger = list(sides)
    for i, length in enumerate(larger):
        sums, within = 1, (1 << (whole - length + 1)) - 1
        for j, more in enumerate(larger):
            if j != i:
                sums |= (sums << more) & within
        larger[i] = whole - (sums.bit_length() - 1)
    return tuple(larger)


def _tables(items: Sequence[Size], bin: Size) -> list[tuple[NDArray[Any], NDArray[Any]]]:
    return [
        _table([item.width for item in items], bin.width),
        _table([item.height for item in items], bin.height),
    ]


def _table(sides: Sequence[int], whole: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each function's values of these sides, a row a function, and of the whole side."""
    import numpy

    rows = {tuple(function(x) for x in (*sides, whole)) for function in _functions(sides, whole)}
    table = numpy.array(sorted(rows), dtype=numpy.int64)
    return table[:, :-1], table[:, -1]


def _functions(sides: Sequence[int], whole: int) -> Iterator[Callable[[int], int]]:
    """Dual feasible functions, as whole numbers: the whole side's value is what fits at most."""
    yield lambda size: size
    for parts in range(1, STEPS):
        yield partial(_rounded, whole=whole, parts=parts)
    thresholds = {min(size, whole - size) for size in sides}
    for least in sorted(thresholds | {size + 1 for size in thresholds}):
        if 0 < 2 * least <= whole:
            yield partial(stretched, whole=whole, least=least)
            yield partial(_halved, whole=whole, least=least)
            yield partial(_counted, whole=whole, unit=least)


def _halved(size: int, whole: int, least: int) -> int:
    """Stretched, then rounded to halves of the whole."""
    return _rounded(stretched(size, whole, least), whole, 1)


def _rounded(size: int, whole: int, parts: int) -> int:
    """Fekete and Schepers' u: rounded down to a part of the whole, but where it is a multiple of
    the parts and one more; in units of 1 / (whole * parts)."""
    if (size * (parts + 1)) % whole == 0:
        return size * parts
    return (size * (parts + 1) // whole) * whole


def _counted(size: int, whole: int, unit: int) -> int:
    """How many pieces of `unit` it displaces, twice (Carlier, Clautiaux and Moukrim, New reduction
    procedures and lower bounds for the two-dimensional bin packing problem, 2007)."""
    most = whole // unit
    if 2 * size > whole:
        return 2 * (most - (whole - size) // unit)
    return most if 2 * size == whole else 2 * (size // unit)
