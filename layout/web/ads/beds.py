"""Beds: what stands in the reserved box of each ad, at every width of the screen.

    <aside class="slot ad">  the node, live at its breakpoints
      label
      ┌ ad-bed ───────────┐  as large as the largest size it may serve, and never another size
      │ house             │  in the page, seen without script, without consent, and when the
      │  ┌ ad-layer ────┐ │  network has nothing
      │  │ network's ad │ │  above it, once it is there: centred, at the top, cut off at the bed
      │  └──────────────┘ │
      └───────────────────┘

The choice is made when the page is made, from the story's name and the ad's: the same page again
has the same ads. It is weighted by shares ("rendezvous hashing", Thaler and Ravishankar 1998): a
creative that comes or goes changes only the beds that it takes or leaves.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from layout.story.creative import Creative
from slots.problem.conditions_met import Tally, unmet
from slots.rules.size import Size
from slots.rules.terms import Rules
from slots.strip.content import About


@dataclass(frozen=True, slots=True)
class Room:
    """What a bed may serve from a screen of `first` px on: `sizes` fit its reserved `box`."""

    first: int
    box: tuple[int, int]
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """What is asked for from a screen of `first` px on; None: nothing, what is there stays."""

    first: int
    creative: Creative | None
    sizes: tuple[Size, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Bed:
    """One ad of a page: the creative in the page itself (None: a design of ours, counted by
    `number`), and for each of its nodes the rooms it has and what the script asks for there."""

    number: int
    house: Creative | None
    rooms: Mapping[str, tuple[Room, ...]]
    turns: Mapping[str, tuple[Turn, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What choosing goes by: the creatives in season for a story, and the story's name."""

    creatives: tuple[Creative, ...]
    slug: str


def admitted(creatives: Iterable[Creative], rules: Rules, about: About) -> tuple[Creative, ...]:
    """Those that a story may show: of no category whose conditions it does not meet at some
    breakpoint (no airline beside a crash)."""
    return tuple(
        creative
        for creative in creatives
        if not any(_barred(category, rules, about) for category in creative.categories)
    )


def _barred(category: str, rules: Rules, about: About) -> bool:
    when = rules.category.get(category)
    points = ("", *rules.breakpoints)
    return when is not None and any(
        True for point in points for _ in unmet(when, about, Tally(), point)
    )


def categories_of(slot: str, creatives: Iterable[Creative]) -> tuple[str, ...]:
    """The categories of all advertisers that a slot may serve, each once, in the file's order.

    Rules that keep categories apart then hold whichever of them comes.
    """
    serving = (creative for creative in creatives if slot in creative.slots)
    return tuple(dict.fromkeys(each for creative in serving for each in creative.categories))


def beds_of(
    ads: Mapping[str, str], rooms: Mapping[str, Mapping[str, tuple[Room, ...]]], choice: Choice
) -> dict[str, Bed]:
    """The beds of a page's ads, by content.

    `ads` are the slots of the ads, in the order of the page, by content; `rooms` what each node of
    a content has room for. No two ads show the same creative of the house while another may stand.
    """
    beds: dict[str, Bed] = {}
    used: set[str] = set()
    for number, (content, slot) in enumerate(ads.items()):
        mine = rooms.get(content, {})
        every = [room for each in mine.values() for room in each if room.sizes]
        serving = [creative for creative in choice.creatives if slot in creative.slots]
        fitting = [each for each in serving if not each.outside and _fits(each, every)]
        fresh = [each for each in fitting if each.name not in used] or fitting
        seed = f"{choice.slug}\n{content}"
        house = chosen(fresh, seed)
        if house:
            used.add(house.name)
        outside = [creative for creative in serving if creative.outside]
        turns = {node: tuple(_turns(each, [*fresh, *outside], seed)) for node, each in mine.items()}
        beds[content] = Bed(number, house, mine, turns)
    return beds


_LEAST = (4, 5)
"""How small a creative of the house is shown at least: a screen of 320 px leaves 250 px of 300."""


def _fits(creative: Creative, rooms: list[Room]) -> bool:
    return all(
        creative.fitting(room.sizes) or any(_shown(size, room) for size in creative.sizes)
        for room in rooms
    )


def _shown(size: Size, room: Room) -> bool:
    width, height = room.box
    part, whole = _LEAST
    return width * whole >= size.width * part and height * whole >= size.height * part


def _turns(rooms: tuple[Room, ...], serving: list[Creative], seed: str) -> Iterator[Turn]:
    """What is asked for in each room; nothing where the page's own creative has its turn."""
    for room in rooms:
        best = chosen([each for each in serving if each.fitting(room.sizes)], seed)
        if best and best.outside:
            yield Turn(room.first, best, best.fitting(room.sizes))
        else:
            yield Turn(room.first, None)


def chosen(creatives: Iterable[Creative], seed: str) -> Creative | None:
    """One of those with the highest priority, by their shares; the same for the same seed.

    >>> chosen([], "story") is None
    True
    """
    everyone = tuple(creatives)
    if not everyone:
        return None
    top = max(creative.priority for creative in everyone)
    return min(
        (creative for creative in everyone if creative.priority == top),
        key=lambda creative: (_draw(seed, creative), creative.name),
    )


def _draw(seed: str, creative: Creative) -> float:
    """A waiting time with the rate `share`: of several the first is each in proportion to it."""
    digest = hashlib.sha256(f"{seed}\n{creative.name}".encode()).digest()
    part = (int.from_bytes(digest[:7], "big") + 1) / (1 << 56)
    return -math.log(part) / creative.share
