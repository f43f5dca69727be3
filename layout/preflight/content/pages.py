"""All pages of a file walked: their boxes, and what they paint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from layout.preflight.content.colour import Space
from layout.preflight.content.events import Event, Group, Held, Look
from layout.preflight.content.operators.forms import group_of
from layout.preflight.content.operators.run import Readers
from layout.preflight.content.state import State
from layout.preflight.content.walker import Walker
from layout.preflight.geometry import Box
from layout.preflight.opened.numbers import name, table
from layout.preflight.opened.pdf import Leaf, hidden_layers, leaves
from layout.preflight.opened.unpacked import TooMuch
from slots.files.decoding import Undecodable, decoding


@dataclass(frozen=True, slots=True, eq=False)
class WalkedPage:
    """A page: its number from 1, its boxes in points, and all that it paints in order. `stopped`
    says why it was not walked to its end, `odd` what is wrong in its content, `tiles` how many
    cells patterns come to that fill something."""

    leaf: Leaf
    events: tuple[Event, ...]
    stopped: str = ""
    odd: tuple[str, ...] = ()
    tiles: float = 0.0

    @property
    def number(self) -> int:
        """Which page of the file it is."""
        return self.leaf.number

    @property
    def trim(self) -> Box:
        """What is left when it is cut."""
        return self.leaf.trim

    def painted(self) -> Iterator[Event]:
        """What comes onto the paper: no groups, and nothing of masks."""
        for event in self.events:
            if not isinstance(event, Group) and not event.held.masking:
                yield event

    def spaces(self) -> Iterator[tuple[Space, Event]]:
        """Each colour space that something is painted in, with the event."""
        for event in self.painted():
            for colour, _ in event.colours:
                yield colour.space, event
            own = getattr(event, "space", None)
            if isinstance(own, Space):
                yield own, event


def walk_pages(pdf: pikepdf.Pdf) -> Iterator[WalkedPage]:
    """The pages of a file, one after the other."""
    readers = Readers(hidden=_hidden(pdf))
    for leaf in leaves(pdf):
        yield walk_page(leaf, readers)


def walk_page(leaf: Leaf, readers: Readers) -> WalkedPage:
    """One page walked."""
    walker, before = Walker(readers), len(readers.spaces.odd)
    stopped = ""
    try:
        with decoding(TooMuch):
            group = table(leaf.own.get("/Group"))
            if name(group.get("/S")) == "Transparency":
                state = State(clip=leaf.media, look=Look())
                resources = leaf.get("/Resources")
                walker.keep(group_of(group, "page", state, readers.spaces, resources, Held()))
            walker.page(leaf.content, leaf.get("/Resources"), leaf.media)
    except (Undecodable, TooMuch) as error:
        stopped = f"its content cannot be read: {error}"
    ended = walker.stopped or stopped
    odd = (*walker.odd, *readers.spaces.odd[before:])
    return WalkedPage(leaf, tuple(walker.events), ended, odd, walker.tiles)


def _hidden(pdf: pikepdf.Pdf) -> frozenset[tuple[int, int]]:
    try:
        with decoding():
            return hidden_layers(pdf)
    except Undecodable:
        return frozenset()
