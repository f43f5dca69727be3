"""The memory of a run, or of a process that makes the same again and again.

    value in this process ── else ── worked out in this run ── else ── a file of an earlier one

What was worked out reaches the disk with `save`: a run that is refused or broken off leaves
nothing. Each value comes with the names of all that was requested on the way to it: where it is of
use again, so are they (the tilings of a section, when one of its stories is edited).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from layout.work.memory.folder import folder_of, read_entry, write_entries
from layout.work.memory.typed_bytes import Things, as_bytes, from_bytes
from layout.work.processes.fork import Begin, at_once

VALUES, FILES = 4, 40
"""Makings after which values, and files of this process, that were of no use in them go: an edit
may be taken back."""

_ALL = 100
"""Makings after which all values go: words that were shaped once have no age."""

_Names = frozenset[Hashable]
_T = TypeVar("_T")


class Value(NamedTuple):
    """A value, and the names of what was requested on the way to it."""

    value: Any
    within: _Names


@dataclass(frozen=True, slots=True)
class Form:
    """How a value is written: its type, and what it points to."""

    type: Any
    things: Things


_NOW: ContextVar[Memory | None] = ContextVar("memory", default=None)
"""The memory at hand: the one thing that is ambient. No byte of output depends on it."""

_NOTED: ContextVar[set[Hashable] | None] = ContextVar("noted", default=None)


def at_hand() -> Memory | None:
    """The memory that this run has, if any."""
    return _NOW.get()


@contextmanager
def noted() -> Iterator[set[Hashable]]:
    """The names of all that is requested in the block, which are also noted in the blocks around
    it."""
    around, inside = _NOTED.get(), set[Hashable]()
    before = _NOTED.set(inside)
    try:
        yield inside
    finally:
        _NOTED.reset(before)
        if around is not None:
            around |= inside


class Memory:
    """Values by name. Names that are text are kept between runs: they say all that a value depends
    on. Several threads may ask and remember at once."""

    def __init__(self, publication: Path | None = None) -> None:
        """Of a publication; without one nothing is kept between runs."""
        self._publication = publication
        self.folder = folder_of(publication) if publication else None
        self.values: dict[Hashable, Value] = {}
        self._fresh: dict[str, bytes] = {}
        self._own: set[str] = set()
        self._used: dict[Hashable, int] = {}
        self._makings = 0

    @contextmanager
    def making(self) -> Iterator[None]:
        """Something is made, with this memory at hand; what was of no use for long is forgotten."""
        self._makings += 1
        for name in [name for name, last in self._used.items() if self._old(last, VALUES)]:
            self.values.pop(name, None)
            if self._old(self._used[name], FILES) or not isinstance(name, str):
                del self._used[name]
        if self._makings % _ALL == 0:
            self.values.clear()
        with self.in_use():
            yield

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """It is at hand in the block, which is no making of its own."""
        before = _NOW.set(self)
        try:
            yield
        finally:
            _NOW.reset(before)

    def _old(self, last: int, makings: int) -> bool:
        return last < self._makings - makings

    def recall(self, name: Hashable, form: Form | None) -> Value | None:
        """What is remembered under a name."""
        found = self.values.get(name)
        if found is None and form is not None and isinstance(name, str):
            data = self._fresh.get(name)
            if data is None and self.folder is not None:
                data = read_entry(self.folder, name)
            if data is not None:
                kept: Any = tuple[list[str], form.type]  # type: ignore[name-defined]
                within, value = from_bytes(data, kept, form.things)
                found = self.values[name] = Value(value, frozenset(within))
        if found is not None:
            self.use(found.within | {name})
        return found

    def remember(self, name: Hashable, found: Value, form: Form | None) -> None:
        """Remember a value."""
        self.values[name] = found
        self.use(found.within | {name})
        if form is not None and self.folder is not None and isinstance(name, str):
            within = sorted(one for one in found.within if isinstance(one, str))
            with suppress(UnicodeEncodeError, OverflowError):  # what no file can hold is not kept
                self._fresh[name] = as_bytes((within, found.value), form.things)

    def use(self, names: _Names | set[Hashable]) -> None:
        """These are of use in this making."""
        self._used.update(dict.fromkeys(names, self._makings))
        noting = _NOTED.get()
        if noting is not None:
            noting |= names

    def begun(self, begin: Begin, do: Callable[[], _T]) -> Callable[[], _T]:
        """What gives the result of work: begun as `begin` says. What a copy of this process
        remembers meanwhile it brings with it, and that is remembered here as well."""
        if begin is at_once:
            return do

        def carrying() -> tuple[_T, dict[str, bytes], set[Hashable]]:
            before = self._fresh.keys() | ()
            with noted() as used:
                value = do()
            fresh = {name: self._fresh[name] for name in self._fresh.keys() - before}
            return value, fresh, {name for name in used if isinstance(name, str)}

        carried = begin(carrying)

        def ended() -> _T:
            value, fresh, used = carried()
            self._fresh.update(fresh)
            self.use(used)
            return value

        return ended

    def save(self, all_: bool = True) -> None:
        """Write what was worked out, and take away what this making had no use for; not `all_`:
        only what this process wrote itself, and has forgotten: others may want the rest."""
        if self.folder is None or self._publication is None:
            return
        self._own.update(self._fresh)

        def unused(name: str) -> bool:
            if all_:
                return self._used.get(name) != self._makings
            return name in self._own and name not in self._used

        write_entries(self.folder, self._publication, self._fresh, unused)
        self._own.intersection_update(self._used)
        self._fresh.clear()
