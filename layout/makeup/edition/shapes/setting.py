"""Settings: the ways to set a story in a rectangle of the page, each with its cost.

┌────────────────────────┐ ┐ AIR, with the rule above the story
│ Headline over all of   │ │
│ its columns            │ │ head (kicker, headline, byline, deck)
│ deck                   │ ┘
│ ───── │ ┌────────────┐ │ ┐
│ ───── │ │  pictures  │ │ │ the pictures hang from the head in the right-hand columns,
│ ───── │ └────────────┘ │ │ one below the other
│ ───── │ ───── │ ────── │ │
│ ───── │ ───── │ ────── │ │
│ ───── │ ┌────────────┐ │ │ boxes (Blue Box, digest, ...) stand at the foot on the right
│ ───── │ └────────────┘ │ ┘
└────────────────────────┘
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256

from layout.makeup.edition.shapes.news_hole import AIR
from layout.makeup.edition.shapes.which_pictures_hang import (
    NONE,
    NOTHING,
    Footed,
    Hung,
    legs_of,
)
from layout.makeup.type.furniture import JUMP_ROWS
from slots.frozen import light

MAY_STAY_SHORT = 1  # rows that a leg may stay short
NEVER = 15_000
"""The cost of what cannot be done: twice of it, and a price, is still a number of sixteen bits."""


@light
class Setting:
    """A story, or the part of it that stands on one page, in `columns` and `rows` (air included).

    `size` is the size of its headline, `head` the rows the head takes, `hung` and `footed` what
    stands beside the text. `lines` says by how many lines the text must be set longer (shorter
    where negative) than it falls, `cut` how many blocks are taken from its end. `body` are the
    rows of text it holds; `jumps` says that the rest follows on another page.
    """

    columns: int
    rows: int
    cost: int
    size: int = 0
    deck: bool = True
    head: int = 0
    hung: Hung = NOTHING
    footed: Footed = NONE
    lines: int = 0
    cut: int = 0
    body: int = 0
    jumps: bool = False

    @property
    def cells(self) -> int:
        """Cells of the page it takes."""
        return self.columns * self.rows

    def frames(self) -> Iterator[tuple[int, int, int, int]]:
        """(column, first row, columns, rows) of each picture, cutline included, within the
        rectangle, from top to bottom."""
        row = AIR + self.head
        for columns, rows in zip(self.hung.widths, self.hung.rows, strict=True):
            yield self.columns - columns, row, columns, rows
            row += rows

    def legs(self) -> tuple[tuple[int, int, int], ...]:
        """(column, first row, rows) of each leg of text, within the rectangle, left to right."""
        top = AIR + self.head
        legs = legs_of(self.columns, self.rows - top, self.hung, self.footed)
        return tuple((column, top + first, rows) for column, first, rows in legs)


def leg_rows(setting: Setting) -> list[int]:
    """Rows of text in each leg; a jump line takes the last row of the last one."""
    rows = [rows for _, _, rows in setting.legs()]
    if setting.jumps:
        rows[-1] -= JUMP_ROWS
    return rows


Shape = tuple[int, int]
"""Columns and rows of a rectangle."""

Outline = tuple[tuple[int, int], ...]
"""Cells and cost of settings."""


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """All settings of a story by their rectangles, the cheapest first: made by `shapes_from`.

    `id` is the story's slug, with what part of it this is; `key` stands for all that the settings
    depend on; `rank` as the story's. `costs` are those of the cheapest settings. `cells` are the
    fewest it can take, those of its cheapest setting, and the most; `uncut` the fewest with all its
    text; `cheapest` is the cost of the cheapest.
    `bodies` are the rows of text of the cheapest settings, where a part of a
    story may have any number. A story with sidebars is one thing with them, its `package`: its
    settings are those of its own rectangle, at the cost of all.
    """

    id: str
    key: str
    rank: int
    settings: Mapping[Shape, tuple[Setting, ...]]
    costs: Mapping[Shape, int]
    cells: tuple[int, int, int]
    uncut: int
    cheapest: int
    bodies: Mapping[Shape, int] | None = None
    package: Package | None = None

    @property
    def outline(self) -> Outline:
        """(cells, cost) of those that are the cheapest where each cell has some price, positive or
        negative."""
        return outline_of((columns * rows, cost) for (columns, rows), cost in self.costs.items())

    @property
    def prices(self) -> str:
        """What stands for the costs and the rank alone, whatever the story says."""
        return self.key.rpartition(" ")[2]


def shapes_from(
    name: str, key: str, rank: int, settings: dict[Shape, tuple[Setting, ...]]
) -> Shapes:
    """The shapes of settings; those of nothing never fit. What they cost is part of their key, so
    that nothing found out about others is taken for theirs."""
    outlined = [(shape, group[0].cost, group[0].body) for shape, group in settings.items()]
    key = f"{key} {sha256(repr((rank, outlined)).encode()).hexdigest()[:16]}"
    costs = {shape: group[0].cost for shape, group in settings.items()}
    whole = (one.cells for group in settings.values() for one in group if not one.cut)
    return shapes_at(name, key, rank, settings, costs, min(whole, default=NEVER))


def shapes_at(
    name: str,
    key: str,
    rank: int,
    settings: Mapping[Shape, tuple[Setting, ...]],
    costs: Mapping[Shape, int],
    uncut: int,
) -> Shapes:
    """The shapes of settings whose key, costs and fewest cells uncut are known."""
    points = [(columns * rows, cost) for (columns, rows), cost in costs.items()]
    if not points:
        return Shapes(name, key, rank, settings, costs, (NEVER, NEVER, NEVER), NEVER, NEVER)
    best, cheapest = min(points, key=lambda point: (point[1], point[0]))
    extent = min(points)[0], best, max(points)[0]
    return Shapes(name, key, rank, settings, costs, extent, uncut, cheapest)


_UNSIZED = 10**9
"""More than any headline: the size of what has none."""


@dataclass(frozen=True, slots=True)
class PackagePart:
    """The rectangle of one story of a package, from the upper left corner of that: columns and rows
    of the grid."""

    id: str
    column: int
    row: int
    columns: int
    rows: int

    @property
    def shape(self) -> Shape:
        """Its columns and rows."""
        return self.columns, self.rows

    def mirrored(self, columns: int) -> PackagePart:
        """The same in a package of so many columns that is the other way round."""
        return replace(self, column=columns - self.column - self.columns)


@dataclass(frozen=True, slots=True)
class PackageWay:
    """How a package fills a rectangle: its parts, the main story first, which stands at the left,
    what the sidebars cost, and the size of its headline at least, which theirs are smaller than."""

    parts: tuple[PackagePart, ...]
    cost: int
    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """A main story and its sidebars, each in all its shapes, and how they fill rectangles."""

    main: Shapes
    sidebars: tuple[Shapes, ...]
    ways: dict[Shape, PackageWay] = field(default_factory=dict)

    def parts(self, shape: Shape, *, mirrored: bool) -> tuple[PackagePart, ...]:
        """The stories in one of its rectangles, the main one first, at the left; or at the right
        where it is `mirrored`."""
        parts = self.ways[shape].parts
        return tuple(part.mirrored(shape[0]) for part in parts) if mirrored else parts

    def settings(self, shape: Shape) -> tuple[tuple[Setting, ...], ...]:
        """The settings that each of these stories may have there, in the same order."""
        way = self.ways[shape]
        main, *others = way.parts
        own = [s for s in self.main.settings[main.shape] if size_of(s) >= way.size]
        found = [tuple(own)]
        each = {one.id: one for one in self.sidebars}
        for part in others:
            fits = (s for s in each[part.id].settings[part.shape] if s.size < way.size)
            found.append(tuple(fits))
        return tuple(found)

    def setting(self, shape: Shape) -> tuple[Setting, ...]:
        """The settings of the main story in one of its rectangles, at the cost of all."""
        more = self.ways[shape].cost
        return tuple(replace(one, cost=one.cost + more) for one in self.settings(shape)[0])


def size_of(setting: Setting) -> int:
    """The size of its headline; of one without more than any."""
    return setting.size or _UNSIZED


def struck(shapes: Shapes, gone: Collection[Shape]) -> Shapes:
    """Shapes without some rectangles, which type does not fill after all."""
    costs = {shape: cost for shape, cost in shapes.costs.items() if shape not in gone}
    key = f"{shapes.key} {sha256(repr((shapes.rank, costs)).encode()).hexdigest()[:16]}"
    settings = EachSetting(costs, shapes.settings.__getitem__)
    left = shapes_at(shapes.id, key, shapes.rank, settings, costs, shapes.uncut)
    return replace(left, bodies=shapes.bodies, package=shapes.package)


def outline_of(points: Iterable[tuple[int, int]]) -> Outline:
    """The lower convex hull of (cells, cost): where a cell has a price, no other point is cheapest
    (Andrew's monotone chain)."""
    hull: list[tuple[int, int]] = []
    for cells, cost in sorted(points):
        if hull and hull[-1][0] == cells:
            continue
        while len(hull) > 1 and _over(hull[-2], hull[-1], (cells, cost)):
            hull.pop()
        hull.append((cells, cost))
    return tuple(hull)


def _over(left: tuple[int, int], middle: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether a point is on or above the line between its neighbours."""
    (x, low), (at, high), (end, last) = left, middle, right
    return (high - low) * (end - x) >= (last - low) * (at - x)


class LazySettings(Mapping[Shape, tuple[Setting, ...]]):
    """Settings that are worked out when they are first needed."""

    def __init__(self, make: Callable[[], Mapping[Shape, tuple[Setting, ...]]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[Shape, tuple[Setting, ...]]:
        return self._make()

    def __getitem__(self, shape: Shape) -> tuple[Setting, ...]:
        return self._made[shape]

    def __iter__(self) -> Iterator[Shape]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


class EachSetting(Mapping[Shape, tuple[Setting, ...]]):
    """The settings of some rectangles, found for each when it is first asked for."""

    def __init__(
        self, shapes: Collection[Shape], find: Callable[[Shape], tuple[Setting, ...]]
    ) -> None:
        self._shapes, self._find = shapes, find
        self._found: dict[Shape, tuple[Setting, ...]] = {}

    def __getitem__(self, shape: Shape) -> tuple[Setting, ...]:
        if shape not in self._found:
            if shape not in self._shapes:
                raise KeyError(shape)
            self._found[shape] = self._find(shape)
        return self._found[shape]

    def __iter__(self) -> Iterator[Shape]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)


_MOST_KEPT = 6  # settings of one rectangle: enough for another headline size or picture


def by_shape(settings: Iterable[Setting]) -> dict[Shape, tuple[Setting, ...]]:
    """Settings by their rectangles, the cheapest first, with one of each headline size and of each
    width of the first picture at least."""
    groups: dict[Shape, list[Setting]] = {}
    for setting in settings:
        groups.setdefault((setting.columns, setting.rows), []).append(setting)
    return {shape: _kept(group) for shape, group in sorted(groups.items())}


def _kept(group: list[Setting]) -> tuple[Setting, ...]:
    group.sort(key=lambda s: (s.cost, s.size, s.hung.rows, s.lines))
    kept = group[:_MOST_KEPT]
    sizes = {setting.size for setting in kept}
    widths = {setting.hung.columns for setting in kept}
    for setting in group[_MOST_KEPT:]:
        if setting.size not in sizes or setting.hung.columns not in widths:
            sizes.add(setting.size)
            widths.add(setting.hung.columns)
            kept.append(setting)
    return tuple(kept)
