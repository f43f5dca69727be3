"""Beds: what stands in the reserved box of each ad, and what the script may ask networks for, at
every width of the screen.

    <aside class="slot ad">  the node, live at its breakpoints
      label
      ┌ ad-bed ───────────┐  as large as the largest size it may serve, and never another size
      │ house             │  in the page, seen without script, without consent, and when the
      │  ┌ ad-layer ────┐ │  network has nothing
      │  │ network's ad │ │  above it, once it is there: centred, at the top, cut off at the bed
      │  └──────────────┘ │
      └───────────────────┘

Creatives are chosen when the page is made, by weighted rendezvous hashing of the names of story,
ad and creative (Thaler and Ravishankar 1998; weights: Schindelhauer and Schomaker 2005): the same
page again has the same ads, each creative gets its share of all beds, and one that comes or goes
changes only the beds that it takes or leaves.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from layout.story.creative import Creative
from slots.problem.conditions_met import Tally, unmet
from slots.rules.size import Size
from slots.rules.terms import Rules
from slots.strip.content import About


@dataclass(frozen=True, slots=True)
class BedSizes:
    """What a bed may serve from a screen of `first` px on: `sizes` fit its reserved `box`; none
    where it is hidden. A row of what ad networks call a size mapping."""

    first: int
    box: tuple[int, int]
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AdRequest:
    """What the script asks a network for from a screen of `first` px on; without a creative
    nothing, and what stands in the page stays. `others` are asked for in turn by readers whom the
    one before them is not for; after them, too, what stands in the page stays."""

    first: int
    creative: Creative | None
    sizes: tuple[Size, ...] = ()
    others: tuple[AdRequest, ...] = ()

    def creatives(self) -> Iterator[Creative]:
        """All that some reader may see."""
        if self.creative:
            yield self.creative
        for other in self.others:
            yield from other.creatives()


@dataclass(frozen=True, slots=True, eq=False)
class Bed:
    """One ad of a page, counted from 0: the creative in the page itself (None: the `design` of ours
    of that number), and for each of its nodes, by id, the sizes it may serve and what the script
    asks for.
    """

    number: int
    house: Creative | None
    sizes: Mapping[str, tuple[BedSizes, ...]]
    requests: Mapping[str, tuple[AdRequest, ...]]
    design: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The creatives that a story may show today, and its name, which the choice depends on."""

    creatives: tuple[Creative, ...]
    slug: str


def admitted(creatives: Iterable[Creative], rules: Rules, about: About) -> tuple[Creative, ...]:
    """The creatives that a story may show (no airline beside a crash): those whose categories have
    conditions that it meets at every breakpoint, or none."""
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
    ads: Mapping[str, str],
    sizes: Mapping[str, Mapping[str, tuple[BedSizes, ...]]],
    candidates: Candidates,
) -> dict[str, Bed]:
    """The beds of a page's ads, by the content's id.

    `ads` has the slot of each ad, by its id in the order of the page, `sizes` what each of its
    nodes may serve. No two ads show the same house ad while another one fits.
    """
    beds: dict[str, Bed] = {}
    used: set[str] = set()
    for number, (content, slot) in enumerate(ads.items()):
        mine = sizes.get(content, {})
        every = [each for own in mine.values() for each in own if each.sizes]
        serving = [creative for creative in candidates.creatives if slot in creative.slots]
        fitting = [each for each in serving if not each.asked and _fits(each, every)]
        fresh = [each for each in fitting if each.name not in used] or fitting
        seed = f"{candidates.slug}\n{content}"
        house = chosen(fresh, seed)
        if house:
            used.add(house.name)
        outside = [creative for creative in serving if creative.asked]
        requests = {
            node: tuple(_requests(own, [*fresh, *outside], seed)) for node, own in mine.items()
        }
        beds[content] = Bed(number, house, mine, requests)
    return beds


_LEAST = 80
"""Per cent of its size at which a house ad is still shown: a screen of 320 px has room for 250 px
of a creative that is 300 px wide."""


def _fits(creative: Creative, every: list[BedSizes]) -> bool:
    return all(
        creative.fitting(each.sizes)
        or any(_large_enough(size, each.box) for size in creative.sizes)
        for each in every
    )


def _large_enough(size: Size, box: tuple[int, int]) -> bool:
    """Whether a creative brought down to a box is not too small."""
    width, height = box
    return width * 100 >= size.width * _LEAST and height * 100 >= size.height * _LEAST


def _requests(
    sizes: tuple[BedSizes, ...], serving: list[Creative], seed: str
) -> Iterator[AdRequest]:
    """What is asked for at each of a node's sizes; nothing where the page's own creative wins."""
    for own in sizes:
        asked = [
            AdRequest(own.first, each, each.fitting(own.sizes))
            for each in _in_turn([each for each in serving if each.fitting(own.sizes)], seed)
        ]
        yield replace(asked[0], others=tuple(asked[1:])) if asked else AdRequest(own.first, None)


def _in_turn(serving: list[Creative], seed: str) -> Iterator[Creative]:
    """Those that the script asks for: the one chosen; and where only some readers may see it, the
    one that would be chosen without it, and so on."""
    left = serving
    while (best := chosen(left, seed)) and best.asked:
        yield best
        if not best.for_some:
            return
        left = [each for each in left if each is not best]


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
    """An exponential waiting time of the rate `share`, from the digest of the names: of several
    creatives each comes first as often as its share says."""
    digest = hashlib.sha256(f"{seed}\n{creative.name}".encode()).digest()
    part = (int.from_bytes(digest[:7], "big") + 1) / (1 << 56)
    return -math.log(part) / creative.share
