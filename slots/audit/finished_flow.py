"""A finished page measured again: where every block and box stands once all boxes are in.

Part of the audit, which shares no code with placing: it knows the rules and the drawing of
docs/slots.md, and lays blocks and boxes one below the other.

        block  ┴
                 white: the slot's margin, or the natural white where that is more
        box    ┬─┐
               ┴─┘                         beside ┬─┐  a box in the rail starts at its gap's
                 the slot's margin                │ │  mark and moves nothing
        block  ┬                                  ┴─┘

A rule that such a page breaks is a `Breach`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from slots.rules.terms import AD, Region, Terms
from slots.strip.content import Content
from slots.strip.measured_flow import Item, Role, Strip
from slots.units import Length, Unit

_LETTERS = 6
"""Characters of a word, its space included, on strips that count words alone (docs/slots.md)."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a finished page breaks: whose it is, what it requires, what there is, and against
    what.

    `slot` is the id of a content ("google-ad-1"), empty for rules of the whole page; `strip` the
    index of the strip it was seen on.
    """

    rule: str
    slot: str
    required: str
    actual: str
    against: str | None = None
    strip: int = 0

    def __str__(self) -> str:
        whose = self.slot or "the page"
        against = f' against "{self.against}"' if self.against else ""
        return f"{whose}: {self.rule}{against} needs {self.required}, has {self.actual}"


class Kind(StrEnum):
    """What a length counts when it is measured on a strip."""

    MPT = "px"
    WORDS = "words"
    CHARACTERS = "characters"
    PARAGRAPHS = "paragraphs"


@dataclass(frozen=True, slots=True)
class Guest:
    """A content and the gap it was given, with its slot's terms, relaxed as the decision says."""

    content: Content
    terms: Terms
    holds: str
    gap: int

    @property
    def ad(self) -> bool:
        """Whether it is an ad."""
        return self.holds == AD

    @property
    def beside(self) -> bool:
        """Whether it stands in the rail and moves no copy."""
        return self.terms.region is Region.BESIDE

    @property
    def categories(self) -> tuple[str, ...]:
        """Its advertiser's categories and those of its slot."""
        return (*self.content.categories, *self.terms.categories)


@dataclass(frozen=True, slots=True)
class Box:
    """A guest on one strip: its edges in the finished flow, in millipoints."""

    guest: Guest
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A strip with all boxes in: `tops` are the final tops of its items, `height` its end."""

    strip: Strip
    boxes: tuple[Box, ...]
    tops: tuple[int, ...]
    height: int


def flow_of(strip: Strip, index: int, guests: tuple[Guest, ...]) -> Flow:
    """The finished flow of one strip; `index` is its place among the strips for which contents have
    sizes.

    `guests` stand in the order of their gaps; those of one gap in the order given.
    """
    boxes: list[Box] = []
    tops: list[int] = []
    foot, down = 0, 0
    for gap in range(len(strip.items) + 1):
        mark = mark_of(strip, gap)
        for guest in (each for each in guests if each.gap == gap):
            height = guest.content.sizes[index][1]
            if guest.beside:
                boxes.append(Box(guest, mark + down, mark + down + height))
                continue
            air = measured(guest.terms.margin, strip)[1]
            top = max(foot + air, mark + down)
            boxes.append(Box(guest, top, top + height))
            foot, down = top + height + air, top + height + air - mark
        tops.append(mark + down)
        if gap < len(strip.items):
            foot = strip.items[gap].bottom + down
    return Flow(strip, tuple(boxes), tuple(tops[:-1]), tops[-1])


def begun(
    strips: tuple[Strip, ...], guests: tuple[Guest, ...], slots: tuple[str, ...]
) -> tuple[Strip, ...]:
    """The strips as the boxes of some slots leave them: what a pass over the copy begins with."""
    earlier = tuple(each for each in guests if each.content.slot in slots)
    if not earlier:
        return strips
    flows = (flow_of(strip, index, earlier) for index, strip in enumerate(strips))
    return tuple(replace(flow.strip, items=_moved(flow), height=flow.height) for flow in flows)


def _moved(flow: Flow) -> tuple[Item, ...]:
    """The items of a flow where they stand in it."""
    return tuple(
        replace(item, top=top, bottom=item.bottom - item.top + top)
        for item, top in zip(flow.strip.items, flow.tops, strict=True)
    )


def mark_of(strip: Strip, gap: int) -> int:
    """The place of a gap in the bare copy: the top of the item below it, or the end."""
    return strip.items[gap].top if gap < len(strip.items) else strip.height


def measured(length: Length, strip: Strip) -> tuple[Kind, int]:
    """A length as an amount on a strip: rounded half to even, shares of a count rounded up."""
    if length.physical:
        return Kind.MPT, length.mpt
    end = len(strip.items)
    match length.unit:
        case Unit.WORD:
            return Kind.WORDS, round(length.value)
        case Unit.CHARACTER:
            return Kind.CHARACTERS, round(length.value)
        case Unit.PARAGRAPH:
            return Kind.PARAGRAPHS, round(length.value)
        case Unit.TEXT_SHARE:
            whole = depth(strip, end, Kind.CHARACTERS)
            return Kind.CHARACTERS, ceil(length.value * whole / 100)
        case Unit.PARAGRAPH_SHARE:
            whole = depth(strip, end, Kind.PARAGRAPHS)
            return Kind.PARAGRAPHS, ceil(length.value * whole / 100)
        case Unit.LINE:
            return Kind.MPT, round(length.value * strip.line)
        case Unit.SCREEN:
            return Kind.MPT, round(length.value * strip.viewport[1])
        case _:
            return Kind.MPT, round(length.value * strip.height / 100)


def depth(strip: Strip, gap: int, kind: Kind) -> int:
    """How much bare copy there is above a gap, in units of `kind`; in millipoints, the gap's
    mark."""
    if kind is Kind.MPT:
        return mark_of(strip, gap)
    above = strip.items[:gap]
    match kind:
        case Kind.WORDS:
            return sum(item.words for item in above)
        case Kind.CHARACTERS:
            known = any(item.characters for item in strip.items)
            return sum(item.characters if known else item.words * _LETTERS for item in above)
        case Kind.PARAGRAPHS:
            return sum(item.role is Role.PARAGRAPH for item in above)


def counted(strip: Strip, upper: int, lower: int, kind: Kind) -> int:
    """How much bare copy there is between two gaps, in units of `kind`."""
    return depth(strip, lower, kind) - depth(strip, upper, kind)


def amount_text(amount: int, kind: Kind) -> str:
    """An amount as people write it: "62.5px", "3 paragraphs"."""
    if kind is Kind.MPT:
        return f"{amount / 750:g}px"
    return f"{amount} {kind.value[:-1] if amount == 1 else kind.value}"
