"""What rules are held against: a file that is open, its pages walked, and its inks summed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import pikepdf

from layout.preflight.content.colour import Space
from layout.preflight.content.events import Event
from layout.preflight.content.pages import WalkedPage
from layout.preflight.ink.bound import most_ink, surely_inked
from layout.preflight.ink.coverage import Coverage, coverage_of
from layout.preflight.opened.objects import Thing, things
from layout.preflight.subject.beneath import Beneath
from layout.preflight.subject.fault import Fault, Limits
from slots.finding import Severity

_Kind = TypeVar("_Kind", bound=Event)


class Sheet:
    """A page with what rules ask of it more than once."""

    def __init__(self, page: WalkedPage) -> None:
        self.page = page
        self.painted: tuple[Event, ...] = tuple(page.painted())
        self.spaces: tuple[tuple[Space, Event], ...] = tuple(page.spaces())

    @cached_property
    def beneath(self) -> Beneath:
        """What lies under what."""
        return Beneath(self.painted)

    def fault(
        self, found: str, event: Event | None = None, severity: Severity | None = None
    ) -> Fault:
        """A fault on this page, where something is painted."""
        return Fault(found, self.page.number, event.box if event else None, severity)


@dataclass(frozen=True, eq=False)
class Subject:
    """A file under the rules: its bytes, opened, its pages. Its inks are summed, and its
    dictionaries read, when a rule asks for them."""

    data: bytes
    pdf: pikepdf.Pdf
    sheets: tuple[Sheet, ...]

    def painted(self, kind: type[_Kind]) -> Iterator[tuple[Sheet, _Kind]]:
        """All things of a kind that are painted, each with its page."""
        for sheet in self.sheets:
            for event in sheet.painted:
                if isinstance(event, kind):
                    yield sheet, event

    def most_ink(self, page: WalkedPage) -> float | None:
        """Per cent of ink that no place on a page has more of; None where it must be counted."""
        return self._most_ink[page.number]

    def is_inked(self, page: WalkedPage) -> bool:
        """Whether there is ink on a page for certain, though it was not counted."""
        return page.number in self._inked

    @cached_property
    def _most_ink(self) -> Mapping[int, float | None]:
        return {sheet.page.number: most_ink(sheet.page) for sheet in self.sheets}

    @cached_property
    def _inked(self) -> frozenset[int]:
        simple = [sheet.page for sheet in self.sheets if self.most_ink(sheet.page)]
        return surely_inked(self.data, simple)

    def inks(self, page: WalkedPage) -> Coverage:
        """The inks of a page."""
        return self._coverage[page.number]

    @cached_property
    def _coverage(self) -> Mapping[int, Coverage]:
        return coverage_of(self.data, [sheet.page for sheet in self.sheets])

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """All dictionaries and streams of the file."""
        return tuple(things(self.pdf))


Check = Callable[[Subject, Limits], Iterator[Fault]]
"""What a rule does: from a file and the rule's limits to faults."""
