"""The right rail: boxes beside the story, from its top down, each at the largest size that fits.

        0 ┬──────────┐ top of a
          │ a        │
          ├──────────┤ ─┬─            a sticky box stays in view along its *run*: from its own top
          ┊          ┊  │ run of a    to the next box's top less what lies between and its own
          ┊          ┊ ─┴─            height (Spacefinder's measure)
            between
          ┬──────────┐ top of b       a box that is not sticky has no run: the next one stands
          │ b        │                right below it
          └──────────┘
   length ┴ the end of the story: the last run ends here

Each sticky box has its `least` run, and what length is left beyond those in equal shares: what CSS
can tell a page that does not know how long its story is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from slots.regions.share_room import Choice, Claim, fit, worth
from slots.rules.terms import Region
from slots.strip.refusal import Kind, Refusal, Rule
from slots.units import whole_px


@dataclass(frozen=True, slots=True)
class RailSize:
    """One size a content may have: of its creative in px, None where it is as high as its content,
    and its box's height on each strip."""

    creative: tuple[int, int] | None
    heights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RailWish:
    """A content for the rail. `sizes` are the largest first; `least` is the least run of a sticky
    one on each strip. One that `stays` has its smallest size even where the story is too short.
    """

    id: str
    value: int
    sizes: tuple[RailSize, ...]
    sticky: bool = False
    least: tuple[int, ...] = ()
    stays: bool = False

    def floor(self, strip: int) -> int:
        """The least run on a strip."""
        return self.least[strip] if self.sticky and self.least else 0


@dataclass(frozen=True, slots=True)
class RailBox:
    """A content in the rail: the size it has, by its index in the sizes of its wish, and on each
    strip its top from the top of the rail, its height and its run (`least` is the least it may
    have)."""

    id: str
    size: int
    tops: tuple[int, ...]
    heights: tuple[int, ...]
    runs: tuple[int, ...]
    sticky: bool = False
    least: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rail:
    """The boxes from top to bottom, the ids of contents it has no room for, and every refusal."""

    boxes: tuple[RailBox, ...] = ()
    left: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    def feet(self, strips: int) -> tuple[int, ...]:
        """Where the last box ends on each strip, its run included; 0 of an empty rail."""
        if not self.boxes:
            return (0,) * strips
        last = self.boxes[-1]
        return tuple(map(sum, zip(last.tops, last.heights, last.runs, strict=True)))


class _Stands(NamedTuple):
    """A content that stands in the rail, and its size."""

    wish: RailWish
    at: int


def stand(
    wishes: tuple[RailWish, ...],
    lengths: tuple[int, ...],
    between: int,
    slack: tuple[int, ...] = (),
) -> Rail:
    """The rail that is worth most on strips of these lengths, in millipoints, with refusals.

    Contents keep their order. As many of their values as possible, then the largest sizes, on every
    strip; `between` is the air from box to box. A rail of smallest sizes, none of which requires a
    run, may end up to `slack` below the story on each strip.
    """
    choice = _chosen(wishes, lengths, between, slack)
    picked = tuple(zip(wishes, choice, strict=True))
    standing = tuple(_Stands(wish, at) for wish, at in picked if at is not None)
    left = tuple(wish.id for wish, at in picked if at is None)
    low = all(at == len(wish.sizes) - 1 and not any(wish.least) for wish, at in standing)
    spare = slack if low else ()
    refused = tuple(
        refusal
        for place, (wish, at) in enumerate(picked)
        for refusal in _refused(wish, at, _room(wishes, choice, place, lengths, between), spare)
    )
    return Rail(_boxes(standing, lengths, between), left, refused)


def _chosen(
    wishes: tuple[RailWish, ...], lengths: tuple[int, ...], between: int, slack: tuple[int, ...]
) -> Choice:
    """The size of each content: the better of a rail that ends with the story, and a low one."""
    claims = tuple(_claim(wish, wish.sizes, between) for wish in wishes)
    strict = fit(claims, tuple(length + between for length in lengths))
    if not slack:
        return strict
    free = tuple(wish for wish in wishes if not any(wish.least))
    rooms = tuple(map(sum, zip(lengths, slack, (between,) * len(lengths), strict=True)))
    low = iter(fit(tuple(_claim(wish, wish.sizes[-1:], between) for wish in free), rooms))
    ins = (None if any(wish.least) else next(low) for wish in wishes)
    lax = tuple(
        None if at is None else len(wish.sizes) - 1 for wish, at in zip(wishes, ins, strict=True)
    )
    return lax if worth(claims, lax) > worth(claims, strict) else strict


def _claim(wish: RailWish, sizes: tuple[RailSize, ...], between: int) -> Claim:
    options = (
        tuple(height + wish.floor(s) + between for s, height in enumerate(size.heights))
        for size in sizes
    )
    return Claim(wish.value, tuple(options), wish.stays)


def shared(free: int, floors: tuple[int, ...]) -> tuple[int, ...]:
    """Runs that share a free length: each its floor, and an equal part of what is left.

    >>> shared(1000, (0, 0)), shared(1000, (700, 0)), shared(100, (300, 0))
    ((500, 500), (850, 150), (300, 0))
    """
    rest = max(0, free - sum(floors))
    return tuple(floor + rest // len(floors) for floor in floors)


def _boxes(
    standing: tuple[_Stands, ...], lengths: tuple[int, ...], between: int
) -> tuple[RailBox, ...]:
    runs = tuple(_runs(standing, length, between, s) for s, length in enumerate(lengths))
    boxes: list[RailBox] = []
    tops = [0] * len(lengths)
    for place, (wish, at) in enumerate(standing):
        heights = wish.sizes[at].heights
        own = tuple(runs[s][place] for s in range(len(lengths)))
        boxes.append(RailBox(wish.id, at, tuple(tops), heights, own, wish.sticky, wish.least))
        tops = [top + h + run + between for top, h, run in zip(tops, heights, own, strict=True)]
    return tuple(boxes)


def moved(rail: Rail, lengths: tuple[int, ...], between: int) -> Rail:
    """The boxes of a rail on other strips of these lengths, each as high as on the rail's own first
    strip, and with the same least run."""
    standing = tuple(_Stands(_as_it_is(box, len(lengths)), 0) for box in rail.boxes)
    boxes = _boxes(standing, lengths, between)
    kept = zip(boxes, rail.boxes, strict=True)
    return replace(rail, boxes=tuple(replace(box, size=old.size) for box, old in kept))


def _as_it_is(box: RailBox, strips: int) -> RailWish:
    """A box as a wish for the size that it has, on `strips` strips."""
    size = RailSize(None, box.heights[:1] * strips)
    return RailWish(box.id, 0, (size,), box.sticky, box.least[:1] * strips)


def _runs(standing: tuple[_Stands, ...], length: int, between: int, strip: int) -> tuple[int, ...]:
    used = sum(wish.sizes[at].heights[strip] + between for wish, at in standing)
    floors = tuple(wish.floor(strip) for wish, _ in standing if wish.sticky)
    equal = iter(shared(length + between - used, floors))
    return tuple(next(equal) if wish.sticky else 0 for wish, _ in standing)


def _room(
    wishes: tuple[RailWish, ...],
    choice: Choice,
    place: int,
    lengths: tuple[int, ...],
    between: int,
) -> tuple[int, ...]:
    """What the others leave to the content at a place, on each strip."""
    others = [
        (w, at)
        for i, (w, at) in enumerate(zip(wishes, choice, strict=True))
        if i != place and at is not None
    ]
    return tuple(
        length - sum(w.sizes[at].heights[s] + w.floor(s) + between for w, at in others)
        for s, length in enumerate(lengths)
    )


def _refused(
    wish: RailWish, at: int | None, room: tuple[int, ...], slack: tuple[int, ...]
) -> tuple[Refusal, ...]:
    """A refusal for each size larger than the one it has: for want of length, or of run."""
    larger = wish.sizes[: len(wish.sizes) if at is None else at]
    lax = room
    if slack and not any(wish.least):
        lax = tuple(map(sum, zip(room, slack, strict=True)))
    rooms = (lax if size is wish.sizes[-1] else room for size in larger)
    return tuple(_refusal(wish, size, own) for size, own in zip(larger, rooms, strict=True))


def _refusal(wish: RailWish, size: RailSize, room: tuple[int, ...]) -> Refusal:
    spare = tuple(have - height for have, height in zip(room, size.heights, strict=True))
    short = min(range(len(room)), key=lambda s: spare[s] - wish.floor(s))
    if min(spare) >= 0:
        needed, actual, kind = wish.floor(short), spare[short], Kind.MIN_RUN
    else:
        short = min(range(len(room)), key=lambda s: spare[s])
        needed, actual, kind = size.heights[short], room[short], Kind.RAIL
    found = Refusal(
        Region.RAIL.value, wish.id, Rule(kind), whole_px(needed, up=True), whole_px(actual)
    )
    return replace(found, against=sized(size.creative), size=size.creative)


def sized(creative: tuple[int, int] | None) -> str:
    """A size of a box as refusals name it."""
    return f"size {creative[0]}x{creative[1]}" if creative else "size of its content"
