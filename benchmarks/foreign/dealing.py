"""Which stories go into which section of an edition, so that each is as full as is wanted.

Stories come in an order of chance that is the same every time, and for every supply of one copy: an
edition of 130 % has those of 100 %, or nearly, and more. Each goes to the section that still wants
most. One that would take over half of a section's room goes to none: no editor would print it.
At last each section is brought nearer to its goal by the story that fits it best.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

LARGEST = 0.5
"""Of a section's room: the most that one story takes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A story that may be printed: its name and its cells."""

    name: str
    cells: int


@dataclass(slots=True)
class _Section:
    name: str
    room: int
    wanted: float
    dealt: list[Offer] = field(default_factory=list)

    def takes(self, offer: Offer) -> bool:
        return offer.cells <= min(self.wanted, self.room * LARGEST)

    def take(self, offer: Offer) -> None:
        self.dealt.append(offer)
        self.wanted -= offer.cells


def shuffled(offers: Sequence[Offer], seed: str) -> list[Offer]:
    """Offers in an order of chance that is always the same."""
    order = sorted(offers, key=lambda offer: offer.name)
    random.Random(seed).shuffle(order)
    return order


def deal(offers: Sequence[Offer], rooms: Mapping[str, int], supply: float) -> dict[str, list[str]]:
    """The names of the stories of each section, of such a supply (1 is all that it has room for),
    as near as the offers, in their order, allow."""
    sections = [_Section(name, room, room * supply) for name, room in rooms.items()]
    left = [offer for offer in offers if not _dealt(offer, sections)]
    for section in sections:
        best = min(left, key=lambda offer: abs(section.wanted - offer.cells), default=None)
        nearer = best and abs(section.wanted - best.cells) < section.wanted
        if best and nearer and best.cells <= section.room * LARGEST:
            left.remove(best)
            section.take(best)
    return {section.name: [offer.name for offer in section.dealt] for section in sections}


def _dealt(offer: Offer, sections: Sequence[_Section]) -> bool:
    """Gives an offer to the section that wants most, if that takes it."""
    neediest = max(sections, key=lambda section: section.wanted)
    takes = neediest.takes(offer)
    if takes:
        neediest.take(offer)
    return takes
