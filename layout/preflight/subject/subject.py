"""What rules are held against: a file that is open, its pages walked, and its inks summed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from layout.preflight.content.events import Event
from layout.preflight.content.pages import WalkedPage
from layout.preflight.ink.coverage import Coverage
from layout.preflight.opened.objects import Thing, things
from layout.preflight.subject.beneath import Beneath
from layout.preflight.subject.fault import Fault, Limits
from slots.finding import Severity


class Sheet:
    """A page with what rules ask of it more than once."""

    def __init__(self, page: WalkedPage) -> None:
        self.page = page
        self.painted: tuple[Event, ...] = tuple(page.painted())

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
    """A file under the rules. `data` are its bytes; `inks` gives the inks of a page, and is only
    called where a rule asks for them; `things` are its dictionaries, read when they are asked
    for."""

    data: bytes
    pdf: pikepdf.Pdf
    sheets: tuple[Sheet, ...]
    inks: Callable[[WalkedPage], Coverage]

    @cached_property
    def things(self) -> tuple[Thing, ...]:
        """All dictionaries and streams of the file."""
        return tuple(things(self.pdf))


Check = Callable[[Subject, Limits], Iterator[Fault]]
"""What a rule does: from a file and the rule's limits to faults."""
