"""Rectangles into bins beside rectpack: the classes of Berkey and Wang, Martello and Vigo.

rectpack is given all that it offers offline: each of its 28 packing algorithms (MaxRects, Skyline,
Guillotine) with each of its six orders and each way to choose the bin (next, first and best fit;
the global one chooses the order itself), 532 packings of an instance, until one meets the lower
bound. Nothing is turned. Bins are counted after looking at each packing anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass
from functools import partial
from itertools import combinations, product
from multiprocessing import get_context

from benchmarks.packing.classes import (
    INSTANCES,
    NAMES,
    PUBLISHED,
    SIZES,
    Instance,
    instance,
)
from benchmarks.packing.fewest_bins import pack
from slots.rules.size import Size

HEADS = (
    *("class", "of", "least", "ours", "proven", "best", "plain", "known"),
    *("CPU s", "theirs"),
)
"""`of` so many instances; `best` and `plain` (its default way) are rectpack's, `known` bins those
of the literature, CPU seconds ours and `theirs`, rectpack's."""

Lying = tuple[int, int, int, int]
"""Left, bottom, right, top of an item in its bin."""


@dataclass(frozen=True, slots=True)
class Row:
    """Sums over the instances of a class: bins of each kind, and CPU seconds. `literature` is None
    unless all its instances are here."""

    name: str
    instances: int
    bound: int
    ours: int
    proven: int
    rectpack: int
    plain: int
    literature: int | None
    our_cpu: float
    rectpack_cpu: float


def figures(full: bool, say: Callable[[str], None]) -> tuple[Row, ...]:
    """A row a class: all 500 instances, or the first of 20, 60 and 100 items of each class. Two
    classes at a time, each in a process that counts its own CPU seconds."""
    found = []
    numbers = range(1, len(NAMES) + 1)
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        for row in pool.map(partial(_row, full), numbers):
            say(f"packing class {row.name}: {row.ours} bins, rectpack {row.rectpack}")
            found.append(row)
    return tuple(found)


def _row(full: bool, number: int) -> Row:
    sizes, which = (SIZES, INSTANCES) if full else ((20, 60, 100), range(1, 2))
    ones = [_measured(instance(number, count, k)) for count in sizes for k in which]
    sums = [sum(column) for column in zip(*ones, strict=True)]
    bound, ours, proven, rectpack, plain = (int(each) for each in sums[:5])
    known = PUBLISHED[number - 1] if full else None
    name = NAMES[number - 1]
    return Row(name, len(ones), bound, ours, proven, rectpack, plain, known, *sums[5:])


def rows(found: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """The rows of the table, and one of all classes together."""
    for row in (*found, _total(found)):
        yield (
            row.name,
            *(str(n) for n in (row.instances, row.bound, row.ours)),
            f"{100 * row.proven / row.instances:.0f}%",
            str(row.rectpack),
            str(row.plain),
            str(row.literature or ""),
            f"{row.our_cpu:.1f}",
            f"{row.rectpack_cpu:.1f}",
        )


def _total(found: Sequence[Row]) -> Row:
    columns = zip(*(astuple(row)[1:] for row in found), strict=True)
    return Row("all", *(sum(figure or 0 for figure in column) for column in columns))


def _measured(one: Instance) -> tuple[float, ...]:
    """Bound, our bins, whether proven, rectpack's best and plain bins, our seconds and its."""
    start = time.process_time()
    packing = pack(one.items, one.bin)
    between = time.process_time()
    best, plain = rectpack_bins(one, packing.bound)
    end = time.process_time()
    bins = [
        [(put.x, put.y, put.x + w, put.y + h) for put in lying for w, h in (_sides(one, put.item),)]
        for lying in packing.bins
    ]
    ours = counted(one, bins)
    return packing.bound, ours, packing.proven, best, plain, between - start, end - between


def _sides(one: Instance, number: int) -> tuple[int, int]:
    return one.items[number].width, one.items[number].height


def rectpack_bins(one: Instance, enough: int) -> tuple[int, int]:
    """The fewest bins of all ways that rectpack offers (no more are tried once `enough` is met),
    and those of its default way."""
    import rectpack
    from rectpack import PackingBin, PackingMode

    kinds = ("MaxRects", "Skyline", "Guillotine")
    algorithms = [getattr(rectpack, name) for name in dir(rectpack) if name.startswith(kinds)]
    orders = [getattr(rectpack, f"SORT_{by}") for by in "AREA PERI DIFF SSIDE LSIDE RATIO".split()]
    choices = [(way, order) for way in (PackingBin.BBF, PackingBin.BFF) for order in orders]
    choices += [(PackingBin.BNF, order) for order in orders]
    choices.append((PackingBin.Global, rectpack.SORT_AREA))

    def bins(**more: object) -> int:
        packer = rectpack.newPacker(mode=PackingMode.Offline, rotation=False, **more)
        packer.add_bin(one.bin.width, one.bin.height, count=len(one.items))
        for number, item in enumerate(one.items):
            packer.add_rect(item.width, item.height, number)
        packer.pack()
        lying = [[(r.x, r.y, r.x + r.width, r.y + r.height) for r in each] for each in packer]
        return counted(one, lying)

    plain = best = bins()
    for (way, order), algorithm in product(choices, algorithms):
        if best <= enough:
            break
        best = min(best, bins(bin_algo=way, pack_algo=algorithm, sort_algo=order))
    return best, plain


def counted(one: Instance, bins: Sequence[Sequence[Lying]]) -> int:
    """The bins of a packing that holds every item once, inside its bin, none over another."""
    for lying in bins:
        for left, bottom, right, top in lying:
            assert left >= 0 and bottom >= 0, lying
            assert right <= one.bin.width and top <= one.bin.height, lying
        for a, b in combinations(lying, 2):
            assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3], (a, b)
    sizes = [Size(r - left, t - b) for lying in bins for left, b, r, t in lying]
    assert sorted(map(str, sizes)) == sorted(map(str, one.items))
    return len(bins)
