"""Packages: a main story with its sidebars, one thing on a page, in every rectangle that they fill.

Each sidebar shares an edge with its main story. Some hang in a pile beside it, as deep as it is;
the others stand in a row below both, each of them under the main story in some column:

┌───────────┬─────┐    ┌─────────────────┐    ┌───────────┬─────┐    ┌───────────┬─────┐
│ main      │ one │    │ main            │    │ main      │ one │    │ main      │ one │
│           │     │    │                 │    │           ├─────┤    │           │     │
│           │     │    ├────────┬────────┤    │           │ two │    ├───────────┴─────┤
│           │     │    │ one    │ two    │    │           │     │    │ two             │
└───────────┴─────┘    └────────┴────────┘    └───────────┴─────┘    └─────────────────┘

Any of them may stand the other way round. The headline of a sidebar is smaller than that of the
main story: so the rectangles of sidebars are looked at for each size that the latter may have. A
pile is no wider than its main story; a sidebar below it that takes more room has its price.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import combinations, product
from typing import Any

from layout.makeup.edition.shapes.setting import (
    NEVER,
    EachSetting,
    Package,
    PackagePart,
    PackageWay,
    Shape,
    Shapes,
    shapes_at,
    size_of,
)

_DWARFED = 3
"""Points of each cell that a sidebar has more than its main story."""


def package_of(main: Shapes, sidebars: Sequence[Shapes], columns: int, most: int) -> Shapes:
    """A main story and its sidebars as one thing, on pages of so many columns and at most so many
    rows: it is called as the main story, and has its rank."""
    found = Package(main, tuple(sidebars))
    found.ways.update(_Ways(main, sidebars, columns, most).all())
    costs = {shape: found.setting(shape)[0].cost for shape in found.ways}
    digest = sha256(repr((main.rank, sorted(costs.items()))).encode()).hexdigest()[:16]
    names = " ".join((main.key, *(one.key for one in sidebars)))
    key = f"package {sha256(names.encode()).hexdigest()[:24]} {digest}"
    settings = EachSetting(costs, found.setting)
    uncut = min(NEVER, main.uncut + sum(one.uncut for one in sidebars))
    shapes = shapes_at(main.id, key, main.rank, settings, costs, uncut)
    bodies = None
    if main.bodies is not None:
        bodies = {shape: found.setting(shape)[0].body for shape in found.ways}
    return replace(shapes, bodies=bodies, package=found)


@dataclass(frozen=True, slots=True, eq=False)
class _Strip:
    """Sidebars in a pile or in a row: what they cost by their rows, and by these the rows of each,
    where they are several; of a row the `columns` of each."""

    names: tuple[int, ...]
    columns: tuple[int, ...]
    costs: Any
    splits: dict[int, tuple[int, ...]]

    def dwarfing(self, wide: int, deep: int) -> Any:
        """What a row costs for what is larger in it than a main story of so many columns and rows,
        by its own rows."""
        import numpy as np

        under = np.arange(len(self.costs), dtype=np.int64)
        more = (np.maximum(0, columns * under - wide * deep) for columns in self.columns)
        return _DWARFED * sum(more)


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    """A main story so many columns `wide`, with a headline of a `size`, and the pile beside it:
    what it costs by its rows is its `own`."""

    wide: int
    size: int
    own: Any
    pile: _Strip

    @property
    def width(self) -> int:
        """Columns of both."""
        return self.wide + sum(self.pile.columns)

    @property
    def costs(self) -> Any:
        """What both cost by their rows."""
        import numpy as np

        return np.minimum(self.own + self.pile.costs, NEVER) if self.pile.names else self.own


class _Ways:
    """All ways in which a package fills rectangles, and of each rectangle the cheapest."""

    def __init__(self, main: Shapes, sidebars: Sequence[Shapes], columns: int, most: int) -> None:
        self._main, self._sidebars = main, sidebars
        self._width, self._rows = columns, most + 1
        self._best: dict[Shape, tuple[int, PackageWay]] = {}

    def all(self) -> dict[Shape, PackageWay]:
        """The cheapest way for each rectangle."""
        for size, shapes in sorted(self._by_size().items()):
            tables = [self._table(one, size) for one in self._sidebars]
            for wide in sorted({columns for columns, _ in shapes}):
                self._with_main(shapes, wide, size, tables)
        return {shape: way for shape, (_, way) in sorted(self._best.items())}

    def _by_size(self) -> dict[int, dict[Shape, int]]:
        """What the rectangles of the main story cost, by the sizes of their headlines."""
        found: dict[int, dict[Shape, int]] = {}
        for shape in self._main.costs:
            for one in self._main.settings[shape]:  # the cheapest first
                of_size = found.setdefault(size_of(one), {})
                of_size[shape] = min(one.cost, of_size.get(shape, NEVER))
        return found

    def _table(self, shapes: Shapes, size: int) -> Any:
        """What a sidebar costs by columns and rows with a headline smaller than a size."""
        import numpy as np  # slow to import

        table = np.full((self._width + 1, self._rows), NEVER, dtype=np.int64)
        for (columns, rows), group in shapes.settings.items():
            if columns <= self._width and rows < self._rows:
                fits = (one.cost for one in group if one.size < size)
                table[columns, rows] = min(fits, default=NEVER)
        return table

    def _with_main(
        self, shapes: dict[Shape, int], wide: int, size: int, tables: Sequence[Any]
    ) -> None:
        """The ways with a main story so wide, with a headline of a size."""
        import numpy as np

        own = np.full(self._rows, NEVER, dtype=np.int64)
        for (columns, rows), cost in shapes.items():
            if columns == wide and rows < self._rows:
                own[rows] = cost
        every = range(len(tables))
        for count in range(len(tables) + 1):
            for beside in combinations(every, count):
                below = tuple(name for name in every if name not in beside)
                for more in range(1, min(wide, self._width - wide) + 1) if beside else (0,):
                    head = _Head(wide, size, own, self._pile(beside, more, tables))
                    if int(head.costs.min()) < NEVER:
                        self._add(head, below, tables)

    def _add(self, head: _Head, below: tuple[int, ...], tables: Sequence[Any]) -> None:
        """The ways with this head, and the other sidebars below."""
        costs = head.costs
        if not below:
            for rows in range(self._rows):
                if costs[rows] < NEVER:
                    self._take(head, rows, None, 0)
            return
        for row in self._rows_of(below, head, tables):
            both, depths = _summed(costs, row.costs, partial(row.dwarfing, head.wide))
            for rows in range(self._rows):
                if both[rows] < NEVER:
                    deep = int(depths[rows])
                    self._take(head, deep, row, rows - deep)

    def _take(self, head: _Head, deep: int, row: _Strip | None, under: int) -> None:
        """One way: a head so deep, and so many rows under it; kept where its rectangle costs no
        less in another."""
        parts = [PackagePart(self._main.id, 0, 0, head.wide, deep)]
        pile, at = head.pile, 0
        cost = int(pile.costs[deep]) if pile.names else 0
        for name, rows in zip(pile.names, pile.splits.get(deep, ()), strict=False):
            parts.append(PackagePart(self._id(name), head.wide, at, pile.columns[0], rows))
            at += rows
        if row is not None:
            cost, left = cost + int(row.costs[under] + row.dwarfing(head.wide, deep)[under]), 0
            for name, columns in zip(row.names, row.columns, strict=True):
                parts.append(PackagePart(self._id(name), left, deep, columns, under))
                left += columns
        shape, total = (head.width, deep + under), cost + int(head.own[deep])
        if total < (self._best[shape][0] if shape in self._best else NEVER):
            self._best[shape] = total, PackageWay(tuple(parts), cost, head.size)

    def _id(self, name: int) -> str:
        return self._sidebars[name].id

    def _pile(self, names: tuple[int, ...], columns: int, tables: Sequence[Any]) -> _Strip:
        """Sidebars one below the other, in their order, so many columns wide."""
        import numpy as np

        if not names:
            return _Strip((), (), np.zeros(self._rows, dtype=np.int64), {})
        costs = tables[names[0]][columns]
        splits: dict[int, tuple[int, ...]] = {
            rows: (rows,) for rows in range(self._rows) if costs[rows] < NEVER
        }
        for name in names[1:]:
            both, depths = _summed(costs, tables[name][columns])
            splits = {
                rows: (*splits[int(depths[rows])], rows - int(depths[rows]))
                for rows in range(self._rows)
                if both[rows] < NEVER
            }
            costs = both
        return _Strip(names, (columns,), costs, splits)

    def _rows_of(
        self, names: tuple[int, ...], head: _Head, tables: Sequence[Any]
    ) -> Iterator[_Strip]:
        """Sidebars side by side over all of a head, in each way in which all of them stand under
        its main story: where the last one would not, the widest is the last."""
        import numpy as np

        width, wide = head.width, head.wide
        for each in product(range(1, width + 1), repeat=len(names)):
            if sum(each) != width:
                continue
            order = list(zip(names, each, strict=True))
            if width - each[-1] >= wide:
                order.sort(key=lambda one: one[1])
            if width - order[-1][1] >= wide:
                continue
            costs = np.zeros(self._rows, dtype=np.int64)
            for name, columns in order:
                costs = np.minimum(costs + tables[name][columns], NEVER)
            if int(costs.min()) < NEVER:
                listed = tuple(name for name, _ in order), tuple(columns for _, columns in order)
                yield _Strip(*listed, costs, {})


def _summed(upper: Any, lower: Any, more: Callable[[int], Any] | None = None) -> tuple[Any, Any]:
    """What one thing above another costs at least by the rows of both, and the rows of the upper
    one then; `more` is what the lower costs by its rows under an upper one of so many."""
    import numpy as np

    count = len(upper)
    best, depths = np.full(count, NEVER, dtype=np.int64), np.zeros(count, dtype=np.int64)
    for deep in np.nonzero(upper < NEVER)[0]:
        sums = upper[deep] + lower[: count - deep]
        sums += more(int(deep))[: count - deep] if more else 0
        less = sums < best[deep:]
        best[deep:][less] = sums[less]
        depths[deep:][less] = deep
    return np.minimum(best, NEVER), depths
